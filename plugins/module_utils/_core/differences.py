# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What differs between two states of a resource, without what is the same in both."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

#: Members that show which element of a list is meant, whatever else changes in it.
_LABELS = ("region", "name", "key")

#: Member → others of the same map that only repeat it: where it changes, they need no lines of their own.
Implied = Mapping[str, tuple[str, ...]]


def changed_parts(before: Any, after: Any, implied: Implied | None = None) -> tuple[Any, Any]:
    """Both states without what is equal in them; maps and lists of maps are compared member by member.

    What is only in one of them stays whole. Of plain lists what leaves and what comes is left, unless only the order
    differs.
    """
    if isinstance(before, Mapping) and isinstance(after, Mapping) and before and after:
        return _parts_of_maps(before, after, implied or {})
    if isinstance(before, list) and isinstance(after, list) and before and after:
        return _parts_of_lists(before, after, implied or {})
    return before, after


def changed_leaves(before: Any, after: Any, path: str = "") -> Iterator[tuple[str, Any, Any]]:
    """Dotted path, value before and value after of everything that differs; None is nothing."""
    if before == after:
        return
    if isinstance(before, Mapping) and isinstance(after, Mapping):
        for key in dict.fromkeys([*before, *after]):
            yield from changed_leaves(before.get(key), after.get(key), f"{path}.{key}" if path else str(key))
    else:
        yield path, before, after


def _parts_of_maps(before: Mapping[str, Any], after: Mapping[str, Any], implied: Implied) -> tuple[Any, Any]:
    differing = [key for key in dict.fromkeys([*before, *after]) if _differs(before, after, key)]
    repeated = {name for key in differing if key in before and key in after for name in implied.get(key, ())}
    left: dict[str, Any] = {}
    right: dict[str, Any] = {}
    for key in (key for key in differing if key not in repeated):
        if key in before and key in after:
            left[key], right[key] = changed_parts(before[key], after[key], implied)
        elif key in before:
            left[key] = before[key]
        else:
            right[key] = after[key]
    return left, right


def _differs(before: Mapping[str, Any], after: Mapping[str, Any], key: str) -> bool:
    return (key in before) != (key in after) or before.get(key) != after.get(key)


def _parts_of_lists(before: list[Any], after: list[Any], implied: Implied) -> tuple[Any, Any]:
    if _same_elements(before, after):
        pairs = [changed_parts(one, other, implied) for one, other in zip(before, after, strict=True) if one != other]
        return [one for one, _other in pairs], [other for _one, other in pairs]
    left, right = [one for one in before if one not in after], [one for one in after if one not in before]
    return (left, right) if left or right else (before, after)


def _same_elements(before: list[Any], after: list[Any]) -> bool:
    """Whether two lists hold the same things in the same order: maps of one label, or lists."""
    return len(before) == len(after) and all(map(_same_element, before, after))


def _same_element(one: Any, other: Any) -> bool:
    if isinstance(one, Mapping) and isinstance(other, Mapping):
        return bool(_label(one) == _label(other))
    return isinstance(one, list) and isinstance(other, list)


def _label(element: Mapping[str, Any]) -> Any:
    return next((element[name] for name in _LABELS if name in element), None)
