# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The engine on stores in memory: what is asked, what is written, and what fails what."""

from __future__ import annotations

import threading

import pytest
from ansible_collections.genai.bedrock.plugins.module_utils._core.failures import CallError
from ansible_collections.genai.bedrock.plugins.module_utils._core.parameters.report import (
    diff_of,
    parameter_rows,
)
from ansible_collections.genai.bedrock.plugins.module_utils._core.parameters.ssm_parameters import (
    Details,
    WantedParameter,
)
from ansible_collections.genai.bedrock.plugins.module_utils._core.problems import ProblemError
from ansible_collections.genai.bedrock.plugins.module_utils._core.steps import action_rows
from ansible_collections.genai.bedrock.plugins.module_utils._engine.parameters.applying import BUSY_AFTER
from ansible_collections.genai.bedrock.plugins.module_utils._engine.parameters.reading import LISTED_AFTER
from ansible_collections.genai.bedrock.plugins.module_utils._engine.parameters.ssm_parameters import converge
from ansible_collections.genai.bedrock.tests.unit.plugins.module_utils.ssm_fakes import OURS, FakeStore, Fault

EAST, WEST = "us-east-1", "us-west-2"


def want(name="/x", region=EAST, value="v", **more):
    return WantedParameter(name, region, value, **more)


def run(stores, wanted, check=False, sleep=lambda _seconds: None):
    return converge(wanted, {store.region: store for store in stores}, check=check, workers=4, sleep=sleep)


def reported(outcome):
    return [(row["name"], row["region"], row["action"]) for row in action_rows([one.step for one in outcome.succeeded])]


def test_all_tags_can_be_renamed_at_once():
    """Old and new ones together are more than a parameter holds."""
    store = FakeStore()
    store.seed("/x", tags=OURS | {f"old{number}": "x" for number in range(40)})
    wanted = [want(tags=OURS | {f"new{number}": "x" for number in range(40)}, exact_tags=True)]
    assert run([store], wanted).problems == ()
    assert store.live["/x"].tags == wanted[0].tags
    assert not run([store], wanted).changed


def numbered(count, **more):
    return [want(f"/p{number:02}", **more) for number in range(count)]


def filled(count, **more):
    store = FakeStore()
    for entry in numbered(count):
        store.seed(entry.name, **more)
    return store


def test_a_first_run_creates_with_tags_and_a_second_does_nothing():
    east, west = FakeStore(EAST), FakeStore(WEST)
    wanted = [
        want(region=region, name=name, tags=OURS | {"A": "1"}) for name in ("/a", "/b") for region in (EAST, WEST)
    ]
    first = run([east, west], wanted)
    assert [row[2] for row in reported(first)] == ["create"] * 4
    assert first.changed
    assert first.account == "123456789012"
    assert sorted(east.writes() + west.writes()) == [("put", "/a"), ("put", "/a"), ("put", "/b"), ("put", "/b")]
    assert east.live["/a"].tags == OURS | {"A": "1"}
    again = run([east, west], wanted)
    assert [row[2] for row in reported(again)] == ["none"] * 4
    assert not again.changed
    assert len(east.writes() + west.writes()) == 4


@pytest.mark.parametrize(
    ("prepared", "wanted", "calls"),
    [
        pytest.param(lambda: filled(30), numbered(30), {"parameters": 3, "our_tags": 1}, id="a no-op"),
        pytest.param(FakeStore, numbered(30), {"parameters": 4, "our_tags": 1, "put": 30}, id="a first run"),
        pytest.param(lambda: filled(1), numbered(1), {"parameters": 1, "tags": 1}, id="a single one"),
        pytest.param(
            lambda: filled(60),
            numbered(60, description=""),
            {"parameters": 6, "our_tags": 1, "details": 2},
            id="descriptions are compared",
        ),
        pytest.param(
            lambda: filled(12, kind="SecureString"),
            numbered(12),
            {"parameters": 2, "decrypted": 2, "our_tags": 1},
            id="secrets that nobody announced",
        ),
        pytest.param(
            lambda: filled(12, kind="SecureString"),
            numbered(12, type="SecureString"),
            {"decrypted": 2, "our_tags": 1},
            id="announced secrets",
        ),
        pytest.param(
            lambda: filled(12, kind="SecureString"),
            numbered(12, absent=True, value=None),
            {"parameters": 2, "our_tags": 1, "tags": 12, "delete": 12},
            id="deleting asks for no plain value, but for the tags themselves",
        ),
        pytest.param(
            lambda: filled(5, tagging_knows=False),
            numbered(5),
            {"parameters": 1, "our_tags": 1, "tags": 5},
            id="unknown to the tagging API",
        ),
        pytest.param(
            lambda: filled(5),
            numbered(5, tags=OURS | {"A": "1"}),
            {"parameters": 1, "our_tags": 1, "tags": 5, "add_tags": 5},
            id="tags are confirmed before they are written",
        ),
        pytest.param(
            lambda: filled(5),
            numbered(5, value="w"),
            {"parameters": 1, "our_tags": 1, "tags": 5, "details": 1, "put": 5},
            id="an update knows what it must keep",
        ),
    ],
)
def test_calls(prepared, wanted, calls):
    store = prepared()
    assert not run([store], wanted).problems
    assert store.counted() == calls


@pytest.mark.parametrize("code", ["AccessDeniedException", "InternalServiceException"])
def test_without_the_tagging_api_each_parameter_reports_its_tags(code):
    store = filled(5)
    store.faults["our_tags"] = Fault(code)
    assert [row[2] for row in reported(run([store], numbered(5)))] == ["none"] * 5
    assert store.counted()["tags"] == 5


@pytest.mark.parametrize(
    ("behind", "action"),
    [
        pytest.param({"A": "old"} | OURS, "none", id="it shows tags that were changed since"),
        pytest.param(OURS, "none", id="it misses a tag that was added since"),
    ],
)
def test_a_tagging_api_that_lags_behind_is_not_believed(behind, action):
    store = FakeStore().seed("/a", tags=OURS | {"A": "1"}).seed("/b")
    store.bulk[store.arn("/a")] = behind
    outcome = run([store], [want("/a", tags=OURS | {"A": "1"}, exact_tags=True), want("/b")])
    assert [row[2] for row in reported(outcome)] == [action, "none"]
    assert store.writes() == []


@pytest.mark.parametrize("absent", [False, True])
def test_a_parameter_that_somebody_else_owns_now_is_left_alone(absent):
    store = FakeStore().seed("/a", value="old", tags={"ManagedBy": "terraform"}).seed("/b")
    store.bulk[store.arn("/a")] = OURS
    with pytest.raises(ProblemError, match=r"/a in us-east-1: it exists with the tag ManagedBy=terraform"):
        run([store], [want("/a", absent=absent), want("/b", value="w")])
    assert store.writes() == []


def test_a_parameter_that_went_meanwhile_is_created():
    store = FakeStore().seed("/a", tagging_knows=False)
    seen = store.parameters

    def gone_after(names, *, decrypt):
        found = seen(names, decrypt=decrypt)
        store.live.pop("/a", None)
        return found

    store.parameters = gone_after
    assert [row[2] for row in reported(run([store], [want("/a")]))] == ["create"]


@pytest.mark.parametrize("state", ["empty", "equal", "drifted", "foreign", "secret"])
@pytest.mark.parametrize("absent", [False, True])
def test_check_mode_predicts_the_real_run(state, absent):
    def prepared():
        store = FakeStore().seed("/other")
        if state != "empty":
            store.seed(
                "/x",
                value="v" if state == "equal" else "old",
                tags={"ManagedBy": "x"} if state == "foreign" else OURS | {"Old": "1"},
                kind="SecureString" if state == "secret" else "String",
            )
        return store

    wanted = [want(tags=OURS | {"A": "1"}, exact_tags=True, adopt=True, absent=absent), want("/other")]
    predicted_in, real_in = prepared(), prepared()
    predicted, real = run([predicted_in], wanted, check=True), run([real_in], wanted)
    assert predicted_in.writes() == []
    assert predicted_in.live == prepared().live
    assert (predicted.changed, reported(predicted)) == (real.changed, reported(real))
    assert diff_of(predicted.succeeded) == diff_of(real.succeeded)
    assert parameter_rows(predicted.succeeded, predicted.account) == parameter_rows(real.succeeded, real.account)
    assert not run([real_in], wanted).changed


@pytest.mark.parametrize(
    ("call", "code"),
    [
        ("parameters", "AccessDeniedException"),
        ("tags", "AccessDeniedException"),
        ("details", "AccessDeniedException"),
        ("parameters", "MissingCredentials"),
    ],
)
def test_a_denied_read_stops_everything(call, code):
    east = FakeStore(EAST).seed("/x", value="old", tagging_knows=False)
    west = FakeStore(WEST)
    east.faults[call] = Fault(code)
    with pytest.raises(ProblemError) as caught:
        run([east, west], [want(), want(region=WEST)])
    assert east.writes() + west.writes() == []
    (problem,) = caught.value.problems
    assert (problem.key, problem.region, problem.operation, problem.code) == ("/x", EAST, call, code)
    assert ("needs the IAM action ssm:" in problem.message) is (code == "AccessDeniedException")


def test_a_denied_read_and_other_refusals_come_together():
    east, west = FakeStore(EAST), FakeStore(WEST).seed("/x", tags={})
    east.faults["parameters"] = Fault("AccessDeniedException")
    with pytest.raises(ProblemError) as caught:
        run([east, west], [want(), want(region=WEST)])
    assert [(problem.region, problem.code) for problem in caught.value.problems] == [
        (WEST, "NotManaged"),
        (EAST, "AccessDeniedException"),
    ]


@pytest.mark.parametrize("call", ["parameters", "tags", "details"])
@pytest.mark.parametrize("check", [False, True])
def test_a_region_that_is_down_fails_its_own_parameters_only(call, check):
    east, west = FakeStore(EAST).seed("/x", value="old", tagging_knows=False), FakeStore(WEST)
    east.faults[call] = Fault("EndpointConnectionError")
    outcome = run([east, west], [want(), want(region=WEST)], check=check)
    assert reported(outcome) == [("/x", WEST, "create")]
    assert [(problem.key, problem.region) for problem in outcome.problems] == [("/x", EAST)]
    assert east.writes() == []
    assert len(west.writes()) == (0 if check else 1)


def test_a_failed_call_fails_the_names_in_it():
    store = filled(15)
    store.faults["parameters"] = Fault("InternalServerError", name="/p12")
    outcome = run([store], numbered(15, value="w"))
    assert [problem.key for problem in outcome.problems] == [f"/p{number}" for number in range(10, 15)]
    assert len(outcome.succeeded) == 10


def test_a_failed_write_fails_its_own_parameter_only():
    store = FakeStore()
    store.faults["put"] = Fault("ParameterLimitExceeded", name="/b")
    outcome = run([store], [want("/a"), want("/b"), want("/c")])
    assert reported(outcome) == [("/a", EAST, "create"), ("/c", EAST, "create")]
    assert outcome.changed
    (problem,) = outcome.problems
    assert (problem.key, problem.region, problem.operation, problem.code) == (
        "/b",
        EAST,
        "put",
        "ParameterLimitExceeded",
    )


def test_nothing_written_is_no_change():
    store = FakeStore()
    store.faults["put"] = Fault("InternalServerError")
    outcome = run([store], [want()])
    assert (outcome.changed, len(outcome.problems)) == (False, 1)


@pytest.mark.parametrize("call", ["add_tags", "remove_tags"])
def test_tags_that_fail_after_the_value_are_reported_so_and_done_by_the_next_run(call):
    store = FakeStore().seed("/x", value="old", tags=OURS | {"Old": "1"})
    store.faults[call] = Fault("InternalServerError", times=1)
    wanted = [want(tags=OURS | {"A": "1"}, exact_tags=True)]
    outcome = run([store], wanted)
    assert outcome.changed
    assert "is written, and the next run does the rest" in outcome.problems[0].message
    assert [row[2] for row in reported(run([store], wanted))] == ["retag"]
    assert store.live["/x"].tags == OURS | {"A": "1"}


def test_tags_come_after_an_overwrite():
    store = FakeStore().seed("/x", value="old", tags=OURS | {"Old": "1"})
    run([store], [want(tags=OURS | {"A": "1"}, exact_tags=True)])
    assert store.writes() == [("put", "/x"), ("add_tags", "/x"), ("remove_tags", "/x")]


@pytest.mark.parametrize("call", ["put", "add_tags", "remove_tags", "delete"])
def test_too_many_updates_are_waited_for(call):
    store = FakeStore().seed("/x", value="old", tags=OURS | {"Old": "1"})
    store.faults[call] = Fault("TooManyUpdates", times=2)
    slept = []
    entry = want(absent=True) if call == "delete" else want(tags=OURS | {"A": "1"}, exact_tags=True)
    assert not run([store], [entry], sleep=slept.append).problems
    assert slept == list(BUSY_AFTER[:2])


def test_patience_has_an_end():
    store = FakeStore()
    store.faults["put"] = Fault("TooManyUpdates")
    slept = []
    (problem,) = run([store], [want()], sleep=slept.append).problems
    assert problem.code == "TooManyUpdates"
    assert slept == list(BUSY_AFTER)
    assert store.counted()["put"] == len(BUSY_AFTER) + 1


@pytest.mark.parametrize("kind", ["String", "SecureString"])
def test_a_creation_whose_answer_was_lost_is_known_again(kind):
    store = FakeStore()
    store.faults["put"] = Fault("ParameterAlreadyExists", times=1, after=True)
    outcome = run([store], [want(type=kind, value='{"a":1}')])
    assert reported(outcome) == [("/x", EAST, "create")]
    assert outcome.succeeded[0].written.version == 1


@pytest.mark.parametrize(
    "rival",
    [{"value": "other"}, {"tags": {}}, {"version": 2}, {"kind": "StringList"}],
    ids=lambda rival: next(iter(rival)),
)
def test_a_parameter_that_somebody_created_meanwhile_is_left_alone(rival):
    store = FakeStore()
    first = store.parameters

    def then_created(names, *, decrypt):
        store.parameters = first
        found = first(names, decrypt=decrypt)
        store.seed("/x", **rival)
        return found

    store.parameters = then_created
    (problem,) = run([store], [want()]).problems
    assert problem.code == "ParameterAlreadyExists"
    assert "run again to compare it" in problem.message


def test_no_secret_is_in_an_error():
    store = FakeStore()
    store.faults["put"] = Fault("ValidationException", message="Value 's3cret' at 'value' failed to satisfy constraint")
    outcome = run([store], [want(value="s3cret", type="SecureString"), want("/plain", value="s3cret")])
    assert "s3cret" not in outcome.problems[0].message
    assert "s3cret" in outcome.problems[1].message


def test_what_was_not_described_keeps_its_tier():
    store = FakeStore().seed("/x", value="old", details=Details("keep", "Advanced"))
    run([store], [want()])
    assert store.known_details["/x"] == Details("keep", "Advanced")


class SlowlyListed(FakeStore):
    """DescribeParameters knows a parameter only from a later look on."""

    looks = 0

    def details(self, names):
        known = super().details(names)
        self.looks -= 1
        return known if self.looks < 0 else {}


SECRET = Details("keep", "Standard", "alias/k", "^.*$")


@pytest.mark.parametrize("looks", range(len(LISTED_AFTER) + 1))
def test_what_is_not_listed_yet_is_read_again(looks):
    store = SlowlyListed()
    store.looks = looks
    store.seed("/x", "old", kind="SecureString", details=SECRET).seed("/y", details=Details("d", "Standard"))
    slept = []
    outcome = run([store], [want(), want("/y", description="d")], sleep=slept.append)
    assert reported(outcome) == [("/x", EAST, "update"), ("/y", EAST, "none")]
    assert (store.known_details["/x"], slept) == (SECRET, list(LISTED_AFTER[:looks]))


@pytest.mark.parametrize("check", [False, True])
def test_what_stays_unlisted_is_left_alone(check):
    """Equal ones are not written again, a plain one keeps what is not sent, and a secret waits for its key."""
    store = SlowlyListed()
    store.looks = 99
    store.seed("/equal", details=Details("d", "Advanced")).seed("/plain", "old")
    store.seed("/secret", "old", kind="SecureString", details=SECRET)
    store.seed("/keyed", "old", kind="SecureString", details=SECRET)
    wanted = [
        want("/equal", description="d", tier="advanced"),
        want("/plain"),
        want("/secret"),
        want("/keyed", key_id="alias/k"),
    ]
    outcome = run([store], wanted, check=check)
    assert reported(outcome) == [("/equal", EAST, "none"), ("/plain", EAST, "update"), ("/keyed", EAST, "update")]
    (problem,) = outcome.problems
    assert (problem.key, problem.code) == ("/secret", "NotListedYet")
    assert "run again soon" in problem.message
    assert store.writes() == ([] if check else [("put", "/plain"), ("put", "/keyed")])
    assert store.known_details["/secret"] == SECRET


@pytest.mark.parametrize("workers", [2, 16])
def test_a_region_that_hangs_keeps_no_worker_from_another(workers):
    east, west = filled(200), FakeStore(WEST)
    for number in range(200):
        west.seed(f"/p{number:02}")
    others, left, lock = threading.Event(), [20], threading.Lock()
    answered = west.parameters

    def hang(names, *, decrypt):
        assert others.wait(20)
        raise CallError("GetParameters", EAST, "ReadTimeoutError", "no answer")

    def counted(names, *, decrypt):
        with lock:
            left[0] -= 1
            if not left[0]:
                others.set()
        return answered(names, decrypt=decrypt)

    east.parameters, west.parameters = hang, counted
    wanted = numbered(200) + [want(f"/p{number:02}", WEST) for number in range(200)]
    outcome = converge(wanted, {EAST: east, WEST: west}, check=False, workers=workers, sleep=lambda _seconds: None)
    assert (len(outcome.problems), len(outcome.succeeded)) == (200, 200)
