# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""boto3 itself: what every other client in Python ends in."""

from __future__ import annotations

import json

from block import client, request
from kit import AGENT, ATTACK, BLOCKED, CHAT, CONVERSE_TOOL, GUARDED, QUESTION, TOOL, VECTORS


def say(text):
    return [{"role": "user", "content": [{"text": text}]}]


def converse(record, text="Hello", **options):
    target = record["targets"][0]
    return client(target).converse(messages=say(text), **request(record, target), **options)


def text():
    assert converse(CHAT)["output"]["message"]["content"][0]["text"]


def stream():
    target = CHAT["targets"][0]
    events = client(target).converse_stream(messages=say("Hello"), **request(CHAT, target))["stream"]
    assert "".join(event.get("contentBlockDelta", {}).get("delta", {}).get("text", "") for event in events)


def tools():
    target = AGENT["targets"][0]
    config = {"tools": [CONVERSE_TOOL], "toolChoice": {"any": {}}}
    answer = converse(AGENT, QUESTION, toolConfig=config)
    assert answer["stopReason"] == "tool_use"
    (use,) = [block["toolUse"] for block in answer["output"]["message"]["content"] if "toolUse" in block]
    assert use["name"] == TOOL
    assert isinstance(use["input"]["city"], str)
    result = {"toolResult": {"toolUseId": use["toolUseId"], "content": [{"text": "Sunny"}]}}
    messages = [*say(QUESTION), answer["output"]["message"], {"role": "user", "content": [result]}]
    config = {"tools": [CONVERSE_TOOL]}
    answer = client(target).converse(messages=messages, toolConfig=config, **request(AGENT, target))
    assert answer["stopReason"] == "end_turn"


def embeddings():
    target = VECTORS["targets"][0]
    body = json.dumps({"inputText": "Hello"} | VECTORS["request"])
    answer = client(target).invoke_model(modelId=target["arn"], body=body)
    assert len(json.load(answer["body"])["embedding"]) == VECTORS["dimensions"]


def guardrail():
    answer = converse(GUARDED, ATTACK)
    assert answer["stopReason"] == "guardrail_intervened"
    assert answer["output"]["message"]["content"][0]["text"] == BLOCKED


def caching():
    converse(CHAT, system=[{"text": "Be brief."}, {"cachePoint": {"type": "default"}}])
