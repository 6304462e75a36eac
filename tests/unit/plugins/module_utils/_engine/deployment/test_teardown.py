# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""An environment is taken down: what carries our tags and nothing else, readers first."""

from __future__ import annotations

from datetime import date

import pytest

from tests.unit.plugins.module_utils.environment_fakes import EAST, PREFIX, WEST, FakeAws, run
from tests.unit.plugins.module_utils.fakes import HAIKU, SONNET, denied, down
from tests.unit.plugins.module_utils.ssm_fakes import Fault

OURS = {"ManagedBy": "genai.bedrock", "Environment": "dev"}


def shop(model=SONNET, name="shop", keys=("search",), **options):
    return {name: {"geography": "us", "model": model, "entries": {key: {} for key in keys}, **options}}


def deploy(aws, workloads=None, **settings):
    ran = run(aws, workloads or shop(), **settings)
    assert (ran.forbidden, ran.failures) == ([], [])
    return ran


def take_down(aws, workloads=None, **settings):
    return run(aws, workloads or shop(), teardown=True, **settings)


def left(aws):
    return [name for store in aws.stores.values() for name in store.live]


def test_wrong_entries_do_not_block_it():
    aws = FakeAws()
    deploy(aws)
    ran = take_down(aws, {"shop": {"entries": {"search": {"max_tokens": "many"}}, "guardrail": {"given": {"x": 1}}}})
    assert (ran.forbidden, ran.failures, aws.live_arns, left(aws)) == ([], [], set(), [])


def test_what_leaves_open_whose_they_are_does():
    aws = FakeAws()
    deploy(aws)
    ran = take_down(aws, shop(), ssm_prefix="no path")
    assert ran.forbidden
    assert aws.live_arns


def test_nobody_waits_and_the_limit_of_purging_does_not_hold():
    aws = FakeAws()
    query = shop(keys=("a", "b", "c"), grace_seconds=60, purge_limit=1)
    deploy(aws, query)
    ran = take_down(aws, query)
    assert (ran.slept, aws.live_arns) == ([], set())


def test_check_mode_shows_what_would_go():
    aws = FakeAws()
    deploy(aws)
    aws.forget_calls()
    ran = take_down(aws, check=True)
    assert ran.actions("shop") == [("search", EAST, "delete"), ("search", WEST, "delete")]
    assert aws.writes == []


def test_a_plan_lists_every_profile_with_its_last_use():
    """Where CloudWatch may not be asked, it is unknown, and nothing fails."""
    aws = FakeAws()
    deploy(aws)
    (profile,) = aws.profiles(EAST).live.values()
    aws.profiles(EAST).last_used = {profile.profile_id: date(2026, 11, 20)}
    aws.profiles(WEST).fail = {"last_invocations": denied("GetMetricData", WEST)}
    planned = take_down(aws, check=True)
    assert planned.failures == []
    assert planned.result["lines"] == [
        "dev: this removes 2 profiles, 1 record, 1 document (a plan; nothing was changed)",
        "",
        "  workload  key     region     profile            last use",
        "  shop      search  us-east-1  claude-search-dev  2026-11-20",
        "  shop      search  us-west-2  claude-search-dev  unknown",
    ]
    assert "last_invocations" not in aws.profiles(EAST).writes
    aws.forget_calls()
    take_down(aws)
    assert aws.calls["last_invocations"] == 0, "what is confirmed needs no table"


def test_a_plan_of_all_lists_what_is_undeclared():
    aws = FakeAws()
    deploy(aws, {**shop(), **shop(name="crew", keys=("talk",))})
    planned = take_down(aws, check=True, everything=True)
    assert [line.split()[0] for line in planned.result["lines"][3:]] == ["crew", "crew", "shop", "shop"]
    part = take_down(aws, check=True).result["lines"]
    assert part[-1].startswith("not in this run, left as it is: crew (2 profiles, 1 record)")


def test_a_part_of_an_environment_leaves_the_rest_and_its_document():
    aws = FakeAws()
    deploy(aws, {**shop(), **shop(name="desk", keys=("help",))})
    take_down(aws, shop(name="desk", keys=("help",)))
    assert (aws.record("desk/help"), bool(aws.record("shop/search"))) == (None, True)
    assert list(aws.document()["inference_profiles"]) == ["search"]


@pytest.mark.parametrize("records", [True, False])
def test_the_whole_takes_workloads_that_only_records_or_tags_name(records):
    aws = FakeAws()
    deploy(aws, {**shop(), **shop(name="crew", keys=("talk",))})
    if not records:
        aws.stores[EAST].live.pop(f"{PREFIX}/crew/talk")
    take_down(aws)
    assert aws.live_arns
    ran = take_down(aws, everything=True)
    assert (ran.failures, aws.live_arns, left(aws)) == ([], set(), [])
    assert set(ran.result["workloads"]) == {"shop", "crew"}


def test_other_environments_and_strangers_stay():
    aws = FakeAws()
    deploy(aws)
    deploy(aws, shop(), environment="prod")
    stranger = aws.regions[EAST].put("shop-search", next(iter(aws.regions[EAST].live.values())).model_arns[0])
    aws.stores[EAST].seed(f"{PREFIX}/shop/notes", "theirs", tags={})
    take_down(aws, everything=True)
    assert stranger in aws.live_arns
    assert len(aws.live_arns) == 3
    assert f"{PREFIX}/shop/notes" in left(aws)
    assert "/prod/bedrock/inference-profiles/shop/search" in left(aws)


@pytest.mark.parametrize("path", ["shop/search", "crew/talk"])
def test_damaged_records_of_ours_go_with_the_whole(path):
    aws = FakeAws()
    deploy(aws)
    workload, key = path.split("/")
    aws.stores[EAST].seed(f"{PREFIX}/{path}", "{", tags={**OURS, "Workload": workload, "ProfileKey": key})
    ran = take_down(aws, everything=True)
    assert (ran.failures, aws.live_arns, left(aws)) == ([], set(), [])


def test_a_damaged_record_of_another_workload_stops_a_part():
    aws = FakeAws()
    deploy(aws)
    aws.stores[EAST].seed(f"{PREFIX}/crew/talk", "{", tags={**OURS, "Workload": "crew", "ProfileKey": "talk"})
    ran = take_down(aws)
    assert any("crew/talk" in line for line in ran.failures)
    assert aws.record("shop/search"), "the document may name what it tells of"


@pytest.mark.parametrize("code", ["AccessDeniedException", "InternalServerError"])
def test_tags_of_a_damaged_record_that_nobody_may_read_are_an_error(code):
    aws = FakeAws()
    deploy(aws)
    aws.stores[EAST].seed(f"{PREFIX}/crew/talk", "{", tags=OURS)
    aws.stores[EAST].faults["tags"] = Fault(code, name=f"{PREFIX}/crew/talk")
    ran = take_down(aws, everything=True)
    assert any(code in line for line in ran.forbidden)
    assert aws.record("shop/search")


def test_a_workload_whose_record_names_a_region_that_cannot_be_listed_stays_and_the_others_go():
    aws = FakeAws()
    deploy(aws, shop(), regions=[EAST])
    deploy(aws, shop(name="crew", keys=("talk",)), regions=[WEST], ssm_regions=[EAST])
    aws.regions[WEST].down = denied("ListInferenceProfiles", WEST)
    ran = take_down(aws, regions=[EAST], everything=True)
    assert {error["workload"] for error in ran.errors} == {"crew"}
    assert (aws.record("shop/search"), bool(aws.record("crew/talk"))) == (None, True)
    assert aws.named_arns <= aws.live_arns
    aws.regions[WEST].down = None
    assert take_down(aws, regions=[EAST], everything=True).failures == []
    assert (aws.live_arns, left(aws)) == (set(), [])


def test_a_region_that_is_down_keeps_the_workload_until_it_is_back():
    aws = FakeAws()
    deploy(aws)
    aws.regions[WEST].down = down("ListInferenceProfiles", WEST)
    ran = take_down(aws)
    assert any(WEST in line for line in ran.failures)
    assert aws.named_arns <= aws.live_arns
    aws.regions[WEST].down = None
    assert take_down(aws).failures == []
    assert (aws.live_arns, left(aws)) == (set(), [])


def test_what_could_not_be_deleted_is_reported_at_the_end_and_keeps_its_record():
    aws = FakeAws()
    deploy(aws, {**shop(), **shop(name="desk", keys=("help",))})
    aws.regions[WEST].fail = {"delete": down("DeleteInferenceProfile", WEST)}
    both = {**shop(), **shop(HAIKU, name="desk", keys=("help",))}
    ran = take_down(aws, both)
    assert {(error["key"], error["region"]) for error in ran.errors} == {("search", WEST), ("help", WEST)}
    assert [target["region"] for target in aws.record("shop/search")["targets"]] == [WEST]
    assert aws.named_arns <= aws.live_arns
    aws.regions[WEST].fail = {}
    take_down(aws, both)
    assert (aws.live_arns, left(aws)) == (set(), [])


def test_a_summary_names_no_place_where_nothing_is_left():
    aws = FakeAws()
    deploy(aws, {**shop(), **shop(name="desk", keys=("help",))})
    part = take_down(aws, shop(name="desk", keys=("help",))).result["lines"]
    assert [line.partition(":")[0] for line in part[-2:]] == ["records", "document"]
    for _again in range(2):
        lines = take_down(aws).result["lines"]
        assert not any(PREFIX in line for line in lines), lines
