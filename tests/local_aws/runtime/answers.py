# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Answers of text models: deterministic, and with the limits that the real ones have."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from ..catalogue.model import Model
from ..errors import validation_error
from .samples import sample
from .tools import Toolbox, ToolCall, tool_calls

# Fact sheet 5.4: "some Claude 4.5+" take temperature or top_p, not both.
_ONE_SAMPLING = ("-4-5-", "-4-6")
# Fact sheet 5.4: Opus 4.7 and later dropped the sampling parameters. LiteLLM 1.110.2: so did all of the 5 generation.
_NO_SAMPLING = ("opus-4-7", "opus-4-8", "opus-5", "sonnet-5", "haiku-5", "fable-5")


@dataclass(frozen=True)
class Question:
    """What a text model is asked, whatever the form of the request."""

    texts: tuple[str, ...]
    max_tokens: int | None = None
    stop_sequences: tuple[str, ...] = ()
    #: What a guardrail looks at; nothing means all texts.
    guarded: tuple[str, ...] = ()
    tools: Toolbox = field(default_factory=Toolbox)
    #: The text of the last message, without the results of tools, and whether it has such results.
    last: str = ""
    answers_results: bool = False
    #: The JSON schema that the answer has to satisfy.
    schema: Mapping[str, Any] | None = None


@dataclass(frozen=True)
class Answer:
    text: str
    stop_reason: str
    input_tokens: int
    output_tokens: int
    #: Tools that the model calls; then there is no text.
    calls: tuple[ToolCall, ...] = ()


def answer(model: Model, question: Question) -> Answer:
    """Call tools, or satisfy the schema, or name the model and repeat the last text; one word counts as one token."""
    read = tokens_of(question.texts)
    calls = tool_calls(question.tools, question.texts, last=question.last, answers_results=question.answers_results)
    if calls:
        return Answer("", "tool_use", read, tokens_of(call.arguments for call in calls), calls)
    reason = "end_turn"
    if question.schema is not None:
        text = json.dumps(sample(question.schema))
    else:
        text = " ".join(f"{model.name} answers: {question.texts[-1]}".split())
    for stop in question.stop_sequences:
        if stop and stop in text:
            text, reason = text.split(stop, 1)[0], "stop_sequence"
    if question.max_tokens is not None and len(text.split()) > question.max_tokens:
        text, reason = " ".join(text.split()[: question.max_tokens]), "max_tokens"
    return Answer(text, reason, read, tokens_of([text]))


def tokens_of(texts: Iterable[str]) -> int:
    """Never none, since no request and no answer is empty."""
    return max(sum(len(text.split()) for text in texts), 1)


def check_sampling(model: Model, named: Mapping[str, Any]) -> None:
    """Refuse what the model does not take; texts assumed."""
    given = [name for name, value in named.items() if value is not None]
    # A temperature of 1 is what such a model has anyway.
    refused = [name for name in given if not (name == "temperature" and named[name] == 1)]
    if refused and any(part in model.id for part in _NO_SAMPLING):
        raise validation_error(f"`{refused[0]}` is deprecated for this model.")
    both = {"temperature", "top_p"} <= {{"topP": "top_p"}.get(name, name) for name in given}
    if both and "claude" in model.id and any(part in model.id for part in _ONE_SAMPLING):
        raise validation_error(
            "The model returned the following errors: `temperature` and `top_p` cannot both be specified for this "
            "model. Please use only one."
        )


def check_max_tokens(model: Model, tokens: int | None) -> None:
    if tokens is not None and tokens > model.max_output:
        # Text assumed.
        raise validation_error(
            f"The maximum tokens you requested exceeds the model limit of {model.max_output}. Try again with a maximum "
            f"tokens value that is lower than {model.max_output}."
        )


# User guide, structured-output: from Claude 4.5 on; of the models here no other family.
_UNSTRUCTURED = ("claude-3", "sonnet-4-2", "opus-4-2", "opus-4-1")


def check_structured(model: Model, schema: Mapping[str, Any] | None) -> None:
    """Text assumed."""
    if schema is not None and (model.provider != "Anthropic" or any(part in model.id for part in _UNSTRUCTURED)):
        raise validation_error("Structured output is not supported for this model.")


def texts_of(blocks: Iterable[Any]) -> tuple[str, ...]:
    """The texts in content blocks or plain strings, those that are marked for a guardrail included."""
    found: list[str] = []
    for block in blocks:
        if isinstance(block, str):
            found.append(block)
        elif isinstance(block, Mapping) and isinstance(block.get("text"), str):
            found.append(block["text"])
        elif isinstance(block, Mapping) and "guardContent" in block:
            found += guarded_texts([block])
    return tuple(found)


def result_texts(blocks: Iterable[Any]) -> tuple[str, ...]:
    """The texts in the results of tools, in Converse's form or in Anthropic's; JSON as text."""
    found: tuple[str, ...] = ()
    for block in blocks:
        if not isinstance(block, Mapping):
            continue
        result = block.get("toolResult") or (block if block.get("type") == "tool_result" else None)
        if isinstance(result, Mapping):
            content = result.get("content") or []
            parts = [content] if isinstance(content, str) else content
            found += tuple(json.dumps(part["json"]) for part in parts if isinstance(part, Mapping) and "json" in part)
            found += texts_of(parts)
    return found


def guarded_texts(blocks: Iterable[Any]) -> tuple[str, ...]:
    """The texts in guardContent blocks."""
    marked = (block["guardContent"] for block in blocks if isinstance(block, Mapping) and "guardContent" in block)
    return tuple(content["text"]["text"] for content in marked if "text" in content)
