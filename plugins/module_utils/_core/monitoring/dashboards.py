# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The dashboard of an environment, made of its records.

Body: CloudWatch API reference, Dashboard Body Structure and Syntax. Limits: CloudWatch User Guide, service quotas.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from ansible_collections.genai.bedrock.plugins.module_utils._core.models.ids import EMBEDDING
from ansible_collections.genai.bedrock.plugins.module_utils._core.monitoring.wanted_alarms import (
    DIMENSION,
    INPUT,
    NAMESPACE,
    OUTPUT,
)
from ansible_collections.genai.bedrock.plugins.module_utils._core.problems import Problem, ProblemError

WIDGET_METRICS, DASHBOARD_METRICS, WIDGETS = 500, 2_500, 500
_WIDTH, _HEIGHT = 24, 6


@dataclass(frozen=True, slots=True)
class Chart:
    """A chart of each workload; its lines are metric, statistic and a word for the label."""

    title: str
    width: int
    lines: tuple[tuple[str, str, str], ...]


CHARTS = (
    Chart("Invocations", 8, (("Invocations", "Sum", ""),)),
    Chart("Latency of the slowest tenth (ms)", 8, (("InvocationLatency", "p90", ""),)),
    Chart("Tokens", 8, ((INPUT, "Sum", "in"), (OUTPUT, "Sum", "out"))),
    Chart("Throttled calls", 12, (("InvocationThrottles", "Sum", ""),)),
    Chart("Errors", 12, (("InvocationServerErrors", "Sum", "server"), ("InvocationClientErrors", "Sum", "client"))),
)


def dashboard_body(records: Mapping[str, Any], environment: str, period: int = 300) -> dict[str, Any]:
    """The body: for each workload its charts, with every profile of every region in each of them."""
    by_workload: dict[str, dict[str, Any]] = {}
    for path in sorted(records):
        workload, _slash, key = path.partition("/")
        by_workload.setdefault(workload, {})[key] = records[path]
    note = f"Made by genai.bedrock of what is published in **{environment}**. The next run overwrites changes."
    widgets, row = [_text(note, 0)], 1
    for workload, found in by_workload.items():
        widgets.append(_text(f"## {workload}", row))
        charts, row = _charts(found, row + 1, period)
        widgets += charts
    _check(widgets)
    return {"periodOverride": "inherit", "widgets": widgets}


def _charts(records: Mapping[str, Any], row: int, period: int) -> tuple[list[dict[str, Any]], int]:
    widgets: list[dict[str, Any]] = []
    column = 0
    for chart in CHARTS:
        if column + chart.width > _WIDTH:
            row, column = row + _HEIGHT, 0
        metrics = list(_metrics(chart, records))
        widgets.append(
            {
                "type": "metric",
                "x": column,
                "y": row,
                "width": chart.width,
                "height": _HEIGHT,
                "properties": {
                    "title": chart.title,
                    "view": "timeSeries",
                    "region": metrics[0][-1]["region"] if metrics else "us-east-1",
                    "period": period,
                    "metrics": metrics,
                },
            }
        )
        column += chart.width
    return widgets, row + _HEIGHT


def _metrics(chart: Chart, records: Mapping[str, Any]) -> Iterator[list[Any]]:
    for key, record in records.items():
        for target in record["targets"]:
            for metric, statistic, word in chart.lines:
                if metric == OUTPUT and record.get("kind") == EMBEDDING:
                    continue
                label = " ".join(part for part in (key, target["region"], word) if part)
                how = {"label": label, "region": target["region"], "stat": statistic}
                yield [NAMESPACE, metric, DIMENSION, target["profile_id"], how]


def _text(markdown: str, row: int) -> dict[str, Any]:
    properties = {"markdown": markdown, "background": "transparent"}
    return {"type": "text", "x": 0, "y": row, "width": _WIDTH, "height": 1, "properties": properties}


def _check(widgets: list[dict[str, Any]]) -> None:
    counts = [len(widget["properties"].get("metrics", ())) for widget in widgets]
    broken = [
        f"{found} {what}, and CloudWatch shows {limit}"
        for found, limit, what in (
            (sum(counts), DASHBOARD_METRICS, "metrics on one dashboard"),
            (max(counts), WIDGET_METRICS, "metrics in one chart"),
            (len(widgets), WIDGETS, "charts and texts"),
        )
        if found > limit
    ]
    if broken:
        text = f"there would be {'; '.join(broken)}: give the records of fewer workloads"
        raise ProblemError([Problem(text)])
