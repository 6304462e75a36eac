# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The LiteLLM proxy with the exported file, called by OpenAI's own client."""

from __future__ import annotations

import atexit
import json
import os
import secrets
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

from block import client, request
from kit import AGENT, ATTACK, BLOCKED, CHAT, DESCRIPTION, GUARDED, QUESTION, SCHEMA, TOOL, VECTORS

FUNCTION = {"type": "function", "function": {"name": TOOL, "description": DESCRIPTION, "parameters": SCHEMA}}


def started():
    """The proxy, from the command of the page; it ends with this process."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    programs = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    environment = os.environ | {"PORT": str(port), "PATH": programs}
    process = subprocess.Popen(["bash", "-c", f"exec {Path('command.sh').read_text()}"], env=environment)
    atexit.register(process.terminate)
    url = f"http://127.0.0.1:{port}"
    for _attempt in range(600):
        try:
            urllib.request.urlopen(f"{url}/health/liveliness").close()
        except OSError:
            assert process.poll() is None, "the proxy ended"
            time.sleep(0.2)
        else:
            return url
    raise TimeoutError("the proxy did not start")


os.environ["LITELLM_MASTER_KEY"] = f"sk-{secrets.token_hex(16)}"
OPENAI = client(started())


def complete(record, text, **options):
    messages = [{"role": "user", "content": text}]
    return OPENAI.chat.completions.create(messages=messages, **request(record), **options)


def text():
    assert complete(CHAT, "Hello").choices[0].message.content


def stream():
    assert "".join(part.choices[0].delta.content or "" for part in complete(CHAT, "Hello", stream=True))


def tools():
    (call,) = complete(AGENT, QUESTION, tools=[FUNCTION], tool_choice="required").choices[0].message.tool_calls
    assert call.function.name == TOOL
    assert isinstance(json.loads(call.function.arguments)["city"], str)


def structured_output():
    schema = {"name": "weather", "schema": SCHEMA | {"additionalProperties": False}, "strict": True}
    answer = complete(AGENT, QUESTION, response_format={"type": "json_schema", "json_schema": schema})
    assert isinstance(json.loads(answer.choices[0].message.content)["city"], str)


def embeddings():
    (answer,) = OPENAI.embeddings.create(input=["Hello"], **request(VECTORS)).data
    assert len(answer.embedding) == VECTORS["dimensions"]


def guardrail():
    answer = complete(GUARDED, ATTACK).choices[0]
    assert answer.message.content == BLOCKED
    assert answer.finish_reason == "content_filter"


def failover():
    assert complete(CHAT, "Hello").choices[0].message.content


def caching():
    block = {"type": "text", "text": "Be brief.", "cache_control": {"type": "ephemeral"}}
    messages = [{"role": "system", "content": [block]}, {"role": "user", "content": "Hello"}]
    assert OPENAI.chat.completions.create(messages=messages, **request(CHAT)).choices[0].message.content
