# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Undeclared workloads of an environment: known only from records or tags, deployed by other playbooks."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from ansible_collections.genai.bedrock.plugins.module_utils._core.deployment.workloads import undeclared_workload
from ansible_collections.genai.bedrock.plugins.module_utils._core.failures import CallError
from ansible_collections.genai.bedrock.plugins.module_utils._core.records.reading import damaged_records, read_records
from ansible_collections.genai.bedrock.plugins.module_utils._core.tags import ENVIRONMENT, MANAGED_BY, OWNER, WORKLOAD
from ansible_collections.genai.bedrock.plugins.module_utils._engine.deployment.course import Course, Run
from ansible_collections.genai.bedrock.plugins.module_utils._engine.deployment.documents import Document, documents_of
from ansible_collections.genai.bedrock.plugins.module_utils._engine.deployment.publishing import listed, tagged
from ansible_collections.genai.bedrock.plugins.module_utils._engine.profiles.listing import Request, list_profiles


def find_undeclared(courses: Sequence[Course], run: Run) -> list[Course]:
    """A course for each undeclared workload, with an empty desired state.

    A workload whose records name a region that cannot be listed fails, since its profiles there would remain. If the
    owner of a damaged record is unknown, nothing of that place is deleted.
    """
    declared = {course.name for course in courses}
    found: dict[str, Course] = {}
    for document in documents_of(courses):
        try:
            unread_names = _undeclared(document, declared, run)
        except CallError as error:
            for course in document.courses:
                course.refuse([error.problem(document.prefix)])
            continue
        for course in unread_names:
            found.setdefault(course.name, course)
    return list(found.values())


def _undeclared(document: Document, declared: Iterable[str], run: Run) -> list[Course]:
    rows, _errors = listed(document.session, run, document.prefix, document.regions)
    records = read_records(rows, document.prefix, document.environment)
    targets = [target["region"] for record in records.values() for target in record["targets"]]
    regions = [region for course in document.courses for region in course.workload.regions]
    regions = list(dict.fromkeys([*regions, *targets]))
    tags = {MANAGED_BY: OWNER, ENVIRONMENT: document.environment}
    profiles, problems = list_profiles(
        document.session.profiles(regions), Request(tags=tags, lifecycle=False), workers=run.pool
    )
    names = [record["workload"] for record in records.values()]
    names += [row["workload"] for row in _damaged(document, run, rows)]
    names += [row["tags"][WORKLOAD] for row in profiles if WORKLOAD in row["tags"]]
    like = document.courses[0]
    made = []
    for name in dict.fromkeys(name for name in names if name not in declared):
        course = Course(undeclared_workload(like.workload, name, regions), like.session)
        named = {t["region"] for record in records.values() if record["workload"] == name for t in record["targets"]}
        course.fail(problem.as_dict() for problem in problems if problem.region in named)
        made.append(course)
    return made


def _damaged(document: Document, run: Run, rows: Sequence[dict[str, object]]) -> list[dict[str, object]]:
    prefix, environment = document.prefix, document.environment
    suspects = {row["key"] for row in damaged_records(rows, prefix, environment)}
    if not suspects:
        return []
    reported = tagged(document.session, run, [row for row in rows if row["name"] in suspects])
    return [row for row in damaged_records(rows, prefix, environment, reported) if row["managed"]]
