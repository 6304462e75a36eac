# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Documents: one for each place where records are published, built from all our records there."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import reduce
from operator import or_
from typing import Any

from ansible_collections.genai.bedrock.plugins.module_utils._core.deployment.notes import Undeclared
from ansible_collections.genai.bedrock.plugins.module_utils._core.failures import CallError
from ansible_collections.genai.bedrock.plugins.module_utils._core.ignored_tags import NOTHING_IGNORED, IgnoredTags
from ansible_collections.genai.bedrock.plugins.module_utils._core.parameters.listing import Request, info_row
from ansible_collections.genai.bedrock.plugins.module_utils._core.parameters.report import diff_of
from ansible_collections.genai.bedrock.plugins.module_utils._core.parameters.requests import wanted_parameters
from ansible_collections.genai.bedrock.plugins.module_utils._core.parameters.ssm_parameters import WantedParameter
from ansible_collections.genai.bedrock.plugins.module_utils._core.problems import ProblemError
from ansible_collections.genai.bedrock.plugins.module_utils._core.records.documents import consolidated_document
from ansible_collections.genai.bedrock.plugins.module_utils._core.records.publication import (
    owner_tags,
    record_parameters,
)
from ansible_collections.genai.bedrock.plugins.module_utils._core.records.reading import damaged_records, read_records
from ansible_collections.genai.bedrock.plugins.module_utils._core.records.records import Record
from ansible_collections.genai.bedrock.plugins.module_utils._core.records.takeover import lost_arns
from ansible_collections.genai.bedrock.plugins.module_utils._core.steps import action_rows, steps_of
from ansible_collections.genai.bedrock.plugins.module_utils._core.tags import is_subset
from ansible_collections.genai.bedrock.plugins.module_utils._engine.deployment.course import Course, Run
from ansible_collections.genai.bedrock.plugins.module_utils._engine.deployment.publishing import listed, tagged
from ansible_collections.genai.bedrock.plugins.module_utils._engine.deployment.session import Session
from ansible_collections.genai.bedrock.plugins.module_utils._engine.parameters.ssm_parameters import (
    ParameterOutcome,
    converge,
)

UNTIL_WRITTEN = "until the document can be written, what it may name stays"


@dataclass(eq=False)
class Document:
    """The document of one place: a prefix, its SSM regions and the connection that reaches them."""

    session: Session
    prefix: str
    regions: list[str]
    environment: str
    courses: list[Course] = field(default_factory=list)
    #: Whether the settings want one here, and whether a parameter of others in its place is taken over.
    wanted: bool = False
    adopt: bool = False
    #: Former regions in which a document of ours still exists.
    former: list[str] = field(default_factory=list)
    #: Whether a document of ours exists although the settings want none.
    beside: bool = False
    #: Damaged records may go with everything else.
    forgive_damage: bool = False
    errors: list[dict[str, Any]] = field(default_factory=list)
    plan: ParameterOutcome | None = None
    records: dict[str, Record] = field(default_factory=dict)
    #: Workloads of the environment that are not in the run, and parameters of others, as the plan found them.
    undeclared: list[Undeclared] = field(default_factory=list)
    foreign: list[dict[str, Any]] = field(default_factory=list)
    diffs: list[dict[str, Any]] = field(default_factory=list)
    actions: list[dict[str, Any]] = field(default_factory=list)
    changed: bool = False

    @property
    def ignore_tags(self) -> IgnoredTags:
        """It belongs to all of its workloads, so that what one of them leaves to others is left."""
        return reduce(or_, (course.workload.ignore_tags for course in self.courses), NOTHING_IGNORED)

    @property
    def kept(self) -> bool:
        """Whether this run writes it."""
        return self.wanted or self.beside


def documents_of(courses: Iterable[Course]) -> list[Document]:
    """The places of these workloads; those that share prefix, regions and connection share a document."""
    found: dict[tuple[int, str, tuple[str, ...]], Document] = {}
    for course in courses:
        workload = course.workload
        place = (id(course.session), workload.prefix, tuple(workload.ssm_regions))
        if place not in found:
            found[place] = Document(course.session, workload.prefix, workload.ssm_regions, workload.environment)
        document = found[place]
        document.courses.append(course)
        document.wanted |= workload.options.document
        document.adopt |= workload.options.adopt
    return list(found.values())


def plan_document(document: Document, run: Run) -> None:
    """What writing would come to; a parameter of others in its place refuses every workload that is published there."""
    _find_documents(document, run)
    if not document.kept or any(course.refusals for course in document.courses):
        return
    try:
        gateways = document.session.parameters(_places(document))
        document.plan = _converge(document, run, gateways, check=True)
    except ProblemError as error:
        for course in document.courses:
            course.refuse(error.problems)


def write_document(document: Document, run: Run) -> bool:
    """Write its final content for this run; returns whether every copy was written."""
    if not document.kept:
        return True
    document.errors.clear()
    live = not run.check
    session = document.session
    gateways = session.live_parameters(_places(document)) if live else session.parameters(_places(document))
    try:
        outcome = _converge(document, run, gateways, check=run.check)
    except ProblemError as error:
        document.errors += [problem.as_dict() for problem in error.problems]
        return False
    document.changed |= outcome.changed
    document.actions += action_rows(steps_of(outcome.succeeded))
    found = diff_of(outcome.succeeded)
    document.diffs += [found] if found["before"] or found["after"] else []
    document.errors += [problem.as_dict() for problem in outcome.problems]
    return not document.errors


def _find_documents(document: Document, run: Run) -> None:
    """Documents of ours where the settings want none: in the place itself, and in regions of earlier settings."""
    workloads = [course.workload for course in document.courses]
    regions = [region for workload in workloads for region in workload.regions]
    regions += [region for course in document.courses for region in course.record_regions]
    others = [r for r in dict.fromkeys(regions) if r not in document.regions]
    unread = {region for course in document.courses for region in course.unreadable_regions}
    searched = others if document.wanted else [*document.regions, *others]
    owned = _ours(document, run, [region for region in searched if region not in unread])
    document.former = [region for region in others if region in owned]
    document.beside = not document.wanted and any(region in owned for region in document.regions)


def _ours(document: Document, run: Run, regions: Sequence[str]) -> set[str]:
    """Regions in which the document of this environment exists."""
    gateways = document.session.parameters(regions)
    tags = owner_tags(document.environment)

    def owned(region: str) -> bool:
        found = gateways[region].parameters([document.prefix], decrypt=False)
        return bool(found) and is_subset(tags, gateways[region].tags(document.prefix))

    answers = run.pool.map(owned, regions)
    return {answer.task for answer in answers if not answer.error and answer.result}


def _converge(document: Document, run: Run, gateways: Mapping[str, Any], *, check: bool) -> ParameterOutcome:
    document.records, faults = _records(document, run)
    # Without records there is none.
    text = consolidated_document(document.records) if document.records else {}
    problems = faults + (_lost(document, run, text) if document.adopt else [])
    if problems:
        document.errors += problems
        return ParameterOutcome(())
    wanted = _wanted(document, text, document.regions if document.kept else [])
    for region in document.former:
        # With purging, nothing remains published there.
        purges = any(course.purging for course in document.courses)
        wanted += _wanted(document, {} if purges else text, [region])
    # Planning uses caching gateways.
    return converge(
        wanted, gateways, check=check, workers=run.pool, sleep=run.sleep, remembering=check, with_account=False
    )


def _wanted(document: Document, text: Mapping[str, Any], regions: Sequence[str]) -> list[WantedParameter]:
    if not regions:
        return []
    parameters = record_parameters({}, document.prefix, document.environment, document=text)
    return wanted_parameters(parameters, regions=regions, adopt=document.adopt, ignore_tags=document.ignore_tags)


def _records(document: Document, run: Run) -> tuple[dict[str, Record], list[dict[str, Any]]]:
    """Every record of the place as it is after this run, and why it is not known of some."""
    rows, errors = listed(document.session, run, document.prefix, document.regions[:1])
    faults = [problem.as_dict() for problem in errors.values()]
    found = read_records(rows, document.prefix, document.environment)
    for course in document.courses:
        found |= course.by_path
    gone = {path for course in document.courses for path in course.removed_paths}
    faults += _damage(document, run, rows, {*found, *gone} if not document.forgive_damage else None)
    return {path: record for path, record in found.items() if path not in gone}, faults


def _damage(
    document: Document, run: Run, rows: Sequence[Mapping[str, Any]], known: set[str] | None
) -> list[dict[str, Any]]:
    """Damaged records of ours that this run neither writes nor removes: who left them out would forget an entry."""
    prefix = document.prefix
    if known is None:
        return []
    rest = [row for row in rows if row["name"].removeprefix(f"{prefix}/") not in known]
    suspects = {row["key"] for row in damaged_records(rest, prefix, document.environment)}
    if not suspects:
        return []
    try:
        reported = tagged(document.session, run, [row for row in rest if row["name"] in suspects])
    except CallError as error:
        return [error.problem(prefix).as_dict()]
    return [row for row in damaged_records(rest, prefix, document.environment, reported) if row["managed"]]


def _lost(document: Document, run: Run, text: Mapping[str, Any]) -> list[dict[str, Any]]:
    """What readers of a foreign document would no longer find. Its values are read, but never shown."""
    gateways = document.session.parameters(document.regions)
    request = Request(tags=True, decrypt=True)
    theirs, errors = [], []

    def read(region: str) -> list[dict[str, Any]]:
        found = gateways[region].parameters([document.prefix], decrypt=True)
        return [info_row(one, request) | {"tags": gateways[region].tags(one.name)} for one in found]

    for answer in run.pool.map(read, document.regions):
        if answer.error:
            errors.append(answer.error.problem(document.prefix).as_dict())
        else:
            theirs += answer.result
    return errors + lost_arns(theirs, text)


def _places(document: Document) -> list[str]:
    return list(dict.fromkeys([*document.regions, *document.former]))
