# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""InvokeModel and InvokeModelWithResponseStream."""

from __future__ import annotations

import base64
import json
from typing import Any

from ..errors import validation_error
from ..invocation_metrics import count_tokens
from ..messages import Call, Reply
from .addressing import addressed_model
from .bodies import read_body
from .claude_models import claude_stream
from .converse import LATENCY_MS
from .embedding_models import invoke_embedding
from .eventstream import encode_event
from .guardrails import Guard, guard_of
from .text_models import invoke_text, nova_stream


def invoke(call: Call) -> Reply:
    model = addressed_model(call)
    guard = guard_of(call, call.params)
    body = read_body(call.params.get("body", b""))
    if model.is_embedding:
        response, tokens = invoke_embedding(model, body)
        return _reply(call, response, tokens)
    response, given = invoke_text(model, body, guard.answer)
    return _reply(call, response | _reported(guard), given.input_tokens, given.output_tokens)


def invoke_stream(call: Call) -> Reply:
    model = addressed_model(call)
    guard = guard_of(call, call.params)
    if not model.streaming:
        # Text assumed.
        raise validation_error("The model is unsupported for streaming.")
    response, given = invoke_text(model, read_body(call.params.get("body", b"")), guard.answer)
    count_tokens(given.input_tokens, given.output_tokens)
    chunks = claude_stream(response, given) if model.provider == "Anthropic" else nova_stream(given)
    # In which chunk the guardrail's part travels is assumed.
    chunks[-1] |= _reported(guard)
    stream = b"".join(encode_event("chunk", {"bytes": _encoded(chunk)}) for chunk in chunks)
    return Reply(200, stream, {"Content-Type": "application/vnd.amazon.eventstream", **_tier(call)})


def _tier(call: Call) -> dict[str, str]:
    """The tier that served the call is the one that was asked."""
    tier = call.params.get("serviceTier")
    return {"X-Amzn-Bedrock-Service-Tier": tier} if tier else {}


def _reported(guard: Guard) -> dict[str, Any]:
    """What a guardrail adds to the model's own body (API reference, InvokeModel); nothing where there is none."""
    if not guard.id:
        return {}
    reported: dict[str, Any] = {"amazon-bedrock-guardrailAction": "INTERVENED" if guard.intervened else "NONE"}
    trace = guard.full_trace()
    return reported | ({"amazon-bedrock-trace": trace} if trace else {})


def _encoded(chunk: dict[str, Any]) -> str:
    return base64.b64encode(json.dumps(chunk).encode()).decode()


def _reply(call: Call, response: dict[str, Any], input_tokens: int, output_tokens: int = 0) -> Reply:
    count_tokens(input_tokens, output_tokens)
    headers = {
        "Content-Type": "application/json",
        "X-Amzn-Bedrock-Invocation-Latency": str(LATENCY_MS),
        "X-Amzn-Bedrock-Input-Token-Count": str(input_tokens),
        "X-Amzn-Bedrock-Output-Token-Count": str(output_tokens),
        **_tier(call),
    }
    return Reply(200, json.dumps(response).encode(), headers)
