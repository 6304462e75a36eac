# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Which profiles a lifecycle report is about: those of an environment and its workloads, and those of others."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from ansible_collections.genai.bedrock.plugins.module_utils._core.records.choosing import WITHOUT_RECORDS
from ansible_collections.genai.bedrock.plugins.module_utils._core.suggestions import did_you_mean
from ansible_collections.genai.bedrock.plugins.module_utils._core.tags import (
    ENVIRONMENT,
    MANAGED_BY,
    OWNER,
    PROFILE_KEY,
    WORKLOAD,
)

_SOME_TEMPERATURE = 0.0


@dataclass(frozen=True, slots=True)
class Scope:
    """The environment, and its workloads to include; empty means all."""

    environment: str = ""
    workloads: Sequence[str] = ()
    #: ARN of a profile → ``<workload>/<key>`` of the record that publishes it.
    published: Mapping[str, str] = field(default_factory=dict)
    #: ARN of a profile → the request parameters in its record.
    temperatures: Mapping[str, float | None] = field(default_factory=dict)

    def holds(self, profile: Mapping[str, Any]) -> bool:
        """Whether a profile is of the environment, whose entries alone this run could change."""
        tags = profile.get("tags") or {}
        ours = (tags.get(MANAGED_BY), tags.get(ENVIRONMENT)) == (OWNER, self.environment)
        return not self.environment or ours or profile["inference_profile_arn"] in self.published

    def owner(self, profile: Mapping[str, Any]) -> tuple[str, str]:
        """Workload and key: as published, since a profile's own key may carry its region; else as the tags say."""
        workload, _slash, key = self.published.get(profile["inference_profile_arn"], "").partition("/")
        tags = profile.get("tags") or {}
        return (workload, key) if key else (tags.get(WORKLOAD, ""), tags.get(PROFILE_KEY, ""))

    def temperature(self, profile: Mapping[str, Any]) -> float | None:
        """The parameters sent to a profile; unknown without a record, which assumes the worse case."""
        return self.temperatures.get(profile["inference_profile_arn"], _SOME_TEMPERATURE)

    def describe(self, profile: Mapping[str, Any]) -> str:
        """The environment of a profile; empty if unknown."""
        tagged = str((profile.get("tags") or {}).get(ENVIRONMENT, ""))
        return self.environment if self.environment and self.holds(profile) else tagged

    def chosen(self, profiles: Sequence[Mapping[str, Any]]) -> tuple[list[Mapping[str, Any]], list[str]]:
        """The included profiles, and why a named workload has none.

        What is not of the environment has no workload of it, and is not left out for that.
        """
        if not self.workloads:
            return list(profiles), []
        deployed = sorted({self.owner(profile)[0] for profile in profiles if self.holds(profile)} - {""})
        problems = [
            f"{workload}: no profile of such a workload is deployed"
            + (f"; {did_you_mean(workload, deployed)}" if deployed else "")
            for workload in self.workloads
            if workload not in {*deployed, *WITHOUT_RECORDS}
        ]
        chosen = [
            profile for profile in profiles if not self.holds(profile) or self.owner(profile)[0] in self.workloads
        ]
        return chosen, problems
