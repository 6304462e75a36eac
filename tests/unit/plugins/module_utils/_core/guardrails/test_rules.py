# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The rules are those of the service's own model: what AWS adds or changes is noticed here."""

from __future__ import annotations

from typing import Any

import pytest
from ansible_collections.genai.bedrock.plugins.module_utils._core.casting import CastError
from ansible_collections.genai.bedrock.plugins.module_utils._core.guardrails import rules
from ansible_collections.genai.bedrock.plugins.module_utils._core.guardrails.options import FORMS
from botocore.loaders import Loader
from botocore.model import ServiceModel

MODEL = ServiceModel(Loader().load_service_model("bedrock", "service-2"), "bedrock")


def shape(name: str) -> dict[str, Any]:
    metadata: dict[str, Any] = MODEL.shape_for(name).metadata
    return metadata


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("GuardrailContentFilterType", (*rules.CONTENT_FILTERS, "PROMPT_ATTACK")),
        ("GuardrailFilterStrength", rules.STRENGTHS),
        ("GuardrailModality", rules.MODALITIES),
        ("GuardrailContentFilterAction", rules.ACTIONS),
        ("GuardrailTopicAction", rules.ACTIONS),
        ("GuardrailWordAction", rules.ACTIONS),
        ("GuardrailContextualGroundingAction", rules.ACTIONS),
        ("GuardrailSensitiveInformationAction", rules.SENSITIVE_ACTIONS),
        ("GuardrailContextualGroundingFilterType", rules.GROUNDING),
        ("GuardrailManagedWordsType", rules.MANAGED_WORD_LISTS),
        ("GuardrailPiiEntityType", rules.PII_ENTITIES),
    ],
)
def test_the_words_are_aws_own(name: str, words: tuple[str, ...]) -> None:
    assert sorted(shape(name)["enum"]) == sorted(words)


@pytest.mark.parametrize(
    ("option", "name"),
    [
        ("denied_topics", "GuardrailTopicsConfig"),
        ("words", "GuardrailWordsConfig"),
        ("regexes", "GuardrailRegexesConfig"),
    ],
)
def test_the_counts_are_aws_own(option: str, name: str) -> None:
    assert shape(name)["max"] == FORMS[option].most


@pytest.mark.parametrize(
    ("rule", "name"),
    [
        (rules.guardrail_name, "GuardrailName"),
        (rules.topic_name, "GuardrailTopicName"),
        (FORMS["denied_topics"].members["definition"][1], "GuardrailTopicDefinition"),
        (FORMS["words"].key, "GuardrailWordConfigTextString"),
        (FORMS["regexes"].key, "GuardrailRegexConfigNameString"),
        (FORMS["regexes"].members["pattern"][1], "GuardrailRegexConfigPatternString"),
        (FORMS["regexes"].members["description"][1], "GuardrailRegexConfigDescriptionString"),
    ],
)
def test_the_lengths_are_aws_own(rule: rules.Rule, name: str) -> None:
    most = shape(name)["max"]
    assert rule("x" * most) == "x" * most
    for wrong in ("x" * (most + 1), ""):
        with pytest.raises(CastError, match=f"1 to {most} are allowed"):
            rule(wrong)


@pytest.mark.parametrize(
    ("rule", "value", "cast"),
    [
        (rules.key_id, "", ""),
        (rules.key_id, "12345678-1234-1234-1234-123456789012", "12345678-1234-1234-1234-123456789012"),
        (
            rules.key_id,
            "arn:aws:kms:eu-west-1:123456789012:alias/a-b/c",
            "arn:aws:kms:eu-west-1:123456789012:alias/a-b/c",
        ),
        (rules.profile_id, "eu.guardrail.v1:0", "eu.guardrail.v1:0"),
        (rules.profile_id, "", ""),
        (rules.threshold, "0.99", 0.99),
        (rules.examples, [], []),
        (rules.modalities, ["image", "TEXT", "text"], ["IMAGE", "TEXT"]),
    ],
)
def test_what_passes(rule: rules.Rule, value: object, cast: object) -> None:
    assert rule(value) == cast


@pytest.mark.parametrize(
    ("rule", "value"),
    [
        (rules.guardrail_name, "a.b"),
        (rules.key_id, "alias"),
        (rules.profile_id, "guardrail.v1"),
        (rules.threshold, 0.995),
        (rules.threshold, True),
        (rules.examples, ["x" * 101]),
        (rules.examples, {"a": "b"}),
        (rules.modalities, ["VIDEO"]),
        (rules.text(5), ["x"]),
    ],
)
def test_what_does_not(rule: rules.Rule, value: object) -> None:
    with pytest.raises(CastError):
        rule(value)


@pytest.mark.parametrize(
    "written",
    [
        r"TICKET-[0-9]{6}",
        r"\bID\b\s+\d+",
        r"\p{L}+\P{Nd}",
        r"(?<code>[A-Z]+)-\k<code>",
        r"(?i)secret(?-i:X)",
        r"a++b*+",
        r"[[:alpha:]]+\z",
        r"(?>atomic)\x{1F600}\R",
    ],
)
def test_expressions_of_any_dialect_pass(written: str) -> None:
    assert rules.pattern(written) == written


@pytest.mark.parametrize("written", ["(", "[a", "*a", "a{2,1}", "a)", "\\", "(?<a", "[z-a]"])
def test_an_expression_that_cannot_compile(written: str) -> None:
    with pytest.raises(CastError, match="is no regular expression: "):
        rules.pattern(written)
