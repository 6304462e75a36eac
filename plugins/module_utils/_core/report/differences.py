# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Whether an account is in sync with its inventory, and what differs, out of a deployment in check mode."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from typing import Any

from ansible_collections.genai.bedrock.plugins.module_utils._core.deployment.plan import RECORD
from ansible_collections.genai.bedrock.plugins.module_utils._core.records.changes import only_hashes
from ansible_collections.genai.bedrock.plugins.module_utils._core.summary_rows import existing_actions, notable_records

IN_SYNC, DIFFERS, UNKNOWN = "in_sync", "differs", "unknown"
_NOTHING = "none"
#: Whether it is a record, the workload, the key and the region.
_Place = tuple[bool, str, str, str]


def differences(planned: Mapping[str, Any]) -> dict[str, Any]:
    """``state``, the counts of actions, and a row for each change; what could not be planned is not known."""
    planned_changes = (planned.get("plan") or {}).get("changes") or ()
    origins, hashes = _origins(planned_changes), _hashes(planned_changes)
    changes = [
        row
        for name, result in (planned.get("workloads") or {}).items()
        for row in _changes(name, _with_hashes(name, result, hashes), origins)
    ]
    refused = bool(planned.get("problems")) or "summary" not in planned
    return {
        "state": UNKNOWN if refused else DIFFERS if changes or planned.get("changed") else IN_SYNC,
        "counts": dict(Counter(row["action"] for row in changes)),
        "changes": changes,
    }


def _origins(changes: Iterable[Mapping[str, Any]]) -> dict[_Place, str]:
    """Whether somebody changed AWS or the inventory, by what a change is about."""
    return {
        (row["kind"] == RECORD, row["workload"], row["key"], row["region"]): row["origin_reason"] or row["origin"] or ""
        for row in changes
    }


def _hashes(changes: Iterable[Mapping[str, Any]]) -> set[_Place]:
    """The records of which nothing changes but what only deployments read."""
    return {
        (True, row["workload"], row["key"], row["region"])
        for row in changes
        if row["kind"] == RECORD and only_hashes(row.get("before") or {}, row.get("after") or {})
    }


def _with_hashes(workload: str, result: Mapping[str, Any], hashes: Collection[_Place]) -> dict[str, Any]:
    rows = [
        {**row, "only_hashes": (True, workload, row["key"], row.get("region") or "") in hashes}
        for row in result.get("record_changes") or ()
    ]
    return {**result, "record_changes": rows}


def _changes(workload: str, result: Mapping[str, Any], origins: Mapping[_Place, str]) -> list[dict[str, Any]]:
    profiles = [(row, "") for row in existing_actions(result) if row["action"] != _NOTHING]
    return [
        {
            "workload": workload,
            "key": row["key"],
            "region": row.get("region") or "",
            "action": f"{row['action']}{what}",
            "reasons": [str(reason) for reason in row.get("reasons") or ()],
            "origin": origins.get((bool(what), workload, row["key"], row.get("region") or ""), ""),
            "deletes": list(row.get("deletes") or ()),
        }
        for row, what in [*profiles, *((row, " record") for row in notable_records(result))]
    ]
