# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Answers of text models: deterministic, and with the limits that the real ones have."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from ..catalogue.model import Model
from ..errors import validation_error

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


@dataclass(frozen=True)
class Answer:
    text: str
    stop_reason: str
    input_tokens: int
    output_tokens: int


def answer(model: Model, question: Question) -> Answer:
    """Name the model and repeat the last text; one word counts as one token."""
    words = f"{model.name} answers: {question.texts[-1]}".split()
    reason = "end_turn"
    text = " ".join(words)
    for stop in question.stop_sequences:
        if stop and stop in text:
            text, reason = text.split(stop, 1)[0], "stop_sequence"
    if question.max_tokens is not None and len(text.split()) > question.max_tokens:
        text, reason = " ".join(text.split()[: question.max_tokens]), "max_tokens"
    read = sum(len(part.split()) for part in question.texts)
    return Answer(text, reason, max(read, 1), max(len(text.split()), 1))


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


def check_turns(roles: Sequence[str]) -> None:
    """Texts assumed."""
    if not roles or roles[0] != "user":
        raise validation_error(
            "A conversation must start with a user message. Try again with a conversation that starts with a user "
            "message."
        )
    if any(first == second for first, second in pairwise(roles)):
        raise validation_error(
            "A conversation must alternate between user and assistant roles. Make sure the conversation alternates "
            "between user and assistant roles and try again."
        )


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


def guarded_texts(blocks: Iterable[Any]) -> tuple[str, ...]:
    """The texts in guardContent blocks."""
    marked = (block["guardContent"] for block in blocks if isinstance(block, Mapping) and "guardContent" in block)
    return tuple(content["text"]["text"] for content in marked if "text" in content)
