# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The changes of a deployment that was predicted, each with where the difference comes from."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from ansible_collections.genai.bedrock.plugins.module_utils._core.deployment.origins import (
    Origin,
    document_origin,
    guardrail_origin,
    profile_origin,
    record_origin,
)
from ansible_collections.genai.bedrock.plugins.module_utils._core.deployment.plan import (
    DOCUMENT,
    GUARDRAIL,
    PROFILE,
    RECORD,
    Change,
    change,
)
from ansible_collections.genai.bedrock.plugins.module_utils._core.profiles.report import UNKNOWN, diff_of
from ansible_collections.genai.bedrock.plugins.module_utils._core.records.changes import only_hashes, record_changes
from ansible_collections.genai.bedrock.plugins.module_utils._core.records.hashes import HASH
from ansible_collections.genai.bedrock.plugins.module_utils._core.steps import Action
from ansible_collections.genai.bedrock.plugins.module_utils._engine.deployment.changes import merged, readable
from ansible_collections.genai.bedrock.plugins.module_utils._engine.deployment.course import Course
from ansible_collections.genai.bedrock.plugins.module_utils._engine.deployment.deployment import Deployment
from ansible_collections.genai.bedrock.plugins.module_utils._engine.deployment.documents import Document
from ansible_collections.genai.bedrock.plugins.module_utils._engine.deployment.hashing import requested_tags_hash

Row = Mapping[str, Any]


def changes_of(predicted: Deployment) -> list[Change]:
    """A row for everything that is written: profiles, guardrails, records and documents."""
    found: dict[str, list[Change]] = {}
    for course in predicted.courses:
        own = [*_of_profiles(course), *_of_guardrails(course)]
        found[course.name] = [*own, *_of_records(course, own)]
    rows = [row for own in found.values() for row in own]
    for document in predicted.documents:
        rows += _of_document(document, [row for course in document.courses for row in found[course.name]])
    return rows


def _of_profiles(course: Course) -> Iterator[Change]:
    published = _published_targets(course)
    replaced: dict[tuple[str, str], str] = {}
    for one in course.applied:
        step = one.step
        if not step.changes:
            continue
        found = diff_of([one])
        place = (step.key, step.region)
        hashed = requested_tags_hash(step, course.workload.owner)
        origin = profile_origin(step, published.get(place), hashed, replaced.get(place))
        if step.action is Action.REPLACE:
            replaced[place] = origin[0]
        arns = sorted({profile.arn for profile in (*step.touches, *step.deletes)})
        states = {"before": found["before"], "after": found["after"], "acts_on": arns}
        yield change((course.name, PROFILE, *place), str(step.action), step.reasons, **states, **_named(origin))


def _published_targets(course: Course) -> dict[tuple[str, str], Row]:
    """Key of a profile and region → the target that its record named when the run began."""
    found = {}
    for key, entry in course.plan["entries"].items():
        record = course.found.get(key) or course.found.get(entry.get("moved_from") or "") or {"targets": ()}
        regions = {target["region"]: target for target in record["targets"]}
        for target in entry["targets"]:
            if target["region"] in regions:
                found[target["inference_profile"], target["region"]] = regions[target["region"]]
    return found


def _of_guardrails(course: Course) -> Iterator[Change]:
    states = merged(course.diffs.get("guardrails", ()))
    steps = {one.step.region: one.step for one in course.guardrail_plan.done} if course.guardrail_plan else {}
    pinned = {t["region"] for record in course.found.values() for t in record["targets"] if t.get("guardrail")}
    arns = {row["region"]: row["guardrail_arn"] for row in course.orphaned_guardrails}
    arns |= {region: step.live.arn for region, step in steps.items() if step.live}
    for row in course.guardrail_actions:
        region = row["region"]
        if row["action"] != "none":
            yield change(
                (course.name, GUARDRAIL, row["key"], region),
                row["action"],
                row["reasons"],
                acts_on=[arns[region]] if region in arns else [],
                before=states["before"].get(region) or {},
                after=states["after"].get(region) or {},
                **_named(guardrail_origin(steps.get(region), pinned=region in pinned)),
            )


def _of_records(course: Course, own: Sequence[Change]) -> Iterator[Change]:
    damaged = {row["path"].rpartition("/")[2] for row in course.damaged}
    for name, region, before, after in _parameters(course.diffs.get("records", ())):
        key = name.rpartition("/")[2]
        values = (before.get("value"), after.get("value"))
        if before and key in damaged:
            values = ("damaged", values[1])
        origin = record_origin(*values, _causes(course, key, own), known=key in course.found)
        yield _of_parameter((course.name, RECORD, key, region), name, before, after, origin)


def _causes(course: Course, key: str, own: Sequence[Change]) -> list[str]:
    """Origins of the changes from which that of a record follows."""
    entry = course.plan["entries"].get(key) or {"targets": ()}
    profiles = {(target["inference_profile"], target["region"]) for target in entry["targets"]}
    return [
        row["origin"]
        for row in own
        if (row["kind"] == PROFILE and (row["key"], row["region"]) in profiles and row["action"] != "retire")
        or (row["kind"] == GUARDRAIL and entry.get("guardrails"))
    ]


def _of_document(document: Document, rows: Sequence[Change]) -> Iterator[Change]:
    causes = [row["origin"] for row in rows if row["kind"] == RECORD and not only_hashes(row["before"], row["after"])]
    for name, region, before, after in _parameters(document.diffs):
        origin = document_origin("delete" if not after else "write", causes)
        yield _of_parameter(("", DOCUMENT, name, region), name, before, after, origin)


def _parameters(parts: Sequence[Row]) -> Iterator[tuple[str, str, Row, Row]]:
    """Name, region and both states of each parameter that changes."""
    states = merged(parts)
    for place, before in states["before"].items():
        after = states["after"].get(place) or {}
        if before != after:
            name, _at, region = place.rpartition("@")
            yield name, region, before, after


def _of_parameter(about: tuple[str, str, str, str], name: str, before: Row, after: Row, origin: Origin) -> Change:
    action = "update" if before and after else "create" if after else "delete"
    reasons = record_changes(before, after) if action == "update" and about[1] == RECORD else []
    shown = _predicted(after)
    return change(about, action, reasons, acts_on=[name], before=before, after=shown, **_named(origin))


def _predicted(state: Row) -> Any:
    """Without what only looks like an ARN, and without the hash of it."""
    shown = readable(state)
    if shown != state and isinstance(shown.get("value"), dict) and HASH in shown["value"]:
        shown["value"][HASH] = UNKNOWN
    return shown


def _named(origin: Origin) -> dict[str, str]:
    return {"origin": origin[0], "origin_reason": origin[1]}
