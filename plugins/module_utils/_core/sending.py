# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What must be true whenever a call is sent, which may be long after it was begun.

A call waits for its turn when AWS throttles, is sent again after a fault, and pauses with its machine. Who begins
it knows the condition, and only who sends it knows the moment.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar


def _always() -> None:
    """No condition."""


_condition: ContextVar[Callable[[], None]] = ContextVar("condition", default=_always)


@contextmanager
def only_if(condition: Callable[[], None]) -> Iterator[None]:
    """Calls that this thread begins in the block are sent, and sent again, only while ``condition`` does not raise."""
    token = _condition.set(condition)
    try:
        yield
    finally:
        _condition.reset(token)


def confirm() -> None:
    """Raise what the condition of the call at hand raises."""
    _condition.get()()
