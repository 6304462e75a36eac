# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The report as Markdown, for a pull request, a wiki or a mail."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

Row = Mapping[str, Any]
_SPECIAL = re.compile(r"([\\`*_{}\[\]<>#!|&~@:])")
_BREAK = re.compile(r"[\x00-\x1f\x7f\u0085\u2028\u2029]+")
_BIDI = re.compile("[\u200e\u200f\u061c\u202a-\u202e\u2066-\u2069]")
_STATES = {"in_sync": "In sync", "differs": "Differs from the inventory", "unknown": "Not known"}


def markdown(report: Row) -> str:
    """The same facts in the same order as the page."""
    lines = [f"# Amazon Bedrock in {_text(report['environment'])}", "", f"As of {_text(report['generated'])}."]
    for account in report["accounts"]:
        lines += _account(account, report["regions"])
    return "\n".join(lines) + "\n"


def _account(account: Row, regions: Mapping[str, Row]) -> Iterator[str]:
    yield from ("", f"## {_text(account['name'])} {_text(account['account_id'])}".rstrip(), "")
    yield f"**{_STATES[account['sync']['state']]}.**"
    changes = [
        (f"{row['workload']}/{row['key']}", row["region"], row["action"], "; ".join(row["reasons"]), row["origin"])
        for row in account["sync"]["changes"]
    ]
    yield from _table("What differs", ("entry", "region", "action", "reasons", "origin"), changes)
    entries = [
        (
            f"{row['workload']}/{row['key']}",
            row["model_id"],
            ", ".join(target["region"] for target in row["targets"]),
            _guardrails(row),
            row["ssm_path"],
            row["last_used"] or "",
        )
        for row in account["entries"]
    ]
    yield from _table("Entries", ("entry", "model", "regions", "guardrail", "SSM path", "last used"), entries)
    yield from _used(account["usage"])
    models = [
        (row["model_id"], row["status"], row["end_of_life_time"] or "", ", ".join(row["entries"]))
        for row in account["models"]
    ]
    yield from _table("Lifecycle of models", ("model", "status", "ends", "entries"), models)
    routing = [_routing(row, regions) for row in account["entries"]]
    yield from _table("Where data may be processed", ("entry", "called in", "AWS may process in", "areas"), routing)
    found = [(row["severity"], row["about"], row["message"], row["way_out"]) for row in account["findings"]]
    yield from _table("Findings and advice", ("severity", "about", "finding", "way out"), found)


def _used(usage: Row | None) -> Iterator[str]:
    rows = [
        (
            f"{row['workload']}/{row['key']}",
            f"{row['invocations']:,}",
            f"{row['input_tokens']:,}",
            f"{row['output_tokens']:,}",
            "" if row["cost"] is None else f"${row['cost']:,.4f}",
        )
        for row in (usage or {}).get("entries", ())
    ]
    title = f"Usage from {usage['start'][:10]} to {usage['end'][:10]}" if usage else "Usage"
    yield from _table(title, ("entry", "invocations", "input tokens", "output tokens", "estimated cost"), rows)


def _routing(entry: Row, regions: Mapping[str, Row]) -> tuple[str, ...]:
    areas = dict.fromkeys(regions[region]["area"] for region in entry["processed_in"])
    called = ", ".join(f"{target['region']} ({target['role']})" for target in entry["targets"])
    return (f"{entry['workload']}/{entry['key']}", called, ", ".join(entry["processed_in"]), ", ".join(areas))


def _guardrails(entry: Row) -> str:
    found = [target["guardrail"] for target in entry["targets"] if target["guardrail"]]
    return ", ".join(dict.fromkeys(f"{one['identifier']} version {one['version']}" for one in found))


def _table(title: str, header: Sequence[str], rows: Iterable[Sequence[str]]) -> list[str]:
    listed = ["| " + " | ".join(map(_text, row)) + " |" for row in rows]
    if not listed:
        return []
    return ["", f"### {_text(title)}", "", f"| {' | '.join(header)} |", "|" + " --- |" * len(header), *listed]


def _text(value: object) -> str:
    """Text that is no markup, on one line, and of which nothing turns the direction of what follows."""
    return _SPECIAL.sub(r"\\\1", _BIDI.sub("", _BREAK.sub(" ", str(value))))
