# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The pool: answers in the order of the tasks, errors as answers, and places that take turns."""

from __future__ import annotations

import threading

import pytest
from ansible_collections.genai.bedrock.plugins.module_utils._core.failures import CallError
from ansible_collections.genai.bedrock.plugins.module_utils._engine.pool import Pool

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


def test_other_errors_are_bugs_and_end_the_run():
    with Pool(2) as pool, pytest.raises(ZeroDivisionError):
        pool.map(lambda number: 1 / number, [1, 0, 2])
