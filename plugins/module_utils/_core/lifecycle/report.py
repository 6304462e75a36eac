# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The lifecycle report: every deployed profile, the end of life of its model, and the entry to change."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from ansible_collections.genai.bedrock.plugins.module_utils._core.lifecycle.advice import (
    age_lines,
    better_model,
    table_facts,
)
from ansible_collections.genai.bedrock.plugins.module_utils._core.lifecycle.lifecycle import (
    LEGACY,
    Lifecycle,
    Offered,
    known_anywhere,
    only_worldwide,
    read_lifecycle,
    successors,
    way_out_to,
)
from ansible_collections.genai.bedrock.plugins.module_utils._core.lifecycle.scope import Scope
from ansible_collections.genai.bedrock.plugins.module_utils._core.models.ids import bare_model_id
from ansible_collections.genai.bedrock.plugins.module_utils._core.models.offered import ON_DEMAND, geography_of
from ansible_collections.genai.bedrock.plugins.module_utils._core.tables import table
from ansible_collections.genai.bedrock.plugins.module_utils._core.workloads.entries import (
    INFERENCE_PROFILES,
    WORKLOAD_KINDS,
)

#: The status of a model that is no longer listed, as after its end of life.
NOT_LISTED = "NOT_LISTED"
#: The status of a model whose region could not be read.
UNKNOWN = "UNKNOWN"


def lifecycle_report(
    profiles: Sequence[Mapping[str, Any]],
    models: Iterable[Mapping[str, Any]],
    records: Mapping[str, Mapping[str, Any]],
    *,
    days: int,
    today: date,
    environment: str = "",
    workloads: Sequence[str] = (),
    system_profiles: Iterable[Mapping[str, Any]] = (),
) -> dict[str, Any]:
    """Rows of profiles, those with the fewest days left first, a table of them, how many are due, problems, and facts.

    ``profiles``, ``models`` and ``system_profiles`` are rows of the info modules, ``records`` what is published as
    ``<workload>/<key>``.
    A named workload without profiles is a problem, so that it does not look checked.
    """
    offered = _by_region(models, system_profiles)
    targets = {target["arn"]: path for path, record in records.items() for target in record.get("targets", ())}
    scope = Scope(
        environment, workloads, targets, {arn: records[path].get("temperature") for arn, path in targets.items()}
    )
    chosen, problems = scope.chosen(profiles)
    rows = [_row(profile, offered, scope, days, today) for profile in chosen]
    rows.sort(key=_urgency)
    due = sum(row["due"] for row in rows)
    lines = [*_table(rows), *age_lines(today), _counted(len(rows), due, days)]
    return {"profiles": rows, "lines": lines, "due": due, "problems": problems, "model_facts": table_facts(today)}


def _by_region(
    models: Iterable[Mapping[str, Any]], system_profiles: Iterable[Mapping[str, Any]]
) -> dict[str, dict[str, Offered]]:
    geographies_by_region = _geographies(system_profiles)
    offered: dict[str, dict[str, Offered]] = {}
    for model in models:
        region, model_id = model["region"], model["model_id"]
        types = model.get("inference_types_supported") or ()
        geographies = geographies_by_region.get(region, {}).get(model_id, set())
        offered.setdefault(region, {})[model_id] = Offered(
            model_id,
            read_lifecycle(model.get("model_lifecycle") or {}),
            frozenset(model.get("output_modalities") or ()),
            # If the profiles of a region are unknown, only the type is known.
            ON_DEMAND in types or bool(geographies) if region in geographies_by_region else bool(types),
            only_worldwide(ON_DEMAND in types, geographies),
        )
    return offered


def _geographies(system_profiles: Iterable[Mapping[str, Any]]) -> dict[str, dict[str, set[str]]]:
    """Region → model → the geographies of the profiles that serve it."""
    geographies_by_region: dict[str, dict[str, set[str]]] = {}
    for profile in system_profiles:
        identifier = profile["inference_profile_id"]
        models = geographies_by_region.setdefault(profile["region"], {})
        models.setdefault(profile.get("base_model_id") or bare_model_id(identifier), set()).add(
            geography_of(identifier) or ""
        )
    return geographies_by_region


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
    due = life.status == NOT_LISTED or life.ends_within(days, today)
    workload, key = scope.owner(profile)
    here, temperature = offered.get(region, {}), scope.temperature(profile)
    following = successors(model_id, here, model, today=today, days=days, temperature=temperature)
    better = better_model(model_id, here, model, today=today, days=days, temperature=temperature)
    return {
        "environment": scope.describe(profile),
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
        "days_left": life.days_left(today),
        "due": due,
        "successors": [one.model_id for one in following],
        "way_out": way_out_to(following) if due or life.status == LEGACY else "",
        "better_model": better.successor.model_id if better else None,
        "advice": str(better) if better else "",
    }


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
            _hint(row),
        )
        for row in rows
    )


def _hint(row: Mapping[str, Any]) -> str:
    """What has to change; else what may."""
    if row["way_out"]:
        return f"→ {row['way_out']}"
    return f"better: {row['advice']}" if row["advice"] else ""


def _left(days: int | None) -> str:
    if days is None:
        return ""
    return f"{days} days left" if days > 0 else f"ended {-days} days ago"


def _counted(count: int, due: int, days: int) -> str:
    return f"{due} of {count} profiles with a model that has ended, or ends within {days} days"


def _text(day: date | None) -> str | None:
    return day.isoformat() if day else None
