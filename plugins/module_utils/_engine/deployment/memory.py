# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Gateways that make each read call once for all workloads, until something is written."""

from __future__ import annotations

import contextlib
import threading
from collections.abc import Callable, Hashable, Sequence
from concurrent.futures import Future
from dataclasses import replace
from typing import Any, TypeVar, cast

from ansible_collections.genai.bedrock.plugins.module_utils._core.failures import CallError
from ansible_collections.genai.bedrock.plugins.module_utils._core.parameters.paths import is_below
from ansible_collections.genai.bedrock.plugins.module_utils._core.parameters.ssm_parameters import (
    Details,
    LiveParameter,
)
from ansible_collections.genai.bedrock.plugins.module_utils._engine.deployment.gateways import (
    Account,
    GuardrailGateway,
    ParameterGateway,
    ProfileGateway,
)
from ansible_collections.genai.bedrock.plugins.module_utils._engine.parameters.prefix_reading import RegionParameters

Answer = TypeVar("Answer")

#: Calls whose results stay the same during planning. Use counts (``invocations``) are read each time.
_PROFILE_READS = frozenset(
    {"profiles", "system_profiles", "foundation_models", "our_tags", "tags", "availability", "profile_quota"}
)
_GUARDRAIL_READS = frozenset({"summaries", "versions", "get", "tags", "key_arn"})
_CHANGING = frozenset({"CREATING", "UPDATING", "VERSIONING", "DELETING"})


def remembering_profiles(gateway: ProfileGateway) -> ProfileGateway:
    return cast(ProfileGateway, _Remembering(gateway, _PROFILE_READS))


def remembering_account(account: Account) -> Account:
    return cast(Account, _Remembering(account, frozenset({"caller", "principal"})))


def remembering_guardrails(gateway: GuardrailGateway) -> GuardrailGateway:
    return cast(GuardrailGateway, _Remembering(gateway, _GUARDRAIL_READS))


class _Memory:
    """Results by call. Threads with the same call share one request; errors are cached, too."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._answers: dict[Hashable, Future[Any]] = {}

    def query(self, question: Hashable, call: Callable[[], Answer]) -> Answer:
        with self._lock:
            future = self._answers.get(question)
            first = future is None
            if future is None:
                future = self._answers[question] = Future()
        if first:
            try:
                future.set_result(call())
            except BaseException as error:
                future.set_exception(error)
                raise
        answer: Answer = future.result()
        return answer

    def forget(self, question: Hashable) -> None:
        with self._lock:
            self._answers.pop(question, None)


class _Remembering:
    """Stands for a gateway: ``reads`` are answered from memory, every other call is passed on."""

    def __init__(self, gateway: Any, reads: frozenset[str]) -> None:
        self._gateway, self._reads, self._memory = gateway, reads, _Memory()

    def __getattr__(self, name: str) -> Any:
        member = getattr(self._gateway, name)
        if name not in self._reads:
            return member

        def remembered(*arguments: Hashable) -> Any:
            question = (name, *arguments)
            answer = self._memory.query(question, lambda: member(*arguments))
            if isinstance(answer, dict) and answer.get("status") in _CHANGING:
                self._memory.forget(question)  # who waits for it must see it change
            return answer.copy() if isinstance(answer, (dict, list)) else answer

        return remembered


class RememberingParameters(_Remembering):
    """Parameters by name: what was read of a prefix, or of one name, is not read again."""

    def __init__(self, gateway: ParameterGateway) -> None:
        super().__init__(gateway, frozenset({"our_tags", "tags"}))
        self._lock = threading.Lock()
        self._known: dict[tuple[str, bool], LiveParameter | None] = {}
        self._details: dict[str, Details | None] = {}
        self._whole: list[str] = []

    def learn(self, prefix: str, known: RegionParameters | CallError) -> None:
        """Take the result of reading a whole prefix: all its parameters, or the error."""

        def answer() -> list[LiveParameter]:
            if isinstance(known, CallError):
                raise known
            return [live for name, live in known.live.items() if is_below(name, prefix)]

        with contextlib.suppress(CallError):
            self._listing(prefix, answer)

    def under_path(self, path: str, *, recursive: bool, decrypt: bool) -> list[LiveParameter]:
        if not recursive or decrypt:
            found: list[LiveParameter] = self._gateway.under_path(path, recursive=recursive, decrypt=decrypt)
            return found
        return self._listing(path, lambda: self._gateway.under_path(path, recursive=True, decrypt=False))

    def _listing(self, path: str, read: Callable[[], list[LiveParameter]]) -> list[LiveParameter]:
        def remembered() -> list[LiveParameter]:
            found = [replace(one, tags=None, details=None) for one in read()]
            with self._lock:
                self._known |= {(one.name, False): one for one in found}
                self._whole.append(path)
            return found

        return list(self._memory.query(("under_path", path), remembered))

    def versions(self, prefix: str) -> dict[str, int | None]:
        """What was read of a prefix and of what is below it: name → version, None where nothing was."""
        with self._lock:
            return {
                name: live.version if live else None
                for (name, _decrypted), live in self._known.items()
                if name == prefix or is_below(name, prefix)
            }

    def details_below(self, path: str) -> dict[str, Details]:
        found: dict[str, Details] = self._gateway.details_below(path)
        with self._lock:
            self._details |= found
        return found

    def parameters(self, names: Sequence[str], *, decrypt: bool) -> list[LiveParameter]:
        missing = [name for name in names if not self._knows(name, decrypt=decrypt)]
        found = {one.name: one for one in self._gateway.parameters(missing, decrypt=decrypt)} if missing else {}
        with self._lock:
            self._known |= {(name, decrypt): found.get(name) for name in missing}
            known = [self._known.get((name, decrypt)) for name in names]
        return [one for one in known if one is not None]

    def details(self, names: Sequence[str]) -> dict[str, Details]:
        missing = [name for name in names if name not in self._details]
        found = self._gateway.details(missing) if missing else {}
        with self._lock:
            self._details |= {name: found.get(name) for name in missing}
            known = {name: self._details[name] for name in names}
        return {name: one for name, one in known.items() if one is not None}

    def _knows(self, name: str, *, decrypt: bool) -> bool:
        with self._lock:
            # Names that the listing of the whole prefix did not return do not exist.
            listed = not decrypt and any(is_below(name, path) for path in self._whole)
            return listed or (name, decrypt) in self._known
