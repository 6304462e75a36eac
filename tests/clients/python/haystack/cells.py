# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Haystack's generator for Converse."""

from __future__ import annotations

from block import chat
from haystack.dataclasses import ChatMessage
from haystack.tools import Tool
from kit import AGENT, ATTACK, BLOCKED, CHAT, DESCRIPTION, GUARDED, PLEASE, SCHEMA, TOOL


def say(record, text, **options):
    return chat(record, record["targets"][0]).run([ChatMessage.from_user(text)], **options)["replies"][0]


def text():
    assert say(CHAT, "Hello").text


def stream():
    parts = []
    assert say(CHAT, "Hello", streaming_callback=lambda chunk: parts.append(chunk.content)).text
    assert "".join(parts)


def tools():
    tool = Tool(name=TOOL, description=DESCRIPTION, parameters=SCHEMA, function=lambda city: f"Sunny in {city}")
    answer = say(AGENT, PLEASE, tools=[tool])
    (call,) = answer.tool_calls
    assert call.tool_name == TOOL
    result = ChatMessage.from_tool("Sunny", origin=call)
    messages = [ChatMessage.from_user(PLEASE), answer, result]
    assert chat(AGENT, AGENT["targets"][0]).run(messages, tools=[tool])["replies"][0].text


def guardrail():
    assert say(GUARDED, ATTACK).text == BLOCKED


def caching():
    messages = [ChatMessage.from_system("Be brief."), ChatMessage.from_user("Hello")]
    assert chat(CHAT, CHAT["targets"][0]).run(messages)["replies"][0].text
