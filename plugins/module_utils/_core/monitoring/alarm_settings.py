# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Settings of alarms: what two of them differ in, and what comes of a wish on top of what lives."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ansible_collections.genai.bedrock.plugins.module_utils._core.monitoring.metric_alarms import Settings

#: Option of an alarm → field of PutMetricAlarm. A statistic has one of two fields.
FIELDS = {
    "description": "AlarmDescription",
    "actions_enabled": "ActionsEnabled",
    "alarm_actions": "AlarmActions",
    "ok_actions": "OKActions",
    "insufficient_data_actions": "InsufficientDataActions",
    "namespace": "Namespace",
    "metric_name": "MetricName",
    "dimensions": "Dimensions",
    "period": "Period",
    "unit": "Unit",
    "metrics": "Metrics",
    "comparison": "ComparisonOperator",
    "threshold": "Threshold",
    "threshold_metric_id": "ThresholdMetricId",
    "evaluation_periods": "EvaluationPeriods",
    "datapoints_to_alarm": "DatapointsToAlarm",
    "treat_missing_data": "TreatMissingData",
    "evaluate_low_sample_count_percentile": "EvaluateLowSampleCountPercentile",
}
STATISTICS = ("SampleCount", "Average", "Sum", "Minimum", "Maximum")
_STATISTIC = ("Statistic", "ExtendedStatistic")
_OF_ONE_METRIC = frozenset({"Namespace", "MetricName", "Dimensions", "Period", "Unit", *_STATISTIC})
#: One stands in the place of the other.
_THRESHOLDS = ("Threshold", "ThresholdMetricId")
_OF_MATH = frozenset({"Metrics", "ThresholdMetricId"})
#: What AWS does without a field (API reference of PutMetricAlarm); not all of it is told.
_WITHOUT: dict[str, Any] = {
    "ActionsEnabled": True,
    "AlarmDescription": "",
    "TreatMissingData": "missing",
    **dict.fromkeys(("AlarmActions", "OKActions", "InsufficientDataActions", "Dimensions", "Metrics"), ()),
}
_UNORDERED = frozenset({"AlarmActions", "OKActions", "InsufficientDataActions"})


def statistic_field(statistic: str) -> str:
    return "Statistic" if statistic in STATISTICS else "ExtendedStatistic"


def merged(live: Settings, wanted: Settings) -> dict[str, Any]:
    """The settings to send: PutMetricAlarm forgets what it is not told."""
    dropped: set[str] = set()
    if "Metrics" in wanted:
        dropped |= _OF_ONE_METRIC
    elif _OF_ONE_METRIC & wanted.keys():
        dropped |= _OF_MATH
    if any(field in wanted for field in _STATISTIC):
        dropped |= set(_STATISTIC)
    for field, other in (_THRESHOLDS, _THRESHOLDS[::-1]):
        if field in wanted:
            dropped.add(other)
    kept = {field: value for field, value in live.items() if field not in dropped and value is not None}
    return kept | dict(wanted)


def differences(live: Settings, wanted: Settings) -> tuple[str, ...]:
    """Why the settings have to be sent, a reason for each option that is set and differs."""
    before, after = options(live), options(wanted)
    return tuple(
        f"{name}: {_short(before.get(name))} → {_short(after.get(name))}"
        for field, name in _names()
        if field in wanted and _comparable(field, live.get(field)) != _comparable(field, wanted[field])
    )


def options(settings: Settings) -> dict[str, Any]:
    """Settings by the names of the options, as they are written there, without those that are empty."""
    reported = {}
    for field, name in _names():
        value = settings.get(field)
        if value not in (None, "", [], ()):
            reported[name] = dimension_map(value) if field == "Dimensions" else _whole(value)
    return reported


def _whole(value: Any) -> Any:
    # AWS tells a threshold of 10 as 10.0.
    return int(value) if isinstance(value, float) and value.is_integer() else value


def dimension_map(rows: Any) -> dict[str, str]:
    return {row["Name"]: row["Value"] for row in rows or ()}


def _names() -> list[tuple[str, str]]:
    return [(field, name) for name, field in FIELDS.items()] + [(field, "statistic") for field in _STATISTIC]


def _comparable(field: str, value: Any) -> Any:
    if value is None or value == "":
        value = _WITHOUT.get(field)
    if field == "Dimensions":
        return dimension_map(value)
    if field == "Metrics":
        return {row["Id"]: _query(row) for row in value or ()}
    if field in _UNORDERED:
        return sorted(value or ())
    return float(value) if isinstance(value, (int, float)) and not isinstance(value, bool) else value


def _query(row: Mapping[str, Any]) -> dict[str, Any]:
    """A metric query without what is empty; data is returned unless it is said not to be."""
    reported = {name: value for name, value in row.items() if value not in (None, "", [])}
    if stat := reported.get("MetricStat"):
        metric = {name: value for name, value in stat["Metric"].items() if value is not None}
        metric["Dimensions"] = dimension_map(metric.get("Dimensions"))
        reported["MetricStat"] = {name: value for name, value in stat.items() if value is not None} | {"Metric": metric}
    return {"ReturnData": True, **reported}


def _short(value: Any) -> str:
    if value is None or value in ("", [], {}):
        return "nothing"
    if isinstance(value, list) and value and isinstance(value[0], Mapping):
        return ", ".join(str(row.get("Expression") or row["MetricStat"]["Metric"].get("MetricName")) for row in value)
    if isinstance(value, Mapping):
        return ", ".join(f"{name}={item}" for name, item in value.items())
    return ", ".join(map(str, value)) if isinstance(value, (list, tuple)) else str(value)
