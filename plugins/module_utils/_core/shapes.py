# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The shape of data that plugins take from earlier steps: what is wrong with it, each with its path."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence

from ansible_collections.genai.bedrock.plugins.module_utils._core.casting import kind_of
from ansible_collections.genai.bedrock.plugins.module_utils._core.problems import Problem, ProblemError

#: Yields the problems of a value at a path.
Shape = Callable[[object, str], Iterator[Problem]]


def anything(_value: object, _path: str) -> Iterator[Problem]:
    yield from ()


def text(value: object, path: str) -> Iterator[Problem]:
    if not isinstance(value, str):
        yield Problem(f"must be a text, not {kind_of(value)}", path)


def number(value: object, path: str) -> Iterator[Problem]:
    if not isinstance(value, (int, float)):
        yield Problem(f"must be a number, not {kind_of(value)}", path)


def maybe(shape: Shape) -> Shape:
    """The shape, or nothing."""
    return lambda value, path: shape(value, path) if value is not None else iter(())


def list_of(shape: Shape) -> Shape:
    def check(value: object, path: str) -> Iterator[Problem]:
        if isinstance(value, str) or not isinstance(value, Sequence):
            yield Problem(f"must be a list, not {kind_of(value)}", path)
            return
        for position, item in enumerate(value):
            yield from shape(item, f"{path}[{position}]")

    return check


def map_of(shape: Shape) -> Shape:
    """A map of text to values of one shape."""

    def check(value: object, path: str) -> Iterator[Problem]:
        if not isinstance(value, Mapping):
            yield Problem(f"must be a map, not {kind_of(value)}", path)
            return
        for key, item in value.items():
            yield from text(key, f"{path}, key {key!r}")
            yield from shape(item, f"{path}.{key}")

    return check


def fields(required: Mapping[str, Shape], optional: Mapping[str, Shape] | None = None) -> Shape:
    """A map with these fields, and with others of which nothing is said."""

    def check(value: object, path: str) -> Iterator[Problem]:
        yield from map_of(anything)(value, path)
        found = value if isinstance(value, Mapping) else {}
        for name in required:
            if isinstance(value, Mapping) and name not in value:
                yield Problem(f"has no '{name}'", path)
        for name, shape in {**required, **(optional or {})}.items():
            if name in found:
                yield from shape(found[name], f"{path}.{name}")

    return check


def require(**given: tuple[Shape, object]) -> None:
    """Raise with all that is wrong with the arguments, each under its name."""
    problems = [problem for name, (shape, value) in given.items() for problem in shape(value, name)]
    if problems:
        raise ProblemError(problems)
