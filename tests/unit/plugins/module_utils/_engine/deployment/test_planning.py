# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""A plan as a value, and a later run that does what was approved or nothing."""

from __future__ import annotations

import contextlib
import json
from dataclasses import replace

import pytest
from ansible_collections.genai.bedrock.plugins.module_utils._core.deployment.plan import ON_CREATION
from ansible_collections.genai.bedrock.plugins.module_utils._core.failures import CallError
from ansible_collections.genai.bedrock.plugins.module_utils._engine.deployment.planning import plan_of

from tests.unit.plugins.module_utils.environment_fakes import EAST, PREFIX, WEST, FakeAws, run
from tests.unit.plugins.module_utils.fakes import HAIKU, SONNET, denied

ACCOUNT = "123456789012"


def shop(model=SONNET, entries=None, **options):
    return {"shop": {"geography": "us", "model": model, "entries": entries or {"search": {}}, **options}}


def deploy(aws, workloads=None, **settings):
    ran = run(aws, workloads or shop(), **settings)
    assert (ran.forbidden, ran.failures) == ([], [])
    return ran


def plan(aws, workloads=None, **settings):
    """The plan as somebody reads it from its file."""
    return json.loads(json.dumps(plan_of(deploy(aws, workloads, check=True, **settings).deployment)))


def done(found):
    return [(row["kind"], row["key"], row["region"], row["action"]) for row in found["changes"]]


def test_a_plan_has_everything_that_is_written_in_one_order():
    aws = FakeAws()
    found = plan(aws)
    assert done(found) == [
        ("document", PREFIX, EAST, "create"),
        ("inference_profile", "search", EAST, "create"),
        ("inference_profile", "search", WEST, "create"),
        ("record", "search", EAST, "create"),
    ]
    record = found["changes"][-1]["after"]["value"]
    assert {record["hash"], record["targets"][0]["arn"]} == {"(known after create)"}
    assert (found["environment"], found["accounts"], found["in_sync"]) == ("dev", [ACCOUNT], False)
    deploy(aws)
    assert (plan(aws)["changes"], plan(aws)["in_sync"]) == ([], True)


def test_equal_plans_are_equal_whatever_the_day():
    aws = FakeAws()
    deploy(aws)
    first, second = plan(aws, shop(HAIKU)), plan(aws, shop(HAIKU))
    assert json.dumps(first) == json.dumps(second)
    (row,) = [row for row in first["changes"] if row["action"] == "replace" and row["region"] == EAST]
    assert row["after"][f"search@{EAST}"]["tags"]["CreatedDate"] == ON_CREATION
    assert row["acts_on"] == [target["arn"] for target in aws.record("shop/search")["targets"][:1]]


def test_a_plan_says_what_a_replacement_does_to_readers():
    aws = FakeAws()
    deploy(aws)
    found = plan(aws, shop(HAIKU, grace_seconds=60, verify=True, refuse_if_used_within=24))
    (readers,) = found["reader_steps"]
    texts = "\n".join(readers["steps"])
    order = ["New profiles are created", "called once", "records of search are written", "have 60 s", "24 hours"]
    places = [texts.index(text) for text in order]
    assert places == sorted(places)


def test_what_was_approved_is_done():
    aws = FakeAws()
    for workloads in (shop(), shop(HAIKU), shop(HAIKU, entries={"search": {"enabled": False}})):
        approved = plan(aws, workloads)
        assert approved["changes"]
        assert deploy(aws, workloads, approved=approved).result["changed"]
    assert aws.live_arns == set()


class Moved:
    """What moves between a plan and its deployment."""

    @staticmethod
    def nothing_is_left(aws):
        deploy(aws, shop(HAIKU))
        return {}

    @staticmethod
    def a_profile_is_deleted(aws):
        aws.profiles(EAST).live.popitem()
        return {}

    @staticmethod
    def tags_of_a_profile_change(aws):
        arn = next(iter(aws.profiles(EAST).live))
        aws.profiles(EAST).tagged[arn]["Team"] = "b"
        return {}

    @staticmethod
    def a_record_is_edited(aws):
        live = aws.stores[EAST].live
        name = f"{PREFIX}/shop/search"
        live[name] = replace(live[name], value=json.dumps(json.loads(live[name].value) | {"temperature": 0.9}))
        return {}

    @staticmethod
    def the_inventory_has_one_more(_aws):
        return {"workloads": shop(HAIKU, entries={"search": {}, "chat": {}})}

    @staticmethod
    def readers_get_no_time(_aws):
        return {"workloads": shop(HAIKU, grace_seconds=5)}

    @staticmethod
    def a_tag_is_new(_aws):
        return {"tags": {"Team": "a"}}


MOVES = [name for name in vars(Moved) if not name.startswith("_")]


@pytest.mark.parametrize("name", MOVES)
def test_where_something_has_moved_nothing_is_written(name):
    aws = FakeAws()
    deploy(aws)
    approved = plan(aws, shop(HAIKU))
    settings = {"workloads": shop(HAIKU)} | getattr(Moved, name)(aws)
    aws.forget_calls()
    ran = run(aws, approved=approved, **settings)
    assert "would not do what was approved" in ran.forbidden[0]
    assert len(ran.forbidden) > 1, "it says what differs"
    assert (aws.writes, ran.deployment.changed) == ([], False)


@pytest.mark.parametrize("waits", [True, False])
def test_what_moved_before_the_lock_was_free_counts_too(waits):
    aws = FakeAws()
    deploy(aws)
    approved, lock_entered = plan(aws, shop(HAIKU)), []

    @contextlib.contextmanager
    def lock(_documents):
        lock_entered.append(True)
        deploy(aws, {**shop(), "desk": {"geography": "us", "model": SONNET, "entries": {"note": {}}}})
        aws.forget_calls()
        yield waits

    ran = run(aws, shop(HAIKU), approved=approved, lock=lock)
    assert lock_entered == [True]
    assert "would not do what was approved" in ran.forbidden[0]
    assert aws.writes == []


def test_in_another_account_nothing_is_written():
    aws, other = FakeAws(), FakeAws()
    other.caller = lambda: ("210987654321", "arn:aws:iam::210987654321:user/deployer")
    approved = plan(aws)
    ran = run(other, shop(), approved=approved)
    assert any("accounts" in line and "210987654321" in line for line in ran.forbidden)
    assert other.writes == []


def test_a_plan_that_lacks_a_region_may_be_approved_while_it_is_down():
    aws = FakeAws()
    deploy(aws)
    aws.profiles(WEST).down = CallError("ListInferenceProfiles", WEST, "InternalServerException", "down")
    planned = run(aws, shop(HAIKU), check=True)
    approved = plan_of(planned.deployment, planned.failures)
    assert approved["errors"]
    ran = run(aws, shop(HAIKU), approved=approved)
    assert (ran.forbidden, ran.deployment.changed) == ([], True)
    aws.profiles(WEST).down = None
    assert "would not do what was approved" in run(aws, shop(HAIKU), approved=approved).forbidden[0]


def test_where_nobody_may_ask_who_calls_the_account_is_not_known():
    aws = FakeAws()

    def refuse():
        raise denied("GetCallerIdentity", EAST)

    aws.caller = refuse
    approved = plan(aws, shop(preflight="skip"))
    assert approved["accounts"] == [""]
    assert deploy(aws, shop(preflight="skip"), approved=approved).result["changed"]
