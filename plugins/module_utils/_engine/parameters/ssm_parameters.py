# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Converge parameters over regions: read, decide everything, then write."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from ansible_collections.genai.bedrock.plugins.module_utils._core.parameters.plan import make_plan
from ansible_collections.genai.bedrock.plugins.module_utils._core.parameters.rules import account_of
from ansible_collections.genai.bedrock.plugins.module_utils._core.parameters.ssm_parameters import (
    ParameterDone,
    ParameterStep,
    WantedParameter,
)
from ansible_collections.genai.bedrock.plugins.module_utils._core.problems import Problem, ProblemError
from ansible_collections.genai.bedrock.plugins.module_utils._core.steps import Action, Outcome, Plan
from ansible_collections.genai.bedrock.plugins.module_utils._engine.parameters.applying import ParameterWriter
from ansible_collections.genai.bedrock.plugins.module_utils._engine.parameters.gateway import ParameterGateway
from ansible_collections.genai.bedrock.plugins.module_utils._engine.parameters.reading import ParameterSnapshot
from ansible_collections.genai.bedrock.plugins.module_utils._engine.patience import Sleep
from ansible_collections.genai.bedrock.plugins.module_utils._engine.pool import Pool, Workers, pool_of


@dataclass(frozen=True, slots=True)
class ParameterOutcome(Outcome[ParameterDone]):
    """``account``: the one of all regions, where it is known."""

    account: str | None = None


def converge(
    wanted: Sequence[WantedParameter],
    gateways: Mapping[str, ParameterGateway],
    *,
    check: bool,
    workers: Workers,
    sleep: Sleep,
    remembering: bool = False,
    with_account: bool = True,
) -> ParameterOutcome:
    """Bring the regions to what is wanted; raises ProblemError, before any write, with all that forbids it.

    ``remembering``: the gateways cache results, so a call about a whole region is made only once. ``with_account``:
    whether a run that only creates makes one more call to learn the account, which ARNs need.
    """
    with pool_of(workers) as pool:
        snapshot = ParameterSnapshot(gateways, pool, sleep, remembering=remembering)
        plan, unread = _decide(wanted, snapshot)
        account = _account(snapshot)
        if check:
            done = tuple(ParameterDone(step, changed=step.changes) for step in plan.steps)
            return ParameterOutcome(done, unread, account)
        writer = ParameterWriter(gateways, sleep)
        done = tuple(answer.result for answer in pool.map(writer.carry_out, plan.steps, place=lambda step: step.region))
        if with_account and not account:
            account = _account_of_new(done, gateways, pool)
        return ParameterOutcome(done, unread, account)


def _decide(
    wanted: Sequence[WantedParameter], snapshot: ParameterSnapshot
) -> tuple[Plan[ParameterStep], tuple[Problem, ...]]:
    """Plan until no write depends on unconfirmed results of the tagging API, which may lag behind."""
    snapshot.read(wanted)
    while True:
        readable = [entry for entry in wanted if entry.place not in snapshot.failures]
        plan = make_plan(readable, snapshot.live)
        unconfirmed = snapshot.unconfirmed(
            [step.place for step in plan.steps if step.changes]
            + [(problem.region or "", problem.key or "") for problem in plan.problems]
        )
        if not unconfirmed:
            break
        snapshot.confirm(unconfirmed)
    failed = [(entry, snapshot.failures[entry.place]) for entry in wanted if entry.place in snapshot.failures]
    stopping = [error.problem(entry.name) for entry, error in failed if error.stops_everything]
    if plan.problems or stopping:
        raise ProblemError([*plan.problems, *stopping])
    return plan, tuple(error.problem(entry.name) for entry, error in failed)


def _account(snapshot: ParameterSnapshot) -> str | None:
    return next((account_of(found.arn) for found in snapshot.live.values()), None)


def _account_of_new(done: Sequence[ParameterDone], gateways: Mapping[str, ParameterGateway], pool: Pool) -> str | None:
    """Put answers without an ARN, so one new parameter is read to learn the account that all ARNs have in common."""
    created = [one.step.place for one in done if one.error is None and one.step.action is Action.CREATE][:1]
    for answer in pool.map(lambda place: gateways[place[0]].parameters([place[1]], decrypt=False), created):
        if answer.error is None and answer.result:
            return account_of(answer.result[0].arn)
    return None
