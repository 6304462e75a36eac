# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The playbook validate, and the preflight as the first step of a deployment."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path

import pytest

from tests.gateway.playing import play
from tests.gateway.running import writes

PLAYBOOK = str(Path(__file__).with_name("replacement.yml"))
SONNET, LEGACY = "anthropic.claude-sonnet-4-6", "anthropic.claude-opus-4-1-20250805-v1:0"
TITAN, REGION = "amazon.titan-embed-text-v2:0", "us-east-1"
#: The day on which the models of these tests are what they are, for the endpoint and for what judges lifecycles.
DAY = "2026-11-22"
PREFLIGHT_CALLS = ("GetServiceQuota", "GetFoundationModelAvailability", "SimulatePrincipalPolicy")
#: One role with one entry is enough, and quick.
ROLES = {"bedrock_roles": ["embedding", "copilot"], "embedding_entries": {"titan": {"enabled": False}}}
CHAT_ALONE = {key: {"enabled": False} for key in ("code_review", "documentation", "quick_completions")}


@pytest.fixture(autouse=True)
def that_day(aws):
    aws.switch(catalogue_date=DAY)


def validate(aws, *arguments, **variables):
    variables = {"__bedrock_today": DAY} | ROLES | variables
    return play(aws, "genai.bedrock.validate", "inventories/local", *arguments, **variables)


def reported(aws, folder, **variables):
    """The rows that a validation writes, as workload, key, region and code, with message and way out of each."""
    validate(aws, bedrock_validate_path=str(folder), **variables)
    rows = json.loads((folder / "validation.json").read_text())["findings"]
    return [((row["workload"], row["key"], row["region"], row["code"]), row["message"], row["way_out"]) for row in rows]


def team_reported(aws, folder, entries, **variables):
    """The rows of one role's entries in one region, where each must have the tag Team."""
    places = {"bedrock_roles": ["inference_profiles"], "inference_profiles_regions": [REGION]}
    wish = places | {"inference_profiles_entries": entries, "bedrock_required_tags": ["Team"]}
    return reported(aws, folder, **wish, **variables)


def deploy(aws, model=TITAN, *arguments, **variables):
    entries = {"inference_profiles_entries": {"chat": {"model": model, "regions": [REGION]}}}
    variables = entries | {"inference_profiles_document": False, "__bedrock_today": DAY} | variables
    return play(aws, PLAYBOOK, "inventories/local", *arguments, **variables)


def told(played):
    return " ".join(played.output.split())


def asked(aws):
    return [call["operation"] for call in aws.calls() if call["operation"] in PREFLIGHT_CALLS]


def test_everything_that_speaks_against_it_in_one_table(aws, tmp_path):
    aws.switch(availability={SONNET: {"agreement": "NOT_AVAILABLE"}}, deny=["bedrock:CreateInferenceProfile"])
    entries = CHAT_ALONE | {
        "chat": {"model": SONNET},
        "old": {"model": LEGACY},
        "typo": {"model": "amazon.nova-lit-v1:0"},
    }
    bad = validate(aws, copilot_entries=entries, bedrock_validate_path=str(tmp_path / "reports"))
    assert bad.status != 0
    report = json.loads((tmp_path / "reports" / "validation.json").read_text())
    rows = {(row["workload"], row["key"], row["severity"], row["code"]) for row in report["findings"]}
    assert rows >= {
        ("copilot", "chat", "error", "agreement_missing"),
        ("copilot", "old", "warning", "legacy_model"),
        ("copilot", None, "error", "permission_missing"),
        ("embedding", None, "error", "permission_missing"),
    }
    typos = [
        (row["region"], row["code"], row["message"], row["way_out"])
        for row in report["findings"]
        if row["key"] == "typo"
    ]
    assert typos == [
        (
            region,
            "unknown_model",
            f"model 'amazon.nova-lit-v1:0' is unknown in {region}",
            "did you mean 'amazon.nova-lite-v1:0'?",
        )
        for region in ("us-east-1", "us-west-2")
    ]
    assert "did you mean" in told(bad)
    assert f"{report['summary']['error']} errors" in told(bad)
    assert writes(aws) == []
    # Of each role, for what would change and for what speaks against it; never of each key.
    lists = Counter(call["region"] for call in aws.calls() if call["operation"] == "ListFoundationModels")
    assert set(lists.values()) == {2 * len(ROLES["bedrock_roles"])}


def test_what_the_plan_refuses_hides_nothing_that_was_found_beside(aws, tmp_path):
    client = aws.client("ssm", REGION)
    client.put_parameter(Name="/local/bedrock/inference-profiles/copilot/chat", Value="theirs", Type="String")
    aws.switch(availability={SONNET: {"agreement": "NOT_AVAILABLE"}}, deny=["bedrock:CreateInferenceProfile"])
    entries = CHAT_ALONE | {"chat": {"model": SONNET, "regions": [REGION]}}
    roles = {"bedrock_roles": ["copilot"], "copilot_entries": entries}

    rows = reported(aws, tmp_path, **roles)
    assert [place for place, _message, _way_out in rows] == [
        ("copilot", None, REGION, "permission_missing"),
        ("copilot", "/local/bedrock/inference-profiles/copilot/chat", REGION, "NotManaged"),
        ("copilot", "chat", REGION, "agreement_missing"),
    ]

    rows = reported(aws, tmp_path, copilot_allowed_regions=[REGION], **roles)
    codes = [(place[1], place[3]) for place, _message, _way_out in rows]
    assert codes == [
        (None, "permission_missing"),
        ("chat", "agreement_missing"),
        ("chat", "destination_not_allowed"),
    ]
    assert rows[2][2] == "allow them or choose another model_source or geography"


def test_a_region_that_cannot_be_read_is_told_once(aws, tmp_path):
    aws.switch(deny=["bedrock:ListInferenceProfiles@us-west-2", "bedrock:TagResource@us-west-2"])
    entries = CHAT_ALONE | {"chat": {"model": SONNET, "regions": [REGION, "us-west-2"]}}
    rows = reported(aws, tmp_path, bedrock_roles=["copilot"], copilot_entries=entries)
    assert [place for place, _message, _way_out in rows] == [
        ("copilot", None, "us-west-2", "permission_missing"),
        ("copilot", None, "us-west-2", "permission_missing"),
        ("copilot", None, "us-west-2", "region_denied"),
    ]
    assert "may not bedrock:TagResource" in rows[1][1]
    assert rows[2][2].startswith("allow aws:RequestedRegion us-west-2")


@pytest.mark.parametrize(
    ("quota", "variables", "too_few"),
    [
        (3, {}, True),
        (4, {}, False),
        (3, {"embedding_connection": {"access_key": "210987654321", "secret_key": "x"}}, False),
    ],
    ids=["one too many", "just fits", "another account"],
)
def test_the_quota_is_for_all_roles_together(aws, tmp_path, quota, variables, too_few):
    aws.switch(profile_quota=quota)
    two = {
        "copilot_entries": CHAT_ALONE | {"code_review": {}, "chat": {}},
        "copilot_regions": [REGION],
        "embedding_entries": {"cohere": {"enabled": True}, "document": {"enabled": False}},
        "embedding_regions": [REGION],
    }
    found = [place for place, _message, _way_out in reported(aws, tmp_path, **two | variables)]
    assert found == ([("embedding", None, REGION, "profile_quota")] if too_few else [])


def test_what_was_made_is_not_counted_as_planned_as_well(aws, tmp_path):
    """Roles one after the other, each with its own look, and a validation before."""
    aws.switch(profile_quota=4)
    aws.clear_calls()
    playbook = tmp_path / "site.yml"
    roles = "".join(f"    - role: genai.bedrock.{role}\n" for role in ("copilot", "embedding"))
    own = f"- hosts: bedrock\n  gather_facts: false\n  roles:\n{roles}"
    playbook.write_text(f"- import_playbook: genai.bedrock.validate\n{own}")
    variables = {
        "copilot_entries": CHAT_ALONE | {"code_review": {}, "chat": {}},
        "embedding_entries": {"cohere": {"enabled": True}, "document": {"enabled": False}},
        "bedrock_regions": [REGION],
        "bedrock_roles": ["copilot", "embedding"],
    }
    play(aws, str(playbook), "inventories/local", **variables).ok()
    assert writes(aws).count("CreateInferenceProfile") == 4


WATCHED = {"bedrock_roles": ["embedding"], "bedrock_observability": True}
ALARMS = "may not cloudwatch:PutMetricAlarm"


def test_what_watching_needs_is_looked_at_before_anything_is_made(aws):
    aws.switch(deny=["cloudwatch:PutMetricAlarm"])
    for playbook in ("genai.bedrock.validate", "genai.bedrock.deploy"):
        refused = play(aws, playbook, "inventories/local", **WATCHED)
        assert refused.status != 0
        assert ALARMS in told(refused)
    assert writes(aws) == []
    validate(aws, "--skip-tags", "observability", **WATCHED).ok()

    # A role for the log group is made only where invocations are logged, and none is given.
    aws.switch(deny=["iam:CreateRole"])
    validate(aws, **WATCHED).ok()
    logged = validate(aws, observability_logging=True, **WATCHED)
    assert logged.status != 0
    assert "may not iam:CreateRole" in told(logged)


def test_wrong_settings_of_what_watches_are_in_the_table(aws, tmp_path):
    entries = {"copilot/chat": {"throtles": 3}}
    wrong = {"observability_entries": entries, "observability_evaluation_periods": 400}
    wrong |= {"bedrock_validate_path": str(tmp_path)}
    bad = validate(aws, **WATCHED | wrong)
    assert bad.status != 0
    (row,) = json.loads((tmp_path / "validation.json").read_text())["findings"]
    assert (row["workload"], row["severity"]) == ("observability", "error")
    assert "throtles" in row["message"]
    too_long = "observability_period: 400 evaluation_periods of 300 seconds are longer than the 86400 that AWS takes"
    assert too_long in row["message"]
    refused = play(aws, "genai.bedrock.deploy", "inventories/local", **WATCHED | wrong)
    assert (refused.status != 0, too_long in told(refused)) == (True, True)
    assert writes(aws) == []


@pytest.mark.parametrize(("playbook", "arguments"), [("validate", []), ("deploy", ["--check"]), ("deploy", [])])
def test_nothing_warns_of_roles_that_an_environment_leaves_out(aws, playbook, arguments):
    played = play(aws, f"genai.bedrock.{playbook}", "inventories/local", *arguments, bedrock_roles=["embedding"]).ok()
    assert "[WARNING]" not in played.output


def test_a_warning_fails_only_where_that_is_asked_for(aws):
    entries = CHAT_ALONE | {"chat": {"model": LEGACY}}
    # What deploys without a look is looked at all the same.
    warned = validate(aws, copilot_entries=entries, bedrock_preflight="skip").ok()
    assert "legacy_model" in warned.output
    assert warned.changed == 0
    strict = validate(aws, "--check", copilot_entries=entries, bedrock_validate_fail_on="warning")
    assert strict.status != 0
    assert "0 errors" not in told(strict)
    assert writes(aws) == []


def test_wrong_input_is_in_the_table_beside_what_was_found(aws, tmp_path):
    """In one workload: what the plan refuses of one entry hides nothing of the others, nor of itself."""
    entries = {
        "chat": {"modle": "x"},
        "old": {"model": LEGACY},
        "typo": {"model": "amazon.nova-lit-v1:0"},
        "titan": {"model": TITAN, "dimensions": 300},
    }
    rows = team_reported(aws, tmp_path, entries, inference_profiles_tags={"Team": "a"})
    assert {(place[1], place[3]) for place, _message, _way_out in rows} == {
        ("chat", "invalid_input"),
        ("old", "legacy_model"),
        ("typo", "unknown_model"),
        ("titan", "dimensions_mismatch"),
    }
    assert all(way_out for _place, _message, way_out in rows)
    assert ("inference_profiles", "chat", None, "invalid_input") in [place for place, *_rest in rows]
    assert writes(aws) == []


def test_a_required_tag_that_all_lack_is_told_of_each(aws, tmp_path):
    entries = {"titan": {"model": TITAN}, "typo": {"model": "amazon.nova-lit-v1:0"}}
    rows = team_reported(aws, tmp_path, entries)
    assert sorted({(place[1], place[3]) for place, *_rest in rows}) == [
        ("titan", "required_tag_missing"),
        ("typo", "required_tag_missing"),
        ("typo", "unknown_model"),
    ]


def test_a_deployment_looks_before_it_makes_something(aws):
    aws.switch(availability={TITAN: {"agreement": "NOT_AVAILABLE"}})
    for arguments in (("--check",), ()):
        refused = deploy(aws, TITAN, *arguments)
        assert refused.status != 0
        assert "inference_profiles/chat in us-east-1" in told(refused)
        assert "agreement" in told(refused)
        assert writes(aws) == []

    warned = deploy(aws, inference_profiles_preflight="warn").ok()
    assert "agreement_missing" in warned.output
    assert warned.changed > 0
    aws.clear_calls()
    # Nothing is to be made: nothing is asked, and nothing said of what is there.
    assert deploy(aws).ok().changed == 0
    assert asked(aws) == []

    aws.clear_calls()
    deploy(aws, "cohere.embed-multilingual-v3", bedrock_preflight="skip").ok()
    assert asked(aws) == []


def test_taking_a_guardrail_away_needs_permissions_too(aws):
    where = {"bedrock_roles": ["cai"], "cai_regions": [REGION], "bedrock_observability": False}
    others = {key: {"enabled": False} for key in ("internal_assistant", "sales_copilot")}
    play(aws, "genai.bedrock.deploy", "inventories/local", **where, cai_entries=others).ok()
    aws.clear_calls()
    aws.switch(deny=["bedrock:DeleteGuardrail"])
    unguarded = others | {"customer_support": {"enable_guardrails": False, "customer_facing": False}}
    refused = play(aws, "genai.bedrock.deploy", "inventories/local", **where, cai_entries=unguarded)
    assert refused.status != 0
    assert "may not bedrock:DeleteGuardrail" in told(refused)
    assert writes(aws) == []


@pytest.mark.parametrize(
    ("denied", "change"),
    [
        ("bedrock:UntagResource", {"tags": {"Team": "search"}}),
        ("bedrock:DeleteInferenceProfile", {"state": "absent"}),
    ],
    ids=["tags", "deletion"],
)
def test_what_changes_without_a_new_profile_needs_permissions_too(aws, denied, change):
    deploy(aws).ok()
    aws.clear_calls()
    aws.switch(deny=[denied])
    entries = {"chat": {"model": TITAN, "regions": [REGION]} | change}
    refused = deploy(aws, inference_profiles_entries=entries)
    assert refused.status != 0
    assert f"may not {denied}" in told(refused)
    assert writes(aws) == []
    assert set(asked(aws)) == {"SimulatePrincipalPolicy"}
