# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What two entries, of one map or of two workloads, cannot both have: a profile to adopt, or a new name in a region.

AWS does not say whether names are unique. Where they are, only the first of two new profiles of one name could be made.
An existing name is no conflict: identity is the tags, and the next profile of that name gets a suffix.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import TypeVar

from ansible_collections.genai.bedrock.plugins.module_utils._core.names import is_named_like
from ansible_collections.genai.bedrock.plugins.module_utils._core.problems import Problem
from ansible_collections.genai.bedrock.plugins.module_utils._core.profiles.steps import ProfilePlan, ProfileStep
from ansible_collections.genai.bedrock.plugins.module_utils._core.steps import Action

ADOPTED_TWICE = "adopted_twice"
EQUAL_NAMES = "equal_names"

Thing = TypeVar("Thing")


@dataclass(frozen=True, slots=True)
class _Claim:
    """A step and the workload whose it is, '' where there is one alone."""

    workload: str
    step: ProfileStep

    def problem(self, text: str, code: str) -> Problem:
        return Problem(text, self.step.key, self.step.region, code=code)

    def __str__(self) -> str:
        return f"{self.workload}/{self.step.key}" if self.workload else self.step.key


@dataclass(frozen=True, slots=True)
class _Conflict:
    """The earlier claim, the later one, and what to say of each about the other."""

    first: _Claim
    second: _Claim
    code: str
    text: str

    def sides(self) -> Iterator[tuple[_Claim, Problem]]:
        for one, other in ((self.first, self.second), (self.second, self.first)):
            yield one, one.problem(self.text.format(other=other), self.code)


def conflicts_within(steps: Iterable[ProfileStep]) -> list[Problem]:
    """Conflicts between keys of one map: the later key has the problem, which names the earlier one."""
    found = _conflicts([_Claim("", step) for step in steps])
    return [problem for conflict in found for claim, problem in conflict.sides() if claim is conflict.second]


def conflicts_between(plans: Mapping[str, ProfilePlan]) -> dict[str, tuple[Problem, ...]]:
    """Conflicts between workloads: a problem for the key on either side, which names the other, by workload.

    ``plans`` are those of one account, by workload, in the order in which they are declared. A workload without a
    conflict is not in the result; conflicts between keys of one workload are in its own plan.
    """
    problems: dict[str, dict[Problem, None]] = {}
    for conflict in _conflicts([_Claim(workload, step) for workload, plan in plans.items() for step in plan.steps]):
        if conflict.first.workload != conflict.second.workload:
            for claim, problem in conflict.sides():
                problems.setdefault(claim.workload, {})[problem] = None
    return {workload: tuple(found) for workload, found in problems.items()}


def _conflicts(claims: list[_Claim]) -> Iterator[_Conflict]:
    adopters = [
        (claim, claim.step.live.arn) for claim in claims if claim.step.action is Action.ADOPT and claim.step.live
    ]
    for first, second, arn in _pairs(adopters):
        text = f"{arn} has the name that {{other}} wants too: give one of the two another name"
        yield _Conflict(first, second, ADOPTED_TWICE, text)
    if _names_repeat(claims):
        return
    takers = [(claim, place) for claim in claims if (place := _new_name(claim.step))]
    for first, second, place in _pairs(takers):
        text = f"the name '{place[1]}' is also that of {{other}}, and AWS may take one profile of a name only"
        yield _Conflict(first, second, EQUAL_NAMES, f"{text}: give one of the two another name")


def _pairs(claims: Iterable[tuple[_Claim, Thing]]) -> Iterator[tuple[_Claim, _Claim, Thing]]:
    """Each claim to a thing with the first one to it, unless it is the same key's."""
    firsts: dict[Thing, _Claim] = {}
    for claim, thing in claims:
        first = firsts.setdefault(thing, claim)
        if (first.workload, first.step.key) != (claim.workload, claim.step.key):
            yield first, claim, thing


def _new_name(step: ProfileStep) -> tuple[str, str] | None:
    """The region and the name that a step is the first of its key to take."""
    creation = step.creation
    if creation is None or (step.live and is_named_like(step.live.name, creation.name)):
        return None
    return creation.region, creation.name


def _names_repeat(claims: Iterable[_Claim]) -> bool:
    """Whether two live profiles show that names are not unique in this account."""
    live = {profile.arn: (profile.region, profile.name) for claim in claims for profile in claim.step.touches}
    return len(set(live.values())) < len(live)
