# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What the log says that IAM is asked for a call: actions, resources, tags, and the tags that are there afterwards."""

from __future__ import annotations

from typing import Any

import pytest

from tests.local_aws.server import LocalAws
from tests.unit.local_aws.kit import ACCOUNT, TITAN, US_SONNET, client, create, refusal

PLACE = f"us-east-1:{ACCOUNT}"
BEDROCK, SYSTEM = (
    f"arn:aws:bedrock:{PLACE}",
    f"arn:aws:bedrock:{PLACE}:inference-profile/us.anthropic.claude-sonnet-4-6",
)
ROLE, BOUNDARY = f"arn:aws:iam::{ACCOUNT}:role/logs", f"arn:aws:iam::{ACCOUNT}:policy/limit"
ALARM, PARAMETER = f"arn:aws:cloudwatch:{PLACE}:alarm:late", f"arn:aws:ssm:{PLACE}:parameter/dev/x"
GROUP = f"arn:aws:logs:{PLACE}:log-group:/dev"
TAG = [{"Key": "Team", "Value": "a"}]
LATE: dict[str, Any] = {
    "AlarmName": "late",
    "Namespace": "AWS/Bedrock",
    "MetricName": "Invocations",
    "Period": 60,
    "EvaluationPeriods": 1,
    "Threshold": 1,
    "ComparisonOperator": "GreaterThanThreshold",
    "Statistic": "Sum",
}


def last(aws: LocalAws) -> list[dict[str, Any]]:
    authorizations: list[dict[str, Any]] = aws.calls()[-1]["authorizations"]
    return authorizations


#: service, operation, parameters → what is asked, in order.
CALLS: dict[str, tuple[str, str, dict[str, Any], list[tuple[str, str]]]] = {
    "nothing in particular": ("bedrock", "list_guardrails", {}, [("bedrock:ListGuardrails", "*")]),
    "several parameters": (
        "ssm",
        "get_parameters",
        {"Names": ["/dev/x", "y"]},
        [("ssm:GetParameters", PARAMETER), ("ssm:GetParameters", f"arn:aws:ssm:{PLACE}:parameter/y")],
    ),
    "a path": (
        "ssm",
        "get_parameters_by_path",
        {"Path": "/dev"},
        [("ssm:GetParametersByPath", f"arn:aws:ssm:{PLACE}:parameter/dev")],
    ),
    "a parameter with tags": (
        "ssm",
        "put_parameter",
        {"Name": "/dev/x", "Value": "1", "Type": "String", "Tags": TAG},
        [("ssm:PutParameter", PARAMETER), ("ssm:AddTagsToResource", PARAMETER)],
    ),
    "an alarm with tags": (
        "cloudwatch",
        "put_metric_alarm",
        {**LATE, "Tags": TAG},
        [("cloudwatch:PutMetricAlarm", ALARM), ("cloudwatch:TagResource", ALARM)],
    ),
    "a dashboard": (
        "cloudwatch",
        "put_dashboard",
        {"DashboardName": "all", "DashboardBody": '{"widgets": []}'},
        [("cloudwatch:PutDashboard", f"arn:aws:cloudwatch::{ACCOUNT}:dashboard/all")],
    ),
    "a role with tags": (
        "iam",
        "create_role",
        {"RoleName": "logs", "AssumeRolePolicyDocument": "{}", "Tags": TAG},
        [("iam:CreateRole", ROLE), ("iam:TagRole", ROLE)],
    ),
    "a log group with tags": (
        "logs",
        "create_log_group",
        {"logGroupName": "/dev", "tags": {"Team": "a"}},
        [("logs:CreateLogGroup", GROUP), ("logs:TagResource", GROUP)],
    ),
    "a role that is handed on": (
        "bedrock",
        "put_model_invocation_logging_configuration",
        {"loggingConfig": {"cloudWatchConfig": {"logGroupName": "/dev", "roleArn": ROLE}}},
        [("bedrock:PutModelInvocationLoggingConfiguration", "*"), ("iam:PassRole", ROLE)],
    ),
    "a guardrail across regions": (
        "bedrock",
        "update_guardrail",
        {
            "guardrailIdentifier": "abc",
            "name": "x",
            "blockedInputMessaging": "no",
            "blockedOutputsMessaging": "no",
            "crossRegionConfig": {"guardrailProfileIdentifier": "us.guardrail.v1:0"},
        },
        [
            ("bedrock:UpdateGuardrail", f"{BEDROCK}:guardrail/abc"),
            ("bedrock:UpdateGuardrail", f"{BEDROCK}:guardrail-profile/us.guardrail.v1:0"),
        ],
    ),
}


@pytest.mark.parametrize(("service", "operation", "params", "expected"), CALLS.values(), ids=CALLS)
def test_a_call(aws: LocalAws, service: str, operation: str, params: dict[str, Any], expected: Any) -> None:
    made = getattr(client(aws, service), operation)
    refusal(made, **params) if params.get("guardrailIdentifier") else made(**params)
    assert [(query["action"], query["resource"]) for query in last(aws)] == expected
    assert all(query["context"]["aws:RequestedRegion"] == "us-east-1" for query in last(aws))
    tagged = [query for query in last(aws) if "aws:RequestTag/Team" in query["context"]]
    assert len(tagged) == (len(expected) if {"tags", "Tags"} & set(params) else 0)


def test_every_source_and_model_of_a_new_profile(aws: LocalAws) -> None:
    create(aws, source=US_SONNET, tags={"Team": "a"})
    requested = {(query["action"], query["resource"]) for query in last(aws)}
    new, model = f"{BEDROCK}:application-inference-profile/new", "foundation-model/anthropic.claude-sonnet-4-6"
    assert {resource for action, resource in requested if action == "bedrock:CreateInferenceProfile"} >= {
        new,
        SYSTEM,
        f"arn:aws:bedrock:us-west-2::{model}",
    }
    assert ("bedrock:TagResource", new) in requested


def test_a_call_through_a_profile_is_about_its_models(aws: LocalAws) -> None:
    arn = create(aws, source=US_SONNET)
    guarded = {"guardrailIdentifier": "abc", "guardrailVersion": "1"}
    messages = [{"role": "user", "content": [{"text": "hello"}]}]
    refusal(client(aws, "bedrock-runtime").converse, modelId=arn, messages=messages, guardrailConfig=guarded)
    through = {query["resource"]: query["context"].get("bedrock:InferenceProfileArn") for query in last(aws)}
    assert through[arn] is None
    assert through["arn:aws:bedrock:us-west-2::foundation-model/anthropic.claude-sonnet-4-6"] == arn
    assert {SYSTEM, f"{BEDROCK}:guardrail/abc"} <= set(through)
    assert {query["action"] for query in last(aws)} == {"bedrock:InvokeModel", "bedrock:ApplyGuardrail"}


def test_tags_are_those_after_the_call(aws: LocalAws) -> None:
    arn = create(aws, source=TITAN, tags={"Team": "a"})
    bedrock = client(aws)
    bedrock.untag_resource(resourceARN=arn, tagKeys=["Team"])
    assert [query["tags"] for query in last(aws)] == [{}]
    bedrock.delete_inference_profile(inferenceProfileIdentifier=arn)
    assert [query["tags"] for query in last(aws)] == [None]


def test_the_boundary_is_the_role_s_or_the_one_that_is_requested(aws: LocalAws) -> None:
    iam = client(aws, "iam")
    iam.create_role(RoleName="logs", AssumeRolePolicyDocument="{}", PermissionsBoundary=BOUNDARY)
    assert last(aws)[0]["context"]["iam:PermissionsBoundary"] == BOUNDARY
    iam.get_role(RoleName="logs")
    assert last(aws)[0]["context"]["iam:PermissionsBoundary"] == BOUNDARY
    iam.delete_role_permissions_boundary(RoleName="logs")
    iam.get_role(RoleName="logs")
    assert "iam:PermissionsBoundary" not in last(aws)[0]["context"]


def test_a_request_that_cannot_be_read_is_refused_before_iam_is_asked(aws: LocalAws) -> None:
    refusal(client(aws).tag_resource, resourceARN=SYSTEM, tags=[{"value": "without a key"}])
    assert last(aws) == []
