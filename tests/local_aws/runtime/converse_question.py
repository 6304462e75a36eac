# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What a request of Converse asks, and what AWS refuses of it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from ..catalogue.model import Model
from ..errors import validation_error
from .answers import (
    Question,
    check_max_tokens,
    check_sampling,
    check_structured,
    guarded_texts,
    result_texts,
    texts_of,
)
from .tools import ANY, AUTO, TOOL, Tool, Toolbox, check_toolbox
from .turns import check_results, check_roles, has_results

_WITHOUT_TEXT = {"text", "cachePoint"}


def read_question(model: Model, params: Mapping[str, Any]) -> Question:
    """What Converse asks, or CountTokens in its name; refused where AWS refuses it."""
    if model.is_embedding:
        # Text assumed.
        raise validation_error(
            "This action doesn't support the model that you provided. Try again with a supported text or chat model."
        )
    config = params.get("inferenceConfig") or {}
    extra = params.get("additionalModelRequestFields") or {}
    messages = params.get("messages") or []
    check_roles(model, [message["role"] for message in messages], alternate=True)
    check_max_tokens(model, config.get("maxTokens"))
    sampling = {name: config.get(name) for name in ("temperature", "topP")}
    check_sampling(model, sampling | {name: extra[name] for name in ("temperature", "top_p", "top_k") if name in extra})
    _check_blank(messages[-1]["content"])
    check_results(messages, tools="toolConfig" in params)
    tools = read_tools(params.get("toolConfig") or {})
    check_toolbox(model, tools, thinking=thinks(extra))
    return _question(model, params, messages, tools)


def _question(model: Model, params: Mapping[str, Any], messages: list[dict[str, Any]], tools: Toolbox) -> Question:
    config = params.get("inferenceConfig") or {}
    texts = texts_of(params.get("system") or [])
    for message in messages:
        texts += texts_of(message["content"]) + result_texts(message["content"])
    schema = _schema(params)
    check_structured(model, schema)
    return Question(
        texts or ("",),
        config.get("maxTokens"),
        tuple(config.get("stopSequences") or ()),
        _guarded(params),
        tools,
        last=" ".join(texts_of(messages[-1]["content"])),
        answers_results=has_results(messages[-1]),
        schema=schema,
    )


def _check_blank(blocks: list[Any]) -> None:
    if all(set(block) <= _WITHOUT_TEXT and not str(block.get("text", "")).strip() for block in blocks):
        raise validation_error("The text field in the ContentBlock object is blank. Add text and try again.")


def read_tools(config: Mapping[str, Any]) -> Toolbox:
    """The tools of `toolConfig`."""
    tools: list[Tool] = []
    for number, entry in enumerate(config.get("tools") or ()):
        specified = entry.get("toolSpec")
        if specified is None:
            continue
        schema = (specified.get("inputSchema") or {}).get("json") or {}
        if not isinstance(schema, Mapping) or schema.get("type") != "object":
            # Kiro #11027.
            raise validation_error(
                f"The value at toolConfig.tools.{number}.toolSpec.inputSchema.json.type must be one of the following: "
                "object."
            )
        tools.append(Tool(specified["name"], schema))
    choice = config.get("toolChoice") or {}
    kind = next((kind for kind in (ANY, TOOL) if kind in choice), AUTO)
    return Toolbox(tuple(tools), kind, (choice.get(TOOL) or {}).get("name", ""))


def _schema(params: Mapping[str, Any]) -> Mapping[str, Any] | None:
    """The schema of `outputConfig`, or of Anthropic's `output_config` among the additional fields."""
    text_format = (params.get("outputConfig") or {}).get("textFormat")
    if text_format is None:
        return anthropic_schema(params.get("additionalModelRequestFields") or {})
    try:
        schema = json.loads(text_format["structure"]["jsonSchema"]["schema"])
    except ValueError:
        schema = None
    if not isinstance(schema, dict):
        # Text assumed.
        raise validation_error("The schema in outputConfig.textFormat.structure.jsonSchema is not a valid JSON object.")
    return schema


def anthropic_schema(body: Mapping[str, Any]) -> Mapping[str, Any] | None:
    """`output_config.format`, and its deprecated name `output_format` (user guide, structured-output)."""
    config = body.get("output_config")
    given = config.get("format") if isinstance(config, Mapping) else None
    given = given or body.get("output_format")
    schema = given.get("schema") if isinstance(given, Mapping) else None
    return schema if isinstance(schema, Mapping) else None


def thinks(extra: Mapping[str, Any]) -> bool:
    thinking = extra.get("thinking")
    return isinstance(thinking, Mapping) and thinking.get("type") == "enabled"


def _guarded(params: Mapping[str, Any]) -> tuple[str, ...]:
    """What a guardrail looks at: the marked content where there is any, else all messages but no system prompt."""
    messages = params.get("messages", [])
    marked = guarded_texts(params.get("system", []))
    for message in messages:
        marked += guarded_texts(message["content"])
    return marked or tuple(text for message in messages for text in texts_of(message["content"]))
