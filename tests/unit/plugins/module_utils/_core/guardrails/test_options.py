# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Short and long forms of options, and every problem with its path."""

from __future__ import annotations

from typing import Any

import pytest
from ansible_collections.genai.bedrock.plugins.module_utils._core.guardrails.content import Content
from ansible_collections.genai.bedrock.plugins.module_utils._core.guardrails.options import Reader


def read(**options: Any) -> tuple[Content, list[str]]:
    reader = Reader()
    content = reader.content(options)
    return content, [f"{problem.key}: {problem.message}" for problem in reader.problems]


@pytest.mark.parametrize(
    ("options", "element"),
    [
        ({"content_filters": {"hate": "high"}}, {"inputStrength": "HIGH", "outputStrength": "HIGH"}),
        (
            {
                "content_filters": {
                    "HATE": {
                        "input_strength": "LOW",
                        "output_strength": "NONE",
                        "input_action": "none",
                        "output_enabled": "no",
                        "input_modalities": "TEXT,IMAGE",
                        "output_action": None,
                    }
                }
            },
            {
                "inputStrength": "LOW",
                "outputStrength": "NONE",
                "inputAction": "NONE",
                "outputEnabled": False,
                "inputModalities": ["IMAGE", "TEXT"],
            },
        ),
        ({"prompt_attack": "LOW"}, {"inputStrength": "LOW", "outputStrength": "NONE"}),
        (
            {"prompt_attack": {"input_strength": "LOW", "input_enabled": False}},
            {"inputStrength": "LOW", "inputEnabled": False, "outputStrength": "NONE"},
        ),
        ({"denied_topics": {"Law": "About it."}}, {"definition": "About it."}),
        (
            {"denied_topics": {"Law": {"definition": "About it.", "examples": "One"}}},
            {"definition": "About it.", "examples": ["One"]},
        ),
        ({"words": ["no"]}, {}),
        ({"words": [{"text": "no", "output_enabled": False}]}, {"outputEnabled": False}),
        ({"managed_word_lists": ["profanity"]}, {}),
        ({"pii_entities": {"EMAIL": "anonymize"}}, {"action": "ANONYMIZE"}),
        ({"pii_entities": {"EMAIL": {"input_action": "NONE"}}}, {"action": "BLOCK", "inputAction": "NONE"}),
        ({"regexes": {"x": "x+ "}}, {"pattern": "x+ ", "action": "BLOCK"}),
        (
            {"regexes": {"x": {"pattern": 7, "action": "NONE", "description": "d"}}},
            {"pattern": "7", "action": "NONE", "description": "d"},
        ),
        ({"grounding": {"grounding": "0.7"}}, {"threshold": 0.7}),
        ({"grounding": {"RELEVANCE": {"threshold": 0, "enabled": "yes"}}}, {"threshold": 0.0, "enabled": True}),
    ],
    ids=str,
)
def test_forms(options: dict[str, Any], element: dict[str, Any]) -> None:
    content, problems = read(**options)
    ((_option, elements),) = content.parts.items()
    assert (list(elements.values()), problems) == ([element], [])


@pytest.mark.parametrize(
    ("options", "parts"),
    [
        ({}, {}),
        ({"words": None}, {}),
        ({"words": [], "regexes": {}}, {"words": {}, "regexes": {}}),
        ({"prompt_attack": "NONE"}, {"prompt_attack": {}}),
        ({"content_filters": {"HATE": "NONE"}}, {"content_filters": {}}),
    ],
    ids=str,
)
def test_what_is_unset_and_what_is_empty(options: dict[str, Any], parts: dict[str, Any]) -> None:
    content, problems = read(**options)
    assert (content.parts, problems) == (parts, [])


def test_texts() -> None:
    content, problems = read(description="", blocked_input_messaging=" no \n", kms_key_id="alias/k", grounding=None)
    assert content.texts == {"description": "", "blocked_input_messaging": "no", "kms_key_id": "alias/k"}
    assert problems == []


@pytest.mark.parametrize(
    ("options", "problems"),
    [
        ({"description": "x" * 201}, ["description: has 201 characters: 0 to 200 are allowed"]),
        ({"blocked_input_messaging": ""}, ["blocked_input_messaging: has 0 characters: 1 to 500 are allowed"]),
        ({"content_filters": {"HATE": "STRONG"}}, ["content_filters.HATE: 'STRONG' is unknown"]),
        ({"content_filters": {"PROMPT_ATTACK": "LOW"}}, ["content_filters.PROMPT_ATTACK: 'PROMPT_ATTACK' is unknown"]),
        ({"content_filters": {"HATE": None}}, ["content_filters.HATE: has no value: write input_strength"]),
        ({"content_filters": {"HATE": "LOW", "hate": "LOW"}}, ["content_filters.hate: 'HATE' is there twice"]),
        (
            {"content_filters": {"HATE": {"strenght": "LOW"}}},
            ["content_filters.HATE.strenght: 'strenght' is unknown"] + ["content_filters.HATE: "] * 2,
        ),
        (
            {"content_filters": {"HATE": {"input_strength": "LOW"}}},
            ["content_filters.HATE: output_strength is missing"],
        ),
        ({"prompt_attack": {"output_strength": "LOW"}}, ["prompt_attack.output_strength", "prompt_attack: input_"]),
        ({"prompt_attack": "STRONG"}, ["prompt_attack: 'STRONG' is unknown"]),
        ({"denied_topics": {"a/b": "x"}}, ["denied_topics.a/b: 'a/b' is not allowed: letters, digits"]),
        ({"denied_topics": {"a": "x" * 201}}, ["denied_topics.a: has 201 characters: 1 to 200"]),
        (
            {"denied_topics": {"a": {"definition": "x", "examples": list("abcdef")}}},
            ["denied_topics.a.examples: has 6 examples: at most 5"],
        ),
        ({"denied_topics": {f"t{number}": "x" for number in range(31)}}, ["denied_topics: has 31 entries: at most 30"]),
        ({"words": ["x" * 101]}, ["words.xxx"]),
        ({"words": [{"word": "x"}]}, ["words: entry 1 lacks text"]),
        ({"words": ["a", "a"]}, ["words.a: 'a' is there twice"]),
        ({"managed_word_lists": ["NICE"]}, ["managed_word_lists.NICE: 'NICE' is unknown: it is one of PROFANITY"]),
        ({"pii_entities": {"EMAIL": {"input_action": "MASK"}}}, ["pii_entities.EMAIL.input_action: 'MASK' is unknown"]),
        ({"regexes": {"x": {"action": "BLOCK"}}}, ["regexes.x: pattern is missing"]),
        ({"regexes": {"x": "(y"}}, ["regexes.x: '(y' is no regular expression: missing )"]),
        ({"grounding_tier": "GOLD"}, ["grounding_tier: 'GOLD' is unknown"]),
        ({"regexes": {"x": "y" * 501}}, ["regexes.x: has 501 characters"]),
        ({"grounding": {"GROUNDING": "much"}}, ["grounding.GROUNDING: must be a number"]),
        (
            {"grounding": {"GROUNDING": -0.1}},
            ["grounding.GROUNDING: -0.1 is not allowed: a threshold is from 0 to 0.99"],
        ),
        ({"kms_key_id": "my key"}, ["kms_key_id: 'my key' is not allowed: the id, alias"]),
        ({"guardrail_profile": "us"}, ["guardrail_profile: 'us' is not allowed"]),
        (
            {"content_filters": {"HATE": {"input_strength": "LOW", "output_strength": "LOW", "input_modalities": []}}},
            ["content_filters.HATE.input_modalities: must name at least one"],
        ),
    ],
    ids=lambda value: str(value)[:60],
)
def test_problems(options: dict[str, Any], problems: list[str]) -> None:
    _content, found = read(**options)
    assert len(found) == len(problems), found
    assert [text for text, start in zip(found, problems, strict=True) if not text.startswith(start)] == []


@pytest.mark.parametrize(("tier", "allowed"), [("STANDARD", True), ("CLASSIC", False), (None, False)])
def test_the_standard_tier_takes_longer_definitions(tier: str | None, allowed: bool) -> None:
    _content, problems = read(denied_topics={"a": "x" * 1000}, denied_topics_tier=tier)
    assert (problems == []) is allowed
