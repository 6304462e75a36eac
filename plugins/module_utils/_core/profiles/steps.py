# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Steps and plans of profiles: what is decided, as data."""

from __future__ import annotations

from dataclasses import dataclass

from ansible_collections.genai.bedrock.plugins.module_utils._core.problems import Problem
from ansible_collections.genai.bedrock.plugins.module_utils._core.profiles.creation import Creation
from ansible_collections.genai.bedrock.plugins.module_utils._core.profiles.inference_profiles import (
    LiveProfile,
    OptionalProfile,
)
from ansible_collections.genai.bedrock.plugins.module_utils._core.profiles.sources import Source
from ansible_collections.genai.bedrock.plugins.module_utils._core.steps import Action, Done, Plan, Step

#: What happens to one key in one region.
ACTIONS = (
    Action.CREATE,
    Action.ADOPT,
    Action.RETAG,
    Action.REPLACE,
    Action.RETIRE,
    Action.DELETE,
    Action.NONE,
)


@dataclass(frozen=True, slots=True)
class ProfileStep(Step[OptionalProfile, LiveProfile]):
    """``live`` is changed, ``creation`` is created, ``superseded`` are then replaced; no entry wants an orphan."""

    source: Source | None = None
    creation: Creation | None = None
    superseded: tuple[LiveProfile, ...] = ()

    @property
    def key(self) -> str:
        return self.wanted.key if self.wanted else (self.live and self.live.key) or ""

    @property
    def region(self) -> str:
        return self.wanted.region if self.wanted else self.live.region if self.live else ""

    @property
    def touches(self) -> tuple[LiveProfile, ...]:
        """The live profiles whose tags determined this decision."""
        return ((self.live,) if self.live else ()) + self.superseded

    @property
    def deletes(self) -> tuple[LiveProfile, ...]:
        """The live profiles that are deleted."""
        if self.action is Action.RETIRE:
            return self.superseded
        return (self.live,) if self.action is Action.DELETE and self.live else ()


@dataclass(frozen=True, slots=True)
class ProfileDone(Done[ProfileStep]):
    """With the profile that it made, where it made one."""

    made: LiveProfile | None = None


@dataclass(frozen=True, slots=True)
class ProfilePlan(Plan[ProfileStep]):
    """With what the user should hear, and what is ours but in no map.

    ``rests_on`` are the profiles whose tags decide of what is written or refused.
    """

    warnings: tuple[str, ...] = ()
    orphans: tuple[LiveProfile, ...] = ()
    rests_on: tuple[LiveProfile, ...] = ()


@dataclass(frozen=True, slots=True)
class Decision:
    """What was decided for one entry in one region, or for the orphans: steps, or the problems that forbid them."""

    steps: tuple[ProfileStep, ...] = ()
    problems: tuple[Problem, ...] = ()
    warnings: tuple[str, ...] = ()
    #: Profiles of others with the name of the entry, which are left unchanged.
    bystanders: tuple[LiveProfile, ...] = ()
