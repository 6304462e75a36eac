# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""guardrail against the endpoint: in check mode and for real, with the open questions of AWS in each position."""

from __future__ import annotations

from typing import Any

import pytest

from tests.gateway.guardrail_kit import FULL, PLAIN, REGION, TEXTS, WEST, guardrail, live, seed, writes
from tests.local_aws.server import LocalAws

OURS = {"ManagedBy": "genai.bedrock"}


def actions(result: dict[str, Any]) -> list[tuple[str, str, bool]]:
    return [(row["region"], row["action"], row["publish"]) for row in result["actions"]]


def comparable(result: dict[str, Any], *, filled_in: bool) -> tuple[Any, ...]:
    # What AWS fills in by itself, no plan knows.
    unlike = ("guardrail_id", "guardrail_arn", "created_at", "updated_at", "version")
    reported = ("_policy",) if filled_in else ()
    rows = [
        {field: row[field] for field in row if field not in unlike and not field.endswith(reported)}
        for row in result["guardrails"]
    ]
    done = [{field: row[field] for field in row if field != "version"} for row in result["actions"]]
    return result["changed"], done, result["summary"], result["diff"], rows


SCENES: dict[str, tuple[dict[str, Any], dict[str, Any], str]] = {
    "create": ({}, FULL, "create"),
    "create and publish": ({}, {**FULL, "publish_version": True}, "create"),
    "two regions": ({}, {**PLAIN, "regions": [REGION, WEST]}, "create"),
    "nothing": (FULL, FULL, "none"),
    "publish what is there": (FULL, {"publish_version": True}, "publish"),
    "publish nothing new": ({**FULL, "publish_version": True}, {**FULL, "publish_version": True}, "none"),
    "another message": (FULL, {"blocked_input_messaging": "Other."}, "update"),
    "no description": (FULL, {"description": ""}, "update"),
    "weaker": (FULL, {"content_filters": {"HATE": "LOW", "VIOLENCE": "HIGH"}}, "update"),
    "no prompt attack": (FULL, {"prompt_attack": "NONE"}, "update"),
    "no words": (FULL, {"words": []}, "update"),
    "more topics": (FULL, {"denied_topics": {"Medicine": "Questions about treatment.", "Money": "Loans."}}, "update"),
    "masked": (FULL, {"pii_entities": {"EMAIL": "BLOCK"}, "publish_version": True}, "update"),
    "a tier of grounding": (
        {**FULL, "guardrail_profile": "us.guardrail.v1:0"},
        {"grounding_tier": "STANDARD"},
        "update",
    ),
    "the same tier of grounding": ({**FULL, "grounding_tier": "CLASSIC"}, {"grounding_tier": "CLASSIC"}, "none"),
    "retag": (FULL, {"tags": {"Team": "b", "New": "1"}}, "retag"),
    "no tags": (FULL, {"tags": {}}, "retag"),
    "delete": ({**FULL, "publish_version": True}, {"state": "absent"}, "delete"),
    "nothing to delete": ({}, {"state": "absent"}, "none"),
}


#: Where it matters what AWS fills in.
FILLED_IN = ("create and publish", "nothing", "publish nothing new", "weaker", "masked")


@pytest.mark.parametrize(
    ("scene", "defaults"),
    [(scene, "none") for scene in SCENES] + [(scene, reported) for scene in FILLED_IN for reported in ("tier", "all")],
)
def test_check_mode_predicts_and_a_second_run_changes_nothing(aws: LocalAws, scene: str, defaults: str) -> None:
    aws.switch(guardrail_defaults=defaults)
    before, wanted, action = SCENES[scene]
    if before:
        assert guardrail(aws, **before)["changed"]
    current = live(aws), live(aws, WEST)
    aws.clear_calls()
    predicted = guardrail(aws, check=True, diff=True, **wanted)
    assert writes(aws) == []
    assert (live(aws), live(aws, WEST)) == current
    real = guardrail(aws, diff=True, **wanted)
    assert {row["action"] for row in real["actions"]} == {action}
    filled_in = defaults != "none"
    assert comparable(predicted, filled_in=filled_in) == comparable(real, filled_in=filled_in)
    assert real.get("warnings", []) == []
    aws.clear_calls()
    again = guardrail(aws, **wanted)
    assert (again["changed"], writes(aws)) == (False, [])


def test_what_aws_receives(aws: LocalAws) -> None:
    result = guardrail(aws, **FULL)
    reported = live(aws)
    assert reported is not None
    assert reported["description"] == FULL["description"]
    filters = {row.pop("type"): row for row in reported["contentPolicy"]["filters"]}
    assert filters["HATE"] == {"inputStrength": "HIGH", "outputStrength": "HIGH"}
    assert filters["VIOLENCE"]["inputModalities"] == ["IMAGE", "TEXT"]
    assert filters["PROMPT_ATTACK"] == {"inputStrength": "HIGH", "outputStrength": "NONE"}
    topics = {row["name"]: row for row in reported["topicPolicy"]["topics"]}
    assert topics["Legal advice"]["examples"] == ["Can I sue him?", "Is it legal?"]
    assert topics["Medicine"]["definition"] == "Questions about treatment."
    regexes = {row["name"]: row for row in reported["sensitiveInformationPolicy"]["regexes"]}
    assert (regexes["x"]["pattern"], regexes["x"]["action"]) == ("x+ ", "BLOCK")
    assert {row["type"]: row["threshold"] for row in reported["contextualGroundingPolicy"]["filters"]} == {
        "GROUNDING": 0.7,
        "RELEVANCE": 0.5,
    }
    assert reported["tags"] == {"Team": "a", **OURS}
    row = result["guardrail"]
    assert (row["guardrail_id"], row["guardrail_arn"]) == (reported["guardrailId"], reported["guardrailArn"])
    assert (row["status"], row["version"], row["tags"]) == ("READY", None, reported["tags"])
    assert row["word_policy"]["words"] == [{"text": "Acme", "output_action": "NONE"}, {"text": "purple elephant"}]


def test_what_is_unset_stays(aws: LocalAws) -> None:
    seed(
        aws,
        OURS,
        description="Kept",
        contentPolicyConfig={
            "filtersConfig": [{"type": "HATE", "inputStrength": "LOW", "outputStrength": "LOW", "inputEnabled": False}],
            "tierConfig": {"tierName": "STANDARD"},
        },
        crossRegionConfig={"guardrailProfileIdentifier": "us.guardrail.v1:0"},
        kmsKeyId="12345678-1234-1234-1234-123456789012",
        automatedReasoningPolicyConfig={
            "policies": ["arn:aws:bedrock:us-east-1:123456789012:automated-reasoning-policy/abcdefghijkl"]
        },
    )
    before = live(aws)
    assert guardrail(aws, words=["ours"])["changed"]
    after = live(aws)
    assert before is not None
    assert after is not None
    assert after["wordPolicy"] == {"words": [{"text": "ours"}]}
    unlike = ("wordPolicy", "updatedAt")
    assert {k: v for k, v in after.items() if k not in unlike} == {k: v for k, v in before.items() if k not in unlike}


def test_a_weakened_guardrail_is_mended(aws: LocalAws) -> None:
    """Somebody turned a filter off in the console; the playbook did not say that it is on."""
    off = {"type": "HATE", "inputStrength": "HIGH", "outputStrength": "HIGH", "inputEnabled": False}
    seed(aws, OURS, contentPolicyConfig={"filtersConfig": [off]})
    result = guardrail(aws, content_filters={"HATE": "HIGH"})
    assert result["actions"][0]["reasons"] == ["content_filters: HATE (inputEnabled False → True)"]
    assert guardrail(aws, content_filters={"HATE": "HIGH"})["changed"] is False


def test_versions_are_made_only_of_what_is_new(aws: LocalAws) -> None:
    options = {**PLAIN, "publish_version": True}
    assert guardrail(aws, **options, version_description="first")["version"] == "1"
    assert guardrail(aws, **options, version_description="ignored")["version"] == "1"
    assert guardrail(aws, **options, description="Only the draft's")["version"] == "1"
    changed = guardrail(aws, **{**options, "words": ["green giraffe"]})
    assert (changed["version"], actions(changed)) == ("2", [(REGION, "update", True)])
    assert guardrail(aws, words=["purple elephant"])["version"] == "2"
    assert guardrail(aws, **options)["version"] == "3"
    back = guardrail(aws, words=["green giraffe"])
    assert actions(back) == [(REGION, "update", False)]
    reported = live(aws, version="1")
    assert reported is not None
    assert (reported["description"], reported["wordPolicy"]["words"]) == ("first", [{"text": "purple elephant"}])


def test_a_draft_that_is_the_newest_version_again_is_not_published(aws: LocalAws) -> None:
    guardrail(aws, **PLAIN, publish_version=True)
    guardrail(aws, words=["other"])
    result = guardrail(aws, **PLAIN, publish_version=True)
    assert (result["version"], actions(result)) == ("1", [(REGION, "update", False)])


@pytest.mark.parametrize("tags", [None, {"ManagedBy": "terraform"}])
@pytest.mark.parametrize("options", [PLAIN, {"state": "absent"}], ids=["present", "absent"])
def test_what_is_not_ours_is_left_alone(aws: LocalAws, tags: dict[str, str] | None, options: dict[str, Any]) -> None:
    arn = seed(aws, tags)
    aws.clear_calls()
    result = guardrail(aws, **options)
    assert (result["failed"], writes(aws)) == (True, [])
    assert f"{arn} exists with" in result["msg"]
    assert "set adopt: true" in result["msg"]
    assert "actions" not in result


def test_adoption(aws: LocalAws) -> None:
    arn = seed(aws, {"Theirs": "1"})
    result = guardrail(aws, words=["ours"], tags={"Team": "a"}, adopt=True)
    assert (result["guardrail"]["guardrail_arn"], actions(result)) == (arn, [(REGION, "adopt", False)])
    reported = live(aws)
    assert reported is not None
    assert reported["tags"] == {"Theirs": "1", "Team": "a", **OURS}
    assert reported["blockedInputMessaging"] == "Theirs."
    assert guardrail(aws, words=["ours"], tags={"Team": "a"})["actions"][0]["reasons"] == ["tag Theirs is removed"]


def test_an_adopted_one_can_be_deleted(aws: LocalAws) -> None:
    seed(aws)
    assert actions(guardrail(aws, state="absent", adopt=True)) == [(REGION, "delete", False)]
    assert live(aws) is None


BAD: list[tuple[dict[str, Any], list[str]]] = [
    ({"name": "a b", **PLAIN}, ["name", "letters, digits, hyphens and underscores only"]),
    ({**PLAIN, "content_filters": {"HAET": "HIGH"}}, ["content_filters.HAET", "did you mean 'HATE'?"]),
    ({**PLAIN, "content_filters": {"HATE": {"input_strength": "HIGH"}}}, ["output_strength is missing"]),
    ({**PLAIN, "pii_entities": {"EMIAL": "BLOCK", "PIN": "HIDE"}}, ["did you mean 'EMAIL'?", "pii_entities.PIN"]),
    ({**PLAIN, "grounding": {"GROUNDING": 1}}, ["grounding.GROUNDING", "0 to 0.99"]),
    ({**PLAIN, "words": ["ok", {"txt": "x"}]}, ["entry 2 lacks text"]),
    ({**PLAIN, "tags": {"a,b": "c"}, "regions": [REGION, REGION]}, ["tags", "listed twice"]),
    ({"words": ["x"]}, ["AWS needs blocked_input_messaging and blocked_outputs_messaging"]),
    (TEXTS, ["no guardrail without a filter"]),
    ({**PLAIN, "words": []}, ["no guardrail without a filter"]),
]


@pytest.mark.parametrize(("options", "texts"), BAD, ids=[str(number) for number in range(len(BAD))])
def test_bad_input(aws: LocalAws, options: dict[str, Any], texts: list[str]) -> None:
    result = guardrail(aws, **options)
    assert guardrail(aws, check=True, **options)["msg"] == result["msg"]
    assert result["failed"]
    assert [text for text in texts if text not in result["msg"]] == []
    assert writes(aws) == []


def test_the_last_filter_cannot_go(aws: LocalAws) -> None:
    guardrail(aws, **PLAIN)
    assert "no guardrail without a filter" in guardrail(aws, words=[])["msg"]


def test_a_key_by_its_alias(aws: LocalAws) -> None:
    kms = aws.client("kms")
    arn = kms.create_key()["KeyMetadata"]["Arn"]
    kms.create_alias(AliasName="alias/guard", TargetKeyId=arn)
    for key, changed in (("alias/guard", True), (arn, False), (arn.rpartition("/")[2], False), ("alias/guard", False)):
        result = guardrail(aws, **PLAIN, kms_key_id=key)
        assert (result["changed"], result["guardrail"]["kms_key_arn"]) == (changed, arn), key
    aws.switch(deny=["kms:DescribeKey"])
    assert "kms:DescribeKey" in guardrail(aws, **PLAIN, kms_key_id="alias/guard")["msg"]


def test_what_nothing_costs(aws: LocalAws) -> None:
    guardrail(aws, **FULL, publish_version=True)
    aws.clear_calls()
    guardrail(aws, **FULL, publish_version=True)
    calls = sorted(call["operation"] for call in aws.calls())
    assert calls == ["GetGuardrail"] * 2 + ["ListGuardrails"] * 2 + ["ListTagsForResource"]
