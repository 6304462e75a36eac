# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What goes together is asked of the alarm as it would be sent; a reason names the member that changed."""

from __future__ import annotations

from typing import Any

import pytest
from ansible_collections.genai.bedrock.plugins.module_utils._core.monitoring.alarm_plan import decide
from ansible_collections.genai.bedrock.plugins.module_utils._core.monitoring.alarm_report import alarm_rows
from ansible_collections.genai.bedrock.plugins.module_utils._core.monitoring.alarm_requests import requested_alarms
from ansible_collections.genai.bedrock.plugins.module_utils._core.monitoring.metric_alarms import AlarmDone, AlarmStep
from ansible_collections.genai.bedrock.plugins.module_utils._core.problems import Problem

from tests.unit.plugins.module_utils.alarm_fakes import BAND, DEV, MATH, NEWER, OPTIONS, PROMQL, REMOVED, alarm

MATHS = {"metrics": MATH, "comparison": "GreaterThanThreshold", "threshold": 1, "evaluation_periods": 1}
WIDER = [MATH[0], MATH[1] | {"expression": "3 * input"}]


def decided(options: dict[str, Any], live: dict[str, Any] | None) -> AlarmStep | Problem:
    current = None if live is None else alarm("a", settings=settings(live))
    (found,) = requested_alarms({"a": options}, region="us-east-1", owner=DEV)
    return decide(found, current, DEV)


def settings(options: dict[str, Any]) -> dict[str, Any]:
    (found,) = requested_alarms({"a": options}, region="us-east-1", owner=DEV)
    return {field: value for field, value in found.settings.items() if value is not None}


@pytest.mark.parametrize(
    ("live", "options", "text"),
    [
        (
            OPTIONS | {"datapoints_to_alarm": 2},
            {"evaluation_periods": 1},
            "must be at most evaluation_periods, which is 1",
        ),
        (OPTIONS, {"datapoints_to_alarm": 4}, "must be at most evaluation_periods, which is 3, not 4"),
        (OPTIONS, {"evaluation_periods": 289}, "period: 289 evaluation_periods of 300 seconds are longer"),
        (MATHS, {"evaluation_periods": 8}, "metrics: 8 evaluation_periods of 86400 seconds are longer"),
        (MATHS, {"metric_name": "m"}, "AWS needs namespace, period, statistic with what is set: set them, too"),
        (
            OPTIONS,
            {"comparison": "LessThanLowerThreshold"},
            "compares with a band; set threshold_metric_id in its place",
        ),
        (OPTIONS, {"threshold_metric_id": "ad1"}, "AWS needs metrics with what is set"),
        (BAND, {"comparison": "GreaterThanThreshold", "threshold": 1}, "metrics: 1 must return data"),
        (OPTIONS, {"evaluation_criteria": PROMQL["evaluation_criteria"]}, "AWS needs evaluation_interval with"),
        (OPTIONS, {"evaluation_interval": 60}, "evaluation_interval: goes with evaluation_criteria only"),
        (PROMQL, {"treat_missing_data": "ignore"}, "evaluation_criteria: defines completely when it is triggered"),
        (
            OPTIONS | {"period": 120},
            {"evaluation_window": NEWER["evaluation_window"]},
            "a wall clock window takes a period",
        ),
    ],
)
def test_what_does_not_go_with_what_is_live(live: dict[str, Any], options: dict[str, Any], text: str) -> None:
    found = decided(options, live)
    assert isinstance(found, Problem)
    assert text in found.message


def test_what_aws_has_taken_already_is_no_reason_to_refuse() -> None:
    """Rules of AWS may have become wider than those that are known here."""
    live = {"datapoints_to_alarm": 5, "evaluation_periods": 3}
    odd = alarm("a", settings=settings(OPTIONS) | {"DatapointsToAlarm": 5})
    (found,) = requested_alarms({"a": {"threshold": 1}}, region="us-east-1", owner=DEV)
    assert isinstance(decide(found, odd, DEV), AlarmStep), live


@pytest.mark.parametrize(
    ("live", "options", "reasons"),
    [
        (MATHS, {"metrics": WIDER}, ["metrics.total.expression: 2 * input → 3 * input"]),
        (MATHS, {"metrics": [MATH[0], MATH[1] | {"label": "Sum"}]}, ["metrics.total.label: nothing → Sum"]),
        (MATHS, {"metrics": [MATH[1]]}, ["metrics.input: InputTokenCount → nothing"]),
        (
            BAND,
            {
                "metrics": [
                    {**BAND["metrics"][0], "metric_stat": {**BAND["metrics"][0]["metric_stat"], "stat": "p90"}},
                    BAND["metrics"][1],
                ]
            },
            ["metrics.m1.metric_stat.stat: Sum → p90"],
        ),
        (OPTIONS, {"dimensions": {"ModelId": "abc", "b": "c"}}, ["dimensions.b: nothing → c"]),
        (OPTIONS | {"unit": "Count"}, {"unit": ""}, ["unit: Count → nothing"]),
        (OPTIONS | {"datapoints_to_alarm": 2}, {"datapoints_to_alarm": None}, ["datapoints_to_alarm: 2 → 3"]),
        (OPTIONS | {"datapoints_to_alarm": 3}, {"datapoints_to_alarm": None}, []),
        (
            OPTIONS | {"treat_missing_data": "ignore"},
            {"treat_missing_data": ""},
            ["treat_missing_data: ignore → missing"],
        ),
        (OPTIONS, REMOVED, []),
        (OPTIONS, {"evaluation_window": {"sliding_window": {}}}, []),
        (OPTIONS, {"action_configuration": {}}, []),
        (PROMQL, {"evaluation_interval": 30}, ["evaluation_interval: 60 → 30"]),
        (
            PROMQL,
            {"evaluation_criteria": {"promql_criteria": {"query": "up == 0", "pending_period": 60}}},
            ["evaluation_criteria.promql_criteria.query: avg(latency) > 1 → up == 0"],
        ),
        (
            OPTIONS | NEWER,
            {"warm_up_configuration": {"warm_up_period_duration_in_minutes": 5}},
            ["warm_up_configuration.warm_up_period_duration_in_minutes: 10 → 5"],
        ),
    ],
)
def test_a_reason_names_the_member(live: dict[str, Any], options: dict[str, Any], reasons: list[str]) -> None:
    found = decided(options, live)
    assert isinstance(found, AlarmStep)
    assert list(found.reasons) == reasons


@pytest.mark.parametrize("options", [MATHS, BAND, PROMQL, OPTIONS | NEWER])
def test_a_row_is_as_the_options_are_written(options: dict[str, Any]) -> None:
    found = decided(options, None)
    assert isinstance(found, AlarmStep)
    (row,) = alarm_rows([AlarmDone(found)])
    back = {name: value for name, value in row.items() if name not in ("name", "action", "alarm_arn", "tags", "region")}
    assert settings(back) == found.after


def test_what_is_set_to_nothing_is_not_sent() -> None:
    found = decided({**OPTIONS, **REMOVED}, None)
    assert isinstance(found, AlarmStep)
    assert None not in found.after.values()
