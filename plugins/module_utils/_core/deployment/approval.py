# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Whether a deployment would still do what was approved, and what differs."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from ansible_collections.genai.bedrock.plugins.module_utils._core.deployment.plan import (
    SCHEMA,
    fingerprint,
    place_of,
)
from ansible_collections.genai.bedrock.plugins.module_utils._core.differences import changed_leaves

VARIABLE = "bedrock_approved_plan"
#: Lines of differences, members of one change, and signs of a value that are shown.
_LINES, _MEMBERS, _VALUE = 20, 4, 120

Row = Mapping[str, Any]


def plan_fault(approved: Any) -> str:
    """Why a value is no plan that can be approved; empty where it is one."""
    if not isinstance(approved, Mapping) or not {"schema", "changes", "fingerprint"} <= approved.keys():
        return "is no plan: it takes the plan.json that deploy --check has written"
    if approved["schema"] != SCHEMA:
        return f"has schema {approved['schema']!r}, and this collection reads {SCHEMA}: make a new plan"
    try:
        whole = fingerprint(approved) == approved["fingerprint"]
    except (AttributeError, KeyError, TypeError, ValueError):
        whole = False
    return "" if whole else "was changed after it was written: make a new plan, and have that approved"


def differences(approved: Mapping[str, Any], current: Mapping[str, Any]) -> list[str]:
    """Lines about all that a deployment would not do as approved; none where it would do exactly that."""
    if fault := plan_fault(approved):
        return [f"{VARIABLE}: {fault}"]
    if approved["fingerprint"] == current["fingerprint"]:
        return []
    lines = list(_lines(approved, current))
    more = len(lines) - _LINES
    return [
        f"{VARIABLE}: a deployment would not do what was approved: make a new plan, and have that approved",
        *lines[:_LINES],
        *([f"and {more} more differences"] if more > 0 else []),
    ]


def _lines(approved: Mapping[str, Any], current: Mapping[str, Any]) -> Iterator[str]:
    for name in ("environment", "accounts"):
        if approved[name] != current[name]:
            yield f"approved for {name} {_text(approved[name])}, and this is {_text(current[name])}"
    for path, was, now in changed_leaves(approved["settings"], current["settings"]):
        yield f"setting {path}: approved {_text(was)}, now {_text(now)}"
    before, after = _rows(approved["changes"]), _rows(current["changes"])
    for place in dict.fromkeys([*before, *after]):
        yield from _of_place(before.get(place, []), after.get(place, []))


def _of_place(approved: Sequence[Row], current: Sequence[Row]) -> Iterator[str]:
    actions = {row["action"]: row for row in approved}, {row["action"]: row for row in current}
    for action, row in actions[0].items():
        if action not in actions[1]:
            yield f"{place_of(row)}: {action} was approved, and is no longer due"
        elif found := list(_members(row, actions[1][action])):
            more = len(found) - _MEMBERS
            rest = f"; and {more} more" if more > 0 else ""
            yield f"{place_of(row)}: {action} is not as approved: {'; '.join(found[:_MEMBERS])}{rest}"
    for action, row in actions[1].items():
        if action not in actions[0]:
            reasons = f": {'; '.join(row['reasons'])}" if row["reasons"] else ""
            yield f"{place_of(row)}: {action} is due, and was not approved{reasons}"


def _members(approved: Row, current: Row) -> Iterator[str]:
    for name in ("acts_on", "before", "after"):
        for path, was, now in changed_leaves(approved.get(name), current.get(name), name):
            yield f"{path}: approved {_text(was)}, now {_text(now)}"


def _rows(changes: Sequence[Row]) -> dict[str, list[Row]]:
    found: dict[str, list[Row]] = {}
    for row in changes:
        found.setdefault(place_of(row), []).append(row)
    return found


def _text(value: Any) -> str:
    text = "(none)" if value in (None, [], {}, "") else str(value)
    return text if len(text) <= _VALUE else f"{text[:_VALUE]}…"
