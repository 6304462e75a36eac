# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Profiles that a plan may not delete because they are still called."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from ansible_collections.genai.bedrock.plugins.module_utils._core.failures import CallError
from ansible_collections.genai.bedrock.plugins.module_utils._core.problems import Problem
from ansible_collections.genai.bedrock.plugins.module_utils._core.profiles.inference_profiles import LiveProfile
from ansible_collections.genai.bedrock.plugins.module_utils._core.profiles.steps import ProfilePlan, ProfileStep
from ansible_collections.genai.bedrock.plugins.module_utils._core.steps import Action


@dataclass(frozen=True, slots=True)
class Usage:
    """Invocations by profile ARN within the last ``hours``, and the errors of regions that could not be read."""

    hours: int
    invocations: Mapping[str, int]
    failures: Mapping[str, CallError]

    def used(self, profiles: Iterable[LiveProfile]) -> tuple[LiveProfile, ...]:
        return tuple(profile for profile in profiles if self.invocations.get(profile.arn))

    def describe(self, profile: LiveProfile) -> str:
        return f"invoked {self.invocations[profile.arn]} times in the last {self.hours} hours"


def spare_used(plan: ProfilePlan, usage: Usage) -> tuple[ProfilePlan, tuple[Problem, ...]]:
    """The plan without deleting used profiles, and a problem for each key of a region with unknown usage.

    A superseded profile that is used stays superseded, with a warning, until a later run retires it; anything else that
    would be deleted although it is used is a problem of the plan itself, which forbids all of it.
    """
    unread = tuple(
        usage.failures[step.region].problem(step.key)
        for step in plan.steps
        if step.deletes and step.region in usage.failures
    )
    steps = [step for step in plan.steps if not (step.deletes and step.region in usage.failures)]
    refused = tuple(
        _still_used(step, profile, usage)
        for step in steps
        if step.action is Action.DELETE
        for profile in usage.used(step.deletes)
    )
    retiring = [step for step in steps if step.action is Action.RETIRE]
    warnings = tuple(
        f"{step.key} in {step.region}: {profile.arn} is superseded, but was {usage.describe(profile)}: "
        "kept for a later run"
        for step in retiring
        for profile in usage.used(step.superseded)
    )
    kept = tuple(spared for step in steps if (spared := _without_used(step, usage)))
    plan = replace(plan, steps=kept, problems=plan.problems + refused, warnings=plan.warnings + warnings)
    return plan, unread


def _without_used(step: ProfileStep, usage: Usage) -> ProfileStep | None:
    if step.action is not Action.RETIRE:
        return step
    used = {profile.arn for profile in usage.used(step.superseded)}
    unused = tuple(profile for profile in step.superseded if profile.arn not in used)
    reasons = tuple(f"{profile.arn} is superseded" for profile in unused)
    return replace(step, superseded=unused, reasons=reasons) if unused else None


def _still_used(step: ProfileStep, profile: LiveProfile, usage: Usage) -> Problem:
    text = (
        f"{profile.arn} would be deleted, but was {usage.describe(profile)}: move its callers first, "
        "or leave refuse_if_used_within out"
    )
    return Problem(text, step.key, step.region, "DeleteInferenceProfile", "StillUsed")
