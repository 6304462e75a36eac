# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Carry out a plan: make, see that it is there, and only then retire what is superseded."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Mapping, Sequence
from functools import partial

from ansible_collections.genai.bedrock.plugins.module_utils._core.failures import CallError
from ansible_collections.genai.bedrock.plugins.module_utils._core.problems import Problem
from ansible_collections.genai.bedrock.plugins.module_utils._core.profiles.creation import Creation
from ansible_collections.genai.bedrock.plugins.module_utils._core.profiles.inference_profiles import LiveProfile
from ansible_collections.genai.bedrock.plugins.module_utils._core.profiles.steps import (
    ProfileDone,
    ProfilePlan,
    ProfileStep,
)
from ansible_collections.genai.bedrock.plugins.module_utils._core.steps import Action, Outcome
from ansible_collections.genai.bedrock.plugins.module_utils._engine.patience import CONFLICT_AFTER, Sleep, patiently
from ansible_collections.genai.bedrock.plugins.module_utils._engine.pool import Pool
from ansible_collections.genai.bedrock.plugins.module_utils._engine.profiles.finding import Made, Search
from ansible_collections.genai.bedrock.plugins.module_utils._engine.profiles.gateway import Gateway

#: A step that makes a profile, and what it makes.
Making = tuple[ProfileStep, Creation]


def apply(
    plan: ProfilePlan,
    gateways: Mapping[str, Gateway],
    pool: Pool,
    *,
    our_names: frozenset[tuple[str, str]],
    sleep: Sleep,
) -> Outcome[ProfileDone]:
    """Carry out every step; a failed step is a problem of its key, and its superseded profiles stay."""
    worker = _Worker(gateways, our_names, sleep)
    first = [step for step in plan.steps if step.action is not Action.RETIRE]
    making = [(step, step.creation) for step in first if step.creation]
    done = [ProfileDone(step) for step in first if not step.changes]
    done += _run(pool, worker.change, [step for step in first if step.changes and not step.creation])
    done += worker.make_all(pool, making)
    broken = {(one.step.key, one.step.region) for one in done if one.error}
    retiring = [step for step in plan.steps if step.action is Action.RETIRE and (step.key, step.region) not in broken]
    done += _run(pool, worker.retire, retiring)
    order = {id(step): position for position, step in enumerate(plan.steps)}
    return Outcome(tuple(sorted(done, key=lambda one: order[id(one.step)])))


def _run(pool: Pool, work: Callable[[ProfileStep], None], steps: Sequence[ProfileStep]) -> list[ProfileDone]:
    return [
        ProfileDone(answer.task, changed=True) if answer.error is None else _failed(answer.task, answer.error)
        for answer in pool.map(work, steps, place=lambda step: step.region)
    ]


def _failed(step: ProfileStep, error: CallError) -> ProfileDone:
    return ProfileDone(step, error=error.problem(step.key))


class _Worker:
    """The calls of each kind of step; its methods run in the pool and raise CallError."""

    def __init__(self, gateways: Mapping[str, Gateway], our_names: frozenset[tuple[str, str]], sleep: Sleep) -> None:
        self._gateways, self._our_names, self._sleep = gateways, set(our_names), sleep

    def change(self, step: ProfileStep) -> None:
        if step.live is None:
            return
        if step.action is Action.DELETE:
            self._delete(step.live)
        else:
            self._gateways[step.region].retag(step.live.arn, step.tags)

    def retire(self, step: ProfileStep) -> None:
        for profile in step.superseded:
            self._delete(profile)

    def make_all(self, pool: Pool, making: Sequence[Making]) -> list[ProfileDone]:
        """Create, then poll for every new profile; if one stays invisible, create it again with a new token."""
        made, failed = self._make(pool, making, fresh=False)
        first = self._find(pool, made)
        again, failed_again = self._make(pool, [(one.step, one.creation) for one in first.missing], fresh=True)
        second = self._find(pool, again)
        never_seen = [ProfileDone(one.step, error=_never_seen(one)) for one in second.missing]
        return [*failed, *first.done, *failed_again, *second.done, *never_seen]

    def _make(self, pool: Pool, making: Sequence[Making], *, fresh: bool) -> tuple[list[Made], list[ProfileDone]]:
        made, failed = [], []
        for answer in pool.map(lambda one: self._create(*one, fresh=fresh), making, place=lambda one: one[0].region):
            if answer.error:
                failed.append(_failed(answer.task[0], answer.error))
            else:
                made.append(answer.result)
        return made, failed

    def _create(self, step: ProfileStep, creation: Creation, *, fresh: bool) -> Made:
        made = self._create_named(step, creation, secrets.token_hex(24) if fresh else creation.token)
        if made.arn in creation.beside:  # a repeated token answered with a profile that this very step replaces
            made = self._create_named(step, creation, secrets.token_hex(24))
        return made

    def _create_named(self, step: ProfileStep, creation: Creation, token: str) -> Made:
        gateway, names = self._gateways[creation.region], list(creation.names)
        while True:
            name = names.pop(0)
            owned_by_us = (creation.region, name) in self._our_names
            own_token = creation.token_for(name, token)
            try:
                arn = patiently(
                    partial(gateway.create, creation, name=name, token=own_token),
                    CONFLICT_AFTER[:1] if owned_by_us else CONFLICT_AFTER,
                    self._sleep,
                )
                self._our_names.add((creation.region, name))
                return Made(step, creation, name, arn)
            except CallError as error:
                # Another step of this run may have taken the name in the meantime.
                if not error.conflict or (creation.region, name) not in self._our_names:
                    raise
                # Names are unique here and an older profile of ours uses this one: identity is the tags, not the name.
                names = [name for name in names if (creation.region, name) not in self._our_names]
                if not names:
                    raise

    def _find(self, pool: Pool, made: Sequence[Made]) -> Search:
        search = Search(self._gateways, pool, made)
        search.poll(self._sleep)
        return search

    def _delete(self, profile: LiveProfile) -> None:
        patiently(lambda: self._gateways[profile.region].delete(profile.arn), CONFLICT_AFTER, self._sleep)


def _never_seen(one: Made) -> Problem:
    return one.problem("neither Get nor List shows it; run again: what exists then is found by its tags", "NotVisible")
