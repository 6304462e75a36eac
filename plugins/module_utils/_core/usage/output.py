# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The usage report for people and spreadsheets: lines of text, and CSV."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping, Sequence
from typing import Any

from ansible_collections.genai.bedrock.plugins.module_utils._core.tables import table
from ansible_collections.genai.bedrock.plugins.module_utils._core.usage.figures import COUNTS, PERCENTILES, TIMES

Row = Mapping[str, Any]

_HEADER = (
    "entry",
    "calls",
    "input",
    "output",
    "cache read",
    "cache write",
    "throttled",
    "errors",
    "p90 ms",
    "first token",
    "cost",
    "advised",
)
#: So many columns are shown whether there is anything in them or not.
_ALWAYS = 4
_SMALLEST = 0.0001
#: Of a profile, before its figures.
_IDENTITY = (
    "environment",
    "workload",
    "key",
    "region",
    "inference_profile_name",
    "inference_profile_id",
    "inference_profile_arn",
    "model_id",
)
_FIGURES = (
    *COUNTS,
    *(f"{column}_{name}" for column in TIMES for name in ("mean", *PERCENTILES)),
    "cost",
)
#: What a spreadsheet would take for a formula (OWASP, CSV injection).
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def usage_lines(report: Row) -> list[str]:
    """A table of entries, the sums by workload and tag, and what a reader must know of the numbers."""
    parts = [
        [_cells(_name(row), row) for row in report["entries"]] + [_cells("all", report["totals"])],
        [_cells(f"workload {_owner(row)}", row) for row in report["workloads"]],
        *(
            [_cells(f"{tag}={row['value'] or '(none)'}", row) for row in values]
            for tag, values in report["tags"].items()
        ),
    ]
    lines = iter(table(_filled([_HEADER, *(row for part in parts for row in part)])))
    shown = [next(lines)]
    for part in parts:
        shown += [next(lines) for _row in part] + [""]
    return [*shown, *_notes(report)]


def _filled(rows: Sequence[Sequence[str]]) -> list[tuple[str, ...]]:
    """Rows without the columns in which no row but the first has anything, save those that always are."""
    filled = {number for row in rows[1:] for number, cell in enumerate(row) if cell not in ("", "0")}
    kept = sorted(filled | set(range(_ALWAYS)))
    return [tuple(row[number] for number in kept) for row in rows]


def _notes(report: Row) -> list[str]:
    lines = [
        f"{report['start']} to {report['end']}, {len(report['inference_profiles'])} profiles; times in milliseconds"
    ]
    if report["totals"]["cost"] is not None:
        lines.append(
            "Costs are an estimate in US dollars by list prices, without discounts, service tiers and batches."
        )
    if report["totals"]["advised_cost"] is not None:
        lines.append("advised: the same tokens with the model that is recommended for the use case.")
    if report["unpriced_models"]:
        models = ", ".join(report["unpriced_models"])
        lines.append(f"Not in the costs, or not all of it, for lack of a price (set bedrock_prices): {models}.")
    return lines


def _cells(name: str, row: Row) -> tuple[str, ...]:
    return (
        name,
        *(f"{row[column]:,}" for column in (*list(COUNTS)[:5], "throttles")),
        f"{row['client_errors'] + row['server_errors']:,}",
        _milliseconds(row["latency_p90"]),
        _milliseconds(row["time_to_first_token_p90"]),
        _dollars(row["cost"], complete=row["cost_is_complete"]),
        _dollars(row["advised_cost"], complete=True),
    )


def _owner(row: Row) -> str:
    return "/".join(part for part in (row["environment"], row["workload"]) if part) or "(none)"


def _name(row: Row) -> str:
    return "/".join(part for part in (row["workload"], row["key"]) if part) or "(none)"


def _milliseconds(value: float | None) -> str:
    return "" if value is None else f"{value:,.0f}"


def _dollars(value: float | None, *, complete: bool) -> str:
    if value is None:
        return ""
    if 0 < value < _SMALLEST:
        return f"<${_SMALLEST}"
    # Of small sums, cents would say nothing.
    return (f"${value:,.2f}" if value >= 1 or not value else f"${value:.4f}") + ("" if complete else "+")


def usage_csv(report: Row, group_by: Sequence[str] = ()) -> str:
    """A row for each profile and period with any data, with the tags of ``group_by`` as columns; RFC 4180."""
    text = io.StringIO()
    writer = csv.writer(text)
    tags = [f"tag:{tag}" for tag in group_by]
    writer.writerow(["period", *_IDENTITY, *(_cell(tag) for tag in tags), *_FIGURES])
    for profile in report["inference_profiles"]:
        identity = [_cell(profile[column]) for column in _IDENTITY]
        values = [_cell(profile["tags"].get(tag, "")) for tag in group_by]
        for number, period in enumerate(report["periods"]):
            figures = _at(profile, number)
            if any(figures):
                writer.writerow([period, *identity, *values, *figures])
    return text.getvalue()


def _at(profile: Row, number: int) -> list[Any]:
    series = profile["series"]
    values = (series[column][number] if column in series else None for column in _FIGURES)
    zeros = {*COUNTS, *(["cost"] if profile["cost_is_complete"] else [])}
    empty = (0 if column in zeros else "" for column in _FIGURES)
    return [nothing if value is None else value for value, nothing in zip(values, empty, strict=True)]


def _cell(text: object) -> str:
    """A text that no spreadsheet takes for a formula."""
    cell = str(text)
    return f"'{cell}" if cell.startswith(_FORMULA) else cell
