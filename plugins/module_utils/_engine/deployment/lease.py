# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Take the environment's lock, and hold it during writes.

PutParameter without Overwrite has one winner (as the service's error ParameterAlreadyExists says). But nothing in
Parameter Store writes or deletes only what was read before. Four rules make up for it:

- The holder relies on the lock for two thirds of the lease, counted from when the last renewal was *sent*.
  Others wait for the whole lease, by the service's own dates.
- An expired lock is overwritten, never deleted, so it is never free in between. The run that overwrites it waits
  until all others that saw it expired have done so (SETTLE), reads, and holds it only if its own claim is there.
- A write whose response is too late for that (SLOW, or the two thirds) does not count. It may have overwritten the
  claim of another run, which notices at its next renewal and stops: then nobody holds the lock until it expires.
- ``lost`` is asked whenever a write is sent, also after its turn, or again (``_core/sending.py``): a run does not
  go on writing after its machine paused for a minute.

Known limits: a DeleteParameter that releases the lock, sent once and delayed for longer than a third of the lease, may
delete the lock of the next run. Then two runs may write until that one renews, as they may if a write was sent in time
and arrives when the lock has expired. Both are as harmless as runs without a lock: deletions and overwrites are
confirmed by tags and live records immediately before.
"""

from __future__ import annotations

import getpass
import os
import platform
import uuid
from collections.abc import Callable
from datetime import UTC, datetime

from ansible_collections.genai.bedrock.plugins.module_utils._core.failures import CallError
from ansible_collections.genai.bedrock.plugins.module_utils._core.lease import (
    RENEW_AFTER,
    Claim,
    LiveLock,
    Lock,
    State,
    call_problem,
    foreign_problem,
    held_problem,
    is_tagged,
    state_of,
)
from ansible_collections.genai.bedrock.plugins.module_utils._core.problems import ProblemError
from ansible_collections.genai.bedrock.plugins.module_utils._engine.lease import (
    TIMING,
    Lease,
    LeaseGateway,
    Timing,
    overwrite,
)

#: Seconds between polls of a held lock, from reading until the overwrite must be done, and until all others are done.
POLL, SLOW, SETTLE = 2.0, 3.0, 4.0
#: Seconds until a free lock is tried again, and between notifications about its holder.
SOON, NOTIFY_EVERY = 0.2, 30.0


def this_process() -> str:
    """``user@host pid 123``."""
    try:
        user = getpass.getuser()
    except (KeyError, OSError):  # a container's user need not have a name
        user = f"uid {os.getuid()}"
    return f"{user}@{platform.node() or 'unknown host'} pid {os.getpid()}"


def acquire(
    gateway: LeaseGateway,
    lock: Lock,
    *,
    timeout: float,
    notify: Callable[[str], None],
    timing: Timing = TIMING,
) -> Lease:
    """The lock, as soon as it is free. A caller that had to wait (``waited``) must plan again.

    ``notify`` receives a line while somebody else holds the lock. Raises ProblemError if it is held for longer than
    ``timeout`` seconds, if a foreign parameter is in its place, or if a call fails.
    """
    try:
        return _Attempts(gateway, lock, timeout, notify, timing).lease()
    except CallError as error:
        raise ProblemError([call_problem(lock, error)]) from error


class _Attempts:
    """Attempts of one run to get the lock."""

    def __init__(
        self, gateway: LeaseGateway, lock: Lock, timeout: float, notify: Callable[[str], None], timing: Timing
    ) -> None:
        self._gateway, self._lock, self._timeout, self._notify, self._timing = gateway, lock, timeout, notify, timing
        self._started = timing.now()
        self._waited = False
        self._tagged: set[str] = set()
        self._reported: tuple[str, float] = ("", 0.0)

    def lease(self) -> Lease:
        found: LiveLock | None = None
        while True:
            if found is None and (lease := self._create()):
                return lease
            self._waited = True
            requested = self._timing.now()
            found = self._gateway.read(self._lock.name)
            if found is not None and (lease := self._judge(found, requested)):
                return lease
            self._pause(found)

    def _create(self) -> Lease | None:
        claim, sent = self._claim(), self._timing.now()
        made = self._gateway.create(self._lock.name, claim.text, self._lock.tags)
        if not made:
            # The answer of an earlier try of this very call may have been lost.
            found = self._gateway.read(self._lock.name)
            made = found is not None and state_of(found, self._lock, claim.run) is State.OURS
        return self._held(claim, sent) if made else None

    def _judge(self, found: LiveLock, requested: float) -> Lease | None:
        state = state_of(found, self._lock, "")
        claim = found.claim
        if claim is None or state is State.FOREIGN:
            raise self._foreign("is not one: its value is not what a run of this environment writes")
        if claim.run not in self._tagged:
            self._check_tags(claim)
        elif state is State.LAPSED:
            return self._take_over(found, requested)
        self._report(claim)
        return None

    def _take_over(self, found: LiveLock, requested: float) -> Lease | None:
        claim, sent = self._claim(), self._timing.now()
        try:
            version = overwrite(self._gateway, self._lock, claim, lambda: self._timing.now() - requested <= SLOW)
        except CallError as error:
            if error.stops_everything:
                raise
            return None
        # Too late, or not the claim that was read: others may rely on a newer claim.
        if self._timing.now() - requested > SLOW or version <= found.version:
            return None
        self._timing.sleep(SETTLE)
        now = self._gateway.read(self._lock.name)
        settled = now is not None and state_of(now, self._lock, claim.run) is State.OURS
        return self._held(claim, sent) if settled else None

    def _held(self, claim: Claim, sent: float) -> Lease | None:
        if self._timing.now() - sent >= claim.lease_seconds * RENEW_AFTER:
            return None
        return Lease(self._gateway, self._lock, claim, sent, waited=self._waited, timing=self._timing)

    def _check_tags(self, claim: Claim) -> None:
        try:
            tags = self._gateway.tags(self._lock.name)
        except CallError as error:
            if error.missing:
                return
            raise
        if not is_tagged(self._lock, tags):
            raise self._foreign(f"does not carry our tags ManagedBy and Environment (it names {claim.holder})")
        self._tagged.add(claim.run)

    def _report(self, claim: Claim) -> None:
        run, when = self._reported
        now = self._timing.now()
        if run != claim.run or now - when >= NOTIFY_EVERY:
            self._reported = (claim.run, now)
            self._notify(f"waiting for the lock {self._lock.name}, held by {claim.holder}")

    def _pause(self, found: LiveLock | None) -> None:
        left = self._started + self._timeout - self._timing.now()
        if left <= 0:
            claim = found.claim if found else None
            raise ProblemError([held_problem(self._lock, self._gateway.region, claim, self._timeout)])
        self._timing.sleep(min(POLL if found else SOON, left))

    def _claim(self) -> Claim:
        return self._lock.claim(uuid.uuid4().hex, datetime.now(UTC))

    def _foreign(self, what: str) -> ProblemError:
        return ProblemError([foreign_problem(self._lock, self._gateway.region, what)])
