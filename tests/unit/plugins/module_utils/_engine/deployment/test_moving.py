# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Regions of an environment come, go and change places: nothing is left behind, and nothing leads to what is gone."""

from __future__ import annotations

import pytest

from tests.unit.plugins.module_utils.environment_fakes import EAST, PREFIX, WEST, FakeAws, run
from tests.unit.plugins.module_utils.fakes import HAIKU, SONNET, down

CHAT = {"copilot": {"kind": "copilot", "entries": {"chat": {}}, "model": SONNET}}


def with_model(model, **options):
    return {"copilot": {**CHAT["copilot"], "model": model, **options}}


def deploy(aws, workloads=None, **settings):
    ran = run(aws, workloads or CHAT, geography="us", **settings)
    assert (ran.forbidden, ran.failures) == ([], [])
    return ran


def places(aws):
    return sorted((name, region) for region, store in aws.stores.items() for name in store.live)


def test_regions_that_change_places_take_the_old_records_with_them():
    aws = FakeAws()
    deploy(aws, regions=[EAST, WEST])
    deploy(aws, with_model(HAIKU), regions=[WEST, EAST])
    assert aws.named_arns <= aws.live_arns
    for region in (EAST, WEST):
        assert [t["region"] for t in aws.record("copilot/chat", region)["targets"]] == [WEST, EAST]
        assert aws.record("copilot/chat", region)["base_model_id"] == HAIKU
        assert aws.document(region)["copilot"]["chat"] == aws.record("copilot/chat", region)["targets"][0]["arn"]


def test_what_is_left_where_nothing_is_published_goes_with_purging():
    aws = FakeAws()
    deploy(aws, regions=[EAST, WEST])
    deploy(aws, regions=[WEST, EAST], purge=True)
    assert places(aws) == [(PREFIX, WEST), (f"{PREFIX}/copilot/chat", WEST)]


def test_profiles_of_a_region_that_was_taken_out_are_reported_every_time():
    aws = FakeAws()
    deploy(aws, regions=[EAST, WEST])
    for _run in range(3):
        reported = deploy(aws, regions=[EAST]).result["workloads"]["copilot"]["orphans"]
        assert [(row["key"], row["region"]) for row in reported] == [("chat", WEST)]
    assert aws.record("copilot/chat")["previous"] == [reported[0]["inference_profile_arn"]], (
        "the record remembers where"
    )
    deploy(aws, regions=[EAST], purge=True)
    assert (len(aws.live_arns), aws.record("copilot/chat")["previous"]) == (1, [])


def test_teardown_finds_what_a_region_that_was_taken_out_still_has():
    aws = FakeAws()
    deploy(aws, regions=[EAST, WEST])
    deploy(aws, regions=[EAST])
    run(aws, CHAT, geography="us", regions=[EAST], teardown=True)
    assert (aws.live_arns, places(aws)) == (set(), [])


def test_a_region_that_only_the_user_remembers_is_named_in_former_regions():
    aws = FakeAws()
    deploy(aws, regions=[WEST])
    ran = deploy(aws, regions=[EAST], former_regions=[WEST], purge=True)
    assert ("chat", WEST, "delete") in ran.actions()
    assert places(aws) == [(PREFIX, EAST), (f"{PREFIX}/copilot/chat", EAST)]


def test_a_moved_key_keeps_its_profile_although_its_generated_name_differs():
    aws = FakeAws()
    deploy(aws)
    before = aws.live_arns
    deploy(
        aws, {"copilot": {**CHAT["copilot"], "entries": {"chat": {"enabled": False}, "talk": {"moved_from": "chat"}}}}
    )
    assert aws.live_arns == before
    assert aws.record("copilot/chat") is None
    assert {t["arn"] for t in aws.record("copilot/talk")["targets"]} == before


@pytest.mark.parametrize("service", ["regions", "stores"])
def test_a_region_that_is_down_is_one_error_for_each_key(service):
    aws = FakeAws()
    deploy(aws)
    for region in (EAST, WEST):
        aws.parameters(region)
    getattr(aws, service)[WEST].down = down("a call", WEST)
    ran = run(aws, with_model(HAIKU), geography="us")
    assert ran.forbidden == []
    reported_places = [(error["key"], error["region"]) for error in ran.errors]
    assert len(reported_places) == len(set(reported_places))
    assert aws.named_arns <= aws.live_arns


def test_a_region_that_is_denied_and_that_no_entry_needs_is_a_note():
    aws = FakeAws()
    deploy(aws, regions=[EAST, WEST])
    deploy(aws, regions=[EAST])
    denied = down("ListInferenceProfiles", WEST)
    denied.code = "AccessDeniedException"
    aws.profiles(WEST).down = denied
    ran = deploy(aws, regions=[EAST])
    assert [row["code"] for row in ran.result["workloads"]["copilot"]["findings"]] == ["not_checked"]
