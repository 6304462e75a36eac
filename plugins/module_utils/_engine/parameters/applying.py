# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Carry out one decided step on a parameter: value first, tags after it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

from ansible_collections.genai.bedrock.plugins.module_utils._core.failures import CallError
from ansible_collections.genai.bedrock.plugins.module_utils._core.parameters.ssm_parameters import (
    SECURE_STRING,
    ParameterDone,
    ParameterStep,
    Put,
    Written,
)
from ansible_collections.genai.bedrock.plugins.module_utils._core.parameters.values import same_value, scrubbed
from ansible_collections.genai.bedrock.plugins.module_utils._core.problems import Problem
from ansible_collections.genai.bedrock.plugins.module_utils._core.steps import Action, failed
from ansible_collections.genai.bedrock.plugins.module_utils._core.tags import TagDelta, is_subset
from ansible_collections.genai.bedrock.plugins.module_utils._engine.parameters.gateway import ParameterGateway
from ansible_collections.genai.bedrock.plugins.module_utils._engine.patience import Result, Sleep, patiently

#: Seconds between attempts after TooManyUpdates.
BUSY_AFTER = (0.5, 1.0, 2.0, 4.0, 8.0)
_EXISTS = "ParameterAlreadyExists"
_HINTS = {
    _EXISTS: "somebody created it after it was read; run again to compare it",
    "HierarchyTypeMismatchException": "delete it (state: absent) and create it again with the other type",
    "ParameterMaxVersionLimitExceeded": "move the label from its oldest version, or delete that label",
}


class ParameterWriter:
    """Carries out steps in any thread; each failure is a problem of its step."""

    def __init__(self, gateways: Mapping[str, ParameterGateway], sleep: Sleep) -> None:
        self._gateways, self._sleep = gateways, sleep

    def carry_out(self, step: ParameterStep) -> ParameterDone:
        done = ParameterDone(step)
        gateway = self._gateways[step.region]
        try:
            if step.action is Action.DELETE:
                self._patiently(lambda: gateway.delete(step.name))
                done = replace(done, changed=True)
            if step.put:
                done = replace(done, written=self._put(gateway, step.put), changed=True)
            for change in step.tags.steps:
                self._retag(gateway, step.name, change)
                done = replace(done, changed=True)
        except CallError as error:
            return failed(done, _problem(step, error), _HINTS.get(error.code))
        return done

    def _retag(self, gateway: ParameterGateway, name: str, change: TagDelta) -> None:
        change.carry_out(
            lambda tags: self._patiently(lambda: gateway.add_tags(name, tags)),
            lambda keys: self._patiently(lambda: gateway.remove_tags(name, keys)),
        )

    def _put(self, gateway: ParameterGateway, put: Put) -> Written:
        try:
            return self._patiently(lambda: gateway.put(put))
        except CallError as error:
            if error.code == _EXISTS and (made := self._made_before(gateway, put)):
                return made
            raise

    def _made_before(self, gateway: ParameterGateway, put: Put) -> Written | None:
        """Our own creation, whose answer was lost and which botocore repeated: first version, our value, our tags."""
        for found in gateway.parameters([put.name], decrypt=put.type == SECURE_STRING):
            same = found.version == 1 and found.type == put.type and same_value(found.value, put.value)
            if same and is_subset(put.tags, gateway.tags(put.name)):
                return Written(found.version, put.tier)
        return None

    def _patiently(self, call: Callable[[], Result]) -> Result:
        return patiently(call, BUSY_AFTER, self._sleep)


def _problem(step: ParameterStep, error: CallError) -> Problem:
    problem = error.problem(step.name)
    secret = step.put.value if step.put and step.secret else None
    return replace(problem, message=scrubbed(problem.message, secret))
