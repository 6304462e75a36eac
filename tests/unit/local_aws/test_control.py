# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The control interface: reset, switches, calls."""

from __future__ import annotations

import json
import urllib.error
import urllib.request
from typing import Any

import pytest

from tests.local_aws.server import LocalAws
from tests.local_aws.switches import SwitchError, Switches, from_pairs, merged
from tests.unit.local_aws.kit import ACCOUNT, OTHER_ACCOUNT, TITAN, client, create, refusal


def send(aws: LocalAws, method: str, name: str, body: bytes | None = None) -> tuple[int, Any]:
    request = urllib.request.Request(f"{aws.url}/_local_aws/{name}", data=body, method=method)
    try:
        with urllib.request.urlopen(request, timeout=10) as answer:
            return answer.status, json.load(answer)
    except urllib.error.HTTPError as error:
        return error.code, json.load(error)


def test_health(aws: LocalAws) -> None:
    status, body = send(aws, "GET", "health")
    assert (status, body["status"], body["service"]) == (200, "ok", "local_aws")


def test_it_listens_on_the_loopback_only(aws: LocalAws) -> None:
    assert aws.url.startswith("http://127.0.0.1:")


def test_reset_forgets_everything(aws: LocalAws) -> None:
    create(aws, tags={"a": "b"})
    client(aws, "ssm").put_parameter(Name="/x", Value="v", Type="String")
    aws.switch(latency_ms=1, duplicate_names="conflict")
    assert aws.reset(list_order="reversed")["list_order"] == "reversed"
    assert aws.calls() == []
    status, switches = send(aws, "GET", "switches")
    assert (status, switches["latency_ms"], switches["duplicate_names"]) == (200, 0, "accept")
    assert client(aws).list_inference_profiles(typeEquals="APPLICATION")["inferenceProfileSummaries"] == []
    assert client(aws, "ssm").describe_parameters()["Parameters"] == []
    assert client(aws, "resourcegroupstaggingapi").get_resources()["ResourceTagMappingList"] == []


def test_reset_goes_back_to_the_switches_of_the_start() -> None:
    with LocalAws(default_page_size=7) as own:
        own.switch(default_page_size=3)
        assert own.reset()["default_page_size"] == 7


def test_put_leaves_other_switches_alone(aws: LocalAws) -> None:
    aws.switch(list_order="reversed")
    status, switches = send(aws, "PUT", "switches", b'{"delete_conflict": true}')
    assert (status, switches["list_order"], switches["delete_conflict"]) == (200, "reversed", "on")


def test_each_request_is_logged_once(aws: LocalAws) -> None:
    create(aws)
    refusal(
        client(aws, region="eu-west-1", account=OTHER_ACCOUNT).get_inference_profile, inferenceProfileIdentifier="x"
    )
    client(aws, "resourcegroupstaggingapi").get_resources()
    refusal(client(aws, "ssm").get_parameter, Name="/x")
    client(aws, "sts").get_caller_identity()
    refusal(client(aws, "bedrock-runtime").invoke_model, modelId=TITAN, body=b"{}")
    logged = [tuple(value for name, value in call.items() if name != "authorizations") for call in aws.calls()]
    here = ("us-east-1", ACCOUNT)
    assert logged == [
        ("bedrock", "CreateInferenceProfile", "bedrock:CreateInferenceProfile", *here, 201, ""),
        (
            "bedrock", "GetInferenceProfile", "bedrock:GetInferenceProfile", "eu-west-1", OTHER_ACCOUNT,
            404, "ResourceNotFoundException",
        ),
        ("resourcegroupstaggingapi", "GetResources", "tag:GetResources", *here, 200, ""),
        ("ssm", "GetParameter", "ssm:GetParameter", *here, 400, "ParameterNotFound"),
        ("sts", "GetCallerIdentity", "sts:GetCallerIdentity", *here, 200, ""),
        ("bedrock-runtime", "InvokeModel", "bedrock:InvokeModel", *here, 400, "ValidationException"),
    ]  # fmt: skip
    assert [call["operation"] for call in aws.calls("GetResources")] == ["GetResources"]
    aws.clear_calls()
    assert aws.calls() == []


@pytest.mark.parametrize(
    ("method", "name", "body", "status", "words"),
    [
        ("PUT", "switches", b'{"no_such": 1}', 400, "There is no switch 'no_such'"),
        ("PUT", "switches", b"[]", 400, "JSON object"),
        ("PUT", "switches", b"{", 400, "not valid JSON"),
        ("GET", "nothing", None, 404, "GET nothing"),
    ],
)
def test_wrong_requests(aws: LocalAws, method: str, name: str, body: bytes | None, status: int, words: str) -> None:
    got, answer = send(aws, method, name, body)
    assert got == status
    assert words in answer["message"]


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"duplicate_names": "maybe"}, "one of accept, conflict"),
        ({"latency_ms": -1}, "at least 0"),
        ({"latency_ms": "soon"}, "at least 0"),
        ({"default_page_size": 0}, "from 1 to 1000"),
        ({"profile_quota": "many"}, "whole number or null"),
        ({"catalogue_date": "yesterday"}, "YYYY-MM-DD"),
        ({"destinations": {"us.no-such-model": ["us-east-1", "us-east-2"]}}, "two regions or more"),
        ({"destinations": {"us.anthropic.claude-sonnet-4-6": ["us-east-1"]}}, "two regions or more"),
        ({"destinations": {"global.anthropic.claude-sonnet-4-6": ["us-east-1", "us-east-2"]}}, "two regions or more"),
        ({"destinations": "us-east-1"}, "two regions or more"),
        ({"copied_destinations": "maybe"}, "one of keep, follow"),
        ({"deny": ["GetResources"]}, "service:Operation"),
        ({"fail": [{"operation": "x"}]}, "operation and code"),
        ({"fail": [{"operation": "x", "code": "y", "often": 3}]}, "does not understand"),
    ],
)
def test_wrong_values(changes: dict[str, Any], words: str) -> None:
    with pytest.raises(SwitchError, match=words):
        merged(Switches(), changes)


def test_pairs_of_the_command_line() -> None:
    switches = from_pairs(["catalogue_date=2025-01-15", "latency_ms=80", 'deny=["ssm:*"]', "profile_quota=null"])
    assert (switches.catalogue_date, switches.latency_ms, switches.deny) == ("2025-01-15", 80, ("ssm:*",))
    assert switches.profile_quota is None


def test_what_it_does_not_know_is_said(aws: LocalAws) -> None:
    got = refusal(client(aws).list_custom_model_deployments)
    assert (got.code, got.status) == ("UnknownOperationException", 404)
    got = refusal(client(aws, "bedrock-runtime").list_async_invokes)
    assert (got.code, got.status) == ("UnknownOperationException", 404)
