# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Structured output, CountTokens, service tiers, and what bodies of Claude may hold."""

from __future__ import annotations

import json
from typing import Any

import pytest
from ansible_collections.genai.bedrock.plugins.module_utils._core.models.facts import model_facts

from tests.local_aws.catalogue.lookup import MODELS
from tests.local_aws.server import LocalAws
from tests.unit.local_aws.kit import TITAN, client, create, refusal
from tests.unit.local_aws.test_text_models import NOVA, OPUS_4_7, SONNET_4_6, claude_body, invoke, user

HAIKU_4_5 = "us.anthropic.claude-haiku-4-5-20251001-v1:0"
PERSON = {
    "type": "object",
    "properties": {"name": {"type": "string"}, "age": {"type": "integer", "minimum": 18}},
    "required": ["name", "age"],
    "additionalProperties": False,
}


def text_format(schema: str) -> dict[str, Any]:
    return {"textFormat": {"type": "json_schema", "structure": {"jsonSchema": {"schema": schema, "name": "person"}}}}


@pytest.mark.parametrize(
    "params",
    [
        {"outputConfig": text_format(json.dumps(PERSON))},
        {"additionalModelRequestFields": {"output_config": {"format": {"type": "json_schema", "schema": PERSON}}}},
    ],
)
def test_converse_answers_with_json(aws: LocalAws, params: dict[str, Any]) -> None:
    got = client(aws, "bedrock-runtime").converse(modelId=SONNET_4_6, messages=user("x"), **params)
    assert json.loads(got["output"]["message"]["content"][0]["text"]) == {"name": "name", "age": 18}


def test_converse_streams_json(aws: LocalAws) -> None:
    events = client(aws, "bedrock-runtime").converse_stream(
        modelId=SONNET_4_6, messages=user("x"), outputConfig=text_format(json.dumps(PERSON))
    )["stream"]
    pieces = [event["contentBlockDelta"]["delta"]["text"] for event in events if "contentBlockDelta" in event]
    assert json.loads("".join(pieces)) == {"name": "name", "age": 18}


@pytest.mark.parametrize("more", ["output_config", "output_format"])
def test_claude_answers_with_json(aws: LocalAws, more: str) -> None:
    given = {"type": "json_schema", "schema": PERSON}
    body = claude_body(**{more: {"format": given} if more == "output_config" else given})
    assert json.loads(invoke(aws, SONNET_4_6, body)["content"][0]["text"]) == {"name": "name", "age": 18}


@pytest.mark.parametrize(
    ("model", "schema", "words"),
    [
        (SONNET_4_6, "{", "not a valid JSON object"),
        (SONNET_4_6, "[]", "not a valid JSON object"),
        (NOVA, json.dumps(PERSON), "not supported for this model"),
        ("us.anthropic.claude-opus-4-1-20250805-v1:0", json.dumps(PERSON), "not supported for this model"),
    ],
)
def test_refused_schemas(aws: LocalAws, model: str, schema: str, words: str) -> None:
    aws.switch(catalogue_date="2026-11-22")
    call = client(aws, "bedrock-runtime").converse
    got = refusal(call, modelId=model, messages=user("x"), outputConfig=text_format(schema))
    assert (got.code, words in got.message) == ("ValidationException", True)


def test_tokens_are_counted_as_the_answer_reports_them(aws: LocalAws) -> None:
    runtime = client(aws, "bedrock-runtime")
    asked = {"messages": user("one two three"), "system": [{"text": "four"}]}
    answered = runtime.converse(modelId=SONNET_4_6, **asked)["usage"]["inputTokens"]
    model = "anthropic.claude-sonnet-4-6"
    assert runtime.count_tokens(modelId=model, input={"converse": asked})["inputTokens"] == answered == 4
    body = json.dumps(claude_body()).encode()
    assert runtime.count_tokens(modelId=model, input={"invokeModel": {"body": body}})["inputTokens"] == 2


@pytest.mark.parametrize(
    ("model", "given", "words"),
    [
        (SONNET_4_6, {"messages": user("x")}, "doesn't support counting tokens"),
        ("arn", {"messages": user("x")}, "doesn't support counting tokens"),
        (NOVA, {"messages": user("x")}, "doesn't support counting tokens"),
        ("nothing", {"messages": user("x")}, "doesn't support counting tokens"),
        ("anthropic.claude-3-haiku-20240307-v1:0", {"messages": user("x")}, "identifier is invalid"),
        ("anthropic.claude-sonnet-4-6", {"messages": []}, "must start with a user message"),
    ],
)
def test_tokens_that_are_not_counted(aws: LocalAws, model: str, given: dict[str, Any], words: str) -> None:
    model = create(aws, source=TITAN) if model == "arn" else model
    got = refusal(client(aws, "bedrock-runtime").count_tokens, modelId=model, input={"converse": given})
    assert (got.code, words in got.message) == ("ValidationException", True)


def test_a_service_tier_comes_back(aws: LocalAws) -> None:
    runtime = client(aws, "bedrock-runtime")
    got = runtime.converse(modelId=SONNET_4_6, messages=user("x"), serviceTier={"type": "flex"})
    assert got["serviceTier"] == {"type": "flex"}
    assert "serviceTier" not in runtime.converse(modelId=SONNET_4_6, messages=user("x"))
    stream = runtime.converse_stream(modelId=SONNET_4_6, messages=user("x"), serviceTier={"type": "flex"})["stream"]
    assert list(stream)[-1]["metadata"]["serviceTier"] == {"type": "flex"}
    invoked = runtime.invoke_model(modelId=SONNET_4_6, body=json.dumps(claude_body()), serviceTier="priority")
    assert invoked["serviceTier"] == "priority"
    refused = refusal(runtime.converse, modelId=SONNET_4_6, messages=user("x"), serviceTier={"type": "gold"})
    assert "serviceTier.type" in refused.message


@pytest.mark.parametrize(
    ("model", "version", "taken"),
    [
        (HAIKU_4_5, "bedrock-2023-05-31", True),
        (SONNET_4_6, "bedrock-2023-05-31", True),
        (SONNET_4_6, "2026-10-21", True),
        (OPUS_4_7, "2026-10-21", True),
        (HAIKU_4_5, "2026-10-21", False),
        ("us.anthropic.claude-opus-4-6-v1", "2026-10-21", False),
        (SONNET_4_6, "2023-06-01", False),
    ],
)
def test_versions_of_anthropics_api(aws: LocalAws, model: str, version: str, *, taken: bool) -> None:
    body = claude_body(anthropic_version=version)
    if taken:
        assert invoke(aws, model, body)["type"] == "message"
    else:
        assert refusal(lambda: invoke(aws, model, body)).message == f"Invalid API version: {version}"


@pytest.mark.parametrize("key", ["service_tier", "cache_control", "container", "inference_geo", "user_profile_id"])
def test_keys_that_anthropics_sdk_sends(aws: LocalAws, key: str) -> None:
    assert invoke(aws, SONNET_4_6, claude_body(**{key: "auto"}))["stop_reason"] == "end_turn"


def test_no_limit_of_output_is_below_the_table_of_facts() -> None:
    models = {name: model for name, model in MODELS.items() if not model.is_embedding}
    limits = {name: fact.max_output_tokens or 0 for name in models if (fact := model_facts(name))}
    assert len(limits) > 20
    assert [name for name, limit in limits.items() if models[name].max_output < limit] == []
