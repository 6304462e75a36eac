# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Leaves: the allowed keys of a user's map with their types and rules; unknown ones with a suggestion."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from ansible_collections.genai.bedrock.plugins.module_utils._core.casting import Cast, CastError
from ansible_collections.genai.bedrock.plugins.module_utils._core.problems import InputProblem
from ansible_collections.genai.bedrock.plugins.module_utils._core.suggestions import did_you_mean

Rule = Callable[[Any], Sequence[str]]


def no_rule(_value: Any) -> Sequence[str]:
    return ()


@dataclass(frozen=True, slots=True)
class Leaf:
    """One leaf: how its value is cast and validated."""

    cast: Cast
    rule: Rule = no_rule


def read_leaves(
    values: Mapping[str, Any],
    leaves: Mapping[str, Leaf],
    path: str | Callable[[str], str],
    *,
    aliases: Mapping[str, str] | None = None,
) -> tuple[dict[str, Any], list[InputProblem]]:
    """The good values of a map, cast, and every problem with the path of its leaf.

    ``path`` is that of the map, or makes the path of a leaf of its name, where it is the name of a variable.
    ``null``, empty strings and invalid values are unset, so that the rest can still be checked.
    ``aliases`` are words that others use for the same thing.
    """
    found: dict[str, Any] = {}
    problems: list[InputProblem] = []
    path_of = path if callable(path) else lambda name: f"{path}.{name}"
    for key, value in values.items():
        name = str(key)
        leaf = leaves.get(name)
        if leaf is None:
            hint = _hint(name, leaves, aliases or {})
            problems.append(InputProblem(path_of(name), f"is unknown; {hint}"))
        elif not is_unset(value):
            cast, wrong = _read(leaf, value)
            problems += [InputProblem(path_of(name), text) for text in wrong]
            found |= {} if wrong else {name: cast}
    return found, problems


def at_least(smallest: float) -> Rule:
    return lambda value: () if value >= smallest else (f"must be at least {smallest}, not {value}",)


def whole_number(value: int) -> Sequence[str]:
    """From 1 to the largest 32-bit integer, the type of such numbers in the service's own model."""
    return at_least(1)(value) or (() if value < 2**31 else (f"must be less than {2**31}, not {value}",))


def between(smallest: float, largest: float) -> Rule:
    return lambda value: () if smallest <= value <= largest else (f"must be {smallest} to {largest}, not {value}",)


def one_of(*choices: str) -> Rule:
    return lambda value: () if value in choices else (f"'{value}' is unknown; {did_you_mean(value, choices)}",)


def sentence(check: Callable[[str], str | None]) -> Rule:
    """A rule from a function that returns one sentence, or None where all is well."""

    def rule(value: str) -> Sequence[str]:
        problem = check(value)
        return (problem,) if problem else ()

    return rule


def _read(leaf: Leaf, value: Any) -> tuple[Any, Sequence[str]]:
    try:
        cast = leaf.cast(value)
    except CastError as error:
        return None, (str(error),)
    return cast, leaf.rule(cast)


def is_unset(value: Any) -> bool:
    return value is None or (isinstance(value, str) and not value.strip())


def _hint(name: str, leaves: Mapping[str, Leaf], aliases: Mapping[str, str]) -> str:
    alias = aliases.get(name)
    return f"did you mean '{alias}'?" if alias in leaves else did_you_mean(name, leaves)
