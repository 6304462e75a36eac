# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Guardrails: live state, desired state and decisions, as data."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from ansible_collections.genai.bedrock.plugins.module_utils._core.guardrails.content import Content, content_of
from ansible_collections.genai.bedrock.plugins.module_utils._core.ignored_tags import NOTHING_IGNORED, IgnoredTags
from ansible_collections.genai.bedrock.plugins.module_utils._core.steps import Action, Done, Step
from ansible_collections.genai.bedrock.plugins.module_utils._core.tags import MANAGED_BY, OWNER

FAILED = "FAILED"
#: Statuses that pass by themselves.
PASSING = frozenset({"CREATING", "UPDATING", "VERSIONING", "DELETING"})


#: What happens to the guardrail in one region; publishing alone, and pruning alone, are actions of their own.
ACTIONS = (
    Action.CREATE,
    Action.ADOPT,
    Action.UPDATE,
    Action.RETAG,
    Action.PUBLISH,
    Action.PRUNE,
    Action.DELETE,
    Action.NONE,
)


@dataclass(frozen=True, slots=True)
class LiveGuardrail:
    """A guardrail as GetGuardrail returns its DRAFT, with its tags and its numbered versions, oldest first."""

    region: str
    answer: Mapping[str, Any]
    tags: Mapping[str, str] = field(default_factory=dict)
    versions: tuple[str, ...] = ()
    #: Settings of the newest numbered version, read only if requested.
    newest: Content | None = None

    @property
    def arn(self) -> str:
        return str(self.answer["guardrailArn"])

    @property
    def id(self) -> str:
        return str(self.answer["guardrailId"])

    @property
    def status(self) -> str:
        return str(self.answer.get("status", ""))

    @property
    def content(self) -> Content:
        return content_of(self.answer)

    @property
    def is_ours(self) -> bool:
        return self.tags.get(MANAGED_BY) == OWNER

    @property
    def version(self) -> str | None:
        return self.versions[-1] if self.versions else None


@dataclass(frozen=True, slots=True)
class WantedGuardrail:
    """The guardrail in one region. ``tags`` None: those of the user are left alone."""

    name: str
    region: str
    content: Content = field(default_factory=Content)
    tags: Mapping[str, str] | None = None
    purge_tags: bool = True
    ignore_tags: IgnoredTags = NOTHING_IGNORED
    absent: bool = False
    adopt: bool = False
    publish: bool = False
    version_description: str | None = None
    keep_versions: int | None = None


@dataclass(frozen=True, slots=True)
class GuardrailStep(Step[WantedGuardrail, LiveGuardrail]):
    """``after`` are the resulting settings, ``writes`` whether they have to be sent."""

    after: Content = field(default_factory=Content)
    writes: bool = False
    publishes: bool = False
    #: Old versions that are deleted at the end.
    prunes: tuple[str, ...] = ()

    @property
    def newest_kept(self) -> str | None:
        """The newest numbered version that is there already and stays."""
        kept = [version for version in self.live.versions if version not in self.prunes] if self.live else []
        return kept[-1] if kept else None


@dataclass(frozen=True, slots=True)
class GuardrailDone(Done[GuardrailStep]):
    """With the answer of GetGuardrail where it was written, and its newest version."""

    answer: Mapping[str, Any] | None = None
    version: str | None = None
    pruned: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()
