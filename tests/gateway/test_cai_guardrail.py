# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The guardrail of conversational AI: one a region, its version pinned in the records, changed and removed with them."""

from __future__ import annotations

import json

from tests.gateway.playing import play
from tests.gateway.running import writes

PREFIX = "/local/bedrock/inference-profiles/cai"
ENTRIES = {"sales_copilot": {"enabled": False}, "internal_assistant": {"enable_guardrails": False}}


def deploy(aws, *arguments, **variables):
    variables = {"cai_entries": ENTRIES} | variables
    return play(aws, "genai.bedrock.deploy", "inventories/local", "--tags", "cai", *arguments, **variables)


def pinned(aws, key="customer_support"):
    """Region → guardrail in the targets of a record."""
    record = json.loads(aws.client("ssm").get_parameter(Name=f"{PREFIX}/{key}")["Parameter"]["Value"])
    return {target["region"]: target["guardrail"] for target in record["targets"]}


def guardrails(aws, region="us-east-1"):
    return {row["name"]: row["id"] for row in aws.client("bedrock", region).list_guardrails()["guardrails"]}


def test_the_life_of_a_guardrail(aws):
    foreign = aws.client("bedrock").create_guardrail(
        name="foreign",
        blockedInputMessaging="no",
        blockedOutputsMessaging="no",
        wordPolicyConfig={"wordsConfig": [{"text": "theirs"}]},
    )
    aws.clear_calls()
    deploy(aws, "--check", "--diff").ok()
    assert writes(aws) == []
    deploy(aws).ok()
    ids = {region: guardrails(aws, region)["cai-local"] for region in ("us-east-1", "us-west-2")}
    assert pinned(aws) == {region: {"identifier": name, "version": "1"} for region, name in ids.items()}
    assert pinned(aws, "internal_assistant") == {"us-east-1": None, "us-west-2": None}
    changed = {"cai_guardrail": {"words": ["purple elephant"]}}
    assert "words: purple elephant added" in " ".join(deploy(aws, **changed).ok().output.split())
    assert [pin["version"] for pin in pinned(aws).values()] == ["2", "2"]
    assert deploy(aws, **changed).ok().changed == 0
    verified = play(aws, "genai.bedrock.verify", "inventories/local").ok()
    assert verified.output.count("guardrail intervenes") == 2
    torn = ("--tags", "cai")
    play(aws, "genai.bedrock.teardown", "inventories/local", *torn, bedrock_confirm="local").ok()
    assert guardrails(aws) == {"foreign": foreign["guardrailId"]}
    assert guardrails(aws, "us-west-2") == {}


def test_a_region_without_its_guardrail_gets_no_new_target_until_it_has_one(aws):
    denied = {"operation": "CreateGuardrail", "region": "us-west-2", "code": "AccessDeniedException", "status": 403}
    aws.switch(fail=[denied])
    failed = deploy(aws)
    assert failed.status != 0
    assert "cai-local in us-west-2" in failed.output
    assert list(pinned(aws)) == ["us-east-1"]
    aws.switch(fail=[])
    deploy(aws).ok()
    assert list(pinned(aws)) == ["us-east-1", "us-west-2"]


def test_an_existing_guardrail_is_taken_as_it_is(aws):
    existing = {"us-east-1": {"identifier": "abc123", "version": "7"}}
    refused = deploy(aws, cai_guardrail={"existing": existing})
    assert "cai_guardrail.existing: has no guardrail for us-west-2" in " ".join(refused.output.split())
    assert writes(aws) == []
    deploy(aws, cai_guardrail={"existing": existing}, cai_regions=["us-east-1"]).ok()
    assert pinned(aws) == existing
    assert guardrails(aws) == {}
