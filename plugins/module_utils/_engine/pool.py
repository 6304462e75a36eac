# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""A pool whose workers return results or raise CallError, and have no other effects."""

from __future__ import annotations

from collections import Counter, deque
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from types import TracebackType
from typing import Generic, Self, TypeVar, cast

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


class Pool:
    """Runs tasks side by side; answers come in the order of the tasks."""

    def __init__(self, workers: int) -> None:
        self._workers = max(1, workers)
        self._executor = ThreadPoolExecutor(max_workers=self._workers)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._executor.shutdown(cancel_futures=True)

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
        listed = list(tasks)

        def guarded(task: Task) -> Answer[Task, Result]:
            try:
                return Answer(task, work(task), None)
            except CallError as error:
                return Answer(task, None, error)

        queue = _Queue([place(task) if place else "" for task in listed])
        running: dict[Future[Answer[Task, Result]], int] = {}
        answers: dict[int, Answer[Task, Result]] = {}
        while queue or running:
            while queue and len(running) < self._workers:
                number = queue.start_next()
                running[self._executor.submit(guarded, listed[number])] = number
            for future in wait(running, return_when=FIRST_COMPLETED).done:
                number = running.pop(future)
                queue.end(number)
                answers[number] = future.result()
        return [answers[number] for number in range(len(listed))]


class _Queue:
    """Numbers of tasks that wait at their places."""

    def __init__(self, places: Sequence[str]) -> None:
        self._places = places
        self._waiting: dict[str, deque[int]] = {}
        for number, place in enumerate(places):
            self._waiting.setdefault(place, deque()).append(number)
        self._running: Counter[str] = Counter()
        self._started: Counter[str] = Counter()

    def __bool__(self) -> bool:
        return bool(self._waiting)

    def start_next(self) -> int:
        """The first task of the place that has the fewest workers now, then of the one that had the fewest so far."""
        place = min(self._waiting, key=lambda place: (self._running[place], self._started[place]))
        number = self._waiting[place].popleft()
        if not self._waiting[place]:
            del self._waiting[place]
        self._running[place] += 1
        self._started[place] += 1
        return number

    def end(self, number: int) -> None:
        self._running[self._places[number]] -= 1
