# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Publish records that were created elsewhere, and the document of their place, without deploying anything."""

from __future__ import annotations

from dataclasses import replace

from ansible_collections.genai.bedrock.plugins.module_utils._core.deployment.publication import Publication
from ansible_collections.genai.bedrock.plugins.module_utils._core.deployment.workloads import published
from ansible_collections.genai.bedrock.plugins.module_utils._engine.deployment.course import Course, Run
from ansible_collections.genai.bedrock.plugins.module_utils._engine.deployment.deployment import Deployment, one_writer
from ansible_collections.genai.bedrock.plugins.module_utils._engine.deployment.documents import (
    Document,
    plan_document,
    write_document,
)
from ansible_collections.genai.bedrock.plugins.module_utils._engine.deployment.judging import blocking
from ansible_collections.genai.bedrock.plugins.module_utils._engine.deployment.locking import Locking
from ansible_collections.genai.bedrock.plugins.module_utils._engine.deployment.publishing import (
    plan_records,
    write_records,
)
from ansible_collections.genai.bedrock.plugins.module_utils._engine.deployment.session import Session

UNTIL_WRITTEN = "the document stays unchanged until it can be written"


def publish(request: Publication, session: Session, run: Run, lock: Locking) -> Deployment:
    """Write the records and delete the removed ones; if all of that succeeds, rebuild the document."""
    return one_writer(lambda: _plan(request, session, run), _write, _predict, run, lock)


def _plan(request: Publication, session: Session, run: Run) -> Deployment:
    session.forget()
    courses = [_course(request, session, workload) for workload in request.workloads]
    for course in courses:
        plan_records(course, run)
    document = Document(
        session,
        request.prefix,
        list(request.regions),
        request.environment,
        courses,
        wanted=request.document,
        adopt=request.adopt,
    )
    if request.document:
        plan_document(document, run)
    forbidden = [line for course in courses for line in blocking(course)]
    return Deployment(tuple(courses), (document,), tuple(dict.fromkeys(forbidden)))


def _course(request: Publication, session: Session, workload: str) -> Course:
    course = Course(published(workload, request), session)
    course.records, course.withdrawals = request.records_of(workload), request.removed_of(workload)
    return course


def _write(planned: Deployment, run: Run) -> Deployment:
    for course in planned.courses:
        write_records(course, run, withdraw=True, until=UNTIL_WRITTEN)
    for document in planned.documents:
        if document.wanted and not any(course.unpublished for course in planned.courses):
            write_document(document, run)
    return planned


def _predict(planned: Deployment, run: Run) -> Deployment:
    return _write(planned, replace(run, check=True))
