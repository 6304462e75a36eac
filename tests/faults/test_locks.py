# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Two runs with different wishes at once, under the eyes of a reader that never stops, with and without the lock."""

from __future__ import annotations

import json
import threading
import time

import pytest
from ansible_collections.genai.bedrock.plugins.module_utils._core.lease import ROOT

from tests.faults.crashing import KILLED, crash, lapse
from tests.faults.deploying import (
    COHERE,
    PREFIX,
    arns_in,
    assert_settled,
    client,
    dangling,
    deploy,
    entries,
    records,
    start,
    start_playbook,
)
from tests.figures import count
from tests.gateway.running import writes
from tests.gateway.snapshots import snapshot

LOCK = f"{ROOT}/local{PREFIX}"
#: Each replaces what the other one wants, and purges what only the other one has.
BEFORE = entries("chat", "gone")
ONE = entries("chat", "one")
OTHER = entries("chat", "other", model=COHERE)
PURGING = {"inference_profiles_purge": True}
PROFILE = ":application-inference-profile/"


class Reader(threading.Thread):
    """Reads what is published, as fast as it can, straight from the endpoint's memory, and notes what it would miss.

    An ARN that is published both before and after the look at the profiles was so in between.
    """

    def __init__(self) -> None:
        super().__init__(daemon=True)
        self.looks, self.missed, self._ending = 0, set(), threading.Event()

    def run(self) -> None:
        while not self._ending.is_set():
            before = _published()
            live = snapshot().profiles.keys()
            same = before.items() & _published().items()
            self.missed |= {arn for _place, reported in same for arn in reported} - live
            self.looks += 1
            time.sleep(0.001)

    def __enter__(self) -> Reader:
        self.start()
        return self

    def __exit__(self, *_error: object) -> None:
        self._ending.set()
        self.join()


def _published():
    """Place and version of each record and document → the ARNs to which it sends its readers."""
    return {
        (place, version): frozenset(arn for arn in arns_in(json.loads(value) | {"previous": []}) if PROFILE in arn)
        for place, (value, _type, version, _tags) in snapshot().parameters.items()
        if place[1].startswith(PREFIX)
    }


def in_parallel(aws, **variables):
    """Both at once; what they said, and how they ended."""
    runs = [start(aws, wanted, **PURGING, **variables) for wanted in (ONE, OTHER)]
    texts = [run.communicate(timeout=120)[0][:3000] for run in runs]
    return "\n".join(texts), [run.returncode for run in runs]


def meet(aws, operation):
    """Each of the two waits for the other one at its first call of an operation: both have planned by then."""
    both = threading.Barrier(2, timeout=60)
    for nth in (1, 2):
        aws.at(operation, lambda _call: both.wait(), nth=nth)


def test_one_writes_after_the_other(aws):
    deploy(aws, BEFORE).ok()
    meet(aws, "PutParameter")
    with Reader() as reader:
        text, ended = in_parallel(aws)
    assert (ended, sorted(reader.missed), reader.looks > 50) == ([0, 0], [], True), text
    # The one that came last has what it wants, and nothing is left of the other one.
    wanted = ONE if "inference_profiles/one" in records(aws) else OTHER
    assert_settled(aws, aws, wanted)
    assert [name for _region, name in snapshot().parameters if name.startswith(ROOT)] == []


def test_without_the_lock_one_more_run_leaves_the_wanted_set(aws):
    """Each run may delete what the other one has published in the same moment, after it has looked: so says the manual."""
    deploy(aws, BEFORE).ok()
    meet(aws, "CreateInferenceProfile")
    with Reader() as reader:
        text, ended = in_parallel(aws, bedrock_lock=False)
    assert set(ended) <= {0, 2}, text
    assert reader.looks > 50
    deploy(aws, OTHER, **PURGING).ok()
    assert dangling(aws) == []
    assert_settled(aws, aws, OTHER)
    assert not any(LOCK in check["resource"] for call in aws.calls() for check in call["authorizations"])


def test_something_foreign_in_the_locks_place(aws):
    """It is named and left alone, and nothing is written, by none of the two."""
    client(aws, "ssm").put_parameter(Name=LOCK, Value="mine", Type="String")
    before = snapshot()
    aws.clear_calls()
    with Reader() as reader:
        text, ended = in_parallel(aws)
    assert (ended, reader.missed, writes(aws), snapshot()) == ([2, 2], set(), [], before)
    assert text.count(f"{LOCK} in us-east-1: is in the place of the environment's lock") >= 2, text
    assert "bedrock_lock: false switches the lock off" in text
    deploy(aws, ONE, bedrock_lock=False).ok()
    assert snapshot().parameters["us-east-1", LOCK] == before.parameters["us-east-1", LOCK]


def test_a_playbook_killed_while_it_holds_the_lock_keeps_the_next_one_waiting_for_less_than_a_minute(aws):
    """The pauses are the real ones, but for 38 of the lock's seconds, which nobody has to sit through."""
    wanted = entries("chat")
    crash(aws, lambda: start_playbook(aws, wanted), "CreateInferenceProfile")
    passed = 38
    assert lapse(passed) == 1
    begun = time.monotonic()
    deploy(aws, wanted).ok()
    assert 3 < time.monotonic() - begun < 60 - passed
    assert_settled(aws, aws, wanted)
    count(KILLED)


@pytest.mark.parametrize(("seconds", "goes_on"), [(5, True), (30, False), (90, False)])
def test_a_machine_that_paused_during_a_write(aws, monkeypatch, settle_soon, seconds, goes_on):
    """Its connection is gone by then. Whoever may have lost the lock does not send the write again, and says so."""
    wanted = entries("chat")
    clock, passed = time.clock_gettime, []
    monkeypatch.setattr(time, "clock_gettime", lambda which: clock(which) + sum(passed))

    def stop(_call):
        passed.append(seconds)
        raise ConnectionAbortedError

    aws.at("CreateInferenceProfile", stop)
    stopped = deploy(aws, wanted)
    made = [call["code"] for call in aws.calls("CreateInferenceProfile")]
    assert (stopped.status == 0, len(made)) == (goes_on, 2 if goes_on else 1), stopped.output
    if not goes_on:
        assert {error["code"] for error in stopped.result["errors"]} == {"LockLost"}
        assert (
            "the environment's lock is lost (it could not be renewed in time): nothing more is written"
            in stopped.output
        )
        assert (records(aws), lapse()) == ({}, 1)
        deploy(aws, wanted).ok()
    assert_settled(aws, aws, wanted)
