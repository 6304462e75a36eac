# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What differs is a reason, and what only looks different is none."""

from __future__ import annotations

from typing import Any

import pytest
from ansible_collections.genai.bedrock.plugins.module_utils._core.guardrails.content import Content, content_of
from ansible_collections.genai.bedrock.plugins.module_utils._core.guardrails.differences import differences, whole

from tests.unit.plugins.module_utils.guardrail_samples import FULL, HATE, answer, content, words

BOTH = {"inputStrength": "HIGH", "outputStrength": "LOW"}
REPORTED = {"inputAction": "BLOCK", "outputAction": "BLOCK", "inputEnabled": True, "outputEnabled": True}


def wanted(option: str, **elements: Any) -> Content:
    return Content(parts={option: elements})


def content_filter(**members: Any) -> Content:
    return content(contentPolicy={"filters": [{**HATE, **members}]})


SAME: dict[str, tuple[Content, Content]] = {
    "nothing set": (content_of(FULL), Content()),
    "all of it": (content_of(FULL), whole(content_of(FULL))),
    "another order": (content_of(FULL), words("a", "b")),
    "examples in another order": (
        content_of(FULL),
        wanted("denied_topics", Law={"definition": "About the law.", "examples": ["a", "b"]}),
    ),
    "defaults told": (
        content_filter(**REPORTED, inputModalities=["TEXT"], outputModalities=["TEXT"]),
        wanted("content_filters", HATE=BOTH),
    ),
    "defaults wanted": (content_filter(), wanted("content_filters", HATE={**BOTH, **REPORTED})),
    "modalities in another order": (
        content_filter(inputModalities=["IMAGE", "TEXT"]),
        wanted("content_filters", HATE={**BOTH, "inputModalities": ["TEXT", "IMAGE"]}),
    ),
    "a filter that does nothing": (
        content(
            contentPolicy={"filters": [HATE, {"type": "SEXUAL", "inputStrength": "NONE", "outputStrength": "NONE"}]}
        ),
        wanted("content_filters", HATE=BOTH),
    ),
    "the idle side of a prompt attack": (
        content(
            contentPolicy={
                "filters": [
                    {
                        "type": "PROMPT_ATTACK",
                        "inputStrength": "LOW",
                        "outputStrength": "NONE",
                        "outputAction": "NONE",
                        "outputEnabled": False,
                    }
                ]
            }
        ),
        wanted("prompt_attack", PROMPT_ATTACK={"inputStrength": "LOW", "outputStrength": "NONE"}),
    ),
    "actions of personal data": (
        content(
            sensitiveInformationPolicy={
                "piiEntities": [
                    {"type": "EMAIL", "action": "ANONYMIZE", "inputAction": "ANONYMIZE", "outputAction": "ANONYMIZE"}
                ]
            }
        ),
        wanted("pii_entities", EMAIL={"action": "ANONYMIZE"}),
    ),
    "grounding": (
        content(
            contextualGroundingPolicy={
                "filters": [{"type": "GROUNDING", "threshold": 0.5, "action": "BLOCK", "enabled": True}]
            }
        ),
        wanted("grounding", GROUNDING={"threshold": 0.5}),
    ),
    "the tier that is told": (
        content(topicPolicy={"topics": [{"name": "x", "definition": "y"}], "tier": {"tierName": "CLASSIC"}}),
        Content({"denied_topics_tier": "CLASSIC"}),
    ),
    "a tier without a policy": (content_of(answer()), Content({"denied_topics_tier": "STANDARD"})),
    "a key by its id": (content_of(FULL), Content({"kms_key_id": "k"})),
    "a profile by its ARN": (content_of(FULL), Content({"guardrail_profile": "arn:y/us.guardrail.v1:0"})),
    "no description": (content_of(answer()), Content({"description": ""})),
}


@pytest.mark.parametrize("case", SAME)
def test_what_is_the_same(case: str) -> None:
    live, requested = SAME[case]
    assert differences(live, requested) == ()


DIFFERENT: dict[str, tuple[Content, Content, tuple[str, ...]]] = {
    "messages": (
        content_of(answer()),
        Content({"blocked_input_messaging": "x", "blocked_outputs_messaging": "out"}),
        ("blocked_input_messaging differs",),
    ),
    "added and removed": (content_of(FULL), words("a", "c"), ("words: c added", "words: b removed")),
    "many": (Content(), words(*"abcdefg"), ("words: a, b, c, d, e and 2 more added",)),
    "strength": (
        content_filter(),
        wanted("content_filters", HATE={"inputStrength": "LOW", "outputStrength": "LOW"}),
        ("content_filters: HATE (inputStrength HIGH → LOW)",),
    ),
    "turned off by somebody": (
        content_filter(inputEnabled=False, outputAction="NONE"),
        wanted("content_filters", HATE=BOTH),
        ("content_filters: HATE (inputEnabled False → True, outputAction NONE → BLOCK)",),
    ),
    "more modalities": (
        content_filter(),
        wanted("content_filters", HATE={**BOTH, "inputModalities": ["TEXT", "IMAGE"]}),
        ("content_filters: HATE (inputModalities TEXT → IMAGE, TEXT)",),
    ),
    "taken away": (content_filter(), wanted("content_filters"), ("content_filters: HATE removed",)),
    "a long text": (
        content_of(FULL),
        wanted("denied_topics", Law={"definition": "Something much longer about the law.", "examples": ["a", "b"]}),
        ("denied_topics: Law (definition differs)",),
    ),
    "examples that are gone": (
        content_of(FULL),
        wanted("denied_topics", Law={"definition": "About the law."}),
        ("denied_topics: Law (examples a, b → )",),
    ),
    "the action of one side": (
        content_of(FULL),
        wanted("pii_entities", EMAIL={"action": "ANONYMIZE", "inputAction": "BLOCK"}),
        ("pii_entities: EMAIL (inputAction ANONYMIZE → BLOCK)",),
    ),
    "threshold": (
        content_of(FULL),
        wanted("grounding", GROUNDING={"threshold": 0.6}),
        ("grounding: GROUNDING (threshold 0.5 → 0.6)",),
    ),
    "tier": (
        content_of(FULL),
        Content({"content_filters_tier": "CLASSIC", "denied_topics_tier": "STANDARD"}),
        ("content_filters_tier STANDARD → CLASSIC", "denied_topics_tier CLASSIC → STANDARD"),
    ),
    "key": (content_of(answer()), Content({"kms_key_id": "k"}), ("kms_key_id none → k",)),
    "profile": (
        content_of(FULL),
        Content({"guardrail_profile": ""}),
        ("guardrail_profile us.guardrail.v1:0 → none",),
    ),
}


@pytest.mark.parametrize("case", DIFFERENT)
def test_what_differs(case: str) -> None:
    live, requested, reasons = DIFFERENT[case]
    assert differences(live, requested) == reasons


def test_the_whole_of_it_knows_what_is_gone() -> None:
    found = differences(content_of(FULL), whole(content_of(answer()), without=("description",)))
    assert any(reason.startswith("regexes: x removed") for reason in found)
    assert not any("description" in reason for reason in found)
