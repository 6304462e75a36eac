# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Settings come out of answers and go into requests whole."""

from __future__ import annotations

from typing import Any

import pytest
from ansible_collections.genai.bedrock.plugins.module_utils._core.guardrails.content import (
    Content,
    as_answered,
    content_of,
    merged,
    request_of,
)

from tests.unit.plugins.module_utils.guardrail_samples import ATTACK, FULL, HATE, TEXTS, TOPIC, answer, words


def test_a_request_has_all_that_an_answer_reported() -> None:
    """UpdateGuardrail replaces everything, so what is left out would be gone."""
    assert request_of("cai", content_of(FULL)) == {
        "name": "cai",
        "description": "about it",
        **TEXTS,
        "kmsKeyId": FULL["kmsKeyArn"],
        "topicPolicyConfig": {"topicsConfig": [TOPIC], "tierConfig": {"tierName": "CLASSIC"}},
        "contentPolicyConfig": {"filtersConfig": [HATE, ATTACK], "tierConfig": {"tierName": "STANDARD"}},
        "wordPolicyConfig": {
            "wordsConfig": [{"text": "b"}, {"text": "a"}],
            "managedWordListsConfig": [{"type": "PROFANITY"}],
        },
        "sensitiveInformationPolicyConfig": {
            "piiEntitiesConfig": [{"type": "EMAIL", "action": "ANONYMIZE"}],
            "regexesConfig": [{"name": "x", "pattern": "x+", "action": "BLOCK"}],
        },
        "contextualGroundingPolicyConfig": {
            "filtersConfig": [{"type": "GROUNDING", "threshold": 0.5}],
            "tierConfig": {"tierName": "CLASSIC"},
        },
        "automatedReasoningPolicyConfig": {"policies": ["arn:of-a-policy"], "confidenceThreshold": 0.9},
        "crossRegionConfig": {"guardrailProfileIdentifier": "us.guardrail.v1:0"},
    }


def test_what_is_not_given_is_not_sent() -> None:
    assert request_of("cai", content_of(answer())) == {
        "name": "cai",
        **TEXTS,
        "wordPolicyConfig": {"wordsConfig": [{"text": "no"}]},
    }


@pytest.mark.parametrize(
    ("wanted", "current"),
    [
        (Content(), {"words": {"no": {}}}),
        (words("yes"), {"words": {"yes": {}}}),
        (words(), {}),
        (
            Content(parts={"regexes": {"x": {"pattern": "x"}}}),
            {"words": {"no": {}}, "regexes": {"x": {"pattern": "x"}}},
        ),
    ],
    ids=["unset", "set", "empty", "another"],
)
def test_an_option_takes_the_place_of_what_lives(wanted: Content, current: dict[str, Any]) -> None:
    assert merged(content_of(answer()), wanted).parts == current


def test_an_empty_text_takes_one_away() -> None:
    after = merged(content_of(FULL), Content({"description": "", "kms_key_id": "", "guardrail_profile": ""}))
    assert not {"description", "kmsKeyId", "crossRegionConfig"} & set(request_of("cai", after))
    assert after.reasoning == FULL["automatedReasoningPolicy"]


def test_prompt_attack_is_an_option_of_its_own() -> None:
    parts = content_of(FULL).parts
    assert (list(parts["content_filters"]), list(parts["prompt_attack"])) == (["HATE"], ["PROMPT_ATTACK"])


def test_a_policy_without_elements_has_no_tier() -> None:
    after = merged(content_of(FULL), Content(parts={"content_filters": {}, "prompt_attack": {}}))
    assert "contentPolicyConfig" not in request_of("cai", after)


def test_policies_are_reported_in_the_order_of_their_keys() -> None:
    assert [word["text"] for word in as_answered(content_of(FULL))["wordPolicy"]["words"]] == ["a", "b"]


@pytest.mark.parametrize(("policy", "has"), [("wordPolicy", True), ("contentPolicy", False)])
def test_which_policies_there_are(policy: str, has: bool) -> None:
    assert words("no").has(policy) is has
