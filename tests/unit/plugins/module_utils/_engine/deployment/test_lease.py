# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Runs that want one lock, on a stage of their own time: one holds it at a time, and the others get it in the end."""

from __future__ import annotations

import re
import threading

import pytest
from ansible_collections.genai.bedrock.plugins.module_utils._core.lease import Lock
from ansible_collections.genai.bedrock.plugins.module_utils._core.problems import ProblemError
from ansible_collections.genai.bedrock.plugins.module_utils._engine.deployment.lease import acquire, this_process
from ansible_collections.genai.bedrock.plugins.module_utils._engine.lease import TIMING

from tests.unit.plugins.module_utils.lease_stage import EPOCH, Gateway, Parameter, Run, Stage

FOREVER = float("inf")
OURS = {"ManagedBy": "genai.bedrock", "Environment": "dev"}


class Scene:
    """Runs that take the lock, work for a while and give it back, and what was seen meanwhile."""

    def __init__(self, seed=0, latency=None):
        self.stage = Stage(seed)
        self.parameter = Parameter(self.stage, latency) if latency else Parameter(self.stage)
        self.leases, self.times, self.reported, self.problems, self.given_back = {}, {}, [], {}, {}

    def run(
        self,
        name,
        *,
        begins=0.0,
        works=5.0,
        killed_at=FOREVER,
        pause=(FOREVER, 0.0),
        timeout=600.0,
        fails=False,
        purpose="deploy",
    ):
        run = Run(self.stage, killed_at, *pause)

        def work():
            self.stage.sleep(begins)
            try:
                self._hold(name, run, works, timeout, fails, purpose)
            except ProblemError as error:
                self.problems[name] = error.problems[0]
            except ZeroDivisionError:
                pass

        self.stage.enter(run, work)
        return self

    def _hold(self, name, run, works, timeout, fails, purpose):
        lock = Lock("dev", "/dev/p", f"{name}@host pid 1", purpose)
        notify = self.reported.append
        with acquire(Gateway(self.parameter), lock, timeout=timeout, notify=notify, timing=run.timing) as lease:
            self.leases[name], self.times[name] = (lease, run), self.stage.time
            end = self.stage.time + works
            while self.stage.time < end:
                lease.confirm()
                self.only(name)
                self.stage.sleep(0.2)
            assert not fails or 1 / 0
            self.given_back[name] = lease.release()

    def only(self, name):
        writing = [
            other for other, (lease, run) in self.leases.items() if not lease.lost and run.killed_at > self.stage.time
        ]
        assert writing == [name], f"at {self.stage.time}"

    def play(self):
        self.stage.play()
        return self


def test_a_run_takes_it_with_one_call_and_gives_it_back_with_two():
    scene = Scene().run("ann", works=3).play()
    assert scene.parameter.calls == ["create", "read", "delete"]
    assert (scene.parameter.value, scene.reported) == (None, [])
    assert scene.leases["ann"][0].waited is False
    assert scene.leases["ann"][0].lost is True


def test_it_is_given_back_after_a_failure_too():
    scene = Scene().run("ann", works=3, fails=True).play()
    assert (scene.parameter.calls[-1], scene.parameter.value) == ("delete", None)


def test_it_is_renewed_for_as_long_as_the_run_goes_on():
    scene = Scene().run("ann", works=600).play()
    assert scene.problems == {}
    assert scene.parameter.calls.count("overwrite") == 39
    assert scene.parameter.value is None


def test_another_run_waits_says_for_whom_and_knows_that_it_waited():
    scene = Scene().run("ann", works=50, purpose="deploy copilot").run("bob", begins=1).play()
    assert scene.times["bob"] - 50 == pytest.approx(1, abs=2.5)
    assert scene.leases["bob"][0].waited is True
    assert re.fullmatch(
        r"waiting for the lock /genai\.bedrock\.lock/dev/dev/p, held by ann@host pid 1 \(deploy copilot\) since \S+Z",
        scene.reported[0],
    )
    # Again after half a minute, so that nobody takes it for hanging.
    assert scene.reported == [scene.reported[0]] * 2


def test_whoever_waits_too_long_writes_nothing():
    scene = Scene().run("ann", works=100).run("bob", begins=1, timeout=20).play()
    problem = scene.problems["bob"]
    assert (problem.code, "ann@host pid 1" in problem.message, "(20 seconds)" in problem.message) == (
        "LockHeld",
        True,
        True,
    )
    assert list(scene.times) == ["ann"]


@pytest.mark.parametrize("killed_at", [0.03, 10.0, 100.0], ids=["before the answer", "early", "late"])
def test_a_killed_run_blocks_the_next_for_at_most_a_minute(killed_at):
    scene = Scene().run("ann", works=500, killed_at=killed_at).run("bob", begins=1).play()
    assert scene.problems == {}
    assert scene.times["bob"] - killed_at <= 60
    assert scene.parameter.value is None


def test_a_lock_that_lapsed_long_ago_is_taken_over_at_once():
    scene = Scene().run("ann", works=500, killed_at=10.0).run("bob", begins=1000).play()
    assert scene.times["bob"] - 1000 <= 8


def test_of_many_that_wait_for_a_killed_run_one_takes_it_over():
    scene = Scene().run("ann", works=500, killed_at=10.0)
    for name in ("bob", "cid", "dan", "eve"):
        scene.run(name, begins=20, works=20)
    scene.play()
    assert (scene.problems, len(scene.times), scene.parameter.value) == ({}, 5, None)


#: Right before a renewal, right after one, and while one is under way.
@pytest.mark.parametrize("paused_at", [14.5, 15.5, 15.03])
@pytest.mark.parametrize(("seconds", "lost"), [(5, False), (31, True), (90, True)])
def test_a_holder_whose_machine_pauses_goes_on_or_stops_and_never_beside_another(paused_at, seconds, lost):
    """The other one takes the lock over, or waits for its end; ``Scene.only`` looks on."""
    scene = Scene().run("ann", works=120, pause=(paused_at, seconds)).run("bob", begins=1, works=20).play()
    assert {name: problem.code for name, problem in scene.problems.items()} == ({"ann": "LockLost"} if lost else {})
    assert (len(scene.times), scene.leases["bob"][0].waited, scene.parameter.value) == (2, True, None)
    assert (scene.times["bob"] < 120) is lost


@pytest.mark.parametrize("seconds", [5, 31, 90])
@pytest.mark.parametrize("paused_at", [1.01, 1.03, 50.0, 60.03, 62.0])
def test_a_run_whose_machine_pauses_while_it_takes_the_lock_gets_it_in_the_end(paused_at, seconds):
    """At its creation, while it waits for a killed run, and while it takes the lock over from it."""
    scene = Scene().run("ann", works=500, killed_at=15.5)
    scene.run("bob", begins=1, works=5, pause=(paused_at, seconds)).run("cid", begins=70, works=5).play()
    assert (scene.problems, len(scene.times), scene.parameter.value) == ({}, 3, None)


@pytest.mark.parametrize("paused_at", [5.2 + step / 50 for step in range(50)])
def test_a_run_whose_machine_pauses_while_it_gives_the_lock_back_leaves_that_of_the_next_one(paused_at):
    """A deletion that was sent before is what remains, as the module says."""
    scene = Scene(latency=lambda operation: 0.001 if operation == "delete" else 0.05)
    scene.run("ann", works=5, pause=(paused_at, 90)).run("bob", begins=1, works=100).play()
    assert {name: problem.code for name, problem in scene.problems.items()} in ({}, {"ann": "LockLost"})
    assert ("bob" in scene.times, scene.parameter.value) == (True, None)


@pytest.mark.parametrize("late", ["ann", "bob"], ids=["a renewal", "a takeover"])
def test_a_write_that_arrives_when_the_lock_is_gone_leaves_no_lock_without_tags(late):
    """PutParameter with Overwrite creates what is not there, untagged: nobody could ever take it over."""
    scene = Scene()
    if late == "ann":
        scene.run("ann", works=120).run("bob", begins=1, works=5)
    else:
        scene.run("ann", works=500, killed_at=5.0).run("bob", begins=1, works=5).run("cid", begins=1.5, works=5)
    slow = []

    def latency(operation):
        # The first overwrite is ann's renewal, or bob's takeover.
        if operation == "overwrite" and not slow:
            slow.append(operation)
            return 90
        return 0.02

    scene.parameter.latency = latency
    scene.run("dan", begins=200, works=5).play()
    assert {name: problem.code for name, problem in scene.problems.items()} == (
        {"ann": "LockLost"} if late == "ann" else {}
    )
    assert ({"bob", "dan"} <= scene.times.keys(), scene.parameter.value) == (True, None)


@pytest.mark.parametrize("seed", range(40))
def test_never_two_at_a_time_and_nobody_forgotten(seed):
    """Runs that begin together, are killed or pause anywhere, and whose calls may be under way for half a minute."""
    scene = Scene(seed)
    chance = scene.stage.random

    def latency(operation):
        # What remains, as the module says: a deletion that is under way for longer than a third of the lease.
        slow = chance.random() < 0.03 and operation != "delete"
        return chance.uniform(1, 30) if slow else chance.uniform(0.01, 0.4)

    scene.parameter.latency = latency
    for number in range(5):
        killed_at = chance.uniform(0, 120) if chance.random() < 0.4 else FOREVER
        scene.run(
            f"run{number}",
            begins=chance.choice([0, 1, 46]),
            works=chance.uniform(1, 40),
            killed_at=killed_at,
            pause=(chance.uniform(0, 60), chance.choice([0, 0, 5, 30, 90])),
            timeout=2000,
        )
    scene.play()
    assert {problem.code for problem in scene.problems.values()} <= {"LockLost"}


def stand(scene, text, tags=None):
    scene.parameter.put(text, OURS if tags is None else tags)
    return scene


def test_what_is_foreign_in_its_place_is_reported_and_left_alone():
    scene = stand(Scene(), "theirs").run("ann", begins=100).play()
    assert (scene.problems["ann"].code, scene.parameter.value) == ("LockForeign", "theirs")
    for text in ("delete it, or move it", "bedrock_lock: false"):
        assert text in scene.problems["ann"].message
    assert scene.problems["ann"].key == "/genai.bedrock.lock/dev/dev/p"


@pytest.mark.parametrize("tags", [{}, {"ManagedBy": "terraform"}, OURS | {"Environment": "prod"}])
def test_a_lock_without_our_tags_is_foreign_however_old_it_is(tags):
    scene = Scene().run("ann", works=500, killed_at=5.0).run("bob", begins=1000)
    # The stage begins with ann's creation; its tags are taken away while nobody looks.
    watcher = Run(scene.stage)

    def retag():
        scene.stage.sleep(500)
        scene.parameter.known_tags = tags

    scene.stage.enter(watcher, retag)
    scene.play()
    assert (scene.problems["bob"].code, "our tags" in scene.problems["bob"].message) == ("LockForeign", True)
    assert "overwrite" not in scene.parameter.calls[-3:]


@pytest.mark.parametrize("operation", ["create", "read", "tags", "overwrite"])
def test_a_denied_call_names_the_permission_and_the_way_to_do_without(operation):
    scene = Scene().run("ann", works=500, killed_at=5.0).run("bob", begins=1000)
    scene.parameter.fail = lambda requested: (
        "AccessDeniedException" if requested == operation and scene.stage.time > 900 else None
    )
    scene.play()
    problem = scene.problems["bob"]
    assert (problem.code, "bedrock_lock: false" in problem.message) == ("AccessDeniedException", True)
    assert f"the caller needs the IAM action ssm:{operation}" in problem.message


@pytest.mark.parametrize("until", [27.0, FOREVER], ids=["for a while", "for good"])
def test_a_renewal_that_fails_is_tried_again_until_two_thirds_of_the_lease_are_over(until):
    scene = Scene().run("ann", works=100)
    scene.parameter.fail = lambda requested: (
        "InternalServerError" if requested == "overwrite" and scene.stage.time < until else None
    )
    scene.play()
    lost = [problem.code for problem in scene.problems.values()]
    assert lost == ([] if until < FOREVER else ["LockLost"])
    # What may be somebody else's by now is left alone.
    assert (scene.parameter.value is None) is (until < FOREVER)
    assert scene.stage.time == pytest.approx(100 if until < FOREVER else 31, abs=2)


def test_whoever_finds_another_claim_stops_and_leaves_it():
    scene = Scene().run("ann", works=100)
    other = Lock("dev", "/dev/p", "bob@host pid 2", "deploy")

    def write():
        scene.stage.sleep(5)
        scene.parameter.put(other.claim("bobs", EPOCH).text)

    scene.stage.enter(Run(scene.stage), write)
    scene.play()
    assert (scene.problems["ann"].code, "held by bob@host pid 2" in scene.problems["ann"].message) == ("LockLost", True)
    assert "bobs" in scene.parameter.value


def test_what_cannot_be_given_back_is_reported_and_no_failure():
    scene = Scene().run("ann", works=3)
    scene.parameter.fail = lambda requested: "InternalServerError" if requested == "delete" else None
    scene.play()
    assert scene.given_back["ann"].code == "InternalServerError"
    assert scene.parameter.value is not None


def test_the_answer_of_a_creation_may_be_lost():
    """A try whose answer never came made the lock, and the next try finds it taken: by this very run."""
    stage = Stage()
    parameter = Parameter(stage)

    class Losing(Gateway):
        def create(self, name, value, tags):
            super().create(name, value, tags)
            return super().create(name, value, tags)

    found = []

    def work():
        lock = Lock("dev", "/dev/p", "ann", "deploy")
        with acquire(Losing(parameter), lock, timeout=0, notify=found.append, timing=Run(stage).timing) as lease:
            found.append(lease.waited)

    stage.enter(Run(stage), work)
    stage.play()
    assert (found, parameter.value) == ([False], None)


def test_the_clock_and_threads_of_this_process():
    first = TIMING.now()
    done = threading.Event()
    task = TIMING.spawn(done.set)
    task.join(5)
    assert (TIMING.wait(done, 0), task.is_alive(), TIMING.now() >= first) == (True, False, True)
    assert re.fullmatch(r"\S+@.+ pid \d+", this_process())
