# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Denied actions, failures on demand, latency."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest

from tests.local_aws.server import LocalAws
from tests.unit.local_aws.kit import ACCOUNT, TITAN, US_SONNET, client, create, refusal

MESSAGES = [{"role": "user", "content": [{"text": "hello"}]}]

CALLS: dict[str, Callable[[LocalAws], Any]] = {
    "list": lambda aws: client(aws).list_inference_profiles(),
    "create": create,
    "create tagged": lambda aws: create(aws, tags={"a": "b"}),
    "get": lambda aws: client(aws).get_inference_profile(inferenceProfileIdentifier="abcdefghijkl"),
    "converse": lambda aws: client(aws, "bedrock-runtime").converse(modelId=TITAN, messages=MESSAGES),
    "resources": lambda aws: client(aws, "resourcegroupstaggingapi").get_resources(),
    "parameter": lambda aws: client(aws, "ssm").get_parameter(Name="/app/x"),
    "put tagged": lambda aws: client(aws, "ssm").put_parameter(
        Name="/app/x", Value="v", Type="String", Tags=[{"Key": "a", "Value": "b"}]
    ),
    "identity": lambda aws: client(aws, "sts").get_caller_identity(),
    "metrics": lambda aws: client(aws, "cloudwatch").list_metrics(),
}


@pytest.mark.parametrize(
    ("deny", "call", "code", "status", "action", "resource"),
    [
        ("bedrock:ListInferenceProfiles", "list", "AccessDeniedException", 403, "bedrock:ListInferenceProfiles", "*"),
        ("bedrock:ListInferenceProfiles@us-east-1", "list", "AccessDeniedException", 403, "bedrock:ListInferenceProfiles", "*"),
        ("bedrock:CreateInferenceProfile", "create", "AccessDeniedException", 403, "bedrock:CreateInferenceProfile", "*"),
        ("bedrock:TagResource", "create tagged", "AccessDeniedException", 403, "bedrock:TagResource", "*"),
        (
            "bedrock:GetInferenceProfile", "get", "AccessDeniedException", 403, "bedrock:GetInferenceProfile",
            f"arn:aws:bedrock:us-east-1:{ACCOUNT}:application-inference-profile/abcdefghijkl",
        ),
        ("bedrock:InvokeModel", "converse", "AccessDeniedException", 403, "bedrock:InvokeModel", TITAN),
        ("bedrock-runtime:Converse", "converse", "AccessDeniedException", 403, "bedrock:InvokeModel", TITAN),
        ("tag:GetResources", "resources", "AccessDeniedException", 400, "tag:GetResources", "*"),
        (
            "ssm:*", "parameter", "AccessDeniedException", 400, "ssm:GetParameter",
            f"arn:aws:ssm:us-east-1:{ACCOUNT}:parameter/app/x",
        ),
        (
            "ssm:AddTagsToResource", "put tagged", "AccessDeniedException", 400, "ssm:AddTagsToResource",
            f"arn:aws:ssm:us-east-1:{ACCOUNT}:parameter/app/x",
        ),
        ("sts:GetCallerIdentity", "identity", "AccessDenied", 403, "sts:GetCallerIdentity", "*"),
        ("cloudwatch:ListMetrics", "metrics", "AccessDeniedException", 400, "cloudwatch:ListMetrics", "*"),
    ],
)  # fmt: skip
def test_denied_in_awss_words(
    aws: LocalAws, deny: str, call: str, code: str, status: int, action: str, resource: str
) -> None:
    aws.switch(deny=[deny])
    got = refusal(lambda: CALLS[call](aws))
    assert (got.code, got.status) == (code, status)
    assert got.message == (
        f"User: arn:aws:iam::{ACCOUNT}:user/local is not authorized to perform: {action} on resource: {resource} "
        f"because no identity-based policy allows the {action} action"
    )


@pytest.mark.parametrize(
    "deny", ["bedrock:ListInferenceProfiles@us-west-2", "bedrock:GetInferenceProfile", "ssm:*", "bedrock:TagResource"]
)
def test_others_are_not_denied(aws: LocalAws, deny: str) -> None:
    aws.switch(deny=[deny])
    assert CALLS["list"](aws)
    assert CALLS["create"](aws)


@pytest.mark.parametrize(
    ("failure", "status"),
    [
        ({"code": "ThrottlingException"}, 429),
        ({"code": "InternalServerException"}, 500),
        ({"code": "ConflictException"}, 400),
        ({"code": "ServiceUnavailableException", "status": 503}, 503),
        ({"code": "ThrottlingException", "region": "us-east-1"}, 429),
    ],
)
@pytest.mark.parametrize("operation", ["CreateInferenceProfile", "bedrock:CreateInferenceProfile", "*:Create*"])
def test_failures_on_demand(aws: LocalAws, failure: dict[str, Any], status: int, operation: str) -> None:
    aws.switch(fail=[{"operation": operation, "times": 2, **failure}])
    for _round in range(2):
        got = refusal(lambda: create(aws))
        assert (got.code, got.status) == (failure["code"], status)
    assert create(aws)
    assert len(client(aws).list_inference_profiles(typeEquals="APPLICATION")["inferenceProfileSummaries"]) == 1


@pytest.mark.parametrize(
    "failure", [{"region": "us-west-2"}, {"match": "another name"}, {"operation": "DeleteInferenceProfile"}]
)
def test_failures_of_others(aws: LocalAws, failure: dict[str, Any]) -> None:
    aws.switch(fail=[{"operation": "CreateInferenceProfile", "code": "ThrottlingException", **failure}])
    assert create(aws)


def test_failure_of_one_name_until_it_is_switched_off(aws: LocalAws) -> None:
    aws.switch(fail=[{"operation": "CreateInferenceProfile", "code": "ConflictException", "match": "'beta'"}])
    assert create(aws, name="alpha")
    for _round in range(3):
        assert refusal(lambda: create(aws, name="beta")).code == "ConflictException"
    aws.switch(fail=[])
    assert create(aws, name="beta")


def test_a_lost_response(aws: LocalAws) -> None:
    aws.switch(
        fail=[{"operation": "CreateInferenceProfile", "code": "InternalServerException", "when": "after", "times": 1}]
    )
    assert refusal(lambda: create(aws, clientRequestToken="token")).status == 500
    (left,) = client(aws).list_inference_profiles(typeEquals="APPLICATION")["inferenceProfileSummaries"]
    assert create(aws, clientRequestToken="token") == left["inferenceProfileArn"]


def test_failures_of_motos_services(aws: LocalAws) -> None:
    aws.switch(fail=[{"operation": "ssm:PutParameter", "code": "TooManyUpdates", "times": 1, "message": "Later."}])
    got = refusal(lambda: CALLS["put tagged"](aws))
    assert (got.code, got.message, got.status) == ("TooManyUpdates", "Later.", 400)
    assert CALLS["put tagged"](aws)


def test_parallel_calls_overlap(aws: LocalAws) -> None:
    create(aws, source=US_SONNET)
    aws.switch(latency_ms=100)
    start = time.monotonic()
    client(aws).list_foundation_models()
    assert time.monotonic() - start >= 0.1
    # Each waits in the endpoint for all others.
    everybody = threading.Barrier(8, timeout=60)
    for nth in range(1, 9):
        aws.at("ListInferenceProfiles", lambda _call: everybody.wait(), nth=nth)
    with ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(lambda _: client(aws).list_inference_profiles(typeEquals="APPLICATION"), range(8)))
    assert len(answers) == 8
