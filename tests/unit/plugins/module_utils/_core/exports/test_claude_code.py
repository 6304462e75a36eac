# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The environment of Claude Code: which record serves a tier, where, and what cannot be."""

from __future__ import annotations

import pytest
from ansible_collections.genai.bedrock.plugins.module_utils._core.exports.claude_code import claude_code
from ansible_collections.genai.bedrock.plugins.module_utils._core.problems import ProblemError

from tests.unit.plugins.module_utils.record_samples import EAST, SONNET, WEST, arn, record, target

OPUS, HAIKU = "anthropic.claude-opus-4-6-v1", "anthropic.claude-haiku-4-5-20251001-v1:0"
GUARDRAIL = {"identifier": "gr1234567890", "version": "3"}
ON, MODEL = "CLAUDE_CODE_USE_BEDROCK", "ANTHROPIC_DEFAULT_{}_MODEL"


def made(path, model=SONNET, regions=(EAST,), guardrail=None, **values):
    workload, key = path.split("/")
    targets = [target(key, region) | {"guardrail": guardrail} for region in regions]
    return record(workload, key, targets, base_model_id=model, **values)


def records_of(*given):
    return {f"{record['workload']}/{record['key']}": record for record in given}


THREE = records_of(made("copilot/docs", OPUS), made("copilot/chat"), made("copilot/quick", HAIKU))


def pinned(env):
    """Tier → ARN."""
    starts = {tier: MODEL.format(tier.upper()) for tier in ("opus", "sonnet", "haiku", "fable")}
    return {tier: env[name] for tier, name in starts.items() if name in env}


def test_the_whole_environment() -> None:
    env = claude_code(records_of(made("copilot/chat")))["env"]
    assert env == {
        "CLAUDE_CODE_USE_BEDROCK": "1",
        "AWS_REGION": EAST,
        "ANTHROPIC_DEFAULT_SONNET_MODEL": arn("chat1"),
        "ANTHROPIC_DEFAULT_SONNET_MODEL_NAME": "claude-sonnet-4-6",
        "ANTHROPIC_DEFAULT_SONNET_MODEL_DESCRIPTION": "copilot/chat in dev",
    }


def test_each_tier_by_the_model_of_a_record() -> None:
    result = claude_code(THREE)
    assert pinned(result["env"]) == {"opus": arn("docs1"), "sonnet": arn("chat1"), "haiku": arn("quick1")}
    assert result["settings"] == {
        "env": result["env"],
        "modelOverrides": {
            "claude-opus-4-6": arn("docs1"),
            "claude-sonnet-4-6": arn("chat1"),
            "claude-haiku-4-5-20251001": arn("quick1"),
        },
    }


@pytest.mark.parametrize(
    ("others", "expected"),
    [
        (["cai/support"], "chat1"),
        (["copilot/assist", "cai/support"], "assist1"),
        (["copilot/zebra", "cai/support"], "chat1"),
    ],
)
def test_records_of_the_copilot_come_first_and_then_the_first_by_name(others, expected) -> None:
    given = records_of(made("copilot/chat"), *(made(path) for path in others))
    assert pinned(claude_code(given)["env"]) == {"sonnet": arn(expected)}


@pytest.mark.parametrize(
    ("tiers", "expected"),
    [
        ({}, {"opus": "docs1", "sonnet": "chat1", "haiku": "quick1"}),
        ({"sonnet": "cai/support"}, {"opus": "docs1", "sonnet": "support1", "haiku": "quick1"}),
        ({"opus": "copilot/chat", "fable": "copilot/docs"}, {"opus": "chat1", "fable": "docs1"}),
        ({"opus": "", "haiku": None}, {"sonnet": "chat1"}),
    ],
)
def test_a_named_tier_and_a_tier_left_out(tiers, expected) -> None:
    found = pinned(claude_code(THREE | records_of(made("cai/support")), tiers)["env"])
    assert {tier: found[tier] for tier in expected} == {tier: arn(profile) for tier, profile in expected.items()}
    assert not [tier for tier, path in tiers.items() if not path and tier in found]


@pytest.mark.parametrize(
    "model",
    [
        "anthropic.claude-3-5-sonnet-20240620-v1:0",
        "anthropic.claude-sonnet-4-5-20250929-v1:0",
        "us.anthropic.claude-sonnet-4-6",
        "anthropic.claude-sonnet-5",
    ],
)
def test_ids_of_a_tier(model) -> None:
    assert pinned(claude_code(records_of(made("a/b", model)))["env"]) == {"sonnet": arn("b1")}


@pytest.mark.parametrize(
    ("regions", "wanted", "expected"),
    [
        (((EAST, WEST), (EAST, WEST)), None, EAST),
        (((WEST, EAST), (EAST, WEST)), "", WEST),
        (((EAST, WEST), (WEST,)), None, WEST),
        (((EAST, WEST), (EAST, WEST)), WEST, WEST),
    ],
)
def test_one_region_that_all_tiers_have(regions, wanted, expected) -> None:
    opus, sonnet = regions
    given = records_of(made("copilot/docs", OPUS, opus), made("copilot/chat", SONNET, sonnet))
    env = claude_code(given, region=wanted)["env"]
    assert env["AWS_REGION"] == expected
    assert all(f":{expected}:" in model for model in pinned(env).values())


def test_the_model_of_background_tasks_may_be_elsewhere() -> None:
    given = records_of(made("copilot/chat"), made("copilot/quick", HAIKU, (WEST,)))
    result = claude_code(given)
    assert result["env"]["AWS_REGION"] == EAST
    assert result["env"]["ANTHROPIC_SMALL_FAST_MODEL_AWS_REGION"] == WEST
    assert pinned(result["env"])["haiku"] == arn("quick2", WEST)
    assert "claude-haiku-4-5-20251001" not in result["settings"]["modelOverrides"]


def test_a_guardrail_becomes_headers() -> None:
    given = records_of(made("copilot/docs", OPUS, guardrail=GUARDRAIL), made("copilot/chat", guardrail=GUARDRAIL))
    headers = claude_code(given)["env"]["ANTHROPIC_CUSTOM_HEADERS"]
    assert headers == "X-Amzn-Bedrock-GuardrailIdentifier: gr1234567890\nX-Amzn-Bedrock-GuardrailVersion: 3"


def test_lines_for_a_shell() -> None:
    lines = claude_code(THREE)["shell"].splitlines()
    assert lines[0] == "export CLAUDE_CODE_USE_BEDROCK=1"
    assert "export ANTHROPIC_DEFAULT_OPUS_MODEL_DESCRIPTION='copilot/docs in dev'" in lines


@pytest.mark.parametrize(
    ("records", "options", "message"),
    [
        (THREE, {"tiers": {"sonet": "copilot/chat"}}, "there is no tier 'sonet': did you mean 'sonnet'"),
        (
            THREE,
            {"tiers": {"opus": "copilot/dosc"}},
            "tier opus: .* no record 'copilot/dosc': did you mean 'copilot/docs'",
        ),
        (
            records_of(made("a/titan", "amazon.titan-embed-text-v2:0", kind="embedding", dimensions=512)),
            {"tiers": {"opus": "a/titan"}},
            "tier opus: a/titan has the model amazon.titan-embed-text-v2:0, and Claude Code calls Claude models only",
        ),
        (records_of(made("a/nova", "amazon.nova-pro-v1:0")), {}, "no record has a Claude model for a tier: deploy one"),
        ({}, {}, "no record has a Claude model"),
        (THREE, {"region": "eu-west-1"}, r"in eu-west-1, and they are in opus \(copilot/docs\): us-east-1; sonnet"),
        (
            records_of(made("a/docs", OPUS, (EAST,)), made("a/chat", SONNET, (WEST,))),
            {},
            "in one region that all tiers have, and they are in .*us-east-1; .*us-west-2: map the tiers",
        ),
        (
            records_of(made("a/docs", OPUS, guardrail=GUARDRAIL), made("a/chat")),
            {},
            r"opus \(a/docs\), sonnet \(a/chat\) differ in their guardrail",
        ),
        ({"a/b": None}, {}, "a/b: it is no record"),
    ],
    ids=["tier", "path", "model", "no claude", "nothing", "region", "regions", "guardrails", "record"],
)
def test_what_cannot_be(records, options, message) -> None:
    with pytest.raises(ProblemError, match=message):
        claude_code(records, **options)


def test_all_wrong_tiers_are_told_at_once() -> None:
    with pytest.raises(ProblemError, match="2 problems"):
        claude_code(THREE, {"sonet": "x/y", "opus": "no/such"})
