# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Key to primary ARN."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from ansible.errors import AnsibleFilterError
from ansible_collections.genai.bedrock.plugins.module_utils._core.records.shapes import TEXTS
from ansible_collections.genai.bedrock.plugins.module_utils._core.shapes import fields, list_of, require, text

_ROW = fields({"key": text, "inference_profile_arn": text}, {"region": text})
_RECORD = fields({"targets": list_of(fields({"region": text, "arn": text}))})
_WANTED = "needs the result of the module inference_profiles, its list of inference_profiles, or a map of key to record"


def arns_by_key(profiles: object, regions: Sequence[str] = ()) -> dict[str, str]:
    """Key → ARN of what a module returned, of its list of profiles, or of records; ``regions`` is the order of preference."""
    try:
        require(regions=(TEXTS, regions))
    except ValueError as error:
        raise AnsibleFilterError(f"arns_by_key: {error}") from error
    return {key: _preferred(places, regions) for key, places in _places(profiles).items() if places}


def _places(profiles: object) -> dict[str, list[tuple[str, str]]]:
    """Key → region and ARN of each of its profiles, in their order."""
    if isinstance(profiles, Mapping) and "inference_profiles" in profiles:
        profiles = profiles["inference_profiles"]
    if isinstance(profiles, Mapping):
        return {str(key): _targets(record) for key, record in profiles.items()}
    if isinstance(profiles, str) or not isinstance(profiles, Sequence):
        raise AnsibleFilterError(f"arns_by_key: {_WANTED}")
    places: dict[str, list[tuple[str, str]]] = {}
    for row in profiles:
        if any(_ROW(row, "")):
            raise AnsibleFilterError(f"arns_by_key: {_WANTED}")
        places.setdefault(row["key"], []).append((row.get("region", ""), row["inference_profile_arn"]))
    return places


def _targets(record: object) -> list[tuple[str, str]]:
    if any(_RECORD(record, "")):
        raise AnsibleFilterError(f"arns_by_key: {_WANTED}")
    targets: list[dict[str, str]] = record["targets"] if isinstance(record, Mapping) else []
    return [(target["region"], target["arn"]) for target in targets]


def _preferred(places: list[tuple[str, str]], regions: Sequence[str]) -> str:
    found = dict(reversed(places))
    return next((found[region] for region in regions if region in found), places[0][1])


class FilterModule:
    """The filter arns_by_key."""

    def filters(self) -> dict[str, Any]:
        return {"arns_by_key": arns_by_key}
