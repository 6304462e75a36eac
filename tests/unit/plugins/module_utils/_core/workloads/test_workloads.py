# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""From entries and settings to the plan: names, places, models, targets."""

from __future__ import annotations

import re

import pytest
from ansible_collections.genai.bedrock.plugins.module_utils._aws.regions import known_regions
from ansible_collections.genai.bedrock.plugins.module_utils._core.models.recommended import RECOMMENDED
from ansible_collections.genai.bedrock.plugins.module_utils._core.workloads.workloads import workload_plan

SONNET = "anthropic.claude-sonnet-4-6"
BEST_SONNET, BEST_HAIKU = RECOMMENDED["code_generation"].model, RECOMMENDED["quick_completions"].model
TITAN = "amazon.titan-embed-text-v2:0"
EAST, WEST = "us-east-1", "us-west-2"


def plan_of(entries, kind="copilot", **settings):
    return workload_plan(entries, kind, {"environment": "dev", "regions": [EAST, WEST]} | settings)


def errors_of(entries, kind="copilot", **settings):
    return [*map(str, plan_of(entries, kind, **settings)["errors"])]


def good_plan(entries, kind="copilot", **settings):
    plan = plan_of(entries, kind, **settings)
    assert plan["errors"] == []
    return plan


@pytest.mark.parametrize(
    ("kind", "hint"),
    [("copilots", "'copilots' is unknown; did you mean 'copilot'"), (5, "'5' is unknown; it is one of")],
)
def test_an_unknown_kind_is_an_error(kind, hint) -> None:
    with pytest.raises(ValueError, match=f"workload kind {hint}"):
        plan_of({}, kind)


@pytest.mark.parametrize(
    ("kind", "key", "leaves", "name"),
    [
        ("copilot", "chat", {}, "claude-copilot-dev"),
        ("copilot", "code_review", {}, "claude-copilot-code-review-dev"),
        ("copilot", "chat", {"model": "amazon.nova-pro-v1:0"}, "nova-copilot-dev"),
        ("copilot", "chat", {"name": "mine"}, "mine"),
        ("cai", "customer_support", {}, "cai-customer-support-dev"),
        ("cai", "sales_copilot", {"use_case": "sales"}, "cai-sales-copilot-dev"),
        ("embedding", "titan", {}, "titan-embeddings-dev"),
        ("embedding", "cohere", {}, "cohere-embeddings-dev"),
        ("embedding", "document", {"batch": True}, "document-embeddings-batch-dev"),
        ("cross_region", "claude_sonnet", {"model": SONNET}, "claude-sonnet-cross-region-dev"),
        ("inference_profiles", "primary", {"model": SONNET}, "claude-primary-dev"),
    ],
)
def test_default_names(kind: str, key: str, leaves: dict, name: str) -> None:
    assert good_plan({key: leaves}, kind)["inference_profiles"][key]["name"] == name


@pytest.mark.parametrize(
    ("kind", "leaves", "settings", "model"),
    [
        ("copilot", {}, {}, BEST_SONNET),
        ("copilot", {"use_case": "quick-completions"}, {}, BEST_HAIKU),
        ("copilot", {}, {"model": "x.y-1"}, "x.y-1"),
        ("copilot", {"model": "a.b-1"}, {"model": "x.y-1"}, "a.b-1"),
        ("copilot", {"model": "a.b-1", "model_source": "us.c.d-1"}, {"model": "x.y-1"}, "us.c.d-1"),
        ("copilot", {"model_source": "us.c.d-1"}, {"model": "x.y-1"}, "us.c.d-1"),
        ("cai", {}, {}, BEST_SONNET),
        ("embedding", {}, {}, TITAN),
        ("inference_profiles", {"use_case": "documentation"}, {}, RECOMMENDED["documentation"].model),
    ],
)
def test_the_model_of_an_entry(kind: str, leaves: dict, settings: dict, model: str) -> None:
    assert good_plan({"mine": leaves}, kind, **settings)["inference_profiles"]["mine"]["model_source"] == model


@pytest.mark.parametrize(
    ("leaves", "settings", "max_tokens", "temperature"),
    [
        ({"model": SONNET}, {}, 8192, 0.3),
        ({"model": BEST_SONNET}, {}, 8192, None),
        ({"model_source": f"us.{BEST_SONNET}"}, {}, 8192, None),
        ({"model": SONNET, "model_source": f"global.{BEST_SONNET}"}, {}, 8192, None),
        ({"model": BEST_SONNET}, {"temperature": 1}, 8192, 1),
        ({"model": BEST_SONNET, "temperature": 0.3}, {}, 8192, 0.3),
        ({"model": SONNET, "temperature": None}, {}, 8192, None),
        ({"model": SONNET, "max_tokens": None}, {}, None, 0.3),
        ({"model": SONNET, "temperature": "", "max_tokens": ""}, {}, 8192, 0.3),
        ({"model": SONNET}, {"temperature": None, "max_tokens": ""}, None, None),
    ],
    ids=[
        "the workload's",
        "a model that takes none",
        "its profile",
        "another source that takes none",
        "the one value that it takes",
        "an entry's own, which the preflight judges",
        "null on the entry",
        "null for the limit",
        "an empty text is unset",
        "none at the workload",
    ],
)
def test_what_applications_pass_to_the_model(
    leaves: dict, settings: dict, max_tokens: object, temperature: object
) -> None:
    plan = good_plan({"mine": leaves}, **({"max_tokens": 8192, "temperature": 0.3} | settings))
    entry, tags = plan["entries"]["mine"], plan["inference_profiles"]["mine"]["tags"]
    assert (entry["max_tokens"], entry["temperature"]) == (max_tokens, temperature)
    assert plan["parameters"]["mine"]["temperature"] == temperature
    assert (tags.get("MaxTokens"), tags.get("Temperature")) == tuple(
        None if value is None else str(value) for value in (max_tokens, temperature)
    )


def test_each_partner_is_a_tag_of_its_own() -> None:
    partners = {"012345678901": "5ugbbrmu7ud3u5hsipfzug61p", 123456789012: "pc:abc1"}
    tags = good_plan({"mine": {"model": SONNET}}, partner_tags=partners)["inference_profiles"]["mine"]["tags"]
    assert {key: value for key, value in tags.items() if key.startswith("aws-")} == {
        "aws-apn-id-012345678901": "pc:5ugbbrmu7ud3u5hsipfzug61p",
        "aws-apn-id-123456789012": "pc:abc1",
    }


def test_null_wins_over_the_catalogue_too() -> None:
    plan = good_plan({"mine": {"temperature": None}}, catalogue={"mine": {"model": SONNET, "temperature": 0.5}})
    assert plan["entries"]["mine"]["temperature"] is None


WHOLE_PLAN = {
    "environment": "dev",
    "workload": "copilot",
    "kind": "copilot",
    "default_geography": "eu",
    "allowed_regions": [],
    "all_regions": [EAST, WEST],
    "former_regions": [],
    "regions": [EAST, WEST],
    "ssm_prefix": "/dev/bedrock/inference-profiles",
    "ssm_regions": [EAST],
    "removed": [],
    "paths": {"chat": {"entry": "copilot_entries.chat", "model": "copilot_entries.chat.model"}},
    "errors": [],
    "only_entries_are_wrong": False,
    "ignore_tags": {},
    "required_tags": [],
    "parameters": {"chat": {"temperature": 0.3}},
    "inference_profiles": {
        "chat": {
            "name": "claude-copilot-dev",
            "model_source": SONNET,
            "regions": [EAST, WEST],
            "description": "Chat",
            "geography": {EAST: "us"},
            "moved_from": "old",
            "name_generated": True,
            "state": "present",
            "tags": {
                "Team": "x",
                "UseCase": "chat",
                "ModelFamily": "claude",
                "MaxTokens": "8192",
                "Temperature": "0.3",
                "tier": "1",
            },
        }
    },
    "entries": {
        "chat": {
            "use_case": "chat",
            "kind": "text",
            "model": SONNET,
            "max_tokens": 8192,
            "temperature": 0.3,
            "guardrails": None,
            "moved_from": "old",
            "targets": [
                {"inference_profile": "chat", "region": EAST},
                {"inference_profile": "chat", "region": WEST},
            ],
        }
    },
}


def test_a_whole_plan() -> None:
    entry = {
        "description": "Chat",
        "model": SONNET,
        "tags": {"tier": 1},
        "geography": {EAST: "us"},
        "moved_from": "old",
        "temperature": "0.3",
    }
    plan = good_plan({"chat": entry}, tags={"Team": "x"}, max_tokens=8192, geography="eu", workload="copilot")
    assert plan == WHOLE_PLAN


@pytest.mark.parametrize(
    ("settings", "prefix", "regions"),
    [
        ({}, "/dev/bedrock/inference-profiles", [EAST]),
        ({"ssm_prefix": "", "ssm_regions": ""}, "/dev/bedrock/inference-profiles", [EAST]),
        ({"ssm_prefix": "/a/b/", "ssm_regions": ""}, "/a/b", [EAST]),
        ({"ssm_prefix": "/a/b", "ssm_regions": "us-west-2,eu-west-1"}, "/a/b", [WEST, "eu-west-1"]),
        ({"regions": [], "entries": {"regions": [WEST]}}, "/dev/bedrock/inference-profiles", [WEST]),
    ],
)
def test_where_applications_read(settings, prefix: str, regions) -> None:
    settings = dict(settings)
    plan = good_plan({"chat": settings.pop("entries", {})}, **settings)
    assert (plan["ssm_prefix"], plan["ssm_regions"]) == (prefix, regions)


def test_an_embedding_entry_has_dimensions_and_a_text_entry_tokens() -> None:
    entry = good_plan({"titan": {"dimensions": "512"}}, "embedding", max_tokens=5)["entries"]["titan"]
    assert entry["dimensions"] == 512
    assert "max_tokens" not in entry
    assert good_plan({"titan": {}}, "embedding")["entries"]["titan"]["dimensions"] == 1024
    assert good_plan({"x": {"model": "new.embed-1"}}, "embedding")["entries"]["x"]["dimensions"] is None
    assert (
        good_plan({"x": {"model": "new.model-1", "kind": "embedding"}}, "embedding")["entries"]["x"]["kind"]
        == "embedding"
    )


@pytest.mark.parametrize("guardrails", [True, False])
def test_guardrails_of_a_conversational_entry(guardrails: bool) -> None:
    assert good_plan({"x": {"enable_guardrails": guardrails}}, "cai")["entries"]["x"]["guardrails"] is guardrails


@pytest.mark.parametrize(
    ("entries", "settings", "removed", "states"),
    [
        ({"chat": {"enabled": "false"}, "docs": {}}, {}, ["chat"], ["absent", "present"]),
        ({"chat": {"state": "absent"}, "docs": {}}, {}, ["chat"], ["absent", "present"]),
        ({"chat": {}, "docs": {}}, {"enabled": False}, ["chat", "docs"], ["absent", "absent"]),
    ],
)
def test_removed_entries(entries, settings, removed, states) -> None:
    plan = good_plan(entries, **settings)
    assert plan["removed"] == removed
    assert sorted(plan["entries"]) == sorted(set(entries) - set(removed))
    assert [profile["state"] for profile in plan["inference_profiles"].values()] == states
    assert plan["inference_profiles"]["chat"]["regions"] == [EAST, WEST]


def test_a_removed_entry_needs_neither_required_tags_nor_guardrails() -> None:
    entry = {"enabled": False, "customer_facing": True, "enable_guardrails": False, "moved_from": "old"}
    plan = good_plan({"x": entry}, "cai", required_tags=["Team"])
    assert plan["inference_profiles"]["x"]["moved_from"] == "old"


def test_names_that_carry_regions_have_keys_of_their_own() -> None:
    entries = {
        "chat": {"geography": {WEST: "us"}},
        "fixed": {"name": "fixed"},
        "moved": {"moved_from": "old", "regions": [EAST]},
    }
    plan = good_plan(entries, name_region=True)
    profiles = plan["inference_profiles"]
    assert {key: (profile["name"], profile["regions"]) for key, profile in profiles.items()} == {
        "chat_use1": ("claude-copilot-dev-use1", [EAST]),
        "chat_usw2": ("claude-copilot-dev-usw2", [WEST]),
        "fixed": ("fixed", [EAST, WEST]),
        "moved_use1": ("claude-copilot-moved-dev-use1", [EAST]),
    }
    assert [profiles[key].get("moved_from") for key in profiles] == ["chat", "chat", None, "old_use1"]
    assert [profiles[key].get("geography") for key in profiles] == [None, "us", None, None]
    assert plan["entries"]["chat"]["targets"] == [
        {"inference_profile": "chat_use1", "region": EAST},
        {"inference_profile": "chat_usw2", "region": WEST},
    ]


@pytest.mark.parametrize(
    ("entries", "settings", "errors"),
    [
        ({"x": {}}, {"regions": []}, ["copilot_entries.x.regions: no region; set it, or copilot_regions"]),
        (
            {"x": {"regions": ["us-est-1"]}},
            {},
            ["copilot_entries.x.regions: 'us-est-1' is no region in which Bedrock is known"],
        ),
        ({"x": {"regions": [EAST, EAST]}}, {}, ["copilot_entries.x.regions: us-east-1 is listed twice; list it once"]),
        (
            {"x": {"geography": {"eu-west-1": "eu"}}},
            {},
            ["copilot_entries.x.geography.eu-west-1: is not one of the entry's regions"],
        ),
        (
            {"x": {"model": TITAN}},
            {},
            [f"copilot_entries.x.model: {TITAN} makes embedding, but copilot needs one that makes text"],
        ),
        ({"x": {"dimensions": 5}}, {}, ["copilot_entries.x.dimensions: only embedding models have dimensions"]),
        (
            {"x": {"model_source": f"arn:aws:bedrock:{EAST}::foundation-model/{SONNET}"}},
            {},
            ["copilot_entries.x.model_source: the source arn:aws:bedrock:us-east-1::foundation-model/"],
        ),
        (
            {"x": {"name": "n"}, "y": {"name": "n"}},
            {"regions": [EAST]},
            ["copilot_entries.y.name: the name 'n' in us-east-1 is also that of x"],
        ),
        (
            {"x": {"moved_from": "y"}, "y": {}, "z": {"moved_from": "old"}, "a": {"moved_from": "old"}},
            {"entries_variable": "copilot_entries"},
            [
                "copilot_entries.x.moved_from: 'y' is still a separate entry: leave moved_from out, or",
                "copilot_entries.a.moved_from: 'old' is also that of z: leave moved_from out, or",
            ],
        ),
        ({"x": {"moved_from": "y"}, "y": {"enabled": False}}, {}, []),
        (
            {"x": {}},
            {"required_tags": ["Team", "Cost"]},
            ["copilot_entries.x.tags: required tags are missing: Team, Cost; add to these"],
        ),
        (
            {"x": {"tags": {"Workload": "y"}}},
            {},
            ["copilot_entries.x.tags.Workload: is always 'copilot' here, not 'y'"],
        ),
        ({"x": {"tags": {"a": "b,c"}}}, {}, ["copilot_entries.x.tags: the value 'b,c' of tag 'a'"]),
        (
            {"x": {}},
            {"tags": {"Environment": "prod"}},
            ["bedrock_tags.Environment: is always 'dev' here, not 'prod'; leave the tag out"],
        ),
        ({"x" * 60: {"foo": 1}}, {}, [f"copilot_entries.{'x' * 60}: '", f"copilot_entries.{'x' * 60}.foo: is unknown"]),
        ({"x" * 40: {}}, {"environment": "e" * 32}, [f"copilot_entries.{'x' * 40}.name: name '"]),
        (
            {"x" * 38: {}},
            {"regions": [EAST], "name_region": True},
            [f"copilot_entries.{'x' * 38}: with its region's short code, '"],
        ),
        (
            {"x": {"foo": 1, "model": TITAN}, "y": {"max_tokens": "?"}},
            {"temperature": 3},
            [
                "copilot_temperature: must",
                "copilot_entries.x.foo",
                "copilot_entries.y.max_tokens",
                "copilot_entries.x.model",
            ],
        ),
        (
            {"a": {"regions": [EAST]}, "a_use1": {"name": "n"}},
            {"name_region": True},
            ["copilot_entries.a_use1: its profile 'a_use1' has the key of another entry's; rename one of the two"],
        ),
    ],
)
def test_errors_have_paths_and_come_at_once(entries, settings, errors) -> None:
    found = errors_of(entries, **settings)
    assert len(found) == len(errors), found
    for text, start in zip(found, errors, strict=True):
        assert text.startswith(start)


def test_an_entry_without_any_model_says_what_to_do() -> None:
    errors = errors_of({"poet": {}}, "inference_profiles")
    assert errors == [
        "inference_profiles_entries.poet.model: is missing; set it, none is recommended for the use case 'poet'"
    ]


GUARDED = "is written by the role cai, from enable_guardrails of an entry; leave the tag out, and set that"


@pytest.mark.parametrize(
    ("kind", "leaves", "error"),
    [
        (
            "cai",
            {"customer_facing": True, "enable_guardrails": False},
            ".enable_guardrails: a customer-facing entry must have guardrails",
        ),
        (
            "cai",
            {"enable_guardrails": False, "tags": {"GuardrailsEnabled": "true"}},
            f".tags.GuardrailsEnabled: {GUARDED}",
        ),
        ("cai", {"tags": {"GuardrailsEnabled": False}}, f".tags.GuardrailsEnabled: {GUARDED}"),
        ("cai", {"tags": {"GuardrailsEnabled": "true"}}, f".tags.GuardrailsEnabled: {GUARDED}"),
        ("copilot", {"tags": {"GuardrailsEnabled": "true"}}, f".tags.GuardrailsEnabled: {GUARDED}"),
        (
            "embedding",
            {"dimensions": 2048},
            f".dimensions: {TITAN} has no 2048 dimensions: it returns vectors of 256, 512, 1024",
        ),
        ("embedding", {"model": SONNET}, f".model: {SONNET} makes text, but embedding needs one that makes embedding"),
        (
            "copilot",
            {"model": "amazon.nova-canvas-v1:0"},
            ".model: amazon.nova-canvas-v1:0 makes neither text nor embeddings, but copilot needs one that makes text",
        ),
        ("cross_region", {"model": SONNET, "failover_regions": [EAST]}, ".failover_regions: us-east-1 is listed twice"),
        (
            "cross_region",
            {"model": SONNET, "failover_names": {"eu-west-1": "x"}},
            ".failover_names.eu-west-1: is not one of",
        ),
    ],
)
def test_what_one_kind_refuses(kind: str, leaves: dict, error: str) -> None:
    errors = errors_of({"x": leaves}, kind)
    assert len(errors) == 1
    assert errors[0].startswith(f"{kind}_entries.x{error}")


@pytest.mark.parametrize("kind", ["cai", "copilot", "embedding", "inference_profiles"])
def test_whether_profiles_are_guarded_is_no_common_tag(kind: str) -> None:
    entries = {"x": {"model": TITAN if kind == "embedding" else SONNET}}
    errors = errors_of(entries, kind, tags={"GuardrailsEnabled": "true"})
    assert errors == [f"bedrock_tags.GuardrailsEnabled: {GUARDED}"]


@pytest.mark.parametrize(
    ("regions", "allowed", "problems"),
    [
        (["eusc-de-east-1"], [], []),
        (["eusc-de-east-1"], ["eusc-de-east-1"], []),
        (["cn-north-1", "us-isof-south-1", "us-gov-west-1"], [], []),
        (["us-east-9"], ["us-east-9"], []),
        (["us-east-9"], [], ["copilot_regions: 'us-east-9' is no region in which Bedrock is known"]),
        (["us-esat-1"], ["us-esat-1"], ["copilot_regions: 'us-esat-1' is no region .*: did you mean 'us-east-1'"]),
    ],
)
def test_regions_are_those_of_botocore_and_of_the_users_word(regions, allowed, problems):
    settings = {"environment": "dev", "regions": regions, "allowed_regions": allowed, "name_region": True}
    errors = workload_plan({"chat": {}}, "copilot", settings, known_regions())["errors"]
    reported = [str(error) for error in errors if "is no region" in error.message]
    assert len(reported) == len(problems)
    assert all(re.match(problem, error) for problem, error in zip(problems, reported, strict=True))
