# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Call again after pauses: while a call fails with what passes by itself, and until an answer is good."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TypeVar

from ansible_collections.genai.bedrock.plugins.module_utils._core.failures import CallError

#: Seconds between attempts after ConflictException of Bedrock, which may be transient.
CONFLICT_AFTER = (0.5, 1.0, 2.0, 4.0)

#: Waits for so many seconds.
Sleep = Callable[[float], None]
Result = TypeVar("Result")


def patiently(
    call: Callable[[], Result],
    pauses: Iterable[float],
    sleep: Sleep,
    again: Callable[[CallError], bool] = lambda error: error.conflict,
) -> Result:
    """The result of the first call that succeeds. Raises an error that does not pass, and that of the last call."""
    for pause in pauses:
        try:
            return call()
        except CallError as error:
            if not again(error):
                raise
            sleep(pause)
    return call()


def polled(read: Callable[[], Result], good: Callable[[Result], bool], pauses: Iterable[float], sleep: Sleep) -> Result:
    """The first good answer, or the last one. An error is raised at once."""
    for pause in pauses:
        answer = read()
        if good(answer):
            return answer
        sleep(pause)
    return read()
