# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Converge a guardrail over regions: read, decide everything, then write."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from ansible_collections.genai.bedrock.plugins.module_utils._core.failures import CallError
from ansible_collections.genai.bedrock.plugins.module_utils._core.guardrails.guardrails import (
    GuardrailDone,
    GuardrailStep,
    LiveGuardrail,
    WantedGuardrail,
)
from ansible_collections.genai.bedrock.plugins.module_utils._core.guardrails.plan import decide
from ansible_collections.genai.bedrock.plugins.module_utils._core.guardrails.pruning import Pins
from ansible_collections.genai.bedrock.plugins.module_utils._core.problems import Problem, ProblemError
from ansible_collections.genai.bedrock.plugins.module_utils._core.profiles.report import UNKNOWN
from ansible_collections.genai.bedrock.plugins.module_utils._core.steps import Action, Outcome
from ansible_collections.genai.bedrock.plugins.module_utils._engine.guardrails.applying import GuardrailWriter
from ansible_collections.genai.bedrock.plugins.module_utils._engine.guardrails.gateway import GuardrailGateway
from ansible_collections.genai.bedrock.plugins.module_utils._engine.guardrails.pinning import ReadPins, nothing_pinned
from ansible_collections.genai.bedrock.plugins.module_utils._engine.guardrails.reading import read, with_known_key
from ansible_collections.genai.bedrock.plugins.module_utils._engine.patience import Sleep
from ansible_collections.genai.bedrock.plugins.module_utils._engine.pool import Pool, Workers, pool_of


@dataclass(frozen=True, slots=True)
class GuardrailOutcome(Outcome[GuardrailDone]):
    """With what AWS did otherwise than it was sent."""

    @property
    def warnings(self) -> tuple[str, ...]:
        return tuple(f"{one.step.name} in {one.step.region}: {text}" for one in self.done for text in one.warnings)


def converge(
    wanted: Sequence[WantedGuardrail],
    gateways: Mapping[str, GuardrailGateway],
    *,
    check: bool,
    workers: Workers,
    sleep: Sleep,
    pins: ReadPins = nothing_pinned,
) -> GuardrailOutcome:
    """Bring the regions to what is wanted; raises ProblemError, before any write, with all that forbids it.

    ``pins`` reads which versions records pin, once for the plan and again before a version is deleted.
    """
    with pool_of(workers) as pool:
        steps, unread = _decide(wanted, gateways, pool, sleep, pins)
        if check:
            return GuardrailOutcome(tuple(_as_if(step) for step in steps), unread)
        writer = GuardrailWriter(gateways, sleep, pins)
        done = tuple(answer.result for answer in pool.map(writer.carry_out, steps, place=lambda step: step.region))
        return GuardrailOutcome(done, unread)


def _decide(
    wanted: Sequence[WantedGuardrail],
    gateways: Mapping[str, GuardrailGateway],
    pool: Pool,
    sleep: Sleep,
    pins: ReadPins,
) -> tuple[list[GuardrailStep], tuple[Problem, ...]]:
    def known(entry: WantedGuardrail) -> tuple[WantedGuardrail, LiveGuardrail | None]:
        gateway = gateways[entry.region]
        return with_known_key(gateway, entry), read(gateway, entry, sleep)

    answers = pool.map(known, wanted, place=lambda entry: entry.region)
    failed = [(answer.task, answer.error) for answer in answers if answer.error]
    steps: list[GuardrailStep] = []
    stopping = [error.problem(entry.name) for entry, error in failed if error.stops_everything]
    stopping += [problem for entry in wanted for problem in _too_new(entry, gateways[entry.region])]
    pinned, unknown = _pinned(wanted, pins)
    stopping += unknown
    for answer in answers:
        if answer.error is None:
            decided = decide(*answer.result, pinned)
            if isinstance(decided, GuardrailStep):
                steps.append(decided)
            else:
                stopping += decided
    if stopping:
        raise ProblemError(stopping)
    return steps, tuple(error.problem(entry.name) for entry, error in failed)


def _pinned(wanted: Sequence[WantedGuardrail], pins: ReadPins) -> tuple[Pins, list[Problem]]:
    """What records pin; where that cannot be read, no version may go, and so the run stops."""
    if all(entry.keep_versions is None for entry in wanted):
        return frozenset(), []
    try:
        return pins(), []
    except CallError as error:
        problem = error.problem("keep_versions")
        text = f"{problem.message}; without the records it is unknown which versions they pin"
        return frozenset(), [replace(problem, message=text)]


def _too_new(entry: WantedGuardrail, gateway: GuardrailGateway) -> list[Problem]:
    if not entry.content.texts.get("grounding_tier") or gateway.takes_grounding_tier:
        return []
    text = "grounding_tier: the installed botocore does not know it (1.44.0 does); update boto3, or leave it out"
    return [Problem(text, entry.name, entry.region)]


def _as_if(step: GuardrailStep) -> GuardrailDone:
    version = UNKNOWN if step.publishes else step.newest_kept
    done = GuardrailDone(step, version=version, pruned=step.prunes, changed=step.changes)
    return replace(done, version=None) if step.action is Action.DELETE else done
