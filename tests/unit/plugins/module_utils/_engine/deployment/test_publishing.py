# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Records in a deployment: read before anything, kept where a region failed, written before anything goes."""

from __future__ import annotations

import json

import pytest

from tests.unit.plugins.module_utils.environment_fakes import EAST, PREFIX, WEST, FakeAws, run
from tests.unit.plugins.module_utils.fakes import HAIKU, SONNET, denied, down
from tests.unit.plugins.module_utils.ssm_fakes import Fault

OURS = {"ManagedBy": "genai.bedrock", "Environment": "dev", "Workload": "copilot", "ProfileKey": "chat"}
CHAT = f"{PREFIX}/copilot/chat"


def copilot(model=SONNET, keys=("chat",), **options):
    entries = {key: {} for key in keys}
    return {"copilot": {"kind": "copilot", "model": model, "geography": "us", "entries": entries, **options}}


def shop(model=HAIKU, **options):
    return {"shop": {"geography": "us", "entries": {"search": {"model": model}}, **options}}


def deploy(aws, workloads=None, **settings):
    ran = run(aws, workloads or copilot(), **settings)
    assert (ran.forbidden, ran.failures) == ([], [])
    return ran


def write_tags(aws, name, tags, region=EAST):
    """What stands there gets other tags."""
    aws.stores[region].seed(name, aws.stores[region].live[name].value, tags=tags)


@pytest.mark.parametrize("error", [denied("GetParametersByPath"), down("GetParametersByPath")])
def test_one_ssm_region_of_several_that_cannot_be_read_stops_before_anything_is_written(error):
    aws = FakeAws()
    aws.parameters(WEST).down = error
    ran = run(aws, copilot(), ssm_regions=[EAST, WEST])
    assert ran.forbidden
    assert aws.writes == []


def test_of_a_record_in_several_regions_the_first_listed_counts():
    aws = FakeAws()
    deploy(aws, regions=[EAST], ssm_regions=[EAST, WEST])
    other = dict(aws.record("copilot/chat"), targets=[])
    aws.stores[WEST].seed(CHAT, json.dumps(other), tags=OURS)
    ran = deploy(aws, regions=[EAST], ssm_regions=[EAST, WEST])
    assert aws.record("copilot/chat", WEST) == aws.record("copilot/chat", EAST)
    assert ran.actions() == [("chat", WEST, "repair")]


def test_a_region_that_fails_keeps_its_last_target_and_what_it_replaced():
    aws = FakeAws()
    deploy(aws)
    old = {target["region"]: target["arn"] for target in aws.record("copilot/chat")["targets"]}
    aws.profiles(WEST).fail = {"create": down("CreateInferenceProfile", WEST)}
    ran = run(aws, copilot(HAIKU))
    assert [(error["key"], error["region"]) for error in ran.errors] == [("chat", WEST)]
    new = {target["region"]: target["arn"] for target in aws.record("copilot/chat")["targets"]}
    assert (new[WEST], new[EAST] != old[EAST]) == (old[WEST], True)
    assert set(old.values()) <= aws.live_arns, "a key that failed keeps everything it has"


def test_a_key_that_fails_stops_no_other():
    aws = FakeAws()
    deploy(aws, copilot(keys=["chat", "code_review"]))
    aws.regions[WEST].fail = {"retag": down("TagResource", WEST)}
    extra = copilot(keys=["chat", "code_review", "documentation"], tags={"Team": "search"})
    ran = run(aws, extra)
    assert {error["key"] for error in ran.errors} == {"chat", "code_review"}
    assert len(aws.record("copilot/documentation")["targets"]) == 2
    assert ran.result["outputs"]["claude_copilot_profile_arn"] in aws.live_arns


def test_an_unwritten_record_keeps_everything_of_its_workload_and_nothing_of_another():
    aws = FakeAws()
    deploy(aws, {**copilot(keys=["chat", "code_review"]), **shop(SONNET)})
    old = {key: aws.record(key)["targets"][0]["arn"] for key in ("copilot/chat", "copilot/code_review", "shop/search")}
    aws.stores[EAST].faults["put"] = Fault("InternalServerError", name=CHAT)
    ran = run(aws, {**copilot(HAIKU, purge=True), **shop(HAIKU)})
    assert any("until it can be written, the profiles that it names stay" in line for line in ran.failures)
    assert {old["copilot/chat"], old["copilot/code_review"]} <= aws.live_arns
    assert aws.record("copilot/code_review")
    assert old["shop/search"] not in aws.live_arns
    aws.stores[EAST].faults.clear()
    deploy(aws, {**copilot(HAIKU, purge=True), **shop(HAIKU)})
    assert aws.record("copilot/code_review") is None


def test_a_damaged_record_of_ours_is_repaired_and_that_is_reported():
    aws = FakeAws()
    deploy(aws)
    aws.stores[EAST].seed(CHAT, "{", tags=OURS)
    assert run(aws, copilot(), check=True).actions() == [("chat", EAST, "repair")]
    ran = deploy(aws)
    assert ran.actions() == [("chat", EAST, "repair")]
    assert aws.record("copilot/chat")["targets"]
    assert deploy(aws).result["changed"] is False


def test_a_damaged_record_that_could_not_be_written_is_not_reported_as_repaired():
    aws = FakeAws()
    deploy(aws)
    aws.stores[EAST].seed(CHAT, "{", tags=OURS)
    aws.stores[EAST].faults["put"] = Fault("InternalServerError", name=CHAT)
    ran = run(aws, copilot())
    assert ran.failures
    assert ran.actions() == []


def test_only_of_suspects_the_tags_are_read():
    aws = FakeAws()
    deploy(aws, copilot(keys=["chat", "code_review"]))
    aws.stores[EAST].seed(CHAT, "{", tags=OURS)
    aws.forget_calls()
    run(aws, copilot(keys=["chat", "code_review"]), check=True)
    assert {call[1] for call in aws.stores[EAST].calls if call[0] == "tags"} <= {CHAT, PREFIX}


def test_damage_whose_owner_nobody_may_read_stops_before_anything_is_written():
    aws = FakeAws()
    deploy(aws)
    aws.stores[EAST].seed(CHAT, "{", tags=OURS)
    aws.stores[EAST].faults["tags"] = Fault("AccessDeniedException", name=CHAT)
    aws.forget_calls()
    assert run(aws, copilot(HAIKU)).forbidden
    assert aws.writes == []


@pytest.mark.parametrize("place", ["copilot/chat", "copilot/chat/deeper"])
def test_what_another_environment_or_prefix_has_there_is_not_ours(place):
    aws = FakeAws()
    aws.parameters(EAST).seed(f"{PREFIX}/{place}", "{", tags={**OURS, "Environment": "prod"})
    ran = run(aws, copilot())
    assert bool(ran.forbidden) is (place == "copilot/chat"), "in our place it is refused, elsewhere passed over"
    assert aws.parameters(EAST).live[f"{PREFIX}/{place}"].value == "{"


def test_a_damaged_record_of_a_workload_beside_keeps_the_document_but_no_record_of_others():
    aws = FakeAws()
    deploy(aws, {**copilot(), **shop(SONNET)})
    document = aws.document()
    name = f"{PREFIX}/shop/search"
    aws.stores[EAST].seed(name, "{", tags={**OURS, "Workload": "shop", "ProfileKey": "search"})
    ran = run(aws, copilot(HAIKU))
    assert any("shop/search" in line for line in ran.failures)
    assert aws.document() == document
    assert aws.record("copilot/chat")["base_model_id"] == HAIKU
    assert aws.named_arns <= aws.live_arns, "the document still names what was replaced"
    deploy(aws, {**copilot(HAIKU), **shop(SONNET)})


def test_a_foreign_parameter_in_the_place_of_a_record_stops_before_anything_is_written():
    aws = FakeAws()
    aws.parameters(EAST).seed(CHAT, "theirs", tags={})
    ran = run(aws, copilot())
    assert any("ManagedBy" in line for line in ran.forbidden)
    assert aws.writes == []


def test_what_is_published_is_preferred_among_equal_profiles():
    aws = FakeAws()
    deploy(aws, regions=[EAST])
    arn = aws.record("copilot/chat")["targets"][0]["arn"]
    first = aws.regions[EAST].live[arn]
    aws.regions[EAST].put(first.name, first.model_arns[0], aws.regions[EAST].tagged[arn])
    deploy(aws, regions=[EAST])
    assert aws.record("copilot/chat")["targets"][0]["arn"] == arn


def test_records_that_could_not_be_read_where_they_were_published_before_keep_what_they_may_name():
    aws = FakeAws()
    deploy(aws, ssm_regions=[EAST, WEST])
    aws.stores[WEST].down = down("GetParametersByPath", WEST)
    run(aws, copilot(HAIKU), ssm_regions=[EAST])
    assert aws.named_arns <= aws.live_arns
    aws.stores[WEST].down = None
    deploy(aws, copilot(HAIKU), ssm_regions=[EAST])
    assert aws.named_arns <= aws.live_arns


def test_a_denied_region_where_nothing_is_published_keeps_nothing():
    aws = FakeAws()
    deploy(aws)
    old = aws.live_arns
    aws.parameters(WEST).down = denied("GetParametersByPath", WEST)
    deploy(aws, copilot(HAIKU))
    assert not old & aws.live_arns
