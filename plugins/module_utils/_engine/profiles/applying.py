# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Carry out a plan: make, see that it is there, and only then retire what is superseded."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

from ansible_collections.genai.bedrock.plugins.module_utils._core.failures import CallError
from ansible_collections.genai.bedrock.plugins.module_utils._core.names import suffixed_name
from ansible_collections.genai.bedrock.plugins.module_utils._core.problems import Problem
from ansible_collections.genai.bedrock.plugins.module_utils._core.profiles.creation import Creation
from ansible_collections.genai.bedrock.plugins.module_utils._core.profiles.inference_profiles import LiveProfile
from ansible_collections.genai.bedrock.plugins.module_utils._core.profiles.steps import Action, Applied, Plan, Step
from ansible_collections.genai.bedrock.plugins.module_utils._engine.pool import Pool
from ansible_collections.genai.bedrock.plugins.module_utils._engine.profiles.gateway import Gateway

#: Seconds between looks for a profile that was just created; eventual consistency has no documented bound.
VISIBLE_AFTER = (0.0, 0.3, 0.7, 1.5, 3.0, 5.0, 5.0)
#: Seconds between attempts after ConflictException, which botocore does not retry and which may be transient.
CONFLICT_AFTER = (0.5, 1.0, 2.0, 4.0)

Sleep = Callable[[float], None]
Result = TypeVar("Result")


@dataclass(frozen=True, slots=True)
class _Making:
    step: Step
    creation: Creation


@dataclass(frozen=True, slots=True)
class _Made:
    making: _Making
    arn: str

    @property
    def step(self) -> Step:
        return self.making.step

    def seen_as(self, profile: LiveProfile) -> Applied:
        return Applied(self.step, replace(profile, tags=self.making.creation.tags))


def apply(
    plan: Plan, gateways: Mapping[str, Gateway], pool: Pool, *, our_names: frozenset[tuple[str, str]], sleep: Sleep
) -> tuple[list[Applied], list[Problem]]:
    """Carry out every step; one that fails is a problem of its own key, and its superseded profiles stay."""
    worker = _Worker(gateways, our_names, sleep)
    first = [step for step in plan.steps if step.action is not Action.RETIRE]
    making = [_Making(step, step.creation) for step in first if step.creation]
    done = [Applied(step) for step in first if step.action is Action.NONE]
    changed, problems = _run(pool, worker.change, [step for step in first if _changes(step)])
    made, failed = worker.make_all(pool, making)
    done += changed + made
    problems += failed
    broken = {(problem.key, problem.region) for problem in problems}
    retiring = [step for step in plan.steps if step.action is Action.RETIRE and (step.key, step.region) not in broken]
    retired, failed = _run(pool, worker.retire, retiring)
    order = {id(step): position for position, step in enumerate(plan.steps)}
    return sorted(done + retired, key=lambda one: order[id(one.step)]), problems + failed


def _changes(step: Step) -> bool:
    return step.action is not Action.NONE and step.creation is None


def _run(pool: Pool, work: Callable[[Step], None], steps: Sequence[Step]) -> tuple[list[Applied], list[Problem]]:
    done, problems = [], []
    for answer in pool.map(work, steps, place=lambda step: step.region):
        if answer.error:
            problems.append(answer.error.problem(answer.task.key))
        else:
            done.append(Applied(answer.task))
    return done, problems


class _Worker:
    """The calls of each kind of step; its methods run in the pool and raise CallError."""

    def __init__(self, gateways: Mapping[str, Gateway], our_names: frozenset[tuple[str, str]], sleep: Sleep) -> None:
        self._gateways, self._our_names, self._sleep = gateways, our_names, sleep

    def change(self, step: Step) -> None:
        if step.live is None:
            return
        if step.action is Action.DELETE:
            self._delete(step.live)
        else:
            self._gateways[step.region].retag(step.live.arn, step.tags)

    def retire(self, step: Step) -> None:
        for profile in step.superseded:
            self._delete(profile)

    def make_all(self, pool: Pool, making: Sequence[_Making]) -> tuple[list[Applied], list[Problem]]:
        """Create, then look for every new profile; what nobody can see is made again, with a fresh token."""
        made, problems = self._make(pool, making, fresh=False)
        seen, missing, failed = self._find(pool, made)
        problems += failed
        if missing:
            made, again = self._make(pool, [one.making for one in missing], fresh=True)
            more, lost, failed = self._find(pool, made)
            seen += more
            problems += again + failed + [_never_seen(one) for one in lost]
        return seen, problems

    def _make(self, pool: Pool, making: Sequence[_Making], *, fresh: bool) -> tuple[list[_Made], list[Problem]]:
        made, problems = [], []
        for answer in pool.map(
            lambda one: self._create(one.creation, fresh=fresh), making, place=lambda one: one.step.region
        ):
            if answer.error:
                problems.append(answer.error.problem(answer.task.step.key))
            else:
                made.append(_Made(answer.task, answer.result))
        return made, problems

    def _create(self, creation: Creation, *, fresh: bool) -> str:
        arn = self._create_named(creation, secrets.token_hex(24) if fresh else creation.token)
        if arn in creation.beside:  # a repeated token answered with a profile that this very step replaces
            arn = self._create_named(creation, secrets.token_hex(24))
        return arn

    def _create_named(self, creation: Creation, token: str) -> str:
        gateway, name = self._gateways[creation.region], creation.name
        held_by_us = (creation.region, name) in self._our_names
        try:
            return self._retried(
                lambda: gateway.create(creation, name=name, token=token),
                CONFLICT_AFTER[:1] if held_by_us else CONFLICT_AFTER,
            )
        except CallError as error:
            if error.code != "ConflictException" or not held_by_us:
                raise
            # Names are unique here and an older profile of ours holds this one: identity is the tags, not the name.
            return gateway.create(creation, name=suffixed_name(name, creation.source.arn), token=_other_token(token))

    def _find(self, pool: Pool, made: Sequence[_Made]) -> tuple[list[Applied], list[_Made], list[Problem]]:
        """Look for new profiles, one List a region and look, until all are seen or patience ends."""
        seen: list[Applied] = []
        problems: list[Problem] = []
        missing = list(made)
        for pause in VISIBLE_AFTER:
            if not missing:
                break
            self._sleep(pause)
            regions = sorted({one.step.region for one in missing})
            answers = {
                answer.task: answer for answer in pool.map(lambda region: self._gateways[region].profiles(), regions)
            }
            listed = {p.arn: p for answer in answers.values() if not answer.error for p in answer.result}
            failed = [one for one in missing if answers[one.step.region].error]
            problems += [self._unread(one, answers[one.step.region].error) for one in failed]
            missing = [one for one in missing if one not in failed]
            seen += [one.seen_as(listed[one.arn]) for one in missing if one.arn in listed]
            missing = [one for one in missing if one.arn not in listed]
        return self._get_rest(pool, seen, missing, problems)

    def _get_rest(
        self, pool: Pool, seen: list[Applied], missing: Sequence[_Made], problems: list[Problem]
    ) -> tuple[list[Applied], list[_Made], list[Problem]]:
        rest = []
        for answer in pool.map(lambda one: self._gateways[one.step.region].get(one.arn), missing):
            if answer.error:
                problems.append(self._unread(answer.task, answer.error))
            elif answer.result:
                seen.append(answer.task.seen_as(answer.result))
            else:
                rest.append(answer.task)
        return seen, rest, problems

    def _unread(self, one: _Made, error: CallError | None) -> Problem:
        text = f"created {one.arn}, but it could not be read back: {error}; the next run finds it by its tags"
        return Problem(
            text, one.step.key, one.step.region, "CreateInferenceProfile", error.code if error else "Unknown"
        )

    def _delete(self, profile: LiveProfile) -> None:
        self._retried(lambda: self._gateways[profile.region].delete(profile.arn), CONFLICT_AFTER)

    def _retried(self, call: Callable[[], Result], pauses: Iterable[float]) -> Result:
        for pause in pauses:
            try:
                return call()
            except CallError as error:
                if error.code != "ConflictException":
                    raise
                self._sleep(pause)
        return call()


def _other_token(token: str) -> str:
    return token[::-1]


def _never_seen(one: _Made) -> Problem:
    text = f"created {one.arn}, but neither Get nor List shows it; run again: what exists then is found by its tags"
    return Problem(text, one.step.key, one.step.region, "CreateInferenceProfile", "NotVisible")
