# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Values as users write them: typed in YAML, or texts from a command line's ``-e``; cast once, to what they mean."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from typing import Any

_TRUE = frozenset({"true", "yes", "on", "1", "y", "t"})
_FALSE = frozenset({"false", "no", "off", "0", "n", "f"})


class CastError(ValueError):
    """A value of the wrong type; the sentence says what is wanted."""


def as_bool(value: object) -> bool:
    if isinstance(value, bool):
        return value
    text = str(value).strip().lower()
    if text in _TRUE:
        return True
    if text in _FALSE:
        return False
    raise CastError(f"must be true or false, not '{value}'")


def as_int(value: object) -> int:
    number = _number(value)
    if number is None or not number.is_integer():
        raise CastError(f"must be a whole number, not '{value}'")
    return int(number)


def as_number(value: object) -> int | float:
    """A number as it is written: 1 for 1.0, 0.3 for 0.3."""
    number = _number(value)
    if number is None:
        raise CastError(f"must be a number, not '{value}'")
    return int(number) if number.is_integer() else number


def as_text(value: object) -> str:
    if isinstance(value, (Mapping, list, tuple)):
        raise CastError(f"must be a text, not {kind_of(value)}")
    if isinstance(value, bool):
        return "true" if value else "false"
    return str(value).strip()


def as_texts(value: object) -> list[str]:
    """A list of texts; a text may be a JSON list or separated by commas."""
    if isinstance(value, str):
        text = value.strip()
        loaded = _json(text) if text.startswith("[") else None
        value = [part for part in text.split(",") if part.strip()] if loaded is None else loaded
    if isinstance(value, Mapping) or not isinstance(value, Sequence):
        raise CastError(f"must be a list, not {kind_of(value)}")
    return [as_text(item) for item in value]


def as_map(value: object) -> dict[str, Any]:
    """A map; a text may be a JSON object."""
    if isinstance(value, str):
        loaded = _json(value.strip() or "{}")
        value = value if loaded is None else loaded
    if not isinstance(value, Mapping):
        raise CastError(f"must be a map, not {kind_of(value)}")
    return {str(key): item for key, item in value.items()}


def as_scalars(value: object) -> dict[str, Any]:
    """A map of scalars, as tags are."""
    found = as_map(value)
    for key, item in found.items():
        if isinstance(item, (Mapping, list, tuple)):
            raise CastError(f"must have one value per key; '{key}' has {kind_of(item)}")
    return found


def as_text_or_map(value: object) -> str | dict[str, str]:
    """A text, or a map of texts (in YAML or as JSON text)."""
    if isinstance(value, Mapping) or (isinstance(value, str) and value.strip().startswith("{")):
        return as_text_map(value)
    return as_text(value)


def as_text_map(value: object) -> dict[str, str]:
    return {key: as_text(item) for key, item in as_map(value).items()}


Cast = Callable[[object], Any]


def _number(value: object) -> float | None:
    if isinstance(value, bool) or not isinstance(value, (int, float, str)):
        return None
    try:
        number = float(value)
    except (ValueError, OverflowError):
        return None
    return number if abs(number) < float("inf") else None


def _json(text: str) -> Any:
    try:
        return json.loads(text)
    except (ValueError, RecursionError):
        return None


def kind_of(value: object) -> str:
    if isinstance(value, Mapping):
        return "a map"
    if isinstance(value, (list, tuple)):
        return "a list"
    return "nothing" if value is None else f"'{value}'"
