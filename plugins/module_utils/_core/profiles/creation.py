# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""A profile that is to be made: its request, its tags and its token."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from ansible_collections.genai.bedrock.plugins.module_utils._core.profiles.inference_profiles import (
    LiveProfile,
    Policy,
    WantedProfile,
)
from ansible_collections.genai.bedrock.plugins.module_utils._core.profiles.naming import names_of
from ansible_collections.genai.bedrock.plugins.module_utils._core.profiles.sources import Source
from ansible_collections.genai.bedrock.plugins.module_utils._core.tags import (
    CREATED_BY,
    CREATED_DATE,
    CREATION_TAGS,
    CREATOR,
    MANAGED_BY,
    MODEL_SOURCE,
    OWNER,
    PROFILE_KEY,
    merge_tags,
)


@dataclass(frozen=True, slots=True)
class Creation:
    """The content of one CreateInferenceProfile request."""

    region: str
    name: str
    source: Source
    description: str | None
    tags: Mapping[str, str]
    #: ARNs of the key's profiles that are already there; a token that depends on them differs after A → B → A.
    beside: tuple[str, ...] = ()
    #: Whether its tags identify the owner; otherwise its name does.
    owned_by_tags: bool = True

    @property
    def token(self) -> str:
        """A clientRequestToken that is equal for an equal request, after whichever crash.

        What AWS says of a known token with another content is not documented, so all that is sent is part of it.
        """
        content = {
            "region": self.region,
            "name": self.name,
            "source": self.source.arn,
            "description": self.description,
            "tags": dict(self.tags),
            "beside": sorted(self.beside),
        }
        return hashlib.sha256(json.dumps(content, sort_keys=True).encode()).hexdigest()

    @property
    def names(self) -> tuple[str, ...]:
        """The wanted name, then fallbacks if names are unique and older profiles of ours use the previous ones."""
        names = names_of(self.name, self.source.arn)
        # Matching by name only accepts one suffix: with more, more foreign names would look like ours.
        return names if self.owned_by_tags else names[:2]

    def token_for(self, name: str, token: str) -> str:
        """The token of the same request under another name: a token is never used for two requests."""
        return token if name == self.name else hashlib.sha256(f"{token} {name}".encode()).hexdigest()


def creation_of(
    wanted: WantedProfile,
    source: Source,
    policy: Policy,
    beside: Iterable[LiveProfile],
    inherited: Mapping[str, str] | None = None,
) -> Creation:
    """The request for a wanted profile; ``inherited`` are tags of the one that it replaces."""
    # What the user sets wins here, as it does on every later run.
    tags = merge_tags(_creation_tags(policy), inherited, wanted_tags(wanted, source, policy))
    arns = tuple(profile.arn for profile in beside)
    by_tags = policy.ownership is not None
    return Creation(wanted.region, wanted.name, source, wanted.description, tags, arns, owned_by_tags=by_tags)


def wanted_tags(wanted: WantedProfile, source: Source, policy: Policy) -> dict[str, str]:
    """The user's tags below ours: ownership tags always take precedence."""
    identity: dict[str, str] = {MANAGED_BY: OWNER, MODEL_SOURCE: source.arn}
    if policy.ownership is not None:
        identity |= dict(policy.ownership) | {PROFILE_KEY: wanted.key}
    return merge_tags(wanted.tags, identity)


def created_here(live: LiveProfile, wanted: WantedProfile, policy: Policy) -> bool:
    """Whether a profile bears both tags of a creation of ours, and not because the user sets one of them.

    When matching by name only, none are written, so adopted profiles look like ours.
    """
    tags, requested = live.tags or {}, wanted.tags or {}
    by_tags = policy.ownership is not None and not any(tag in requested for tag in CREATION_TAGS)
    return by_tags and tags.get(CREATED_BY) == CREATOR and CREATED_DATE in tags


def _creation_tags(policy: Policy) -> dict[str, str]:
    if policy.ownership is None:
        return {}
    return {CREATED_BY: CREATOR, CREATED_DATE: policy.today}
