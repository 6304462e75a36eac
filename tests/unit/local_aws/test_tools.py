# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Tool use: when tools are called, what of a conversation with tools is refused, and both in streams."""

from __future__ import annotations

import json
from typing import Any

import pytest

from tests.local_aws.server import LocalAws
from tests.unit.local_aws.kit import client, refusal
from tests.unit.local_aws.test_text_models import NOVA, OPUS_4_7, SONNET_4_6, claude_body, invoke, user

OPUS_5_5 = "us.anthropic.claude-opus-5-5"
CITY = {"type": "object", "properties": {"city": {"type": "string"}}, "required": ["city"]}
CLOCK = {"type": "object", "properties": {}}


def spec(name: str, schema: dict[str, Any]) -> dict[str, Any]:
    return {"toolSpec": {"name": name, "inputSchema": {"json": schema}}}


TOOLS = [spec("get_weather", CITY), spec("get_time", CLOCK)]
CLAUDE_TOOLS = [{"name": "get_weather", "input_schema": CITY}, {"name": "get_time", "input_schema": CLOCK}]


def converse(aws: LocalAws, text: str, choice: dict[str, Any] | None = None, model: str = SONNET_4_6) -> Any:
    config = {"tools": TOOLS} | ({"toolChoice": choice} if choice else {})
    return client(aws, "bedrock-runtime").converse(modelId=model, messages=user(text), toolConfig=config)


def called(message: dict[str, Any]) -> list[tuple[str, Any]]:
    uses = [block["toolUse"] for block in message["content"] if "toolUse" in block]
    assert len({use["toolUseId"] for use in uses}) == len(uses)
    return [(use["name"], use["input"]) for use in uses]


@pytest.mark.parametrize("model", [SONNET_4_6, NOVA])
@pytest.mark.parametrize(
    ("text", "choice", "calls"),
    [
        ("hello", {"any": {}}, [("get_weather", {"city": "city"})]),
        ("hello", {"tool": {"name": "get_time"}}, [("get_time", {})]),
        ("please call the tool get_time", {"any": {}}, [("get_time", {})]),
        ("please call the tool `get_time`.", None, [("get_time", {})]),
        ('Call the tool get_weather with {"city": "Oslo"}', None, [("get_weather", {"city": "Oslo"})]),
        ('call the tool get_weather {"town": "Oslo"}', {"auto": {}}, [("get_weather", {"city": "city"})]),
        (
            'call the tool get_weather {"city": "Oslo"} and call the tool get_weather {"city": "Bonn"}',
            None,
            [("get_weather", {"city": "Oslo"}), ("get_weather", {"city": "Bonn"})],
        ),
        (
            'call the tool get_weather {"city": "Oslo"}',
            {"tool": {"name": "get_weather"}},
            [("get_weather", {"city": "Oslo"})],
        ),
        ("hello", None, []),
        ("call the tool get_lost", None, []),
    ],
)
def test_when_tools_are_called(
    aws: LocalAws, model: str, text: str, choice: dict[str, Any] | None, calls: list[Any]
) -> None:
    got = converse(aws, text, choice, model)
    assert called(got["output"]["message"]) == calls
    assert got["stopReason"] == ("tool_use" if calls else "end_turn")
    assert got["usage"]["outputTokens"] > 0


def test_a_result_is_answered_by_text_and_forced_calls_go_on(aws: LocalAws) -> None:
    first = converse(aws, "call the tool get_weather")["output"]["message"]
    use = first["content"][0]["toolUse"]
    result = {"toolUseId": use["toolUseId"], "content": [{"json": {"degrees": 21}}]}
    messages = [*user("call the tool get_weather"), first, {"role": "user", "content": [{"toolResult": result}]}]
    again = client(aws, "bedrock-runtime").converse(modelId=SONNET_4_6, messages=messages, toolConfig={"tools": TOOLS})
    assert again["output"]["message"]["content"] == [{"text": 'Claude Sonnet 4.6 answers: {"degrees": 21}'}]
    forced = client(aws, "bedrock-runtime").converse(
        modelId=SONNET_4_6, messages=messages, toolConfig={"tools": TOOLS, "toolChoice": {"any": {}}}
    )["output"]["message"]
    assert called(forced) == [("get_weather", {"city": "city"})]
    assert forced["content"][0]["toolUse"]["toolUseId"] != use["toolUseId"]


def test_converse_streams_a_call(aws: LocalAws) -> None:
    text = 'call the tool get_weather {"city": "Oslo"} call the tool get_time'
    stream = client(aws, "bedrock-runtime").converse_stream(
        modelId=SONNET_4_6, messages=user(text), toolConfig={"tools": TOOLS}
    )["stream"]
    events = list(stream)
    starts = [event["contentBlockStart"] for event in events if "contentBlockStart" in event]
    assert [(start["contentBlockIndex"], start["start"]["toolUse"]["name"]) for start in starts] == [
        (0, "get_weather"),
        (1, "get_time"),
    ]
    deltas = [event["contentBlockDelta"] for event in events if "contentBlockDelta" in event]
    pieces = [delta["delta"]["toolUse"]["input"] for delta in deltas if delta["contentBlockIndex"] == 0]
    assert json.loads("".join(pieces)) == {"city": "Oslo"}
    assert len(pieces) > 1
    assert events[-2] == {"messageStop": {"stopReason": "tool_use"}}


USE = {"role": "assistant", "content": [{"toolUse": {"toolUseId": "a", "name": "get_time", "input": {}}}]}


def turn(*results: dict[str, Any]) -> dict[str, Any]:
    return {"role": "user", "content": [{"toolResult": {"content": [{"text": "x"}], **result}} for result in results]}


@pytest.mark.parametrize(
    ("params", "words"),
    [
        (
            {"messages": [*user("x"), USE, turn({"toolUseId": "a"})], "toolConfig": None},
            "The toolConfig field must be defined",
        ),
        (
            {"messages": [*user("x"), USE, *user("y")]},
            "Expected toolResult blocks at messages.2.content for the following Ids: a",
        ),
        ({"messages": [*user("x"), USE]}, "Expected toolResult blocks at messages.2.content for the following Ids: a"),
        ({"messages": [*user("x"), USE, turn({"toolUseId": "b"})]}, "Expected toolResult blocks at messages.2.content"),
        (
            {"messages": [*user("x"), USE, turn({"toolUseId": "a"}, {"toolUseId": "b"})]},
            "The number of toolResult blocks at messages.2.content exceeds the number of toolUse blocks of previous turn.",
        ),
        (
            {"messages": [*user("x"), USE, turn({"toolUseId": "a", "content": [], "status": "error"})]},
            "messages.2.content.0.toolResult cannot be empty when status value is error",
        ),
        (
            {"messages": [*user("x"), USE, turn({"toolUseId": "a", "content": [{"json": [1]}]})]},
            "The format of the value at messages.2.content.0.toolResult.content.0.json is invalid",
        ),
        (
            {"toolConfig": {"tools": [spec("x", {"type": "string"})]}},
            "toolConfig.tools.0.toolSpec.inputSchema.json.type must be one of the following: object",
        ),
        ({"toolConfig": {"tools": [TOOLS[0], TOOLS[0]]}}, "Tool names must be unique"),
        (
            {"toolConfig": {"tools": TOOLS, "toolChoice": {"tool": {"name": "other"}}}},
            "Tool 'other' not found in provided tools",
        ),
        (
            {"modelId": OPUS_5_5, "toolConfig": {"tools": TOOLS, "toolChoice": {"any": {}}}},
            'tool_choice: type "tool" and "any" are not supported for this model',
        ),
        (
            {
                "toolConfig": {"tools": TOOLS, "toolChoice": {"any": {}}},
                "additionalModelRequestFields": {"thinking": {"type": "enabled", "budget_tokens": 1024}},
            },
            "Thinking may not be enabled when tool_choice forces tool use",
        ),
        ({"toolConfig": {"tools": []}}, "toolConfig.tools"),
        ({"messages": [*user("x"), {"role": "system", "content": [{"text": "y"}]}]}, 'Unexpected role "system"'),
        (
            {"modelId": OPUS_4_7, "messages": [*user("x"), {"role": "system", "content": [{"text": "y"}]}]},
            "role 'system' is not supported on this model",
        ),
        (
            {"modelId": OPUS_5_5, "messages": [{"role": "system", "content": [{"text": "y"}]}, *user("x")]},
            "use the top-level 'system' parameter",
        ),
    ],
)
@pytest.mark.parametrize("operation", ["converse", "converse_stream"])
def test_refused_by_converse(aws: LocalAws, operation: str, params: dict[str, Any], words: str) -> None:
    given = {"modelId": SONNET_4_6, "messages": user("hello"), "toolConfig": {"tools": TOOLS}, **params}
    given = {name: value for name, value in given.items() if value is not None}
    got = refusal(getattr(client(aws, "bedrock-runtime"), operation), **given)
    assert (got.code, got.status) == ("ValidationException", 400)
    assert words in got.message


def test_newer_models_take_system_messages_and_choose_tools_themselves(aws: LocalAws) -> None:
    messages = [*user("call the tool get_time"), {"role": "system", "content": [{"text": "Be brief"}]}]
    got = client(aws, "bedrock-runtime").converse(
        modelId=OPUS_5_5, messages=[*messages, USE, turn({"toolUseId": "a"})], toolConfig={"tools": TOOLS}
    )
    assert got["stopReason"] == "end_turn"
    in_claudes_words = [{"role": "user", "content": "x"}, {"role": "system", "content": "Be brief"}]
    assert invoke(aws, OPUS_5_5, claude_body(messages=in_claudes_words))["stop_reason"] == "end_turn"


@pytest.mark.parametrize(
    ("text", "choice", "content"),
    [
        ("x", {"type": "any"}, [("get_weather", {"city": "city"})]),
        ("x", {"type": "tool", "name": "get_time"}, [("get_time", {})]),
        ('call the tool get_weather with {"city": "Oslo"}', {"type": "auto"}, [("get_weather", {"city": "Oslo"})]),
        ("call the tool get_time", {"type": "none"}, []),
    ],
)
def test_claude_calls_a_tool(aws: LocalAws, text: str, choice: dict[str, Any], content: list[Any]) -> None:
    body = claude_body(messages=[{"role": "user", "content": text}], tools=CLAUDE_TOOLS, tool_choice=choice)
    got = invoke(aws, SONNET_4_6, body)
    uses = [block for block in got["content"] if block["type"] == "tool_use"]
    assert [(use["name"], use["input"]) for use in uses] == content
    assert got["stop_reason"] == ("tool_use" if content else "end_turn")


def test_claude_streams_a_call(aws: LocalAws) -> None:
    body = claude_body(tools=CLAUDE_TOOLS, tool_choice={"type": "tool", "name": "get_weather"})
    answer = client(aws, "bedrock-runtime").invoke_model_with_response_stream(modelId=SONNET_4_6, body=json.dumps(body))
    chunks = [json.loads(event["chunk"]["bytes"]) for event in answer["body"]]
    start = next(chunk for chunk in chunks if chunk["type"] == "content_block_start")
    assert (start["content_block"]["name"], start["content_block"]["input"]) == ("get_weather", {})
    pieces = [chunk["delta"]["partial_json"] for chunk in chunks if chunk["type"] == "content_block_delta"]
    assert json.loads("".join(pieces)) == {"city": "city"}
    assert chunks[-2]["delta"]["stop_reason"] == "tool_use"


def test_nova_calls_a_tool_in_its_own_body(aws: LocalAws) -> None:
    config = {"tools": TOOLS, "toolChoice": {"any": {}}}
    got = invoke(aws, NOVA, {"messages": user("hello"), "toolConfig": config})
    assert called(got["output"]["message"]) == [("get_weather", {"city": "city"})]
    answer = client(aws, "bedrock-runtime").invoke_model_with_response_stream(
        modelId=NOVA, body=json.dumps({"messages": user("hello"), "toolConfig": config})
    )
    chunks = [json.loads(event["chunk"]["bytes"]) for event in answer["body"]]
    assert chunks[1]["contentBlockStart"]["start"]["toolUse"]["name"] == "get_weather"


CLAUDE_USE = {"role": "assistant", "content": [{"type": "tool_use", "id": "a", "name": "get_time", "input": {}}]}


def claude_turn(*ids: str) -> dict[str, Any]:
    return {
        "role": "user",
        "content": [{"type": "tool_result", "tool_use_id": name, "content": "noon"} for name in ids],
    }


def test_claude_answers_results_that_came_in_two_turns(aws: LocalAws) -> None:
    two = {"role": "assistant", "content": [CLAUDE_USE["content"][0], {**CLAUDE_USE["content"][0], "id": "b"}]}
    messages = [{"role": "user", "content": "x"}, two, claude_turn("a"), claude_turn("b")]
    got = invoke(aws, SONNET_4_6, claude_body(messages=messages, tools=CLAUDE_TOOLS))
    assert got["content"][0]["text"] == "Claude Sonnet 4.6 answers: noon"


@pytest.mark.parametrize(
    ("more", "words"),
    [
        (
            {"messages": [{"role": "user", "content": "x"}, CLAUDE_USE, {"role": "user", "content": "y"}]},
            "messages.1: `tool_use` ids were found without `tool_result` blocks immediately after: a.",
        ),
        (
            {"messages": [{"role": "user", "content": "x"}, CLAUDE_USE, claude_turn("a", "b")]},
            "messages.2.content.1: unexpected `tool_use_id` found in `tool_result` blocks: b.",
        ),
        ({"messages": [{"role": "robot", "content": "x"}]}, 'messages: Unexpected role "robot"'),
        (
            {"messages": [{"role": "user", "content": "x"}, {"role": "system", "content": "y"}]},
            'messages: Unexpected role "system"',
        ),
        ({"tools": [{"name": "x", "input_schema": {}}]}, "tools.0.custom.input_schema.type"),
        ({"tools": [*CLAUDE_TOOLS, *CLAUDE_TOOLS]}, "Tool names must be unique"),
        ({"tool_choice": {"type": "any"}}, "tool_choice may only be specified while providing `tools`"),
        ({"tools": CLAUDE_TOOLS, "tool_choice": {"type": "tool", "name": "x"}}, "Tool 'x' not found"),
        ({"tools": CLAUDE_TOOLS, "tool_choice": {"type": "robot"}}, "tool_choice"),
    ],
)
def test_refused_by_claude(aws: LocalAws, more: dict[str, Any], words: str) -> None:
    got = refusal(lambda: invoke(aws, SONNET_4_6, claude_body(**more)))
    assert (got.code, got.status) == ("ValidationException", 400)
    assert words in got.message


@pytest.mark.parametrize(
    ("model", "body", "words"),
    [
        (SONNET_4_6, claude_body(tools={}), "#/tools: expected type: JSONArray"),
        (SONNET_4_6, claude_body(tools=["x"]), "#/tools/0"),
        (SONNET_4_6, claude_body(tools=CLAUDE_TOOLS, tool_choice="any"), "#/tool_choice: expected type: JSONObject"),
        (NOVA, {"messages": user("x"), "toolConfig": []}, "#/toolConfig: expected type: JSONObject"),
        (NOVA, {"messages": user("x"), "toolConfig": {"tools": {}}}, "#/toolConfig/tools: expected type: JSONArray"),
        (NOVA, {"messages": user("x"), "toolConfig": {"tools": [{}]}}, "#/toolConfig/tools/0"),
    ],
)
def test_tools_of_another_form(aws: LocalAws, model: str, body: dict[str, Any], words: str) -> None:
    got = refusal(lambda: invoke(aws, model, body))
    assert (got.code, words in got.message) == ("ValidationException", True)
