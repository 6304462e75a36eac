# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The models of an account and how long they live, one row each."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

_LIFE = ("status", "legacy_time", "public_extended_access_time", "end_of_life_time", "days_left")
_ADVICE = ("way_out", "better_model", "advice")


def model_rows(profiles: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """A row for each model and lifecycle, in the order of ``profiles`` (of lifecycle_info): the most urgent first."""
    rows: dict[tuple[Any, ...], dict[str, Any]] = {}
    for profile in profiles:
        life = {name: profile.get(name) for name in _LIFE}
        row = rows.setdefault(
            (profile["model_id"], *life.values()),
            {"model_id": profile["model_id"], **life, "due": False, "entries": [], "regions": []}
            | {"successors": list(profile.get("successors") or ())}
            | {name: profile.get(name) or "" for name in _ADVICE},
        )
        row["due"] = row["due"] or bool(profile.get("due"))
        for name, value in (("entries", _path(profile)), ("regions", profile["region"])):
            if value and value not in row[name]:
                row[name].append(value)
    return list(rows.values())


def _path(profile: Mapping[str, Any]) -> str:
    parts = (str(profile.get("workload") or ""), str(profile.get("key") or ""))
    return "/".join(parts) if all(parts) else str(profile.get("inference_profile_name") or "")
