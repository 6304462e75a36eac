# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What a summary says beside what was done: what differs and is kept, what no workload of the run declares."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from ansible_collections.genai.bedrock.plugins.module_utils._core.parameters.paths import path_below
from ansible_collections.genai.bedrock.plugins.module_utils._core.tables import few

#: Texts of one kind that have a line of their own, and places or names of a line.
_LINES, _NAMED = 5, 3


@dataclass(frozen=True, slots=True)
class Undeclared:
    """A workload of the environment that is not part of the run, and what there is of it."""

    name: str
    profiles: int
    records: int

    def __str__(self) -> str:
        counts = [(self.profiles, "profile"), (self.records, "record")]
        return f"{self.name} ({', '.join(_counted(count, noun) for count, noun in counts if count)})"


def kept_notes(warnings: Mapping[str, Iterable[str]]) -> list[str]:
    """Differences that a plan leaves alone, by workload, each text ``<key> in <region>: <what>``; equal ones once."""
    places: dict[str, list[str]] = {}
    for workload, texts in warnings.items():
        for text in texts:
            place, _colon, what = text.partition(": ")
            places.setdefault(what, []).append(f"{workload}/{place}")
    lines = [f"kept as it is: {few(where, _NAMED)}: {what}" for what, where in places.items()]
    return _limited(lines, "differences are kept, too: the warnings of the task name them")


def undeclared_notes(found: Sequence[Undeclared]) -> list[str]:
    if not found:
        return []
    names = ", ".join(str(one) for one in found)
    return [f"not in this run, left as it is: {names}; genai.bedrock.teardown removes unused resources"]


def foreign_notes(rows: Iterable[Mapping[str, Any]], prefix: str) -> list[str]:
    """Parameters below the prefix that are no records of the environment, each ``name``, ``region`` and ``reason``."""
    names: dict[str, list[str]] = {}
    for row in rows:
        path = str(row["name"]).removeprefix(path_below(prefix, ""))
        names.setdefault(str(row["reason"]), []).append(f"{path} in {row['region']}")
    lines = [f"not ours, left alone: {few(paths, _NAMED)}: {reason}" for reason, paths in names.items()]
    return _limited(lines, "kinds of parameters are not ours, too")


def former_notes(former: Mapping[str, int]) -> list[str]:
    """SSM regions of earlier settings, and how many records are still there."""
    where = ", ".join(f"{region} ({_counted(count, 'record')})" for region, count in former.items())
    text = f"also kept right in {where}, where ssm_regions no longer publishes; purging removes them"
    return [text] if former else []


def _limited(lines: Sequence[str], rest: str) -> list[str]:
    more = len(lines) - _LINES
    return [*lines[:_LINES], *([f"and {more} more {rest}"] if more > 0 else [])]


def _counted(count: int, noun: str) -> str:
    return f"{count} {noun}{'' if count == 1 else 's'}"
