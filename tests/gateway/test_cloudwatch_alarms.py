# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""cloudwatch_alarms against the endpoint: in check mode and for real, over regions, and what is not ours stays."""

from __future__ import annotations

from typing import Any

import pytest
from ansible_collections.genai.bedrock.plugins.module_utils._aws.alarms import AlarmGateway

from tests.gateway.running import run_module, writes
from tests.local_aws.server import LocalAws
from tests.unit.plugins.module_utils.alarm_fakes import (
    BAND,
    DEV,
    EAST,
    MATH,
    NEWER,
    OPTIONS,
    OURS,
    PROMQL,
    REMOVED,
    WEST,
)

MATHS = {"metrics": MATH, "comparison": "GreaterThanThreshold", "threshold": 1.5, "evaluation_periods": 1}
FULL: dict[str, Any] = {
    "throttles": {
        **OPTIONS,
        "description": "Too many",
        "datapoints_to_alarm": 2,
        "treat_missing_data": "notBreaching",
        "alarm_actions": ["arn:aws:sns:us-east-1:123456789012:b", "arn:aws:sns:us-east-1:123456789012:a"],
        "tags": {"Workload": "copilot"},
    },
    "latency": {**OPTIONS, "region": WEST, "statistic": "p90", "evaluate_low_sample_count_percentile": "ignore"},
    "tokens": MATHS,
}


def alarms(aws: LocalAws, wanted: dict[str, Any], **options: Any) -> dict[str, Any]:
    common = {"ownership_tags": DEV, "purge_alarms": True, "regions": [EAST, WEST]}
    return run_module("cloudwatch_alarms", aws, alarms=wanted, **{**common, **options})


def live(aws: LocalAws, region: str = EAST) -> dict[str, dict[str, Any]]:
    """Name → what AWS tells, with its tags."""
    client = aws.client("cloudwatch", region)
    rows = client.describe_alarms()["MetricAlarms"]
    listed = {row["AlarmName"]: client.list_tags_for_resource(ResourceARN=row["AlarmArn"])["Tags"] for row in rows}
    return {
        row["AlarmName"]: {**row, "Tags": {tag["Key"]: tag["Value"] for tag in listed[row["AlarmName"]]}}
        for row in rows
    }


def seed(aws: LocalAws, name: str, tags: dict[str, str], region: str = EAST, **settings: Any) -> None:
    request = {
        "AlarmName": name,
        "Namespace": "theirs",
        "MetricName": "m",
        "Statistic": "Sum",
        "Period": 60,
        "EvaluationPeriods": 1,
        "Threshold": 1,
        "ComparisonOperator": "GreaterThanThreshold",
        **settings,
    }
    listed = [{"Key": key, "Value": value} for key, value in tags.items()]
    aws.client("cloudwatch", region).put_metric_alarm(**request, Tags=listed)


def without(alarm: str, **changes: Any) -> dict[str, Any]:
    return {name: {**options, **(changes if name == alarm else {})} for name, options in FULL.items()}


SCENES: dict[str, tuple[dict[str, Any], dict[str, Any], dict[str, int]]] = {
    "create": ({}, FULL, {"create": 3}),
    "nothing": (FULL, FULL, {"none": 3}),
    "another threshold": (FULL, without("throttles", threshold=11), {"update": 1, "none": 2}),
    "fewer actions": (FULL, without("throttles", alarm_actions=[]), {"update": 1, "none": 2}),
    "another tag": (FULL, without("throttles", tags={"Workload": "cai"}), {"retag": 1, "none": 2}),
    "another statistic": (FULL, without("latency", statistic="Average"), {"update": 1, "none": 2}),
    "one metric for math": (FULL, {**FULL, "tokens": OPTIONS}, {"update": 1, "none": 2}),
    "math for one metric": (
        FULL,
        {**FULL, "throttles": {**MATHS, "datapoints_to_alarm": None}},
        {"update": 1, "none": 2},
    ),
    "a band": ({}, {"unusual": BAND}, {"create": 1}),
    "the same band": ({"unusual": BAND}, {"unusual": BAND}, {"none": 1}),
    "a band for a number": ({"unusual": MATHS}, {"unusual": BAND}, {"update": 1}),
    "a number for a band": ({"unusual": BAND}, {"unusual": MATHS}, {"update": 1}),
    "a query": ({}, {"slow": PROMQL}, {"create": 1}),
    "the same query": ({"slow": PROMQL}, {"slow": PROMQL}, {"none": 1}),
    "a query for a metric": ({"slow": OPTIONS}, {"slow": PROMQL}, {"update": 1}),
    "a metric for a query": ({"slow": PROMQL}, {"slow": OPTIONS}, {"update": 1}),
    "newer settings": ({}, {"slow": {**OPTIONS, **NEWER}}, {"create": 1}),
    "newer settings on top": ({"slow": OPTIONS}, {"slow": NEWER}, {"update": 1}),
    "newer settings gone": ({"slow": {**OPTIONS, **NEWER}}, {"slow": {name: {} for name in NEWER}}, {"update": 1}),
    "settings gone": (FULL, without("throttles", **REMOVED), {"update": 1, "none": 2}),
    "one absent": (FULL, {**FULL, "tokens": {"state": "absent"}}, {"delete": 1, "none": 2}),
    "one fewer": (FULL, {"tokens": FULL["tokens"]}, {"delete": 2, "none": 1}),
    "none": (FULL, {}, {"delete": 3}),
}


@pytest.mark.parametrize("scene", SCENES)
def test_check_mode_predicts_and_a_second_run_changes_nothing(aws: LocalAws, scene: str) -> None:
    before, wanted, counts = SCENES[scene]
    if before:
        assert alarms(aws, before)["changed"]
    current = live(aws), live(aws, WEST)
    aws.clear_calls()
    predicted = alarms(aws, wanted, check=True, diff=True)
    assert writes(aws) == []
    assert (live(aws), live(aws, WEST)) == current
    real = alarms(aws, wanted, diff=True)
    assert {action: count for action, count in real["summary"].items() if count} == counts
    assert {**predicted, "alarms": 0, "invocation": 0} == {**real, "alarms": 0, "invocation": 0}
    unlike = ("alarm_arn",)
    assert [{key: row[key] for key in row if key not in unlike} for row in predicted["alarms"]] == [
        {key: row[key] for key in row if key not in unlike} for row in real["alarms"]
    ]
    aws.clear_calls()
    again = alarms(aws, wanted)
    assert (again["changed"], writes(aws)) == (False, [])
    assert set(live(aws)) | set(live(aws, WEST)) == {
        name for name, options in wanted.items() if options.get("state") != "absent"
    }


def test_what_aws_receives(aws: LocalAws) -> None:
    result = alarms(aws, FULL, tags={"Team": "a"})
    reported = live(aws)["throttles"]
    assert (reported["Threshold"], reported["DatapointsToAlarm"], reported["TreatMissingData"]) == (
        10.0,
        2,
        "notBreaching",
    )
    assert reported["Tags"] == {"Team": "a", "Workload": "copilot", **OURS}
    assert live(aws, WEST)["latency"]["ExtendedStatistic"] == "p90"
    tokens = live(aws)["tokens"]["Metrics"]
    assert [query["Id"] for query in tokens] == ["input", "total"]
    row = result["alarms"][0]
    assert (row["alarm_arn"], row["tags"]) == (reported["AlarmArn"], reported["Tags"])


def test_what_is_unset_stays(aws: LocalAws) -> None:
    seed(aws, "a", {"theirs": "1", **OURS}, AlarmDescription="Kept", OKActions=["arn:aws:sns:us-east-1:123456789012:x"])
    assert alarms(aws, {"a": {"threshold": 2}})["summary"]["update"] == 1
    reported = live(aws)["a"]
    assert (reported["Threshold"], reported["AlarmDescription"], len(reported["OKActions"])) == (2.0, "Kept", 1)
    assert reported["Tags"] == {"theirs": "1", **OURS}


def test_what_is_not_ours_is_left_alone(aws: LocalAws) -> None:
    seed(aws, "a", {})
    seed(aws, "b", {**OURS, "Environment": "prod"}, WEST)
    seed(aws, "bystander", {"ManagedBy": "terraform", "Environment": "dev"})
    current = live(aws), live(aws, WEST)
    aws.clear_calls()
    result = alarms(aws, {"a": OPTIONS, "b": {"region": WEST, "state": "absent"}, "c": OPTIONS})
    assert [(error["key"], error["code"]) for error in result["errors"]] == [("a", "NotOurs"), ("b", "NotOurs")]
    assert ("actions" in result, writes(aws)) == (False, [])
    assert "set adopt: true" in result["msg"]
    assert (live(aws), live(aws, WEST)) == current
    adopted = alarms(aws, {"a": {"threshold": 7}}, adopt=True)
    assert [row["action"] for row in adopted["actions"]] == ["adopt"]
    assert (live(aws)["a"]["Namespace"], live(aws)["a"]["Tags"]) == ("theirs", OURS)


def test_a_denied_read_is_not_taken_for_nothing_there(aws: LocalAws) -> None:
    alarms(aws, FULL)
    for action in ("cloudwatch:DescribeAlarms", "tag:GetResources"):
        aws.switch(deny=[action])
        aws.clear_calls()
        result = alarms(aws, {}) if action.startswith("tag") else alarms(aws, FULL)
        assert action in result["msg"]
        assert writes(aws) == []
    assert alarms(aws, FULL, purge_alarms=False)["changed"] is False


def test_one_that_may_not_be_written_fails_alone(aws: LocalAws) -> None:
    aws.switch(fail=[{"operation": "PutMetricAlarm", "region": WEST, "code": "LimitExceeded", "status": 400}])
    result = alarms(aws, FULL)
    assert [(error["key"], error["region"], error["code"]) for error in result["errors"]] == [
        ("latency", WEST, "LimitExceeded")
    ]
    assert result["summary"]["create"] == 2
    aws.switch(fail=[])
    assert alarms(aws, FULL)["summary"] == result["summary"] | {"create": 1, "none": 2}


def test_throttling_is_waited_for(aws: LocalAws) -> None:
    """PutMetricAlarm allows three calls a second."""
    aws.switch(fail=[{"operation": "PutMetricAlarm", "code": "Throttling", "status": 400, "times": 2}])
    assert alarms(aws, FULL)["summary"]["create"] == 3


def test_bad_input(aws: LocalAws) -> None:
    result = alarms(aws, {"a": {**OPTIONS, "period": 7, "perod": 1}, "b": {"tags": {"a,b": "c"}}})
    assert [error["key"] for error in result["errors"]] == ["a", "a", "b"]
    assert aws.calls() == []
    assert "must hold Environment with purge_alarms" in alarms(aws, {}, ownership_tags={})["msg"]
    assert "AWS needs comparison" in alarms(aws, {"a": {"threshold": 1}})["msg"]
    assert writes(aws) == []


def test_what_nothing_costs(aws: LocalAws) -> None:
    many = {f"a{number}": {**OPTIONS, "region": (EAST, WEST)[number % 2]} for number in range(60)}
    alarms(aws, many)
    aws.clear_calls()
    alarms(aws, many)
    calls = sorted((call["operation"], call["region"]) for call in aws.calls())
    assert calls == [(operation, region) for operation in ("DescribeAlarms", "GetResources") for region in (EAST, WEST)]


def test_limits_are_those_of_the_whole_alarm(aws: LocalAws) -> None:
    """Nothing is written where what is set and what is live do not go together."""
    alarms(aws, {"a": {**OPTIONS, "datapoints_to_alarm": 2}, "b": OPTIONS})
    aws.clear_calls()
    result = alarms(aws, {"a": {"evaluation_periods": 1}, "b": {"threshold": 1}})
    assert [(error["key"], error["code"]) for error in result["errors"]] == [("a", "InvalidInput")]
    assert "datapoints_to_alarm: must be at most evaluation_periods, which is 1, not 2" in result["msg"]
    assert writes(aws) == []
    assert alarms(aws, {"a": {"evaluation_periods": 1, "datapoints_to_alarm": None}, "b": {}})["summary"]["update"] == 1


@pytest.mark.parametrize("options", [MATHS, BAND, PROMQL, {**OPTIONS, **NEWER}], ids=["math", "band", "query", "newer"])
def test_a_result_can_be_passed_back_in(aws: LocalAws, options: dict[str, Any]) -> None:
    (row,) = alarms(aws, {"a": options})["alarms"]
    back = {name: value for name, value in row.items() if name not in ("name", "action", "alarm_arn")}
    again = alarms(aws, {"a": back})
    assert (again["changed"], again["alarms"]) == (False, [{"actions_enabled": True, **row, "action": "none"}])


def test_a_setting_that_the_installed_botocore_does_not_know(aws: LocalAws, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(AlarmGateway, "known_fields", {"Threshold"})
    result = alarms(aws, {"a": {"evaluation_interval": 60, "threshold": 1}})
    assert "evaluation_interval: the installed botocore does not support it; update boto3" in result["msg"]
    assert aws.calls() == []
