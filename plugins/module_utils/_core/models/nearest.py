# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""An id that nothing has, and those that were probably meant."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable

from ansible_collections.genai.bedrock.plugins.module_utils._core.models.offered import GEOGRAPHIES

_NEAR = 0.6
#: How many ids are named where several fit alike.
_NAMED = 3
#: What people leave out or mistake: ``-20251001-v1:0`` of a model's id.
_RELEASE = re.compile(r"(-\d{8})?(-v\d+)?(:.*)?$")


def nearest_ids(text: str, known: Iterable[str]) -> list[str]:
    """Ids that have the words of ``text`` in a row, whatever their vendor, date and version; else the one most alike.

    Letters alone would lead from ``claude-haiku-4-5`` to a Haiku 5.5: its id is shorter than the right one.
    """
    choices, words = sorted(known), _words(text)
    costs = _costs(words, choices)
    if not costs and words[:1] and words[0] in GEOGRAPHIES:
        # Without its vendor, the id of a profile is not recognized, and is searched among models.
        costs = _costs(words[1:], choices)
    if not costs:
        return difflib.get_close_matches(text, choices, n=1, cutoff=_NEAR)
    best = [choice for choice, cost in costs.items() if cost == min(costs.values())]
    return sorted(best, key=lambda choice: -_similarity(text, choice))[:_NAMED]


def is_another_version(text: str, known: Iterable[str]) -> bool:
    """Whether an id is complete and differs from known ones in its numbers alone: another model, no slip of the pen."""
    words, choices = _words(text), [choice for choice in known if _letters(choice) == _letters(text)]
    if not choices or any(_words(choice) == words for choice in choices):
        return False
    release = _RELEASE.search(text)
    return bool(release and release.group()) or not _costs(words, choices)


def _letters(identifier: str) -> list[str]:
    return sorted(word for word in _words(identifier) if word.isalpha())


def _words(identifier: str) -> list[str]:
    return [word for word in re.split(r"\W+", _RELEASE.sub("", identifier.lower())) if word]


def _costs(wanted: list[str], choices: Iterable[str]) -> dict[str, tuple[int, int]]:
    return {choice: cost for choice in choices if (cost := _cost(wanted, _words(choice))) is not None}


def _cost(wanted: list[str], words: list[str]) -> tuple[int, int] | None:
    """How many words come after those that are wanted, and before; None where they are not there."""
    if not any(word.isalpha() for word in wanted):
        return None
    for start in range(len(words) - len(wanted) + 1):
        if words[start : start + len(wanted)] == wanted:
            return len(words) - len(wanted) - start, start
    return None


def _similarity(text: str, choice: str) -> float:
    return difflib.SequenceMatcher(None, text, choice).ratio()
