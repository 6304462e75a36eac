# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""A held lock of the environment: renewed during the run, and released at its end.

The rules and their limits are documented where it is acquired (``deployment/lease.py``).
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from types import TracebackType
from typing import Protocol, Self

from ansible_collections.genai.bedrock.plugins.module_utils._core.failures import CallError
from ansible_collections.genai.bedrock.plugins.module_utils._core.lease import (
    LOCK_LOST,
    RENEW_AFTER,
    STOP_AFTER,
    Claim,
    LiveLock,
    Lock,
    State,
    call_problem,
    lost_problem,
    state_of,
)
from ansible_collections.genai.bedrock.plugins.module_utils._core.problems import Problem, ProblemError
from ansible_collections.genai.bedrock.plugins.module_utils._core.sending import only_if

#: Seconds: between attempts to renew, and for a renewal to end that is under way when the lock is given back.
AGAIN, END = 1.0, 20.0


class LeaseGateway(Protocol):
    """The lock's parameter in its region. Every method may raise CallError; to delete what is missing is no error."""

    region: str

    def create(self, name: str, value: str, tags: Mapping[str, str]) -> bool: ...

    def overwrite(self, name: str, value: str) -> int: ...

    def read(self, name: str) -> LiveLock | None: ...

    def tags(self, name: str) -> dict[str, str]: ...

    def delete(self, name: str) -> None: ...


class Task(Protocol):
    """What runs in parallel to the run."""

    def join(self, timeout: float) -> None: ...

    def is_alive(self) -> bool: ...


def _spawn(work: Callable[[], None]) -> Task:
    # A daemon: whatever ends the run ends the renewals, too.
    thread = threading.Thread(target=work, name="lease", daemon=True)
    thread.start()
    return thread


def _now() -> float:
    """Seconds that also count while the machine sleeps, as the service's do (on Linux, monotonic does not)."""
    return time.clock_gettime(getattr(time, "CLOCK_BOOTTIME", time.CLOCK_MONOTONIC))


@dataclass(frozen=True)
class Timing:
    """The machine's clock, sleep and threads."""

    now: Callable[[], float] = _now
    sleep: Callable[[float], None] = time.sleep
    wait: Callable[[threading.Event, float], bool] = threading.Event.wait
    spawn: Callable[[Callable[[], None]], Task] = _spawn


#: Those of this process.
TIMING = Timing()


def overwrite(gateway: LeaseGateway, lock: Lock, claim: Claim, in_time: Callable[[], bool]) -> int:
    """Write the claim over the one that was read, and return the version; 0 if there was no lock any more.

    PutParameter with Overwrite creates what is not there, and without tags: such a lock nobody could take over, so that
    it is deleted again. That is safe, since nobody overwrites it, and nobody else can have created it. A write that
    would come too late, because the machine paused, is not sent: CallError.
    """
    with _sent(gateway, in_time):
        version = gateway.overwrite(lock.name, claim.text)
    if version > 1:
        return version
    gateway.delete(lock.name)
    return 0


@contextmanager
def _sent(gateway: LeaseGateway, in_time: Callable[[], bool]) -> Iterator[None]:
    def confirm() -> None:
        if not in_time():
            raise CallError("Lock", gateway.region, LOCK_LOST, "it is too late to write or delete the lock")

    confirm()
    with only_if(confirm):
        yield


class Lease:
    """A held lock, renewed by its own thread until it is released. Use it as a context manager."""

    def __init__(
        self, gateway: LeaseGateway, lock: Lock, claim: Claim, sent: float, *, waited: bool, timing: Timing
    ) -> None:
        self.waited = waited
        self._gateway, self._lock, self._claim, self._timing = gateway, lock, claim, timing
        self._sent, self._why, self._failed = sent, "", False
        self._ending = threading.Event()
        self._renewing = timing.spawn(self._keep)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.release()

    @property
    def lost(self) -> bool:
        """Whether writes are no longer allowed: somebody else holds the lock, or may hold it soon."""
        return bool(self._why) or not self._in_time()

    def confirm(self) -> None:
        """Raise if the lock is lost. It makes no call; use it before each write."""
        if self.lost:
            why = self._why or "it could not be renewed in time"
            raise ProblemError([lost_problem(self._lock, self._gateway.region, why)])

    def release(self) -> Problem | None:
        """Release it if it is still ours. If it cannot be deleted, it expires; the problem is reported, no failure."""
        self._ending.set()
        self._renewing.join(END)
        # A pending renewal would create the lock again after its deletion.
        if self._renewing.is_alive() or self.lost:
            return None
        try:
            if self._is_ours(self._gateway.read(self._lock.name)) and not self.lost:
                self._why = "it was given back"
                with _sent(self._gateway, self._in_time):
                    self._gateway.delete(self._lock.name)
        except CallError as error:
            return call_problem(self._lock, error)
        return None

    def _in_time(self) -> bool:
        return self._timing.now() < self._sent + self._claim.lease_seconds * STOP_AFTER

    def _keep(self) -> None:
        while not self.lost and not self._timing.wait(self._ending, self._pause()):
            try:
                self._renew()
                self._failed = False
            except CallError:
                self._failed = True

    def _pause(self) -> float:
        """Seconds until the next renewal."""
        if self._failed:
            return AGAIN
        return max(0.0, self._sent + self._claim.lease_seconds * RENEW_AFTER - self._timing.now())

    def _renew(self) -> None:
        found = self._gateway.read(self._lock.name)
        if found is None or not self._is_ours(found):
            holder = found.claim.holder if found and found.claim else "an unknown holder"
            self._why = f"it is held by {holder}"
            return
        sent = self._timing.now()
        version = overwrite(self._gateway, self._lock, self._claim, lambda: not self.lost)
        if version != found.version + 1:
            self._why = "another process wrote it at the same time"
        elif not self.lost:
            self._sent = sent

    def _is_ours(self, found: LiveLock | None) -> bool:
        return found is not None and state_of(found, self._lock, self._claim.run) is State.OURS
