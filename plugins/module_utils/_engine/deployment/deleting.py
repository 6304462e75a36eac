# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Deletions in an order that breaks no reader: documents, records, a wait, profiles, and guardrails last."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from ansible_collections.genai.bedrock.plugins.module_utils._core.parameters.listing import Request, info_row
from ansible_collections.genai.bedrock.plugins.module_utils._core.problems import Problem
from ansible_collections.genai.bedrock.plugins.module_utils._core.profiles.inference_profiles import LiveProfile
from ansible_collections.genai.bedrock.plugins.module_utils._core.profiles.report import diff_of, superseded_rows
from ansible_collections.genai.bedrock.plugins.module_utils._core.profiles.steps import ProfilePlan, ProfileStep
from ansible_collections.genai.bedrock.plugins.module_utils._core.profiles.usage import spare_used
from ansible_collections.genai.bedrock.plugins.module_utils._core.records.naming import named_arns
from ansible_collections.genai.bedrock.plugins.module_utils._core.records.records import surviving_records
from ansible_collections.genai.bedrock.plugins.module_utils._core.steps import Action, steps_of
from ansible_collections.genai.bedrock.plugins.module_utils._core.tags import MANAGED_BY, OWNER, is_subset
from ansible_collections.genai.bedrock.plugins.module_utils._engine.deployment.course import Course, Run
from ansible_collections.genai.bedrock.plugins.module_utils._engine.deployment.documents import (
    UNTIL_WRITTEN,
    Document,
    write_document,
)
from ansible_collections.genai.bedrock.plugins.module_utils._engine.deployment.guardrails import (
    delete_unneeded,
    unneeded,
)
from ansible_collections.genai.bedrock.plugins.module_utils._engine.deployment.profiles import DELETING_ACTIONS, guarded
from ansible_collections.genai.bedrock.plugins.module_utils._engine.deployment.publishing import write_records
from ansible_collections.genai.bedrock.plugins.module_utils._engine.profiles.applying import apply
from ansible_collections.genai.bedrock.plugins.module_utils._engine.profiles.usage import usage_of


def decide_deletions(course: Course) -> None:
    """Decide once what to delete.

    Nothing of a failed key is deleted. After an error without a key, or an unwritten record, nothing is deleted at all.
    """
    failed = course.unpublished or None in course.failed_keys
    unsettled, purging = course.unsettled, course.purging
    course.withdrawals = [] if failed else course.removed
    course.deletions = [
        step
        for step in course.steps
        if not failed
        and step.action in DELETING_ACTIONS
        and guarded(course, step)
        and (purging if step.wanted is None else step.key not in unsettled)
    ]


def write_documents(documents: Iterable[Document], run: Run) -> None:
    """Write documents while everything they named still exists; if one fails, nothing it may name is deleted."""
    for document in documents:
        if write_document(document, run):
            continue
        for course in document.courses:
            if course.withdrawals or course.deletions or any(unneeded(course)):
                course.fail(document.errors, owner="", until=UNTIL_WRITTEN)
                course.withdrawals, course.deletions, course.stays = [], [], True


def delete_all(courses: Sequence[Course], documents: Sequence[Document], run: Run) -> None:
    """Withdraw records, wait once, delete, and publish the final records."""
    run.pool.in_parallel(lambda course: _withdraw(course, run), [course for course in courses if course.withdrawals])
    unguarding = [course for course in courses if not course.stays and not course.unpublished and any(unneeded(course))]
    _wait([*(course for course in courses if course.deletions), *unguarding], run)
    for document in documents:
        _retire([course for course in document.courses if course.deletions], document, run)
    unguarding = [course for course in unguarding if not course.unpublished]
    run.pool.in_parallel(lambda course: delete_unneeded(course, run), unguarding)
    for document in documents:
        if any(course.survivors for course in document.courses):
            write_document(document, run)


def _withdraw(course: Course, run: Run) -> None:
    write_records(course, run, withdraw=True)
    course.deletions = [] if course.unpublished else course.deletions


def _wait(courses: Iterable[Course], run: Run) -> None:
    """Wait once for all deletions: the longest grace period of all workloads."""
    seconds = max((course.workload.options.grace_seconds for course in courses), default=0)
    if seconds:
        run.waiting(seconds)
        run.sleep(seconds)


def _retire(courses: Sequence[Course], document: Document, run: Run) -> None:
    if not courses:
        return
    named, unread = _named(document, run)

    def retire(course: Course) -> None:
        steps, problems = (course.deletions, []) if not unread else ([], _unconfirmed(course.deletions, unread))
        steps, more = _confirmed(course, run, steps, named)
        _delete(course, run, steps, [*problems, *more])

    run.pool.in_parallel(retire, courses)


def _delete(course: Course, run: Run, steps: Sequence[ProfileStep], problems: Sequence[Problem]) -> None:
    to_delete = {profile.arn for step in course.deletions for profile in step.deletes}
    gateways = course.session.live_profiles(dict.fromkeys(step.region for step in steps))
    plan, problems = ProfilePlan(tuple(steps)), list(problems)
    if hours := course.workload.options.refuse_if_used_within:
        plan, unreported = spare_used(plan, usage_of(plan, gateways, run.pool, hours=hours, now=run.now))
        used = {problem.key for problem in plan.problems}
        problems += [*plan.problems, *unreported]
        plan = replace(plan, steps=tuple(step for step in plan.steps if step.key not in used))
    outcome = apply(plan, gateways, run.pool, our_names=frozenset(), sleep=run.sleep)
    course.gone = steps_of(outcome.succeeded)
    course.changed |= bool(course.gone)
    course.diff("inference profiles", diff_of(outcome.succeeded))
    course.fail(problem.as_dict() for problem in [*problems, *outcome.problems])
    deleted = {profile.arn for step in course.gone for profile in step.deletes}
    course.superseded = superseded_rows([*steps_of(course.applied), *course.gone])
    # Records of profiles that could not be deleted are restored, so that the next run finds them.
    removed = {key: course.published[key] for key in course.withdrawals or () if key in course.published}
    course.survivors = surviving_records(removed, to_delete - deleted)
    course.published = {**course.published, **course.records}
    course.refresh_records()
    write_records(course, run, withdraw=False)


def _named(document: Document, run: Run) -> tuple[set[str], list[Problem]]:
    """Every ARN that a record or document names now, wherever this place is published, and what could not be read."""
    elsewhere = [region for course in document.courses for region in [*course.former, *course.unread_regions]]
    regions = list(dict.fromkeys([*document.regions, *document.former, *elsewhere]))
    gateways = document.session.live_parameters(regions)
    request = Request()

    def read(region: str) -> list[dict[str, object]]:
        found = list(gateways[region].under_path(document.prefix, recursive=True, decrypt=False))
        found += gateways[region].parameters([document.prefix], decrypt=False)
        return [info_row(one, request) for one in found]

    answers = run.pool.map(read, regions)
    rows = [row for answer in answers if not answer.error for row in answer.result]
    return named_arns(rows), [answer.error.problem(document.prefix) for answer in answers if answer.error]


def _confirmed(
    course: Course, run: Run, steps: Sequence[ProfileStep], named: set[str]
) -> tuple[list[ProfileStep], list[Problem]]:
    """The steps without profiles that are no longer ours, or that published records still name."""
    gateways = course.session.live_profiles(dict.fromkeys(step.region for step in steps))
    owner = {MANAGED_BY: OWNER, **course.workload.owner}
    to_delete = [(step, profile) for step in steps for profile in step.deletes]
    answers = run.pool.map(
        lambda one: gateways[one[0].region].tags(one[1].arn), to_delete, place=lambda one: one[0].region
    )
    kept: set[str] = set()
    problems: list[Problem] = []
    for answer in answers:
        step, profile = answer.task
        problem = None
        if answer.error:
            problem = None if answer.error.missing else answer.error.problem(step.key)
        elif not is_subset(owner, answer.result):
            problem = _problem(step, f"{profile.arn} no longer carries our tags, so it is not deleted", "NotOurs")
        elif profile.arn in named:
            text = f"{profile.arn} is named by a record or document that another run wrote, so it is not deleted"
            problem = _problem(step, f"{text}; run again", "StillNamed")
        if problem:
            kept.add(profile.arn)
            problems.append(problem)
    return [one for step in steps if (one := _without(step, kept))], problems


def _without(step: ProfileStep, kept: set[str]) -> ProfileStep | None:
    if step.action is Action.DELETE:
        return None if step.live and step.live.arn in kept else step
    left: tuple[LiveProfile, ...] = tuple(profile for profile in step.superseded if profile.arn not in kept)
    return replace(step, superseded=left) if left else None


def _unconfirmed(steps: Iterable[ProfileStep], unread: Sequence[Problem]) -> list[Problem]:
    return list(dict.fromkeys(replace(problem, key=step.key) for step in steps for problem in unread))


def _problem(step: ProfileStep, text: str, code: str) -> Problem:
    return Problem(text, step.key, step.region, "DeleteInferenceProfile", code)
