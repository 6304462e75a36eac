# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The lifecycle report: every deployed profile, how long its model lives, and the entry to change."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from ansible_collections.genai.bedrock.plugins.module_utils._core.lifecycle.lifecycle import (
    Lifecycle,
    Offered,
    known_anywhere,
    read_lifecycle,
    successors,
)
from ansible_collections.genai.bedrock.plugins.module_utils._core.records.choosing import WITHOUT_RECORDS
from ansible_collections.genai.bedrock.plugins.module_utils._core.suggestions import did_you_mean
from ansible_collections.genai.bedrock.plugins.module_utils._core.tables import table
from ansible_collections.genai.bedrock.plugins.module_utils._core.tags import (
    ENVIRONMENT,
    MANAGED_BY,
    OWNER,
    PROFILE_KEY,
    WORKLOAD,
)
from ansible_collections.genai.bedrock.plugins.module_utils._core.workloads.entries import (
    INFERENCE_PROFILES,
    WORKLOAD_KINDS,
)

#: The status of a model that no region lists any more, as after its end of life.
NOT_LISTED = "NOT_LISTED"
#: The status of a model whose region could not be read.
UNKNOWN = "UNKNOWN"


@dataclass(frozen=True, slots=True)
class Scope:
    """The environment whose entries are named, and the workloads of it that are looked at; empty is all."""

    environment: str = ""
    workloads: Sequence[str] = ()
    #: ARN of a profile → ``<workload>/<key>`` of the record that publishes it.
    published: Mapping[str, str] = field(default_factory=dict)

    def holds(self, profile: Mapping[str, Any]) -> bool:
        """Whether a profile is of the environment, whose entries alone this run could change."""
        tags = profile.get("tags") or {}
        ours = (tags.get(MANAGED_BY), tags.get(ENVIRONMENT)) == (OWNER, self.environment)
        return not self.environment or ours or profile["inference_profile_arn"] in self.published

    def owner(self, profile: Mapping[str, Any]) -> tuple[str, str]:
        """Workload and key: as published, since a profile's own key may carry its region; else as the tags say."""
        workload, _slash, key = self.published.get(profile["inference_profile_arn"], "").partition("/")
        tags = profile.get("tags") or {}
        return (workload, key) if key else (tags.get(WORKLOAD, ""), tags.get(PROFILE_KEY, ""))

    def chosen(self, profiles: Sequence[Mapping[str, Any]]) -> tuple[list[Mapping[str, Any]], list[str]]:
        """The profiles that are looked at, and why a workload that is named has none.

        What is not of the environment has no workload of it, and is not left out for that.
        """
        if not self.workloads:
            return list(profiles), []
        deployed = sorted({self.owner(profile)[0] for profile in profiles if self.holds(profile)} - {""})
        problems = [
            f"{workload}: no profile of such a workload is deployed"
            + (f"; {did_you_mean(workload, deployed)}" if deployed else "")
            for workload in self.workloads
            if workload not in {*deployed, *WITHOUT_RECORDS}
        ]
        chosen = [
            profile for profile in profiles if not self.holds(profile) or self.owner(profile)[0] in self.workloads
        ]
        return chosen, problems


def lifecycle_report(
    profiles: Sequence[Mapping[str, Any]],
    models: Iterable[Mapping[str, Any]],
    records: Mapping[str, Mapping[str, Any]],
    *,
    days: int,
    today: date,
    environment: str = "",
    workloads: Sequence[str] = (),
) -> dict[str, Any]:
    """Rows of profiles, those with the fewest days left first, a table of them, how many are due, and problems.

    ``profiles`` and ``models`` are rows of the info modules, ``records`` what is published as ``<workload>/<key>``.
    A problem is a workload that is named and has no profile: nobody shall take it for looked at.
    """
    offered = _by_region(models)
    published = {target["arn"]: path for path, record in records.items() for target in record.get("targets", ())}
    scope = Scope(environment, workloads, published)
    chosen, problems = scope.chosen(profiles)
    rows = [_row(profile, offered, scope, days, today) for profile in chosen]
    rows.sort(key=_urgency)
    due = sum(row["due"] for row in rows)
    lines = [*_table(rows), _counted(len(rows), due, days)]
    return {"profiles": rows, "lines": lines, "due": due, "problems": problems}


def _by_region(models: Iterable[Mapping[str, Any]]) -> dict[str, dict[str, Offered]]:
    offered: dict[str, dict[str, Offered]] = {}
    for model in models:
        offered.setdefault(model["region"], {})[model["model_id"]] = Offered(
            model["model_id"],
            read_lifecycle(model.get("model_lifecycle") or {}),
            frozenset(model.get("output_modalities") or ()),
            bool(model.get("inference_types_supported")),
        )
    return offered


def _row(
    profile: Mapping[str, Any],
    offered: Mapping[str, Mapping[str, Offered]],
    scope: Scope,
    days: int,
    today: date,
) -> dict[str, Any]:
    model_id = profile.get("base_model_id") or ""
    region = profile["region"]
    model = known_anywhere(model_id, region, offered)
    life = model.lifecycle if model else Lifecycle(NOT_LISTED if region in offered else UNKNOWN)
    left = life.days_left(today)
    due = life.status == NOT_LISTED or (left is not None and left <= days)
    workload, key = scope.owner(profile)
    return {
        "environment": _environment(profile, scope),
        "workload": workload,
        "key": key,
        "entry": entry_of(workload, key) if scope.holds(profile) else "",
        "region": region,
        "inference_profile_arn": profile["inference_profile_arn"],
        "inference_profile_name": profile["inference_profile_name"],
        "model_id": model_id,
        "status": life.status,
        "legacy_time": _text(life.legacy),
        "public_extended_access_time": _text(life.extended_access),
        "end_of_life_time": _text(life.end),
        "days_left": left,
        "due": due,
        "successors": successors(model_id, offered.get(region, {}), model),
    }


def _environment(profile: Mapping[str, Any], scope: Scope) -> str:
    told = str((profile.get("tags") or {}).get(ENVIRONMENT, ""))
    return scope.environment if scope.environment and scope.holds(profile) else told


def entry_of(workload: str, key: str) -> str:
    """The variable that names the model of an entry; empty for a profile that is not ours."""
    if not (workload and key):
        return ""
    role = workload if workload in WORKLOAD_KINDS else INFERENCE_PROFILES
    return f"{role}_entries.{key}.model"


def _urgency(row: Mapping[str, Any]) -> tuple[bool, bool, int, str, str]:
    left = row["days_left"]
    return (not row["due"], left is None, left or 0, _label(row), row["region"])


def _label(row: Mapping[str, Any]) -> str:
    """What to change; where that is not an entry of this environment, the profile and whose it is."""
    of = f" of {row['environment']}" if row["environment"] else ""
    return str(row["entry"] or f"{row['inference_profile_name']}{of}")


def _table(rows: Sequence[Mapping[str, Any]]) -> list[str]:
    return table(
        (
            _label(row),
            row["region"],
            row["model_id"],
            row["status"],
            f"legacy {row['legacy_time']}" if row["legacy_time"] else "",
            f"ends {row['end_of_life_time']}" if row["end_of_life_time"] else "",
            _left(row["days_left"]),
            f"→ {' or '.join(row['successors'])}" if row["successors"] and _is_leaving(row) else "",
        )
        for row in rows
    )


def _is_leaving(row: Mapping[str, Any]) -> bool:
    return bool(row["due"] or row["status"] == "LEGACY")


def _left(days: int | None) -> str:
    if days is None:
        return ""
    return f"{days} days left" if days > 0 else f"ended {-days} days ago"


def _counted(count: int, due: int, days: int) -> str:
    return f"{due} of {count} profiles with a model that has ended, or ends within {days} days"


def _text(day: date | None) -> str | None:
    return day.isoformat() if day else None
