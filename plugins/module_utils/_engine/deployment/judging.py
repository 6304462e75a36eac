# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Judge the plan: preflight checks of the live account, and everything that forbids the run."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from ansible_collections.genai.bedrock.plugins.module_utils._core.deployment.options import FAIL, SKIP
from ansible_collections.genai.bedrock.plugins.module_utils._core.guardrails.guarded import guarded_profiles
from ansible_collections.genai.bedrock.plugins.module_utils._core.preflight.checks import Parameters, Rules
from ansible_collections.genai.bedrock.plugins.module_utils._core.preflight.permissions import Scope
from ansible_collections.genai.bedrock.plugins.module_utils._core.preflight.report import preflight_report
from ansible_collections.genai.bedrock.plugins.module_utils._core.preflight.trusted_access import explained
from ansible_collections.genai.bedrock.plugins.module_utils._core.problems import ProblemError, problem_lines
from ansible_collections.genai.bedrock.plugins.module_utils._core.profiles.inference_profiles import (
    Policy,
    WantedProfile,
)
from ansible_collections.genai.bedrock.plugins.module_utils._core.profiles.requests import wanted_profiles
from ansible_collections.genai.bedrock.plugins.module_utils._core.steps import Action
from ansible_collections.genai.bedrock.plugins.module_utils._engine.deployment.course import Course, Run
from ansible_collections.genai.bedrock.plugins.module_utils._engine.deployment.gateways import Account, ProfileGateway
from ansible_collections.genai.bedrock.plugins.module_utils._engine.deployment.guardrails import (
    changes_guardrails,
    manages,
    unneeded,
)
from ansible_collections.genai.bedrock.plugins.module_utils._engine.preflight import Request, judged, look

_MADE = (Action.CREATE, Action.REPLACE, Action.ADOPT)


def check_account(courses: Sequence[Course], run: Run) -> None:
    """Findings about what each workload would make or change; of a thorough run about all that stays."""
    looks = [one for course in courses if (one := _look(course, run))]
    found = run.pool.in_parallel(
        lambda one: look(one.request, one.gateways, one.account, workers=run.pool),
        looks,
    )
    for one, seen in zip(looks, found, strict=True):
        course = one.course
        course.new_profiles = seen.new
        everything = judged(replace(one.request, planned=_planned_elsewhere(course, courses)), seen)
        course.findings += everything.findings
        course.refusals = explained(course.refusals, course.findings)


def blocking(course: Course) -> list[str]:
    """All problems that forbid deploying this workload, as lines."""
    against = preflight_input(course)
    path_of = course.workload.path_of
    report = preflight_report({course.name: {**against, "problems": []}}, path_of)
    found = [*map(str, against["problems"])]
    found += report["blocking"] if course.workload.options.preflight == FAIL else []
    return list(dict.fromkeys([*found, *problem_lines(course.refusals, course.name, path_of)]))


def preflight_input(course: Course) -> dict[str, Any]:
    """The problems, errors and findings of a workload, as input of preflight_report."""
    problems = [*course.workload.problems, *course.problems]
    return {"problems": problems, "errors": plan_errors(course), "findings": course.findings}


def plan_errors(course: Course) -> list[dict[str, Any]]:
    """What the plan could not read or decide, including refusals."""
    unread = [problem.as_dict() for problem in course.decided.unread] if course.decided else []
    unread += [p.as_dict() for plan in (course.guardrail_plan, course.parameter_plan) if plan for p in plan.problems]
    return [*course.refusals, *course.guardrail_errors, *unread]


def understood(course: Course) -> bool:
    """Whether only entries are invalid, so that the valid parts can still be checked."""
    return bool(course.plan["only_entries_are_wrong"])


def changes(course: Course) -> bool:
    """Whether there is anything to do for this workload, or any failed read to report."""
    parameters = course.parameter_plan
    return bool(
        changes_guardrails(course)
        or any(step.changes for step in course.steps)
        or (parameters and (parameters.changed or parameters.problems))
        or plan_errors(course)
        or any(unneeded(course))
    )


def _profiles_to_check(course: Course, *, everything: bool) -> list[WantedProfile]:
    """The profiles to create; all present ones if the plan failed."""
    profiles = guarded_profiles(course.plan, course.pins)
    staying = {key: profile for key, profile in profiles.items() if profile["state"] == "present"}
    if course.decided is not None and not everything:
        made = {step.key for step in course.steps if step.action in _MADE}
        staying = {key: profile for key, profile in staying.items() if key in made}
    try:
        return wanted_profiles(staying, regions=(), tags=None)
    except ProblemError as error:
        course.refuse(error.problems)
        return []


def _changed_regions(course: Course) -> list[str]:
    steps = [step.region for step in course.steps if step.changes]
    guardrails = [one.step.region for one in course.guardrail_plan.done if one.changed] if course.guardrail_plan else []
    return list(dict.fromkeys([*steps, *guardrails, *(row["region"] for row in unneeded(course)[0])]))


@dataclass(frozen=True, slots=True)
class _Look:
    """What of the account matters to a workload. Its gateways are made on the main thread."""

    course: Course
    request: Request
    gateways: Mapping[str, ProfileGateway]
    account: Account


def _look(course: Course, run: Run) -> _Look | None:
    if course.workload.options.preflight == SKIP and not run.thorough:
        return None
    to_check, changed = _profiles_to_check(course, everything=run.thorough), _changed_regions(course)
    if not to_check and not changed:
        return None
    plan, options = course.plan, course.workload.options
    rules = Rules(
        today=date.fromisoformat(run.today) if run.today else run.now.date(),
        policy=Policy(
            ownership=course.workload.owner,
            default_geography=plan["default_geography"] or None,
            allowed_regions=frozenset(plan["allowed_regions"]),
        ),
        eol_days=options.eol_days,
        required_tags=plan["required_tags"],
        parameters={key: Parameters(**values) for key, values in plan["parameters"].items()},
    )
    scope = Scope(
        account="",
        regions=(),
        owner=course.workload.owner,
        features=_features(course, run),
        environment=course.workload.environment,
        ssm_prefix=course.workload.prefix,
        ssm_regions=course.workload.ssm_regions,
    )
    request = Request(to_check, rules, scope, changed_regions=changed)
    gateways = course.session.profiles(dict.fromkeys([*request.regions, *plan["all_regions"]]))
    return _Look(course, request, gateways, course.session.account(request.regions_to_check[0]))


def _planned_elsewhere(course: Course, courses: Iterable[Course]) -> dict[str, int]:
    """Number of profiles that other workloads create in the same account, which share its quota."""
    counted: Counter[str] = Counter()
    for other in courses:
        if other is not course and other.session is course.session:
            counted.update(other.new_profiles)
    return dict(counted)


def _features(course: Course, run: Run) -> list[str]:
    options = course.workload.options
    used = ["base"]
    used += ["verify"] if options.verify else []
    used += ["usage_guard"] if options.refuse_if_used_within else []
    used += ["guardrails"] if manages(course) or unneeded(course)[0] else []
    return [*used, *run.features]
