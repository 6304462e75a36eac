# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The playbook validate, and the preflight as the first step of a deployment. Each rule is in tests/unit, of the engine."""

from __future__ import annotations

import json
from collections import Counter

import pytest
import yaml

from tests.gateway.deploying import ROOT
from tests.gateway.deploying import deploy as deploy_inventory
from tests.gateway.playing import play
from tests.gateway.running import writes

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
    """The playbook: its table, its file and its exit status."""
    variables = {"__bedrock_today": DAY} | ROLES | variables
    return play(aws, "genai.bedrock.validate", "inventories/local", *arguments, **variables)


def reported(aws, *, features=(), **variables):
    """The rows of a validation, as workload, key, region and code, with message and way out of each."""
    options = {"today": DAY, "features": list(features)}
    report = deploy_inventory(aws, state="validated", options=options, **ROLES | variables).result["report"]
    return [
        ((row["workload"], row["key"], row["region"], row["code"]), row["message"], row["way_out"])
        for row in report["findings"]
    ]


def deploy(aws, model=TITAN, *, check=False, **variables):
    entries = {"inference_profiles_entries": {"chat": {"model": model, "regions": [REGION]}}}
    options = {"today": DAY, "document": False}
    return deploy_inventory(aws, roles=("inference_profiles",), check=check, options=options, **entries | variables)


def output_of(played):
    return " ".join(played.output.split())


def queried(aws):
    return [call["operation"] for call in aws.calls() if call["operation"] in PREFLIGHT_CALLS]


def test_everything_that_forbids_it_in_one_table(aws, tmp_path):
    aws.switch(
        availability={SONNET: {"agreement": "NOT_AVAILABLE"}},
        deny=["bedrock:CreateInferenceProfile", "cloudwatch:PutMetricAlarm"],
    )
    entries = CHAT_ALONE | {
        "chat": {"model": SONNET},
        "old": {"model": LEGACY},
        "typo": {"model": "amazon.nova-lit-v1:0"},
    }
    bad = validate(aws, copilot_entries=entries, bedrock_validate_path=str(tmp_path / "reports"), **WRONG)
    assert bad.status != 0
    report = json.loads((tmp_path / "reports" / "validation.json").read_text())
    rows = {(row["workload"], row["key"], row["severity"], row["code"]) for row in report["findings"]}
    assert rows >= {
        ("copilot", "chat", "error", "agreement_missing"),
        ("copilot", "old", "warning", "legacy_model"),
        ("copilot", None, "error", "permission_missing"),
        ("observability", None, "error", "invalid_input"),
        ("embedding", None, "error", "permission_missing"),
    }
    rows_of_an_unknown_model(report)
    rows_of_wrong_settings(report)
    assert "may not cloudwatch:PutMetricAlarm" in output_of(bad)
    assert "did you mean" in output_of(bad)
    assert f"{report['summary']['error']} errors" in output_of(bad)
    assert writes(aws) == []
    # Once, whatever the number of roles and keys.
    lists = Counter(call["region"] for call in aws.calls() if call["operation"] == "ListFoundationModels")
    assert set(lists.values()) == {1}


def rows_of_wrong_settings(report):
    """A row for each."""
    wrong = [row["message"] for row in report["findings"] if row["workload"] == "observability"]
    assert sorted(("throtles" in text, text.startswith(TOO_LONG)) for text in wrong) == [(False, True), (True, False)]


def rows_of_an_unknown_model(report):
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


def test_a_region_that_cannot_be_read_is_reported_once(aws):
    aws.switch(deny=["bedrock:ListInferenceProfiles@us-west-2", "bedrock:TagResource@us-west-2"])
    entries = CHAT_ALONE | {"chat": {"model": SONNET, "regions": [REGION, "us-west-2"]}}
    rows = reported(aws, bedrock_roles=["copilot"], copilot_entries=entries)
    assert [place for place, _message, _way_out in rows] == [
        ("copilot", None, "us-west-2", "permission_missing"),
        ("copilot", None, "us-west-2", "permission_missing"),
        ("copilot", None, "us-west-2", "region_denied"),
    ]
    assert "may not bedrock:TagResource" in rows[1][1]
    assert rows[2][2].startswith("allow aws:RequestedRegion us-west-2")


def test_a_second_account_has_a_quota_of_its_own(aws):
    aws.switch(profile_quota=3)
    two = {
        "copilot_entries": CHAT_ALONE | {"code_review": {}, "chat": {}},
        "copilot_regions": [REGION],
        "embedding_entries": {"cohere": {"enabled": True}, "document": {"enabled": False}},
        "embedding_regions": [REGION],
    }
    places = [place for place, _message, _way_out in reported(aws, **two)]
    assert places == [("embedding", None, REGION, "profile_quota")]
    elsewhere = {"embedding_connection": {"access_key": "210987654321", "secret_key": "x"}}
    assert reported(aws, **two | elsewhere) == []


#: Too many periods of 300 seconds, and a word that nobody knows.
WRONG = {
    "bedrock_observability": True,
    "observability_entries": {"copilot/chat": {"throtles": 3}},
    "observability_evaluation_periods": 400,
}
TOO_LONG = "observability_period: 400 evaluation_periods of 300 seconds are longer than the 86400 that AWS takes"


def test_what_watching_needs_is_checked_before_anything_is_made(aws):
    # A role for the log group is made only where invocations are logged, and none is given.
    aws.switch(deny=["iam:CreateRole", "cloudwatch:PutMetricAlarm"])
    for features, actions in (
        ((), set()),
        (("observability",), {"cloudwatch:PutMetricAlarm"}),
        (("observability", "log_role"), {"cloudwatch:PutMetricAlarm", "iam:CreateRole"}),
    ):
        rows = reported(aws, features=features, bedrock_roles=["embedding"])
        denied = {row[1].partition(" may not ")[2].split(" ")[0] for row in rows}
        assert denied == actions


def test_wrong_settings_of_what_watches_stop_a_deployment(aws):
    refused = play(aws, "genai.bedrock.deploy", "inventories/local", **WRONG)
    assert refused.status != 0
    assert TOO_LONG in output_of(refused)
    assert writes(aws) == []


def test_both_playbooks_check_the_same():
    queried = []
    for playbook in ("deploy", "validate"):
        (play,) = yaml.safe_load((ROOT / f"playbooks/{playbook}.yml").read_text())
        (task,) = [task["genai.bedrock.workloads"] for task in play["tasks"] if "genai.bedrock.workloads" in task]
        queried.append({option: task[option] for option in ("roles", "features", "today", "further_problems")})
    assert queried[0] == queried[1]


def test_a_warning_fails_only_where_that_is_requested(aws):
    entries = CHAT_ALONE | {"chat": {"model": LEGACY}}
    # What deploys without a look is looked at all the same.
    codes = {place[3] for place, *_rest in reported(aws, copilot_entries=entries, bedrock_preflight="skip")}
    assert codes == {"legacy_model"}
    strict = validate(aws, "--check", copilot_entries=entries, bedrock_validate_fail_on="warning")
    assert strict.status != 0
    assert "[WARNING]" not in strict.output, "of roles that an environment leaves out"
    assert "0 errors" not in output_of(strict)
    assert (strict.changed, writes(aws)) == (0, [])


def test_a_deployment_looks_before_it_makes_something(aws):
    aws.switch(availability={TITAN: {"agreement": "NOT_AVAILABLE"}})
    for check in (True, False):
        refused = deploy(aws, check=check)
        assert refused.status != 0
        assert "inference_profiles_entries.chat.model in us-east-1" in output_of(refused)
        assert "agreement" in output_of(refused)
        assert writes(aws) == []

    warned = deploy(aws, inference_profiles_preflight="warn").ok()
    assert "agreement_missing" in warned.output
    assert warned.changed
    aws.clear_calls()
    # Nothing is to be made: nothing is asked, and nothing said of what is there.
    assert not deploy(aws).ok().changed
    assert queried(aws) == []


def test_what_changes_without_a_new_profile_needs_permissions_too(aws):
    deploy(aws).ok()
    aws.clear_calls()
    aws.switch(deny=["bedrock:UntagResource"])
    entries = {"chat": {"model": TITAN, "regions": [REGION], "tags": {"Team": "search"}}}
    refused = deploy(aws, inference_profiles_entries=entries)
    assert refused.status != 0
    assert "may not bedrock:UntagResource" in output_of(refused)
    assert writes(aws) == []
    assert set(queried(aws)) == {"SimulatePrincipalPolicy"}
