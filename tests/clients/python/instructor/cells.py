# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""instructor: answers in the shape of a class."""

from __future__ import annotations

from block import client
from kit import AGENT, QUESTION
from pydantic import BaseModel


class Weather(BaseModel):
    """The weather of a city"""

    city: str


def structured_output():
    messages = [{"role": "user", "content": QUESTION}]
    answer = client(AGENT["targets"][0]).chat.completions.create(messages=messages, response_model=Weather)
    assert isinstance(answer.city, str)
