# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Steps and plans: what is decided, as data."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from ansible_collections.genai.bedrock.plugins.module_utils._core.problems import Problem
from ansible_collections.genai.bedrock.plugins.module_utils._core.profiles.creation import Creation
from ansible_collections.genai.bedrock.plugins.module_utils._core.profiles.inference_profiles import (
    LiveProfile,
    WantedProfile,
)
from ansible_collections.genai.bedrock.plugins.module_utils._core.profiles.sources import Source
from ansible_collections.genai.bedrock.plugins.module_utils._core.tags import TagDelta


class Action(StrEnum):
    """What happens to one key in one region."""

    CREATE = "create"
    ADOPT = "adopt"
    RETAG = "retag"
    REPLACE = "replace"
    RETIRE = "retire"
    DELETE = "delete"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Step:
    """One decided step: ``live`` is changed, ``creation`` is created, ``superseded`` are then replaced."""

    key: str
    region: str
    action: Action
    reasons: tuple[str, ...] = ()
    wanted: WantedProfile | None = None
    source: Source | None = None
    live: LiveProfile | None = None
    creation: Creation | None = None
    tags: TagDelta = field(default_factory=lambda: TagDelta({}, ()))
    superseded: tuple[LiveProfile, ...] = ()

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
class Applied:
    """A step that was carried out, or would be in check mode, with the profile that it made where it made one."""

    step: Step
    made: LiveProfile | None = None


@dataclass(frozen=True, slots=True)
class Plan:
    """All steps in order, what stops the run, what the user should hear, and what is ours but in no map.

    ``rests_on`` are the profiles whose tags decide of what is written or refused.
    """

    steps: tuple[Step, ...]
    problems: tuple[Problem, ...] = ()
    warnings: tuple[str, ...] = ()
    orphans: tuple[LiveProfile, ...] = ()
    rests_on: tuple[LiveProfile, ...] = ()


@dataclass(frozen=True, slots=True)
class Decision:
    """What was decided for one entry in one region, or for the orphans: steps, or the problems that forbid them."""

    steps: tuple[Step, ...] = ()
    problems: tuple[Problem, ...] = ()
    warnings: tuple[str, ...] = ()
    #: Profiles of others with the name of the entry, which are left unchanged.
    bystanders: tuple[LiveProfile, ...] = ()
