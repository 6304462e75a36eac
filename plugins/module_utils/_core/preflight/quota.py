# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Whether the profiles that are to be made fit into the account's quota.

Quota: "Inference profiles per account", a region's, counted in application inference profiles (AWS General Reference,
"Amazon Bedrock endpoints and quotas").
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from ansible_collections.genai.bedrock.plugins.module_utils._core.arns import model_ids
from ansible_collections.genai.bedrock.plugins.module_utils._core.findings import ERROR, Finding
from ansible_collections.genai.bedrock.plugins.module_utils._core.profiles.inference_profiles import (
    LiveProfile,
    WantedProfile,
)
from ansible_collections.genai.bedrock.plugins.module_utils._core.profiles.naming import has_name
from ansible_collections.genai.bedrock.plugins.module_utils._core.profiles.plan import SourceKey
from ansible_collections.genai.bedrock.plugins.module_utils._core.profiles.sources import Source

SERVICE, QUOTA = "bedrock", "L-40EC9882"


def to_be_made(
    wanted: Iterable[WantedProfile], sources: Mapping[SourceKey, Source], live: Sequence[LiveProfile]
) -> int:
    """How many profiles a region gains before anything is retired: no name of a live one, or not of its model.

    Tags would be exact, but need another call: a renamed entry counts as a new profile here.
    """
    return sum(
        not _exists_already(entry, sources[entry.key, entry.region], live)
        for entry in wanted
        if (entry.key, entry.region) in sources
    )


def quota_finding(region: str, *, live: int, planned: int, new: int, quota: int) -> Finding | None:
    """``planned`` are about to be made by others: there is no room for them twice."""
    if not new or live + planned + new <= quota:
        return None
    message = f"{new} more inference profiles do not fit into the quota of {region}: it has {live} of {quota}"
    message += f", and {planned} more are planned" if planned else ""
    way_out = f"request a higher quota (Service Quotas, {SERVICE}, {QUOTA}) or delete unused profiles"
    return Finding(ERROR, "profile_quota", message, way_out)


def _exists_already(entry: WantedProfile, source: Source, live: Iterable[LiveProfile]) -> bool:
    models = model_ids(source.model_arns)
    return any(
        has_name(profile.name, entry.name, (source.arn,), created_here=True) and model_ids(profile.model_arns) == models
        for profile in live
    )
