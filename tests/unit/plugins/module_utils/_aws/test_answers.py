# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""An answer counts only if it is the service's: every call of the layer, each with answers that are not."""

from __future__ import annotations

import json

import pytest
from ansible_collections.genai.bedrock.plugins.module_utils._aws import alarms, inference_profiles, retries
from ansible_collections.genai.bedrock.plugins.module_utils._aws.errors import aws_call
from ansible_collections.genai.bedrock.plugins.module_utils._core.failures import NOT_THE_SERVICE, CallError
from botocore.config import Config
from botocore.parsers import ResponseParserError

from tests.unit.plugins.module_utils.aws_wire import ENDPOINT, PAGE, REGION, Answered
from tests.unit.plugins.module_utils.every_call import ARN, calls, operations

JSON = "application/json"
HTML = "text/html; charset=utf-8"
#: Operations whose answer need not tell anything, so that an empty map is one.
SILENT = {
    "AddTagsToResource",
    "CreateInferenceProfile",
    "CreateLogGroup",
    "DeleteAlarms",
    "DeleteDashboards",
    "DeleteGuardrail",
    "DeleteInferenceProfile",
    "DeleteModelInvocationLoggingConfiguration",
    "DeleteParameter",
    "GetModelInvocationLoggingConfiguration",
    "PutDashboard",
    "PutMetricAlarm",
    "PutModelInvocationLoggingConfiguration",
    "PutRetentionPolicy",
    "RemoveTagsFromResource",
    "TagLogGroup",
    "TagResource",
    "UntagLogGroup",
    "UntagResource",
    "UpdateCostAllocationTagsStatus",
}
FOREIGN = {
    "page": (200, HTML, PAGE),
    "page_that_calls_itself_json": (200, JSON, PAGE),
    "nothing": (200, HTML, b""),
    "half_a_json": (200, JSON, b'{"inferenceProfileSummaries": [{"infer'),
    "map_without_members": (200, JSON, b"{}"),
    "list": (200, JSON, b"[]"),
    "map_of_others": (200, JSON, b'{"message": "ok"}'),
    "redirection": (302, HTML, b""),
    "page_with_404": (404, HTML, PAGE),
    "page_with_403": (403, HTML, PAGE),
    "page_with_500": (500, HTML, PAGE),
    "page_with_503": (503, HTML, b"<html><body>Service Unavailable</body></html>"),
}
CLIENTS = Answered()
CALLS = dict(calls(CLIENTS))


@pytest.fixture
def clients(monkeypatch):
    monkeypatch.setattr(retries, "_SOON", 0)
    monkeypatch.setattr(retries, "MOST_ATTEMPTS", 2)
    CLIENTS.sent.clear()
    return CLIENTS


def outcome(call):
    """What a call returns, and its error."""
    try:
        return call(), None
    except CallError as error:
        return None, error


@pytest.mark.parametrize("name", CALLS)
@pytest.mark.parametrize("kind", FOREIGN)
def test_no_call_takes_it_for_an_answer(clients, kind, name):
    status, content_type, body = FOREIGN[kind]
    clients.answer = status, {"content-type": content_type}, body
    result, error = outcome(CALLS[name])
    if kind == "map_without_members" and set(clients.sent) <= SILENT:
        assert error is None
        return
    assert error, f"{name} returned {result}"
    assert (error.missing, error.region) == (False, REGION)
    if clients.sent == ["InvokeModel"] and content_type == JSON:
        # The vectors of a model come as a stream: known when it has been read, and a map is the model's.
        assert error.code == ("UnknownEmbedding" if body.endswith(b"}") else NOT_THE_SERVICE)
        return
    assert error.code == (NOT_THE_SERVICE if status < 500 else str(status))
    assert ENDPOINT in error.message


def test_every_operation_is_tried(clients):
    """A call that no gateway makes, or one that tells nothing and is not known for it, is found here."""
    clients.answer = 200, {"content-type": HTML}, PAGE
    for call in CALLS.values():
        with pytest.raises(CallError):
            call()
    assert set(clients.sent) == operations()


def bedrock(**answer):
    return Answered(**answer).client("bedrock", REGION)


@pytest.mark.parametrize(
    ("answer", "done"),
    [
        pytest.param({"kind": JSON, "body": b"{}"}, True, id="empty_map"),
        pytest.param({"kind": JSON, "body": b""}, True, id="nothing_of_the_right_type"),
        pytest.param({"kind": "", "body": b"", "headers": {"x-amzn-requestid": "1"}}, True, id="nothing_with_an_id"),
        pytest.param({"kind": HTML, "body": b"{}", "headers": {"x-amzn-requestid": "1"}}, True, id="an_emulator"),
        pytest.param({"kind": JSON, "body": b'{"new": 1}', "headers": {"x-amzn-requestid": "1"}}, True, id="newer"),
        pytest.param({"kind": "", "body": b""}, False, id="nothing_at_all"),
        pytest.param({"kind": HTML, "body": PAGE, "headers": {"x-amzn-requestid": "1"}}, False, id="page_with_an_id"),
    ],
)
def test_what_a_deletion_may_be_answered_with(monkeypatch, answer, done):
    monkeypatch.setattr(retries, "MOST_ATTEMPTS", 1)
    client = bedrock(**answer)
    _result, error = outcome(lambda: inference_profiles.delete_profile(client, REGION, "abcdef"))
    assert (error and error.code) == (None if done else NOT_THE_SERVICE)


@pytest.mark.parametrize(("headers", "tags"), [({"x-amzn-requestid": "1"}, {}), ({}, None)], ids=["aws", "nobody"])
def test_tags_may_be_left_out_by_the_service_alone(monkeypatch, headers, tags):
    monkeypatch.setattr(retries, "MOST_ATTEMPTS", 1)
    client = bedrock(kind=JSON, body=b"{}", headers=headers)
    found, error = outcome(lambda: inference_profiles.list_tags(client, REGION, ARN))
    assert (found, error is None) == (tags, tags is not None)


def test_tags_that_are_a_map_are_left_out_as_a_map():
    client = Answered(kind=JSON, body=b"{}", headers={"x-amzn-requestid": "1"}).client("logs", REGION)
    assert client.list_tags_log_group(logGroupName="one")["tags"] == {}


def test_an_answer_is_what_botocore_makes_of_it():
    """It is read once; nothing of it, of its types or of what is told about it, gets lost."""
    row = {"inferenceProfileName": "one", "createdAt": "2026-11-22T12:00:00Z", "type": "APPLICATION", "models": []}
    body = json.dumps({"inferenceProfileSummaries": [row], "nextToken": "2"}).encode()
    headers = {"x-amzn-requestid": "42"}
    answer = {"kind": JSON, "body": body, "headers": headers}
    found = bedrock(**answer).list_inference_profiles()
    assert found["nextToken"] == "2"
    assert found["inferenceProfileSummaries"][0]["createdAt"].year == 2026
    reported = found["ResponseMetadata"]
    assert (reported["RequestId"], reported["HTTPStatusCode"], reported["RetryAttempts"]) == ("42", 200, 0)


@pytest.mark.parametrize(
    ("status", "headers", "body", "code"),
    [
        (404, {"x-amzn-errortype": "ResourceNotFoundException"}, b'{"message": "no"}', "ResourceNotFoundException"),
        (400, {}, b'{"__type": "com.amazon#ValidationException"}', "ValidationException"),
        (403, {}, b'{"Message": "Authentication failed"}', "403"),
        (503, {}, b"", "503"),
    ],
)
def test_errors_of_the_service_stay_its_errors(monkeypatch, status, headers, body, code):
    monkeypatch.setattr(retries, "MOST_ATTEMPTS", 1)
    client = bedrock(status=status, kind=JSON, body=body, headers=headers)
    with pytest.raises(CallError) as raised, aws_call("bedrock", "ListGuardrails", REGION):
        client.list_guardrails()
    assert raised.value.code == code


@pytest.mark.parametrize(
    ("status", "settings", "sent"),
    [
        pytest.param(200, {}, 3, id="as_a_lost_connection"),
        pytest.param(500, {}, 3, id="fault"),
        pytest.param(403, {}, 1, id="refusal_of_a_proxy"),
        pytest.param(200, {"retries": {"mode": "standard", "total_max_attempts": 1}}, 1, id="once_is_the_callers_word"),
    ],
)
def test_how_often_it_is_tried(monkeypatch, status, settings, sent):
    monkeypatch.setattr(retries, "_SOON", 0)
    monkeypatch.setattr(retries, "MOST_ATTEMPTS", 3)
    answered = Answered(status=status)
    with pytest.raises(CallError), aws_call("bedrock", "ListGuardrails", REGION):
        answered.client("bedrock", REGION, **settings).list_guardrails()
    assert len(answered.sent) == sent


@pytest.mark.parametrize("mode", ["standard", "legacy"])
def test_the_users_own_attempts_know_it_too(monkeypatch, mode):
    monkeypatch.setattr("time.sleep", lambda _seconds: None)
    answered = Answered(config=Config(retries={"mode": mode, "total_max_attempts": 2}))
    with pytest.raises(CallError), aws_call("bedrock", "ListGuardrails", REGION):
        answered.client("bedrock", REGION).list_guardrails()
    assert len(answered.sent) == 2


CBOR_EMPTY, CBOR_MAP = b"\xa0", b"\xa1\x6cMetricAlarms\x80"


@pytest.mark.parametrize(
    ("body", "done"), [(CBOR_MAP, True), (CBOR_EMPTY, False), (CBOR_MAP[:9], False), (PAGE, False), (b"", False)]
)
def test_answers_in_cbor(monkeypatch, body, done):
    monkeypatch.setattr(retries, "MOST_ATTEMPTS", 1)
    client = Answered(kind="application/cbor", body=body).client("cloudwatch", REGION)
    client.meta.service_model.__dict__["resolved_protocol"] = "smithy-rpc-v2-cbor"
    found, error = outcome(lambda: alarms.describe_alarms(client, REGION, ["a"]))
    assert (found, error and error.code) == (([], None) if done else (None, NOT_THE_SERVICE))


def test_a_page_in_place_of_credentials_is_the_same_error():
    with pytest.raises(CallError) as raised, aws_call("bedrock", "ListGuardrails", REGION):
        raise ResponseParserError("Unable to parse response")
    assert raised.value.code == NOT_THE_SERVICE


def reported(**answer):
    client = Answered(**answer).client("ssm", REGION, retries={"total_max_attempts": 1})
    with pytest.raises(CallError) as raised, aws_call("ssm", "GetParameters", REGION):
        client.get_parameters(Names=["/a"])
    return raised.value.message


SECRET = b'{"Parameters": [{"Value": "s3cret"'


def test_the_message():
    assert reported() == (
        f"the answer from {ENDPOINT} is not that of Amazon Simple Systems Manager (SSM): "
        'status 200 with a web page, "Sign in Please sign in.". Usually a proxy or a login page answers so: '
        "check endpoint_url (AWS_ENDPOINT_URL), HTTPS_PROXY, NO_PROXY and VPC endpoints"
    )


@pytest.mark.parametrize(
    ("answer", "said"),
    [
        pytest.param({"kind": JSON, "body": SECRET}, "with a body that is no JSON of the service", id="half_a_secret"),
        pytest.param({"body": SECRET}, "with a web page", id="half_a_secret_of_another_type"),
        pytest.param({"body": b""}, "with an empty body", id="nothing"),
        pytest.param({"kind": JSON, "body": b"{}"}, "without Parameters and InvalidParameters", id="members"),
        pytest.param({"body": b"<html><script>s3cret()</script><p>a\n  &amp; b"}, '"a & b"', id="seen_text_only"),
        pytest.param({"body": b"<html>" + b"long" * 500}, 'longlong..."', id="short"),
        pytest.param(
            {"status": 302, "headers": {"location": "https://me:pw@login.corp.example/s3cret?s3cret"}, "body": b""},
            "status 302 and a redirection to https://login.corp.example.",
            id="redirection",
        ),
        pytest.param({"status": 503}, "down or overloaded", id="fault"),
    ],
)
def test_what_is_reported_of_an_answer(answer, said):
    message = reported(**answer)
    assert said in message
    assert "s3cret" not in message
    assert len(message) < 450
