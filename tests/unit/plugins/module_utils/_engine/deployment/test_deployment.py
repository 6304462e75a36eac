# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The protocol over an account in memory: what is made, in which order, and what never happens."""

from __future__ import annotations

from tests.unit.plugins.module_utils.environment_fakes import EAST, PREFIX, WEST, FakeAws, run
from tests.unit.plugins.module_utils.fakes import HAIKU, SONNET

CHAT = {"chat": {"description": "Chat"}}
COPILOT = {"copilot": {"kind": "copilot", "entries": CHAT, "model": SONNET, "geography": "us"}}
TWO = {**COPILOT, "shop": {"entries": {"search": {"model": HAIKU}}, "geography": "us"}}


def with_model(model, **options):
    return {"copilot": {**COPILOT["copilot"], "model": model, **options}}


def test_a_first_run_creates_and_publishes():
    aws = FakeAws()
    ran = run(aws, TWO)
    assert (ran.forbidden, ran.failures) == ([], [])
    assert ran.actions() == [("chat", EAST, "create"), ("chat", WEST, "create")]
    assert [t["region"] for t in aws.record("copilot/chat")["targets"]] == [EAST, WEST]
    assert aws.document()["copilot"]["chat"] == aws.record("copilot/chat")["targets"][0]["arn"]
    assert aws.named_arns <= aws.live_arns


def test_a_second_run_changes_nothing_and_reads_each_list_once():
    aws = FakeAws()
    run(aws, TWO)
    aws.forget_calls()
    ran = run(aws, TWO)
    assert (ran.result["changed"], aws.writes, ran.failures) == (False, [], [])
    counted = aws.calls
    assert {name: counted[name] for name in ("profiles", "system_profiles", "foundation_models")} == dict.fromkeys(
        ("profiles", "system_profiles", "foundation_models"), 2
    )
    assert counted["details_below"] == 2, "each region once, whatever the number of workloads"
    assert counted["under_path"] == 0


def test_a_changed_model_is_replaced_after_readers_have_moved():
    aws = FakeAws()
    run(aws, COPILOT)
    old = aws.record("copilot/chat")["targets"][0]["arn"]
    ran = run(aws, with_model(HAIKU, grace_seconds=5))
    assert ("chat", EAST, "replace") in ran.actions()
    assert ("chat", EAST, "retire") in ran.actions()
    assert sum(ran.slept) == 5
    assert old not in aws.live_arns
    assert aws.named_arns <= aws.live_arns
    assert aws.record("copilot/chat")["previous"] == []
    assert run(aws, with_model(HAIKU)).result["changed"] is False


def test_check_mode_shows_the_same_and_writes_nothing():
    aws = FakeAws()
    run(aws, COPILOT)
    aws.forget_calls()
    planned = run(aws, with_model(HAIKU), check=True)
    assert aws.writes == []
    assert planned.result["changed"]
    done = run(aws, with_model(HAIKU))
    assert sorted(planned.actions()) == sorted(done.actions())


def test_a_model_that_nothing_can_try_is_published_and_said_not_to_be_called():
    aws = FakeAws()
    images = {"shop": {"entries": {"images": {"model": HAIKU, "kind": "other"}}, "geography": "us", "verify": True}}
    ran = run(aws, images)
    assert (ran.forbidden, ran.failures) == ([], [])
    assert aws.record("shop/images")["kind"] == "other"
    assert aws.called == []
    found = [one for one in ran.result["workloads"]["shop"]["findings"] if one["code"] == "not_called"]
    assert {(one["severity"], one["key"], one["region"]) for one in found} == {
        ("info", "images", EAST),
        ("info", "images", WEST),
    }


def test_teardown_leaves_nothing():
    aws = FakeAws()
    run(aws, TWO)
    ran = run(aws, TWO, teardown=True)
    assert (ran.failures, aws.live_arns, aws.document()) == ([], set(), None)
    assert not any(store.live for store in aws.stores.values())
    assert run(aws, TWO, teardown=True).result["changed"] is False


def test_a_parameter_of_others_at_the_place_of_the_document_stops_the_run():
    aws = FakeAws()
    aws.parameters(EAST).seed(PREFIX, '"theirs"', tags={})
    ran = run(aws, COPILOT)
    assert "it exists with no tag ManagedBy" in ran.forbidden[0]
    assert aws.writes == []
