# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""InvokeModel of Claude: Anthropic's Messages API as bodies (fact sheet 5.4, Messages API reference)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from ..catalogue.model import Model
from ..errors import validation_error
from .answers import (
    Answer,
    Question,
    check_max_tokens,
    check_sampling,
    check_structured,
    result_texts,
    texts_of,
)
from .bodies import check_keys, check_type, malformed
from .converse_question import anthropic_schema, thinks
from .tools import ANY, AUTO, NONE, TOOL, Tool, Toolbox, check_toolbox
from .turns import check_claude_results, check_roles, has_results, joined

_CALL_ID = "toolu_bdrk_"
# MessageCreateParams of anthropic 2.14.0 and of its beta, without `model` and `stream`, which are in the path.
_OPTIONAL = (
    "anthropic_beta",
    "betas",
    "cache_control",
    "container",
    "context_management",
    "diagnostics",
    "inference_geo",
    "mcp_servers",
    "metadata",
    "output_config",
    "output_format",
    "service_tier",
    "speed",
    "stop_sequences",
    "system",
    "temperature",
    "thinking",
    "tool_choice",
    "tools",
    "top_k",
    "top_p",
    "user_profile_id",
    "workspace_id",
)
_VERSION, _NEW_VERSION = "bedrock-2023-05-31", "2026-10-21"
# "ARN-versioned" in Anthropic's page claude-on-amazon-bedrock-legacy, for which the new version "may return a 400".
_VERSIONED = re.compile(r".*-v\d+(:\d+)?")


def claude_question(model: Model, body: dict[str, Any]) -> Question:
    """What a body asks; refused where AWS or Anthropic refuses it."""
    check_keys(body, ("anthropic_version", "max_tokens", "messages"), _OPTIONAL)
    _check_version(model, body["anthropic_version"])
    check_type(body, "messages", list)
    check_type(body, "tools", list)
    check_type(body, "tool_choice", dict)
    if not isinstance(body["max_tokens"], int) or body["max_tokens"] < 1:
        raise malformed("#/max_tokens: a positive integer is required")
    check_max_tokens(model, body["max_tokens"])
    check_sampling(model, {name: body.get(name) for name in ("temperature", "top_p", "top_k")})
    messages = _messages(model, body["messages"])
    turns = joined(messages)
    check_claude_results(turns)
    tools = _tools(body)
    check_toolbox(model, tools, thinking=thinks(body))
    schema = anthropic_schema(body)
    check_structured(model, schema)
    texts = _texts(body.get("system") or [])
    for message in messages:
        texts += _texts(message["content"]) + result_texts(message["content"])
    if not texts:
        raise validation_error("messages: text content blocks must be non-empty")
    return Question(
        texts,
        body["max_tokens"],
        tuple(body.get("stop_sequences") or ()),
        tools=tools,
        last=" ".join(texts_of(turns[-1]["content"])),
        answers_results=has_results(turns[-1]),
        schema=schema,
    )


def _check_version(model: Model, version: Any) -> None:
    """The old version for all models; the new one, which anthropic 2.14.0 sends, for those without a version in the id."""
    if version == _VERSION or (version == _NEW_VERSION and not _VERSIONED.fullmatch(model.id)):
        return
    # boto3 #4218.
    raise validation_error(f"Invalid API version: {version}")


def _messages(model: Model, messages: list[Any]) -> list[dict[str, Any]]:
    if not all(isinstance(message, dict) and "content" in message for message in messages):
        raise malformed("#/messages: every message needs a role and a content")
    roles = [message.get("role", "") for message in messages]
    for role in roles:
        if role not in ("user", "assistant", "system"):
            raise validation_error(f'messages: Unexpected role "{role}". Allowed roles are "user" or "assistant"')
    check_roles(model, roles, alternate=False)
    return messages


def _tools(body: Mapping[str, Any]) -> Toolbox:
    """The tools of a body; those of Anthropic's own types have no schema."""
    tools: list[Tool] = []
    for number, given in enumerate(body.get("tools") or ()):
        if not isinstance(given, Mapping):
            raise malformed(f"#/tools/{number}: expected type: JSONObject")
        custom = (given.get("type") or "custom") == "custom"
        schema = given.get("input_schema") or {}
        if custom and (not isinstance(schema, Mapping) or schema.get("type") != "object"):
            raise validation_error(f"tools.{number}.custom.input_schema.type: Input should be 'object'")
        tools.append(Tool(str(given.get("name", "")), schema))
    choice = body.get("tool_choice")
    if choice and not tools:
        raise validation_error("tool_choice may only be specified while providing `tools`.")
    kind = (choice or {}).get("type", AUTO)
    if kind not in (AUTO, ANY, TOOL, NONE):
        raise validation_error(
            f"tool_choice: Input tag '{kind}' found using 'type' does not match any of the expected tags"
        )
    return Toolbox(tuple(tools), kind, (choice or {}).get("name", ""))


def _texts(content: Any) -> tuple[str, ...]:
    return texts_of([content] if isinstance(content, str) else content)


def claude_response(model: Model, given: Answer) -> dict[str, Any]:
    return {
        "model": model.id.partition(".")[2],
        "id": "msg_bdrk_local",
        "type": "message",
        "role": "assistant",
        "content": _content(given),
        "stop_reason": given.stop_reason,
        "stop_sequence": None,
        "usage": {"input_tokens": given.input_tokens, "output_tokens": given.output_tokens},
    }


def _content(given: Answer) -> list[dict[str, Any]]:
    if not given.calls:
        return [{"type": "text", "text": given.text}]
    return [
        {"type": "tool_use", "id": _CALL_ID + call.id, "name": call.name, "input": call.input} for call in given.calls
    ]


def claude_stream(response: dict[str, Any], given: Answer) -> list[dict[str, Any]]:
    """The chunks in which Claude streams a response."""
    begun = {**response, "content": [], "stop_reason": None, "usage": {**response["usage"], "output_tokens": 1}}
    return [
        {"type": "message_start", "message": begun},
        *_blocks(given),
        {
            "type": "message_delta",
            "delta": {"stop_reason": given.stop_reason, "stop_sequence": None},
            "usage": {"output_tokens": given.output_tokens},
        },
        {"type": "message_stop"},
    ]


def _blocks(given: Answer) -> Iterator[dict[str, Any]]:
    """Texts as a whole, arguments in two pieces."""
    for index, call in enumerate(given.calls):
        block = {"type": "tool_use", "id": _CALL_ID + call.id, "name": call.name, "input": {}}
        yield {"type": "content_block_start", "index": index, "content_block": block}
        for piece in (call.arguments[:1], call.arguments[1:]):
            delta = {"type": "input_json_delta", "partial_json": piece}
            yield {"type": "content_block_delta", "index": index, "delta": delta}
        yield {"type": "content_block_stop", "index": index}
    if not given.calls:
        yield {"type": "content_block_start", "index": 0, "content_block": {"type": "text", "text": ""}}
        yield {"type": "content_block_delta", "index": 0, "delta": {"type": "text_delta", "text": given.text}}
        yield {"type": "content_block_stop", "index": 0}
