# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The endpoint counts what is invoked, and answers about it as CloudWatch does."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta

import pytest
from botocore.exceptions import ClientError

from tests.unit.local_aws.kit import OTHER_ACCOUNT, TITAN, US_SONNET, client, create, refusal

NOW = datetime.now(UTC)
HELLO = [{"role": "user", "content": [{"text": "good morning to you"}]}]
METRICS = (
    "Invocations",
    "InputTokenCount",
    "OutputTokenCount",
    "InvocationThrottles",
    "InvocationClientErrors",
    "InvocationServerErrors",
)


def query(metric, model_id, stat="Sum", period=3600, number=0):
    dimensions = [{"Name": "ModelId", "Value": model_id}]
    requested = {"Namespace": "AWS/Bedrock", "MetricName": metric, "Dimensions": dimensions}
    return {"Id": f"q{number}", "MetricStat": {"Metric": requested, "Period": period, "Stat": stat}}


def summed(aws, model_id, *metrics, region="us-east-1", account="local", stat="Sum"):
    """The metrics that have data of the last hours, each summed up."""
    names = metrics or METRICS
    queries = [query(name, model_id, stat, number=number) for number, name in enumerate(names)]
    answer = client(aws, "cloudwatch", region, account).get_metric_data(
        MetricDataQueries=queries, StartTime=NOW - timedelta(hours=2), EndTime=NOW + timedelta(hours=1)
    )
    rows = zip(names, answer["MetricDataResults"], strict=True)
    return {name: sum(row["Values"]) for name, row in rows if row["Values"]}


def converse(aws, arn, **more):
    return client(aws, "bedrock-runtime").converse(modelId=arn, messages=HELLO, **more)


def test_what_is_answered_counts_with_its_tokens_under_the_id_of_the_profile(aws):
    arn = create(aws, source=US_SONNET)
    used = [converse(aws, arn)["usage"] for _time in range(3)]
    profile_id = arn.rpartition("/")[2]
    assert summed(aws, profile_id) == {
        "Invocations": 3,
        "InputTokenCount": sum(one["inputTokens"] for one in used),
        "OutputTokenCount": sum(one["outputTokens"] for one in used),
    }
    latency = summed(aws, profile_id, "InvocationLatency", stat="SampleCount")
    assert (latency, summed(aws, profile_id, "TimeToFirstToken")) == ({"InvocationLatency": 3}, {})
    assert (
        summed(aws, arn)
        == summed(aws, profile_id, region="us-west-2")
        == summed(aws, profile_id, account=OTHER_ACCOUNT)
    )
    assert summed(aws, arn) == {}


def test_streams_have_a_time_to_the_first_token(aws):
    arn = create(aws, source=US_SONNET)
    stream = client(aws, "bedrock-runtime").converse_stream(modelId=arn, messages=HELLO)["stream"]
    assert list(stream)
    profile_id = arn.rpartition("/")[2]
    assert summed(aws, profile_id, "Invocations", "TimeToFirstToken", stat="SampleCount") == {
        "Invocations": 1,
        "TimeToFirstToken": 1,
    }
    assert summed(aws, profile_id)["InputTokenCount"] == 4


def test_embeddings_write_no_tokens(aws):
    arn = create(aws, source=TITAN)
    body = json.dumps({"inputText": "one two three"})
    client(aws, "bedrock-runtime").invoke_model(modelId=arn, body=body)
    assert summed(aws, arn.rpartition("/")[2]) == {"Invocations": 1, "InputTokenCount": 3}


def test_models_and_system_profiles_count_under_their_own_ids(aws):
    client(aws, "bedrock-runtime").converse(modelId="us.anthropic.claude-sonnet-4-6", messages=HELLO)
    assert summed(aws, "us.anthropic.claude-sonnet-4-6")["Invocations"] == 1
    body = json.dumps({"inputText": "one"})
    client(aws, "bedrock-runtime").invoke_model(modelId="amazon.titan-embed-text-v2:0", body=body)
    assert summed(aws, "amazon.titan-embed-text-v2:0")["Invocations"] == 1


@pytest.mark.parametrize(
    ("switches", "counted"),
    [
        ({"fail": [{"operation": "Converse", "code": "ThrottlingException"}]}, {"InvocationThrottles": 1}),
        (
            {"fail": [{"operation": "Converse", "code": "InternalServerException"}]},
            {"Invocations": 1, "InvocationServerErrors": 1},
        ),
        ({"deny": ["bedrock:InvokeModel"]}, {"InvocationClientErrors": 1}),
    ],
    ids=["throttled", "server", "denied"],
)
def test_what_is_refused_counts_as_what_it_is(aws, switches, counted):
    arn = create(aws, source=US_SONNET)
    aws.switch(**switches)
    with pytest.raises(ClientError):
        converse(aws, arn)
    assert summed(aws, arn.rpartition("/")[2]) == counted


def test_wrong_requests_are_client_errors_and_what_is_not_there_has_no_metrics(aws):
    arn = create(aws, source=US_SONNET)
    runtime = client(aws, "bedrock-runtime")
    refusal(runtime.converse, modelId=arn, messages=HELLO, inferenceConfig={"maxTokens": 10_000_000})
    assert summed(aws, arn.rpartition("/")[2]) == {"InvocationClientErrors": 1}
    gone = arn.rpartition("/")[0] + "/gonegonegone"
    refusal(runtime.converse, modelId=gone, messages=HELLO)
    assert summed(aws, "gonegonegone") == {}


def test_a_lost_answer_counts_as_what_took_effect(aws):
    arn = create(aws, source=US_SONNET)
    aws.switch(fail=[{"operation": "Converse", "code": "InternalServerException", "when": "after"}])
    with pytest.raises(ClientError):
        converse(aws, arn)
    assert summed(aws, arn.rpartition("/")[2])["Invocations"] == 1


def test_statistics_percentiles_and_periods(aws):
    cloudwatch = client(aws, "cloudwatch")
    start = datetime(2026, 11, 20, tzinfo=UTC)
    dimensions = [{"Name": "ModelId", "Value": "x"}]
    rows = [
        {
            "MetricName": "InvocationLatency",
            "Dimensions": dimensions,
            "Value": value,
            "Timestamp": start + timedelta(hours=at),
        }
        for at, value in ((1, 10), (2, 20), (3, 30), (4, 40), (25, 50))
    ]
    cloudwatch.put_metric_data(Namespace="AWS/Bedrock", MetricData=rows)
    statistics = ("Sum", "SampleCount", "Average", "Minimum", "Maximum", "p50", "p90")
    queries = [query("InvocationLatency", "x", stat, 86400, number) for number, stat in enumerate(statistics)]
    requested = {"MetricDataQueries": queries, "StartTime": start, "EndTime": start + timedelta(days=2)}
    answer = cloudwatch.get_metric_data(**requested, ScanBy="TimestampAscending")["MetricDataResults"]
    assert [row["Values"] for row in answer] == [[100, 50], [4, 1], [25, 50], [10, 50], [40, 50], [20, 50], [40, 50]]
    assert answer[0]["Timestamps"] == [start, start + timedelta(days=1)]
    newest_first = cloudwatch.get_metric_data(**requested)["MetricDataResults"]
    assert newest_first[0]["Values"] == [50, 100]
    pages = list(cloudwatch.get_paginator("get_metric_data").paginate(**requested, MaxDatapoints=5))
    assert [len(page["MetricDataResults"]) for page in pages] == [2, 2, 2, 1]


def test_no_more_than_500_queries_a_call(aws):
    queries = [query("Invocations", "x", number=number) for number in range(501)]
    requested = {"MetricDataQueries": queries, "StartTime": NOW - timedelta(hours=2), "EndTime": NOW}
    assert refusal(client(aws, "cloudwatch").get_metric_data, **requested).code == "ValidationError"
    assert (
        refusal(
            client(aws, "cloudwatch").get_metric_data,
            **requested | {"MetricDataQueries": queries[:1], "StartTime": NOW},
        ).code
        == "ValidationError"
    )
