# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Profiles of a workload: the plan over all its regions, and its execution."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from ansible_collections.genai.bedrock.plugins.module_utils._core.findings import INFO, NOT_CHECKED, WARNING, Finding
from ansible_collections.genai.bedrock.plugins.module_utils._core.guardrails.guarded import guarded_profiles
from ansible_collections.genai.bedrock.plugins.module_utils._core.problems import ProblemError
from ansible_collections.genai.bedrock.plugins.module_utils._core.profiles.inference_profiles import Policy
from ansible_collections.genai.bedrock.plugins.module_utils._core.profiles.report import (
    diff_of,
    profile_rows,
    superseded_rows,
)
from ansible_collections.genai.bedrock.plugins.module_utils._core.profiles.requests import wanted_profiles
from ansible_collections.genai.bedrock.plugins.module_utils._core.profiles.steps import (
    ProfileDone,
    ProfilePlan,
    ProfileStep,
)
from ansible_collections.genai.bedrock.plugins.module_utils._core.steps import Action, steps_of
from ansible_collections.genai.bedrock.plugins.module_utils._engine.deployment.course import Course, Run
from ansible_collections.genai.bedrock.plugins.module_utils._engine.profiles.applying import apply
from ansible_collections.genai.bedrock.plugins.module_utils._engine.profiles.inference_profiles import decide

UNTIL_CHECKED = "its record names that region, so it is kept until the region can be read"
DELETING_ACTIONS = (Action.DELETE, Action.RETIRE)


def regions_to_read(course: Course, run: Run) -> list[str]:
    """Regions in which this workload may have resources, without unreadable regions that no entry needs.

    These are the regions of its entries, settings and published records, and the former regions in the
    settings.
    """
    entries = list(course.plan["regions"])
    regions = list(dict.fromkeys([*entries, *course.workload.regions, *course.record_regions]))
    others = [region for region in regions if region not in entries]
    gateways = course.session.profiles(others)
    needed = set(others) if course.workload.options.purge else set(course.record_regions)
    for answer in run.pool.map(lambda region: gateways[region].profiles(), others):
        error = answer.error
        if error and (error.stops_everything or answer.task not in needed):
            course.unreadable_regions[answer.task] = error.problem()
    return [region for region in regions if region not in course.unreadable_regions]


def plan_profiles(course: Course, run: Run, regions: Iterable[str]) -> None:
    """Decide every step, including deletions, so that all problems are known before anything is written."""
    options = course.workload.options
    policy = Policy(
        ownership=course.workload.owner,
        adopt=options.adopt,
        ignore_tags=course.workload.ignore_tags,
        recreate=options.recreate,
        published_arns=frozenset(course.published_arns),
        default_geography=course.plan["default_geography"] or None,
        allowed_regions=frozenset(course.plan["allowed_regions"]),
        purge=options.purge,
        # The summary reports them.
        warn_orphans=False,
        purge_limit=options.purge_limit,
        purge_all=options.purge_all,
        refuse_if_used_within=options.refuse_if_used_within,
        today=datetime.now(UTC).date().isoformat(),
    )
    try:
        wanted = wanted_profiles(course.plan["inference_profiles"], regions=(), tags=None)
        gateways = course.session.profiles([*regions, *(one.region for one in wanted)])
        course.decided = decide(wanted, gateways, policy, run.pool, now=run.now)
    except ProblemError as error:
        course.refuse(error.problems)
        return
    course.session.name({one.arn: f"{course.name}/{step.key}" for step in course.steps for one in step.touches})
    course.superseded = superseded_rows(course.steps)
    course.records = course.new_records(planned_rows(course))
    course.findings += [_unreadable_finding(region, course) for region in course.unreadable_regions]


def planned_rows(course: Course) -> list[dict[str, Any]]:
    return profile_rows(ProfileDone(step) for step in course.steps if guarded(course, step))


def apply_profiles(course: Course, run: Run) -> None:
    """Create, adopt, retag, replace; delete nothing yet. Check mode assumes that the whole plan succeeds."""
    if course.decided is None:
        return
    unchecked_removals = [replace(problem, key=key) for key, problem in course.unchecked_removals.items()]
    course.fail((problem.as_dict() for problem in unchecked_removals), until=UNTIL_CHECKED)
    course.fail(problem.as_dict() for problem in course.decided.unread)
    if run.check:
        course.applied = [ProfileDone(step, changed=step.changes) for step in course.steps if _predicted(course, step)]
    else:
        making = ProfilePlan(
            tuple(step for step in course.steps if step.action not in DELETING_ACTIONS and guarded(course, step))
        )
        gateways = course.session.live_profiles(dict.fromkeys(step.region for step in making.steps))
        outcome = apply(making, gateways, run.pool, our_names=course.decided.our_names, sleep=run.sleep)
        course.applied = list(outcome.succeeded)
        course.fail(problem.as_dict() for problem in outcome.problems)
    course.changed |= any(one.changed for one in course.applied)
    course.diff("inference profiles", diff_of(course.applied))
    course.superseded = superseded_rows(steps_of(course.applied))
    course.records = course.new_records(profile_rows(course.applied))


def guarded(course: Course, step: ProfileStep) -> bool:
    """Whether the guardrail that the entry needs exists.

    Without it, the entry is not changed in that region, since the tag GuardrailsEnabled would be wrong.
    """
    profiles = guarded_profiles(course.plan, course.pins)
    return step.wanted is None or step.region in profiles.get(step.key, {}).get("regions", ())


def _predicted(course: Course, step: ProfileStep) -> bool:
    """What check mode predicts: no purging while anything is unsettled."""
    purged = step.wanted is None and step.action is Action.DELETE
    return guarded(course, step) and not (purged and course.errors)


def _unreadable_finding(region: str, course: Course) -> Finding:
    problem = course.unreadable_regions[region]
    text = f"{region} was not checked for profiles of {course.name}: {problem.message}"
    way_out = "grant access, or remove the region from the settings once nothing of yours is left there"
    severity = WARNING if region in course.record_regions else INFO
    return Finding(severity, NOT_CHECKED, text, way_out, None, region)
