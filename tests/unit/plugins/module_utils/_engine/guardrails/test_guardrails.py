# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Converging guardrails: waiting has an end, failures stay in their region, and nothing is written before all is decided."""

from __future__ import annotations

from typing import Any

import pytest
from ansible_collections.genai.bedrock.plugins.module_utils._core.guardrails.content import Content
from ansible_collections.genai.bedrock.plugins.module_utils._core.guardrails.guardrails import WantedGuardrail
from ansible_collections.genai.bedrock.plugins.module_utils._core.problems import ProblemError
from ansible_collections.genai.bedrock.plugins.module_utils._engine.guardrails.guardrails import (
    GuardrailOutcome,
    converge,
)

from tests.unit.plugins.module_utils.guardrail_samples import (
    FULL,
    OURS,
    Clock,
    FakeGuardrails,
    answer,
    failing,
    words,
)

MESSAGES = {"blocked_input_messaging": "in", "blocked_outputs_messaging": "out"}
PLAIN = Content(MESSAGES, {"words": {"no": {}}})
OTHER = Content(MESSAGES, {"words": {"other": {}}})
LISTED_OTHER = answer(wordPolicy={"words": [{"text": "other"}]})


def run(
    fake: FakeGuardrails, content: Content = PLAIN, *, check: bool = False, **options: Any
) -> tuple[GuardrailOutcome, Clock]:
    clock = Clock()
    wanted = [WantedGuardrail("cai", fake.region, content, **options)]
    return converge(wanted, {fake.region: fake}, check=check, workers=2, sleep=clock), clock


def called(fake: FakeGuardrails) -> list[str]:
    return [call for call in fake.calls if call in ("create", "update", "publish", "delete", "retag")]


def statuses(*reported: str, **members: Any) -> list[dict[str, Any] | None]:
    return [answer(status=status, **members) for status in reported]


def test_check_mode_writes_nothing_and_says_what_would_come() -> None:
    fake = FakeGuardrails(drafts=[answer()])
    outcome, _clock = run(fake, OTHER, check=True, publish=True)
    assert (outcome.changed, called(fake), outcome.done[0].version) == (True, [], "(known after create)")


def test_an_update_is_published_when_aws_reports_it() -> None:
    """After UpdateGuardrail the old settings may still be told: a version made then would hold them."""
    fake = FakeGuardrails(drafts=[answer(), *statuses("UPDATING"), answer(), LISTED_OTHER], numbered={"1": [answer()]})
    outcome, clock = run(fake, OTHER, publish=True)
    assert called(fake) == ["update", "publish"]
    assert fake.calls.index("publish") - fake.calls.index("update") == 4
    assert (outcome.done[0].version, outcome.problems, outcome.warnings) == ("2", (), ())
    assert len(clock.slept) == 2


def test_what_aws_never_reports_is_a_warning_and_no_endless_wait() -> None:
    fake = FakeGuardrails(drafts=[answer()])
    outcome, clock = run(fake, OTHER)
    assert outcome.warnings == (
        "cai in us-east-1: AWS returned the guardrail with other values than were sent: words: other added",
        "cai in us-east-1: AWS returned the guardrail with other values than were sent: words: no removed",
    )
    assert sum(clock.slept) < 10


def test_a_status_that_never_passes_ends_with_an_error() -> None:
    fake = FakeGuardrails(drafts=[answer(), *statuses("UPDATING")])
    outcome, clock = run(fake, OTHER)
    (problem,) = outcome.problems
    assert (problem.code, outcome.changed) == ("NotReady", True)
    assert "still UPDATING" in problem.message
    assert 100 < sum(clock.slept) < 150


def test_a_guardrail_that_is_changing_is_waited_for_before_anything_is_decided() -> None:
    fake = FakeGuardrails(drafts=[*statuses("VERSIONING", "VERSIONING"), answer()])
    outcome, clock = run(fake)
    assert (outcome.changed, len(clock.slept)) == (False, 2)


def test_one_that_is_being_deleted_is_made_again() -> None:
    fake = FakeGuardrails(drafts=[*statuses("DELETING"), None, answer()], listings=[[{"id": "abc", "name": "cai"}]])
    outcome, _clock = run(fake)
    assert (called(fake), str(outcome.done[0].step.action)) == (["create"], "create")


def test_a_deletion_is_waited_for() -> None:
    fake = FakeGuardrails(drafts=[answer(), *statuses("DELETING"), None])
    outcome, clock = run(fake, absent=True)
    assert (outcome.changed, outcome.problems, len(clock.slept)) == (True, (), 1)


def test_a_new_one_may_be_unseen_for_a_while() -> None:
    fake = FakeGuardrails(drafts=[None, None, *statuses("CREATING"), answer()])
    outcome, _clock = run(fake)
    assert (outcome.problems, outcome.changed) == ((), True)


def test_a_new_one_that_is_never_seen_is_an_error() -> None:
    fake = FakeGuardrails(drafts=[None])
    outcome, _clock = run(fake)
    assert [(problem.code, outcome.changed) for problem in outcome.problems] == [("NotVisible", True)]


@pytest.mark.parametrize(
    ("members", "text"),
    [
        ({"statusReasons": ["Bad regex."], "failureRecommendations": ["Write another."]}, "Bad regex. Write another."),
        ({}, "AWS gives no reason"),
    ],
)
def test_a_failure_is_reported_in_aws_words(members: dict[str, Any], text: str) -> None:
    fake = FakeGuardrails(drafts=[answer(), *statuses("FAILED", **members)])
    outcome, _clock = run(fake, OTHER, publish=True)
    assert text in outcome.problems[0].message
    assert called(fake) == ["update"]


@pytest.mark.parametrize("newest", [[answer(status="FAILED")], [None]], ids=["failed", "gone"])
def test_a_version_that_holds_nothing_is_none(newest: list[dict[str, Any] | None]) -> None:
    fake = FakeGuardrails(drafts=[answer()], numbered={"1": newest})
    outcome, _clock = run(fake, publish=True)
    assert outcome.done[0].version == "2"


def test_the_newest_version_is_the_highest_number() -> None:
    fake = FakeGuardrails(drafts=[answer()], numbered={"9": [LISTED_OTHER], "10": [answer()]})
    outcome, _clock = run(fake, publish=True)
    assert (outcome.changed, outcome.done[0].version) == (False, "10")


def test_settings_come_before_tags_and_tags_before_the_version() -> None:
    fake = FakeGuardrails(drafts=[answer(), LISTED_OTHER], current_tags={})
    run(fake, OTHER, adopt=True, tags={"a": "b"}, publish=True)
    assert called(fake) == ["update", "retag", "publish"]


def test_a_conflict_ends_some_time() -> None:
    fake = FakeGuardrails(drafts=[answer()], fail={"update": failing("ConflictException", "UpdateGuardrail", 9)})
    outcome, _clock = run(fake, OTHER)
    assert ([problem.code for problem in outcome.problems], outcome.changed) == (["ConflictException"], False)
    assert called(fake) == ["update"] * 5


def meets_its_name(draft: dict[str, Any], tags: dict[str, str]) -> FakeGuardrails:
    """A region that has nothing when it is read, and the name when something is created."""
    rows = [[], [{"id": "abc", "arn": "arn", "name": "cai"}]]
    conflict = {"create": failing("ConflictException", "CreateGuardrail")}
    return FakeGuardrails(drafts=[draft], current_tags=tags, listings=rows, fail=conflict)


def test_our_own_creation_is_known_again() -> None:
    """The answer of Create was lost, and what repeated it met the name."""
    fake = meets_its_name(answer(), OURS)
    outcome, _clock = run(fake)
    assert (outcome.problems, outcome.changed, called(fake)) == ((), True, ["create"])


@pytest.mark.parametrize(
    ("draft", "tags"),
    [(LISTED_OTHER, OURS), (answer(), {})],
    ids=["other settings", "other tags"],
)
def test_a_creation_of_somebody_else_is_a_conflict(draft: dict[str, Any], tags: dict[str, str]) -> None:
    fake = meets_its_name(draft, tags)
    outcome, _clock = run(fake)
    assert ([problem.code for problem in outcome.problems], outcome.changed) == (["ConflictException"], False)


def test_two_of_one_name_are_not_guessed_about() -> None:
    fake = FakeGuardrails(drafts=[answer()], listings=[[{"id": "a", "name": "cai"}, {"id": "b", "name": "cai"}]])
    outcome, _clock = run(fake)
    assert [problem.code for problem in outcome.problems] == ["Ambiguous"]
    assert called(fake) == []


def test_nothing_is_written_where_one_region_forbids_it() -> None:
    good, bad = FakeGuardrails(), FakeGuardrails(region="us-west-2", drafts=[answer()], current_tags={})
    wanted = [WantedGuardrail("cai", fake.region, PLAIN) for fake in (good, bad)]
    with pytest.raises(ProblemError) as caught:
        converge(wanted, {"us-east-1": good, "us-west-2": bad}, check=False, workers=2, sleep=Clock())
    assert [problem.code for problem in caught.value.problems] == ["NotOurs"]
    assert called(good) + called(bad) == []


@pytest.mark.parametrize(("code", "stops"), [("AccessDeniedException", True), ("ServiceUnavailableException", False)])
def test_what_cannot_be_read(code: str, stops: bool) -> None:
    good, bad = FakeGuardrails(drafts=[answer()]), FakeGuardrails(region="us-west-2")
    bad.fail = {"summaries": failing(code, "ListGuardrails")}
    wanted = [WantedGuardrail("cai", fake.region, words("no")) for fake in (bad, good)]
    gateways = {"us-east-1": good, "us-west-2": bad}
    if stops:
        with pytest.raises(ProblemError):
            converge(wanted, gateways, check=False, workers=2, sleep=Clock())
    else:
        outcome = converge(wanted, gateways, check=False, workers=2, sleep=Clock())
        assert [one.step.region for one in outcome.succeeded] == ["us-east-1"]
        assert [problem.key for problem in outcome.problems] == ["cai"]


@pytest.mark.parametrize(("key", "requested"), [("alias/k", True), ("k" * 36, False)])
def test_only_an_alias_is_asked_about(key: str, requested: bool) -> None:
    fake = FakeGuardrails(drafts=[FULL])
    outcome, _clock = run(fake, Content({"kms_key_id": key}))
    assert ("key_arn" in fake.calls) is requested
    assert outcome.changed is not requested


def test_a_version_that_comes_to_be_pinned_stays() -> None:
    fake = FakeGuardrails(drafts=[answer()], numbered={number: [answer()] for number in "1234"})
    reported = [frozenset(), frozenset({("abc", "2")})]
    wanted = [WantedGuardrail("cai", fake.region, PLAIN, keep_versions=1)]
    outcome = converge(wanted, {fake.region: fake}, check=False, workers=1, sleep=Clock(), pins=lambda: reported.pop(0))
    assert [call for call in fake.calls if call.startswith("delete")] == ["delete 1", "delete 3"]
    assert (outcome.done[0].pruned, outcome.done[0].version, outcome.changed) == (("1", "3"), "4", True)
    assert outcome.warnings == ("cai in us-east-1: version 2 is kept, since a record pins it now",)


def test_nothing_is_written_where_it_is_unknown_what_is_pinned() -> None:
    fake = FakeGuardrails(drafts=[answer()], numbered={"1": [answer()], "2": [answer()]})

    def unread() -> Any:
        raise failing("AccessDeniedException", "GetResources")[0]

    wanted = [WantedGuardrail("cai", fake.region, OTHER, keep_versions=1)]
    with pytest.raises(ProblemError, match="without the records it is unknown which versions they pin"):
        converge(wanted, {fake.region: fake}, check=False, workers=1, sleep=Clock(), pins=unread)
    assert called(fake) == []


def test_a_version_that_cannot_be_deleted_fails_and_the_rest_is_reported() -> None:
    fake = FakeGuardrails(drafts=[answer()], numbered={number: [answer()] for number in "123"})
    fake.fail["delete 2"] = failing("ResourceInUseException", "DeleteGuardrail")
    outcome, _clock = run(fake, PLAIN, keep_versions=1)
    assert (outcome.done[0].pruned, outcome.changed) == (("1",), True)
    assert "something still uses the guardrail" in outcome.problems[0].message


def test_a_tier_that_botocore_does_not_know_is_reported_before_any_write() -> None:
    fake = FakeGuardrails(drafts=[answer()], grounding_tier=False)
    tiered = Content({**MESSAGES, "grounding_tier": "CLASSIC"}, {"words": {"other": {}}})
    with pytest.raises(ProblemError, match="grounding_tier: the installed botocore does not know it"):
        run(fake, tiered)
    assert called(fake) == []
