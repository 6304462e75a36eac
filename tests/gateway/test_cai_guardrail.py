# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The guardrail of conversational AI: one a region, its version pinned in the records, changed and removed with them."""

from __future__ import annotations

import json
import re

from tests.gateway.playing import play
from tests.gateway.running import writes

REGIONS = ("us-east-1", "us-west-2")
PREFIX = "/local/bedrock/inference-profiles/cai"
ENTRIES = {"sales_copilot": {"enabled": False}, "internal_assistant": {"enable_guardrails": False}}


def deploy(aws, *arguments, **variables):
    variables = {"cai_entries": ENTRIES, "bedrock_observability": False} | variables
    return play(aws, "genai.bedrock.deploy", "inventories/local", "--tags", "cai", *arguments, **variables)


def pinned(aws, key="customer_support"):
    """Region → guardrail in the targets of a record."""
    record = json.loads(aws.client("ssm").get_parameter(Name=f"{PREFIX}/{key}")["Parameter"]["Value"])
    return {target["region"]: target["guardrail"] for target in record["targets"]}


def guardrails(aws, region="us-east-1"):
    return {row["name"]: row["id"] for row in aws.client("bedrock", region).list_guardrails()["guardrails"]}


def guarded(aws, region, key):
    """What GuardrailsEnabled says on the profile of an entry; None where there is no profile."""
    client = aws.client("bedrock", region)
    for row in client.list_inference_profiles(typeEquals="APPLICATION")["inferenceProfileSummaries"]:
        tags = client.list_tags_for_resource(resourceARN=row["inferenceProfileArn"])["tags"]
        found = {tag["key"]: tag["value"] for tag in tags}
        if found["ProfileKey"] == key:
            return found["GuardrailsEnabled"]
    return None


def theirs(aws):
    """Somebody's guardrail, without a version."""
    client = aws.client("bedrock")
    words = {"wordsConfig": [{"text": "purple elephant"}]}
    made = client.create_guardrail(
        name="theirs", blockedInputMessaging="no", blockedOutputsMessaging="no", wordPolicyConfig=words
    )
    return made["guardrailId"]


def told(played):
    return " ".join(played.output.split())


def test_the_life_of_a_guardrail(aws):
    foreign = theirs(aws)
    aws.clear_calls()
    deploy(aws, "--check", "--diff").ok()
    assert writes(aws) == []
    deploy(aws).ok()
    ids = {region: guardrails(aws, region)["cai-local"] for region in ("us-east-1", "us-west-2")}
    assert pinned(aws) == {region: {"identifier": name, "version": "1"} for region, name in ids.items()}
    assert pinned(aws, "internal_assistant") == {"us-east-1": None, "us-west-2": None}
    check_catalogue(aws.client("bedrock").get_guardrail(guardrailIdentifier=ids["us-east-1"]))
    changed = {"cai_guardrail": {"words": ["purple elephant"], "pii_entities": None, "tags": {"Team": "b"}}}
    summary = told(deploy(aws, **changed).ok())
    assert summary.count("words: purple elephant added") == 2
    assert summary.count("; published as version 2 ") == 2
    live = aws.client("bedrock").get_guardrail(guardrailIdentifier=ids["us-east-1"])
    assert "sensitiveInformationPolicy" not in live
    tags = aws.client("bedrock").list_tags_for_resource(resourceARN=live["guardrailArn"])["tags"]
    assert {"key": "Team", "value": "b"} in tags
    assert {"key": "CostCenter", "value": "ai-platform"} in tags
    assert [pin["version"] for pin in pinned(aws).values()] == ["2", "2"]
    assert deploy(aws, **changed).ok().changed == 0
    verified = play(aws, "genai.bedrock.verify", "inventories/local").ok()
    assert verified.output.count("guardrail intervenes") == 2
    torn = ("--tags", "cai")
    play(aws, "genai.bedrock.teardown", "inventories/local", *torn, bedrock_confirm="local").ok()
    assert guardrails(aws) == {"theirs": foreign}
    assert guardrails(aws, "us-west-2") == {}


def check_catalogue(live):
    """All that a guardrail is where cai_guardrail says nothing."""
    kinds = ("HATE", "INSULTS", "MISCONDUCT", "SEXUAL", "VIOLENCE")
    held = {row["type"]: (row["inputStrength"], row["outputStrength"]) for row in live["contentPolicy"]["filters"]}
    assert held == dict.fromkeys(kinds, ("HIGH", "HIGH")) | {"PROMPT_ATTACK": ("HIGH", "NONE")}
    words = {"words": [{"text": "genaibedrockguardrailcheck"}], "managedWordLists": [{"type": "PROFANITY"}]}
    assert live["wordPolicy"] == words
    blocked = dict.fromkeys(("AWS_ACCESS_KEY", "AWS_SECRET_KEY", "PASSWORD"), "BLOCK")
    entities = live["sensitiveInformationPolicy"]["piiEntities"]
    assert {row["type"]: row["action"] for row in entities} == blocked | {"CREDIT_DEBIT_CARD_NUMBER": "ANONYMIZE"}
    assert "regexes" not in live["sensitiveInformationPolicy"]
    assert {name for name in live if name.endswith("Policy")} == {
        "contentPolicy",
        "wordPolicy",
        "sensitiveInformationPolicy",
    }
    assert live["description"] == "What our assistants may be asked and may answer"
    messages = (live["blockedInputMessaging"], live["blockedOutputsMessaging"])
    assert messages == ("I cannot help with that request.", "I cannot give that answer.")


def test_options_that_would_not_count_are_refused(aws):
    options = {"adopt": True, "pii_entities": {"PASWORD": None}, "existing": {"us-west-2": {"identifier": "abc123"}}}
    refused = deploy(aws, cai_guardrail=options)
    assert refused.status != 0
    for line in (
        "cai_guardrail.adopt: is that of the role; set cai_adopt",
        "cai_guardrail.existing.us-west-2.version: is missing",
        "cai_guardrail.existing.us-east-1: is missing, and an entry asks for a guardrail there",
        "cai_guardrail.existing: stands alone, since an existing guardrail is not changed; take out pii_entities",
    ):
        assert line in told(refused)
    assert [call["operation"] for call in aws.calls()] == []


def test_the_tag_tells_the_truth_where_a_guardrail_fails(aws):
    before = {"customer_support": {"enabled": False}, "sales_copilot": {"enabled": False}}
    deploy(aws, cai_entries=before | {"internal_assistant": {"enable_guardrails": False}}).ok()
    after = {"cai_entries": {"sales_copilot": {"enabled": False}}}
    denied = {"operation": "CreateGuardrail", "region": "us-west-2", "code": "AccessDeniedException", "status": 403}
    aws.switch(fail=[denied])
    failed = deploy(aws, **after)
    assert failed.status != 0
    assert "cai-local in us-west-2" in failed.output
    # The new one is made where it is guarded, the other stays what it was.
    assert list(pinned(aws)) == ["us-east-1"]
    assert [guarded(aws, region, "customer_support") for region in REGIONS] == ["true", None]
    pins = pinned(aws, "internal_assistant")
    assert (pins["us-east-1"]["version"], pins["us-west-2"]) == ("1", None)
    assert [guarded(aws, region, "internal_assistant") for region in REGIONS] == ["true", "false"]
    aws.switch(fail=[])
    deploy(aws, **after).ok()
    for key in ("customer_support", "internal_assistant"):
        assert [pin["version"] for pin in pinned(aws, key).values()] == ["1", "1"]
        assert [guarded(aws, region, key) for region in REGIONS] == ["true", "true"]


OWN = {"cai_regions": ["us-east-1"]}
PATH = "cai_guardrail.existing.us-east-1"


def existing(identifier, version="1"):
    return OWN | {"cai_guardrail": {"existing": {"us-east-1": {"identifier": identifier, "version": version}}}}


def test_an_existing_guardrail_must_be_there(aws):
    foreign = theirs(aws)
    aws.clear_calls()
    for identifier, message in (
        ("abc123", f"{PATH}.identifier: us-east-1 has no guardrail abc123"),
        (foreign, f"{PATH}.version: guardrail {foreign} has no version 1 in us-east-1; it has none"),
    ):
        refused = deploy(aws, **existing(identifier))
        assert refused.status != 0
        assert message in told(refused)
    draft = existing(foreign, "DRAFT")
    assert f"{PATH}: DRAFT changes under applications" in told(deploy(aws, "--check", **draft).ok())
    validated = play(aws, "genai.bedrock.validate", "inventories/local", "--tags", "cai", **draft).ok()
    assert f"{PATH}: DRAFT changes under applications" in told(validated)
    assert writes(aws) == []


def test_an_existing_guardrail_takes_the_place_of_ours(aws):
    deploy(aws, **OWN).ok()
    foreign = theirs(aws)
    aws.client("bedrock").create_guardrail_version(guardrailIdentifier=foreign)
    aws.clear_calls()
    planned = deploy(aws, "--check", **existing(foreign)).ok()
    assert re.search(r"us-east-1 +delete +guardrail +no entry asks for it any more", planned.output)
    assert writes(aws) == []
    deploy(aws, **existing(foreign)).ok()
    assert pinned(aws) == {"us-east-1": {"identifier": foreign, "version": "1"}}
    assert guarded(aws, "us-east-1", "customer_support") == "true"
    # Ours goes when no record names it any more.
    assert guardrails(aws) == {"theirs": foreign}
    assert (writes(aws)[0], writes(aws)[-1]) == ("PutParameter", "DeleteGuardrail")
    assert deploy(aws, **existing(foreign)).ok().changed == 0

    verify = ("genai.bedrock.verify", "inventories/local")
    silent = play(aws, *verify)
    assert silent.status != 0
    assert f"guardrail {foreign} version 1 let the phrase 'genaibedrockguardrailcheck' pass" in told(silent)
    assert "GuardrailDidNotIntervene" in silent.output
    assert "name one that it blocks (guardrail_phrase; of a playbook bedrock_guardrail_phrase or" in told(silent)
    # The role's own variable is enough; that of the environment wins.
    for phrases in (
        {"cai_guardrail_phrase": "purple elephant"},
        {"bedrock_guardrail_phrase": "purple elephant", "cai_guardrail_phrase": "grey elephant"},
    ):
        assert play(aws, *verify, **phrases).ok().output.count("guardrail intervenes") == 1


def test_a_guardrail_goes_when_nobody_asks_for_it_any_more(aws):
    support = {"customer_support": {"regions": ["us-east-1"]}}
    both = {"customer_support": {"regions": ["us-east-1", "us-west-2"]}, "help_desk": {"regions": ["us-west-2"]}}
    deploy(aws, cai_entries=ENTRIES | both).ok()
    assert all("cai-local" in guardrails(aws, region) for region in REGIONS)
    # Its own record still pins it.
    deploy(aws, cai_entries=ENTRIES | support).ok()
    assert "cai-local" in guardrails(aws, "us-west-2")
    deploy(aws, cai_entries=ENTRIES | support, cai_purge=True).ok()
    assert [list(guardrails(aws, region)) for region in REGIONS] == [["cai-local"], []]
    aws.clear_calls()
    planned = deploy(aws, "--check", cai_entries=ENTRIES | support, cai_enabled=False).ok()
    assert re.search(r"us-east-1 +delete +.*guardrail", planned.output)
    assert writes(aws) == []
    off = {"customer_support": {"regions": ["us-east-1"], "enable_guardrails": False, "customer_facing": False}}
    deploy(aws, cai_entries=ENTRIES | off).ok()
    assert guardrails(aws) == {}
    assert pinned(aws) == {"us-east-1": None}
