# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Application inference profiles: live state, desired state, and their differences."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import TypeAlias

from ansible_collections.genai.bedrock.plugins.module_utils._core.arns import model_ids, same_source
from ansible_collections.genai.bedrock.plugins.module_utils._core.ignored_tags import NOTHING_IGNORED, IgnoredTags
from ansible_collections.genai.bedrock.plugins.module_utils._core.profiles.naming import has_name
from ansible_collections.genai.bedrock.plugins.module_utils._core.profiles.sources import Source
from ansible_collections.genai.bedrock.plugins.module_utils._core.tags import (
    CREATED_BY,
    CREATED_DATE,
    CREATOR,
    MANAGED_BY,
    MODEL_SOURCE,
    OWNER,
    PROFILE_KEY,
)


@dataclass(frozen=True, slots=True)
class LiveProfile:
    """A profile as returned by List; ``tags`` are read separately and are None if unknown."""

    arn: str
    profile_id: str
    name: str
    region: str
    model_arns: tuple[str, ...] = ()
    description: str | None = None
    status: str = "ACTIVE"
    created_at: datetime | None = None
    updated_at: datetime | None = None
    tags: Mapping[str, str] | None = None

    @property
    def managed_by(self) -> str | None:
        return (self.tags or {}).get(MANAGED_BY)

    @property
    def is_ours(self) -> bool:
        return self.managed_by == OWNER

    @property
    def key(self) -> str | None:
        return (self.tags or {}).get(PROFILE_KEY)


@dataclass(frozen=True, slots=True)
class WantedProfile:
    """One entry in one region. ``tags`` None: the user's part of them is left alone; ``model_source`` as written.

    ``name_generated``: the name was generated, so a profile of ours keeps its existing name.
    """

    key: str
    region: str
    name: str
    model_source: str | None = None
    geography: str | None = None
    description: str | None = None
    tags: Mapping[str, str] | None = None
    absent: bool = False
    moved_from: str | None = None
    name_generated: bool = False

    @property
    def keys(self) -> frozenset[str]:
        return frozenset(key for key in (self.key, self.moved_from) if key)


#: What a step is for. No entry wants an orphan.
OptionalProfile: TypeAlias = "WantedProfile | None"


@dataclass(frozen=True, slots=True)
class Policy:
    """What the user allows and demands of the whole run."""

    ownership: Mapping[str, str] | None = None
    adopt: bool = False
    purge_tags: bool = True
    ignore_tags: IgnoredTags = NOTHING_IGNORED
    superseded: str = "delete"
    #: Only these go, None for all.
    retire_arns: frozenset[str] | None = None
    recreate: str = "source"
    published_arns: frozenset[str] = frozenset()
    default_geography: str | None = None
    allowed_regions: frozenset[str] = frozenset()
    purge: bool = False
    purge_limit: int = 10
    purge_all: bool = False
    warn_orphans: bool = True
    refuse_if_used_within: int = 0
    today: str = ""

    def may_go(self, arn: str) -> bool:
        """Whether the user has left it to this run to delete it."""
        return self.retire_arns is None or arn in self.retire_arns


@dataclass(frozen=True, slots=True)
class Difference:
    """How a live profile differs from the wanted one: what needs a new profile, and what only needs a warning."""

    replace: tuple[str, ...] = ()
    warnings: tuple[str, ...] = field(default=())


def compare(live: LiveProfile, wanted: WantedProfile, source: Source, *, recreate: str) -> Difference:
    """The reasons to replace a profile (there is no Update call) and the warnings about what is let be."""
    replace, warnings = [], []
    if not has_source(live, source):
        replace.append(f"source {_source_text(live)} → {source.arn}")
    elif set(live.model_arns) != set(source.model_arns):
        warnings.append(
            f"AWS has changed the destinations of {source.arn}: the profile lists other models than the source does now"
        )
    if not _has_name(live, wanted.name, source):
        text = f"name {live.name} → {wanted.name}"
        if wanted.name_generated and recreate != "always":
            warnings.append(f"{text}: kept, since it follows from a rule: set name to replace it, or to the one it has")
        else:
            replace.append(text)
    if wanted.description is not None and wanted.description != live.description:
        text = f"description '{live.description or ''}' → '{wanted.description}'"
        if recreate == "always":
            replace.append(text)
        else:
            warnings.append(f"{text}: a description can only change by replacing the profile (recreate: always)")
    return Difference(tuple(replace), tuple(warnings))


def _has_name(live: LiveProfile, name: str, source: Source) -> bool:
    tags = live.tags or {}
    created_here = tags.get(CREATED_BY) == CREATOR and CREATED_DATE in tags
    return has_name(live.name, name, (tags.get(MODEL_SOURCE, ""), source.arn), created_here=created_here)


def has_source(live: LiveProfile, source: Source) -> bool:
    """Whether a profile was copied from a source.

    Get and List do not return the source. The tag ModelSource records it and ``models`` is the second witness: it must
    name the same foundation models, in whatever regions. Without the tag the very set of ``models`` must be equal.
    """
    remembered = (live.tags or {}).get(MODEL_SOURCE)
    if not remembered:
        return set(live.model_arns) == set(source.model_arns)
    return same_source(remembered, source.arn) and model_ids(live.model_arns) == model_ids(source.model_arns)


def _source_text(live: LiveProfile) -> str:
    return (live.tags or {}).get(MODEL_SOURCE) or ", ".join(sorted(live.model_arns)) or "(unknown)"
