# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The plan of a run as a value: what check mode predicts, and what a run with an approved plan compares with it."""

from __future__ import annotations

import copy
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict
from typing import Any

from ansible_collections.genai.bedrock.plugins.module_utils._core.arns import parse_arn
from ansible_collections.genai.bedrock.plugins.module_utils._core.deployment.approval import differences
from ansible_collections.genai.bedrock.plugins.module_utils._core.deployment.plan import plan_value
from ansible_collections.genai.bedrock.plugins.module_utils._core.deployment.reader_steps import reader_steps
from ansible_collections.genai.bedrock.plugins.module_utils._core.failures import CallError
from ansible_collections.genai.bedrock.plugins.module_utils._engine.deployment.course import Course, Run
from ansible_collections.genai.bedrock.plugins.module_utils._engine.deployment.deployment import Deployment, predict
from ansible_collections.genai.bedrock.plugins.module_utils._engine.deployment.planned_changes import changes_of

#: Options that say how fast, not what.
_NOT_PART = ("workers",)


def approval(approved: Mapping[str, Any] | None) -> Callable[[Deployment, Run], list[str]]:
    """Says of what was planned how it differs from the approved plan; of nothing, where none was given."""

    def differing(planned: Deployment, run: Run) -> list[str]:
        return [] if approved is None else differences(approved, plan_of(_predicted(planned, run)))

    return differing


def plan_of(predicted: Deployment, errors: Sequence[str] = ()) -> dict[str, Any]:
    """The plan of a deployment that was predicted; ``errors`` are what could not be planned."""
    changes = changes_of(predicted)
    settings = {course.name: _settings(course) for course in predicted.courses}
    environment = next((course.workload.environment for course in predicted.courses), "")
    explained = {"reader_steps": reader_steps(changes, settings), "errors": list(errors)}
    return plan_value(environment, _accounts(predicted), changes, settings, **explained)


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
