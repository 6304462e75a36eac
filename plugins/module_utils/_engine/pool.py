# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""A pool whose workers return results or raise CallError, and never speak to anybody else."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
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
        self._executor = ThreadPoolExecutor(max_workers=max(1, workers))

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
        """All answers. With ``place`` the places take turns, so that a slow one does not hold up the others."""
        listed = list(tasks)

        def guarded(task: Task) -> Answer[Task, Result]:
            try:
                return Answer(task, work(task), None)
            except CallError as error:
                return Answer(task, None, error)

        order = _in_turns([place(task) for task in listed]) if place else range(len(listed))
        started = {number: self._executor.submit(guarded, listed[number]) for number in order}
        return [started[number].result() for number in range(len(listed))]


def _in_turns(places: Sequence[str]) -> list[int]:
    """Positions: the first of every place, then the second of every place, and so on."""
    met: Counter[str] = Counter()
    turns = []
    for number, place in enumerate(places):
        turns.append((met[place], number))
        met[place] += 1
    return [number for _turn, number in sorted(turns)]
