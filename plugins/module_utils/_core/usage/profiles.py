# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The profiles whose usage is reported: those that records publish, those they replace, and others by their tags."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from ansible_collections.genai.bedrock.plugins.module_utils._core.arns import parse_arn
from ansible_collections.genai.bedrock.plugins.module_utils._core.models.ids import bare_model_id
from ansible_collections.genai.bedrock.plugins.module_utils._core.models.offered import geography_of
from ansible_collections.genai.bedrock.plugins.module_utils._core.suggestions import did_you_mean
from ansible_collections.genai.bedrock.plugins.module_utils._core.tags import (
    ENVIRONMENT,
    MODEL_SOURCE,
    PROFILE_KEY,
    WORKLOAD,
)

Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class UsedProfile:
    """One application inference profile and whose it is; ``published``: whether a record points to it now."""

    arn: str
    profile_id: str
    region: str
    name: str = ""
    environment: str = ""
    workload: str = ""
    key: str = ""
    model_id: str = ""
    use_case: str = ""
    tags: Mapping[str, str] = field(default_factory=dict)
    published: bool = False

    @property
    def geography(self) -> str | None:
        """That of the system-defined profile from which it was made, where its tag says so: prices differ by it."""
        return geography_of(self.tags.get(MODEL_SOURCE, "").rpartition("/")[2])


def used_profiles(listed: Iterable[Row], records: Mapping[str, Row], environment: str = "") -> list[UsedProfile]:
    """Rows of ``inference_profile_info`` and records (``<workload>/<key>`` → record) as one list, without doubles.

    What a record says of a profile wins over its tags, since a profile's own key may carry its region. A profile that
    only a record names (its region could not be listed) has no tags.
    """
    published = {target["arn"]: (path, record) for path, record in records.items() for target in record["targets"]}
    replaced = {arn: (path, record) for path, record in records.items() for arn in record.get("previous") or ()}
    found = {row["inference_profile_arn"]: _listed(row) for row in listed}
    named = {arn: _named(arn, record) for arn, (_path, record) in {**replaced, **published}.items()}
    profiles = []
    for arn, profile in {**named, **found}.items():
        path, record = published.get(arn) or replaced.get(arn) or ("", {})
        workload, _slash, key = path.partition("/")
        profiles.append(
            UsedProfile(
                arn=arn,
                profile_id=profile.profile_id,
                region=profile.region,
                name=profile.name,
                environment=record.get("environment") or profile.environment or environment,
                workload=workload or profile.workload,
                key=key or profile.key,
                model_id=profile.model_id,
                use_case=record.get("use_case") or profile.tags.get("UseCase", ""),
                tags=profile.tags,
                published=arn in published,
            )
        )
    return sorted(profiles, key=lambda one: (one.environment, one.workload, one.key, one.region, one.name, one.arn))


def _listed(row: Row) -> UsedProfile:
    tags = row.get("tags") or {}
    return UsedProfile(
        arn=row["inference_profile_arn"],
        profile_id=row["inference_profile_id"],
        region=row["region"],
        name=row["inference_profile_name"],
        environment=tags.get(ENVIRONMENT, ""),
        workload=tags.get(WORKLOAD, ""),
        key=tags.get(PROFILE_KEY, ""),
        model_id=row.get("base_model_id") or "",
        tags=tags,
    )


def _named(arn: str, record: Row) -> UsedProfile:
    """What a record says of a profile. Which model was behind one that it replaced, nothing says."""
    targets = {target["arn"]: target for target in record["targets"]}
    target, parsed = targets.get(arn), parse_arn(arn)
    return UsedProfile(
        arn=arn,
        profile_id=target["profile_id"] if target else arn.rpartition("/")[2],
        region=target["region"] if target else (parsed.region if parsed else ""),
        name=target.get("name", "") if target else "",
        model_id=bare_model_id(record.get("base_model_id") or "") if target else "",
    )


def of_workloads(
    profiles: Sequence[UsedProfile], workloads: Sequence[str], without: Iterable[str] = ()
) -> tuple[list[UsedProfile], list[str]]:
    """Those of the workloads (all without any), and why a workload that is named has none; ``without`` never have."""
    if not workloads:
        return list(profiles), []
    known = sorted({profile.workload for profile in profiles} - {""})
    problems = [
        f"{workload}: no profile of such a workload is deployed"
        + (f"; {did_you_mean(workload, known)}" if known else "")
        for workload in workloads
        if workload not in {*known, *without}
    ]
    return [profile for profile in profiles if profile.workload in workloads], problems
