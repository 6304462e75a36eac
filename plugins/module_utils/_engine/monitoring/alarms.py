# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Converge alarms over regions: read, decide everything, then write."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from ansible_collections.genai.bedrock.plugins.module_utils._core.failures import CallError
from ansible_collections.genai.bedrock.plugins.module_utils._core.monitoring.alarm_plan import decide, leftover
from ansible_collections.genai.bedrock.plugins.module_utils._core.monitoring.metric_alarms import (
    AlarmDone,
    AlarmStep,
    Place,
    WantedAlarm,
)
from ansible_collections.genai.bedrock.plugins.module_utils._core.problems import Problem, ProblemError
from ansible_collections.genai.bedrock.plugins.module_utils._core.steps import Action, Outcome
from ansible_collections.genai.bedrock.plugins.module_utils._engine.monitoring.alarm_gateway import AlarmGateway
from ansible_collections.genai.bedrock.plugins.module_utils._engine.monitoring.alarm_reading import (
    AlarmSnapshot,
    MayDelete,
    batches,
)
from ansible_collections.genai.bedrock.plugins.module_utils._engine.pool import Pool


def converge(
    wanted: Sequence[WantedAlarm],
    gateways: Mapping[str, AlarmGateway],
    *,
    owner: Mapping[str, str],
    purge: bool,
    check: bool,
    workers: int,
    may_delete: MayDelete = lambda _tags: True,
) -> Outcome[AlarmDone]:
    """Bring the regions to what is wanted; raises ProblemError, before any write, with all that forbids it.

    With ``purge``, orphaned alarms of the owner are deleted if ``may_delete`` allows it.
    """
    with Pool(workers) as pool:
        snapshot = AlarmSnapshot(gateways, pool, owner)
        steps, unread = _decide(wanted, snapshot, may_delete if purge else None)
        if check:
            return Outcome(tuple(AlarmDone(step, changed=step.changes) for step in steps), unread)
        done = _with_arns(_carry_out(steps, gateways, pool), gateways, pool)
        return Outcome(done, unread)


def _decide(
    wanted: Sequence[WantedAlarm], snapshot: AlarmSnapshot, may_delete: MayDelete | None
) -> tuple[list[AlarmStep], tuple[Problem, ...]]:
    """Plan until no write and no problem depends on unconfirmed results of the tagging API."""
    snapshot.read(wanted)
    while True:
        decided = {
            entry.place: decide(entry, snapshot.live.get(entry.place), snapshot.owner)
            for entry in wanted
            if entry.place not in snapshot.failures
        }
        unconfirmed = snapshot.unconfirmed(
            place for place, one in decided.items() if isinstance(one, Problem) or one.changes
        )
        if not unconfirmed:
            break
        snapshot.confirm(unconfirmed)
    steps = [one for one in decided.values() if isinstance(one, AlarmStep)]
    stopping = [one for one in decided.values() if isinstance(one, Problem)]
    if may_delete:
        steps += [leftover(snapshot.live[place]) for place in snapshot.read_leftovers(wanted, may_delete)]
    failed = [(error, error.problem(name)) for (_region, name), error in snapshot.failures.items()]
    # Without the bulk tags, it is unknown what to purge; otherwise each alarm was confirmed.
    failed += [(error, error.problem()) for error in snapshot.unreported.values() if may_delete]
    stopping += [problem for error, problem in failed if error.stops_everything]
    if stopping:
        raise ProblemError(stopping)
    return steps, tuple(problem for _error, problem in failed)


def _carry_out(steps: Sequence[AlarmStep], gateways: Mapping[str, AlarmGateway], pool: Pool) -> tuple[AlarmDone, ...]:
    """Deletions a hundred a call, all others side by side; results in the order of the steps."""
    results: dict[Place, AlarmDone] = {}
    writing = [step for step in steps if step.action is not Action.DELETE]
    for answer in pool.map(lambda step: _write(gateways[step.region], step), writing, place=lambda step: step.region):
        results[answer.task.place] = answer.result
    to_delete = {step.place: step for step in steps if step.action is Action.DELETE}
    for gone in pool.map(lambda batch: gateways[batch.region].delete(batch.names), batches(to_delete)):
        for name in gone.task.names:
            error = gone.error.problem(name) if gone.error else None
            results[gone.task.region, name] = AlarmDone(
                to_delete[gone.task.region, name], changed=error is None, error=error
            )
    return tuple(results[step.place] for step in steps)


def _write(gateway: AlarmGateway, step: AlarmStep) -> AlarmDone:
    done = AlarmDone(step, arn=step.live.arn if step.live else None)
    try:
        if step.writes:
            gateway.put(step.name, step.after, {} if step.live else step.tags.put)
            done = replace(done, changed=True)
        if step.live and step.tags:
            gateway.retag(step.live.arn, step.tags)
            done = replace(done, changed=True)
    except CallError as error:
        return replace(done, error=error.problem(step.name))
    return done


def _with_arns(done: Sequence[AlarmDone], gateways: Mapping[str, AlarmGateway], pool: Pool) -> tuple[AlarmDone, ...]:
    """PutMetricAlarm answers with nothing, so new alarms are read once more, a hundred a call."""
    made = [one.step.place for one in done if one.step.action is Action.CREATE and one.error is None]
    arns: dict[Place, str] = {}
    failed: dict[Place, Problem] = {}
    for answer in pool.map(lambda batch: gateways[batch.region].alarms(batch.names), batches(made)):
        if answer.error is None:
            arns |= {found.place: found.arn for found in answer.result}
        else:
            failed |= {(answer.task.region, name): answer.error.problem(name) for name in answer.task.names}
    return tuple(
        replace(one, arn=arns.get(one.step.place, one.arn), error=one.error or failed.get(one.step.place))
        for one in done
    )
