# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The turns of a conversation: whose they are, and that each call of a tool has its result in the next one.

Texts are recorded where a source is named, else assumed.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Any

from ..catalogue.model import Model
from ..errors import AwsError, validation_error

Message = Mapping[str, Any]
Block = Mapping[str, Any]

# Claude Opus 4.8 brought the role "system" (Anthropic's notes on it; LiteLLM #32831 tried these against Bedrock).
_SYSTEM_REFUSED = ("opus-4-7", "sonnet-5")
_SYSTEM_UNKNOWN = ("claude-3", "opus-4-2", "opus-4-1", "opus-4-5", "opus-4-6", "sonnet-4", "haiku-4")


def check_roles(model: Model, roles: Sequence[str], *, alternate: bool) -> None:
    """Refuse a conversation in which others speak than the model knows, or not in turn."""
    if not roles or roles[0] == "assistant":
        raise validation_error(
            "A conversation must start with a user message. Try again with a conversation that starts with a user "
            "message."
        )
    if "system" in roles:
        _check_system(model, roles)
    turns = [role for role in roles if role != "system"]
    if alternate and any(first == second for first, second in pairwise(turns)):
        raise validation_error(
            "A conversation must alternate between user and assistant roles. Make sure the conversation alternates "
            "between user and assistant roles and try again."
        )


def _check_system(model: Model, roles: Sequence[str]) -> None:
    if any(part in model.id for part in _SYSTEM_UNKNOWN):
        raise validation_error(
            'messages: Unexpected role "system". The Messages API accepts a top-level `system` parameter, not "system" '
            "as an input message role."
        )
    if model.provider != "Anthropic" or model.id.endswith(_SYSTEM_REFUSED):
        raise validation_error("role 'system' is not supported on this model")
    if roles[0] == "system":
        # gproxy #209.
        raise validation_error("messages.0: use the top-level 'system' parameter for the initial system prompt")


def check_results(messages: Sequence[Message], *, tools: bool) -> None:
    """As Converse checks calls and results, of which Nova's own API has the same form.

    Texts: agno #6698, Curie #16, dify #17545, aichat #1550, sample-multi-agent-orchestration-chat-on-agentcore #15.
    """
    used = [_ids(message, "toolUse", "toolUseId") for message in messages]
    given = [_ids(message, "toolResult", "toolUseId") for message in messages]
    if not tools and any(used + given):
        raise validation_error("The toolConfig field must be defined when using toolUse and toolResult content blocks.")
    for number, message in enumerate(messages):
        before = used[number - 1] if number else []
        missing = [name for name in before if name not in given[number]]
        if len(given[number]) > len(before):
            raise validation_error(
                f"The number of toolResult blocks at messages.{number}.content exceeds the number of toolUse blocks of "
                "previous turn."
            )
        if missing:
            raise _missing(number, missing)
        _check_contents(message, number)
    if messages and used[-1]:
        raise _missing(len(messages), used[-1])


def _missing(number: int, ids: Sequence[str]) -> AwsError:
    return validation_error(
        f"Expected toolResult blocks at messages.{number}.content for the following Ids: {', '.join(ids)}"
    )


def _check_contents(message: Message, number: int) -> None:
    for place, block in enumerate(_blocks(message)):
        result = block.get("toolResult")
        if not isinstance(result, Mapping):
            continue
        where = f"messages.{number}.content.{place}.toolResult"
        contents = result.get("content") or []
        if result.get("status") == "error" and not contents:
            raise validation_error(f"The content field at {where} cannot be empty when status value is error.")
        for index, content in enumerate(contents):
            if "json" in content and not isinstance(content["json"], Mapping):
                raise validation_error(
                    f"The format of the value at {where}.content.{index}.json is invalid. Provide a json object for the "
                    "field and try again."
                )


def check_claude_results(messages: Sequence[Message]) -> None:
    """As Anthropic's API checks calls and results, in Anthropic's words."""
    for number, message in enumerate(messages):
        asked = _ids(message, "tool_use", "id")
        answered = _ids(messages[number + 1], "tool_result", "tool_use_id") if number + 1 < len(messages) else []
        if missing := [name for name in asked if name not in answered]:
            raise validation_error(
                f"messages.{number}: `tool_use` ids were found without `tool_result` blocks immediately after: "
                f"{', '.join(missing)}. Each `tool_use` block must have a corresponding `tool_result` block in the next "
                "message."
            )
        before = _ids(messages[number - 1], "tool_use", "id") if number else []
        for place, block in enumerate(_blocks(message)):
            if block.get("type") == "tool_result" and block.get("tool_use_id") not in before:
                raise validation_error(
                    f"messages.{number}.content.{place}: unexpected `tool_use_id` found in `tool_result` blocks: "
                    f"{block.get('tool_use_id')}. Each `tool_result` block must have a corresponding `tool_use` block "
                    "in the previous message."
                )


def joined(messages: Sequence[Message]) -> list[dict[str, Any]]:
    """Turns that follow each other with the same role are one turn to Anthropic (Messages API, `messages`)."""
    turns: list[dict[str, Any]] = []
    for message in messages:
        content = message["content"]
        blocks = [{"type": "text", "text": content}] if isinstance(content, str) else list(content)
        if turns and turns[-1]["role"] == message["role"]:
            turns[-1]["content"] = [*turns[-1]["content"], *blocks]
        elif message["role"] != "system":
            turns.append({"role": message["role"], "content": blocks})
    return turns


def has_results(message: Message) -> bool:
    return any("toolResult" in block or block.get("type") == "tool_result" for block in _blocks(message))


def _ids(message: Message, kind: str, member: str) -> list[str]:
    """The ids in blocks of a kind, in Converse's form or in Anthropic's."""
    found = (
        block.get(kind) if kind in block else block if block.get("type") == kind else None for block in _blocks(message)
    )
    return [str(block.get(member)) for block in found if isinstance(block, Mapping)]


def _blocks(message: Message) -> Iterator[Block]:
    content = message.get("content")
    if isinstance(content, (list, tuple)):
        yield from (block for block in content if isinstance(block, Mapping))
