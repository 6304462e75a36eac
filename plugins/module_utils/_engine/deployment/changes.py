# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What a run changes, from the first state to the last: one diff, and what readers of records find."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from typing import Any

from ansible_collections.genai.bedrock.plugins.module_utils._core.differences import changed_leaves, changed_parts
from ansible_collections.genai.bedrock.plugins.module_utils._core.profiles.report import UNKNOWN
from ansible_collections.genai.bedrock.plugins.module_utils._core.records.changes import only_hashes, record_changes
from ansible_collections.genai.bedrock.plugins.module_utils._core.records.hashes import without_hashes
from ansible_collections.genai.bedrock.plugins.module_utils._core.records.model_members import MEMBERS, MODEL_SOURCE
from ansible_collections.genai.bedrock.plugins.module_utils._core.records.records import UNKNOWN_ID
from ansible_collections.genai.bedrock.plugins.module_utils._engine.deployment.course import Course
from ansible_collections.genai.bedrock.plugins.module_utils._engine.deployment.deployment import Deployment
from ansible_collections.genai.bedrock.plugins.module_utils._engine.deployment.documents import Document

KINDS = ("guardrails", "inference profiles", "records", "document")
#: How a diff names what belongs to a workload; parameters have paths of their own.
_NAMES = {"guardrails": "{workload}/guardrail@{place}", "inference profiles": "{workload}/{place}"}
#: In a record, what only repeats the member beside it: of another profile, or of another model.
_IMPLIED = {
    "arn": ("arn_prefix", "metric_dimension", "profile_id", MODEL_SOURCE),
    "base_model_id": ("provider", "model_family", *MEMBERS),
}
_RECORD_REASONS = {"create": "there was none", "delete": "no entry needs it"}


def diffs(deployment: Deployment) -> list[dict[str, Any]]:
    """One part for each kind of resource that changes, as ansible-core prints lists of diffs.

    What is the same before and after is in no part.
    """
    found: dict[str, list[dict[str, Any]]] = {kind: [] for kind in KINDS}
    for course in deployment.courses:
        for kind, parts in course.diffs.items():
            found[kind].append(_named(_NAMES.get(kind, "{place}"), course.name, merged(parts)))
    for document in deployment.documents:
        found["document"].append(merged(document.diffs))
    return [part for kind, parts in found.items() if (part := _part(kind, parts))]


@dataclass(frozen=True, slots=True)
class RecordChange:
    """What readers find changed of a record in an SSM region.

    ``only_hashes``: nothing but what only deployments read; no row of a result has it.
    """

    key: str
    region: str
    action: str
    reasons: list[str]
    only_hashes: bool = False

    def as_dict(self) -> dict[str, Any]:
        return {name: value for name, value in asdict(self).items() if name != "only_hashes"}


def record_changes_of(course: Course) -> list[RecordChange]:
    """A value for each record in each SSM region."""
    states = merged(course.diffs.get("records", ()))
    found = [(place, states["before"][place], states["after"].get(place) or {}) for place in states["before"]]
    rows = []
    for place, before, after in found:
        name, _at, region = place.rpartition("@")
        action = "update" if before and after else "create" if after else "delete"
        reasons = record_changes(before, after) if action == "update" else [_RECORD_REASONS[action]]
        if before != after and reasons:
            key, unread = name.rpartition("/")[2], only_hashes(before, after)
            rows.append(RecordChange(key, region, action, reasons, only_hashes=unread))
    return rows


def document_changes_of(document: Document) -> list[str]:
    """The members of a document that differ, each once."""
    states = merged(document.diffs)
    differing = [
        path
        for place, before in states["before"].items()
        if before and (after := states["after"].get(place))
        for path, _old, _new in changed_leaves(before.get("value"), after.get("value"))
    ]
    return list(dict.fromkeys(differing))


def deleted_documents(document: Document) -> list[str]:
    """The places from which it goes."""
    states = merged(document.diffs)
    return [place for place in states["before"] if not states["after"].get(place)]


def merged(parts: Iterable[Mapping[str, Any]]) -> dict[str, dict[str, Any]]:
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
    whole = merged(parts)
    places = [place for place, state in whole["before"].items() if state != whole["after"].get(place)]
    if not places:
        return {}
    pairs = {place: _pair(whole["before"][place], whole["after"][place]) for place in places}
    states = {
        side: {place: pair[number] for place, pair in pairs.items()} for number, side in enumerate(("before", "after"))
    }
    return {"before_header": kind, "after_header": kind, **states}


def _pair(before: Mapping[str, Any], after: Mapping[str, Any]) -> tuple[Any, Any]:
    """What differs; hashes only where nothing else does."""
    after = readable(after)
    bare = _bare(before), _bare(after)
    left, right = bare if bare[0] != bare[1] else (before, after)
    return changed_parts(left, right, _IMPLIED)


def _bare(state: Mapping[str, Any]) -> dict[str, Any]:
    return {name: without_hashes(value) if name == "value" else value for name, value in state.items()}


def readable(state: Any) -> Any:
    """A predicted ARN has the length of a real one, which its size needs and a person does not."""
    if isinstance(state, Mapping):
        return {key: readable(value) for key, value in state.items()}
    if isinstance(state, list):
        return [readable(value) for value in state]
    return UNKNOWN if isinstance(state, str) and state.endswith(f"/{UNKNOWN_ID}") else state
