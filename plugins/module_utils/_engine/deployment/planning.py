# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The plan of a run as a value: what check mode predicts, and what a run with an approved plan compares with it."""

from __future__ import annotations

import copy
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import asdict
from typing import Any

from ansible_collections.genai.bedrock.plugins.module_utils._core.arns import parse_arn
from ansible_collections.genai.bedrock.plugins.module_utils._core.deployment.approval import differences
from ansible_collections.genai.bedrock.plugins.module_utils._core.deployment.plan import (
    DOCUMENT,
    GUARDRAIL,
    PROFILE,
    RECORD,
    Change,
    change,
    plan_value,
)
from ansible_collections.genai.bedrock.plugins.module_utils._core.deployment.reader_steps import reader_steps
from ansible_collections.genai.bedrock.plugins.module_utils._core.failures import CallError
from ansible_collections.genai.bedrock.plugins.module_utils._core.profiles.report import diff_of
from ansible_collections.genai.bedrock.plugins.module_utils._core.profiles.steps import Action
from ansible_collections.genai.bedrock.plugins.module_utils._core.records.changes import record_changes
from ansible_collections.genai.bedrock.plugins.module_utils._engine.deployment.changes import merged
from ansible_collections.genai.bedrock.plugins.module_utils._engine.deployment.course import Course, Run
from ansible_collections.genai.bedrock.plugins.module_utils._engine.deployment.deployment import Deployment, predict
from ansible_collections.genai.bedrock.plugins.module_utils._engine.deployment.documents import Document
from ansible_collections.genai.bedrock.plugins.module_utils._engine.deployment.reporting import failures

#: Options that say how fast, not what.
_NOT_PART = ("workers",)
_REMEMBERED = "what it remembers of the last deployment"


def approval(approved: Mapping[str, Any] | None) -> Callable[[Deployment, Run], list[str]]:
    """Says of what was planned how it differs from the approved plan; of nothing, where none was given."""

    def differing(planned: Deployment, run: Run) -> list[str]:
        return [] if approved is None else differences(approved, plan_of(_predicted(planned, run)))

    return differing


def plan_of(predicted: Deployment) -> dict[str, Any]:
    """The plan of a deployment that was predicted."""
    changes = [row for course in predicted.courses for row in _of_course(course)]
    changes += [row for document in predicted.documents for row in _of_document(document)]
    settings = {course.name: _settings(course) for course in predicted.courses}
    environment = next((course.workload.environment for course in predicted.courses), "")
    steps = reader_steps(changes, settings)
    return plan_value(
        environment, _accounts(predicted), changes, settings, reader_steps=steps, errors=failures(predicted)
    )


def _predicted(planned: Deployment, run: Run) -> Deployment:
    """The same as if it were done, while what was planned stays as it is, to be carried out."""
    sessions = [course.session for course in planned.courses] + [document.session for document in planned.documents]
    shared = {id(session): session for session in sessions}
    return predict(copy.deepcopy(planned, shared), run)


def _settings(course: Course) -> dict[str, Any]:
    options = asdict(course.workload.options)
    return {name: value for name, value in options.items() if name not in _NOT_PART} | {
        "absent": course.workload.absent
    }


def _of_course(course: Course) -> Iterator[Change]:
    for one in course.applied:
        step = one.step
        if step.action is not Action.NONE:
            found = diff_of([one])
            arns = sorted({profile.arn for profile in (*step.touches, *step.deletes)})
            place = (course.name, PROFILE, step.key, step.region)
            yield change(
                place, str(step.action), step.reasons, acts_on=arns, before=found["before"], after=found["after"]
            )
    yield from _of_guardrails(course)
    states = merged(course.diffs.get("records", ()))
    for path in states["before"]:
        name, _at, region = path.rpartition("@")
        yield from _of_parameter((course.name, RECORD, name.rpartition("/")[2], region), name, states, path)


def _of_guardrails(course: Course) -> Iterator[Change]:
    states = merged(course.diffs.get("guardrails", ()))
    done = course.guardrail_plan.done if course.guardrail_plan else ()
    arns = {row["region"]: row["guardrail_arn"] for row in course.orphaned_guardrails}
    arns |= {one.step.region: one.step.live.arn for one in done if one.step.live}
    for row in course.guardrail_actions:
        if row["action"] == "none":
            continue
        region = row["region"]
        yield change(
            (course.name, GUARDRAIL, row["key"], region),
            row["action"],
            row["reasons"],
            acts_on=[arns[region]] if region in arns else [],
            before=states["before"].get(region) or {},
            after=states["after"].get(region) or {},
        )


def _of_document(document: Document) -> Iterator[Change]:
    states = merged(document.diffs)
    for place in states["before"]:
        name, _at, region = place.rpartition("@")
        yield from _of_parameter(("", DOCUMENT, name, region), name, states, place)


def _of_parameter(
    about: tuple[str, str, str, str], name: str, states: Mapping[str, Mapping[str, Any]], place: str
) -> Iterator[Change]:
    before, after = states["before"][place], states["after"].get(place) or {}
    if before == after:
        return
    action = "update" if before and after else "create" if after else "delete"
    reasons = []
    if action == "update" and about[1] == RECORD:
        reasons = record_changes(before, after) or [_REMEMBERED]
    yield change(about, action, reasons, acts_on=[name], before=before, after=after)


def _accounts(predicted: Deployment) -> Iterable[str]:
    """Account of each connection, of what lives there; where nothing does, AWS is asked."""
    for session in {id(course.session): course.session for course in predicted.courses}.values():
        courses = [course for course in predicted.courses if course.session is session]
        known = (parse_arn(arn) for course in courses for arn in _live_arns(course))
        account = next((arn.account for arn in known if arn), None)
        region = next((region for course in courses for region in course.workload.ssm_regions), "")
        yield account or _caller(session, region)


def _caller(session: Any, region: str) -> str:
    try:
        return str(session.account(region).caller()[0])
    except CallError:
        return ""


def _live_arns(course: Course) -> Iterator[str]:
    yield from course.published_arns
    yield from (profile.arn for step in course.steps for profile in step.touches)
