# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""LlamaIndex: its model of Converse, and its embeddings."""

from __future__ import annotations

from block import chat
from block import embeddings as embedder
from kit import AGENT, ATTACK, BLOCKED, CHAT, GUARDED, QUESTION, TOOL, VECTORS
from llama_index.core.base.llms.types import CacheControl, CachePoint, TextBlock
from llama_index.core.llms import ChatMessage
from llama_index.core.prompts import PromptTemplate
from llama_index.core.tools import FunctionTool
from pydantic import BaseModel

MODEL = chat(CHAT, CHAT["targets"][0])
CALLER = chat(AGENT, AGENT["targets"][0])


class Weather(BaseModel):
    """The weather of a city"""

    city: str


def get_weather(city: str) -> str:
    """The weather of a city"""
    return f"Sunny in {city}"


def say(text):
    return [ChatMessage(role="user", content=text)]


def text():
    assert MODEL.chat(say("Hello")).message.content


def stream():
    assert "".join(part.delta for part in MODEL.stream_chat(say("Hello")))


def tools():
    tool = FunctionTool.from_defaults(get_weather)
    answer = CALLER.chat_with_tools([tool], user_msg=QUESTION, tool_required=True)
    (call,) = CALLER.get_tool_calls_from_response(answer)
    assert call.tool_name == TOOL
    assert isinstance(call.tool_kwargs["city"], str)


def structured_output():
    assert isinstance(CALLER.structured_predict(Weather, PromptTemplate(QUESTION)).city, str)


def embeddings():
    assert len(embedder(VECTORS, VECTORS["targets"][0]).get_text_embedding("Hello")) == VECTORS["dimensions"]


def guardrail():
    assert chat(GUARDED, GUARDED["targets"][0]).chat(say(ATTACK)).message.content == BLOCKED


def caching():
    blocks = [TextBlock(text="Be brief."), CachePoint(cache_control=CacheControl(type="default"))]
    assert MODEL.chat([ChatMessage(role="system", blocks=blocks), *say("Hello")]).message.content
