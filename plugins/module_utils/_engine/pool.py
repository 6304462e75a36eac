# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""A pool whose workers return results or raise CallError, and never speak to anybody else."""

from __future__ import annotations

from collections.abc import Callable, Iterable
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

    def map(self, work: Callable[[Task], Result], tasks: Iterable[Task]) -> list[Answer[Task, Result]]:
        def guarded(task: Task) -> Answer[Task, Result]:
            try:
                return Answer(task, work(task), None)
            except CallError as error:
                return Answer(task, None, error)

        return list(self._executor.map(guarded, tasks))
