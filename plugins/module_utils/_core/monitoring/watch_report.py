# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The report on alarms and the dashboard, in a few lines next to those about profiles."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

#: Action → what was done, and what would be.
_DONE = {
    "create": "created",
    "adopt": "adopted",
    "update": "updated",
    "retag": "retagged",
    "delete": "deleted",
    "none": "kept",
}
_PLANNED = {action: "keep" if action == "none" else action for action in _DONE}
#: Reasons that only repeat the action.
_PLAIN = frozenset({"create", "delete", "none"})
_FEW = 3

#: Region, word, what, reason.
Line = tuple[str, str, str, str]


def watch_lines(
    results: Sequence[Mapping[str, Any]],
    environment: str,
    dashboard: Mapping[str, Any] | None = None,
    name: str = "",
    *,
    left_off: int = 0,
    chosen_by: str = "dashboard_workloads",
    planned: bool = False,
) -> list[str]:
    """Lines from results of cloudwatch_alarms and of cloudwatch_dashboard, none for what is not there and was not.

    ``left_off`` is how many profiles the dashboard ``name`` cannot show, ``chosen_by`` what chooses the others.
    """
    words = _PLANNED if planned else _DONE
    blocks = []
    if alarms := list(_alarm_lines(results, environment, words)):
        blocks.append([f"alarms: {environment}-<workload>-<key>-<region>-<metric>", *_aligned(alarms)])
    if shown := list(_dashboard_lines(dashboard or {}, words, left_off, chosen_by)):
        blocks.append([f"dashboard: {name}", *shown])
    return [line for number, block in enumerate(blocks) for line in ([""] if number else []) + block]


def _alarm_lines(results: Sequence[Mapping[str, Any]], environment: str, words: Mapping[str, str]) -> Iterator[Line]:
    """One line for all alarms of a region with one action for one reason."""
    reported: dict[tuple[str, str, tuple[str, ...]], list[Mapping[str, Any]]] = {}
    for result in results:
        live = {(row["region"], row["name"]) for row in result.get("alarms") or []}
        for row in result.get("actions") or []:
            if row["action"] != "none" or (row["region"], row["name"]) in live:
                about = () if row["action"] in _PLAIN else tuple(reason.split(":")[0] for reason in row["reasons"])
                reported.setdefault((row["region"], row["action"], about), []).append(row)
    for (region, action, about), rows in sorted(reported.items(), key=lambda item: (item[0][0], item[0][1] == "none")):
        same = all(row["reasons"] == rows[0]["reasons"] for row in rows)
        reason = "; ".join(rows[0]["reasons"]) if same and about else ", ".join(about)
        yield region, words.get(action, action), f"{len(rows)} of {_entries(rows, environment)}", reason
    for result in results:
        # Why is in the problems of the run.
        places = dict.fromkeys((row.get("region") or "-", row.get("key") or "-") for row in result.get("errors") or [])
        yield from ((region, "failed", key, "") for region, key in places)


def _entries(rows: Iterable[Mapping[str, Any]], environment: str) -> str:
    """Whose alarms they are: ``copilot/chat``, or how many entries where they are many."""
    entries = sorted({_entry(row, environment) for row in rows})
    return ", ".join(entries) if len(entries) <= _FEW else f"{len(entries)} entries"


def _entry(row: Mapping[str, Any], environment: str) -> str:
    name = str(row["name"])
    own, region, _metric = name.partition(f"-{row['region']}-")
    return own.removeprefix(f"{environment}-").replace("-", "/", 1) if region else name


def _dashboard_lines(
    dashboard: Mapping[str, Any], words: Mapping[str, str], left_off: int, chosen_by: str
) -> Iterator[str]:
    action = dashboard.get("action")
    if action and (action != "none" or dashboard.get("dashboard")):
        yield f"  {words.get(action, action)}"
        if left_off and action != "delete":
            yield f"  {left_off} profiles are not on it, since CloudWatch shows no more: {chosen_by} chooses what is"
    if dashboard.get("errors"):
        yield "  failed"


def _aligned(lines: Sequence[Line]) -> list[str]:
    widths = [max(len(line[column]) for line in lines) for column in range(3)]
    return [
        "  ".join(["", *(text.ljust(width) for text, width in zip(line, widths, strict=False)), line[3]]).rstrip()
        for line in lines
    ]
