# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""API keys of Bedrock."""

from __future__ import annotations

import base64
from urllib.parse import quote

import httpx
import pytest

from tests.local_aws.bearer import bearer_token, owner_and_region
from tests.local_aws.server import LocalAws
from tests.unit.local_aws.kit import OTHER_ACCOUNT, create

SONNET = "us.anthropic.claude-sonnet-4-6"
ARN = "arn:aws:bedrock:eu-west-1:123456789012:application-inference-profile/abc"


def long_key(account: str) -> str:
    return "ABSK" + base64.b64encode(f"BedrockAPIKey-abcd-at-{account}:c2VjcmV0".encode()).decode()


def short_key(key: str, region: str) -> str:
    credential = quote(f"{key}/20261130/{region}/bedrock/aws4_request", safe="")
    url = (
        f"bedrock.amazonaws.com/?Action=CallWithBearerToken&X-Amz-Credential={credential}&X-Amz-Expires=43200&Version=1"
    )
    return "bedrock-api-key-" + base64.b64encode(url.encode()).decode()


@pytest.mark.parametrize(
    ("header", "token"),
    [("Bearer abc", "abc"), ("bearer abc", "abc"), ("Bearer ", ""), ("", ""), ("AWS4-HMAC-SHA256 Credential=a", "")],
)
def test_the_key_in_the_header(header: str, token: str) -> None:
    assert bearer_token(header) == token


@pytest.mark.parametrize(
    ("token", "path", "host", "found"),
    [
        ("anything", f"/model/{SONNET}/converse", "127.0.0.1:4599", ("local", "us-east-1")),
        ("anything", f"/model/{quote(ARN, safe='')}/converse", "127.0.0.1:4599", ("local", "eu-west-1")),
        ("anything", "/foundation-models", "bedrock.eu-west-3.amazonaws.com", ("local", "eu-west-3")),
        (long_key(OTHER_ACCOUNT), "/foundation-models", "", (OTHER_ACCOUNT, "us-east-1")),
        (short_key("local", "us-west-2"), "/foundation-models", "", ("local", "us-west-2")),
        ("ABSK!", "/foundation-models", "", ("local", "us-east-1")),
    ],
)
def test_whose_a_key_is_and_where_it_calls(token: str, path: str, host: str, found: tuple[str, str]) -> None:
    assert owner_and_region(token, path, host) == found


def converse(aws: LocalAws, model: str, **headers: str) -> httpx.Response:
    url = f"{aws.url}/model/{quote(model, safe='')}/converse"
    body = {"messages": [{"role": "user", "content": [{"text": "hello"}]}]}
    return httpx.post(url, json=body, headers=headers, trust_env=False)


def test_a_call_with_a_key(aws: LocalAws) -> None:
    source = f"arn:aws:bedrock:us-west-2::inference-profile/{SONNET}"
    arn = create(
        aws,
        source=source,
        region="us-west-2",
    )
    got = converse(aws, arn, Authorization="Bearer local")
    assert got.json()["output"]["message"]["content"][0]["text"] == "Claude Sonnet 4.6 answers: hello"
    [call] = aws.calls("Converse")
    assert (call["region"], call["account"], call["action"]) == ("us-west-2", "123456789012", "bedrock:InvokeModel")


def test_a_key_needs_its_own_permission(aws: LocalAws) -> None:
    aws.switch(deny=["bedrock:CallWithBearerToken"])
    got = converse(aws, SONNET, Authorization="Bearer local")
    assert (got.status_code, got.headers["x-amzn-errortype"].split(":")[0]) == (403, "AccessDeniedException")
    assert "bedrock:CallWithBearerToken" in got.json()["message"]


def test_a_call_without_a_key_or_a_signature_is_refused(aws: LocalAws) -> None:
    got = converse(aws, SONNET)
    assert (got.status_code, got.json()) == (403, {"message": "Missing Authentication Token"})


def test_an_arn_that_is_not_encoded_is_an_unknown_operation(aws: LocalAws) -> None:
    headers = {"Authorization": "Bearer local"}
    got = httpx.post(f"{aws.url}/model/{ARN}/converse", json={}, headers=headers, trust_env=False)
    assert got.status_code == 200
    assert got.json()["Output"] == {"__type": "com.amazon.coral.service#UnknownOperationException"}
