# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Converse, InvokeModel and their streams with text models."""

from __future__ import annotations

import json
from typing import Any

import pytest

from tests.local_aws.server import LocalAws
from tests.unit.local_aws.kit import TITAN, client, create, refusal

SONNET_4_6 = "us.anthropic.claude-sonnet-4-6"
OPUS_4_7 = "us.anthropic.claude-opus-4-7"
NOVA = "amazon.nova-lite-v1:0"


def user(text: str) -> list[dict[str, Any]]:
    return [{"role": "user", "content": [{"text": text}]}]


def claude_body(**more: Any) -> dict[str, Any]:
    messages = [{"role": "user", "content": "hello there"}]
    return {"anthropic_version": "bedrock-2023-05-31", "max_tokens": 100, "messages": messages, **more}


def invoke(aws: LocalAws, model_id: str, body: Any, **more: Any) -> dict[str, Any]:
    answer = client(aws, "bedrock-runtime").invoke_model(modelId=model_id, body=json.dumps(body), **more)
    return dict(json.load(answer["body"]))


def test_converse(aws: LocalAws) -> None:
    got = client(aws, "bedrock-runtime").converse(
        modelId=SONNET_4_6, messages=user("hello there"), system=[{"text": "Be brief"}]
    )
    assert got["output"]["message"] == {
        "role": "assistant",
        "content": [{"text": "Claude Sonnet 4.6 answers: hello there"}],
    }
    assert got["stopReason"] == "end_turn"
    assert got["usage"] == {"inputTokens": 4, "outputTokens": 6, "totalTokens": 10}
    assert got["metrics"]["latencyMs"] >= 0


@pytest.mark.parametrize(
    ("config", "text", "reason"),
    [
        ({"maxTokens": 2}, "Claude Sonnet", "max_tokens"),
        ({"stopSequences": ["answers"]}, "Claude Sonnet 4.6 ", "stop_sequence"),
        ({"temperature": 0.5}, "Claude Sonnet 4.6 answers: hello", "end_turn"),
    ],
)
def test_inference_config(aws: LocalAws, config: dict[str, Any], text: str, reason: str) -> None:
    got = client(aws, "bedrock-runtime").converse(modelId=SONNET_4_6, messages=user("hello"), inferenceConfig=config)
    assert (got["output"]["message"]["content"][0]["text"], got["stopReason"]) == (text, reason)


@pytest.mark.parametrize(
    ("params", "words"),
    [
        ({"messages": []}, "must start with a user message"),
        ({"messages": [{"role": "assistant", "content": [{"text": "x"}]}]}, "must start with a user message"),
        ({"messages": user("a") + user("b")}, "must alternate"),
        ({"messages": [{"role": "user", "content": []}]}, "is blank"),
        ({"messages": [{"role": "robot", "content": [{"text": "x"}]}]}, "enum value set: [user, assistant"),
        ({"inferenceConfig": {"maxTokens": 128001}}, "exceeds the model limit of 128000"),
        ({"inferenceConfig": {"temperature": 1.5}}, "at 'inferenceConfig.temperature'"),
        ({"inferenceConfig": {"temperature": 0.5, "topP": 0.5}}, "`temperature` and `top_p` cannot both"),
        (
            {"inferenceConfig": {"temperature": 0.5}, "additionalModelRequestFields": {"top_p": 0.5}},
            "`temperature` and `top_p` cannot both",
        ),
        ({"modelId": OPUS_4_7, "inferenceConfig": {"temperature": 0.5}}, "`temperature` is deprecated"),
        ({"modelId": OPUS_4_7, "inferenceConfig": {"topP": 0.5}}, "`topP` is deprecated"),
        ({"modelId": TITAN}, "doesn't support the model"),
    ],
)
@pytest.mark.parametrize("operation", ["converse", "converse_stream"])
def test_refused_conversations(aws: LocalAws, operation: str, params: dict[str, Any], words: str) -> None:
    given = {"modelId": SONNET_4_6, "messages": user("hello"), **params}
    got = refusal(getattr(client(aws, "bedrock-runtime"), operation), **given)
    assert (got.code, got.status) == ("ValidationException", 400)
    assert words in got.message


@pytest.mark.parametrize("model_id", [NOVA, "us.anthropic.claude-opus-4-1-20250805-v1:0"])
def test_older_models_take_both_sampling_parameters(aws: LocalAws, model_id: str) -> None:
    aws.switch(catalogue_date="2026-11-22")
    both = {"temperature": 0.5, "topP": 0.5}
    assert client(aws, "bedrock-runtime").converse(modelId=model_id, messages=user("x"), inferenceConfig=both)


def test_converse_stream(aws: LocalAws) -> None:
    arn = create(aws, source="arn:aws:bedrock:us-east-1::inference-profile/us.anthropic.claude-sonnet-4-6")
    events = list(client(aws, "bedrock-runtime").converse_stream(modelId=arn, messages=user("hello"))["stream"])
    pieces = [event["contentBlockDelta"]["delta"]["text"] for event in events if "contentBlockDelta" in event]
    assert "".join(pieces) == "Claude Sonnet 4.6 answers: hello"
    assert events[0] == {"messageStart": {"role": "assistant"}}
    assert events[-2] == {"messageStop": {"stopReason": "end_turn"}}
    assert events[-1]["metadata"]["usage"]["outputTokens"] == 5


def test_invoke_claude(aws: LocalAws) -> None:
    got = invoke(aws, SONNET_4_6, claude_body())
    assert got["content"] == [{"type": "text", "text": "Claude Sonnet 4.6 answers: hello there"}]
    assert (got["type"], got["role"], got["stop_reason"]) == ("message", "assistant", "end_turn")
    assert got["usage"] == {"input_tokens": 2, "output_tokens": 6}


def test_invoke_nova(aws: LocalAws) -> None:
    got = invoke(aws, NOVA, {"messages": user("hello"), "inferenceConfig": {"maxTokens": 2}})
    assert got["output"]["message"]["content"] == [{"text": "Nova Lite"}]
    assert (got["stopReason"], got["usage"]["totalTokens"]) == ("max_tokens", 3)


def test_token_counts_are_in_the_headers(aws: LocalAws) -> None:
    answer = client(aws, "bedrock-runtime").invoke_model(modelId=SONNET_4_6, body=json.dumps(claude_body()))
    headers = answer["ResponseMetadata"]["HTTPHeaders"]
    assert headers["x-amzn-bedrock-input-token-count"] == "2"
    assert headers["x-amzn-bedrock-output-token-count"] == "6"


@pytest.mark.parametrize(
    ("model_id", "body", "words"),
    [
        # The body of the user's document.
        (SONNET_4_6, {"prompt": "Hello"}, "required key [anthropic_version] not found"),
        (SONNET_4_6, claude_body(prompt="x"), "extraneous key [prompt] is not permitted"),
        (SONNET_4_6, claude_body(anthropic_version="1"), "Invalid API version: 1"),
        (SONNET_4_6, claude_body(max_tokens=0), "#/max_tokens"),
        (SONNET_4_6, claude_body(max_tokens=128001), "exceeds the model limit"),
        (SONNET_4_6, claude_body(messages="x"), "#/messages: expected type: JSONArray"),
        (SONNET_4_6, claude_body(messages=["x"]), "#/messages: every message needs"),
        (SONNET_4_6, claude_body(messages=[]), "must start with a user message"),
        (SONNET_4_6, claude_body(temperature=0.1, top_p=0.1), "cannot both"),
        (OPUS_4_7, claude_body(top_k=5), "`top_k` is deprecated"),
        (NOVA, {"inputText": "x"}, "required key [messages] not found"),
        (NOVA, [], "Malformed input request"),
    ],
)
def test_refused_bodies(aws: LocalAws, model_id: str, body: Any, words: str) -> None:
    got = refusal(lambda: invoke(aws, model_id, body))
    assert (got.code, got.status) == ("ValidationException", 400)
    assert words in got.message


@pytest.mark.parametrize("given", [{"guardrailIdentifier": "abc"}, {"guardrailVersion": "1"}])
def test_half_a_guardrail_is_refused(aws: LocalAws, given: dict[str, str]) -> None:
    assert refusal(lambda: invoke(aws, SONNET_4_6, claude_body(), **given)).code == "ValidationException"


@pytest.mark.parametrize(
    ("model_id", "body", "first", "last"),
    [
        (SONNET_4_6, claude_body(), "message_start", "message_stop"),
        (NOVA, {"messages": user("hello")}, "messageStart", "metadata"),
    ],
)
def test_invoke_with_a_stream(aws: LocalAws, model_id: str, body: dict[str, Any], first: str, last: str) -> None:
    answer = client(aws, "bedrock-runtime").invoke_model_with_response_stream(modelId=model_id, body=json.dumps(body))
    chunks = [json.loads(event["chunk"]["bytes"]) for event in answer["body"]]
    names = [chunk.get("type") or next(iter(chunk)) for chunk in chunks]
    assert (names[0], names[-1]) == (first, last)


def test_embedding_models_do_not_stream(aws: LocalAws) -> None:
    call = client(aws, "bedrock-runtime").invoke_model_with_response_stream
    assert "unsupported for streaming" in refusal(call, modelId=TITAN, body=b'{"inputText": "x"}').message
