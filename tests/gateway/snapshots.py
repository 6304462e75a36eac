# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What the account holds, straight from the endpoint's memory: no call, whatever is denied, and any number at once."""

from __future__ import annotations

import time
from collections.abc import Mapping
from typing import Any, NamedTuple

from moto.ssm.models import ssm_backends

from tests.local_aws.store import Profile, store_of

ACCOUNT = "123456789012"
EAST, WEST, EU = REGIONS = ("us-east-1", "us-west-2", "eu-west-1")
TITAN, COHERE = "amazon.titan-embed-text-v2:0", "cohere.embed-multilingual-v3"


class Snapshot(NamedTuple):
    """Profiles by ARN and parameters by region and name, each with all that a stranger's hand could change."""

    profiles: dict[str, tuple[str, tuple[str, ...], dict[str, str]]]
    parameters: dict[tuple[str, str], tuple[str, str, int, dict[str, str]]]

    def alike(self) -> tuple[Any, Any]:
        """Without what differs from one creation to the next: for telling whether two accounts hold the same."""
        rows = sorted((arn.split(":")[3], *snapshot) for arn, snapshot in self.profiles.items())
        return rows, {place: (value, tags) for place, (value, _type, _version, tags) in self.parameters.items()}


def snapshot(account: str = ACCOUNT) -> Snapshot:
    profiles = {
        profile.arn: (profile.name, profile.model_arns, dict(profile.tags))
        for region in REGIONS
        for profile in store_of(account, region).profiles()
    }
    parameters = {}
    for region in REGIONS:
        backend = ssm_backends[account][region]
        for name in list(dict.keys(backend._parameters)):
            live = backend._parameters[name][-1]
            tags = backend._resource_tags["Parameter"].get(name, {})
            parameters[region, name] = (live.value, live.parameter_type, live.version, dict(tags))
    return Snapshot(profiles, parameters)


def plant(
    name: str, model: str = TITAN, tags: Mapping[str, str] | None = None, *, region: str = EAST, days: int = 1
) -> Profile:
    """A profile that somebody else made so many days ago."""
    source = f"arn:aws:bedrock:{region}::foundation-model/{model}"
    profile = store_of(ACCOUNT, region).create(name, None, (source,), dict(tags or {}), source)
    profile.created = time.time() - 86400 * days
    profile.tag_history[:] = [(profile.created, dict(profile.tags))]
    return profile
