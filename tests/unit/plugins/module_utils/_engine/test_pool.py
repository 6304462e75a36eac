# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The pool: answers in the order of the tasks, errors as answers, and places that take turns."""

from __future__ import annotations

import threading

import pytest
from ansible_collections.genai.bedrock.plugins.module_utils._core.failures import CallError
from ansible_collections.genai.bedrock.plugins.module_utils._engine.pool import Pool, StoppedError

TASKS = ["a1", "a2", "a3", "a4", "b1", "b2", "c1"]


def place(task):
    return task[0]


@pytest.mark.parametrize(
    ("by", "order"),
    [
        pytest.param(None, TASKS, id="as_they_come"),
        pytest.param(place, ["a1", "b1", "c1", "a2", "b2", "a3", "a4"], id="in_turns"),
    ],
)
def test_order(by, order):
    started = []
    with Pool(1) as pool:
        answers = pool.map(lambda task: started.append(task) or task.upper(), TASKS, place=by)
    assert started == order
    assert [(answer.task, answer.result) for answer in answers] == [(task, task.upper()) for task in TASKS]


def test_a_place_that_does_not_answer_does_not_hold_up_the_others():
    others = threading.Barrier(2, timeout=10)
    done = []

    def work(task):
        if place(task) == "a":
            others.wait()
        done.append(task)
        if task == "b2":
            others.wait()

    with Pool(2) as pool:
        pool.map(work, ["a1", "b1", "b2"], place=place)
    assert done[:2] == ["b1", "b2"]


@pytest.mark.parametrize("workers", [2, 3, 16])
def test_a_place_that_hangs_for_long_leaves_workers_for_all_that_the_others_have(workers):
    """More tasks of it wait than there are workers; none of them ends before the last one of the other places."""
    tasks = [f"{letter}{number}" for letter in "abc" for number in range(30)]
    left, all_done, lock = {task for task in tasks if place(task) != "a"}, threading.Event(), threading.Lock()

    def work(task):
        if place(task) == "a":
            return all_done.wait(5)
        with lock:
            left.discard(task)
            if not left:
                all_done.set()
        return True

    with Pool(workers) as pool:
        answers = pool.map(work, tasks, place=place)
    assert all(answer.result for answer in answers)


def test_a_call_error_is_the_answer_of_its_task():
    def work(task):
        if task == "bad":
            raise CallError("Create", "us-east-1", "Code", "text")
        return task

    with Pool(2) as pool:
        good, bad = pool.map(work, ["good", "bad"])
    assert (good.error, good.result) == (None, "good")
    assert bad.error.code == "Code"
    with pytest.raises(CallError):
        assert bad.result


def test_threads_that_map_at_once_share_the_workers_and_their_places_take_turns():
    begun, queued, order = threading.Event(), threading.Semaphore(0), []

    class Watched(Pool):
        def _start(self, jobs):
            super()._start(jobs)
            queued.release()

    def work(task):
        if task == "gate":
            begun.set()
            assert all(queued.acquire(timeout=10) for _thread in range(3))
        order.append(place(task))

    def mapped(tasks):
        assert tasks == ["gate"] or begun.wait(10)
        pool.map(work, tasks, place=place)

    with Watched(1) as pool:
        pool.side_by_side(mapped, [["gate"], ["a1", "a2", "a3"], ["b1", "b2", "b3"]])
    assert sorted({*order[1::2]}) + sorted({*order[2::2]}) in (["a", "b"], ["b", "a"])


def test_a_worker_must_not_wait_for_its_own_pool():
    with Pool(1) as pool, pytest.raises(RuntimeError, match="must not wait"):
        pool.map(lambda task: pool.map(str, [task]), TASKS)


def test_in_parallel_gives_results_in_order_and_each_may_map():
    together = threading.Barrier(len(TASKS), timeout=10)

    def work(task):
        together.wait()
        return [answer.result for answer in pool.map(str.upper, task)]

    with Pool(1) as pool:
        assert pool.side_by_side(work, TASKS) == [[*task.upper()] for task in TASKS]
        assert pool.side_by_side(work, []) == []


def test_an_error_of_one_stops_the_others_at_their_next_call():
    failed, called = threading.Event(), []

    def work(task):
        if task == "bad":
            raise ZeroDivisionError
        assert failed.wait(10)
        pool.map(called.append, [task])

    class Watched(Pool):
        def stop(self):
            super().stop()
            failed.set()

    with Watched(2) as pool, pytest.raises(ZeroDivisionError):
        pool.side_by_side(work, ["good", "bad", "also good"])
    assert called == []


def test_what_waits_when_the_pool_stops_never_starts():
    began, going_on, done = threading.Event(), threading.Event(), []

    def work(task):
        began.set()
        assert going_on.wait(10)
        done.append(task)

    def stops(_task):
        assert began.wait(10)
        pool.stop()
        going_on.set()

    with Pool(1) as pool, pytest.raises(StoppedError):
        pool.side_by_side(lambda task: task(task), [lambda _task: pool.map(work, ["first", "second"]), stops])
    assert done == ["first"]


def test_after_an_error_that_is_a_bug_the_rest_of_these_tasks_does_not_start():
    done = []
    with Pool(1) as pool:
        with pytest.raises(ZeroDivisionError):
            pool.map(lambda number: done.append(1 / number), [0, 1, 2, 3])
        left = list(done)
        assert pool.map(str, [1])[0].result == "1"
    assert done == left


def test_other_errors_are_bugs_and_end_the_run():
    with Pool(2) as pool, pytest.raises(ZeroDivisionError):
        pool.map(lambda number: 1 / number, [1, 0, 2])
