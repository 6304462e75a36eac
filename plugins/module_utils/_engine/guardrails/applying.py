# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Carry out one decided step on a guardrail: settings, then tags, then a version of what is READY."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import partial
from typing import Any

from ansible_collections.genai.bedrock.plugins.module_utils._core.failures import CallError
from ansible_collections.genai.bedrock.plugins.module_utils._core.guardrails.content import content_of, request_of
from ansible_collections.genai.bedrock.plugins.module_utils._core.guardrails.differences import differences, whole
from ansible_collections.genai.bedrock.plugins.module_utils._core.guardrails.guardrails import (
    GuardrailDone,
    GuardrailStep,
)
from ansible_collections.genai.bedrock.plugins.module_utils._core.guardrails.pruning import is_pinned
from ansible_collections.genai.bedrock.plugins.module_utils._core.steps import Action, failed
from ansible_collections.genai.bedrock.plugins.module_utils._core.tags import is_subset
from ansible_collections.genai.bedrock.plugins.module_utils._engine.guardrails.gateway import GuardrailGateway
from ansible_collections.genai.bedrock.plugins.module_utils._engine.guardrails.pinning import ReadPins, nothing_pinned
from ansible_collections.genai.bedrock.plugins.module_utils._engine.guardrails.waiting import (
    ready,
    settled,
    wait_until_visible,
)
from ansible_collections.genai.bedrock.plugins.module_utils._engine.patience import (
    CONFLICT_AFTER,
    Result,
    Sleep,
    patiently,
)

_HINTS = {
    "ServiceQuotaExceededException": "prune old versions (keep_versions), delete unused guardrails, or raise the quota",
    "ResourceInUseException": "something still uses the guardrail: remove it there first",
}


class GuardrailWriter:
    """Carries out steps in any thread; each failure is a problem of its region."""

    def __init__(self, gateways: Mapping[str, GuardrailGateway], sleep: Sleep, pins: ReadPins = nothing_pinned) -> None:
        self._gateways, self._sleep, self._pins = gateways, sleep, pins

    def carry_out(self, step: GuardrailStep) -> GuardrailDone:
        done = GuardrailDone(step, version=step.live.version if step.live else None)
        if not step.changes:
            return done
        gateway = self._gateways[step.region]
        work = (
            (self._delete,) if step.action is Action.DELETE else (self._write, self._retag, self._publish, self._prune)
        )
        for act in work:
            try:
                done = act(gateway, done)
            except _HalfDoneError as half:
                return _failed(half.done, half.error)
            except CallError as error:
                return _failed(done, error)
        return done

    def _delete(self, gateway: GuardrailGateway, done: GuardrailDone) -> GuardrailDone:
        live = done.step.live
        if live is None:
            return done
        self._patiently(lambda: gateway.delete(live.id))
        done = replace(done, changed=True, version=None)
        try:
            # Its name is free only after it is deleted.
            settled(gateway, live.id, self._sleep)
        except CallError as error:
            raise _HalfDoneError(done, error) from error
        return done

    def _write(self, gateway: GuardrailGateway, done: GuardrailDone) -> GuardrailDone:
        step = done.step
        if not step.writes:
            return done
        request = request_of(step.name, step.after)
        if step.live is None:
            identifier = self._create(gateway, step, request)
        else:
            identifier = step.live.id
            self._patiently(lambda: gateway.update(identifier, request))
        done = replace(done, changed=True)
        try:
            answer, otherwise = wait_until_visible(gateway, identifier, step.after, self._sleep)
        except CallError as error:
            raise _HalfDoneError(done, error) from error
        return replace(done, answer=answer, warnings=_warnings("the guardrail", otherwise))

    def _create(self, gateway: GuardrailGateway, step: GuardrailStep, request: Mapping[str, Any]) -> str:
        try:
            return gateway.create(request, step.tags.put)
        except CallError as error:
            if error.conflict and (made := self._made_before(gateway, step)):
                return made
            raise

    def _made_before(self, gateway: GuardrailGateway, step: GuardrailStep) -> str | None:
        """Our own creation, whose answer was lost and which was repeated: its name, its settings, its tags."""
        for row in gateway.summaries():
            if row["name"] == step.name:
                answer = ready(gateway, row["id"], self._sleep)
                same = not differences(content_of(answer), whole(step.after, without=("kms_key_id",)))
                if same and is_subset(step.tags.put, gateway.tags(row["arn"])):
                    return str(row["id"])
        return None

    def _retag(self, gateway: GuardrailGateway, done: GuardrailDone) -> GuardrailDone:
        step = done.step
        if step.live is None or not step.tags:
            return done
        gateway.retag(step.live.arn, step.tags)
        return replace(done, changed=True)

    def _publish(self, gateway: GuardrailGateway, done: GuardrailDone) -> GuardrailDone:
        step = done.step
        if not step.publishes:
            return done
        current = done.answer if done.answer is not None else step.live.answer if step.live else {}
        identifier = str(current["guardrailId"])
        number = self._patiently(lambda: gateway.publish(identifier, step.wanted.version_description))
        done = replace(done, changed=True)
        try:
            _version, otherwise = wait_until_visible(gateway, identifier, content_of(current), self._sleep, number)
            draft = ready(gateway, identifier, self._sleep)
        except CallError as error:
            raise _HalfDoneError(done, error) from error
        warnings = (*done.warnings, *_warnings(f"version {number}", otherwise))
        return replace(done, answer=draft, version=number, warnings=warnings)

    def _prune(self, gateway: GuardrailGateway, done: GuardrailDone) -> GuardrailDone:
        """Delete old versions, the oldest first; versions that a record pins by now are kept."""
        step = done.step
        if not step.prunes or step.live is None:
            return done
        live, pinned = step.live, self._pins()
        for version in step.prunes:
            if is_pinned(live, version, pinned):
                text = f"version {version} is kept, since a record pins it now"
                done = replace(done, warnings=(*done.warnings, text))
                continue
            try:
                self._patiently(partial(gateway.delete_version, live.id, version))
            except CallError as error:
                raise _HalfDoneError(done, error) from error
            done = replace(done, changed=True, pruned=(*done.pruned, version))
        return done if step.publishes else replace(done, version=_newest_left(done))

    def _patiently(self, call: Callable[[], Result]) -> Result:
        return patiently(call, CONFLICT_AFTER, self._sleep)


def _newest_left(done: GuardrailDone) -> str | None:
    versions = done.step.live.versions if done.step.live else ()
    left = [version for version in versions if version not in done.pruned]
    return left[-1] if left else None


class _HalfDoneError(Exception):
    """A write took effect, and what followed it failed."""

    def __init__(self, done: GuardrailDone, error: CallError) -> None:
        super().__init__(str(error))
        self.done, self.error = done, error


def _warnings(what: str, otherwise: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(f"AWS returned {what} with other values than were sent: {reason}" for reason in otherwise)


def _failed(done: GuardrailDone, error: CallError) -> GuardrailDone:
    return failed(done, error.problem(done.step.name), _HINTS.get(error.code))
