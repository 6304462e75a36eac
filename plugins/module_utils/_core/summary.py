# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The end of a run in a few lines: what was done per workload and region, why, and where applications find it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from ansible_collections.genai.bedrock.plugins.module_utils._core.profiles.report import UNKNOWN
from ansible_collections.genai.bedrock.plugins.module_utils._core.tables import table

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

#: Reasons that only repeat the action.
_PLAIN = frozenset({"create", "none"})
_FEW = 6

#: Region, word, keys, reason.
Line = tuple[str, str, str, str]


def summary(
    results: Mapping[str, Mapping[str, Any]],
    environment: str,
    prefix: str,
    ssm_regions: Iterable[str] = (),
    *,
    planned: bool = False,
) -> list[str]:
    """Lines from the bulk module's results by workload, each with what was ``superseded`` and ``errors``, if any."""
    words = PLANNED if planned else DONE
    lines = [headline(environment, _counts(results, words), planned=planned)]
    quiet = [workload for workload, result in results.items() if _only_kept(result)]
    for workload, result in results.items():
        if workload not in quiet:
            lines += ["", f"{workload}: {prefix}/{workload}/<key>", *_aligned(_lines(result, words))]
    rows = [(f"{name}:", _counts({name: results[name]}, words), f"{prefix}/{name}/<key>") for name in quiet]
    lines += ["", *table(rows)] if rows else []
    places = ", ".join(ssm_regions)
    return [*lines, "", f"document: {prefix}" + (f" in {places}" if places else "")]


def headline(environment: str, counts: str, *, planned: bool) -> str:
    return f"{environment}: {counts}" + (" (a plan; nothing was changed)" if planned else "")


def _only_kept(result: Mapping[str, Any]) -> bool:
    """Whether a workload is unchanged and has nothing else to report."""
    rows = [*(result.get("superseded") or []), *(result.get("orphans") or []), *(result.get("errors") or [])]
    actions = _reported(result)
    return bool(actions) and not rows and all(row["action"] == "none" for row in actions)


def _counts(results: Mapping[str, Mapping[str, Any]], words: Mapping[str, str]) -> str:
    actions = [row["action"] for result in results.values() for row in _reported(result)]
    failed = sum(len(result.get("errors") or []) for result in results.values())
    return counted(actions, words, failed) or "nothing to do"


def counted(actions: Sequence[str], words: Mapping[str, str], failed: int = 0) -> str:
    """The number of each action, as ``2 created, 1 kept``; empty if there are none."""
    counts = [f"{actions.count(action)} {word}" for action, word in words.items() if action in actions]
    return ", ".join(counts + ([f"{failed} failed"] if failed else []))


def _reported(result: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    """The actions, but those on profiles that are wanted absent and are."""
    rows = result.get("inference_profiles")
    live = None if rows is None else {(row["key"], row["region"]) for row in rows}
    return [
        row
        for row in result.get("actions") or []
        if row["action"] != "none" or live is None or (row["key"], row["region"]) in live
    ]


def _lines(result: Mapping[str, Any], words: Mapping[str, str]) -> Iterator[Line]:
    """One line for all keys of a region with the same action and reason, if it is worth reporting."""
    reported: dict[tuple[str, str, str], list[str]] = {}
    for row in _reported(result):
        reasons = [] if row["action"] in _PLAIN else list(row.get("reasons") or [])
        reason = "; ".join(reasons + _published(row))
        reported.setdefault((row["region"], words.get(row["action"], row["action"]), reason), []).append(row["key"])
    lines = [(region, word, _some(keys), reason) for (region, word, reason), keys in reported.items()]
    yield from sorted(lines, key=lambda line: (line[0], line[1] == words["none"]))
    for row in result.get("superseded") or []:
        yield (
            row["region"],
            "superseded",
            row["key"],
            f"{row['inference_profile_arn']} stays in service until the next run retires it",
        )
    for row in result.get("orphans") or []:
        yield (
            row["region"],
            "orphaned",
            row.get("key") or "-",
            f"{row['inference_profile_arn']} is needed by no entry; purging deletes it",
        )
    for row in result.get("errors") or []:
        yield row.get("region") or "-", "failed", row.get("key") or "-", row["message"]


def _published(row: Mapping[str, Any]) -> list[str]:
    """Which version of a guardrail records pin from now on; no plan knows its number."""
    if not row.get("publish"):
        return []
    return [
        "a version is published" if row.get("version") in (None, UNKNOWN) else f"published as version {row['version']}"
    ]


def _some(keys: list[str]) -> str:
    if len(keys) <= _FEW:
        return ", ".join(keys)
    return f"{', '.join(keys[:_FEW])} and {len(keys) - _FEW} more"


def _aligned(lines: Iterable[Line]) -> list[str]:
    listed = list(lines)
    if not listed:
        return ["  nothing"]
    regions = max(len(line[0]) for line in listed)
    words = max(len(line[1]) for line in listed)
    keys = max((len(line[2]) for line in listed if line[3]), default=0)
    return [
        f"  {region:{regions}}  {word:{words}}  " + (f"{key:{keys}}  {reason}" if reason else key)
        for region, word, key, reason in listed
    ]
