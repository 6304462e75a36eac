# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The protocol, on one page: plan everything, judge it, then create, call, publish, withdraw, wait and delete."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, replace

from ansible_collections.genai.bedrock.plugins.module_utils._core.deployment.workloads import Workload
from ansible_collections.genai.bedrock.plugins.module_utils._core.failures import CallError
from ansible_collections.genai.bedrock.plugins.module_utils._core.problems import ProblemError
from ansible_collections.genai.bedrock.plugins.module_utils._core.profiles.conflicts import conflicts_between
from ansible_collections.genai.bedrock.plugins.module_utils._engine.deployment.calling import call_new, make_runtimes
from ansible_collections.genai.bedrock.plugins.module_utils._engine.deployment.course import Course, Run
from ansible_collections.genai.bedrock.plugins.module_utils._engine.deployment.deleting import (
    decide_deletions,
    delete_all,
    write_documents,
)
from ansible_collections.genai.bedrock.plugins.module_utils._engine.deployment.documents import (
    Document,
    documents_of,
    plan_document,
    write_document,
)
from ansible_collections.genai.bedrock.plugins.module_utils._engine.deployment.guardrails import (
    apply_guardrails,
    delete_unneeded,
    find_unneeded,
    plan_guardrails,
)
from ansible_collections.genai.bedrock.plugins.module_utils._engine.deployment.judging import (
    blocking,
    changes,
    check_account,
    understood,
)
from ansible_collections.genai.bedrock.plugins.module_utils._engine.deployment.lifecycles import note_lifecycles
from ansible_collections.genai.bedrock.plugins.module_utils._engine.deployment.locking import Locking
from ansible_collections.genai.bedrock.plugins.module_utils._engine.deployment.overtaking import overtaken
from ansible_collections.genai.bedrock.plugins.module_utils._engine.deployment.prefetching import prefetch
from ansible_collections.genai.bedrock.plugins.module_utils._engine.deployment.profiles import (
    apply_profiles,
    plan_profiles,
    regions_to_read,
)
from ansible_collections.genai.bedrock.plugins.module_utils._engine.deployment.publishing import (
    note_repaired,
    plan_records,
    read_published,
    write_records,
)
from ansible_collections.genai.bedrock.plugins.module_utils._engine.deployment.removal import note_last_use
from ansible_collections.genai.bedrock.plugins.module_utils._engine.deployment.session import Session
from ansible_collections.genai.bedrock.plugins.module_utils._engine.deployment.surroundings import note_surroundings
from ansible_collections.genai.bedrock.plugins.module_utils._engine.deployment.undeclared import find_undeclared


@dataclass(frozen=True, slots=True)
class Deployment:
    """What one run planned and did, workload by workload, and what forbids it: with any, nothing was written."""

    courses: tuple[Course, ...]
    documents: tuple[Document, ...]
    forbidden: tuple[str, ...] = ()

    @property
    def changes(self) -> bool:
        return any(map(changes, self.courses)) or any(
            document.errors or (document.plan and (document.plan.changed or document.plan.problems))
            for document in self.documents
        )

    @property
    def changed(self) -> bool:
        return any(course.changed for course in self.courses) or any(document.changed for document in self.documents)


#: What forbids to carry out a plan that nothing else forbids, such as another one that was approved.
Approval = Callable[[Deployment, Run], Sequence[str]]


def deploy(
    workloads: Sequence[Workload],
    session_of: Callable[[Workload], Session],
    run: Run,
    lock: Locking,
    approval: Approval = lambda _planned, _run: (),
) -> Deployment:
    """Bring all workloads to what their plans say. Everything is decided, for all of them, before the first write."""

    def planning() -> Deployment:
        planned = plan(workloads, session_of, run)
        return planned if planned.forbidden else replace(planned, forbidden=tuple(approval(planned, run)))

    return one_writer(planning, carry_out, predict, run, lock)


def one_writer(
    planning: Callable[[], Deployment],
    carry_out: Callable[[Deployment, Run], Deployment],
    predict: Callable[[Deployment, Run], Deployment],
    run: Run,
    lock: Locking,
) -> Deployment:
    """Plan, and carry out under the lock; plan again after waiting for it or being overtaken.

    A run without changes takes no lock.
    """
    planned = planning()
    if planned.forbidden:
        return planned
    if run.check or not planned.changes:
        return predict(planned, run)
    with ExitStack() as locks:
        try:
            waited = locks.enter_context(lock(planned.documents))
        except ProblemError as error:
            return replace(planned, forbidden=(str(error),))
        if waited or overtaken(planned.documents, run):
            planned = planning()
        if planned.forbidden:
            return planned
        return carry_out(planned, run) if planned.changes else predict(planned, run)


def plan(workloads: Sequence[Workload], session_of: Callable[[Workload], Session], run: Run) -> Deployment:
    """Read the world once, plan every workload, judge all of them together. Nothing is written."""
    courses = [Course(workload, session_of(workload)) for workload in workloads]
    for session in {id(course.session): course.session for course in courses}.values():
        session.forget()
    sound = [course for course in courses if not course.workload.problems]
    prefetch(sound, run)
    for course in sound:
        _plan_course(course, run)
    for course in find_undeclared(sound, run) if run.everything else ():
        courses.append(course)
        if not course.errors:
            _plan_course(course, run)
            sound.append(course)
    _refuse_conflicts(sound)
    documents = documents_of(sound)
    for document in documents:
        document.forgive_damage = run.everything
        plan_document(document, run)
    check_account([course for course in courses if course in sound or (run.thorough and understood(course))], run)
    note_lifecycles(sound, run)
    note_surroundings(documents, run)
    if run.check:
        note_last_use(sound, run)
    forbidden = [line for course in courses for line in blocking(course)]
    return Deployment(tuple(courses), tuple(documents), tuple(dict.fromkeys(forbidden)))


def _plan_course(course: Course, run: Run) -> None:
    try:
        read_published(course, run)
        regions = regions_to_read(course, run)
        plan_guardrails(course, run)
        find_unneeded(course, run, regions)
        plan_profiles(course, run, regions)
        if course.decided is not None:
            plan_records(course, run)
    except CallError as error:
        course.refuse([error.problem()])


def _refuse_conflicts(courses: Sequence[Course]) -> None:
    """Two workloads of one account that want the same name or profile: each error names the other."""
    for session in {course.session for course in courses}:
        plans = {course.name: course.decided.plan for course in courses if course.session is session and course.decided}
        found = conflicts_between(plans)
        for course in courses:
            course.refuse(found.get(course.name, ()) if course.session is session else ())


def carry_out(planned: Deployment, run: Run) -> Deployment:
    """Create and publish new profiles, move readers to them, and only then delete the old ones.

    Each stage is for all workloads in parallel, and begins when the one before it has ended for all of them.
    """
    runs = {course: run if changes(course) else replace(run, check=True) for course in planned.courses}

    def stage(work: Callable[[Course, Run], None]) -> None:
        run.pool.in_parallel(lambda course: work(course, runs[course]), planned.courses)

    stage(apply_guardrails)
    stage(apply_profiles)
    for course in planned.courses:
        make_runtimes(course, runs[course])
    stage(call_new)
    stage(_publish)
    write_documents(planned.documents, run)
    delete_all(planned.courses, planned.documents, run)
    return planned


def _publish(course: Course, run: Run) -> None:
    write_records(course, run, withdraw=False)
    note_repaired(course)
    decide_deletions(course)


def predict(planned: Deployment, run: Run) -> Deployment:
    """Predict the result of carrying out the plan: for check mode, and for runs without changes."""
    run = replace(run, check=True)
    for course in planned.courses:
        apply_guardrails(course, run)
        apply_profiles(course, run)
        write_records(course, run, withdraw=True)
        note_repaired(course)
    for document in planned.documents:
        write_document(document, run)
    for course in planned.courses:
        delete_unneeded(course, run)
    return planned
