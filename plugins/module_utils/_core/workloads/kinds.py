# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Differences between the kinds of workloads: default names and tags of their profiles."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from ansible_collections.genai.bedrock.plugins.module_utils._core.models.ids import model_family
from ansible_collections.genai.bedrock.plugins.module_utils._core.names import inference_profile_name
from ansible_collections.genai.bedrock.plugins.module_utils._core.workloads.entries import (
    CAI,
    COPILOT,
    CROSS_REGION,
    EMBEDDING,
    Entry,
)

#: The copilot's own entry: its name carries no key.
CHAT = "chat"
#: Tags that readers rely on, so only the role may set them.
GUARDRAILS_ENABLED = "GuardrailsEnabled"


@dataclass(frozen=True, slots=True)
class Described:
    """An entry with what was decided for it: the model and the values that came from the entry or its workload."""

    entry: Entry
    kind: str
    model: str
    use_case: str
    output: str
    max_tokens: int | None
    temperature: float | None
    dimensions: int | None
    batch: bool
    cost_center: str | None


def default_name(described: Described, environment: str, region_short: str | None = None) -> str:
    """``{model-family}-{use-case}-{environment}[-{region-short}]``, with the words of each kind of workload."""
    key = described.entry.key
    if described.kind == COPILOT:
        family, use_case = model_family(described.model), "copilot" if key == CHAT else f"copilot-{key}"
    elif described.kind == CAI:
        family, use_case = "cai", key
    elif described.kind == EMBEDDING:
        family, use_case = key, "embeddings-batch" if described.batch else "embeddings"
    elif described.kind == CROSS_REGION:
        # Two entries may share a family, so the key, which is family and tier, replaces it.
        family, use_case = key, "cross-region"
    else:
        family, use_case = model_family(described.model), key
    return inference_profile_name(family, use_case, environment, region_short)


def regional_name(key: str, environment: str, region_short: str) -> str:
    """The name of a failover region's profile in a cross-region entry."""
    return inference_profile_name(key, f"regional-{region_short}", environment)


def kind_tags(described: Described) -> dict[str, Any]:
    """The tags of the workload's kind, cross-region ones apart, which depend on the region."""
    tags = _TAGS[described.kind](described) if described.kind in _TAGS else {}
    return {key: value for key, value in tags.items() if value is not None}


def cross_region_tags(primary: str, failover: list[str], region: str) -> dict[str, Any]:
    """``CrossRegion`` true with the whole order on the primary, false with its own region on a failover profile."""
    if region != primary:
        return {"CrossRegion": False, "Region": region}
    tags: dict[str, Any] = {"CrossRegion": True, "PrimaryRegion": primary}
    return tags | ({"FailoverRegion": " ".join(failover)} if failover else {})


def _copilot(described: Described) -> dict[str, Any]:
    return {
        "UseCase": described.use_case,
        "ModelFamily": model_family(described.model),
        "MaxTokens": described.max_tokens,
        "Temperature": described.temperature,
    }


def _cai(described: Described) -> dict[str, Any]:
    return {
        "ProfileType": "cai",
        "UseCase": described.use_case,
        GUARDRAILS_ENABLED: described.entry.enable_guardrails,
        "CostCenter": described.cost_center,
    }


def _embedding(described: Described) -> dict[str, Any]:
    return {
        "ProfileType": "embedding",
        "ModelFamily": model_family(described.model),
        "Dimensions": described.dimensions,
        "UseCase": described.use_case,
        "BatchEnabled": described.batch,
    }


_TAGS: dict[str, Callable[[Described], dict[str, Any]]] = {COPILOT: _copilot, CAI: _cai, EMBEDDING: _embedding}

#: What makes a model serve a kind of workload at all; the engine's own map takes any.
NEEDS_OUTPUT = {COPILOT: "text", CAI: "text", CROSS_REGION: "text", EMBEDDING: "embedding"}
#: The use case whose recommendation applies to entries without their own.
FALLBACK_USE_CASE = {COPILOT: "code_generation", CAI: "complex_conversation", EMBEDDING: "embedding"}
