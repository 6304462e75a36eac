# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Strands Agents."""

from __future__ import annotations

from block import model
from kit import AGENT, ATTACK, BLOCKED, CHAT, GUARDED, PLEASE, QUESTION
from pydantic import BaseModel
from strands import Agent, tool


class Weather(BaseModel):
    """The weather of a city"""

    city: str


def agent(record, **options):
    return Agent(model=model(record, record["targets"][0]), callback_handler=None, **options)


def text():
    assert str(agent(CHAT)("Hello")).strip()


async def stream():
    assert "".join([event["data"] async for event in agent(CHAT).stream_async("Hello") if "data" in event])


def tools():
    cities = []

    @tool
    def get_weather(city: str) -> str:
        """The weather of a city"""
        cities.append(city)
        return "Sunny"

    assert str(agent(AGENT, tools=[get_weather])(PLEASE)).strip()
    assert cities == ["Paris"]


def structured_output():
    answer = agent(AGENT)(QUESTION, structured_output_model=Weather)
    assert isinstance(answer.structured_output.city, str)


def guardrail():
    answer = agent(GUARDED)(ATTACK)
    assert answer.stop_reason == "guardrail_intervened"
    assert BLOCKED in str(answer)


def caching():
    assert str(agent(CHAT, system_prompt="Be brief.")("Hello")).strip()
