# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Anthropic's own SDK: InvokeModel with Anthropic's bodies."""

from __future__ import annotations

from block import client, request
from kit import AGENT, ATTACK, CHAT, DESCRIPTION, GUARDED, QUESTION, SCHEMA, TOOL

TARGET = CHAT["targets"][0]
TOOLS = [{"name": TOOL, "description": DESCRIPTION, "input_schema": SCHEMA}]


def create(text, record=CHAT, **options):
    target = record["targets"][0]
    return client(target).messages.create(
        messages=[{"role": "user", "content": text}], **request(record, target), **options
    )


def text():
    assert create("Hello").content[0].text


def stream():
    messages = [{"role": "user", "content": "Hello"}]
    with client(TARGET).messages.stream(messages=messages, **request(CHAT, TARGET)) as events:
        assert "".join(events.text_stream)


def tools():
    answer = create(QUESTION, AGENT, tools=TOOLS, tool_choice={"type": "any"})
    (use,) = [block for block in answer.content if block.type == "tool_use"]
    assert use.name == TOOL
    result = {"type": "tool_result", "tool_use_id": use.id, "content": "Sunny"}
    messages = [
        {"role": "user", "content": QUESTION},
        {"role": "assistant", "content": [block.model_dump(exclude_none=True) for block in answer.content]},
        {"role": "user", "content": [result]},
    ]
    assert (
        client(AGENT["targets"][0])
        .messages.create(messages=messages, tools=TOOLS, **request(AGENT, AGENT["targets"][0]))
        .content[0]
        .text
    )


def guardrail():
    answer = create(ATTACK, GUARDED)
    assert answer.model_extra["amazon-bedrock-guardrailAction"] == "INTERVENED"


def caching():
    system = [{"type": "text", "text": "Be brief.", "cache_control": {"type": "ephemeral"}}]
    assert create("Hello", system=system).content[0].text
