# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Ask how much the profiles that a plan deletes are used, one question a region."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from ansible_collections.genai.bedrock.plugins.module_utils._core.profiles.inference_profiles import LiveProfile
from ansible_collections.genai.bedrock.plugins.module_utils._core.profiles.steps import ProfilePlan
from ansible_collections.genai.bedrock.plugins.module_utils._core.profiles.usage import Usage
from ansible_collections.genai.bedrock.plugins.module_utils._engine.pool import Pool
from ansible_collections.genai.bedrock.plugins.module_utils._engine.profiles.gateway import Gateway


def usage_of(plan: ProfilePlan, gateways: Mapping[str, Gateway], pool: Pool, *, hours: int, now: datetime) -> Usage:
    """The invocations of every profile that the plan would delete."""
    to_delete: dict[str, list[LiveProfile]] = {}
    for step in plan.steps:
        for profile in step.deletes:
            to_delete.setdefault(step.region, []).append(profile)

    def counts(region: str) -> Mapping[str, int]:
        return gateways[region].invocations([profile.profile_id for profile in to_delete[region]], hours, now)

    answers = {answer.task: answer for answer in pool.map(counts, sorted(to_delete))}
    invocations = {
        profile.arn: answers[region].result.get(profile.profile_id, 0)
        for region, profiles in to_delete.items()
        if not answers[region].error
        for profile in profiles
    }
    return Usage(hours, invocations, {region: answer.error for region, answer in answers.items() if answer.error})
