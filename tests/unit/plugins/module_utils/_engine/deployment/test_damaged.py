# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""A record of ours that somebody has damaged: repaired, gone with its entry, and never taken for not there."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from tests.unit.plugins.module_utils.environment_fakes import EAST, PREFIX, FakeAws, run
from tests.unit.plugins.module_utils.fakes import HAIKU, TITAN

CHAT = f"{PREFIX}/shop/chat"
SHOP = {"shop": {"entries": {"chat": {"model": HAIKU}}}}
DESK = {"desk": {"entries": {"search": {"model": TITAN}}}}
#: Below our prefix, and none of our business.
STRANGERS = {
    f"{PREFIX}/notes": {},
    f"{PREFIX}/search/notes": {},
    f"{PREFIX}/shop/notes": {"ManagedBy": "terraform"},
    f"{PREFIX}/shop/team/notes": {},
}
REPAIRED = "its record was damaged: its value is no JSON"


def deploy(aws, workloads=None, **options):
    return run(aws, {**SHOP, **DESK} if workloads is None else workloads, geography="us", regions=[EAST], **options)


def done(ran):
    assert (ran.forbidden, ran.failures) == ([], [])
    return ran


@pytest.fixture
def aws():
    """Two workloads, parameters of strangers, and a record whose value somebody has cut off."""
    account = FakeAws()
    done(deploy(account))
    store = account.stores[EAST]
    for name, tags in STRANGERS.items():
        store.seed(name, "theirs", tags=tags)
    account.whole = value(account, CHAT), value(account, PREFIX)
    store.live[CHAT] = replace(store.live[CHAT], value="{broken")
    account.forget_calls()
    return account


def value(aws, name):
    return aws.stores[EAST].live[name].value


def left(aws):
    return set(aws.stores[EAST].live)


def test_the_next_deployment_repairs_it(aws):
    planned = done(deploy(aws, check=True))
    assert (planned.actions("shop"), value(aws, CHAT)) == ([("chat", EAST, "repair")], "{broken")
    assert f"repair  chat  {REPAIRED}" in "\n".join(planned.result["lines"])
    repaired = done(deploy(aws))
    assert f"repaired  chat  {REPAIRED}" in "\n".join(repaired.result["lines"])
    assert (value(aws, CHAT), value(aws, PREFIX)) == aws.whole
    aws.forget_calls()
    assert (done(deploy(aws)).result["changed"], aws.writes) == (False, [])


def test_what_another_workload_replaces_goes_in_the_same_run(aws):
    """The document is written after all records are whole again."""
    done(deploy(aws, {**SHOP, "desk": {"entries": {"search": {"model": HAIKU}}}}))
    named = {target["arn"] for path in ("shop/chat", "desk/search") for target in aws.record(path)["targets"]}
    assert named == aws.live_arns


def test_a_deployment_of_another_workload_keeps_the_document_as_it_is(aws):
    """It would lose what the damaged record told it."""
    failed = deploy(aws, DESK)
    assert (failed.errors[0]["key"], failed.errors[0]["code"]) == (CHAT, "DamagedRecord")
    assert "deploy shop again to rewrite it" in failed.failures[0]
    assert value(aws, PREFIX) == aws.whole[1]


def test_one_that_cannot_be_repaired_is_not_said_to_be(aws):
    aws.parameters(EAST).down = None
    aws.stores[EAST].live[CHAT] = replace(aws.stores[EAST].live[CHAT], tags={"ManagedBy": "terraform"})
    refused = deploy(aws)
    assert f"{CHAT} in {EAST}" in refused.forbidden[0]
    assert (aws.writes, value(aws, CHAT)) == ([], "{broken")


def test_it_goes_with_the_entry_that_is_switched_off(aws):
    before = left(aws)
    off = {"shop": {"entries": {"chat": {"model": HAIKU, "enabled": False}}}, **DESK}
    done(deploy(aws, off, check=True))
    assert left(aws) == before
    done(deploy(aws, off))
    assert before - left(aws) == {CHAT}


def test_a_teardown_takes_it_and_leaves_those_of_strangers(aws):
    """Also that of a workload which nobody declares, and of which nothing else is left."""
    tags = {"ManagedBy": "genai.bedrock", "Environment": "dev", "Workload": "crew", "ProfileKey": "lost"}
    aws.stores[EAST].seed(f"{PREFIX}/crew/lost", "{broken", tags=tags)
    before = left(aws)
    everything = {"teardown": True, "everything": True}
    planned = done(deploy(aws, check=True, **everything))
    assert (planned.result["changed"], left(aws)) == (True, before)
    done(deploy(aws, **everything))
    assert (aws.live_arns, left(aws)) == (set(), set(STRANGERS))
    aws.forget_calls()
    assert (done(deploy(aws, **everything)).result["changed"], aws.writes) == (False, [])


def test_a_teardown_of_one_workload_leaves_that_of_another(aws):
    failed = deploy(aws, DESK, teardown=True)
    assert failed.errors[0]["code"] == "DamagedRecord"
    assert json.loads(value(aws, f"{PREFIX}/desk/search"))["targets"], "until the document is written, it stays"
