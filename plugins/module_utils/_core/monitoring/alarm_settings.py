# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Settings of alarms: what two of them differ in, and what is sent for what is set on top of what is live."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from ansible_collections.genai.bedrock.plugins.module_utils._core.monitoring.alarm_additions import NESTED
from ansible_collections.genai.bedrock.plugins.module_utils._core.monitoring.alarm_metrics import (
    dimension_map,
    query_rows,
)
from ansible_collections.genai.bedrock.plugins.module_utils._core.monitoring.alarm_statistics import STATISTICS
from ansible_collections.genai.bedrock.plugins.module_utils._core.monitoring.alarm_words import (
    in_words_of_user,
    whole,
)
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
    "evaluation_criteria": "EvaluationCriteria",
    "evaluation_interval": "EvaluationInterval",
    "comparison": "ComparisonOperator",
    "threshold": "Threshold",
    "threshold_metric_id": "ThresholdMetricId",
    "evaluation_periods": "EvaluationPeriods",
    "datapoints_to_alarm": "DatapointsToAlarm",
    "treat_missing_data": "TreatMissingData",
    "evaluate_low_sample_count_percentile": "EvaluateLowSampleCountPercentile",
    "evaluation_window": "EvaluationWindow",
    "warm_up_configuration": "WarmUpConfiguration",
    "action_configuration": "ActionConfiguration",
}
STATISTIC_FIELDS = ("Statistic", "ExtendedStatistic")
OF_ONE_METRIC = frozenset({"Namespace", "MetricName", "Dimensions", "Period", "Unit", *STATISTIC_FIELDS})
#: One takes the place of the other.
_THRESHOLDS = ("Threshold", "ThresholdMetricId")
_OF_MATH = frozenset({"Metrics", "ThresholdMetricId"})
_OF_PROMQL = frozenset({"EvaluationCriteria", "EvaluationInterval"})
#: What does not go with PromQL (API reference: EvaluationCriteria, TreatMissingData, EvaluationWindow).
NOT_OF_PROMQL = (
    OF_ONE_METRIC
    | _OF_MATH
    | {"Threshold", "ComparisonOperator", "EvaluationPeriods", "DatapointsToAlarm", "TreatMissingData"}
    | {"EvaluationWindow", "EvaluateLowSampleCountPercentile"}
)
#: What AWS does without a field (API reference of PutMetricAlarm); its answer may leave it out.
_WITHOUT: dict[str, Any] = {
    "ActionsEnabled": True,
    "AlarmDescription": "",
    "TreatMissingData": "missing",
    "EvaluateLowSampleCountPercentile": "evaluate",
    "EvaluationWindow": {"SlidingWindow": {}},
    "ActionConfiguration": {"AlarmTagsPropagation": {"Enabled": False}},
    **dict.fromkeys(("AlarmActions", "OKActions", "InsufficientDataActions", "Dimensions", "Metrics"), ()),
}
_UNORDERED = frozenset({"AlarmActions", "OKActions", "InsufficientDataActions"})


def statistic_field(statistic: str) -> str:
    return "Statistic" if statistic in STATISTICS else "ExtendedStatistic"


def merged(live: Settings, wanted: Settings) -> dict[str, Any]:
    """The settings to send: PutMetricAlarm forgets what it is not given. None in ``wanted`` removes a field."""
    dropped: set[str] = set()
    if wanted.get("EvaluationCriteria") is not None:
        dropped |= NOT_OF_PROMQL
    elif "Metrics" in wanted:
        dropped |= OF_ONE_METRIC | _OF_PROMQL
    elif any(wanted.get(field) is not None for field in OF_ONE_METRIC):
        dropped |= _OF_MATH | _OF_PROMQL
    if any(field in wanted for field in STATISTIC_FIELDS):
        dropped |= set(STATISTIC_FIELDS)
    for field, other in (_THRESHOLDS, _THRESHOLDS[::-1]):
        if field in wanted:
            dropped.add(other)
    kept = {field: value for field, value in live.items() if field not in dropped}
    return {field: value for field, value in (kept | dict(wanted)).items() if value is not None}


def differences(live: Settings, wanted: Settings) -> tuple[str, ...]:
    """Why the settings have to be sent: a reason for each member of an option that is set and differs."""
    before = {name: value for _field, name, value in _comparable(live)}
    after = {name: value for field, name, value in _comparable(merged(live, wanted)) if field in wanted}
    return tuple(text for name in after for text in _changes(name, before.get(name), after[name]))


def options(settings: Settings) -> dict[str, Any]:
    """Settings by the names of the options, as they are written there, without those that are empty."""
    shown = [(name, _shown(field, settings.get(field))) for field, name in _names()]
    return {name: value for name, value in shown if value not in (None, "", [], (), {})}


def _shown(field: str, value: Any) -> Any:
    """A setting as its option takes it."""
    if not value:
        return whole(value)
    if field == "Dimensions":
        return dimension_map(value)
    if field == "Metrics":
        return query_rows(value)
    words = NESTED.get(_OPTION_OF.get(field, ""))
    return whole(value) if words is None else in_words_of_user(value, words)


_OPTION_OF = {field: name for name, field in FIELDS.items()}


def _names() -> list[tuple[str, str]]:
    return [(field, name) for name, field in FIELDS.items()] + [(field, "statistic") for field in STATISTIC_FIELDS]


def _comparable(settings: Settings) -> Iterator[tuple[str, str, Any]]:
    """Field, option and value of all settings, those that are left out as AWS takes them."""
    for field, name in _names():
        value = settings.get(field)
        if name == "statistic":
            if value is not None:
                yield field, name, value
        elif field == "DatapointsToAlarm":
            # Without it, all periods have to breach.
            yield field, name, settings.get("EvaluationPeriods") if value is None else value
        else:
            yield field, name, _normal(field, _WITHOUT.get(field) if value in (None, "") else value)


def _normal(field: str, value: Any) -> Any:
    if field == "Metrics":
        rows = {row["id"]: {"return_data": True, **row} for row in query_rows(value or ())}
        return {name: {key: item for key, item in row.items() if key != "id"} for name, row in rows.items()}
    if field in _UNORDERED:
        return sorted(value or ())
    return _shown(field, value)


def _changes(path: str, before: Any, after: Any) -> Iterator[str]:
    """A sentence for each member in which two values differ; an added or removed map is one member."""
    if before == after:
        return
    if isinstance(before, Mapping) and isinstance(after, Mapping) and before and after:
        for key in dict.fromkeys([*before, *after]):
            yield from _changes(f"{path}.{key}", before.get(key), after.get(key))
        return
    yield f"{path}: {_short(before)} → {_short(after)}"


def _short(value: Any) -> str:
    if value is None or value in ("", [], (), {}):
        return "nothing"
    if isinstance(value, Mapping):
        if all(isinstance(item, Mapping) for item in value.values()):
            return ", ".join(_short_query(item) for item in value.values())
        return _short_query(value) or ", ".join(f"{name}={_short(item)}" for name, item in value.items())
    return ", ".join(map(str, value)) if isinstance(value, (list, tuple)) else str(value)


def _short_query(value: Mapping[str, Any]) -> str:
    """A metric query by what it is about."""
    if "expression" in value:
        return str(value["expression"])
    metric = value.get("metric_stat", {}).get("metric", {})
    return str(metric.get("metric_name", "")) or ", ".join(f"{name}={item}" for name, item in value.items())
