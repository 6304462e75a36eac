# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""InvokeModel of Nova: its own request and response bodies (fact sheet 5.4); Claude's are in `claude_models`."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from ..catalogue.model import Model
from ..errors import validation_error
from .answers import Answer, Question, check_max_tokens, result_texts, texts_of
from .bodies import check_keys, check_type, malformed
from .claude_models import claude_question, claude_response
from .converse import content_of, events_of, usage_of
from .converse_question import read_tools
from .tools import check_toolbox
from .turns import check_results, check_roles, has_results

Answering = Callable[[Model, Question], Answer]


def invoke_text(model: Model, body: dict[str, Any], answer: Answering) -> tuple[dict[str, Any], Answer]:
    """The response body and what was answered, by the model alone or under a guardrail."""
    given = answer(model, text_question(model, body))
    return (claude_response(model, given) if model.provider == "Anthropic" else _nova_response(given)), given


def text_question(model: Model, body: dict[str, Any]) -> Question:
    """What a body of InvokeModel asks, or CountTokens in its name."""
    return claude_question(model, body) if model.provider == "Anthropic" else _nova_question(model, body)


def _nova_question(model: Model, body: dict[str, Any]) -> Question:
    check_keys(body, ("messages",), ("schemaVersion", "system", "inferenceConfig", "toolConfig"))
    check_type(body, "messages", list)
    check_type(body, "inferenceConfig", dict)
    _check_tools(body)
    config = body.get("inferenceConfig", {})
    tokens = config.get("maxTokens", config.get("max_new_tokens"))
    check_max_tokens(model, tokens)
    messages = body["messages"]
    if not all(isinstance(message, Mapping) and "content" in message for message in messages):
        raise malformed("#/messages: every message needs a role and a content")
    check_roles(model, [message.get("role", "") for message in messages], alternate=True)
    check_results(messages, tools="toolConfig" in body)
    tools = read_tools(body.get("toolConfig") or {})
    check_toolbox(model, tools, thinking=False)
    texts = _texts(body.get("system") or [])
    for message in messages:
        texts += _texts(message["content"]) + result_texts(message["content"])
    if not texts:
        raise validation_error("messages: text content blocks must be non-empty")
    last = messages[-1]
    return Question(
        texts,
        tokens,
        tuple(config.get("stopSequences", ())),
        tools=tools,
        last=" ".join(_texts(last["content"])),
        answers_results=has_results(last),
    )


def _check_tools(body: dict[str, Any]) -> None:
    """That `toolConfig` has Converse's form."""
    check_type(body, "toolConfig", dict)
    config = body.get("toolConfig", {})
    check_type(config, "tools", list, "#/toolConfig")
    check_type(config, "toolChoice", dict, "#/toolConfig")
    for number, entry in enumerate(config.get("tools", ())):
        specified = entry.get("toolSpec") if isinstance(entry, Mapping) else None
        if not isinstance(specified, Mapping) or not specified.get("name"):
            raise malformed(f"#/toolConfig/tools/{number}: required key [toolSpec] not found")


def _nova_response(given: Answer) -> dict[str, Any]:
    return {
        "output": {"message": {"role": "assistant", "content": content_of(given)}},
        "stopReason": given.stop_reason,
        "usage": usage_of(given),
    }


def _texts(content: Any) -> tuple[str, ...]:
    return texts_of([content] if isinstance(content, str) else content)


def nova_stream(given: Answer) -> list[dict[str, Any]]:
    """The chunks in which Nova streams a response: Converse's events, each in one object."""
    usage = {"inputTokens": given.input_tokens, "outputTokens": given.output_tokens}
    return [{name: payload} for name, payload in events_of(given, {"usage": usage, "metrics": {}})]
