# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The filters for names, codes and ARNs, as Ansible loads them."""

from __future__ import annotations

import pytest
from ansible.errors import AnsibleFilterError
from ansible_collections.genai.bedrock.plugins.filter import (
    arns_by_key,
    inference_profile_name,
    model_arn,
    recommended_model,
    region_short_code,
)

from tests.unit.plugins.module_utils.record_samples import EAST, WEST, arn, record, row, target

NAME = inference_profile_name.FilterModule().filters()["inference_profile_name"]
CODE = region_short_code.FilterModule().filters()["region_short_code"]
MODEL = recommended_model.FilterModule().filters()["recommended_model"]
ARN = model_arn.FilterModule().filters()["model_arn"]
ARNS = arns_by_key.FilterModule().filters()["arns_by_key"]


@pytest.mark.parametrize(
    ("arguments", "name"),
    [
        (("claude", "copilot", "production"), "claude-copilot-production"),
        (("titan", "embeddings", "staging", "us-west-2"), "titan-embeddings-staging-usw2"),
        (("Claude", "code_review", "dev"), "claude-code-review-dev"),
        (("claude", "chat", "dev", "eusc-de-east-1"), "claude-chat-dev-euscdee1"),
        (("claude", "chat", "dev", "us-east-9", ["us-east-9"]), "claude-chat-dev-use9"),
    ],
)
def test_inference_profile_name(arguments, name: str) -> None:
    assert NAME(*arguments) == name


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("claude", "copilot", "dev", "us-est-1"), "inference_profile_name: 'us-est-1' is no region"),
        (
            ("claude", "a.b", "dev"),
            "inference_profile_name: name 'claude-a.b-dev' is not allowed: .* 'claude-a-b-dev' would do",
        ),
        (("x" * 60, "copilot", "dev"), "is not allowed: 1 to 64"),
        ((5, "copilot", "dev"), "inference_profile_name: family: must be a text, not '5'"),
        (("claude", "copilot", "dev", ["us-east-1"]), "inference_profile_name: region: must be a text, not a list"),
    ],
)
def test_no_name(arguments, message: str) -> None:
    with pytest.raises(AnsibleFilterError, match=message):
        NAME(*arguments)


def test_region_short_code() -> None:
    assert CODE("ap-northeast-1") == "apne1"
    assert CODE("us-east-9", allowed_regions=["us-east-9"]) == "use9"
    with pytest.raises(AnsibleFilterError, match="region_short_code: 'nowhere' is no region"):
        CODE("nowhere")
    with pytest.raises(AnsibleFilterError, match="region_short_code: region: must be a text, not nothing"):
        CODE(None)


@pytest.mark.parametrize(
    ("model", "region", "expected"),
    [
        ("a.b-1:0", "us-east-1", "arn:aws:bedrock:us-east-1::foundation-model/a.b-1:0"),
        ("a.b-1:0", "eusc-de-east-1", "arn:aws-eusc:bedrock:eusc-de-east-1::foundation-model/a.b-1:0"),
        ("a.b-1:0", "us-gov-east-1", "arn:aws-us-gov:bedrock:us-gov-east-1::foundation-model/a.b-1:0"),
        (
            "arn:aws:bedrock:us-east-1::foundation-model/a.b-1:0",
            "",
            "arn:aws:bedrock:us-east-1::foundation-model/a.b-1:0",
        ),
    ],
)
def test_model_arn(model: str, region: str, expected: str) -> None:
    assert ARN(model, region) == expected


@pytest.mark.parametrize(
    ("model", "region", "message"),
    [
        ("a.b-1:0", "us-est-1", "model_arn: 'us-est-1' is no region"),
        ("a.b-1:0", "us-east-9", "model_arn: 'us-east-9' is no region .* list it in bedrock_allowed_regions"),
        (["a.b"], "us-east-1", "model_arn: model_id: must be a text, not a list"),
        ("us.a.b-1:0", "us-east-1", "model_arn: 'us.a.b-1:0' is the id of a system-defined .* give 'a.b-1:0'"),
    ],
)
def test_no_model_arn(model: str, region: str, message: str) -> None:
    with pytest.raises(AnsibleFilterError, match=message):
        ARN(model, region)


ROWS = [row("chat", EAST), row("docs", EAST), row("chat", WEST)]
EXPECTED = {"chat": arn("chat1"), "docs": arn("docs1")}


@pytest.mark.parametrize(
    ("profiles", "regions", "expected"),
    [
        (ROWS, [], EXPECTED),
        ({"inference_profiles": ROWS, "changed": True}, [], EXPECTED),
        (ROWS, [WEST], {"chat": arn("chat2", WEST), "docs": arn("docs1")}),
        (ROWS, ["eu-west-1", EAST], EXPECTED),
        (
            {"chat": record("copilot", "chat", [target("chat", WEST), target("chat", EAST)])},
            [],
            {"chat": arn("chat2", WEST)},
        ),
        ({"chat": record("copilot", "chat", [])}, [], {}),
        ([], [], {}),
        ({}, [], {}),
    ],
)
def test_arns_by_key(profiles, regions, expected) -> None:
    assert ARNS(profiles, regions) == expected


@pytest.mark.parametrize(
    "profiles",
    [
        "text",
        5,
        [{"key": "x"}],
        [{"key": [], "inference_profile_arn": "x"}],
        ["x"],
        {"chat": "x"},
        {"chat": {}},
        {"chat": {"targets": [5]}},
    ],
)
def test_arns_by_key_of_something_else(profiles) -> None:
    with pytest.raises(AnsibleFilterError, match="arns_by_key: needs the result of the module"):
        ARNS(profiles)


def test_regions_are_a_list() -> None:
    with pytest.raises(AnsibleFilterError, match="arns_by_key: regions: must be a list, not 'us-east-1'"):
        ARNS(ROWS, "us-east-1")


def test_recommended_model() -> None:
    assert MODEL("quick-completions") | {"checked": ""} == {
        "model": "anthropic.claude-haiku-5-5",
        "reason": "fastest answer, for autocomplete",
        "checked": "",
    }


@pytest.mark.parametrize(
    ("use_case", "message"),
    [
        ("code_reviews", "nothing is recommended for the use case 'code_reviews'; did you mean 'code_review'"),
        ("poetry", "it is one of code_generation, code_review, .* multilingual_embedding"),
        (5, "recommended_model: use_case: must be a text, not '5'"),
    ],
)
def test_no_recommended_model(use_case, message: str) -> None:
    with pytest.raises(AnsibleFilterError, match=message):
        MODEL(use_case)
