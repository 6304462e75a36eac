# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What an alarm lacks, and what does not go together in it: of what a map sets, and of the whole that is to be sent.

Source: API reference of PutMetricAlarm (botocore 1.44.5). How many queries return data: AWS's own errors, "Exactly one
element of the metrics list should return data", and two with a band (terraform-provider-aws #29894 and #42504).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from ansible_collections.genai.bedrock.plugins.module_utils._core.monitoring.alarm_limits import too_long
from ansible_collections.genai.bedrock.plugins.module_utils._core.monitoring.alarm_settings import (
    FIELDS,
    NOT_OF_PROMQL,
    OF_ONE_METRIC,
    STATISTIC_FIELDS,
)
from ansible_collections.genai.bedrock.plugins.module_utils._core.monitoring.anomaly import (
    BAND,
    BAND_COMPARISONS,
    band_problems,
)
from ansible_collections.genai.bedrock.plugins.module_utils._core.monitoring.metric_alarms import Settings

_CLOCK_PERIODS = (60, 300, 3_600, 86_400, 604_800)
_THRESHOLD = "threshold"
_METRIC = ("metric_name", "namespace", "period")
_CRITERIA = "EvaluationCriteria"


def missing_options(settings: Settings) -> list[str]:
    """The options without which AWS takes no alarm."""
    if settings.get(_CRITERIA) is not None:
        return [] if settings.get("EvaluationInterval") is not None else ["evaluation_interval"]
    missing = _lacking(settings, ("comparison", _THRESHOLD, "evaluation_periods"))
    band = settings.get("ThresholdMetricId") is not None
    if band:
        missing.remove(_THRESHOLD) if _THRESHOLD in missing else None
        return missing + _lacking(settings, ("metrics",))
    if settings.get("ComparisonOperator") in BAND_COMPARISONS:
        missing = [BAND if option == _THRESHOLD else option for option in missing]
    if not settings.get("Metrics"):
        missing += _lacking(settings, _METRIC)
        missing += [] if any(settings.get(field) for field in STATISTIC_FIELDS) else ["statistic"]
    return missing


def contradictions(settings: Settings) -> list[str]:
    """What does not go together, as far as it is set."""
    return [
        *_points(settings),
        *_length(settings),
        *band_problems(settings),
        *_returning(settings),
        *_promql(settings),
        *_window(settings),
    ]


def _lacking(settings: Settings, options: Iterable[str]) -> list[str]:
    return [option for option in options if settings.get(FIELDS[option]) in (None, "", [])]


def _points(settings: Settings) -> list[str]:
    periods, points = settings.get("EvaluationPeriods"), settings.get("DatapointsToAlarm")
    if periods and points and points > periods:
        return [f"datapoints_to_alarm: must be at most evaluation_periods, which is {periods}, not {points}"]
    return []


def _length(settings: Settings) -> list[str]:
    periods = settings.get("EvaluationPeriods")
    if not periods:
        return []
    if period := settings.get("Period"):
        return [f"period: {text}" for text in too_long(period, periods)]
    longest = max(_query_periods(settings), default=0)
    return [f"metrics: {text}" for text in too_long(longest, periods)] if longest else []


def _query_periods(settings: Settings) -> list[int]:
    queries = settings.get("Metrics") or ()
    return [period for query in queries if (period := _query_period(query))]


def _query_period(query: Mapping[str, Any]) -> int:
    return int(query.get("MetricStat", {}).get("Period") or query.get("Period") or 0)


def _returning(settings: Settings) -> list[str]:
    """A band returns data in addition to its metric; without the threshold, the required number is unknown."""
    queries, band = settings.get("Metrics"), settings.get("ThresholdMetricId") is not None
    number = settings.get("Threshold") is not None or _compares_with_number(settings)
    if not queries or not (band or number):
        return []
    found = [query["Id"] for query in queries if query.get("ReturnData") is not False]
    needed = 2 if band else 1
    if len(found) == needed:
        return []
    which = "the metric and its band" if band else "the one that the alarm watches"
    those = ", ".join(found) or "none"
    return [f"metrics: {needed} must return data, {which}, not {those}; set return_data: false on the others"]


def _compares_with_number(settings: Settings) -> bool:
    comparison = settings.get("ComparisonOperator")
    return comparison is not None and comparison not in BAND_COMPARISONS


def _promql(settings: Settings) -> list[str]:
    if settings.get(_CRITERIA) is not None:
        both = [name for name, field in FIELDS.items() if field in NOT_OF_PROMQL and settings.get(field) is not None]
        both += ["statistic"] if any(settings.get(field) for field in STATISTIC_FIELDS) else []
        return (
            [f"evaluation_criteria: defines completely when it is triggered; take {', '.join(both)} away"]
            if both
            else []
        )
    of_metrics = settings.get("Metrics") is not None or any(settings.get(field) is not None for field in OF_ONE_METRIC)
    if settings.get("EvaluationInterval") is not None and of_metrics:
        return ["evaluation_interval: goes with evaluation_criteria only; take it away"]
    return []


def _window(settings: Settings) -> list[str]:
    if "WallClockWindow" not in (settings.get("EvaluationWindow") or {}):
        return []
    period = settings.get("Period") or max(_query_periods(settings), default=0)
    if not period or period in _CLOCK_PERIODS:
        return []
    those = ", ".join(map(str, _CLOCK_PERIODS))
    return [f"evaluation_window: a wall clock window takes a period of {those} seconds, not {period}"]
