# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Converse and ConverseStream."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from ..invocation_metrics import count_tokens
from ..messages import Call, Reply
from .addressing import addressed_model
from .answers import Answer
from .converse_question import read_question
from .eventstream import encode_event
from .guardrails import Guard, guard_of

LATENCY_MS = 1
_CALL_ID = "tooluse_"


def converse(call: Call) -> dict[str, Any]:
    guard = guard_of(call, call.params.get("guardrailConfig") or {})
    given = _converse(call, guard)
    return {
        "output": {"message": {"role": "assistant", "content": content_of(given)}},
        "stopReason": given.stop_reason,
        "usage": usage_of(given),
        "metrics": {"latencyMs": LATENCY_MS},
        **_tier(call),
        **_trace(guard),
    }


def converse_stream(call: Call) -> Reply:
    guard = guard_of(call, call.params.get("guardrailConfig") or {})
    given = _converse(call, guard)
    metadata = {"usage": usage_of(given), "metrics": {"latencyMs": LATENCY_MS}, **_tier(call), **_trace(guard)}
    body = b"".join(encode_event(name, payload) for name, payload in events_of(given, metadata))
    return Reply(200, body, {"Content-Type": "application/vnd.amazon.eventstream"})


def content_of(given: Answer) -> list[dict[str, Any]]:
    """The blocks of an answer, as Converse has them, and Nova's own API."""
    if not given.calls:
        return [{"text": given.text}]
    return [
        {"toolUse": {"toolUseId": _CALL_ID + call.id, "name": call.name, "input": call.input}} for call in given.calls
    ]


def events_of(given: Answer, metadata: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    """The events of a stream: texts word by word, arguments in two pieces."""
    yield "messageStart", {"role": "assistant"}
    for index, call in enumerate(given.calls):
        start = {"toolUse": {"toolUseId": _CALL_ID + call.id, "name": call.name}}
        yield "contentBlockStart", {"start": start, "contentBlockIndex": index}
        for piece in (call.arguments[:1], call.arguments[1:]):
            yield "contentBlockDelta", {"delta": {"toolUse": {"input": piece}}, "contentBlockIndex": index}
        yield "contentBlockStop", {"contentBlockIndex": index}
    if not given.calls:
        for number, word in enumerate(given.text.split(" ")):
            piece = word if number == 0 else f" {word}"
            yield "contentBlockDelta", {"delta": {"text": piece}, "contentBlockIndex": 0}
        yield "contentBlockStop", {"contentBlockIndex": 0}
    yield "messageStop", {"stopReason": given.stop_reason}
    yield "metadata", metadata


def _converse(call: Call, guard: Guard) -> Answer:
    model = addressed_model(call)
    requested = read_question(model, call.params)
    given = guard.answer(model, requested)
    count_tokens(given.input_tokens, given.output_tokens)
    return given


def _tier(call: Call) -> dict[str, Any]:
    """The tier that served the call is the one that was asked."""
    tier = call.params.get("serviceTier")
    return {"serviceTier": tier} if tier else {}


def _trace(guard: Guard) -> dict[str, Any]:
    reported = guard.full_trace()
    return {"trace": reported} if reported else {}


def usage_of(given: Answer) -> dict[str, int]:
    return {
        "inputTokens": given.input_tokens,
        "outputTokens": given.output_tokens,
        "totalTokens": given.input_tokens + given.output_tokens,
    }
