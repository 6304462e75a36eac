# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Watching an environment: nothing goes on a guess, a denied look is a note where nobody expects alarms."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from ansible_collections.genai.bedrock.plugins.module_utils._core.monitoring.log_settings import LogSettings
from ansible_collections.genai.bedrock.plugins.module_utils._core.monitoring.watching import Request
from ansible_collections.genai.bedrock.plugins.module_utils._engine.monitoring.observing import Observed, Run, observe
from ansible_collections.genai.bedrock.plugins.module_utils._engine.monitoring.observing_report import (
    diffs,
    errors,
    result_of,
)

from tests.unit.plugins.module_utils.alarm_fakes import EAST, WEST
from tests.unit.plugins.module_utils.record_samples import record, target
from tests.unit.plugins.module_utils.ssm_fakes import Fault
from tests.unit.plugins.module_utils.watch_fakes import PREFIX, FakeAccount

CHAT, BOT, DOCS = record("copilot", "chat"), record("cai", "bot"), record("copilot", "docs")
NEW = record("copilot", "chat", [target("chat", profile_id="new1")])
WHERE = {"prefix": PREFIX, "ssm_regions": (EAST,), "regions": (EAST,), "dashboard_name": "dev-bedrock"}
OURS = {"ManagedBy": "genai.bedrock", "Environment": "dev"}


def run(account: FakeAccount, *, check: bool = False, **options: Any) -> Observed:
    return observe(Request("dev", **WHERE | options), account, Run(check, 4, lambda _seconds: None))


def watched(*published: dict[str, Any]) -> FakeAccount:
    account = FakeAccount()
    for one in published or (CHAT, BOT):
        account.publish(one)
    assert errors(run(account)) == []
    account.forget_calls()
    return account


def lines(done: Observed, *, check: bool = False) -> str:
    reported: list[str] = result_of(done, check=check)["lines"]
    return "\n".join(reported)


def test_alarms_and_dashboard_follow_what_is_published() -> None:
    account = watched()
    assert account.owners() == {"copilot/chat", "cai/bot"}
    again = run(account)
    assert (again.changed, account.writes()) == (False, [])
    account.withdraw("cai/bot")
    account.publish(record("copilot", "chat", [target("chat", profile_id="new1")]))
    planned = run(account, check=True)
    assert (account.writes(), planned.changed) == ([], True)
    assert [part["before_header"] for part in diffs(planned)] == ["alarms", "dashboard"]
    done = run(account)
    assert account.owners() == {"copilot/chat"}
    assert "us-east-1  deleted  4 of cai/bot" in lines(done)
    assert "bot1" not in str(account.board.live["dev-bedrock"].body)


@pytest.mark.parametrize("trouble", ["denied", "a second region is down", "damaged", "tags of a suspect are denied"])
@pytest.mark.parametrize("options", [{}, {"state": "pruned", "former": {"cai/bot": BOT}}], ids=["present", "pruned"])
def test_nothing_goes_where_a_record_cannot_be_read(trouble: str, options: dict[str, Any]) -> None:
    account = watched()
    account.withdraw("cai/bot")
    where: dict[str, Any] = {}
    if trouble == "denied":
        account.parameters(EAST).faults = {"under_path": Fault("AccessDeniedException")}
    elif trouble == "a second region is down":
        account.parameters(WEST).faults = {"under_path": Fault("InternalServerError")}
        where = {"ssm_regions": (EAST, WEST)}
    else:
        owner = {"Workload": "cai", "ProfileKey": "bot"}
        account.parameters(EAST).seed(f"{PREFIX}/cai/bot", "{", {**OURS, **owner})
        if trouble != "damaged":
            account.parameters(EAST).faults = {"tags": Fault("AccessDeniedException")}
    done = run(account, logging=LogSettings(bucket="b"), **options, **where)
    assert (account.writes(), account.cloudwatch(), done.changed) == ([], [], False)
    assert len(errors(done)) >= 1
    assert "nothing of that name" not in lines(done)


def test_a_damaged_record_of_others_is_passed_over() -> None:
    account = watched()
    account.parameters(EAST).seed(f"{PREFIX}/cai/theirs", "{", {"ManagedBy": "terraform"})
    done = run(account)
    assert (errors(done), done.changed) == ([], False)


def test_of_a_record_in_several_regions_the_first_counts() -> None:
    account = FakeAccount().publish(CHAT, WEST).publish(NEW, EAST).publish(BOT, EAST)
    run(account, ssm_regions=(WEST, EAST))
    assert account.owners() == {"copilot/chat", "cai/bot"}
    dimensions = account.alarms(EAST).live["dev-copilot-chat-us-east-1-latency"].settings["Dimensions"]
    assert str(dimensions).count("chat1") == 1


def test_records_that_are_given_are_not_read() -> None:
    account = watched()
    done = run(account, records={"copilot/chat": NEW, "cai/bot": BOT}, former={"copilot/chat": CHAT})
    assert (done.changed, account.parameters(EAST).calls) == (True, [])


def test_what_was_reported_as_not_published_and_is_keeps_its_alarms() -> None:
    """Whoever tells the records of one workload alone does not take away those of the others."""
    account = watched()
    done = run(account, records={"copilot/chat": CHAT})
    assert account.owners() == {"copilot/chat", "cai/bot"}
    assert "## cai" in str(account.board.live["dev-bedrock"].body)
    assert "observability: alarms of cai/bot stay, since it is still published" in lines(done)
    account.parameters(EAST).faults = {"under_path": Fault("InternalServerError")}
    account.forget_calls()
    failed = run(account, records={"copilot/chat": CHAT})
    assert (account.writes(), [row["operation"] for row in errors(failed)]) == ([], ["under_path"])


def test_what_went_in_this_run_goes_without_reading() -> None:
    account = watched()
    run(account, records={"copilot/chat": CHAT}, former={"copilot/chat": CHAT, "cai/bot": BOT})
    assert (account.owners(), account.parameters(EAST).calls) == ({"copilot/chat"}, [])


PRUNING = {"state": "pruned", "expected": False, "records": {"copilot/chat": NEW}}


def test_pruning_takes_what_went_or_was_replaced_and_leaves_the_dashboard() -> None:
    account = watched(CHAT, BOT, DOCS)
    former = {"copilot/chat": CHAT, "cai/bot": BOT, "copilot/docs": DOCS}
    done = run(account, **PRUNING | {"records": {"copilot/chat": CHAT}}, former=former)
    assert account.owners() == {"copilot/chat"}
    assert (account.board.calls, errors(done)) == ([], [])
    run(account, **PRUNING, former={"copilot/chat": CHAT})
    assert account.owners() == set()


@pytest.mark.parametrize("former", [{}, {"copilot/chat": NEW}], ids=["nothing told", "nothing went"])
def test_pruning_asks_nothing_where_nothing_went(former: dict[str, Any]) -> None:
    account = watched()
    done = run(account, **PRUNING, former=former)
    requested = [call for fake in account.alarmed.values() for call in fake.calls]
    assert (requested, account.board.calls, account.parameters(EAST).calls, lines(done)) == ([], [], [], "")


def test_pruning_reads_from_cloudwatch_only_what_the_tagging_api_knows() -> None:
    account = FakeAccount().publish(NEW)
    done = run(account, **PRUNING, former={"copilot/chat": CHAT})
    assert (account.cloudwatch(), lines(done)) == ([], "")
    staying = watched(CHAT, BOT)
    run(staying, **PRUNING, former={"gone/x": record("gone", "x")})
    assert staying.cloudwatch() == []


@pytest.mark.parametrize("expected", [True, False])
@pytest.mark.parametrize("state", ["absent", "pruned"])
def test_a_denied_look_is_a_note_where_nobody_expects_alarms(state: str, expected: bool) -> None:
    account = FakeAccount().publish(NEW)
    account.alarms(EAST).faults = {"our_tags": "AccessDeniedException"}
    account.board.faults = {"GetDashboard": "AccessDenied"}
    rename(account)
    done = run(account, state=state, expected=expected, records={}, former={"copilot/chat": CHAT})
    denied = ["GetResources"] + (["GetDashboard"] if state == "absent" else [])
    assert [row["operation"] for row in errors(done)] == (denied if expected else [])
    assert lines(done).count("observability: not checked: ") == (0 if expected else len(denied))


def rename(account: FakeAccount) -> None:
    """The fake's call by the name that AWS has for it."""
    fake = account.alarms(EAST)
    requested = fake.our_tags

    def our_tags(owner: Any) -> Any:
        try:
            return requested(owner)
        except Exception as error:
            error.operation = "GetResources"
            raise

    fake.our_tags = our_tags


def test_where_there_are_alarms_a_denied_call_is_an_error() -> None:
    account = watched()
    account.alarms(EAST).faults = {"alarms": "AccessDenied"}
    done = run(account, state="absent", expected=False)
    assert {row["operation"] for row in errors(done)} == {"alarms"}


def test_a_teardown_of_all_needs_no_record_and_no_fresh_tags() -> None:
    """New alarms go by name, others by their tags, also where records are damaged; the dashboard goes with them."""
    account = watched()
    account.alarms(EAST).bulk = {}
    account.withdraw("cai/bot")
    run(account, state="absent", former={"cai/bot": BOT})
    assert (account.owners(), account.board.live) == (set(), {})

    account = watched()
    account.parameters(EAST).faults = {"under_path": Fault("InternalServerError")}
    done = run(account, state="absent")
    assert (account.owners(), account.board.live, errors(done)) == (set(), {}, [])
    assert "observability: found by tags only: " in lines(done)


@pytest.mark.parametrize("expected", [True, False])
def test_a_teardown_of_one_workload_draws_the_dashboard_again_if_it_is_there(expected: bool) -> None:
    account = watched()
    run(account, state="absent", workloads=("cai",), expected=expected)
    assert account.owners() == {"copilot/chat"}
    body = str(account.board.live["dev-bedrock"].body)
    assert ("## copilot" in body, "## cai" in body) == (True, False)

    account = watched()
    account.board.live.clear()
    run(account, state="absent", workloads=("cai",), expected=expected)
    assert account.board.live == {}


def test_a_dashboard_of_others_is_in_the_way_only_where_there_is_to_be_one() -> None:
    account = FakeAccount().publish(CHAT)
    account.board.seed("dev-bedrock", {})
    made = run(account)
    assert [row["code"] for row in errors(made)] == ["NotOurs"]
    assert account.owners() == {"copilot/chat"}
    for options in ({"dashboard": False}, {"state": "absent"}, {"state": "absent", "workloads": ("cai",)}):
        assert errors(run(account, **options)) == []
    assert list(account.board.live) == ["dev-bedrock"]


def test_a_failed_workload_keeps_its_alarms() -> None:
    account = watched()
    account.withdraw("cai/bot")
    run(account, failed_workloads=("cai",))
    assert account.owners() == {"copilot/chat", "cai/bot"}


def test_notes_name_what_the_user_wrote() -> None:
    account = FakeAccount().publish(CHAT)
    entries = {"copilot/chat": {"latency": 1}, "cai": {"enabled": False}}
    reported = lines(run(account, entries=entries, variables="observability_"))
    assert "observability_entries.cai: nothing of that name is published" in reported
    assert "nobody is notified of alarms in us-east-1: observability_alarm_actions has no topic there" in reported
    assert "settings.alarm_actions has no topic" in lines(run(account))


def following(account: FakeAccount, records: dict[str, Any], **options: Any) -> dict[str, Any]:
    """The diff of a plan after CHAT and BOT were published: what follows, and parts by kind."""
    planned = run(account, check=True, records=records, former={"copilot/chat": CHAT, "cai/bot": BOT}, **options)
    parts = diffs(planned)
    return {part.get("before_header", "following"): part.get("prepared", part) for part in parts}


REPLACED = {"copilot/chat": NEW, "cai/bot": BOT}


def test_a_diff_counts_what_follows_from_other_profiles() -> None:
    assert following(watched(), REPLACED) == {
        "following": "alarms: 4 follow the replaced profiles\ndashboard: follows the profiles\n"
    }
    more = following(watched(), {"copilot/chat": NEW, "copilot/docs": DOCS})
    assert more["following"].splitlines()[0] == "alarms: 12 follow the profiles: 4 create, 4 delete, 4 update"
    assert following(watched(), {"copilot/chat": CHAT, "cai/bot": BOT}) == {}


def test_a_diff_shows_what_the_settings_decide_and_only_that() -> None:
    shown = following(watched(), REPLACED, settings={"latency": 1234}, period=60)
    assert shown["following"] == "alarms: 3 follow the replaced profiles\n"
    latencies = {f"dev-{path}-us-east-1-latency@us-east-1" for path in ("copilot-chat", "cai-bot")}
    assert set(shown["alarms"]["before"]) == latencies
    for alarm in shown["alarms"]["after"].values():
        assert (set(alarm), alarm["threshold"]) == ({"threshold", "description"}, 1234)
    assert "new1" not in str(shown)
    assert "'period': 60" in str(shown["dashboard"]["after"])


@pytest.mark.parametrize("drift", ["an alarm is missing", "the dashboard is edited", "an alarm has other tags"])
def test_a_diff_shows_what_was_changed_by_hand(drift: str) -> None:
    account = watched()
    name = "dev-copilot-chat-us-east-1-latency"
    live = account.alarms(EAST).live
    if drift == "an alarm is missing":
        del live[name]
    elif drift == "an alarm has other tags":
        live[name] = replace(live[name], tags={**(live[name].tags or {}), "Team": "x"})
    else:
        board = account.board.live
        board["dev-bedrock"] = replace(board["dev-bedrock"], body={"widgets": []})
    shown = following(account, REPLACED)
    assert ("dashboard" in shown, "alarms" in shown) == ((True, False) if "dashboard" in drift else (False, True))
    if "alarms" in shown:
        assert list(shown["alarms"]["before"]) == [f"{name}@us-east-1"]
    assert "follow" in shown["following"]


def test_without_former_records_a_diff_shows_everything() -> None:
    parts = diffs(run(watched(), check=True, records=REPLACED))
    assert [part["before_header"] for part in parts] == ["alarms", "dashboard"]


def test_an_alarm_that_was_silenced_by_hand_is_named_and_left_so() -> None:
    account = watched(CHAT)
    alarms = account.alarmed[EAST]
    name = min(alarms.live)
    alarms.live[name] = replace(alarms.live[name], settings={**alarms.live[name].settings, "ActionsEnabled": False})
    done = run(account)
    assert (done.changed, account.writes()) == (False, [])
    assert result_of(done, check=False)["silenced"] == [{"name": name, "region": EAST, "origin": "aws"}]
    assert f"changed by hand in AWS, and kept: actions are disabled of {name} in {EAST}" in lines(done)
    assert result_of(run(watched(CHAT)), check=False)["silenced"] == []
