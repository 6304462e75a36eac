# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Module inference_profiles_preflight: what it says, how it ends, and that it makes few calls and no writes."""

from __future__ import annotations

from collections import Counter

import pytest

from tests.gateway.running import run_module, writes

EAST, WEST, EU = "us-east-1", "us-west-2", "eu-west-1"
DAY = "2026-11-22"
SONNET, LEGACY = "anthropic.claude-sonnet-4-6", "anthropic.claude-opus-4-1-20250805-v1:0"
OPUS, TITAN = "anthropic.claude-opus-4-8", "amazon.titan-embed-text-v2:0"
OWNER = {"Environment": "dev", "Workload": "copilot"}


@pytest.fixture(autouse=True)
def that_day(aws):
    """What AWS offers is that of one day; so is what the module is told to take for today."""
    aws.switch(catalogue_date=DAY)


def entry(model=SONNET, *, regions=(EAST,), **values):
    return {"model_source": model, "regions": list(regions)} | values


def look(aws, entries, **options):
    return run_module(
        "inference_profiles_preflight",
        aws,
        inference_profiles={key: {"name": f"{key}-dev"} | value for key, value in entries.items()},
        **{"ownership_tags": OWNER, "today": DAY} | options,
    )


def codes(result):
    return [(one["severity"], one["code"], one["key"], one["region"]) for one in result["findings"]]


def test_nothing_forbids_it(aws):
    result = look(aws, {"chat": entry(regions=(EAST, WEST)), "vectors": entry(TITAN)})
    assert (result.get("failed", False), result["changed"], result["findings"]) == (False, False, [])
    assert result["lines"] == ["no findings"]
    assert result["summary"] == {"error": 0, "warning": 0, "info": 0}


@pytest.mark.parametrize("count", [1, 12])
def test_calls_do_not_grow_with_keys(aws, count):
    entries = {f"k{number}": entry(regions=(EAST, WEST)) for number in range(count)} | {"vectors": entry(TITAN)}
    look(aws, entries)
    calls = aws.calls()
    assert Counter((call["operation"], call["region"]) for call in calls if call["service"] != "iam") == {
        ("ListInferenceProfiles", EAST): 2,
        ("ListFoundationModels", EAST): 1,
        ("GetServiceQuota", EAST): 1,
        ("GetFoundationModelAvailability", EAST): 2,
        ("GetCallerIdentity", EAST): 1,
        ("ListInferenceProfiles", WEST): 2,
        ("ListFoundationModels", WEST): 1,
        ("GetServiceQuota", WEST): 1,
        ("GetFoundationModelAvailability", WEST): 1,
    }
    assert [call["operation"] for call in calls if call["service"] == "iam"] == ["SimulatePrincipalPolicy"] * 4
    assert writes(aws) == []


@pytest.mark.parametrize(
    ("entries", "options", "switches", "reported"),
    [
        ({"chat": entry("anthropic.claude-sonet-4-6")}, {}, {}, ("error", "unknown_model", "chat", EAST)),
        (
            {"chat": entry("us.amazon.nova-lite-v1:0", regions=("ap-northeast-1",)), "east": entry()},
            {},
            {},
            ("error", "model_not_in_region", "chat", "ap-northeast-1"),
        ),
        (
            {"chat": entry(f"arn:aws:bedrock:us-east-1::foundation-model/{SONNET}")},
            {},
            {},
            ("error", "profile_only_model", "chat", EAST),
        ),
        ({"chat": entry(geography="jp")}, {}, {}, ("error", "no_geography", "chat", EAST)),
        (
            {"chat": entry()},
            {"allowed_regions": [EAST, WEST]},
            {},
            ("error", "destination_not_allowed", "chat", EAST),
        ),
        ({"chat": entry(LEGACY)}, {}, {}, ("warning", "legacy_model", "chat", EAST)),
        ({"chat": entry(LEGACY)}, {"eol_days": 60}, {}, ("error", "end_of_life_near", "chat", EAST)),
        (
            {"chat": entry("anthropic.claude-sonnet-4-20250514-v1:0")},
            {},
            {"catalogue_date": "2026-10-01"},
            ("error", "model_ended", "chat", EAST),
        ),
        (
            {"chat": entry("anthropic.claude-sonnet-4-20250514-v1:0", regions=("af-south-1",))},
            {"regions": [EAST]},
            {"catalogue_date": "2026-10-01"},
            ("error", "model_ended", "chat", "af-south-1"),
        ),
        (
            {"chat": entry()},
            {},
            {"availability": {SONNET: {"agreement": "NOT_AVAILABLE"}}},
            ("error", "agreement_missing", "chat", EAST),
        ),
        (
            {"chat": entry()},
            {},
            {"availability": {SONNET: {"agreement": "PENDING"}}},
            ("warning", "agreement_pending", "chat", EAST),
        ),
        (
            {"chat": entry()},
            {},
            {"availability": {f"{SONNET}@{EAST}": {"authorizationStatus": "NOT_AUTHORIZED"}}},
            ("error", "not_authorized", "chat", EAST),
        ),
        (
            {"vectors": entry(TITAN)},
            {},
            {"availability": {TITAN: {"regionAvailability": "NOT_AVAILABLE"}}},
            ("error", "region_not_available", "vectors", EAST),
        ),
        ({"chat": entry()}, {}, {"profile_quota": 0}, ("error", "profile_quota", None, EAST)),
        (
            {"vectors": entry(TITAN)},
            {"parameters": {"vectors": {"dimensions": "300"}}},
            {},
            ("error", "dimensions_mismatch", "vectors", EAST),
        ),
        (
            {"chat": entry(OPUS)},
            {"parameters": {"chat": {"temperature": 0.3}}},
            {},
            ("error", "temperature_refused", "chat", EAST),
        ),
        (
            {"chat": entry()},
            {"required_tags": ["CostCenter"], "tags": {"Team": "ai"}},
            {},
            ("error", "required_tag_missing", "chat", EAST),
        ),
        (
            {"chat": entry(regions=(EAST, WEST))},
            {},
            {"deny": ["bedrock:CreateInferenceProfile@us-west-2"]},
            ("error", "permission_missing", None, WEST),
        ),
        ({"chat": entry()}, {}, {"deny": ["iam:SimulatePrincipalPolicy"]}, ("info", "not_checked", None, None)),
        ({"chat": entry()}, {}, {"deny": ["servicequotas:*"]}, ("info", "not_checked", None, EAST)),
        (
            {"chat": entry(regions=(EAST, WEST))},
            {"checks": ["lifecycle"]},
            {"deny": ["bedrock:*@us-west-2"]},
            ("error", "region_denied", None, WEST),
        ),
        (
            {"chat": entry(regions=(EAST, EU))},
            {},
            {"fail": [{"operation": "ListFoundationModels", "region": EU, "code": "UnrecognizedClientException"}]},
            ("error", "region_not_enabled", None, EU),
        ),
    ],
    ids=lambda value: value[1] if isinstance(value, tuple) else "",
)
def test_each_finding_comes_with_its_way_out(aws, entries, options, switches, reported):
    aws.switch(**switches)
    result = look(aws, entries, **options)
    assert codes(result) == [reported]
    assert all(one["message"] and one["way_out"] for one in result["findings"])
    assert result.get("failed", False) is (reported[0] == "error")
    assert result["summary"][reported[0]] == 1
    assert reported[1] in result["lines"][0]


def test_the_default_of_a_quota_holds_where_none_was_applied(aws):
    aws.switch(fail=[{"operation": "GetServiceQuota", "code": "NoSuchResourceException"}])
    assert look(aws, {"chat": entry()})["findings"] == []
    assert len(aws.calls("GetAWSDefaultServiceQuota")) == 1


@pytest.mark.parametrize(
    ("fail_on", "model", "fails"),
    [
        ("error", LEGACY, False),
        ("warning", LEGACY, True),
        ("never", "nobody.knows", False),
        ("error", "nobody.knows", True),
    ],
)
@pytest.mark.parametrize("check", [False, True], ids=["run", "check mode"])
def test_how_bad_it_must_be(aws, check, fail_on, model, fails):
    result = look(aws, {"chat": entry(model)}, fail_on=fail_on, check=check)
    assert result.get("failed", False) is fails
    assert len(result["findings"]) == len(result["lines"]) - 1 == 1
    errors = result.get("errors", [])
    assert [(error["key"], error["region"]) for error in errors] == ([("chat", EAST)] if fails else [])
    assert all(result["findings"][0]["way_out"] in error["message"] for error in errors)


def test_wrong_input_is_reported_before_anything_is_asked(aws):
    entries = {"Chat": entry(), "docs": {"regions": [EAST]}, "ok": entry()}
    options = {"today": "tomorrow", "planned_profiles": [{EAST: "two"}]}
    parameters = {"ok": {"temperature": "warm", "color": "red"}, "docs": 3}
    result = look(aws, entries, parameters=parameters, fail_on="never", **options)
    assert result["failed"]
    assert {(one["code"], one["key"]) for one in result["findings"]} == {
        ("invalid_input", key) for key in ("Chat", "docs", "ok", None)
    }
    assert {error["key"] for error in result["errors"]} == {"Chat", "docs", "ok", None}
    assert "today: must be a date as " in result["msg"]
    assert "planned_profiles: must be maps of region to number, not 'two'" in result["msg"]
    assert aws.calls() == []


def test_entries_that_shall_go_are_not_checked(aws):
    assert look(aws, {"chat": {"state": "absent", "regions": [EAST]}})["findings"] == []
    assert aws.calls() == []


def test_another_deployer_is_asked_about(aws):
    aws.switch(deny=["ssm:PutParameter"])
    role = "arn:aws:iam::123456789012:role/ci/deployer"
    result = look(aws, {"chat": entry()}, deployer_arn=role, ssm_prefix="/own/path", ssm_regions=[WEST])
    assert codes(result) == [("error", "permission_missing", None, WEST)]
    assert f"{role} may not ssm:PutParameter on arn:aws:ssm:us-west-2:123456789012:parameter/own/path" in result["msg"]


def test_profiles_that_live_do_not_count_twice(aws):
    chat = {"chat": entry()}
    run_module(
        "inference_profiles",
        aws,
        inference_profiles={"chat": {"name": "chat-dev"} | chat["chat"]},
        ownership_tags=OWNER,
    )
    aws.switch(profile_quota=1)
    alone = look(aws, chat)
    assert (alone["findings"], alone["new_profiles"]) == ([], {EAST: 0})
    both = look(aws, chat | {"docs": entry()})
    assert (codes(both), both["new_profiles"]) == ([("error", "profile_quota", None, EAST)], {EAST: 1})


@pytest.mark.parametrize(
    ("others", "found"), [([{EAST: 1}, {WEST: 5}], []), ([{EAST: 1}, {EAST: 1}], ["profile_quota"])]
)
def test_what_others_are_about_to_make_counts_for_the_quota(aws, others, found):
    aws.switch(profile_quota=3)
    result = look(aws, {"chat": entry(), "docs": entry()}, planned_profiles=others)
    assert [one["code"] for one in result["findings"]] == found


def test_where_nothing_is_made_only_permissions_are_requested(aws):
    aws.switch(deny=["bedrock:DeleteInferenceProfile", "bedrock:CreateInferenceProfile"])
    result = look(aws, {}, changed_regions=[WEST], ssm_regions=[WEST])
    assert codes(result) == [("error", "permission_missing", None, WEST)]
    assert "may not bedrock:DeleteInferenceProfile" in result["msg"]
    assert {call["operation"] for call in aws.calls()} == {"GetCallerIdentity", "SimulatePrincipalPolicy"}
