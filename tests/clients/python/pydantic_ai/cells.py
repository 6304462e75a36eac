# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""pydantic-ai."""

from __future__ import annotations

from block import chat, model
from block import embeddings as embedder
from kit import AGENT, ATTACK, BLOCKED, CHAT, GUARDED, PLEASE, QUESTION, VECTORS
from pydantic import BaseModel
from pydantic_ai import Agent

MODEL = model(CHAT, CHAT["targets"][0])
CALLER = model(AGENT, AGENT["targets"][0])


class Weather(BaseModel):
    """The weather of a city"""

    city: str


def text():
    assert Agent(MODEL).run_sync("Hello").output


async def stream():
    async with Agent(MODEL).run_stream("Hello") as answer:
        assert "".join([part async for part in answer.stream_text(delta=True)])


def tools():
    cities = []
    agent = Agent(CALLER)

    @agent.tool_plain
    def get_weather(city: str) -> str:
        """The weather of a city"""
        cities.append(city)
        return "Sunny"

    assert agent.run_sync(PLEASE).output
    assert cities == ["Paris"]


def structured_output():
    assert isinstance(Agent(CALLER, output_type=Weather).run_sync(QUESTION).output.city, str)


def embeddings():
    answer = embedder(VECTORS, VECTORS["targets"][0]).embed_query_sync("Hello")
    assert [len(vector) for vector in answer.embeddings] == [VECTORS["dimensions"]]


def guardrail():
    assert Agent(model(GUARDED, GUARDED["targets"][0])).run_sync(ATTACK).output == BLOCKED


def failover():
    assert Agent(chat(CHAT)).run_sync("Hello").output


def caching():
    agent = Agent(MODEL, instructions="Be brief.", model_settings={"bedrock_cache_instructions": True})
    assert agent.run_sync("Hello").output
