# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""A changed model, name or key: create, call, publish, wait, delete, and what stays where one of these fails."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import timedelta

import pytest
from ansible_collections.genai.bedrock.plugins.module_utils._engine.deployment.reporting import warnings

from tests.unit.plugins.module_utils.environment_fakes import EAST, PREFIX, FakeAws, run
from tests.unit.plugins.module_utils.fakes import HAIKU, NOW, SONNET, denied
from tests.unit.plugins.module_utils.ssm_fakes import Fault

RECORD = f"{PREFIX}/shop/chat"
NOT_WRITTEN = {"put": Fault("AccessDeniedException", RECORD)}
LATELY = {"refuse_if_used_within": 24}


def deploy(aws, model=SONNET, *, check=False, teardown=False, key="chat", options=None, **entry):
    workload = {"entries": {key: {"model": model, "name": "shop-chat", **entry}}, "regions": [EAST], "geography": "us"}
    return run(aws, {"shop": {**workload, **(options or {})}}, check=check, teardown=teardown)


def done(ran):
    assert (ran.forbidden, ran.failures) == ([], [])
    return ran


def settled(aws, model=SONNET, **entry):
    """One run ends it, with one profile that the record names; the one after it has nothing to do."""
    done(deploy(aws, model, **entry))
    assert not done(deploy(aws, model, **entry)).result["changed"]
    assert (aws.live_arns, aws.record("shop/chat")["previous"]) == ({arn_of(aws)}, [])


def arn_of(aws, key="chat"):
    (target,) = aws.record(f"shop/{key}")["targets"]
    return target["arn"]


def names(aws):
    return [profile.name for profile in aws.profiles(EAST).live.values()]


@pytest.fixture
def aws():
    """The account after a first run."""
    account = FakeAws()
    done(deploy(account))
    return account


@pytest.mark.parametrize("replays", [False, True], ids=["tokens_are_forgotten", "tokens_are_remembered"])
@pytest.mark.parametrize("unique", [False, True], ids=["names_may_repeat", "names_are_unique"])
def test_there_and_back_again(unique, replays):
    """A, B, A, teardown and A: each time a new profile, though the request and its token may repeat."""
    aws = FakeAws()
    aws.profiles(EAST).unique_names, aws.profiles(EAST).replays = unique, replays
    arns, given = [], []
    for model in (SONNET, HAIKU, SONNET):
        settled(aws, model)
        arns.append(arn_of(aws))
        given += names(aws)
    assert given[::2] == ["shop-chat", "shop-chat"]
    assert re.fullmatch("shop-chat-[0-9a-f]{4}" if unique else "shop-chat", given[1])
    done(deploy(aws, teardown=True))
    assert aws.live_arns == set()
    settled(aws)
    assert arn_of(aws) not in arns
    assert len({*arns}) == 3


def test_readers_see_the_old_profile_while_it_lives_and_get_their_time(aws):
    old, seen = arn_of(aws), []

    def look(_region, service, call):
        if (service, call) == ("profiles", "delete"):
            seen.append((aws.record("shop/chat")["previous"], old in str(aws.document()), sum(aws.slept)))

    aws.before = look
    ran = done(deploy(aws, HAIKU, options={"grace_seconds": 60}))
    assert seen == [([old], False, 60)]
    reported = [(event["action"], event["subject"]) for event in ran.result["timeline"]]
    assert [action for action, _subject in reported] == ["created", "written", "written", "deleted", "written"]
    assert [subject for action, subject in reported if action == "written"] == [RECORD, PREFIX, RECORD]
    assert ran.actions("shop") == [("chat", EAST, "replace"), ("chat", EAST, "retire")]
    settled(aws, HAIKU)


def test_check_mode_waits_for_nobody(aws):
    done(deploy(aws, HAIKU, check=True, options={"grace_seconds": 60}))
    done(deploy(aws, options={"grace_seconds": 60}))
    assert sum(aws.slept) == 0


def test_a_changed_description_is_a_warning_and_replaces_only_if_that_is_requested():
    aws = FakeAws()
    done(deploy(aws, description="Before"))
    old = arn_of(aws)
    kept = done(deploy(aws, description="After"))
    assert (kept.result["changed"], arn_of(aws)) == (False, old)
    assert "recreate: always" in " ".join(warnings(kept.deployment))
    done(deploy(aws, description="After", options={"recreate": "always"}))
    assert arn_of(aws) != old


def test_a_changed_name_replaces(aws):
    old = arn_of(aws)
    settled(aws, name="another-name")
    assert (names(aws), arn_of(aws) == old) == (["another-name"], False)


def test_a_new_key_keeps_its_profile_and_the_old_record_until_the_new_one_is_written(aws):
    arn = arn_of(aws)
    planned = done(deploy(aws, key="talk", moved_from="chat", check=True))
    assert planned.result["changed"]
    aws.stores[EAST].faults = {"put": Fault("AccessDeniedException", f"{PREFIX}/shop/talk")}
    failed = deploy(aws, key="talk", moved_from="chat")
    assert "until it can be written, the profiles that it names stay" in failed.failures[0]
    assert (arn_of(aws), aws.record("shop/talk")) == (arn, None)
    aws.stores[EAST].faults = {}
    ran = done(deploy(aws, key="talk", moved_from="chat"))
    records = [event["action"] for event in ran.result["timeline"] if event["subject"].startswith(f"{PREFIX}/")]
    assert records == ["written", "deleted"]
    assert (arn_of(aws, "talk"), aws.live_arns, aws.record("shop/chat")) == (arn, {arn}, None)
    assert not done(deploy(aws, key="talk", moved_from="chat")).result["changed"]


def test_a_record_that_cannot_be_written_leaves_the_old_profile_and_the_next_run_reuses_the_new_one(aws):
    before, old = aws.record("shop/chat"), arn_of(aws)
    aws.stores[EAST].faults = NOT_WRITTEN
    failed = deploy(aws, HAIKU)
    assert "until it can be written, the profiles that it names stay" in failed.failures[0]
    (new,) = aws.live_arns - {old}
    assert (aws.record("shop/chat"), len(aws.live_arns)) == (before, 2)
    aws.stores[EAST].faults = {}
    settled(aws, HAIKU)
    assert arn_of(aws) == new


def test_a_profile_that_cannot_be_deleted_stays_known_to_readers(aws):
    old = arn_of(aws)
    aws.profiles(EAST).fail = {"delete": denied("DeleteInferenceProfile")}
    failed = deploy(aws, HAIKU)
    assert "bedrock:DeleteInferenceProfile" in failed.failures[0]
    assert (aws.record("shop/chat")["previous"], len(aws.live_arns)) == ([old], 2)
    aws.profiles(EAST).fail = {}
    settled(aws, HAIKU)


def test_what_is_still_used_is_replaced_but_not_deleted(aws):
    old = arn_of(aws)
    aws.profiles(EAST).used = {old.rpartition("/")[2]: 5}
    guarded = done(deploy(aws, HAIKU, options=LATELY))
    assert "was invoked 5 times in the last 24 hours" in " ".join(warnings(guarded.deployment))
    assert (aws.record("shop/chat")["previous"], len(aws.live_arns)) == ([old], 2)
    assert not done(deploy(aws, HAIKU, options=LATELY)).result["changed"]
    settled(aws, HAIKU)


@pytest.mark.parametrize("way", [{"check": True}, {}, {"teardown": True}], ids=["check", "run", "teardown"])
def test_an_entry_that_is_still_used_is_not_removed(aws, way):
    aws.profiles(EAST).used = {arn_of(aws).rpartition("/")[2]: 5}
    aws.forget_calls()
    refused = deploy(aws, enabled=False, options=LATELY, **way)
    assert "was invoked 5 times in the last 24 hours" in " ".join(refused.forbidden)
    assert aws.writes == []


@pytest.mark.parametrize("first", [True, False], ids=["new_entry", "replacement"])
def test_what_cannot_be_called_is_not_published_and_the_next_run_takes_it_up_again(first):
    aws, verify = FakeAws(silent={"chat"}), {"verify": True}
    if not first:
        done(deploy(aws))
    before, document, old = aws.record("shop/chat"), aws.document(), aws.live_arns
    failed = deploy(aws, HAIKU, options=verify)
    assert [line.endswith("until it can be called, what was published before stays") for line in failed.failures] == [
        True
    ]
    (new,) = aws.live_arns - old
    assert (aws.record("shop/chat"), aws.document(), aws.called) == (before, document, [new])
    assert old <= aws.live_arns
    aws.silent.clear()
    aws.called.clear()
    done(deploy(aws, HAIKU, options=verify))
    assert (arn_of(aws), aws.live_arns, aws.called) == (new, {new}, [new])
    assert not done(deploy(aws, HAIKU, options=verify)).result["changed"]
    assert aws.called == [new], "what is published already is not called again"


def test_nothing_is_called_in_check_mode():
    aws = FakeAws()
    done(deploy(aws, options={"verify": True}, check=True))
    assert aws.called == []


def test_of_equal_profiles_the_published_one_stays(aws):
    """Nothing but its record speaks for it: the other one is older."""
    arn, region = arn_of(aws), aws.profiles(EAST)
    older = region.put("older", f"us.{SONNET}", region.tagged[arn], age=timedelta(days=9))
    region.live[older] = replace(region.live[arn], arn=older, created_at=NOW - timedelta(days=9))
    planned = done(deploy(aws, check=True))
    assert planned.actions("shop") == [("chat", EAST, "retire")]
    assert f"retire  chat  profile {older.rpartition('/')[2]}" in "\n".join(planned.result["lines"])
    settled(aws)
    assert arn_of(aws) == arn


def test_use_that_nobody_may_read_counts_as_use(aws):
    aws.profiles(EAST).fail = {"invocations": denied("GetMetricData")}
    refused = deploy(aws, enabled=False, options=LATELY)
    assert "GetMetricData" in refused.forbidden[0]
    assert arn_of(aws) in aws.live_arns
