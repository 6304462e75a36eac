# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""A plan as a value: what a deployment would do, in a form that can be kept, reviewed and compared with a later one."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from ansible_collections.genai.bedrock.plugins.module_utils._core.tags import CREATED_DATE

SCHEMA = 1
PROFILE, GUARDRAIL, RECORD, DOCUMENT = KINDS = ("inference_profile", "guardrail", "record", "document")
#: What a plan says in place of the date on which it is carried out.
ON_CREATION = "(date of creation)"
#: What a deployment writes that no plan has.
NOT_COVERED = (
    "alarms and the dashboard (bedrock_observability), which are planned from what was deployed",
    "records and parameters of the role publish",
    "the lock of the environment",
)
#: Members of a change that say what is done; the others explain it.
_DONE = ("workload", "kind", "key", "region", "action", "acts_on", "before", "after")

Change = dict[str, Any]


def change(place: Sequence[str], action: str, reasons: Iterable[str], **members: Any) -> Change:
    """One row. ``place`` is workload, kind, key and region; ``acts_on`` are live ARNs or names of parameters."""
    workload, kind, key, region = place
    row = {"workload": workload, "kind": kind, "key": key, "region": region, "action": action}
    shown = {"origin": None, "origin_reason": "", "acts_on": [], "before": {}, "after": {}} | members
    if action in ("create", "replace", "adopt"):
        shown["after"] = undated(shown["after"])
    return row | {"reasons": list(reasons)} | shown


def plan_value(
    environment: str,
    accounts: Iterable[str],
    changes: Iterable[Change],
    settings: Mapping[str, Mapping[str, Any]],
    **further: Any,
) -> dict[str, Any]:
    """The plan; two plans of the same changes are equal. ``further`` explains, and is no part of the fingerprint."""
    listed = sorted(changes, key=_order)
    found = {
        "schema": SCHEMA,
        "environment": environment,
        "accounts": sorted(set(accounts)),
        "in_sync": not listed,
        "counts": dict(sorted(Counter(f"{row['kind']} {row['action']}" for row in listed).items())),
        "changes": listed,
        "settings": {name: dict(values) for name, values in sorted(settings.items())},
        "not_covered": list(NOT_COVERED),
        **further,
    }
    return found | {"due": due_lines(found), "fingerprint": fingerprint(found)}


def fingerprint(plan: Mapping[str, Any]) -> str:
    """A hash of all that is done, to what, in which account and how."""
    done = [{name: row.get(name) for name in _DONE} for row in plan["changes"]]
    content = {name: plan[name] for name in ("schema", "environment", "accounts", "settings")} | {"changes": done}
    return hashlib.sha256(json.dumps(content, sort_keys=True, ensure_ascii=False).encode()).hexdigest()


def place_of(row: Mapping[str, Any]) -> str:
    """``copilot/chat in us-east-1``, as messages name it."""
    kind = "" if row["kind"] == PROFILE else f"{row['kind']} "
    name = row["key"] if row["kind"] == DOCUMENT else f"{row['workload']}/{row['key']}"
    return f"{kind}{name} in {row['region']}"


def due_lines(plan: Mapping[str, Any]) -> list[str]:
    """What a run that fails on changes says, a line for each change."""
    return [
        f"{place_of(row)}: {row['action']} is due{_origin(row)}{_because(row['reasons'])}" for row in plan["changes"]
    ]


def _origin(row: Mapping[str, Any]) -> str:
    return f" ({row['origin_reason']})" if row.get("origin_reason") else ""


def _because(reasons: Sequence[str]) -> str:
    return f": {'; '.join(reasons)}" if reasons else ""


def _order(row: Mapping[str, Any]) -> tuple[Any, ...]:
    return (row["workload"], KINDS.index(row["kind"]), row["key"], row["region"], row["action"], row["acts_on"])


def undated(value: Any) -> Any:
    """The same without the date of creation, which is that of the run which creates."""
    if isinstance(value, Mapping):
        return {name: ON_CREATION if name == CREATED_DATE else undated(member) for name, member in value.items()}
    return [undated(member) for member in value] if isinstance(value, list) else value
