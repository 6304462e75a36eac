# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""inference_router.py, as an application copies it."""

from __future__ import annotations

from block import router
from kit import ATTACK, BLOCKED, CONVERSE_TOOL, PREFIX, QUESTION, TOOL, VECTORS

CHAT = router(f"{PREFIX}/copilot/chat", "us-east-1")
AGENT = router(f"{PREFIX}/inference_profiles/primary_claude", "us-east-1")


def say(text):
    return [{"role": "user", "content": [{"text": text}]}]


def text():
    assert CHAT.converse(messages=say("Hello")).text


def stream():
    with CHAT.converse_stream(messages=say("Hello")) as events:
        assert "".join(event.get("contentBlockDelta", {}).get("delta", {}).get("text", "") for event in events)


def tools():
    config = {"tools": [CONVERSE_TOOL], "toolChoice": {"any": {}}}
    answer = AGENT.converse(messages=say(QUESTION), toolConfig=config).response
    (use,) = [block["toolUse"] for block in answer["output"]["message"]["content"] if "toolUse" in block]
    assert use["name"] == TOOL


def embeddings():
    answer = router(f"{PREFIX}/embedding/titan", "us-east-1").embed(["Hello"])
    assert [len(vector) for vector in answer.embeddings] == [VECTORS["dimensions"]]


def guardrail():
    assert router(f"{PREFIX}/cai/customer_support", "us-east-1").converse(messages=say(ATTACK)).text == BLOCKED


def failover():
    assert router(f"{PREFIX}/copilot/chat", "us-east-1").converse(messages=say("Hello")).text


def caching():
    CHAT.converse(messages=say("Hello"), system=[{"text": "Be brief."}, {"cachePoint": {"type": "default"}}])
