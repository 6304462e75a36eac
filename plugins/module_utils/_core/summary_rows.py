# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The lines of a summary's table: what happened to which keys of a workload, in which regions, and why."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from ansible_collections.genai.bedrock.plugins.module_utils._core.profiles.report import UNKNOWN
from ansible_collections.genai.bedrock.plugins.module_utils._core.tables import few, table

#: Reasons that only repeat the action.
_PLAIN = frozenset({"create", "none"})
#: How many keys, regions and ids of a line are named, and how many lines there are beside those of failures.
_KEYS, _REGIONS, _IDS, _LINES = 6, 3, 4, 24
#: Actions that change the tags which a record has a hash of.
_OF_TAGS = ("retag", "adopt")
#: Keeps the blanks at the end of a line of a table.
_END = "|"
_SOURCE = re.compile(r"^source (?P<old>arn:\S+/(?P<was>\S+)) → (?P<new>arn:\S+/(?P<becomes>\S+))$")
_ARN_ID = re.compile(r"arn:\S+/")


@dataclass(frozen=True, slots=True)
class _Row:
    """Keys of a workload in a region with the same reason; of what is retired there are ids in its place."""

    workload: str
    region: str
    word: str
    keys: tuple[str, ...]
    reason: str = ""
    ids: tuple[str, ...] = ()


def rows_of(results: Mapping[str, Mapping[str, Any]], words: Mapping[str, str]) -> list[str]:
    """The table of all workloads. What failed is never only counted; why it failed is in the problems of the run."""
    rows = [row for name, result in results.items() for row in _rows(name, result, words)]
    failed = [row for name, result in results.items() for row in _failed(name, result)]
    return _shortened(_joined(rows), _joined(failed))


def existing_actions(result: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    """The actions, but those on profiles that are wanted absent and are."""
    rows = result.get("inference_profiles")
    live = None if rows is None else {(row["key"], row["region"]) for row in rows}
    return [
        row
        for row in result.get("actions") or []
        if row["action"] != "none" or live is None or (row["key"], row["region"]) in live
    ]


def notable_records(result: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    """Changes of records that do not follow from what happens to their profiles: those that come or go with them do.

    ``only_hashes`` of a row, if it has that: nothing differs but what only deployments read.
    """
    actions = {(row["key"], row["action"]) for row in result.get("actions") or []}
    following = {"create": ("create", "adopt", "repair"), "delete": ("delete",), "update": ("repair",)}
    return [
        row
        for row in result.get("record_changes") or []
        if not any((row["key"], action) in actions for action in following.get(row["action"], ()))
        and not (row.get("only_hashes") and any((row["key"], action) in actions for action in _OF_TAGS))
    ]


def _rows(workload: str, result: Mapping[str, Any], words: Mapping[str, str]) -> Iterator[_Row]:
    """One row for all keys of a region with one action and one reason, where it is worth a line."""
    found: dict[tuple[str, str, str], list[Mapping[str, Any]]] = {}
    for row in existing_actions(result):
        if row["action"] != "none":
            found.setdefault((row["region"], row["action"], _reason(row)), []).append(row)
    for row in notable_records(result):
        reason = "; ".join(["its record", *row["reasons"]]) if row["action"] != "update" else _updated(row)
        found.setdefault((row["region"], row["action"], reason), []).append(row)
    for (region, action, reason), rows in found.items():
        keys = tuple(str(row["key"] or "-") for row in rows)
        arns = [arn for row in rows for arn in row.get("deletes") or ()] if action == "retire" else []
        ids = tuple(_ARN_ID.sub("", arn) for arn in arns)
        yield _Row(workload, region, words.get(action, action), keys, reason, ids)
    yield from _left_over(workload, result)


def _reason(row: Mapping[str, Any]) -> str:
    """Why; a retired profile is named by its id instead, which differs from region to region."""
    if row["action"] == "retire" and row.get("deletes"):
        return ""
    reasons = [] if row["action"] in _PLAIN else [_source_ids(text) for text in row.get("reasons") or []]
    return "; ".join(reasons + _published(row))


def _updated(row: Mapping[str, Any]) -> str:
    return f"its record: {'; '.join(row['reasons'])}"


def _source_ids(reason: str) -> str:
    """A changed source by ids, which are the same in all regions; by ARNs only where the ids do not differ."""
    found = _SOURCE.match(reason)
    if not found or found["was"] == found["becomes"]:
        return reason
    return f"source {found['was']} → {found['becomes']}"


def _published(row: Mapping[str, Any]) -> list[str]:
    """Which version of a guardrail records pin from now on; no plan knows its number."""
    if not row.get("publish"):
        return []
    return [
        "a version is published" if row.get("version") in (None, UNKNOWN) else f"published as version {row['version']}"
    ]


#: What is left over → why, of one profile and of several.
_LEFT_OVER = {
    "superseded": ("stays in service until the next run retires it", "they serve until the next run retires them"),
    "orphans": ("is needed by no entry; purging deletes it", "needed by no entry; purging deletes them"),
}


def _left_over(workload: str, result: Mapping[str, Any]) -> Iterator[_Row]:
    for name, (one, several) in _LEFT_OVER.items():
        regions: dict[tuple[str, str], list[Mapping[str, Any]]] = {}
        for row in result.get(name) or []:
            regions.setdefault((row["region"], str(row.get("reason") or "")), []).append(row)
        for (region, why), rows in regions.items():
            single = len(rows) == 1
            text = f"{rows[0]['inference_profile_arn']} {one}" if single else several
            word = "orphaned" if name == "orphans" else name
            yield _Row(workload, region, word, tuple(row.get("key") or "-" for row in rows), f"{text}{why}")


def _failed(workload: str, result: Mapping[str, Any]) -> Iterator[_Row]:
    places = dict.fromkeys((row.get("key") or "-", row.get("region") or "-") for row in result.get("errors") or [])
    for key, region in places:
        yield _Row(workload, region, "failed", (key,))


def _joined(rows: Iterable[_Row]) -> list[_Row]:
    """Rows that differ in their region only, as one."""
    alike: dict[tuple[str, str, tuple[str, ...], str], list[_Row]] = {}
    for row in rows:
        alike.setdefault((row.workload, row.word, row.keys, row.reason), []).append(row)
    return [
        _Row(
            workload,
            few([row.region for row in same], _REGIONS),
            word,
            keys,
            reason or _profiles([one for row in same for one in row.ids]),
        )
        for (workload, word, keys, reason), same in alike.items()
    ]


def _profiles(ids: Sequence[str]) -> str:
    return f"profile {few(ids, _IDS)}" if ids else ""


def _shortened(rows: Sequence[_Row], failed: Sequence[_Row]) -> list[str]:
    more = len(rows) - _LINES
    lines = _aligned([*rows[:_LINES], *failed])
    return lines + ([f"and {more} more lines: the result of the task has all of them"] if more > 0 else [])


def _aligned(rows: Sequence[_Row]) -> list[str]:
    """The columns of all rows; a line without a reason may be longer than those that have one."""
    keys = max((len(few(row.keys, _KEYS)) for row in rows if row.reason), default=0)
    heads = table([(row.workload, row.region, row.word, _END) for row in rows])
    return [
        "  "
        + head.removesuffix(_END)
        + (f"{few(row.keys, _KEYS):{keys}}  {row.reason}" if row.reason else few(row.keys, _KEYS))
        for head, row in zip(heads, rows, strict=True)
    ]
