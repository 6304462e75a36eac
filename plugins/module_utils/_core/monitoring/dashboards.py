# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The dashboard of an environment, made of its records, as much of them as CloudWatch can show.

Body: CloudWatch API reference, Dashboard Body Structure and Syntax. Limits: CloudWatch User Guide, service quotas.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from ansible_collections.genai.bedrock.plugins.module_utils._core.monitoring.dashboard_charts import (
    CHARTS,
    Row,
    Watched,
    parts,
)

DASHBOARD_METRICS, WIDGETS = 2_500, 500
_WIDTH, _HEIGHT = 24, 6
#: Three charts per row.
_BESIDE = 3


@dataclass(frozen=True, slots=True)
class Dashboard:
    """The body; how many targets it shows, and how many exceed CloudWatch's limits."""

    body: Mapping[str, Any]
    shown: int
    left_off: int


def dashboard(records: Mapping[str, Any], environment: str, period: int = 300) -> Dashboard:
    """For each workload its charts, with every profile of every region in each of them.

    Where that is more than CloudWatch shows, primary regions come before the others: a target has all its charts or
    none, and the dashboard says how many have none.
    """
    wanted = _watched(records)
    shown = _within_metrics(wanted)
    widgets = _widgets(shown, len(wanted), environment, period)
    while len(widgets) > WIDGETS:
        last = shown[-1].workload
        shown = [one for one in shown if one.workload != last]
        widgets = _widgets(shown, len(wanted), environment, period)
    body = {"periodOverride": "inherit", "widgets": widgets}
    return Dashboard(body, len(shown), len(wanted) - len(shown))


def _watched(records: Mapping[str, Any]) -> list[Watched]:
    found = []
    for path in sorted(records):
        workload, _slash, key = path.partition("/")
        kind = str(records[path].get("kind"))
        found += [Watched(workload, key, rank, kind, target) for rank, target in enumerate(records[path]["targets"])]
    return found


def _within_metrics(wanted: Sequence[Watched]) -> list[Watched]:
    """As many as fit on the dashboard, in order."""
    charted: set[tuple[str, ...]] = set()
    taken = set()
    for position in sorted(range(len(wanted)), key=lambda position: wanted[position].rank):
        # Entries of a workload share the guardrail's line.
        charted |= {
            (wanted[position].workload, *map(str, row)) for chart in CHARTS for row in chart.rows([wanted[position]])
        }
        if len(charted) > DASHBOARD_METRICS:
            break
        taken.add(position)
    return [one for position, one in enumerate(wanted) if position in taken]


def _widgets(shown: Sequence[Watched], wanted: int, environment: str, period: int) -> list[dict[str, Any]]:
    note = f"Made by genai.bedrock of what is published in **{environment}**. The next run overwrites changes."
    if len(shown) < wanted:
        note += (
            f" **{wanted - len(shown)} of {wanted} profiles are not on it**, since CloudWatch shows"
            f" {DASHBOARD_METRICS:,} metrics and {WIDGETS} charts on a dashboard."
            " The first regions of each entry come first."
        )
    row = 1 if len(shown) == wanted else 2
    widgets = [_text(note, 0, row)]
    for workload in dict.fromkeys(one.workload for one in shown):
        widgets.append(_text(f"## {workload}", row))
        own = [one for one in shown if one.workload == workload]
        charts = [(title, rows) for chart in CHARTS for title, rows in parts(chart.title, chart.rows(own))]
        widgets += _placed(charts, row + 1, period)
        row = widgets[-1]["y"] + widgets[-1]["height"]
    return widgets


def _placed(charts: Sequence[tuple[str, list[Row]]], top: int, period: int) -> Iterator[dict[str, Any]]:
    """Beside and below each other; those of the last line share its width."""
    for start in range(0, len(charts), _BESIDE):
        beside = charts[start : start + _BESIDE]
        width = _WIDTH // len(beside)
        for column, (title, rows) in enumerate(beside):
            yield {
                "type": "metric",
                "x": column * width,
                "y": top + start // _BESIDE * _HEIGHT,
                "width": width,
                "height": _HEIGHT,
                "properties": {
                    "title": title,
                    "view": "timeSeries",
                    "region": rows[0][-1]["region"],
                    "period": period,
                    "metrics": rows,
                },
            }


def _text(markdown: str, row: int, height: int = 1) -> dict[str, Any]:
    properties = {"markdown": markdown, "background": "transparent"}
    return {"type": "text", "x": 0, "y": row, "width": _WIDTH, "height": height, "properties": properties}
