# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Attempts and failover."""

from __future__ import annotations

import contextlib
import functools
from collections.abc import Callable
from typing import Any

from ansible_collections.genai.bedrock.plugins.module_utils._router.answers import _judged
from ansible_collections.genai.bedrock.plugins.module_utils._router.circuit import _Circuit, _Failure
from ansible_collections.genai.bedrock.plugins.module_utils._router.clients import _SHORTEST_SECONDS, _Clients
from ansible_collections.genai.bedrock.plugins.module_utils._router.error_codes import (
    error_code,
    fails_over,
    record_may_be_old,
)
from ansible_collections.genai.bedrock.plugins.module_utils._router.records import Record, Target
from ansible_collections.genai.bedrock.plugins.module_utils._router.results import AllTargetsFailed, Attempt
from ansible_collections.genai.bedrock.plugins.module_utils._router.source import _Source
from ansible_collections.genai.bedrock.plugins.module_utils._router.timing import T, _in_time

with contextlib.suppress(ImportError):  # the file can be imported, though not used, without boto3
    from botocore.exceptions import ClientError


class _Run:
    """One call of the router: all its attempts, within one deadline."""

    def __init__(
        self, source: _Source, circuit: _Circuit, clients: _Clients, clock: Callable[[], float], ends: float
    ) -> None:
        self._source, self._circuit, self._clients, self._clock, self._ends = source, circuit, clients, clock, ends
        self.attempts: list[Attempt] = []

    def serve(
        self,
        call: Callable[[Any, Record, Target], T],
        *,
        check: Callable[[Record], None] = lambda _record: None,
        discard: Callable[[T], None] = lambda _late: None,
    ) -> tuple[T, Target]:
        """``check`` may refuse a record before anything is called; ``discard`` gets an answer that comes too late."""
        record = self._source.current(self._ends)
        check(record)
        try:
            return self._first_answer(call, record, discard)
        except ClientError as error:
            newer = self._source.newer_than(record, self._ends) if record_may_be_old(error) else None
            if newer is None:
                raise
        check(newer)
        return self._first_answer(call, newer, discard)

    def _left(self) -> float:
        return self._ends - self._clock()

    def _first_answer(
        self, call: Callable[[Any, Record, Target], T], record: Record, discard: Callable[[T], None]
    ) -> tuple[T, Target]:
        failed: list[tuple[Target, Exception]] = []
        targets = self._circuit.ordered(record.targets)
        for number, target in enumerate(targets):
            left = self._left()
            if left < _SHORTEST_SECONDS:
                raise AllTargetsFailed(failed, self.attempts, True)
            share = max(left / (len(targets) - number), _SHORTEST_SECONDS)
            known, began = self._circuit.begin(target), self._clock()
            try:
                answer = _in_time(functools.partial(self._call, call, record, target, share), share, discard)
            except Exception as error:
                fault = _judged(error)
                self._end(target, known, began, fault)
                if not fails_over(fault):
                    vars(error)["attempts"] = tuple(self.attempts)
                    raise
                failed.append((target, fault))
            else:
                self._end(target, known, began, None)
                return answer, target
        raise AllTargetsFailed(failed, self.attempts, False)

    def _call(self, call: Callable[[Any, Record, Target], T], record: Record, target: Target, seconds: float) -> T:
        return call(self._clients.get("bedrock-runtime", target.region, seconds), record, target)

    def _end(self, target: Target, known: _Failure | None, began: float, error: Exception | None) -> None:
        code = None if error is None else error_code(error)
        self.attempts.append(Attempt(target.region, target.arn, code, round((self._clock() - began) * 1000)))
        self._circuit.end(target, known, error)
