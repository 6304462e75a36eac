# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Prerequisites of invocation logging: a log group in each region and one IAM role, decided once."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from ansible_collections.genai.bedrock.plugins.module_utils._core.ignored_tags import NOTHING_IGNORED, IgnoredTags
from ansible_collections.genai.bedrock.plugins.module_utils._core.monitoring.ownership import NOT_OURS
from ansible_collections.genai.bedrock.plugins.module_utils._core.problems import Problem, ProblemError
from ansible_collections.genai.bedrock.plugins.module_utils._core.steps import Action, Step
from ansible_collections.genai.bedrock.plugins.module_utils._core.tags import (
    ENVIRONMENT,
    MANAGED_BY,
    OWNER,
    TagDelta,
    diff_tags,
    is_subset,
)

Document = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class LiveGroup:
    """A log group; ``retention`` None: it keeps events for ever."""

    retention: int | None
    tags: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class GroupStep(Step[int, LiveGroup]):
    """The log group of a region. ``wanted``: the days to retain; ``retention``: those to write."""

    retention: int | None = None


@dataclass(frozen=True, slots=True)
class LiveRole:
    """The role; ``policy`` None: it has no policy of our name."""

    arn: str
    trust: Document
    policy: Document | None
    boundary: str = ""
    tags: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class WantedRole:
    """An empty boundary: one that is there stays. The description is only written with a new one."""

    name: str
    arn: str
    trust: Document
    policy: Document
    description: str
    boundary: str = ""
    tags: Mapping[str, str] = field(default_factory=dict)
    ignore_tags: IgnoredTags = NOTHING_IGNORED


@dataclass(frozen=True, slots=True)
class RoleStep(Step[WantedRole, LiveRole]):
    """What is done to the role, by the parts of it that differ."""

    parts: frozenset[str] = frozenset()


def decide_group(
    live: LiveGroup | None, retention: int, tags: Mapping[str, str], ignore: IgnoredTags = NOTHING_IGNORED
) -> GroupStep:
    """One that is there without our tag is used as it is."""
    if live is None:
        return GroupStep(
            retention, Action.CREATE, ("it does not exist",), tags=TagDelta(dict(tags), ()), retention=retention
        )
    if live.tags.get(MANAGED_BY) != OWNER:
        return GroupStep(retention, Action.NONE, live=live)
    delta = diff_tags(live.tags, tags, purge=True, ignore=ignore)
    differs = live.retention != retention
    reported = (f"retention: {live.retention or 'for ever'} → {retention}",) if differs else ()
    action = Action.UPDATE if differs else Action.RETAG if delta else Action.NONE
    return GroupStep(retention, action, reported + delta.reasons, live, delta, retention if differs else None)


def decide_role(live: LiveRole | None, wanted: WantedRole) -> RoleStep:
    """Raises if it belongs to somebody else."""
    if live is None:
        delta = TagDelta(dict(wanted.tags), ())
        return RoleStep(wanted, Action.CREATE, ("it does not exist",), tags=delta, parts=frozenset({"policy"}))
    owner = {MANAGED_BY: OWNER, ENVIRONMENT: wanted.tags[ENVIRONMENT]}
    if not is_subset(owner, live.tags):
        raise ProblemError([_not_ours(wanted.name, owner)])
    differs = {
        "trust": _normal(live.trust) != _normal(wanted.trust),
        "policy": _normal(live.policy) != _normal(wanted.policy),
        "boundary": bool(wanted.boundary) and live.boundary != wanted.boundary,
    }
    parts = frozenset(name for name, other in differs.items() if other)
    delta = diff_tags(live.tags, wanted.tags, purge=True, ignore=wanted.ignore_tags)
    reasons = tuple(f"the {name} differs" for name in differs if name in parts) + delta.reasons
    action = Action.UPDATE if parts else Action.RETAG if delta else Action.NONE
    return RoleStep(wanted, action, reasons, live, delta, parts)


def _not_ours(name: str, owner: Mapping[str, str]) -> Problem:
    tags = " and ".join(f"{key}={value}" for key, value in owner.items())
    text = (
        f"The IAM role {name} is there without our tags; name it as the role to use if it is the one, delete it, or "
        f"tag it {tags}"
    )
    return Problem(text, code=NOT_OURS)


def _normal(value: Any) -> Any:
    """A policy document in which the order of lists, and one item for a list of one, make no difference."""
    if isinstance(value, Mapping):
        return {key: _normal(item) for key, item in value.items()}
    if isinstance(value, list):
        items = sorted((_normal(item) for item in value), key=lambda item: json.dumps(item, sort_keys=True))
        return items[0] if len(items) == 1 else items
    return value
