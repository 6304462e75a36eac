# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Prompts in a form that the model does not accept, reported by position: messages never quote them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

#: For what botocore finds, whose own message quotes the prompt.
FORM = "must be maps with role (user or assistant) and content, a list of what Converse takes, as {text: Hello}"


def message_problems(messages: Sequence[Any]) -> Iterator[str]:
    """What is wrong with the form of a conversation; botocore validates everything except texts."""
    for index, message in enumerate(messages):
        place = f"messages[{index}]"
        if not isinstance(message, Mapping):
            yield f"{place} must be a map with role and content"
            continue
        if not isinstance(message.get("role"), str):
            yield f"{place}.role must be user or assistant"
        content = message.get("content")
        if not isinstance(content, list) or not content or not all(isinstance(block, Mapping) for block in content):
            yield f"{place}.content must be a list of maps, as [{{text: Hello}}]"
            continue
        for number, block in enumerate(content):
            if "text" in block and not isinstance(block["text"], str):
                yield f"{place}.content[{number}].text must be a text"


def text_problems(texts: Sequence[Any]) -> Iterator[str]:
    """Texts that no embedding model takes."""
    for index, text in enumerate(texts):
        if not isinstance(text, str) or not text:
            yield f"texts[{index}] must not be empty"
