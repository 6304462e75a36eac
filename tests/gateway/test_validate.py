# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The playbook validate, and the preflight as the first step of a deployment."""

from __future__ import annotations

import json
from pathlib import Path

from tests.gateway.playing import play
from tests.gateway.running import writes

PLAYBOOK = str(Path(__file__).with_name("replacement.yml"))
SONNET, LEGACY = "anthropic.claude-sonnet-4-6", "anthropic.claude-opus-4-1-20250805-v1:0"
TITAN, REGION = "amazon.titan-embed-text-v2:0", "us-east-1"
PREFLIGHT_CALLS = ("GetServiceQuota", "GetFoundationModelAvailability", "SimulatePrincipalPolicy")
#: One role with one entry is enough, and quick.
ROLES = {"bedrock_roles": ["embedding", "copilot"], "embedding_entries": {"titan": {"enabled": False}}}
CHAT_ALONE = {key: {"enabled": False} for key in ("code_review", "documentation", "quick_completions")}


def validate(aws, *arguments, **variables):
    return play(aws, "genai.bedrock.validate", "inventories/local", *arguments, **ROLES | variables)


def deploy(aws, model=TITAN, *arguments, **variables):
    entries = {"chat": {"model": model, "regions": [REGION]}}
    variables = {"inference_profiles_document": False} | variables
    return play(aws, PLAYBOOK, "inventories/local", *arguments, inference_profiles_entries=entries, **variables)


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
    assert [row["region"] for row in report["findings"] if row["key"] == "typo"] == ["us-east-1", "us-west-2"]
    assert "did you mean" in told(bad)
    assert f"{report['summary']['error']} errors" in told(bad)
    assert writes(aws) == []


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


def test_wrong_input_is_in_the_table_beside_what_was_found(aws):
    bad = validate(aws, copilot_entries={"chat": {"modle": "x"}}, embedding_entries={"titan": {"dimensions": 300}})
    assert bad.status != 0
    assert "did you mean 'model'?" in told(bad)
    assert "dimensions" in told(bad)
    assert writes(aws) == []


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
