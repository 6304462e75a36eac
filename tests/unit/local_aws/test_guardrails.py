# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The guardrail operations of the control plane."""

from __future__ import annotations

from typing import Any

import pytest

from tests.local_aws.server import LocalAws
from tests.unit.local_aws.guardrail_kit import BLOCKED_IN, BLOCKED_OUT, FULL, WORDS, make, publish
from tests.unit.local_aws.kit import ACCOUNT, client, refusal

TEXTS = {"blockedInputMessaging": BLOCKED_IN, "blockedOutputsMessaging": BLOCKED_OUT}
KEY = "12345678-1234-1234-1234-123456789012"


def get(aws: LocalAws, identifier: str, **more: Any) -> dict[str, Any]:
    answer: dict[str, Any] = client(aws).get_guardrail(guardrailIdentifier=identifier, **more)
    return answer


def update(aws: LocalAws, identifier: str, **settings: Any) -> dict[str, Any]:
    request = {"name": "cai", **TEXTS, **(settings or WORDS)}
    answer: dict[str, Any] = client(aws).update_guardrail(guardrailIdentifier=identifier, **request)
    return answer


def versions(aws: LocalAws, identifier: str) -> list[str]:
    rows = client(aws).list_guardrails(guardrailIdentifier=identifier)["guardrails"]
    return [row["version"] for row in rows]


def test_create_answers_with_the_draft(aws: LocalAws) -> None:
    made = make(aws, description="about it")
    assert made["ResponseMetadata"]["HTTPStatusCode"] == 202
    assert made["guardrailArn"] == f"arn:aws:bedrock:us-east-1:{ACCOUNT}:guardrail/{made['guardrailId']}"
    reported = get(aws, made["guardrailId"])
    assert (reported["name"], reported["version"], reported["status"]) == ("cai", "DRAFT", "READY")
    assert (reported["description"], reported["blockedInputMessaging"]) == ("about it", BLOCKED_IN)
    assert get(aws, made["guardrailArn"])["guardrailId"] == made["guardrailId"]


def test_get_returns_what_was_sent_in_another_order(aws: LocalAws) -> None:
    reported = get(aws, make(aws, **FULL)["guardrailId"])
    filters = reported["contentPolicy"]["filters"]
    sent = FULL["contentPolicyConfig"]["filtersConfig"]
    assert sorted(filters, key=lambda row: row["type"]) == sorted(sent, key=lambda row: row["type"])
    assert filters != sent
    assert {word["text"] for word in reported["wordPolicy"]["words"]} == {"Acme", "purple elephant"}
    assert reported["wordPolicy"]["managedWordLists"] == [{"type": "PROFANITY"}]
    assert reported["topicPolicy"]["topics"] == FULL["topicPolicyConfig"]["topicsConfig"]
    assert reported["sensitiveInformationPolicy"]["regexes"][0]["name"] == "ticket"
    assert reported["contextualGroundingPolicy"]["filters"] == [{"type": "GROUNDING", "threshold": 0.7}]
    assert "description" not in reported


@pytest.mark.parametrize(
    ("switch", "tier", "action"), [("none", None, None), ("tier", "CLASSIC", None), ("all", "CLASSIC", "BLOCK")]
)
def test_defaults_that_get_may_fill_in(aws: LocalAws, switch: str, tier: str | None, action: str | None) -> None:
    aws.switch(guardrail_defaults=switch)
    reported = get(aws, make(aws, **FULL)["guardrailId"])
    assert reported["contentPolicy"].get("tier", {}).get("tierName") == tier
    assert reported["topicPolicy"]["topics"][0].get("inputAction") == action
    assert reported["contextualGroundingPolicy"]["filters"][0].get("action") == action


@pytest.mark.parametrize(
    ("key", "arn"),
    [
        (KEY, f"arn:aws:kms:us-east-1:{ACCOUNT}:key/{KEY}"),
        (f"arn:aws:kms:us-east-1:{ACCOUNT}:key/{KEY}", f"arn:aws:kms:us-east-1:{ACCOUNT}:key/{KEY}"),
    ],
)
def test_a_key_is_shown_as_an_arn(aws: LocalAws, key: str, arn: str) -> None:
    assert get(aws, make(aws, kmsKeyId=key)["guardrailId"])["kmsKeyArn"] == arn


def test_an_alias_is_shown_as_its_key(aws: LocalAws) -> None:
    kms = client(aws, "kms")
    arn = kms.create_key()["KeyMetadata"]["Arn"]
    kms.create_alias(AliasName="alias/guard", TargetKeyId=arn)
    assert get(aws, make(aws, kmsKeyId="alias/guard")["guardrailId"])["kmsKeyArn"] == arn
    assert refusal(lambda: make(aws, "other", kmsKeyId="alias/none")).code == "ValidationException"


def test_update_replaces_everything(aws: LocalAws) -> None:
    made = make(aws, **FULL, description="old")
    assert update(aws, made["guardrailId"])["version"] == "DRAFT"
    reported = get(aws, made["guardrailId"])
    assert "description" not in reported
    assert "topicPolicy" not in reported
    assert [word["text"] for word in reported["wordPolicy"]["words"]] == ["purple elephant"]


def test_a_version_keeps_what_the_draft_was(aws: LocalAws) -> None:
    identifier = make(aws, **FULL, description="draft")["guardrailId"]
    assert publish(aws, identifier, description="first") == "1"
    update(aws, identifier)
    assert publish(aws, identifier) == "2"
    first, second = (get(aws, identifier, guardrailVersion=number) for number in ("1", "2"))
    assert (first["version"], first["description"], "topicPolicy" in first) == ("1", "first", True)
    assert (second["version"], "description" in second, "topicPolicy" in second) == ("2", False, False)
    assert versions(aws, identifier) == ["DRAFT", "1", "2"]


def test_numbers_are_never_given_again(aws: LocalAws) -> None:
    identifier = make(aws)["guardrailId"]
    client(aws).delete_guardrail(guardrailIdentifier=identifier, guardrailVersion=publish(aws, identifier))
    assert versions(aws, identifier) == ["DRAFT"]
    assert publish(aws, identifier) == "2"


def test_delete_takes_all_versions(aws: LocalAws) -> None:
    identifier = make(aws)["guardrailId"]
    publish(aws, identifier)
    assert client(aws).delete_guardrail(guardrailIdentifier=identifier)["ResponseMetadata"]["HTTPStatusCode"] == 202
    for more in ({}, {"guardrailVersion": "1"}):
        got = refusal(client(aws).get_guardrail, guardrailIdentifier=identifier, **more)
        assert (got.code, got.status) == ("ResourceNotFoundException", 404)


def test_a_name_is_unique_in_its_region(aws: LocalAws) -> None:
    first = make(aws)["guardrailId"]
    got = refusal(lambda: make(aws))
    assert (got.code, got.status) == ("ConflictException", 400)
    assert got.message == "Another guardrail in your account already has this name."
    make(aws, region="us-west-2")
    second = make(aws, "other")["guardrailId"]
    taken = {"guardrailIdentifier": second, "name": "cai", **TEXTS, **WORDS}
    assert refusal(client(aws).update_guardrail, **taken).code == "ConflictException"
    client(aws).delete_guardrail(guardrailIdentifier=first)
    client(aws).update_guardrail(**taken)


@pytest.mark.parametrize(("switch", "same"), [("original", True), ("fresh", False)])
def test_tokens(aws: LocalAws, switch: str, same: bool) -> None:
    aws.switch(token_replay=switch)
    first = make(aws, clientRequestToken="a-token")["guardrailId"]
    if same:
        assert make(aws, clientRequestToken="a-token")["guardrailId"] == first
    else:
        assert refusal(lambda: make(aws, clientRequestToken="a-token")).code == "ConflictException"
    numbers = [publish(aws, first, clientRequestToken="b-token") for _attempt in range(2)]
    assert numbers == (["1", "1"] if same else ["1", "2"])


def test_pages(aws: LocalAws) -> None:
    for number in range(5):
        make(aws, f"cai-{number}")
    pages = list(client(aws).get_paginator("list_guardrails").paginate(PaginationConfig={"PageSize": 2}))
    assert [len(page["guardrails"]) for page in pages] == [2, 2, 1]
    assert {row["version"] for page in pages for row in page["guardrails"]} == {"DRAFT"}
    assert refusal(client(aws).list_guardrails, nextToken="nonsense").code == "ValidationException"


def bad(**changes: Any) -> dict[str, Any]:
    return {"name": "cai", **TEXTS, **WORDS, **changes}


FILTER = {"type": "HATE", "inputStrength": "LOW", "outputStrength": "LOW"}


@pytest.mark.parametrize(
    ("request_", "text"),
    [
        (bad(name="a b"), "regular expression pattern: [0-9a-zA-Z-_]+"),
        (bad(blockedInputMessaging="x" * 501), "length less than or equal to 500"),
        (bad(contentPolicyConfig={"filtersConfig": [{**FILTER, "type": "LOVE"}]}), "enum value set"),
        (bad(contentPolicyConfig={"filtersConfig": [FILTER, FILTER]}), "same type twice"),
        (bad(contentPolicyConfig={"filtersConfig": [{**FILTER, "type": "PROMPT_ATTACK"}]}), "must be NONE"),
        (bad(contextualGroundingPolicyConfig={"filtersConfig": [{"type": "GROUNDING", "threshold": 1}]}), "0.99"),
        (bad(contentPolicyConfig={"filtersConfig": [FILTER], "tierConfig": {"tierName": "STANDARD"}}), "cross-Region"),
        ({"name": "cai", **TEXTS}, "At least one policy"),
    ],
)
def test_what_is_refused(aws: LocalAws, request_: dict[str, Any], text: str) -> None:
    got = refusal(client(aws).create_guardrail, **request_)
    assert (got.code, got.status) == ("ValidationException", 400)
    assert text in got.message


def test_the_standard_tier_needs_a_profile(aws: LocalAws) -> None:
    settings = {
        "contentPolicyConfig": {"filtersConfig": [FILTER], "tierConfig": {"tierName": "STANDARD"}},
        "crossRegionConfig": {"guardrailProfileIdentifier": "us.guardrail.v1:0"},
    }
    reported = get(aws, make(aws, **settings)["guardrailId"])
    assert reported["contentPolicy"]["tier"] == {"tierName": "STANDARD"}
    assert reported["crossRegionDetails"]["guardrailProfileId"] == "us.guardrail.v1:0"


@pytest.mark.parametrize("operation", ["get_guardrail", "delete_guardrail", "create_guardrail_version"])
def test_an_unknown_one(aws: LocalAws, operation: str) -> None:
    make(aws, region="us-west-2")
    assert refusal(getattr(client(aws), operation), guardrailIdentifier="abc").code == "ResourceNotFoundException"


def test_a_busy_guardrail_refuses_changes(aws: LocalAws) -> None:
    aws.switch(guardrail_delay_seconds=60)
    identifier = make(aws)["guardrailId"]
    assert get(aws, identifier)["status"] == "CREATING"
    for call in (lambda: update(aws, identifier), lambda: publish(aws, identifier)):
        assert refusal(call).code == "ConflictException"
    aws.switch(guardrail_delay_seconds=0)
    assert get(aws, identifier)["status"] == "READY"
    publish(aws, identifier)
    aws.switch(guardrail_delay_seconds=60)
    assert get(aws, identifier, guardrailVersion="1")["status"] == "VERSIONING"


def test_a_failed_guardrail_says_why(aws: LocalAws) -> None:
    identifier = make(aws)["guardrailId"]
    aws.switch(guardrail_failure="The regex is too slow.")
    update(aws, identifier)
    reported = get(aws, identifier)
    assert (reported["status"], reported["statusReasons"]) == ("FAILED", ["The regex is too slow."])
    assert refusal(lambda: publish(aws, identifier)).code == "ValidationException"
    aws.switch(guardrail_failure=None)
    update(aws, identifier)
    assert get(aws, identifier)["status"] == "READY"


def test_tags(aws: LocalAws) -> None:
    arn = make(aws, tags=[{"key": "a", "value": "1"}])["guardrailArn"]
    make(aws, "untagged")
    client(aws).tag_resource(resourceARN=arn, tags=[{"key": "b", "value": "2"}])
    client(aws).untag_resource(resourceARN=arn, tagKeys=["a"])
    assert client(aws).list_tags_for_resource(resourceARN=arn)["tags"] == [{"key": "b", "value": "2"}]
    tagging = client(aws, "resourcegroupstaggingapi")
    rows = tagging.get_resources(ResourceTypeFilters=["bedrock:guardrail"])["ResourceTagMappingList"]
    assert rows == [{"ResourceARN": arn, "Tags": [{"Key": "b", "Value": "2"}]}]
    assert tagging.tag_resources(ResourceARNList=[arn], Tags={"c": "3"})["FailedResourcesMap"] == {}
    assert len(client(aws).list_tags_for_resource(resourceARN=arn)["tags"]) == 2
    client(aws).delete_guardrail(guardrailIdentifier=arn)
    assert refusal(client(aws).list_tags_for_resource, resourceARN=arn).code == "ResourceNotFoundException"


@pytest.mark.parametrize(
    ("tier", "length", "refused"),
    [
        (None, 200, False),
        (None, 201, True),
        ("CLASSIC", 201, True),
        ("STANDARD", 1000, False),
        ("STANDARD", 1001, True),
    ],
)
def test_a_topic_may_be_defined_at_length_in_the_standard_tier(
    aws: LocalAws, tier: str | None, length: int, refused: bool
) -> None:
    topic = FULL["topicPolicyConfig"]["topicsConfig"][0] | {"definition": "x" * length}
    policy = {"topicsConfig": [topic]} | ({"tierConfig": {"tierName": tier}} if tier else {})
    across = {"crossRegionConfig": {"guardrailProfileIdentifier": "us.guardrail.v1:0"}} if tier == "STANDARD" else {}

    def call() -> dict[str, Any]:
        return make(aws, topicPolicyConfig=policy, **across)

    if not refused:
        assert get(aws, call()["guardrailId"])["topicPolicy"]["topics"][0]["definition"] == "x" * length
        return
    got = refusal(call)
    limit = 1000 if tier == "STANDARD" else 200
    assert got.code == "ValidationException"
    assert f"Member must have length less than or equal to {limit}" in got.message
    assert "topicPolicyConfig.topicsConfig.1.member.definition" in got.message
