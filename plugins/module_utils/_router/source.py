# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Reading the record, and reading it again."""

from __future__ import annotations

import contextlib
import functools
import logging
import math
import random
import threading
import time
from collections.abc import Callable, Iterator

from ansible_collections.genai.bedrock.plugins.module_utils._router.answers import _judged
from ansible_collections.genai.bedrock.plugins.module_utils._router.clients import _SHORTEST_SECONDS, _Clients
from ansible_collections.genai.bedrock.plugins.module_utils._router.error_codes import fails_over
from ansible_collections.genai.bedrock.plugins.module_utils._router.errors import (
    RecordError,
    TargetTimeoutError,
    UnexpectedAnswerError,
)
from ansible_collections.genai.bedrock.plugins.module_utils._router.records import Record
from ansible_collections.genai.bedrock.plugins.module_utils._router.results import AllTargetsFailed
from ansible_collections.genai.bedrock.plugins.module_utils._router.timing import _in_time

with contextlib.suppress(ImportError):  # the file can be imported, though not used, without boto3
    from botocore.exceptions import BotoCoreError, ClientError

_LOG = logging.getLogger(__name__)
_SSM_SECONDS, _SSM_ATTEMPTS, _SSM_PAUSE = 5.0, 3, 10.0  # the pause follows readings that brought nothing new
_MOMENT = 1.0  # what a caller who could do without a reading waits for it
ReadRecord = Callable[[_Clients, float], Record]


class _Source:
    """The record. One thread reads it again while the others go on with the one they have."""

    def __init__(self, read: ReadRecord, ttl: float, clients: _Clients, clock: Callable[[], float]) -> None:
        self._read, self._ttl, self._clients, self._clock = read, ttl, clients, clock
        self._record: Record | None = None
        self._failure: Exception | None = None
        self._stale_at = self._next_refresh = -math.inf
        self._lock = threading.Lock()

    def current(self, ends: float) -> Record:
        """Who has no record yet waits for the first reading, or for its failure; who has one waits a moment at most."""
        if self._clock() >= self._stale_at:
            with self._turn(ends if self._record is None else -math.inf) as mine:
                now = self._clock()
                if mine and self._stale_at <= now < ends:
                    if self._record is None:
                        self._renew(ends)
                    else:
                        self._renew(now + min((ends - now) / 10, _MOMENT), attempts=1)
        if self._record is None:
            raise self._failure.with_traceback(None) if self._failure else AllTargetsFailed((), (), True)
        return self._record

    def newer_than(self, used: Record, ends: float) -> Record | None:
        """The record as it is now; None where it cannot be read or has the same targets, now or a moment ago."""
        with self._turn(ends) as mine:
            if mine and not self._other_than(used) and self._next_refresh <= self._clock() < ends:
                self._renew(ends)
                if not self._other_than(used):
                    self._next_refresh = self._clock() + _SSM_PAUSE
        return self._other_than(used)

    def _other_than(self, used: Record) -> Record | None:
        known = self._record or used
        return known if known.targets != used.targets else None

    @contextlib.contextmanager
    def _turn(self, ends: float) -> Iterator[bool]:
        """Whether this thread may read; while another one reads, it waits for it, but not longer than until then."""
        mine = self._lock.acquire(timeout=min(max(ends - self._clock(), 0.0), threading.TIMEOUT_MAX))
        try:
            yield mine
        finally:
            if mine:
                self._lock.release()

    def _renew(self, ends: float, attempts: int = _SSM_ATTEMPTS) -> None:
        """Read the record; where that fails, the known one is used for a while, or the failure is raised."""
        try:
            self._record, self._failure = self._read_once(ends, attempts), None
        except (RecordError, UnexpectedAnswerError, TargetTimeoutError, BotoCoreError, ClientError) as error:
            left = ends - self._clock()
            final = isinstance(error, TargetTimeoutError) or not fails_over(error)
            if attempts > 1 and left > _SHORTEST_SECONDS and not final:
                time.sleep(random.uniform(0, min(left / 10, _MOMENT)))
                self._renew(ends, attempts - 1)
                return
            if self._record is None:  # those who wait for this reading need not try it, too
                late = isinstance(error, TargetTimeoutError)
                self._failure = AllTargetsFailed((), (), True) if late else error
                self._stale_at = self._clock() + _MOMENT
                raise self._failure from error.__cause__
            _LOG.warning("the record cannot be read again, the one known so far is used: %s", error)
            self._stale_at = self._clock() + min(self._ttl, _SSM_PAUSE)
        else:
            self._stale_at = self._clock() + self._ttl

    def _read_once(self, ends: float, attempts: int) -> Record:
        """Each try waits for its part of the time; until the end, whatever that does not cover."""
        left = ends - self._clock()
        try:
            return _in_time(functools.partial(self._read, self._clients, left / attempts), left)
        except Exception as error:
            fault = _judged(error)
            if fault is error:
                raise
            raise fault from error
