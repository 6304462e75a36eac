# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Matching: which live profiles belong to an entry, and which foreign ones have its name."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from ansible_collections.genai.bedrock.plugins.module_utils._core.arns import model_ids
from ansible_collections.genai.bedrock.plugins.module_utils._core.names import is_named_like, suffixed_name
from ansible_collections.genai.bedrock.plugins.module_utils._core.profiles.creation import Creation
from ansible_collections.genai.bedrock.plugins.module_utils._core.profiles.inference_profiles import (
    LiveProfile,
    Policy,
    WantedProfile,
)
from ansible_collections.genai.bedrock.plugins.module_utils._core.tags import (
    ENVIRONMENT,
    MODEL_SOURCE,
    PROFILE_KEY,
    WORKLOAD,
    is_subset,
)


@dataclass(frozen=True, slots=True)
class Candidates:
    """The live profiles of a region that concern one entry."""

    #: With our tags and the entry's key; in matching by name alone, ours of that name.
    own: tuple[LiveProfile, ...]
    #: Of the wanted name, without ManagedBy: may be adopted.
    unowned: tuple[LiveProfile, ...]
    #: With the wanted name, managed by another owner.
    foreign: tuple[LiveProfile, ...]

    @property
    def all(self) -> tuple[LiveProfile, ...]:
        return self.own + self.unowned + self.foreign


class RegionIndex:
    """The live profiles of one region, indexed by name and by key; each list is in the order of ARNs."""

    def __init__(self, live: Iterable[LiveProfile]) -> None:
        self._by_name: dict[str, list[LiveProfile]] = {}
        self._ours_by_key: dict[str, list[LiveProfile]] = {}
        for profile in sorted(live, key=lambda profile: profile.arn):
            self._by_name.setdefault(profile.name, []).append(profile)
            if profile.is_ours and profile.key is not None:
                self._ours_by_key.setdefault(profile.key, []).append(profile)

    def named(self, name: str) -> list[LiveProfile]:
        return self._by_name.get(name, [])

    def named_like(self, wanted: str) -> list[LiveProfile]:
        """Profiles of the wanted name, and those that may have been given it with the suffix of a replacement."""
        names = [name for name in self._by_name if is_named_like(name, wanted)]
        return [profile for name in names for profile in self._by_name[name]]

    def ours_of(self, keys: Iterable[str]) -> list[LiveProfile]:
        return [profile for key in sorted(keys) for profile in self._ours_by_key.get(key, [])]


def index_regions(live: Iterable[LiveProfile]) -> defaultdict[str, RegionIndex]:
    """An index for each region; a region without profiles has an empty one."""
    regions: defaultdict[str, list[LiveProfile]] = defaultdict(list)
    for profile in live:
        regions[profile.region].append(profile)
    indexes = {region: RegionIndex(profiles) for region, profiles in regions.items()}
    return defaultdict(lambda: RegionIndex(()), indexes)


def candidates(wanted: WantedProfile, live: RegionIndex, policy: Policy) -> Candidates:
    """Sort the profiles of the entry's region by what they are to it."""
    named = live.named(wanted.name)
    return Candidates(
        own=tuple(_own(wanted, live, policy)),
        unowned=tuple(profile for profile in named if profile.managed_by is None),
        foreign=tuple(profile for profile in named if profile.managed_by is not None and not profile.is_ours),
    )


def without(found: Candidates, keys: Collection[str]) -> Candidates:
    """The candidates but those of ours that have one of these keys."""
    return replace(found, own=tuple(profile for profile in found.own if profile.key not in keys))


def _own(wanted: WantedProfile, live: RegionIndex, policy: Policy) -> Iterable[LiveProfile]:
    if policy.ownership is not None:
        owner = policy.ownership
        return (profile for profile in live.ours_of(wanted.keys) if is_subset(owner, profile.tags))
    return (profile for profile in live.named_like(wanted.name) if profile.is_ours and _has_name(profile, wanted.name))


def _has_name(profile: LiveProfile, name: str) -> bool:
    """By name alone a suffix must be the very one that we would give: `team-cafe` is not a replacement of `team`."""
    return profile.name in (name, suffixed_name(name, (profile.tags or {}).get(MODEL_SOURCE, "")))


def ambiguous(own: tuple[LiveProfile, ...]) -> bool:
    """Whether profiles with the same name belong to different owners, so that the name is ambiguous."""
    return len({owner_in(profile.tags or {}) for profile in own}) > 1


def owner_in(tags: Mapping[str, str]) -> tuple[str | None, ...] | None:
    """Whose a profile of ours is by its tags; without a key an Environment is a tag of the user's like any other."""
    return tuple(tags.get(tag) for tag in (ENVIRONMENT, WORKLOAD, PROFILE_KEY)) if tags.get(PROFILE_KEY) else None


def preferred(fitting: Iterable[LiveProfile], wanted: WantedProfile, policy: Policy) -> LiveProfile:
    """Of several that fit: the published one, then the one of the present key, of the exact name, the oldest."""

    def rank(profile: LiveProfile) -> tuple[bool, bool, bool, str, str]:
        return (
            profile.arn not in policy.published_arns,
            profile.key != wanted.key,
            profile.name != wanted.name,
            profile.created_at.isoformat() if profile.created_at else "",
            profile.arn,
        )

    return min(fitting, key=rank)


def may_be_made(
    live: Iterable[LiveProfile], creations: Sequence[Creation], wanted: Iterable[WantedProfile], policy: Policy
) -> list[LiveProfile]:
    """Profiles of ours that may already be the ones about to be created, if their tags are stale.

    After a move, tags may show the former key for a while: the profile then looks like that of no entry, or like
    that of another entry with the same model.
    """
    regions = {creation.region for creation in creations}
    models = {(creation.region, model_ids(creation.source.model_arns)) for creation in creations}
    known = _places(wanted)

    def suspicious(profile: LiveProfile) -> bool:
        if policy.ownership is None:
            same = [creation for creation in creations if creation.region == profile.region]
            return any(is_named_like(profile.name, creation.name) for creation in same)
        unknown = (profile.key, profile.region) not in known
        ours = is_subset(policy.ownership, profile.tags)
        return ours and (unknown or (profile.region, model_ids(profile.model_arns)) in models)

    return [profile for profile in live if profile.region in regions and profile.is_ours and suspicious(profile)]


def _places(wanted: Iterable[WantedProfile]) -> set[tuple[str | None, str]]:
    return {(key, entry.region) for entry in wanted for key in entry.keys}


def orphans(live: Iterable[LiveProfile], wanted: Iterable[WantedProfile], policy: Policy) -> list[LiveProfile]:
    """Profiles with all our ownership tags whose entry, or whose region of it, is no longer in the map."""
    if not policy.ownership:
        return []
    known = _places(wanted)
    ours = [profile for profile in live if profile.is_ours and is_subset(policy.ownership, profile.tags)]
    return sorted(
        (profile for profile in ours if (profile.key, profile.region) not in known),
        key=lambda profile: (profile.region, profile.key or "", profile.arn),
    )
