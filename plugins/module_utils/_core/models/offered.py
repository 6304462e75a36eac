# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What a region offers: foundation models and system-defined inference profiles, from the live lists."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from ansible_collections.genai.bedrock.plugins.module_utils._core.arns import model_ids

ON_DEMAND = "ON_DEMAND"
GLOBAL = "global"

#: Prefixes of system-defined profiles. Only used to parse ids; regions list the profiles they have.
GEOGRAPHIES = ("us", "eu", "apac", "jp", "au", "us-gov", GLOBAL)


@dataclass(frozen=True, slots=True)
class FoundationModel:
    """A row of ListFoundationModels; ``inference_types`` is open: botocore's enum does not know INFERENCE_PROFILE."""

    model_id: str
    arn: str
    name: str = ""
    provider: str = ""
    inference_types: frozenset[str] = frozenset()
    input_modalities: tuple[str, ...] = ()
    output_modalities: tuple[str, ...] = ()
    streaming: bool = False
    lifecycle: Mapping[str, Any] = field(default_factory=dict)

    @property
    def on_demand(self) -> bool:
        return ON_DEMAND in self.inference_types


@dataclass(frozen=True, slots=True)
class SystemProfile:
    """A system-defined (cross-region) profile of a source region."""

    profile_id: str
    arn: str
    model_arns: tuple[str, ...] = ()
    name: str = ""

    @property
    def geography(self) -> str:
        return geography_of(self.profile_id) or ""

    def holds(self, model_id: str) -> bool:
        return model_id in model_ids(self.model_arns)


@dataclass(frozen=True, slots=True)
class Catalogue:
    """The two live lists of one region."""

    region: str
    models: Mapping[str, FoundationModel] = field(default_factory=dict)
    profiles: Mapping[str, SystemProfile] = field(default_factory=dict)

    def serving(self, model_id: str) -> tuple[SystemProfile, ...]:
        """The system-defined profiles that serve a model, by id."""
        return tuple(profile for _id, profile in sorted(self.profiles.items()) if profile.holds(model_id))


def geography_of(profile_id: str) -> str | None:
    """The geography of a system-defined profile's id (``us`` of ``us.anthropic.…``), None for a bare model id."""
    prefix, dot, rest = profile_id.partition(".")
    return prefix if dot and "." in rest and prefix in GEOGRAPHIES else None
