# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""A wrong word and the one that was probably meant."""

from __future__ import annotations

import difflib
from collections.abc import Callable, Iterable

_NEAR = 0.6


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """``did you mean 'x'?``, or the whole list where nothing is near."""
    choices = list(known)
    likely = nearest(word, choices)
    if not is_near(word, likely):
        return f"it is one of {', '.join(choices)}"
    return f"did you mean '{likely}'?"


def is_near(word: str, choice: str) -> bool:
    """Whether one was probably meant by the other."""
    return _similarity(word, choice) >= _NEAR


def is_one_edit(word: str, choice: str) -> bool:
    """Whether one becomes the other if one letter is added, left out or replaced, or two neighbours are swapped."""
    if len(word) > len(choice):
        word, choice = choice, word
    start = next((place for place, pair in enumerate(zip(word, choice, strict=False)) if pair[0] != pair[1]), len(word))
    left, right = word[start:], choice[start:]
    if len(left) < len(right):
        return left == right[1:]
    swapped = left[:2] == right[1::-1] and left[2:] == right[2:]
    return bool(left) and (swapped or left[1:] == right[1:])


def would_do(text: str, candidate: str, problems: Callable[[str], object], joint: str = ";") -> str:
    """``; 'x' would do``, or nothing if the candidate is empty, the text itself, or invalid."""
    if not candidate or candidate == text or problems(candidate):
        return ""
    return f"{joint} '{candidate}' would do"


def nearest(word: str, known: Iterable[str]) -> str:
    """The known word that is most like this one; the first among equals, empty where none is known."""
    return max(known, key=lambda choice: _similarity(word, choice), default="")


def _similarity(word: str, choice: str) -> float:
    return difflib.SequenceMatcher(None, word, choice).ratio()
