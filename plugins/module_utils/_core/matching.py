# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Who is who: which live profiles are an entry's own, which are somebody else's and hold its name."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from ansible_collections.genai.bedrock.plugins.module_utils._core.inference_profiles import (
    LiveProfile,
    Policy,
    WantedProfile,
)
from ansible_collections.genai.bedrock.plugins.module_utils._core.names import suffixed_name
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
    #: Of the wanted name, managed by somebody else who says so.
    foreign: tuple[LiveProfile, ...]


def candidates(wanted: WantedProfile, live: Iterable[LiveProfile], policy: Policy) -> Candidates:
    """Sort the profiles of the entry's region, given in a fixed order, by what they are to it."""
    profiles = tuple(live)
    named = [profile for profile in profiles if profile.name == wanted.name]
    return Candidates(
        own=tuple(profile for profile in profiles if _is_own(profile, wanted, policy)),
        unowned=tuple(profile for profile in named if profile.managed_by is None),
        foreign=tuple(profile for profile in named if profile.managed_by is not None and not profile.is_ours),
    )


def _is_own(profile: LiveProfile, wanted: WantedProfile, policy: Policy) -> bool:
    if not profile.is_ours:
        return False
    if policy.ownership is None:
        return profile.name in (wanted.name, suffixed_name(wanted.name, (profile.tags or {}).get(MODEL_SOURCE, "")))
    return is_subset(policy.ownership, profile.tags) and profile.key in wanted.keys


def ambiguous(own: tuple[LiveProfile, ...]) -> bool:
    """Whether profiles that share a name belong to different owners, so that the name does not tell which is meant."""
    owners = {tuple((profile.tags or {}).get(tag) for tag in (ENVIRONMENT, WORKLOAD, PROFILE_KEY)) for profile in own}
    return len(owners) > 1


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


def orphans(live: Iterable[LiveProfile], wanted: Iterable[WantedProfile], policy: Policy) -> list[LiveProfile]:
    """Profiles with all our ownership tags whose entry, or whose region of it, is no longer in the map."""
    if not policy.ownership:
        return []
    known = {(key, entry.region) for entry in wanted for key in entry.keys}
    ours = [profile for profile in live if profile.is_ours and is_subset(policy.ownership, profile.tags)]
    return sorted(
        (profile for profile in ours if (profile.key, profile.region) not in known),
        key=lambda profile: (profile.region, profile.key or "", profile.arn),
    )
