# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Converse and ConverseStream."""

from __future__ import annotations

from typing import Any

from ..errors import validation_error
from ..invocation_metrics import count_tokens
from ..messages import Call, Reply
from .addressing import addressed_model
from .answers import Answer, Question, check_max_tokens, check_sampling, check_turns, guarded_texts, texts_of
from .eventstream import encode_event
from .guardrails import Guard, guard_of

LATENCY_MS = 1


def converse(call: Call) -> dict[str, Any]:
    guard = guard_of(call, call.params.get("guardrailConfig") or {})
    given = _converse(call, guard)
    return {
        "output": {"message": {"role": "assistant", "content": [{"text": given.text}]}},
        "stopReason": given.stop_reason,
        "usage": _usage(given),
        "metrics": {"latencyMs": LATENCY_MS},
        **_trace(guard),
    }


def converse_stream(call: Call) -> Reply:
    guard = guard_of(call, call.params.get("guardrailConfig") or {})
    given = _converse(call, guard)
    words = given.text.split(" ")
    pieces = [word if number == 0 else f" {word}" for number, word in enumerate(words)]
    events: list[tuple[str, dict[str, Any]]] = [("messageStart", {"role": "assistant"})]
    events += [("contentBlockDelta", {"delta": {"text": piece}, "contentBlockIndex": 0}) for piece in pieces]
    events += [
        ("contentBlockStop", {"contentBlockIndex": 0}),
        ("messageStop", {"stopReason": given.stop_reason}),
        ("metadata", {"usage": _usage(given), "metrics": {"latencyMs": LATENCY_MS}, **_trace(guard)}),
    ]
    body = b"".join(encode_event(name, payload) for name, payload in events)
    return Reply(200, body, {"Content-Type": "application/vnd.amazon.eventstream"})


def _converse(call: Call, guard: Guard) -> Answer:
    model = addressed_model(call)
    if model.is_embedding:
        # Text assumed.
        raise validation_error(
            "This action doesn't support the model that you provided. Try again with a supported text or chat model."
        )
    config = call.params.get("inferenceConfig", {})
    messages = call.params.get("messages", [])
    check_turns([message["role"] for message in messages])
    check_max_tokens(model, config.get("maxTokens"))
    extra = call.params.get("additionalModelRequestFields") or {}
    sampling = {name: config.get(name) for name in ("temperature", "topP")}
    check_sampling(
        model, {**sampling, **{name: extra[name] for name in ("temperature", "top_p", "top_k") if name in extra}}
    )
    texts = texts_of(call.params.get("system", []))
    for message in messages:
        texts += texts_of(message["content"])
    if not texts_of(messages[-1]["content"]):
        raise validation_error("The text field in the ContentBlock object is blank. Add text and try again.")
    requested = Question(texts, config.get("maxTokens"), tuple(config.get("stopSequences", ())), _guarded(call))
    given = guard.answer(model, requested)
    count_tokens(given.input_tokens, given.output_tokens)
    return given


def _guarded(call: Call) -> tuple[str, ...]:
    """What a guardrail looks at: the marked content where there is any, else all messages but no system prompt."""
    messages = call.params.get("messages", [])
    marked = guarded_texts(call.params.get("system", []))
    for message in messages:
        marked += guarded_texts(message["content"])
    return marked or tuple(text for message in messages for text in texts_of(message["content"]))


def _trace(guard: Guard) -> dict[str, Any]:
    reported = guard.full_trace()
    return {"trace": reported} if reported else {}


def _usage(given: Answer) -> dict[str, int]:
    return {
        "inputTokens": given.input_tokens,
        "outputTokens": given.output_tokens,
        "totalTokens": given.input_tokens + given.output_tokens,
    }
