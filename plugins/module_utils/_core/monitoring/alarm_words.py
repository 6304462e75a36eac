# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What a user writes of an alarm in nested maps, and the words of PutMetricAlarm for it, both ways."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from ansible_collections.genai.bedrock.plugins.module_utils._core.casting import CastError, as_map
from ansible_collections.genai.bedrock.plugins.module_utils._core.leaves import Rule, no_rule
from ansible_collections.genai.bedrock.plugins.module_utils._core.suggestions import did_you_mean


class PlacedError(CastError):
    """A wrong value in nested maps; the sentence begins with its place."""


def as_it_is(value: Any) -> Any:
    return value


@dataclass(frozen=True, slots=True)
class Word:
    """AWS's term for an option, how its value is read, validated and shown again."""

    field: str
    read: Callable[[object], Any]
    rule: Rule = no_rule
    show: Callable[[Any], Any] = as_it_is


#: Word of the user → word of AWS.
Words = Mapping[str, Word]


def in_words_of_aws(value: object, words: Words, where: str, needed: Sequence[str] = ()) -> dict[str, Any]:
    """A map in AWS's words; raises PlacedError with what is wrong first. ``null`` is unset."""
    found = {key: item for key, item in as_map(value).items() if item is not None}
    for key in found:
        if key not in words:
            raise PlacedError(f"{where} has an unknown '{key}'; {did_you_mean(key, words)}")
    if missing := [key for key in needed if key not in found]:
        raise PlacedError(f"{where} lacks {' and '.join(missing)}")
    return {words[key].field: _read(words[key], item, f"{where}, {key}") for key, item in found.items()}


def in_words_of_user(value: Mapping[str, Any], words: Words) -> dict[str, Any]:
    """The same as the user would write it, without what is empty or has no word here."""
    shown = {name: word.show(value.get(word.field)) for name, word in words.items() if not empty(value.get(word.field))}
    return {name: item for name, item in shown.items() if not empty(item)}


def empty(value: object) -> bool:
    return value is None or (isinstance(value, (str, list, tuple)) and not value)


def whole(value: Any) -> Any:
    """A number as it is written: AWS answers 10 with 10.0."""
    return int(value) if isinstance(value, float) and value.is_integer() else value


def _read(word: Word, value: object, where: str) -> Any:
    try:
        cast = word.read(value)
    except PlacedError:
        raise
    except CastError as error:
        raise PlacedError(f"{where} {error}") from error
    for text in word.rule(cast):
        raise PlacedError(f"{where}: {text}")
    return cast
