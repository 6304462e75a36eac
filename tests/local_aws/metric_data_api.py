# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""GetMetricData over moto's data points, with what moto lacks: percentiles, pages and the limit of 500 queries.

CloudWatch API reference, GetMetricData. Expressions are left to moto.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

from moto.cloudwatch.models import MetricAggregatedDatum, MetricDatum, MetricDatumBase, cloudwatch_backends

from .errors import AwsError
from .messages import Call
from .moto_bridge import MOTO_LOCK

_QUERIES = 500
#: The default of MaxDatapoints, and its maximum.
_DATAPOINTS = 100_800

_Key = tuple[str, str, frozenset[tuple[str, str]]]


def get_metric_data(call: Call) -> dict[str, Any] | None:
    queries = call.params.get("MetricDataQueries", [])
    if any("MetricStat" not in query for query in queries):
        return None
    start, end = float(call.params["StartTime"]), float(call.params["EndTime"])
    if len(queries) > _QUERIES:
        # Text assumed.
        text = f"The collection MetricDataQueries must not have a size greater than {_QUERIES}."
        raise AwsError("ValidationError", text, 400)
    if start >= end:
        raise AwsError("ValidationError", "The parameter StartTime must be less than the parameter EndTime.", 400)
    with MOTO_LOCK:
        stored = list(cloudwatch_backends[call.account][call.region].metric_data)
    known = _by_metric(stored, start, end)
    newest_first = call.params.get("ScanBy", "TimestampDescending") == "TimestampDescending"
    results = [_result(query, known, start, newest_first=newest_first) for query in queries]
    return _page(results, call.params)


def _by_metric(stored: Iterable[MetricDatumBase], start: float, end: float) -> dict[_Key, list[MetricDatumBase]]:
    known: dict[_Key, list[MetricDatumBase]] = {}
    for datum in stored:
        if start <= _seconds(datum.timestamp) < end:
            dimensions = frozenset((one.name, one.value) for one in datum.dimensions)
            known.setdefault((datum.namespace, datum.name, dimensions), []).append(datum)
    return known


def _result(
    query: Mapping[str, Any], known: Mapping[_Key, Sequence[MetricDatumBase]], start: float, *, newest_first: bool
) -> dict[str, Any]:
    requested = query["MetricStat"]
    metric, period = requested["Metric"], int(requested["Period"])
    dimensions = frozenset((one["Name"], one["Value"]) for one in metric.get("Dimensions", []))
    periods: dict[int, list[MetricDatumBase]] = {}
    for datum in known.get((metric["Namespace"], metric["MetricName"], dimensions), ()):
        if requested.get("Unit") in (None, datum.unit):
            periods.setdefault(int((_seconds(datum.timestamp) - start) // period), []).append(datum)
    found = [(start + number * period, _statistic(requested["Stat"], of)) for number, of in sorted(periods.items())]
    points = [(at, value) for at, value in found if value is not None]
    if newest_first:
        points.reverse()
    return {
        "Id": query["Id"],
        "Label": query.get("Label") or metric["MetricName"],
        "Timestamps": [at for at, _value in points],
        "Values": [value for _at, value in points],
        "StatusCode": "Complete",
    }


def _statistic(name: str, points: Sequence[MetricDatumBase]) -> float | None:
    single = [point.value for point in points if isinstance(point, MetricDatum)]
    sets = [point for point in points if isinstance(point, MetricAggregatedDatum)]
    total = math.fsum([*single, *(one.sum for one in sets)])
    count = len(single) + sum(one.sample_count for one in sets)
    if name.startswith("p"):
        # Of statistic sets CloudWatch knows no percentiles.
        return _percentile(float(name[1:]), single)
    return {
        "Sum": total,
        "SampleCount": float(count),
        "Average": total / count,
        "Minimum": min([*single, *(one.min for one in sets)]),
        "Maximum": max([*single, *(one.max for one in sets)]),
    }[name]


def _percentile(percent: float, values: Sequence[float]) -> float | None:
    """The nearest rank; how AWS interpolates is not documented."""
    if not values:
        return None
    return sorted(values)[max(math.ceil(percent / 100 * len(values)), 1) - 1]


def _page(results: Sequence[dict[str, Any]], params: Mapping[str, Any]) -> dict[str, Any]:
    """As many results as there is room for, at least one: a page ends between two metrics here."""
    first = int(params.get("NextToken") or 0)
    room = int(params.get("MaxDatapoints") or _DATAPOINTS)
    page: list[dict[str, Any]] = []
    for result in results[first:]:
        room -= len(result["Values"])
        if page and room < 0:
            return {"MetricDataResults": page, "NextToken": str(first + len(page))}
        page.append(result)
    return {"MetricDataResults": page}


def _seconds(moment: datetime) -> float:
    return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).timestamp()
