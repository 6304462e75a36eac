# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What moto's CloudWatch does otherwise than AWS: global dashboards with tags, and alarms that end with theirs."""

from __future__ import annotations

import json

import pytest
from botocore.exceptions import ClientError

BODY = json.dumps({"widgets": [{"type": "text", "properties": {"markdown": "hi"}}]})
TAGS = [{"Key": "a", "Value": "1"}]
ALARM = {
    "AlarmName": "x",
    "MetricName": "m",
    "Namespace": "n",
    "Statistic": "Sum",
    "Period": 60,
    "EvaluationPeriods": 1,
    "ComparisonOperator": "GreaterThanThreshold",
    "Threshold": 1,
}


MATH = [{"Id": "a", "Expression": "1"}, {"Id": "b", "Expression": "2"}]
OF_MATH = {name: ALARM[name] for name in ("AlarmName", "EvaluationPeriods", "ComparisonOperator", "Threshold")}
PROMQL = {"AlarmName": "x", "EvaluationCriteria": {"PromQLCriteria": {"Query": "up"}}}


def code(call, **request):
    with pytest.raises(ClientError) as caught:
        call(**request)
    return caught.value.response["Error"]["Code"]


def test_dashboards_are_global_and_tagged(aws):
    east, west = aws.client("cloudwatch", "us-east-1"), aws.client("cloudwatch", "us-west-2")
    other = aws.client("cloudwatch", "us-east-1", account="210987654321")
    assert east.put_dashboard(DashboardName="d", DashboardBody=BODY, Tags=TAGS)["DashboardValidationMessages"] == []
    found = west.get_dashboard(DashboardName="d")
    arn = found["DashboardArn"]
    assert (arn, found["DashboardBody"]) == ("arn:aws:cloudwatch::123456789012:dashboard/d", BODY)
    assert [row["DashboardName"] for row in west.list_dashboards()["DashboardEntries"]] == ["d"]
    assert other.list_dashboards()["DashboardEntries"] == []
    west.put_dashboard(DashboardName="d", DashboardBody='{"widgets": []}', Tags=[{"Key": "b", "Value": "2"}])
    assert east.list_tags_for_resource(ResourceARN=arn)["Tags"] == TAGS
    west.tag_resource(ResourceARN=arn, Tags=[{"Key": "b", "Value": "2"}])
    west.untag_resource(ResourceARN=arn, TagKeys=["a"])
    assert east.list_tags_for_resource(ResourceARN=arn)["Tags"] == [{"Key": "b", "Value": "2"}]
    west.delete_dashboards(DashboardNames=["d"])
    assert code(east.get_dashboard, DashboardName="d") == "ResourceNotFound"
    assert code(east.delete_dashboards, DashboardNames=["d"]) == "ResourceNotFound"
    assert code(east.list_tags_for_resource, ResourceARN=arn) == "ResourceNotFoundException"


@pytest.mark.parametrize(
    ("name", "body"),
    [("a b", BODY), ("d", "{"), ("d", "{}"), ("d", "[]")],
    ids=["name", "no JSON", "no widgets", "a list"],
)
def test_dashboards_are_checked(aws, name, body):
    assert (
        code(aws.client("cloudwatch").put_dashboard, DashboardName=name, DashboardBody=body) == "InvalidParameterInput"
    )


def test_a_widget_without_a_type_is_reported(aws):
    answer = aws.client("cloudwatch").put_dashboard(DashboardName="d", DashboardBody='{"widgets": [{}]}')
    assert answer["DashboardValidationMessages"] == [{"DataPath": "/widgets/0", "Message": "Should have a type"}]


def test_tags_of_an_alarm_begin_and_end_with_it(aws):
    client = aws.client("cloudwatch")
    client.put_metric_alarm(**ALARM, Tags=TAGS)
    arn = client.describe_alarms(AlarmNames=["x"])["MetricAlarms"][0]["AlarmArn"]
    client.put_metric_alarm(**ALARM | {"Threshold": 5}, Tags=[{"Key": "a", "Value": "2"}])
    assert client.describe_alarms(AlarmNames=["x"])["MetricAlarms"][0]["Threshold"] == 5
    assert client.list_tags_for_resource(ResourceARN=arn)["Tags"] == TAGS
    client.delete_alarms(AlarmNames=["x", "never there"])
    assert code(client.list_tags_for_resource, ResourceARN=arn) == "ResourceNotFoundException"
    client.put_metric_alarm(**ALARM)
    assert client.list_tags_for_resource(ResourceARN=arn)["Tags"] == []


@pytest.mark.parametrize(
    ("request_", "text"),
    [
        (ALARM | {"Statistic": "Median"}, "failed to satisfy constraint"),
        (ALARM | {"Unit": "Tokens"}, "failed to satisfy constraint"),
        (ALARM | {"DatapointsToAlarm": 2}, "DatapointsToAlarm must be less than or equal"),
        (ALARM | {"EvaluationPeriods": 1441}, "(EvaluationPeriods * Period must be <= 86400)"),
        (ALARM | {"ComparisonOperator": "LessThanLowerThreshold"}, "ranges require ThresholdMetricId to be set"),
        (ALARM | {"EvaluationInterval": 60}, "EvaluationInterval cannot be specified"),
        (ALARM | {"Metrics": MATH}, "Exactly one of MetricName, Metrics and EvaluationCriteria"),
        (OF_MATH | {"Metrics": MATH}, "Exactly one element of the metrics list should return data."),
        (OF_MATH | {"Metrics": [{"Id": "A", "Expression": "1"}]}, "begin with a lower-case letter"),
        (PROMQL, "EvaluationInterval is required"),
        (PROMQL | {"EvaluationInterval": 60, "Threshold": 1}, "Threshold cannot be specified with EvaluationCriteria"),
    ],
)
def test_alarms_that_aws_refuses(aws, request_, text):
    with pytest.raises(ClientError, match=text.replace("(", r"\(").replace("*", r"\*").replace(")", r"\)")):
        aws.client("cloudwatch").put_metric_alarm(**request_)


@pytest.mark.parametrize(
    "request_",
    [
        {name: value for name, value in ALARM.items() if name != "Statistic"} | {"ExtendedStatistic": "TM(10%:90%)"},
        ALARM | {"WarmUpConfiguration": {"WarmUpPeriodDurationInMinutes": 5}},
        PROMQL | {"EvaluationInterval": 60},
    ],
    ids=["a trimmed mean", "a warm-up", "PromQL"],
)
def test_alarms_are_answered_as_they_were_sent(aws, request_):
    client = aws.client("cloudwatch")
    client.put_metric_alarm(**request_)
    (row,) = client.describe_alarms(AlarmNames=["x"])["MetricAlarms"]
    assert request_.items() <= row.items()
