# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Problems: what stops a run or a key, as data."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import asdict, dataclass, replace
from typing import Any

INVALID_INPUT = "InvalidInput"
#: How many places a sentence names before it only counts them; each has its own row in ``errors``.
_NAMED = 5


@dataclass(frozen=True, slots=True)
class Problem:
    """One problem of one key: what was tried, where, the code of AWS (or ours) and a sentence with the way out.

    ``way_out``: the end of the sentence, where it is known by itself. ``option``: the option of which a user can set
    another value, whose name begins the sentence; no row has it.
    """

    message: str
    key: str | None = None
    region: str | None = None
    operation: str | None = None
    code: str = INVALID_INPUT
    way_out: str = ""
    option: str = ""

    def as_dict(self) -> dict[str, str | None]:
        """The row of a module's ``errors``; it has a way out only where there is one."""
        row = asdict(self)
        return {name: value for name, value in row.items() if name != "option" and (name != "way_out" or value)}


@dataclass(frozen=True, slots=True)
class InputProblem:
    """What is wrong with something that a user wrote; its text is a line.

    ``path``: the variable and its leaves, as ``copilot_entries.chat.model``; empty where no variable is at fault. While
    it is read it may lack its beginning, see ``below``. ``code``: that of a finding of the same, if there is one.
    """

    path: str
    message: str
    code: str = INVALID_INPUT

    def __str__(self) -> str:
        return f"{self.path}: {self.message}" if self.path else self.message

    def below(self, path: str) -> InputProblem:
        return replace(self, path=f"{path}{self.path}")

    def is_below(self, path: str) -> bool:
        """Whether it is about something in this map, not about the map itself."""
        return self.path.startswith(f"{path}.")


def written_problem(line: str) -> InputProblem:
    """The value of a line that comes without one, as from another module: a path begins with a variable."""
    path, colon, message = line.partition(": ")
    if not colon or not path.partition(".")[0].isidentifier():
        return InputProblem("", line)
    return InputProblem(path, message)


class ProblemError(ValueError):
    """Raised by the pure layer; carries every problem that was found, never only the first."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__(summarize(self.problems))


def summarize(problems: Iterable[Problem]) -> str:
    """One text for many problems; what several keys have in common is said once, with their places."""
    places: dict[str, list[str]] = {}
    for problem in problems:
        place = " in ".join(part for part in (problem.key, problem.region) if part)
        places.setdefault(problem.message, []).append(place)
    sentences = [f"{_few(where)}: {message}" if any(where) else message for message, where in places.items()]
    if len(sentences) == 1:
        return sentences[0]
    return f"{len(sentences)} problems: " + " | ".join(sentences)


def _few(places: Iterable[str]) -> str:
    """The first places, and how many more there are."""
    named = [place for place in dict.fromkeys(places) if place]
    more = len(named) - _NAMED
    return ", ".join(named[:_NAMED]) + (f" and {more} more" if more > 0 else "")


def problem_lines(
    errors: Iterable[Mapping[str, Any]], workload: str = "", path_of: Callable[[str | None, str], str] | None = None
) -> list[str]:
    """A line for each error of a module's result, in their order; equal lines are said once.

    ``path_of`` makes what a line is about of the error's key and code; else it is the key with its workload.
    """
    lines = []
    for error in errors:
        key = error.get("key") or error.get("name")
        owner = path_of(key, str(error.get("code") or "")) if path_of else subject(workload, key)
        place = " in ".join(part for part in (owner, error.get("region")) if part)
        lines.append(f"{place}: {error['message']}" if place else str(error["message"]))
    return list(dict.fromkeys(lines))


def subject(workload: str, key: str | None) -> str:
    """The subject of a line: a key with its workload; the name of a parameter is used as it is."""
    return key if key and key.startswith("/") else "/".join(part for part in (workload, key) if part)
