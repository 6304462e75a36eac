# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The guardrail of conversational AI on the wire: one a region, its version pinned in the records and tried by verify.

Each rule of its life is in tests/unit, of the engine.
"""

from __future__ import annotations

import json

import yaml
from ansible.parsing.dataloader import DataLoader
from ansible.template import Templar, trust_as_template

from tests.gateway.deploying import ROOT, teardown
from tests.gateway.deploying import deploy as deploy_inventory
from tests.gateway.running import run_module, writes

REGIONS = ("us-east-1", "us-west-2")
PREFIX = "/local/bedrock/inference-profiles/cai"
ENTRIES = {"sales_copilot": {"enabled": False}, "internal_assistant": {"enable_guardrails": False}}
CAI = ("cai",)


def deploy(aws, *, check=False, diff=False, **variables):
    return deploy_inventory(aws, roles=CAI, check=check, diff=diff, **{"cai_entries": ENTRIES} | variables)


def record(aws, key="customer_support"):
    return json.loads(aws.client("ssm").get_parameter(Name=f"{PREFIX}/{key}")["Parameter"]["Value"])


def pinned(aws, key="customer_support"):
    """Region → guardrail in the targets of a record."""
    return {target["region"]: target.get("guardrail") for target in record(aws, key)["targets"]}


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


def test_the_life_of_a_guardrail(aws):
    foreign = theirs(aws)
    aws.clear_calls()
    deploy(aws, check=True, diff=True).ok()
    assert writes(aws) == []
    deploy(aws).ok()
    ids = {region: guardrails(aws, region)["cai-local"] for region in ("us-east-1", "us-west-2")}
    assert pinned(aws) == {region: {"identifier": name, "version": "1"} for region, name in ids.items()}
    assert pinned(aws, "internal_assistant") == {"us-east-1": None, "us-west-2": None}
    check_catalogue(aws.client("bedrock").get_guardrail(guardrailIdentifier=ids["us-east-1"]))
    changed = {"cai_guardrail": {"words": ["purple elephant"], "pii_entities": None, "tags": {"Team": "b"}}}
    summary = deploy(aws, **changed).ok().output
    assert summary.count("words: purple elephant added") == 1
    assert summary.count("; published as version 2") == 1
    live = aws.client("bedrock").get_guardrail(guardrailIdentifier=ids["us-east-1"])
    assert "sensitiveInformationPolicy" not in live
    tags = aws.client("bedrock").list_tags_for_resource(resourceARN=live["guardrailArn"])["tags"]
    assert {"key": "Team", "value": "b"} in tags
    assert {"key": "CostCenter", "value": "ai-platform"} in tags
    assert [pin["version"] for pin in pinned(aws).values()] == ["2", "2"]
    assert not deploy(aws, **changed).ok().changed
    verified = run_module("inference_profiles_verify", aws, records={"cai/customer_support": record(aws)})
    assert [target["guardrail"] for target in verified["targets"]] == ["intervened", "intervened"]
    teardown(aws, roles=CAI).ok()
    assert guardrails(aws) == {"theirs": foreign}
    assert guardrails(aws, "us-west-2") == {}


def check_catalogue(live):
    """All that a guardrail is where cai_guardrail says nothing."""
    kinds = ("HATE", "INSULTS", "MISCONDUCT", "SEXUAL", "VIOLENCE")
    current = {row["type"]: (row["inputStrength"], row["outputStrength"]) for row in live["contentPolicy"]["filters"]}
    assert current == dict.fromkeys(kinds, ("HIGH", "HIGH")) | {"PROMPT_ATTACK": ("HIGH", "NONE")}
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
        "cai_guardrail.existing.us-east-1: is missing, and an entry requires a guardrail there",
        "cai_guardrail.existing: cannot be combined, since an existing guardrail is not changed; remove pii_entities",
    ):
        assert line in refused.output
    assert [call["operation"] for call in aws.calls()] == []


def test_the_tag_is_true_where_a_guardrail_fails(aws):
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
        assert message in refused.output
    draft = existing(foreign, "DRAFT")
    assert f"{PATH}: DRAFT changes under applications" in deploy(aws, check=True, **draft).ok().output
    validated = deploy_inventory(aws, roles=CAI, state="validated", cai_entries=ENTRIES, **draft).result["report"]
    assert f"{PATH}: DRAFT changes under applications" in "\n".join(validated["lines"])
    assert writes(aws) == []


def test_an_existing_guardrail_takes_the_place_of_ours(aws):
    deploy(aws, **OWN).ok()
    foreign = theirs(aws)
    aws.client("bedrock").create_guardrail_version(guardrailIdentifier=foreign)
    aws.clear_calls()
    deploy(aws, **existing(foreign)).ok()
    assert pinned(aws) == {"us-east-1": {"identifier": foreign, "version": "1"}}
    assert guarded(aws, "us-east-1", "customer_support") == "true"
    # Ours goes when no record names it any more.
    assert guardrails(aws) == {"theirs": foreign}
    assert (writes(aws)[0], writes(aws)[-1]) == ("PutParameter", "DeleteGuardrail")

    records = {"cai/customer_support": record(aws)}
    silent = run_module("inference_profiles_verify", aws, records=records)
    assert silent["errors"][0]["code"] == "GuardrailDidNotIntervene"
    assert f"guardrail {foreign} version 1 let the phrase 'genaibedrockguardrailcheck' pass" in silent["msg"]
    assert "name one that it blocks (guardrail_phrase; of a playbook bedrock_guardrail_phrase or" in silent["msg"]
    answered = run_module("inference_profiles_verify", aws, records=records, guardrail_phrase="purple elephant")
    assert [target["guardrail"] for target in answered["targets"]] == ["intervened"]


def test_the_phrase_of_the_environment_wins_over_that_of_the_role():
    (verify,) = yaml.safe_load((ROOT / "playbooks/verify.yml").read_text())
    (task,) = [one for one in verify["tasks"] if "genai.bedrock.inference_profiles_verify" in one]
    template = trust_as_template(task["genai.bedrock.inference_profiles_verify"]["guardrail_phrase"])
    own, environment = {"cai_guardrail_phrase": "own"}, {"bedrock_guardrail_phrase": "environment"}
    for variables, phrase in ((own, "own"), (environment, "environment"), (own | environment, "environment")):
        assert Templar(loader=DataLoader(), variables=variables).template(template) == phrase
