# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""InvokeModel of Claude and Nova: their own request and response bodies (fact sheet 5.4)."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from ..catalogue.model import Model
from ..errors import validation_error
from .answers import Answer, Question, check_max_tokens, check_sampling, check_turns, texts_of
from .bodies import check_enum, check_keys, check_type, malformed

Answering = Callable[[Model, Question], Answer]

_CLAUDE_OPTIONAL = [
    "anthropic_beta",
    "system",
    "stop_sequences",
    "temperature",
    "top_p",
    "top_k",
    "tools",
    "tool_choice",
    "thinking",
    "metadata",
    "output_config",
    "context_management",
]


def invoke_text(model: Model, body: dict[str, Any], answer: Answering) -> tuple[dict[str, Any], Answer]:
    """The response body and what was answered, by the model alone or under a guardrail."""
    return _claude(model, body, answer) if model.provider == "Anthropic" else _nova(model, body, answer)


def _claude(model: Model, body: dict[str, Any], answer: Answering) -> tuple[dict[str, Any], Answer]:
    check_keys(body, ("anthropic_version", "max_tokens", "messages"), _CLAUDE_OPTIONAL)
    check_enum(body, "anthropic_version", ("bedrock-2023-05-31",))
    check_type(body, "messages", list)
    if not isinstance(body["max_tokens"], int) or body["max_tokens"] < 1:
        raise malformed("#/max_tokens: a positive integer is required")
    check_max_tokens(model, body["max_tokens"])
    check_sampling(model, {name: body.get(name) for name in ("temperature", "top_p", "top_k")})
    texts = _conversation(body["messages"], body.get("system"))
    given = answer(model, Question(texts, body["max_tokens"], tuple(body.get("stop_sequences", ()))))
    usage = {"input_tokens": given.input_tokens, "output_tokens": given.output_tokens}
    return {
        "model": model.id.partition(".")[2],
        "id": "msg_bdrk_local",
        "type": "message",
        "role": "assistant",
        "content": [{"type": "text", "text": given.text}],
        "stop_reason": given.stop_reason,
        "stop_sequence": None,
        "usage": usage,
    }, given


def _nova(model: Model, body: dict[str, Any], answer: Answering) -> tuple[dict[str, Any], Answer]:
    check_keys(body, ("messages",), ("schemaVersion", "system", "inferenceConfig", "toolConfig"))
    check_type(body, "messages", list)
    check_type(body, "inferenceConfig", dict)
    config = body.get("inferenceConfig", {})
    tokens = config.get("maxTokens", config.get("max_new_tokens"))
    check_max_tokens(model, tokens)
    texts = _conversation(body["messages"], body.get("system"))
    given = answer(model, Question(texts, tokens, tuple(config.get("stopSequences", ()))))
    total = given.input_tokens + given.output_tokens
    usage = {"inputTokens": given.input_tokens, "outputTokens": given.output_tokens, "totalTokens": total}
    return {
        "output": {"message": {"role": "assistant", "content": [{"text": given.text}]}},
        "stopReason": given.stop_reason,
        "usage": usage,
    }, given


def _conversation(messages: list[Any], system: Any) -> tuple[str, ...]:
    if not all(isinstance(message, dict) and "content" in message for message in messages):
        raise malformed("#/messages: every message needs a role and a content")
    check_turns([message.get("role", "") for message in messages])
    texts = _texts(system or [])
    for message in messages:
        texts += _texts(message["content"])
    if not texts:
        raise validation_error("messages: text content blocks must be non-empty")
    return texts


def _texts(content: Any) -> tuple[str, ...]:
    return texts_of([content] if isinstance(content, str) else content)


def claude_stream(response: dict[str, Any], given: Answer) -> list[dict[str, Any]]:
    """The chunks in which Claude streams a response."""
    begun = {**response, "content": [], "stop_reason": None, "usage": {**response["usage"], "output_tokens": 1}}
    return [
        {"type": "message_start", "message": begun},
        {"type": "content_block_start", "index": 0, "content_block": {"type": "text", "text": ""}},
        {"type": "content_block_delta", "index": 0, "delta": {"type": "text_delta", "text": given.text}},
        {"type": "content_block_stop", "index": 0},
        {
            "type": "message_delta",
            "delta": {"stop_reason": given.stop_reason, "stop_sequence": None},
            "usage": {"output_tokens": given.output_tokens},
        },
        {"type": "message_stop"},
    ]


def nova_stream(given: Answer) -> list[dict[str, Any]]:
    """The chunks in which Nova streams a response."""
    usage = {"inputTokens": given.input_tokens, "outputTokens": given.output_tokens}
    return [
        {"messageStart": {"role": "assistant"}},
        {"contentBlockDelta": {"delta": {"text": given.text}, "contentBlockIndex": 0}},
        {"contentBlockStop": {"contentBlockIndex": 0}},
        {"messageStop": {"stopReason": given.stop_reason}},
        {"metadata": {"usage": usage, "metrics": {}}},
    ]
