# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What a deployment tells: rows by workload, the lines of the summary, the outputs and one diff."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any

from ansible_collections.genai.bedrock.plugins.module_utils._core.deployment.notes import (
    foreign_notes,
    former_notes,
    kept_notes,
    undeclared_notes,
)
from ansible_collections.genai.bedrock.plugins.module_utils._core.deployment.removal import removal_lines
from ansible_collections.genai.bedrock.plugins.module_utils._core.differences import changed_leaves, changed_parts
from ansible_collections.genai.bedrock.plugins.module_utils._core.preflight.report import notable_lines
from ansible_collections.genai.bedrock.plugins.module_utils._core.problems import problem_lines
from ansible_collections.genai.bedrock.plugins.module_utils._core.profiles.report import action_rows, profile_rows
from ansible_collections.genai.bedrock.plugins.module_utils._core.profiles.steps import Step
from ansible_collections.genai.bedrock.plugins.module_utils._core.records.changes import record_changes
from ansible_collections.genai.bedrock.plugins.module_utils._core.records.outputs import outputs
from ansible_collections.genai.bedrock.plugins.module_utils._core.records.records import Record
from ansible_collections.genai.bedrock.plugins.module_utils._core.summary import Place, summary
from ansible_collections.genai.bedrock.plugins.module_utils._engine.deployment.course import Course
from ansible_collections.genai.bedrock.plugins.module_utils._engine.deployment.deployment import Deployment
from ansible_collections.genai.bedrock.plugins.module_utils._engine.deployment.documents import Document
from ansible_collections.genai.bedrock.plugins.module_utils._engine.deployment.events import Events
from ansible_collections.genai.bedrock.plugins.module_utils._engine.deployment.judging import plan_errors

KINDS = ("guardrails", "inference profiles", "records", "document")
#: How a diff names what belongs to a workload; parameters have paths of their own.
_NAMES = {"guardrails": "{workload}/guardrail@{place}", "inference profiles": "{workload}/{place}"}
#: In a record, what only repeats the ARN beside it.
_IMPLIED = {"arn": ("arn_prefix", "metric_dimension", "profile_id")}
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
    found = list(dict.fromkeys([*texts, *(text for outcome in guardrails for text in outcome.warnings)]))
    more = len(found) - _WARNINGS
    return [*found[:_WARNINGS], *([f"and {more} more warnings of this kind"] if more > 0 else [])]


def diffs(deployment: Deployment) -> list[dict[str, Any]]:
    """One part for each kind of resource that changes, as ansible-core prints lists of diffs.

    What is the same before and after is in no part.
    """
    found: dict[str, list[dict[str, Any]]] = {kind: [] for kind in KINDS}
    for course in deployment.courses:
        for kind, parts in course.diffs.items():
            found[kind].append(_named(_NAMES.get(kind, "{place}"), course.name, _merged(parts)))
    for document in deployment.documents:
        found["document"].append(_merged(document.diffs))
    return [part for kind, parts in found.items() if (part := _part(kind, parts))]


def _merged(parts: Iterable[Mapping[str, Any]]) -> dict[str, dict[str, Any]]:
    before: dict[str, Any] = {}
    after: dict[str, Any] = {}
    for part in parts:
        # What several steps changed is one change, from the first state to the last.
        before = {**part["before"], **before}
        after |= part["after"]
    return {"before": before, "after": after}


def _named(pattern: str, workload: str, part: Mapping[str, Mapping[str, Any]]) -> dict[str, dict[str, Any]]:
    return {
        side: {pattern.format(workload=workload, place=place): state for place, state in part[side].items()}
        for side in ("before", "after")
    }


def _part(kind: str, parts: Iterable[Mapping[str, Any]]) -> dict[str, Any]:
    whole = _merged(parts)
    places = [place for place, state in whole["before"].items() if state != whole["after"].get(place)]
    if not places:
        return {}
    pairs = {place: changed_parts(whole["before"][place], whole["after"][place], _IMPLIED) for place in places}
    states = {
        side: {place: pair[number] for place, pair in pairs.items()} for number, side in enumerate(("before", "after"))
    }
    return {"before_header": kind, "after_header": kind, **states}


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
        "record_changes": _record_changes(course),
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


def _removal(deployment: Deployment) -> list[str]:
    """The table of what a teardown would remove."""
    records = [row for course in deployment.courses for row in _record_changes(course) if row["action"] == "delete"]
    guardrails = [one for c in deployment.courses for one in c.guardrail_actions if one["action"] == "delete"]
    states = [_merged(document.diffs) for document in deployment.documents]
    documents = [place for state in states for place in state["before"] if not state["after"].get(place)]
    others = {"record": len(records), "document": len(documents), "guardrail": len(guardrails)}
    profiles = [one for course in deployment.courses for one in course.removal]
    return removal_lines(deployment.documents[0].environment, profiles, others)


def _record_changes(course: Course) -> list[dict[str, Any]]:
    """What readers find changed, a row for each record in each SSM region."""
    states = _merged(course.diffs.get("records", ()))
    found = [(place, states["before"][place], states["after"].get(place) or {}) for place in states["before"]]
    rows = []
    for place, before, after in found:
        name, _at, region = place.rpartition("@")
        action = "update" if before and after else "create" if after else "delete"
        reasons = record_changes(before, after) if action == "update" else [_RECORD_REASONS[action]]
        if before != after and reasons:
            rows.append({"key": name.rpartition("/")[2], "region": region, "action": action, "reasons": reasons})
    return rows


_RECORD_REASONS = {"create": "there was none", "delete": "no entry needs it"}


def _lines(deployment: Deployment, reported: Mapping[str, Mapping[str, Any]], *, check: bool) -> list[str]:
    if not deployment.documents:
        return []
    if check and deployment.courses and all(course.workload.absent for course in deployment.courses):
        return [*_removal(deployment), *([""] if (notes := _notes(deployment)) else []), *notes]
    notes = [*_timing(deployment, check=check), *_notes(deployment), *notable_lines(reported)]
    environment = deployment.documents[0].environment
    return summary(reported, environment, [_place(document) for document in deployment.documents], notes, planned=check)


def _notes(deployment: Deployment) -> list[str]:
    """What differs and is kept, and what is beside the workloads of this run."""
    planned = {course.name: course.decided.plan.warnings for course in deployment.courses if course.decided}
    former = Counter(region for course in deployment.courses for region, names in course.former.items() for _ in names)
    purged = {region for course in deployment.courses if course.purging for region in course.former}
    return [
        *kept_notes(planned),
        *former_notes({region: count for region, count in former.items() if region not in purged}),
        *undeclared_notes([one for document in deployment.documents for one in document.undeclared]),
        *(note for document in deployment.documents for note in foreign_notes(document.foreign, document.prefix)),
    ]


def _place(document: Document) -> Place:
    states = _merged(document.diffs)
    differing = [
        path
        for place, before in states["before"].items()
        if before and (after := states["after"].get(place))
        for path, _old, _new in changed_leaves(before.get("value"), after.get("value"))
    ]
    names = [course.name for course in document.courses]
    return Place(document.prefix, document.regions, names, list(dict.fromkeys(differing)))


def _timing(deployment: Deployment, *, check: bool) -> list[str]:
    """In a plan: when readers move, and when what they used is deleted."""
    steps = {course: _steps(course) for course in deployment.courses if not course.workload.absent}
    deleting = [course.workload.options for course, done in steps.items() if any(step.deletes for step in done)]
    if not check or not deleting:
        return []
    seconds = max(one.grace_seconds for one in deleting)
    hours = max(one.refuse_if_used_within for one in deleting)
    called = " and have answered a call" if any(one.verify for one in deleting) else ""
    creates = any(step.creation for done in steps.values() for step in done)
    moving = f"when: readers move once the new profiles exist{called}; " if creates else "when: "
    later = f"{seconds} s after that" if seconds else "right after that"
    later = later if creates else later.replace("that", "its record")
    unless = f", unless it was called in the last {hours} hours" if hours else ""
    return [f"{moving}what is retired or deleted goes {later}{unless}"]


def _steps(course: Course) -> list[Step]:
    return [*(one.step for one in course.applied), *course.gone]


def _document(document: Document) -> dict[str, Any]:
    return {"name": document.prefix, "regions": document.regions}
