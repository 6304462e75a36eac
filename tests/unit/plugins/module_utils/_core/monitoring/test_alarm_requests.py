# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""From a task to wanted alarms: values are cast, and all that is wrong is told at once, by alarm and option."""

from __future__ import annotations

from typing import Any

import pytest
from ansible_collections.genai.bedrock.plugins.module_utils._core.monitoring.alarm_requests import (
    owner_of,
    requested_alarms,
)
from ansible_collections.genai.bedrock.plugins.module_utils._core.monitoring.alarm_settings import (
    FIELDS,
    STATISTIC_FIELDS,
)
from ansible_collections.genai.bedrock.plugins.module_utils._core.monitoring.alarm_statistics import STATISTICS, UNITS
from ansible_collections.genai.bedrock.plugins.module_utils._core.problems import ProblemError
from botocore.loaders import Loader

from tests.unit.plugins.module_utils.alarm_fakes import BAND, DEV, MATH, NEWER, OPTIONS, PROMQL


def read(options: Any, name: str = "a", region: str | None = "us-east-1", **common: Any) -> Any:
    return requested_alarms({name: options}, region=region, owner=DEV, **common)[0]


def stat_of(query: dict[str, Any], **changes: Any) -> dict[str, Any]:
    return {**query, "metric_stat": {**query["metric_stat"], **changes}}


def test_words_of_the_user_become_those_of_aws() -> None:
    found = read(
        {**OPTIONS, "threshold": "10", "period": "300", "actions_enabled": "no", "alarm_actions": "arn:a,arn:b"}
    )
    assert found.settings == {
        "ActionsEnabled": False,
        "AlarmActions": ["arn:a", "arn:b"],
        "Namespace": "AWS/Bedrock",
        "MetricName": "InvocationThrottles",
        "Dimensions": [{"Name": "ModelId", "Value": "abc"}],
        "Period": 300,
        "ComparisonOperator": "GreaterThanOrEqualToThreshold",
        "Threshold": 10,
        "EvaluationPeriods": 3,
        "Statistic": "Sum",
    }
    assert read({"statistic": "p99.9"}).settings == {"ExtendedStatistic": "p99.9"}


def test_queries_are_read_as_amazon_aws_reads_them() -> None:
    listed = [{"name": "ModelId", "value": "abc"}]
    query = {
        **MATH[0],
        "metric_stat": {
            **MATH[0]["metric_stat"],
            "metric": {"namespace": "n", "metric_name": "m", "dimensions": listed},
        },
    }
    (found,) = read({"metrics": [query]}).settings["Metrics"]
    assert found == {
        "Id": "input",
        "MetricStat": {
            "Metric": {
                "Namespace": "n",
                "MetricName": "m",
                "Dimensions": [{"Name": "ModelId", "Value": "abc"}],
            },
            "Period": 86400,
            "Stat": "Sum",
        },
        "ReturnData": False,
    }


@pytest.mark.parametrize(
    "comparison", ["LessThanLowerOrGreaterThanUpperThreshold", "LessThanLowerThreshold", "GreaterThanUpperThreshold"]
)
def test_an_alarm_on_anomalies(comparison: str) -> None:
    settings = read(BAND | {"comparison": comparison}).settings
    assert (settings["ThresholdMetricId"], settings["ComparisonOperator"]) == ("ad1", comparison)
    assert "Threshold" not in settings
    assert read({"threshold_metric_id": "ad1"}).settings == {"ThresholdMetricId": "ad1"}


@pytest.mark.parametrize(
    "statistic",
    [
        *(
            "p0",
            "p99.9",
            "p100",
            "tm90",
            "tc90",
            "ts90",
            "wm95.5",
            "IQM",
            "TM(10%:90%)",
            "WM(:95%)",
            "TC(5:)",
            "PR(0:0.5)",
        )
    ],
)
def test_extended_statistics(statistic: str) -> None:
    assert read({"statistic": statistic}).settings == {"ExtendedStatistic": statistic}


def test_statistics_and_units_are_those_of_botocore() -> None:
    shapes = Loader().load_service_model("cloudwatch", "service-2")["shapes"]
    assert list(STATISTICS) == shapes["Statistic"]["enum"]
    assert list(UNITS) == shapes["StandardUnit"]["enum"]


def test_every_setting_of_botocore_is_an_option() -> None:
    """The reference's parameters beside the name and the tags."""
    members = Loader().load_service_model("cloudwatch", "service-2")["shapes"]["PutMetricAlarmInput"]["members"]
    assert {*members} - {"AlarmName", "Tags"} <= {*FIELDS.values(), *STATISTIC_FIELDS}


def test_what_removes_a_setting() -> None:
    assert read({"description": " ", "unit": "", "treat_missing_data": "", "datapoints_to_alarm": None}).settings == {
        "AlarmDescription": None,
        "Unit": None,
        "TreatMissingData": None,
        "DatapointsToAlarm": None,
    }
    assert read({"evaluation_window": {}, "warm_up_configuration": {}}).settings == {
        "EvaluationWindow": None,
        "WarmUpConfiguration": None,
    }
    assert read({"description": None, "unit": None, "threshold": None, "metrics": None}).settings == {}


def test_comparisons_are_those_of_botocore() -> None:
    shape = Loader().load_service_model("cloudwatch", "service-2")["shapes"]["ComparisonOperator"]
    for comparison in shape["enum"]:
        assert read({"comparison": comparison}).settings == {"ComparisonOperator": comparison}


@pytest.mark.parametrize(
    ("options", "text"),
    [
        (5, "must be a map of options"),
        ({"threshhold": 1}, "threshhold: is unknown; did you mean 'threshold'?"),
        ({"comparison_operator": "x"}, "did you mean 'comparison'?"),
        ({"comparison": "GreaterThan"}, "comparison: 'GreaterThan' is unknown"),
        (BAND | {"threshold": 1}, "threshold: the band threshold_metric_id replaces it; remove one of the two"),
        (
            {"comparison": "GreaterThanUpperThreshold", "threshold": 1},
            "threshold: GreaterThanUpperThreshold compares with a band; set threshold_metric_id in its place",
        ),
        (
            BAND | {"comparison": "GreaterThanThreshold"},
            "comparison: 'GreaterThanThreshold' compares with a number; with threshold_metric_id it is one of LessThanLower",
        ),
        (BAND | {"threshold_metric_id": "ad2"}, "metrics has no query of the id 'ad2'; did you mean 'ad1'?"),
        (BAND | {"threshold_metric_id": "m1"}, "threshold_metric_id: 'm1' is no band; its expression must be ANOMALY_"),
        (OPTIONS | {"threshold_metric_id": "ad1"}, "threshold_metric_id: names one of several metrics; take namespace"),
        (
            BAND | {"ok_actions": ["arn:aws:autoscaling:us-east-1:1:policy"]},
            "cannot have Auto Scaling actions; take arn:aws:autoscaling",
        ),
        ({"threshhold_metric_id": "x"}, "did you mean 'threshold_metric_id'?"),
        ({"state": "gone"}, "state: 'gone' is unknown"),
        ({"period": 45}, "period: must be 10, 20, 30 or 60·n"),
        (
            {"period": 300, "evaluation_periods": 289},
            "period: 289 evaluation_periods of 300 seconds are longer than the 86400",
        ),
        ({"period": 86400, "evaluation_periods": 8}, "longer than the 604800"),
        ({"evaluation_periods": 2, "datapoints_to_alarm": 3}, "at most evaluation_periods, which is 2, not 3"),
        ({"alarm_actions": ["topic"]}, "alarm_actions: 'topic' is no ARN"),
        ({"alarm_actions": ["arn:a"] * 6}, "alarm_actions: holds 6 ARNs, and AWS takes 5"),
        ({"description": "x" * 1025}, "description: has 1025 characters, and AWS takes 1024"),
        ({"tags": {"a,b": "c"}}, "tag key 'a,b'"),
        ({"metrics": MATH, "metric_name": "x"}, "metrics: replaces all metrics of the alarm; take metric_name away"),
        ({"metrics": {}}, "metrics: must be a list of metric queries, not a map"),
        ({"metrics": [{"id": "a"}]}, "metrics: entry 1 must have either expression or metric_stat"),
        ({"metrics": [{"expression": "1"}]}, "metrics: entry 1 lacks id"),
        ({"metrics": [{"id": "a", "expresion": "1"}]}, "did you mean 'expression'?"),
        ({"metrics": [{"id": "a", "metric_stat": {"metric": {}}}]}, "metrics: metric_stat lacks period and stat"),
        ({"statistic": "Median"}, "statistic: 'Median' is unknown; it is SampleCount"),
        ({"statistic": "p101"}, "statistic: 'p101' is unknown"),
        ({"statistic": "TM(:)"}, "statistic: 'TM(:)' is unknown"),
        ({"unit": "Tokens"}, "unit: 'Tokens' is unknown"),
        ({"namespace": ":x"}, "namespace: ':x' begins with a colon"),
        ({"dimensions": {"a": ""}}, "dimensions: the value of 'a' is empty"),
        ({"dimensions": {f"d{n}": "x" for n in range(31)}}, "dimensions: holds 31 dimensions, and AWS takes 30"),
        ({"alarm_actions": ["arn:" + "x" * 1021]}, "has 1025 characters, and AWS takes 1024"),
        ({"metrics": [MATH[1] | {"id": "Total"}]}, "metrics: entry 1, id: 'Total' is no id"),
        ({"metrics": [MATH[1], MATH[1]]}, "metrics: entry 2: the id 'total' is taken by an entry before it"),
        (
            {"metrics": [MATH[1]], "threshold": 1, "evaluation_interval": 60},
            "evaluation_interval: goes with evaluation_c",
        ),
        ({"metrics": [MATH[1], MATH[1] | {"id": "b"}], "threshold": 1}, "1 must return data, the one that the alarm"),
        (BAND | {"metrics": [BAND["metrics"][0] | {"return_data": False}, BAND["metrics"][1]]}, "2 must return data"),
        ({"metrics": [stat_of(MATH[0], stat="Mean")]}, "metrics: metric_stat, stat: 'Mean' is unknown"),
        ({"metrics": [stat_of(MATH[0], unit="Mean")]}, "metric_stat, unit: 'Mean' is unknown"),
        ({"metrics": [stat_of(MATH[0], period=7)]}, "metric_stat, period: must be 1, 5, 10, 20, 30 or 60·n"),
        ({"metrics": MATH, "evaluation_periods": 8}, "metrics: 8 evaluation_periods of 86400 seconds are longer"),
        (
            PROMQL | {"threshold": 1},
            "evaluation_criteria: defines completely when it is triggered; take threshold away",
        ),
        (
            {"evaluation_criteria": {"promql_criteria": {}}},
            "evaluation_criteria: promql_criteria lacks query",
        ),
        ({"evaluation_interval": 5}, "evaluation_interval: must be 10 to 3600"),
        (
            {"evaluation_window": {"wall_clock_window": {}, "sliding_window": {}}},
            "either sliding_window or wall_clock_w",
        ),
        (NEWER | {"period": 120}, "evaluation_window: a wall clock window takes a period of 60, 300, 3600"),
        ({"warm_up_configuration": {"warm_up_period_duration_in_minutes": 0}}, "must be 1 to 2880, not 0"),
        (
            {
                "action_configuration": {
                    "alarm_tags_propagation": {"enabled": 1, "included_tag_keys": ["a"], "excluded_tag_keys": ["b"]}
                }
            },
            "takes included_tag_keys or excluded_tag_keys, not both",
        ),
        ({"dimensions": [{"Name": "x"}]}, "dimensions: must be a map of dimension to value"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_what_is_wrong(options: Any, text: str) -> None:
    with pytest.raises(ProblemError) as caught:
        read(options)
    assert text in str(caught.value)


def test_all_that_is_wrong_is_reported_at_once() -> None:
    with pytest.raises(ProblemError) as caught:
        requested_alarms(
            {"a": {"period": 1, "state": "x"}, "b\n": {}, "c": {"region": "eu-west-1"}}, region=None, owner=DEV
        )
    assert [(problem.key, problem.region) for problem in caught.value.problems] == [
        ("a", None),
        ("a", None),
        ("a", None),
        ("b\n", None),
        ("b\n", None),
    ]


def test_whose_alarms_are_purged_must_be_named() -> None:
    assert owner_of({"Environment": "dev", "ManagedBy": "me"}, purge=True) == DEV
    assert owner_of({}, purge=False) == {}
    with pytest.raises(ProblemError, match="must hold Environment with purge_alarms"):
        owner_of({"Workload": "x"}, purge=True)
