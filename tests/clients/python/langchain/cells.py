# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""langchain-aws."""

from __future__ import annotations

from block import chat, model
from block import embeddings as embedder
from kit import AGENT, ATTACK, BLOCKED, CHAT, DESCRIPTION, GUARDED, QUESTION, SCHEMA, TOOL, VECTORS
from langchain_core.messages import HumanMessage, SystemMessage, ToolMessage

TOOL_OF_ANTHROPIC = {"name": TOOL, "description": DESCRIPTION, "input_schema": SCHEMA}
MODEL = model(CHAT, CHAT["targets"][0])
CALLER = model(AGENT, AGENT["targets"][0])


def text():
    assert MODEL.invoke("Hello").text


def stream():
    assert "".join(chunk.text for chunk in MODEL.stream("Hello"))


def tools():
    bound = CALLER.bind_tools([TOOL_OF_ANTHROPIC], tool_choice="any")
    answer = bound.invoke(QUESTION)
    (call,) = answer.tool_calls
    assert call["name"] == TOOL
    assert isinstance(call["args"]["city"], str)
    result = ToolMessage("Sunny", tool_call_id=call["id"])
    assert CALLER.bind_tools([TOOL_OF_ANTHROPIC]).invoke([HumanMessage(QUESTION), answer, result]).text


def structured_output():
    schema = SCHEMA | {"title": "Weather", "description": DESCRIPTION}
    assert isinstance(CALLER.with_structured_output(schema).invoke(QUESTION)["city"], str)


def embeddings():
    assert len(embedder(VECTORS, VECTORS["targets"][0]).embed_query("Hello")) == VECTORS["dimensions"]


def guardrail():
    answer = model(GUARDED, GUARDED["targets"][0]).invoke(ATTACK)
    assert answer.text == BLOCKED
    assert answer.response_metadata["stopReason"] == "guardrail_intervened"


def failover():
    assert chat(CHAT).invoke("Hello").text


def caching():
    system = SystemMessage([{"type": "text", "text": "Be brief."}, {"cachePoint": {"type": "default"}}])
    assert MODEL.invoke([system, HumanMessage("Hello")]).text
