# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Hashes of the records of a workload, from the tags that its profiles should have."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from typing import Any

from ansible_collections.genai.bedrock.plugins.module_utils._core.profiles.creation import wanted_tags
from ansible_collections.genai.bedrock.plugins.module_utils._core.profiles.inference_profiles import Policy
from ansible_collections.genai.bedrock.plugins.module_utils._core.profiles.steps import ProfileStep
from ansible_collections.genai.bedrock.plugins.module_utils._core.records.hashes import tags_hash, with_hashes
from ansible_collections.genai.bedrock.plugins.module_utils._core.records.records import Record
from ansible_collections.genai.bedrock.plugins.module_utils._core.tags import ENVIRONMENT, WORKLOAD

Row = Mapping[str, Any]


def with_tag_hashes(
    records: Mapping[str, Record],
    plan: Row,
    steps: Iterable[ProfileStep],
    rows: Iterable[Row],
    withheld: Collection[str],
) -> dict[str, Record]:
    """The records with their hashes. A target that was not written this time keeps the one that it has."""
    owner = {ENVIRONMENT: plan["environment"], WORKLOAD: plan["workload"]}
    written = {(row["key"], row["region"]) for row in rows}
    hashes = {
        (step.key, step.region): found
        for step in steps
        if (step.key, step.region) in written and (found := requested_tags_hash(step, owner))
    }
    made = {}
    for key, record in records.items():
        entry = plan["entries"].get(key, {"targets": ()})
        profiles = {target["region"]: target["inference_profile"] for target in entry["targets"]}

        def tags_of(region: str, profiles: Row = profiles) -> str | None:
            return hashes.get((profiles.get(region, ""), region))

        made[key] = record if key in withheld else with_hashes(record, tags_of)
    return made


def requested_tags_hash(step: ProfileStep, owner: Mapping[str, str]) -> str | None:
    """A hash of the tags that the profile of a step should have, whatever it has."""
    if step.wanted is None or step.source is None or step.wanted.absent:
        return None
    return tags_hash(wanted_tags(step.wanted, step.source, Policy(ownership=owner)))
