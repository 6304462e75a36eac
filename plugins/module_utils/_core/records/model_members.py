# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What a record says of the model behind its profiles, which their ARNs hide; what is not known is absent."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from ansible_collections.genai.bedrock.plugins.module_utils._core.arns import parse_arn
from ansible_collections.genai.bedrock.plugins.module_utils._core.models.facts import ModelFacts, model_facts
from ansible_collections.genai.bedrock.plugins.module_utils._core.models.ids import EMBEDDING, TEXT
from ansible_collections.genai.bedrock.plugins.module_utils._core.models.offered import geography_of

#: The member of a target that names what its profile was made from.
MODEL_SOURCE = "model_source"

#: The members of a record that depend on the model alone.
MEMBERS = (
    *("endpoint", "apis", "anthropic_name", "context_window", "max_output_tokens", "capabilities"),
    *("refused_parameters", "exclusive_parameters", "request"),
)

#: Where application inference profiles are called, and by which APIs: Responses and Chat Completions refuse them (AWS
#: Cost Management User Guide, Amazon Bedrock inference profiles). Converse takes messages, which embeddings are not.
ENDPOINT = "bedrock-runtime"
APIS = {TEXT: ("Converse", "InvokeModel"), EMBEDDING: ("InvokeModel",)}


def model_members(record: Mapping[str, Any]) -> dict[str, Any]:
    """The members that depend on the model alone, of a record that has its kind, base model, dimensions and targets.

    Where geographies differ in a fact, that of the first target's source counts.
    """
    model_id, kind = str(record.get("base_model_id") or ""), record.get("kind")
    members: dict[str, Any] = {"endpoint": ENDPOINT, "apis": list(APIS[kind])} if kind in APIS else {}
    facts = model_facts(model_id, _geography(record.get("targets") or ()))
    if facts is None:
        return members
    members |= {
        "anthropic_name": facts.anthropic_name,
        "context_window": facts.context_window,
        "max_output_tokens": facts.max_output_tokens if kind == TEXT else None,
        "capabilities": dict(facts.capabilities) or None,
        "refused_parameters": list(facts.refused_parameters) or None,
        "exclusive_parameters": [list(group) for group in facts.exclusive_parameters] or None,
        "request": _request(facts, record.get("dimensions")) if kind == EMBEDDING else None,
    }
    return present(members)


def source_id(arn: str | None) -> str | None:
    """``us.anthropic.…`` or ``anthropic.…``, of the ARN that a profile was made from; None where it is not known."""
    parsed = parse_arn(arn or "")
    return parsed.id if parsed else None


def present(members: Mapping[str, Any]) -> dict[str, Any]:
    """Without those that have no value: clients pass on what they find, and AWS's SDKs refuse null."""
    return {name: value for name, value in members.items() if value is not None}


def _geography(targets: Sequence[Mapping[str, Any]]) -> str | None:
    source = next((source for target in targets[:1] if (source := target.get(MODEL_SOURCE))), "")
    return geography_of(source)


def _request(facts: ModelFacts, dimensions: int | None) -> dict[str, Any] | None:
    return facts.embedding_request(dimensions) if facts.dimensions else None
