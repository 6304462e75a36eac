# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What fails or refuses one workload concerns that one, except where the plan shows a conflict and names both."""

from __future__ import annotations

import threading

from ansible_collections.genai.bedrock.plugins.module_utils._core.failures import CallError

from tests.unit.plugins.module_utils.environment_fakes import EAST, PREFIX, WEST, FakeAws, run
from tests.unit.plugins.module_utils.fakes import HAIKU, SONNET, system_arn
from tests.unit.plugins.module_utils.ssm_fakes import Fault


def shop(model=SONNET, name="shop", key="search", **options):
    return {name: {"geography": "us", "model": model, "entries": {key: {}}, **options}}


def both(model=SONNET, **options):
    return {**shop(model, **options), **shop(model, "desk", "help", **options)}


def deploy(aws, workloads=None, **settings):
    ran = run(aws, workloads or both(), **settings)
    assert (ran.forbidden, ran.failures) == ([], [])
    return ran


def arn(aws, path):
    return aws.record(path)["targets"][0]["arn"]


def test_of_two_workloads_that_want_one_name_each_error_names_the_other():
    aws = FakeAws()
    ran = run(aws, {**shop(), **shop(name="desk")})
    assert any(line.startswith("shop/search") and "desk/search" in line for line in ran.forbidden)
    assert any(line.startswith("desk/search") and "shop/search" in line for line in ran.forbidden)
    assert aws.writes == []


def test_of_two_workloads_that_adopt_one_profile_each_error_names_the_other():
    aws = FakeAws()
    aws.profiles(EAST).put("mine", system_arn(f"us.{SONNET}"))
    query = {
        name: {"geography": "us", "adopt": True, "entries": {"chat": {"name": "mine", "model": SONNET}}}
        for name in ("shop", "desk")
    }
    ran = run(aws, query, regions=[EAST])
    assert any("desk" in line and "shop" in line for line in ran.forbidden)
    assert aws.writes == []


def test_a_region_that_hangs_in_one_workload_does_not_delay_another():
    aws, written = FakeAws(), threading.Event()

    def watch(region, service, call):
        if (region, service, call) == (EAST, "profiles", "create"):
            written.set()
        if (region, service, call) == (WEST, "profiles", "create"):
            assert written.wait(10), "the other workload waits"

    aws.before = watch
    deploy(aws, {**shop(regions=[WEST]), **shop(name="desk", key="help", regions=[EAST])}, ssm_regions=[EAST])


def test_a_failed_read_of_tags_fails_the_keys_of_that_region_alone():
    aws = FakeAws()
    deploy(aws)
    old = {path: aws.record(path)["targets"] for path in ("shop/search", "desk/help")}
    # The tagging API is late, so each profile is asked, and one does not answer.
    aws.regions[WEST].bulk_tags_lag = True
    aws.regions[WEST].fail = {"tags": CallError("ListTagsForResource", WEST, "InternalServerException", "no")}
    ran = run(aws, both(HAIKU))
    assert ran.forbidden == []
    assert {error["region"] for error in ran.errors} == {WEST}
    for path, targets in old.items():
        after = {target["region"]: target["arn"] for target in aws.record(path)["targets"]}
        assert after[WEST] == next(t["arn"] for t in targets if t["region"] == WEST)
        assert after[EAST] != next(t["arn"] for t in targets if t["region"] == EAST)
    assert aws.named_arns <= aws.live_arns


def test_a_failed_write_of_one_purges_and_retires_in_the_other():
    aws = FakeAws()
    deploy(aws, {**both(), **shop(name="crew", key="talk")})
    helped = arn(aws, "desk/help")
    aws.stores[EAST].faults["put"] = Fault("InternalServerError", name=f"{PREFIX}/shop/search")
    ran = run(aws, both(HAIKU, purge=True))
    assert {error["workload"] for error in ran.errors} == {"shop"}
    assert helped not in aws.live_arns


def test_a_foreign_parameter_in_the_place_of_one_is_reported_for_that_one():
    aws = FakeAws()
    aws.parameters(EAST).seed(f"{PREFIX}/shop/search", "theirs", tags={})
    ran = run(aws, both())
    assert ran.forbidden
    assert not any("desk" in line for line in ran.forbidden)


def test_one_grace_serves_all_and_what_waits_for_nothing_is_not_kept_by_it():
    aws = FakeAws()
    deploy(aws)
    helped = arn(aws, "desk/help")
    ran = deploy(aws, {**shop(HAIKU, grace_seconds=4), **shop(HAIKU, "desk", "help")})
    assert [seconds for seconds in ran.slept if seconds] == [4]
    assert helped not in aws.live_arns


def test_purging_of_one_leaves_what_another_has():
    aws = FakeAws()
    deploy(aws)
    deploy(aws, {"shop": {"geography": "us", "entries": {}, "purge": True, "purge_all": True}})
    assert (aws.record("shop/search"), bool(aws.record("desk/help"))) == (None, True)
