# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Converging alarms over regions: few calls, nothing written on the tagging API's word alone, failures where they are."""

from __future__ import annotations

from typing import Any

import pytest
from ansible_collections.genai.bedrock.plugins.module_utils._core.monitoring.alarm_requests import requested_alarms
from ansible_collections.genai.bedrock.plugins.module_utils._core.monitoring.metric_alarms import AlarmDone
from ansible_collections.genai.bedrock.plugins.module_utils._core.problems import ProblemError
from ansible_collections.genai.bedrock.plugins.module_utils._core.steps import Outcome
from ansible_collections.genai.bedrock.plugins.module_utils._engine.monitoring.alarms import converge

from tests.unit.plugins.module_utils.alarm_fakes import DEV, EAST, OPTIONS, OURS, WEST, FakeAlarms


def run(
    fakes: dict[str, FakeAlarms], alarms: dict[str, Any], *, purge: bool = True, check: bool = False
) -> Outcome[AlarmDone]:
    wanted = requested_alarms(alarms, region=EAST, owner=DEV)
    return converge(wanted, fakes, owner=DEV, purge=purge, check=check, workers=4)


def both() -> dict[str, FakeAlarms]:
    return {EAST: FakeAlarms(EAST), WEST: FakeAlarms(WEST)}


def actions(outcome: Outcome[AlarmDone]) -> dict[str, str]:
    return {one.step.name: str(one.step.action) for one in outcome.succeeded}


def many(count: int) -> dict[str, Any]:
    return {f"a{number}": {**OPTIONS, "region": (EAST, WEST)[number % 2]} for number in range(count)}


def test_a_run_that_changes_nothing_grows_by_pages_only() -> None:
    fakes = both()
    assert run(fakes, many(240)).changed
    assert len(fakes[EAST].live) == len(fakes[WEST].live) == 120
    for fake in fakes.values():
        fake.calls.clear()
    again = run(fakes, many(240))
    assert (again.changed, again.problems) == (False, ())
    assert fakes[EAST].kinds() == ["our_tags", "alarms", "alarms"]


def test_new_alarms_are_reported_with_their_arn() -> None:
    fakes = both()
    outcome = run(fakes, many(2))
    assert [one.arn for one in outcome.done] == [fakes[EAST].live["a0"].arn, fakes[WEST].live["a1"].arn]
    assert fakes[EAST].live["a0"].tags == OURS


def test_check_mode_writes_nothing_and_shows_the_same() -> None:
    fakes = both()
    fakes[WEST].seed("old")
    planned = run(fakes, many(2), check=True)
    assert [fake.writes() for fake in fakes.values()] == [[], []]
    assert actions(planned) == actions(run(fakes, many(2)))
    assert planned.changed


def test_what_is_in_no_map_goes_where_it_is_ours() -> None:
    fakes = both()
    fakes[EAST].seed("old").seed("theirs", {"ManagedBy": "terraform"}).seed("prod", {**OURS, "Environment": "prod"})
    fakes[WEST].seed("older")
    outcome = run(fakes, {"a": OPTIONS})
    assert actions(outcome) == {"a": "create", "old": "delete", "older": "delete"}
    assert (set(fakes[EAST].live), set(fakes[WEST].live)) == ({"a", "theirs", "prod"}, set())


def test_without_purging_it_stays() -> None:
    fakes = both()
    fakes[EAST].seed("old")
    assert actions(run(fakes, {"a": OPTIONS}, purge=False)) == {"a": "create"}
    assert set(fakes[EAST].live) == {"a", "old"}


def test_a_hundred_are_deleted_a_call() -> None:
    fake = FakeAlarms()
    for number in range(150):
        fake.seed(f"a{number}")
    run({EAST: fake}, {})
    assert (fake.live, fake.kinds().count("delete")) == ({}, 2)


@pytest.mark.parametrize("lag", ["still told", "told with old tags"])
def test_the_tagging_api_lags_behind(lag: str) -> None:
    """It tells an alarm that is gone, or that somebody else has made anew: neither is deleted on its word."""
    fake = FakeAlarms().seed("old", {"ManagedBy": "terraform"})
    fake.bulk = {fake.live["old"].arn: dict(OURS)}
    if lag == "still told":
        del fake.live["old"]
    outcome = run({EAST: fake}, {})
    assert (outcome.changed, outcome.problems, fake.writes()) == (False, (), [])


def test_an_alarm_that_the_tagging_api_does_not_know_yet_reports_its_tags_itself() -> None:
    fake = FakeAlarms().seed("a", Threshold=10)
    fake.bulk = {}
    outcome = run({EAST: fake}, {"a": {"threshold": 10}})
    assert (outcome.changed, fake.kinds()) == (False, ["our_tags", "alarms", "tags"])


def test_one_that_was_deleted_meanwhile_is_made_again() -> None:
    fake = FakeAlarms().seed("a", Threshold=1)
    seen = fake.alarms

    def vanish(names):
        found = seen(names)
        fake.live.pop("a", None)
        return found

    fake.alarms = vanish
    planned = run({EAST: fake}, {"a": OPTIONS}, check=True)
    assert actions(planned) == {"a": "create"}


@pytest.mark.parametrize("call", ["alarms", "tags"])
def test_a_denied_read_stops_all_before_any_write(call: str) -> None:
    fakes = both()
    fakes[EAST].seed("a")
    fakes[EAST].faults = {call: "AccessDenied"}
    with pytest.raises(ProblemError, match=f"cloudwatch:{call}"):
        run(fakes, {"a": {"threshold": 5}, "b": {**OPTIONS, "region": WEST}})
    assert fakes[WEST].writes() == []


@pytest.mark.parametrize("purge", [True, False])
def test_the_tagging_api_is_denied(purge: bool) -> None:
    """Then nobody knows what is to be purged; otherwise each alarm tells its own."""
    fake = FakeAlarms().seed("a", Threshold=10)
    fake.faults = {"our_tags": "AccessDeniedException"}
    if purge:
        with pytest.raises(ProblemError, match="our_tags failed"):
            run({EAST: fake}, {"a": {"threshold": 10}})
    else:
        assert actions(run({EAST: fake}, {"a": {"threshold": 10}}, purge=False)) == {"a": "none"}


def test_a_region_that_is_down_fails_its_own_alarms() -> None:
    fakes = both()
    fakes[WEST].faults = {"alarms": "InternalServiceError", "our_tags": "InternalServiceException"}
    outcome = run(fakes, {"a": OPTIONS, "b": {**OPTIONS, "region": WEST}})
    assert actions(outcome) == {"a": "create"}
    assert [(problem.key, problem.region) for problem in outcome.problems] == [("b", WEST), (None, WEST)]


@pytest.mark.parametrize(
    ("call", "failed"),
    [("put", ["a", "new"]), ("retag", ["b"]), ("delete", ["old"])],
)
def test_an_error_of_a_write_fails_its_own_alarm(call: str, failed: list[str]) -> None:
    fake = FakeAlarms().seed("a", Threshold=1).seed("b", Threshold=1).seed("old")
    fake.faults = {call: "LimitExceeded"}
    alarms = {"a": {"threshold": 2}, "b": {"threshold": 1, "tags": {"x": "1"}}, "new": OPTIONS}
    outcome = run({EAST: fake}, alarms)
    assert sorted(problem.key or "" for problem in outcome.problems) == failed
    assert sorted(actions(outcome)) == sorted({"a", "b", "new", "old"} - set(failed))
    assert outcome.changed


def test_what_is_not_ours_is_reported_all_at_once() -> None:
    fakes = both()
    fakes[EAST].seed("a", {}).seed("c", {})
    fakes[WEST].seed("b", {})
    with pytest.raises(ProblemError) as caught:
        run(fakes, {"a": OPTIONS, "b": {**OPTIONS, "region": WEST}, "c": {"state": "absent"}, "d": OPTIONS})
    assert [problem.key for problem in caught.value.problems] == ["a", "b", "c"]
    assert [fake.writes() for fake in fakes.values()] == [[], []]
