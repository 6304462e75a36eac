# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The end of a run on one screen: what was done per workload and region, why, and where applications read it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from ansible_collections.genai.bedrock.plugins.module_utils._core.summary_rows import (
    existing_actions,
    notable_records,
    rows_of,
)
from ansible_collections.genai.bedrock.plugins.module_utils._core.tables import few

#: Action of the bulk module → what was done, and what would be.
DONE = {
    "create": "created",
    "adopt": "adopted",
    "retag": "retagged",
    "replace": "replaced",
    "update": "updated",
    "repair": "repaired",
    "publish": "published",
    "prune": "pruned",
    "retire": "retired",
    "delete": "deleted",
    "none": "kept",
}
PLANNED = {action: "keep" if action == "none" else action for action in DONE}

#: How many members of a document are named.
_MEMBERS = 6


@dataclass(frozen=True, slots=True)
class Place:
    """Where applications read: a prefix in some SSM regions, and what of its document changes."""

    prefix: str
    regions: Sequence[str] = ()
    workloads: Sequence[str] = ()
    changes: Sequence[str] = ()


def summary(
    results: Mapping[str, Mapping[str, Any]],
    environment: str,
    places: Sequence[Place],
    notes: Iterable[str] = (),
    *,
    planned: bool = False,
) -> list[str]:
    """Lines from the bulk module's results by workload, each with ``record_changes``, ``superseded`` and so on, if any.

    ``notes`` are what else is worth a line.
    """
    words = PLANNED if planned else DONE
    kept = [
        (name, sum(row["action"] == "none" for row in existing_actions(result))) for name, result in results.items()
    ]
    kept_line = ", ".join(f"{name} {count}" for name, count in kept if count)
    blocks = [
        rows_of(results, words),
        [f"{words['none']}: {kept_line}"] if kept_line else [],
        list(notes),
        [line for place in places for line in _place_lines(place, several=len(places) > 1)],
    ]
    lines = [headline(environment, _counts(results, words), planned=planned)]
    return lines + [line for block in blocks if block for line in ("", *block)]


def headline(environment: str, counts: str, *, planned: bool) -> str:
    return f"{environment}: {counts}" + (" (a plan; nothing was changed)" if planned else "")


def counted(actions: Sequence[str], words: Mapping[str, str], failed: int = 0) -> str:
    """The number of each action, as ``2 created, 1 kept``; empty if there are none."""
    counts = [f"{actions.count(action)} {word}" for action, word in words.items() if action in actions]
    return ", ".join(counts + ([f"{failed} failed"] if failed else []))


def _counts(results: Mapping[str, Mapping[str, Any]], words: Mapping[str, str]) -> str:
    actions = [row["action"] for result in results.values() for row in existing_actions(result)]
    failed = sum(len(result.get("errors") or []) for result in results.values())
    records = [row["action"] for result in results.values() for row in notable_records(result)]
    found = counted(actions, words, failed)
    about = f"records: {counted(records, words)}" if records else ""
    return "; ".join(text for text in (found, about) if text) or "nothing to do"


def _place_lines(place: Place, *, several: bool) -> list[str]:
    where = f" in {', '.join(place.regions)}" if place.regions else ""
    whose = f" of {', '.join(place.workloads)}" if several else ""
    changes = f" (changed: {few(place.changes, _MEMBERS)})" if place.changes else ""
    return [
        f"records{whose}: {place.prefix}/<workload>/<key>{where}",
        f"document{whose}: {place.prefix}{where}{changes}",
    ]
