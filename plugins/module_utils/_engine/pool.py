# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""A pool whose workers return results or raise CallError, and have no other effects."""

from __future__ import annotations

import threading
from collections import Counter, deque
from collections.abc import Callable, Collection, Iterable
from concurrent.futures import FIRST_EXCEPTION, Future, ThreadPoolExecutor, as_completed, wait
from contextlib import AbstractContextManager, nullcontext, suppress
from functools import partial
from types import TracebackType
from typing import Any, Generic, Self, TypeAlias, TypeVar, cast

from ansible_collections.genai.bedrock.plugins.module_utils._core.failures import CallError

Task = TypeVar("Task")
Result = TypeVar("Result")


class Answer(Generic[Task, Result]):
    """What came of one task: a result or the CallError."""

    def __init__(self, task: Task, result: Result | None, error: CallError | None) -> None:
        self.task, self.error = task, error
        self._result = result

    @property
    def result(self) -> Result:
        if self.error is not None:
            raise self.error
        return cast("Result", self._result)


class StoppedError(Exception):
    """The pool takes no more tasks: the run ends because of another error."""


class Pool:
    """Runs tasks in parallel; answers come in the order of the tasks.

    Threads that call ``map`` at the same time share the workers. A worker must not call it, since it would wait for
    itself: what consists of several rounds of tasks runs in ``in_parallel``.
    """

    def __init__(self, workers: int) -> None:
        self._workers = max(1, workers)
        self._executor = ThreadPoolExecutor(max_workers=self._workers)
        self._lock = threading.Lock()
        self._queue = _Queue()
        self._busy, self._stopped = 0, False
        self._thread = threading.local()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()
        self._executor.shutdown()

    def map(
        self,
        work: Callable[[Task], Result],
        tasks: Iterable[Task],
        *,
        place: Callable[[Task], str] | None = None,
    ) -> list[Answer[Task, Result]]:
        """All results. With ``place``, slow or hanging places do not delay the others.

        Free workers serve the place with the fewest workers, so no place exceeds its share while others wait.
        If as many places hang as there are workers, the rest still has to wait.
        """
        if getattr(self._thread, "is_worker", False):
            raise RuntimeError("a worker of a pool must not wait for tasks of the same pool")
        jobs = [_Job(partial(_answer, work, task), place(task) if place else "") for task in tasks]
        self._start(jobs)
        try:
            for future in wait([job.future for job in jobs], return_when=FIRST_EXCEPTION).done:
                future.result()
        except BaseException:  # a bug, or an interrupt: what has not started does not start
            self._drop(jobs)
            raise
        return [job.future.result() for job in jobs]

    def in_parallel(self, work: Callable[[Task], Result], tasks: Iterable[Task]) -> list[Result]:
        """Do ``work`` for each task in a thread of its own, where it may use the pool; all results in their order.

        An error of one stops the pool, so that the others make no further calls, and is raised when all have ended.
        """
        listed = list(tasks)
        if len(listed) < 2:
            return [work(task) for task in listed]
        with ThreadPoolExecutor(len(listed)) as threads:
            futures = [threads.submit(work, task) for task in listed]
            try:
                for future in as_completed(futures):
                    future.result()
            except BaseException:
                self.stop()
                raise
        return [future.result() for future in futures]

    def stop(self) -> None:
        """Start no further task."""
        self._stopped = True
        self._drop()

    def _drop(self, jobs: Collection[_Job] | None = None) -> None:
        """Take back what has not started: all, or some."""
        with self._lock:
            dropped = self._queue.remove(jobs)
        for job in dropped:
            job.future.set_exception(StoppedError())

    def _start(self, jobs: list[_Job]) -> None:
        with self._lock:
            if self._stopped:
                raise StoppedError
            self._queue.add(jobs)
            free = min(len(jobs), self._workers - self._busy)
            self._busy += free
            for _number in range(free):
                self._executor.submit(self._serve)

    def _serve(self) -> None:
        """Work until nothing is left to do."""
        self._thread.is_worker = True
        job = self._next()
        while job:
            with suppress(BaseException):  # raised where the answers are awaited
                job.run()
            job = self._next(job)

    def _next(self, ended: _Job | None = None) -> _Job | None:
        with self._lock:
            if ended:
                self._queue.end(ended)
            if self._queue:
                return self._queue.start_next()
            self._busy -= 1
            return None


#: How many workers, or a pool that has some.
Workers: TypeAlias = "int | Pool"


def pool_of(workers: Workers) -> AbstractContextManager[Pool]:
    """A pool of so many workers for a while, or the one that is given, which stays open."""
    return nullcontext(workers) if isinstance(workers, Pool) else Pool(workers)


def _answer(work: Callable[[Task], Result], task: Task) -> Answer[Task, Result]:
    try:
        return Answer(task, work(task), None)
    except CallError as error:
        return Answer(task, None, error)


class _Job:
    """A task at its place, and what will come of it."""

    def __init__(self, work: Callable[[], Any], place: str) -> None:
        self.place = place
        self.future: Future[Any] = Future()
        self._work = work

    def run(self) -> None:
        try:
            self.future.set_result(self._work())
        except BaseException as error:
            self.future.set_exception(error)
            raise


class _Queue:
    """Jobs that wait at their places."""

    def __init__(self) -> None:
        self._waiting: dict[str, deque[_Job]] = {}
        self._running: Counter[str] = Counter()
        self._started: Counter[str] = Counter()

    def __bool__(self) -> bool:
        return bool(self._waiting)

    def add(self, jobs: Iterable[_Job]) -> None:
        if not self._waiting:
            self._started.clear()
        for job in jobs:
            self._waiting.setdefault(job.place, deque()).append(job)

    def start_next(self) -> _Job:
        """The first job of the place that has the fewest workers now, then of the one that had the fewest so far."""
        place = min(self._waiting, key=lambda place: (self._running[place], self._started[place]))
        job = self._waiting[place].popleft()
        if not self._waiting[place]:
            del self._waiting[place]
        self._running[place] += 1
        self._started[place] += 1
        return job

    def end(self, job: _Job) -> None:
        self._running[job.place] -= 1

    def remove(self, jobs: Collection[_Job] | None) -> list[_Job]:
        """Those of them that still wait, or all that wait."""
        waiting = [job for there in self._waiting.values() for job in there]
        removed = waiting if jobs is None else [job for job in waiting if job in jobs]
        for job in removed:
            self._waiting[job.place].remove(job)
            if not self._waiting[job.place]:
                del self._waiting[job.place]
        return removed
