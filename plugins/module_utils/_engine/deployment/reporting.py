# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What a deployment reports: rows by workload, the outputs, what failed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import Any

from ansible_collections.genai.bedrock.plugins.module_utils._core.problems import problem_lines
from ansible_collections.genai.bedrock.plugins.module_utils._core.profiles.report import action_rows, profile_rows
from ansible_collections.genai.bedrock.plugins.module_utils._core.records.outputs import outputs
from ansible_collections.genai.bedrock.plugins.module_utils._core.records.records import Record
from ansible_collections.genai.bedrock.plugins.module_utils._core.steps import steps_of
from ansible_collections.genai.bedrock.plugins.module_utils._engine.deployment.changes import record_changes_of
from ansible_collections.genai.bedrock.plugins.module_utils._engine.deployment.course import Course, Failure
from ansible_collections.genai.bedrock.plugins.module_utils._engine.deployment.deployment import Deployment
from ansible_collections.genai.bedrock.plugins.module_utils._engine.deployment.documents import Document
from ansible_collections.genai.bedrock.plugins.module_utils._engine.deployment.events import Events
from ansible_collections.genai.bedrock.plugins.module_utils._engine.deployment.judging import plan_errors
from ansible_collections.genai.bedrock.plugins.module_utils._engine.deployment.lines import summary_lines

#: How many warnings are given.
_WARNINGS = 10


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
        "lines": summary_lines(deployment, reported, check=check),
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
            course.name: {"errors": plan_errors(course), "findings": _findings(course)} for course in deployment.courses
        },
        "errors": [{"workload": c.name, **error} for c in deployment.courses for error in plan_errors(c)],
    }


def failures(deployment: Deployment) -> list[str]:
    """What failed its own keys, regions or documents, as lines; equal ones are said once."""
    found = [failure for course in deployment.courses for failure in course.failures]
    found += [Failure(line) for document in deployment.documents for line in problem_lines(document.errors)]
    # What keeps something as it is was said of a workload: not once more without its consequence.
    keeping = {one.text for one in found if one.until}
    return list(dict.fromkeys(str(one) for one in found if one.until or one.text not in keeping))


def errors(deployment: Deployment) -> list[dict[str, Any]]:
    rows = [{"workload": course.name, **error} for course in deployment.courses for error in course.errors]
    return rows + [{"workload": None, **error} for document in deployment.documents for error in document.errors]


def warnings(deployment: Deployment) -> list[str]:
    """Warnings to show in addition to the summary."""
    plans = [course.decided.plan for course in deployment.courses if course.decided]
    texts = [text for plan in plans for text in plan.warnings]
    guardrails = [course.guardrail_plan for course in deployment.courses if course.guardrail_plan]
    found = list(dict.fromkeys([*texts, *(text for outcome in guardrails for text in outcome.warnings)]))
    more = len(found) - _WARNINGS
    return [*found[:_WARNINGS], *([f"and {more} more warnings of this kind"] if more > 0 else [])]


def _of_course(course: Course) -> dict[str, Any]:
    steps = steps_of(course.applied)
    actions = [*course.guardrail_actions, *action_rows(steps), *course.repaired, *action_rows(course.gone)]
    if course.workload.absent:
        # All deletions have the same reason.
        actions = [{**row, "reasons": []} for row in actions]
    return {
        "actions": actions,
        "inference_profiles": profile_rows(course.applied),
        "records": course.by_key,
        "record_changes": [row.as_dict() for row in record_changes_of(course)],
        "superseded": course.superseded,
        "orphans": course.orphans,
        "findings": _findings(course),
        "errors": course.errors,
    }


def _findings(course: Course) -> list[dict[str, Any]]:
    return [finding.as_dict() for finding in course.findings]


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
    sound = [course for course in deployment.courses if not course.failures]
    return {f"{course.name}/{key}": record for course in sound for key, record in course.found.items()}


def _arns(records: Mapping[str, Record]) -> set[str]:
    return {target["arn"] for record in records.values() for target in record["targets"]}


def _document(document: Document) -> dict[str, Any]:
    return {"name": document.prefix, "regions": document.regions}
