# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Calls that end in time."""

from __future__ import annotations

import contextvars
import threading
from collections.abc import Callable
from concurrent.futures import Future, wait
from types import TracebackType
from typing import Any, TypeVar

from ansible_collections.genai.bedrock.plugins.module_utils._router.errors import TargetTimeoutError

T = TypeVar("T")


def _in_time(call: Callable[[], T], seconds: float, discard: Callable[[T], None] = lambda _late: None) -> T:
    """What the call returns; TargetTimeoutError where it takes longer.

    Socket timeouts apply to one address of a host and one chunk of a response, not to DNS lookups.
    """
    answer: Future[T] = Future()
    context = contextvars.copy_context()
    work = threading.Thread(target=context.run, args=(_deliver, call, answer), name="inference_router", daemon=True)
    work.start()
    if wait([answer], min(seconds, threading.TIMEOUT_MAX)).not_done:
        answer.add_done_callback(lambda late: None if late.exception() else discard(late.result()))
        raise TargetTimeoutError(f"no answer within {seconds:.3g} seconds")
    return answer.result()


def _deliver(call: Callable[[], T], answer: Future[T]) -> None:
    with _Outcome(answer):
        answer.set_result(call())


class _Outcome:
    """A block whose error is raised where the answer is waited for, not here."""

    def __init__(self, answer: Future[Any]) -> None:
        self._answer = answer

    def __enter__(self) -> None:
        pass

    def __exit__(
        self, _kind: type[BaseException] | None, error: BaseException | None, _trace: TracebackType | None
    ) -> bool:
        if error is not None:
            self._answer.set_exception(error)
        return True
