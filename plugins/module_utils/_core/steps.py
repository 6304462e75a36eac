# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What is decided for a resource, what came of it, and what came of all: the same words for every kind of resource."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Any, Generic, Protocol, TypeVar

from ansible_collections.genai.bedrock.plugins.module_utils._core.problems import Problem
from ansible_collections.genai.bedrock.plugins.module_utils._core.tags import TagDelta

Wanted_co = TypeVar("Wanted_co", covariant=True)
Live_co = TypeVar("Live_co", covariant=True)


class Action(StrEnum):
    """What happens to one resource. Not every kind has every action."""

    CREATE = "create"
    ADOPT = "adopt"
    ATTACH = "attach"
    UPDATE = "update"
    RETAG = "retag"
    REPLACE = "replace"
    RETIRE = "retire"
    PUBLISH = "publish"
    PRUNE = "prune"
    DELETE = "delete"
    NONE = "none"


class _Regional(Protocol):
    @property
    def name(self) -> str: ...

    @property
    def region(self) -> str: ...


class _Tagged(Protocol):
    @property
    def tags(self) -> Mapping[str, str] | None: ...


@dataclass(frozen=True, slots=True)
class Step(Generic[Wanted_co, Live_co]):
    """One decision about one resource, with its reasons; ``tags``: what of them is written."""

    wanted: Wanted_co
    action: Action
    reasons: tuple[str, ...] = ()
    live: Live_co | None = None
    tags: TagDelta = field(default_factory=lambda: TagDelta({}, ()))

    @property
    def changes(self) -> bool:
        return self.action is not Action.NONE

    @property
    def exists_after(self) -> bool:
        return self.action is not Action.DELETE if self.changes else self.live is not None

    @property
    def name(self: Step[_Regional, Any]) -> str:
        return self.wanted.name

    @property
    def region(self: Step[_Regional, Any]) -> str:
        return self.wanted.region

    @property
    def place(self: Step[_Regional, Any]) -> tuple[str, str]:
        """Region and name."""
        return self.wanted.region, self.wanted.name

    @property
    def tags_after(self: Step[Any, _Tagged]) -> dict[str, str]:
        return dict(sorted(self.tags.applied_to(self.live.tags if self.live else None).items()))


StepT = TypeVar("StepT", bound=Step[Any, Any])
StepT_co = TypeVar("StepT_co", bound=Step[Any, Any], covariant=True)


@dataclass(frozen=True, slots=True)
class Plan(Generic[StepT_co]):
    """All steps in their order, and the problems that forbid to carry them out."""

    steps: tuple[StepT_co, ...]
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True)
class Done(Generic[StepT_co]):
    """A step that was carried out, or would be in check mode: whether it changed anything, and what went wrong."""

    step: StepT_co
    changed: bool = False
    error: Problem | None = None


DoneT = TypeVar("DoneT", bound=Done[Any])
DoneT_co = TypeVar("DoneT_co", bound=Done[Any], covariant=True)


@dataclass(frozen=True, slots=True)
class Outcome(Generic[DoneT_co]):
    """What was done (in check mode: all of the plan, as if), and what could not be read and so was not decided."""

    done: tuple[DoneT_co, ...]
    unread: tuple[Problem, ...] = ()

    @property
    def changed(self) -> bool:
        return any(one.changed for one in self.done)

    @property
    def succeeded(self) -> tuple[DoneT_co, ...]:
        return tuple(one for one in self.done if one.error is None)

    @property
    def problems(self) -> tuple[Problem, ...]:
        """Each of them failed its own resource alone."""
        return self.unread + tuple(one.error for one in self.done if one.error)


def failed(done: DoneT, problem: Problem, hint: str | None = None) -> DoneT:
    """What was done until this problem, with a hint at the way out and at what is written already."""
    text = f"{problem.message}; {hint}" if hint else problem.message
    rest = "; what was to be written before it is written, and the next run does the rest" if done.changed else ""
    return replace(done, error=replace(problem, message=text + rest))


def steps_of(done: Iterable[Done[StepT]]) -> list[StepT]:
    return [one.step for one in done]


def action_rows(steps: Iterable[Step[_Regional, Any]]) -> list[dict[str, Any]]:
    return [
        {"name": step.name, "region": step.region, "action": str(step.action), "reasons": list(step.reasons)}
        for step in steps
    ]


def action_counts(actions: Iterable[Action], steps: Iterable[Step[Any, Any]]) -> dict[str, int]:
    """How many steps of each of these actions; each is there, so that a template needs no default."""
    counted = Counter(step.action for step in steps)
    return {str(action): counted[action] for action in actions}
