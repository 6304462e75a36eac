# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The environment of Claude Code: which record serves a tier, where, and what cannot be."""

from __future__ import annotations

import pytest
from ansible_collections.genai.bedrock.plugins.module_utils._core.exports import claude_code as core
from ansible_collections.genai.bedrock.plugins.module_utils._core.problems import ProblemError

from tests.unit.plugins.module_utils.record_samples import EAST, SONNET, WEST, arn, record, target

OPUS, HAIKU = "anthropic.claude-opus-4-6-v1", "anthropic.claude-haiku-4-5-20251001-v1:0"
GUARDRAIL = {"identifier": "gr1234567890", "version": "3"}
ON, MODEL = "CLAUDE_CODE_USE_BEDROCK", "ANTHROPIC_DEFAULT_{}_MODEL"


def made(path, model=SONNET, regions=(EAST,), guardrail=None, **values):
    workload, key = path.split("/")
    targets = [target(key, region) | {"guardrail": guardrail} for region in regions]
    return record(workload, key, targets, base_model_id=model, **values)


def claude_code(records, tiers=None, region=None, **options):
    return core.claude_code(records, core.Options(tiers or {}, region or "", **options))


def records_of(*given):
    return {f"{record['workload']}/{record['key']}": record for record in given}


THREE = records_of(made("copilot/docs", OPUS), made("copilot/chat"), made("copilot/quick", HAIKU))


def pinned(env):
    """Tier → ARN."""
    starts = {tier: MODEL.format(tier.upper()) for tier in ("opus", "sonnet", "haiku", "fable")}
    return {tier: env[name] for tier, name in starts.items() if name in env}


def test_the_whole_environment() -> None:
    env = claude_code(records_of(made("copilot/chat")), {"opus": "", "haiku": "", "fable": ""})["env"]
    assert env == {
        "CLAUDE_CODE_USE_BEDROCK": "1",
        "AWS_REGION": EAST,
        "ANTHROPIC_DEFAULT_MODEL": "sonnet",
        "ANTHROPIC_DEFAULT_SONNET_MODEL": arn("chat1"),
        "ANTHROPIC_DEFAULT_SONNET_MODEL_NAME": "claude-sonnet-4-6",
        "ANTHROPIC_DEFAULT_SONNET_MODEL_DESCRIPTION": "copilot/chat in dev",
        "ANTHROPIC_DEFAULT_SONNET_MODEL_SUPPORTED_CAPABILITIES": "effort,thinking,adaptive_thinking,interleaved_thinking",
    }


def test_each_tier_by_the_model_of_a_record() -> None:
    result = claude_code(THREE)
    arns = {"opus": arn("docs1"), "sonnet": arn("chat1"), "haiku": arn("quick1")}
    assert pinned(result["env"]) == {**arns, "fable": arn("chat1")}
    # Behind settings, Claude Code knows the models by itself.
    capabilities = {name for name in result["env"] if name.endswith("_CAPABILITIES")}
    overrides = dict(
        zip(("claude-opus-4-6", "claude-sonnet-4-6", "claude-haiku-4-5-20251001"), arns.values(), strict=True)
    )
    assert result["settings"] == {
        "env": {name: value for name, value in result["env"].items() if name not in capabilities},
        "modelOverrides": overrides,
        "availableModels": [*overrides, *arns.values()],
    }


@pytest.mark.parametrize(
    ("paths", "start", "others"),
    [
        (["copilot/docs", "copilot/chat", "copilot/quick"], "sonnet", {"fable": "chat1"}),
        (["copilot/docs", "copilot/quick"], "haiku", {"sonnet": "quick1", "fable": "quick1"}),
        (["copilot/docs"], "opus", {"sonnet": "docs1", "haiku": "docs1", "fable": "docs1"}),
    ],
)
def test_a_session_starts_with_the_everyday_tier_which_replaces_missing_ones(paths, start, others) -> None:
    """A tier that is left open would be called past the profiles."""
    env = claude_code({path: THREE[path] for path in paths})["env"]
    assert env["ANTHROPIC_DEFAULT_MODEL"] == start
    assert {tier: pinned(env)[tier] for tier in others} == {tier: arn(profile) for tier, profile in others.items()}


def test_another_start() -> None:
    env = claude_code(THREE, start="opus")["env"]
    assert (env["ANTHROPIC_DEFAULT_MODEL"], pinned(env)["fable"]) == ("opus", arn("docs1"))


@pytest.mark.parametrize(
    ("source", "prefix"),
    [
        ("us.anthropic.claude-sonnet-4-6", "us"),
        ("global.anthropic.claude-sonnet-4-6", "global"),
        ("us-gov.anthropic.claude-sonnet-4-6", None),
        ("anthropic.claude-sonnet-4-6", None),
        (None, None),
    ],
)
def test_what_no_profile_serves_stays_in_the_geography_of_the_start(source, prefix) -> None:
    chat = made("copilot/chat")
    if source:
        chat["targets"][0]["model_source"] = source
    assert claude_code(records_of(chat))["env"].get("ANTHROPIC_BEDROCK_REGION_PREFIX") == prefix


def test_extras() -> None:
    env = claude_code(THREE)["env"]
    assert not {"ANTHROPIC_BEDROCK_SERVICE_TIER", "ENABLE_PROMPT_CACHING_1H"} & env.keys()
    env = claude_code(THREE, service_tier="flex", prompt_caching_1h=True)["env"]
    assert (env["ANTHROPIC_BEDROCK_SERVICE_TIER"], env["ENABLE_PROMPT_CACHING_1H"]) == ("flex", "1")


def test_the_long_context_of_models_that_have_one() -> None:
    older = "anthropic.claude-opus-4-5-20251101-v1:0"
    result = claude_code(records_of(made("a/chat"), made("a/docs", older), made("a/quick", HAIKU)), long_context=True)
    assert pinned(result["env"]) == {
        "opus": arn("docs1"),
        "sonnet": f"{arn('chat1')}[1m]",
        "haiku": arn("quick1"),
        "fable": arn("chat1"),
    }
    assert "[1m]" not in str([result["settings"]["modelOverrides"], result["settings"]["availableModels"]])


@pytest.mark.parametrize(
    ("model", "capabilities"),
    [
        ("anthropic.claude-opus-4-6-v1", "effort,thinking,adaptive_thinking,interleaved_thinking"),
        ("anthropic.claude-haiku-4-5-20251001-v1:0", "thinking,interleaved_thinking"),
        ("anthropic.claude-3-5-sonnet-20240620-v1:0", None),
        ("anthropic.claude-sonnet-99", None),
    ],
)
def test_capabilities_are_those_of_the_base_model(model, capabilities) -> None:
    env = claude_code(records_of(made("a/b", model)))["env"]
    tier = env["ANTHROPIC_DEFAULT_MODEL"].upper()
    assert env.get(f"ANTHROPIC_DEFAULT_{tier}_MODEL_SUPPORTED_CAPABILITIES") == capabilities


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
    assert set(pinned(claude_code(given)["env"]).values()) == {arn(expected)}


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
    env = claude_code(records_of(made("a/b", model)))["env"]
    assert (env["ANTHROPIC_DEFAULT_MODEL"], pinned(env)["sonnet"]) == ("sonnet", arn("b1"))


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
        (THREE, {"start": "sonet"}, "start: there is no tier 'sonet': did you mean 'sonnet'"),
        (THREE, {"start": "fable"}, "start: no record serves the tier fable: there are sonnet, haiku, opus"),
        (THREE, {"service_tier": "fast"}, "service_tier: there is no 'fast'"),
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
    ids=[
        "start",
        "no start",
        "service tier",
        "tier",
        "path",
        "model",
        "no claude",
        "nothing",
        "region",
        "regions",
        "guardrails",
        "record",
    ],
)
def test_what_cannot_be(records, options, message) -> None:
    with pytest.raises(ProblemError, match=message):
        claude_code(records, **options)


def test_all_wrong_tiers_are_reported_at_once() -> None:
    with pytest.raises(ProblemError, match="2 problems"):
        claude_code(THREE, {"sonet": "x/y", "opus": "no/such"})
