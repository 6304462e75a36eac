# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What a deployment tells: rows by workload, the lines of the summary, the outputs and one diff."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any

from ansible_collections.genai.bedrock.plugins.module_utils._core.preflight.report import notable_lines
from ansible_collections.genai.bedrock.plugins.module_utils._core.problems import problem_lines
from ansible_collections.genai.bedrock.plugins.module_utils._core.profiles.report import action_rows, profile_rows
from ansible_collections.genai.bedrock.plugins.module_utils._core.records.outputs import outputs
from ansible_collections.genai.bedrock.plugins.module_utils._core.records.records import Record
from ansible_collections.genai.bedrock.plugins.module_utils._core.summary import summary
from ansible_collections.genai.bedrock.plugins.module_utils._engine.deployment.course import Course
from ansible_collections.genai.bedrock.plugins.module_utils._engine.deployment.deployment import Deployment
from ansible_collections.genai.bedrock.plugins.module_utils._engine.deployment.documents import Document
from ansible_collections.genai.bedrock.plugins.module_utils._engine.deployment.events import Events
from ansible_collections.genai.bedrock.plugins.module_utils._engine.deployment.judging import plan_errors

KINDS = ("guardrails", "inference profiles", "records", "document")


def result_of(deployment: Deployment, events: Events, *, check: bool) -> dict[str, Any]:
    """The result of a run that was carried out, or in check mode would be."""
    reported = {course.name: _of_course(course) for course in deployment.courses}
    records = _records(deployment)
    former = _former(deployment)
    profiles = [row for rows in reported.values() for row in rows["inference_profiles"]]
    return {
        "changed": deployment.changed,
        "workloads": reported,
        "summary": dict(Counter(row["action"] for rows in reported.values() for row in rows["actions"])),
        "lines": _lines(deployment, reported, check=check),
        "timeline": [event.as_dict() for event in events.timeline],
        "outputs": outputs(records, profiles),
        "records": records,
        "former_records": former,
        "gone_arns": sorted(_arns(former) - _arns(records)),
        "document": next((_document(document) for document in deployment.documents if document.kept), None),
    }


def refusal_of(deployment: Deployment) -> dict[str, Any]:
    """The result of a run that stopped before its first write: every reason, and what was found on the way."""
    return {
        "changed": False,
        "refused": True,
        "workloads": {
            course.name: {"errors": plan_errors(course), "findings": course.findings} for course in deployment.courses
        },
        "errors": [{"workload": c.name, **error} for c in deployment.courses for error in plan_errors(c)],
    }


def failures(deployment: Deployment) -> list[str]:
    """What failed its own keys, regions or documents, as lines; equal ones are said once."""
    lines = [line for course in deployment.courses for line in course.lines]
    lines += [line for document in deployment.documents for line in problem_lines(document.errors)]
    # What keeps something as it is was said of a workload: not once more without its consequence.
    return [line for line in dict.fromkeys(lines) if not any(other.startswith(f"{line}; ") for other in lines)]


def errors(deployment: Deployment) -> list[dict[str, Any]]:
    rows = [{"workload": course.name, **error} for course in deployment.courses for error in course.errors]
    return rows + [{"workload": None, **error} for document in deployment.documents for error in document.errors]


def warnings(deployment: Deployment) -> list[str]:
    """What the user should hear beside the summary."""
    plans = [course.decided.plan for course in deployment.courses if course.decided]
    texts = [text for plan in plans for text in plan.warnings]
    guardrails = [course.guardrail_plan for course in deployment.courses if course.guardrail_plan]
    return list(dict.fromkeys([*texts, *(text for outcome in guardrails for text in outcome.warnings)]))


def diffs(deployment: Deployment) -> list[dict[str, Any]]:
    """One part for each kind of resource that changes, as ansible-core prints lists of diffs."""
    found: dict[str, list[dict[str, Any]]] = {kind: [] for kind in KINDS}
    for course in deployment.courses:
        for kind, parts in course.diffs.items():
            found[kind] += parts
    for document in deployment.documents:
        found["document"] += document.diffs
    return [_merged(kind, parts) for kind, parts in found.items() if parts]


def _merged(kind: str, parts: Iterable[Mapping[str, Any]]) -> dict[str, Any]:
    before: dict[str, Any] = {}
    after: dict[str, Any] = {}
    for part in parts:
        # What several steps changed is told once, from the first state to the last.
        before = {**part["before"], **before}
        after |= part["after"]
    return {"before_header": kind, "after_header": kind, "before": before, "after": after}


def _of_course(course: Course) -> dict[str, Any]:
    steps = [one.step for one in course.applied]
    actions = [*course.guardrail_actions, *action_rows(steps), *course.repaired, *action_rows(course.gone)]
    if course.workload.absent:
        # Everything goes for one and the same reason.
        actions = [{**row, "reasons": []} for row in actions]
    return {
        "actions": actions,
        "inference_profiles": profile_rows(course.applied),
        "records": course.by_key,
        "superseded": course.superseded,
        "orphans": course.orphans,
        "findings": course.findings,
        "errors": course.errors,
    }


def _records(deployment: Deployment) -> dict[str, Record]:
    """``<workload>/<key>`` → record of everything that is published where these workloads are."""
    found: dict[str, Record] = {}
    for document in deployment.documents:
        found |= document.records
    for course in deployment.courses:
        found |= course.by_path
    gone = {path for course in deployment.courses for path in course.removed_paths}
    return {path: record for path, record in found.items() if path not in gone}


def _former(deployment: Deployment) -> dict[str, Record]:
    """What was published when the run began, of workloads that did not fail."""
    sound = [course for course in deployment.courses if not course.lines]
    return {f"{course.name}/{key}": record for course in sound for key, record in course.found.items()}


def _arns(records: Mapping[str, Record]) -> set[str]:
    return {target["arn"] for record in records.values() for target in record["targets"]}


def _lines(deployment: Deployment, reported: Mapping[str, Mapping[str, Any]], *, check: bool) -> list[str]:
    if not deployment.documents:
        return []
    document: Document = deployment.documents[0]
    lines = summary(reported, document.environment, document.prefix, document.regions, planned=check)
    found = notable_lines(reported)
    return [*lines, "", *found] if found else lines


def _document(document: Document) -> dict[str, Any]:
    return {"name": document.prefix, "regions": document.regions}
