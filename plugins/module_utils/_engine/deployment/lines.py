# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The lines that a run prints in the end: its summary, or the table of what a teardown would remove."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from ansible_collections.genai.bedrock.plugins.module_utils._core.deployment.notes import (
    foreign_notes,
    former_notes,
    kept_notes,
    undeclared_notes,
)
from ansible_collections.genai.bedrock.plugins.module_utils._core.deployment.origins import drift_lines
from ansible_collections.genai.bedrock.plugins.module_utils._core.deployment.plan import place_of
from ansible_collections.genai.bedrock.plugins.module_utils._core.deployment.removal import removal_lines
from ansible_collections.genai.bedrock.plugins.module_utils._core.preflight.report import notable_lines
from ansible_collections.genai.bedrock.plugins.module_utils._core.profiles.steps import ProfileStep
from ansible_collections.genai.bedrock.plugins.module_utils._core.steps import steps_of
from ansible_collections.genai.bedrock.plugins.module_utils._core.summary import Place, summary
from ansible_collections.genai.bedrock.plugins.module_utils._engine.deployment.changes import (
    deleted_documents,
    document_changes_of,
    record_changes_of,
)
from ansible_collections.genai.bedrock.plugins.module_utils._engine.deployment.course import Course
from ansible_collections.genai.bedrock.plugins.module_utils._engine.deployment.deployment import Deployment
from ansible_collections.genai.bedrock.plugins.module_utils._engine.deployment.documents import Document
from ansible_collections.genai.bedrock.plugins.module_utils._engine.deployment.planned_changes import changes_of


def summary_lines(deployment: Deployment, reported: Mapping[str, Mapping[str, Any]], *, check: bool) -> list[str]:
    """The summary of a run, or of its plan, ready to print."""
    if not deployment.documents:
        return []
    if check and deployment.courses and all(course.workload.absent for course in deployment.courses):
        return [*_removal(deployment), *([""] if (notes := _notes(deployment)) else []), *notes]
    drift = drift_lines(changes_of(deployment), place_of) if check else []
    notes = [*drift, *_timing(deployment, check=check), *_notes(deployment), *_notable(deployment)]
    environment = deployment.documents[0].environment
    places = [_place(document) for document in deployment.documents if not _is_gone(document)]
    results = {c.name: {**reported[c.name], "record_changes": _record_changes(c)} for c in deployment.courses}
    return summary(results, environment, places, notes, planned=check)


def _record_changes(course: Course) -> list[dict[str, Any]]:
    """With what no row of a result has."""
    return [asdict(row) for row in record_changes_of(course)]


def _notable(deployment: Deployment) -> list[str]:
    found = {course.name: {"findings": course.findings, "errors": course.errors} for course in deployment.courses}
    return notable_lines(found)


def _removal(deployment: Deployment) -> list[str]:
    """The table of what a teardown would remove."""
    records = [row for course in deployment.courses for row in record_changes_of(course) if row.action == "delete"]
    guardrails = [one for c in deployment.courses for one in c.guardrail_actions if one["action"] == "delete"]
    documents = [place for document in deployment.documents for place in deleted_documents(document)]
    others = {"record": len(records), "document": len(documents), "guardrail": len(guardrails)}
    profiles = [one for course in deployment.courses for one in course.removal]
    return removal_lines(deployment.documents[0].environment, profiles, others)


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


def _steps(course: Course) -> list[ProfileStep]:
    return [*steps_of(course.applied), *course.gone]


def _notes(deployment: Deployment) -> list[str]:
    """What differs and is kept, and what is beside the workloads of this run."""
    planned = {course.name: course.decided.plan.warnings for course in deployment.courses if course.decided}
    former = Counter(
        region for course in deployment.courses for region, names in course.former.items() for _name in names
    )
    purged = {region for course in deployment.courses if course.purging for region in course.former}
    return [
        *kept_notes(planned),
        *former_notes({region: count for region, count in former.items() if region not in purged}),
        *undeclared_notes([one for document in deployment.documents for one in document.undeclared]),
        *(note for document in deployment.documents for note in foreign_notes(document.foreign, document.prefix)),
    ]


def _is_gone(document: Document) -> bool:
    """Whether a teardown has left nothing to read there."""
    return not document.records and all(course.workload.absent for course in document.courses)


def _place(document: Document) -> Place:
    names = [course.name for course in document.courses]
    return Place(document.prefix, document.regions, names, document_changes_of(document))
