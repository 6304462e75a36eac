# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Refuse to delete what is still used."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime

from ansible_collections.genai.bedrock.plugins.module_utils._core.inference_profiles import LiveProfile
from ansible_collections.genai.bedrock.plugins.module_utils._core.problems import Problem
from ansible_collections.genai.bedrock.plugins.module_utils._core.steps import Plan
from ansible_collections.genai.bedrock.plugins.module_utils._engine.gateway import Gateway
from ansible_collections.genai.bedrock.plugins.module_utils._engine.pool import Pool


def usage_problems(
    plan: Plan, gateways: Mapping[str, Gateway], pool: Pool, *, hours: int, now: datetime
) -> list[Problem]:
    """A problem for every profile that the plan deletes although it was invoked within the last hours."""
    doomed: dict[str, list[tuple[str, LiveProfile]]] = {}
    for step in plan.steps:
        for profile in step.deletes:
            doomed.setdefault(step.region, []).append((step.key, profile))

    def asked(region: str) -> Mapping[str, int]:
        return gateways[region].invocations([profile.profile_id for _key, profile in doomed[region]], hours, now)

    problems: list[Problem] = []
    for answer in pool.map(asked, sorted(doomed)):
        if answer.error:
            problems.append(answer.error.problem())
        else:
            problems += _used(doomed[answer.task], answer.result, hours)
    return problems


def _used(doomed: Sequence[tuple[str, LiveProfile]], counted: Mapping[str, int], hours: int) -> list[Problem]:
    return [
        Problem(
            f"{profile.arn} would be deleted, but was invoked {counted[profile.profile_id]} times in the last {hours} "
            "hours: let its callers move first, or leave refuse_if_used_within out",
            key,
            profile.region,
            "DeleteInferenceProfile",
            "StillUsed",
        )
        for key, profile in doomed
        if counted.get(profile.profile_id)
    ]
