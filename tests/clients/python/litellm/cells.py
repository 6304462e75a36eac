# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""LiteLLM as a library, over the exported file."""

from __future__ import annotations

import json
import os

from block import router
from kit import ATTACK, BLOCKED, DESCRIPTION, QUESTION, SCHEMA, TOOL, VECTORS

ROUTER = router(f"{os.environ['EXPORTS']}/litellm.yaml")
AGENT = "inference_profiles/primary_claude"
FUNCTION = {"type": "function", "function": {"name": TOOL, "description": DESCRIPTION, "parameters": SCHEMA}}


def complete(text, model="copilot/chat", **options):
    return ROUTER.completion(model=model, messages=[{"role": "user", "content": text}], **options)


def text():
    assert complete("Hello").choices[0].message.content


def stream():
    assert "".join(part.choices[0].delta.content or "" for part in complete("Hello", stream=True))


def tools():
    (call,) = complete(QUESTION, AGENT, tools=[FUNCTION], tool_choice="required").choices[0].message.tool_calls
    assert call.function.name == TOOL
    assert isinstance(json.loads(call.function.arguments)["city"], str)


def structured_output():
    schema = {"name": "weather", "schema": SCHEMA | {"additionalProperties": False}, "strict": True}
    answer = complete(QUESTION, AGENT, response_format={"type": "json_schema", "json_schema": schema})
    assert isinstance(json.loads(answer.choices[0].message.content)["city"], str)


def embeddings():
    (answer,) = ROUTER.embedding(model="embedding/titan", input=["Hello"]).data
    assert len(answer["embedding"]) == VECTORS["dimensions"]


def guardrail():
    answer = complete(ATTACK, "cai/customer_support")
    assert answer.choices[0].message.content == BLOCKED
    assert answer.choices[0].finish_reason == "content_filter"


def failover():
    assert complete("Hello").choices[0].message.content


def caching():
    block = {"type": "text", "text": "Be brief.", "cache_control": {"type": "ephemeral"}}
    messages = [{"role": "system", "content": [block]}, {"role": "user", "content": "Hello"}]
    assert ROUTER.completion(model="copilot/chat", messages=messages).choices[0].message.content
