# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Hold the environment's lock while something is written: one for each place where records are published."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager, ExitStack, contextmanager, nullcontext

from ansible_collections.genai.bedrock.plugins.module_utils._core.failures import CallError
from ansible_collections.genai.bedrock.plugins.module_utils._core.lease import LOCK_LOST, Lock
from ansible_collections.genai.bedrock.plugins.module_utils._core.problems import ProblemError
from ansible_collections.genai.bedrock.plugins.module_utils._engine.deployment.documents import Document
from ansible_collections.genai.bedrock.plugins.module_utils._engine.deployment.lease import acquire, this_process
from ansible_collections.genai.bedrock.plugins.module_utils._engine.lease import TIMING, Lease, Timing

#: Enters the locks of some places; returns whether it waited for another run, so that the plan is stale.
Locking = Callable[[Sequence[Document]], AbstractContextManager[bool]]


def no_lock(_documents: Sequence[Document]) -> AbstractContextManager[bool]:
    return nullcontext(False)


def locking(purpose: str, *, timeout: float, notify: Callable[[str, str], None], timing: Timing = TIMING) -> Locking:
    """Takes every lock or none. ``notify`` gets the region and a line where another run is waited for.

    Raises ProblemError where a lock is held for longer than ``timeout`` seconds, or cannot be taken.
    """

    @contextmanager
    def locked(documents: Sequence[Document]) -> Iterator[bool]:
        with ExitStack() as stack:
            leases = []
            for document in _places(documents):
                region = document.regions[0]
                lock = Lock(document.environment, document.prefix, this_process(), purpose)
                gateway = document.session.lease(region)

                def notify_region(line: str, region: str = region) -> None:
                    notify(region, line)

                lease = acquire(gateway, lock, timeout=timeout, notify=notify_region, timing=timing)
                leases.append(stack.enter_context(lease))
                document.session.guards.append(_guard(lease, region))
            yield any(lease.waited for lease in leases)

    return locked


def _places(documents: Iterable[Document]) -> list[Document]:
    """One document for each lock, in an order that is the same for every run, so that no two wait for each other."""
    found = {(document.regions[0], document.prefix, id(document.session)): document for document in documents}
    return [found[place] for place in sorted(found, key=lambda place: place[:2])]


def _guard(lease: Lease, region: str) -> Callable[[str], None]:
    """Asked before each write: one of a run that has lost its lock fails, as a call that AWS refuses."""

    def guard(operation: str) -> None:
        try:
            lease.confirm()
        except ProblemError as error:
            raise CallError(operation, region, LOCK_LOST, str(error)) from error

    return guard
