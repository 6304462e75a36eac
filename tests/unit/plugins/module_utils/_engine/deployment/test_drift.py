# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What differs, and whether somebody has changed AWS by hand, or the inventory."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
from ansible_collections.genai.bedrock.plugins.module_utils._core.records.hashes import hashed
from ansible_collections.genai.bedrock.plugins.module_utils._engine.deployment.planning import plan_of

from tests.unit.plugins.module_utils._engine.deployment.test_guardrails import deploy as deploy_guarded
from tests.unit.plugins.module_utils.environment_fakes import EAST, PREFIX, FakeAws, run
from tests.unit.plugins.module_utils.fakes import HAIKU, SONNET

PROFILE, RECORD, DOCUMENT = "inference_profile", "record", "document"
NAME = f"{PREFIX}/shop/search"


def shop(model=SONNET, **entry):
    return {"shop": {"geography": "us", "model": model, "entries": {"search": entry}}}


def deploy(aws, workloads=None, **settings):
    ran = run(aws, workloads or shop(), regions=[EAST], **settings)
    assert (ran.forbidden, ran.failures) == ([], [])
    return ran


def origins(ran):
    return {(row["kind"], row["action"]): row["origin"] for row in plan_of(ran.deployment)["changes"]}


def retagged(aws, **tags):
    (current,) = aws.profiles(EAST).tagged.values()
    for key, value in tags.items():
        current.pop(key, None) if value is None else current.update({key: value})


def edited(aws, name=NAME, **members):
    live = aws.stores[EAST].live
    live[name] = replace(live[name], value=json.dumps(json.loads(live[name].value) | members))


def deleted(aws):
    (arn,) = aws.profiles(EAST).live
    aws.profiles(EAST).delete(arn)


def removed(aws, name=NAME):
    aws.stores[EAST].live.pop(name)


def broken(aws):
    live = aws.stores[EAST].live
    live[NAME] = replace(live[NAME], value="{")


def older(aws):
    """As a version that knew no hashes has written it."""
    value = aws.record("shop/search")
    value.pop("hash")
    for target in value["targets"]:
        target.pop("tags_hash")
    live = aws.stores[EAST].live
    live[NAME] = replace(live[NAME], value=json.dumps(value))


def nothing(_aws):
    pass


TEAM = {"tags": {"Team": "a"}}
#: By hand in AWS, in the inventory, and what differs then.
CASES = {
    "a profile is deleted": (
        deleted,
        {},
        {(PROFILE, "create"): "aws", (RECORD, "update"): "aws", (DOCUMENT, "update"): "aws"},
    ),
    "a profile is deleted, and the model changes": (
        deleted,
        {"model": HAIKU},
        {(PROFILE, "create"): "both", (RECORD, "update"): "both", (DOCUMENT, "update"): "both"},
    ),
    "tags are removed": (lambda aws: retagged(aws, Team=None), {}, {(PROFILE, "retag"): "aws"}),
    "a tag is added": (lambda aws: retagged(aws, Mine="x"), {}, {(PROFILE, "retag"): "aws"}),
    "the tag of the source is edited": (
        lambda aws: retagged(aws, ModelSource=f"arn:aws:bedrock:{EAST}:123456789012:inference-profile/us.{HAIKU}"),
        {},
        {
            (PROFILE, "replace"): "aws",
            (PROFILE, "retire"): "aws",
            (RECORD, "update"): "aws",
            (DOCUMENT, "update"): "aws",
        },
    ),
    "the inventory has other tags": (
        nothing,
        {"tags": {"Team": "b"}},
        {(PROFILE, "retag"): "inventory", (RECORD, "update"): "inventory"},
    ),
    "both have other tags": (
        lambda aws: retagged(aws, Team="c"),
        {"tags": {"Team": "b"}},
        {(PROFILE, "retag"): "both", (RECORD, "update"): "both"},
    ),
    "a record is edited": (lambda aws: edited(aws, temperature=0.9), {}, {(RECORD, "update"): "aws"}),
    "a record is deleted": (removed, {}, {(RECORD, "create"): "aws", (DOCUMENT, "update"): None}),
    "a record is damaged": (broken, {}, {(RECORD, "update"): "aws"}),
    "the inventory has another temperature": (
        nothing,
        {"entry": {"temperature": 0.2}},
        {(RECORD, "update"): "inventory"},
    ),
    "a record is edited, and the inventory has another temperature": (
        lambda aws: edited(aws, max_tokens=5),
        {"entry": {"temperature": 0.2}},
        {(RECORD, "update"): "both"},
    ),
    "the document is edited": (lambda aws: edited(aws, PREFIX, cai={"x": "y"}), {}, {(DOCUMENT, "update"): "aws"}),
    "the inventory has another model": (
        nothing,
        {"model": HAIKU},
        {
            (PROFILE, "replace"): "inventory",
            (PROFILE, "retire"): "inventory",
            (RECORD, "update"): "inventory",
            (DOCUMENT, "update"): "inventory",
        },
    ),
    "the inventory has another name": (
        nothing,
        {"entry": {"name": "another"}},
        {(PROFILE, "replace"): "inventory", (RECORD, "update"): "inventory"},
    ),
    "an older version has written it": (
        lambda aws: (older(aws), retagged(aws, Team=None)),
        {},
        {(PROFILE, "retag"): "unknown", (RECORD, "update"): "unknown"},
    ),
}


@pytest.mark.parametrize("name", CASES)
def test_where_a_difference_comes_from(name):
    by_hand, inventory, wanted = CASES[name]
    aws = FakeAws()
    deploy(aws, **TEAM)
    by_hand(aws)
    settings = {key: value for key, value in inventory.items() if key == "tags"}
    workloads = shop(inventory.get("model", SONNET), **inventory.get("entry", {}))
    ran = deploy(aws, workloads, check=True, **TEAM | settings)
    found = origins(ran)
    assert {key: found.get(key) for key in wanted} == wanted
    lines = "\n".join(ran.result["lines"])
    assert ("changed by hand in AWS" in lines) == bool({"aws", "both"} & set(found.values()))
    deploy(aws, workloads, **TEAM | settings)
    assert not deploy(aws, workloads, **TEAM | settings).result["changed"], "what was put right stays so"


def test_a_first_deployment_is_of_the_inventory():
    assert set(origins(deploy(FakeAws(), check=True)).values()) == {"inventory"}


def test_a_record_that_was_sealed_is_not_edited():
    aws = FakeAws()
    deploy(aws)
    record = aws.record("shop/search")
    assert hashed(record) == record
    assert record["targets"][0].keys() >= {"tags_hash", "model_source"}


def test_a_hash_does_not_follow_tags_of_others():
    aws = FakeAws()
    settings = {"ignore_tags": {"keys": ["Mine"]}}
    deploy(aws, **settings)
    retagged(aws, Mine="x")
    assert not deploy(aws, **settings).result["changed"]


def draft(aws, **members):
    wall = aws.guardrails(EAST)
    for identifier, answer in wall.live.items():
        wall.live[identifier] = {**answer, **members}


def version(aws):
    for versions in aws.guardrails(EAST).current_versions.values():
        versions.clear()


def guardrail(aws):
    wall = aws.guardrails(EAST)
    for identifier in list(wall.live):
        wall.delete(identifier)


OTHER = {"given": {"blocked_input_messaging": "other"}}


@pytest.mark.parametrize(
    ("by_hand", "inventory", "origin"),
    [
        (lambda aws: draft(aws, blockedInputMessaging="by hand"), {}, "aws"),
        (version, {}, "aws"),
        (guardrail, {}, "aws"),
        (nothing, OTHER, "inventory"),
        (lambda aws: draft(aws, blockedOutputsMessaging="by hand"), OTHER, "both"),
    ],
    ids=["draft", "version", "deleted", "inventory", "both"],
)
def test_where_a_difference_of_a_guardrail_comes_from(by_hand, inventory, origin):
    aws = FakeAws()
    deploy_guarded(aws)
    by_hand(aws)
    ran = deploy_guarded(aws, check=True, **inventory)
    rows = plan_of(ran.deployment)["changes"]
    assert [row["origin"] for row in rows if row["kind"] == "guardrail" and row["region"] == EAST] == [origin]
