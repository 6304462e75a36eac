# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Calls that are made again: how often, after which pauses, and what comes of them in the end."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from ansible_collections.genai.bedrock.plugins.module_utils._core.failures import CallError
from ansible_collections.genai.bedrock.plugins.module_utils._engine.patience import patiently, polled

PAUSES = (1.0, 2.0)


class Calls:
    """Answers with one after the other, and raises what is an error code."""

    def __init__(self, *answers: int | str) -> None:
        self._answers: Iterator[int | str] = iter(answers)
        self.made = 0
        self.slept: list[float] = []

    def __call__(self) -> int:
        self.made += 1
        answer = next(self._answers)
        if isinstance(answer, str):
            raise CallError("Update", "us-east-1", answer, f"attempt {self.made}")
        return answer


@pytest.mark.parametrize(
    ("answers", "slept"),
    [
        ((7,), []),
        (("ConflictException", 7), [1.0]),
        (("TooManyUpdates", "ConflictException", 7), [1.0, 2.0]),
    ],
)
def test_a_conflict_is_waited_for(answers: tuple[int | str, ...], slept: list[float]) -> None:
    calls = Calls(*answers)
    assert patiently(calls, PAUSES, calls.slept.append) == 7
    assert calls.slept == slept


@pytest.mark.parametrize(
    ("answers", "made"),
    [
        (("ConflictException",) * 9, 3),
        (("ValidationException", 7), 1),
        (("ConflictException", "ValidationException", 7), 2),
    ],
)
def test_the_error_that_remains_is_raised(answers: tuple[int | str, ...], made: int) -> None:
    calls = Calls(*answers)
    with pytest.raises(CallError, match=f"attempt {made}"):
        patiently(calls, PAUSES, calls.slept.append)
    assert (calls.made, len(calls.slept)) == (made, made - 1)


def test_what_is_waited_for_can_be_chosen() -> None:
    calls = Calls("ValidationException", 7)
    assert patiently(calls, PAUSES, calls.slept.append, lambda error: error.code == "ValidationException") == 7
    with pytest.raises(CallError):
        patiently(Calls("ConflictException", 7), PAUSES, calls.slept.append, lambda _error: False)


@pytest.mark.parametrize(
    ("answers", "result", "slept"),
    [((5,), 5, []), ((1, 5), 5, [1.0]), ((1, 2, 5), 5, [1.0, 2.0]), ((1, 2, 3, 5), 3, [1.0, 2.0])],
    ids=["at once", "second", "last", "never"],
)
def test_an_answer_is_polled_until_it_is_good(answers: tuple[int, ...], result: int, slept: list[float]) -> None:
    calls = Calls(*answers)
    assert polled(calls, lambda answer: answer >= 5, PAUSES, calls.slept.append) == result
    assert calls.slept == slept


def test_an_error_ends_polling() -> None:
    calls = Calls("ConflictException", 5)
    with pytest.raises(CallError):
        polled(calls, bool, PAUSES, calls.slept.append)
