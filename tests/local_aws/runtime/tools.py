# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Tools that a request gives to a model, and when the model calls them.

It calls where the request forces it to, and where the last message says `call the tool <name>`, or `call the tool <name>
with {"argument": "value"}`. Arguments are the object that follows the name, where it satisfies the schema, else a sample.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from ..catalogue.model import Model
from ..errors import validation_error
from .samples import sample, satisfies

AUTO, ANY, TOOL, NONE = "auto", "any", "tool", "none"
# 400 for every forced choice (oh-my-pi #12939, vercel/ai #21364, langchain-aws #1274; LiteLLM's supports_forced_tool_use).
_NEVER_FORCED = ("opus-5-5", "sonnet-5-5", "fable-5-1")

_PHRASE = re.compile(r"\bcall the tool [`'\"]?([\w-]+)[`'\"]?(?:\s+with)?\s*", re.IGNORECASE)


@dataclass(frozen=True)
class Tool:
    name: str
    schema: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Toolbox:
    """The tools of a request, and which of them the model is to call; `named` goes with the choice `tool`."""

    tools: tuple[Tool, ...] = ()
    choice: str = AUTO
    named: str = ""

    def find(self, name: str) -> Tool | None:
        return next((tool for tool in self.tools if tool.name == name), None)

    @property
    def forced(self) -> bool:
        return self.choice in (ANY, TOOL)


@dataclass(frozen=True)
class ToolCall:
    #: 22 letters and digits; each API puts its own prefix before them.
    id: str
    name: str
    input: Mapping[str, Any]

    @property
    def arguments(self) -> str:
        """As a stream carries them."""
        return json.dumps(self.input)


def tool_calls(box: Toolbox, texts: Sequence[str], *, last: str, answers_results: bool) -> tuple[ToolCall, ...]:
    """What the model calls. ``last``: the text of the last message; a message with results is answered by text."""
    if not box.tools or box.choice == NONE:
        return ()
    said = [] if answers_results and not box.forced else list(_said(box, last))
    if box.choice == TOOL:
        tool = box.find(box.named) or box.tools[0]
        said = [pair for pair in said if pair[0] == tool][:1] or [(tool, None)]
    elif box.choice == ANY:
        said = said or [(box.tools[0], None)]
    return tuple(
        ToolCall(_identity(texts, number), tool.name, sample(tool.schema) if given is None else given)
        for number, (tool, given) in enumerate(said)
    )


def _said(box: Toolbox, text: str) -> Iterable[tuple[Tool, Mapping[str, Any] | None]]:
    for found in _PHRASE.finditer(text):
        if tool := box.find(found.group(1)):
            given = _object_at(text, found.end())
            yield tool, given if given is not None and satisfies(given, tool.schema) else None


def _object_at(text: str, start: int) -> Mapping[str, Any] | None:
    if not text.startswith("{", start):
        return None
    try:
        value, _end = json.JSONDecoder().raw_decode(text, start)
    except ValueError:
        return None
    return value if isinstance(value, dict) else None


def _identity(texts: Sequence[str], number: int) -> str:
    """Another one for each call of a conversation, since every turn adds to its texts."""
    return hashlib.sha256(f"{number} {len(texts)} {' '.join(texts)}".encode()).hexdigest()[:22]


def check_toolbox(model: Model, box: Toolbox, *, thinking: bool) -> None:
    """What all models say of the choice of a tool; names that occur twice (Anthropic's text)."""
    names = [tool.name for tool in box.tools]
    if len(set(names)) < len(names):
        raise validation_error("tools: Tool names must be unique.")
    if box.choice == TOOL and box.named not in names:
        raise validation_error(f"Tool '{box.named}' not found in provided tools")
    if box.forced and any(part in model.id for part in _NEVER_FORCED):
        raise validation_error('tool_choice: type "tool" and "any" are not supported for this model.')
    if box.forced and thinking:
        # With a budget of thinking; adaptive thinking takes both (langchain-aws #1141).
        raise validation_error("Thinking may not be enabled when tool_choice forces tool use.")
