# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Guardrails of a workload: the managed one in each region, the user's own, and orphaned ones."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from ansible_collections.genai.bedrock.plugins.module_utils._core.guardrails.existing import judge_existing
from ansible_collections.genai.bedrock.plugins.module_utils._core.guardrails.guardrails import WantedGuardrail
from ansible_collections.genai.bedrock.plugins.module_utils._core.guardrails.report import (
    action_rows,
    diff_of,
    guardrail_rows,
)
from ansible_collections.genai.bedrock.plugins.module_utils._core.guardrails.requests import wanted_guardrails
from ansible_collections.genai.bedrock.plugins.module_utils._core.problems import ProblemError
from ansible_collections.genai.bedrock.plugins.module_utils._core.steps import steps_of
from ansible_collections.genai.bedrock.plugins.module_utils._core.tags import MANAGED_BY, OWNER
from ansible_collections.genai.bedrock.plugins.module_utils._engine.deployment.course import Course, Run
from ansible_collections.genai.bedrock.plugins.module_utils._engine.guardrails.gateway import GuardrailGateway
from ansible_collections.genai.bedrock.plugins.module_utils._engine.guardrails.guardrails import (
    GuardrailOutcome,
    converge,
)
from ansible_collections.genai.bedrock.plugins.module_utils._engine.guardrails.listing import Request, list_guardrails

#: The key of errors and actions of guardrails.
KEY = "guardrail"


def manages(course: Course) -> bool:
    """Whether the workload manages a guardrail in any region."""
    spec = course.workload.guardrail
    return bool(spec and spec["regions"] and not spec["existing"])


def plan_guardrails(course: Course, run: Run) -> None:
    """Decide on the guardrails that entries need; ``pins`` are those that records can name."""
    spec = course.workload.guardrail
    if not spec or not spec["regions"]:
        return
    gateways = course.session.guardrails(spec["regions"])
    if spec["existing"]:
        _judge_existing(course, run, spec, gateways)
        return
    try:
        outcome = converge(_wanted(course), gateways, check=True, workers=run.pool, sleep=run.sleep)
    except ProblemError as error:
        course.refuse(error.problems)
        return
    course.guardrail_plan = outcome
    course.pins = {row["region"]: row for row in guardrail_rows(outcome.succeeded)}


def _judge_existing(
    course: Course, run: Run, spec: Mapping[str, Any], gateways: Mapping[str, GuardrailGateway]
) -> None:
    request = Request(identifiers=frozenset(pin["identifier"] for pin in spec["existing"].values()))
    rows, problems = list_guardrails(gateways, request, workers=run.pool)
    reported = {"guardrails": rows} | ({"errors": [problem.as_dict() for problem in problems]} if problems else {})
    judged = judge_existing(spec, reported)
    course.pins = judged["guardrails"]
    course.problems += judged["problems"]
    course.findings += judged["findings"]
    course.guardrail_errors = judged["errors"]


def find_unneeded(course: Course, run: Run, regions: Iterable[str]) -> None:
    """Our guardrails in regions where no entry needs one, found by their tags, never by name only."""
    spec = course.workload.guardrail
    if not spec:
        return
    needed = set(spec["regions"]) if manages(course) else set()
    gateways = course.session.guardrails([region for region in regions if region not in needed])
    tags = {MANAGED_BY: OWNER, **course.workload.owner}
    request = Request(names=frozenset({spec["name"]}), tags=tags, versions=False)
    rows, problems = list_guardrails(gateways, request, workers=run.pool)
    course.orphaned_guardrails = rows
    course.hidden_guardrails = [problem.as_dict() for problem in problems]


def apply_guardrails(course: Course, run: Run) -> None:
    """Create, update and publish what the plan found; in check mode, say so."""
    course.fail(course.guardrail_errors)
    outcome = course.guardrail_plan
    if outcome is None:
        return
    if not run.check and changes_guardrails(course):
        gateways = course.session.live_guardrails(one.region for one in _wanted(course))
        try:
            outcome = converge(_wanted(course), gateways, check=False, workers=run.pool, sleep=run.sleep)
        except ProblemError as error:
            course.pins = {}
            course.fail([problem.as_dict() for problem in error.problems])
            return
    course.pins = {row["region"]: row for row in guardrail_rows(outcome.succeeded)}
    _take(course, outcome)


def changes_guardrails(course: Course) -> bool:
    outcome = course.guardrail_plan
    return outcome is not None and (outcome.changed or bool(outcome.problems))


def unneeded(course: Course) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """Guardrails that no remaining record pins, and errors of regions that hid one that a record pins."""
    gone = set(course.removed)
    left = {key: record for key, record in course.published.items() if key not in gone} | course.by_key
    pinned = {pin["identifier"].rpartition("/")[2] for pin in _pins(left.values())}
    regions = {target["region"] for record in course.published.values() for target in record["targets"] if _pin(target)}
    hidden = [{**error, "key": KEY} for error in course.hidden_guardrails if error.get("region") in regions]
    return [row for row in course.orphaned_guardrails if row["guardrail_id"] not in pinned], hidden


def delete_unneeded(course: Course, run: Run) -> None:
    """Delete our guardrails that nothing pins; in check mode, say so."""
    to_delete, hidden = unneeded(course)
    regions = list(dict.fromkeys(row["region"] for row in to_delete))
    if regions and course.workload.guardrail:
        going = {"name": course.workload.guardrail["name"], "state": "absent", "tags": course.workload.owner}
        wanted = wanted_guardrails(going, regions=regions)
        live = course.session.guardrails(regions) if run.check else course.session.live_guardrails(regions)
        try:
            outcome = converge(wanted, live, check=run.check, workers=run.pool, sleep=run.sleep)
            _take(course, outcome, "no entry needs it")
        except ProblemError as error:
            course.fail([{**problem.as_dict(), "key": KEY} for problem in error.problems])
    course.fail(hidden)


def _take(course: Course, outcome: GuardrailOutcome, reason: str = "") -> None:
    rows = _rows(outcome)
    course.guardrail_actions += [{**row, "reasons": [reason]} for row in rows] if reason else rows
    course.changed |= outcome.changed
    course.diff("guardrails", diff_of(steps_of(outcome.succeeded)))
    course.fail([problem.as_dict() for problem in outcome.problems])


def _rows(outcome: GuardrailOutcome) -> list[dict[str, Any]]:
    return [{**row, "key": KEY} for row in action_rows(outcome.succeeded)]


def _wanted(course: Course) -> list[WantedGuardrail]:
    spec = course.workload.guardrail or {}
    fixed = {
        "name": spec["name"],
        "tags": {**spec["tags"], **course.workload.owner},
        "adopt": course.workload.options.adopt,
        "publish_version": True,
        "ignore_tags": course.plan.get("ignore_tags"),
    }
    return wanted_guardrails({**spec["options"], **fixed}, regions=spec["regions"])


def _pins(records: Iterable[Mapping[str, Any]]) -> list[Mapping[str, Any]]:
    pins = (_pin(target) for record in records for target in record["targets"])
    return [pin for pin in pins if pin]


def _pin(target: Mapping[str, Any]) -> Mapping[str, Any] | None:
    found: Mapping[str, Any] | None = target.get("guardrail")
    return found
