# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The pool that calls targets: order, waiting, and errors that stay with their target."""

from __future__ import annotations

from dataclasses import replace

import pytest
from ansible_collections.genai.bedrock.plugins.module_utils._core.failures import CallError
from ansible_collections.genai.bedrock.plugins.module_utils._core.verification.verification import Check
from ansible_collections.genai.bedrock.plugins.module_utils._engine.verifying import verify

EAST = "us-east-1"


def check(key, kind="text", dimensions=None):
    model = "amazon.titan-embed-text-v2:0" if kind == "embedding" else "model"
    return Check(key, EAST, f"arn:{key}", model, kind, dimensions)


def failed(code):
    return CallError("InvokeModel", EAST, code, "told so")


class FakeRuntime:
    """Answers by key: what is in the list comes in turn, the last again and again."""

    def __init__(self, **answers):
        self.answers, self.calls, self.tried = answers, [], []

    def answer(self, check):
        self.calls.append(check.key)
        answers = self.answers.get(check.key) or [None]
        answer = answers.pop(0) if len(answers) > 1 else answers[0]
        if isinstance(answer, Exception):
            raise answer
        return answer

    def intervenes(self, check):
        self.tried.append(check.key)
        return check.phrase == "blocked"


def run(runtime, *checks, slept=None):
    slept = [] if slept is None else slept
    return verify(checks, {EAST: runtime}, workers=4, sleep=slept.append)


def test_verdicts_come_in_the_order_of_the_checks():
    verdicts = run(FakeRuntime(two=[failed("AccessDeniedException")]), check("one"), check("two"), check("three"))
    assert [(verdict.check.key, verdict.problem is None) for verdict in verdicts] == [
        ("one", True),
        ("two", False),
        ("three", True),
    ]


def test_what_cannot_be_tried_is_not_called_and_does_not_fail():
    runtime = FakeRuntime()
    verdicts = run(runtime, check("one"), check("images", "other"))
    assert runtime.calls == ["one"]
    assert [verdict.row()["verdict"] for verdict in verdicts] == ["ok", "not_called"]


@pytest.mark.parametrize(
    ("answers", "slept", "code"),
    [
        ([failed("ResourceNotFoundException"), None], [0.5], None),
        ([failed("ThrottlingException"), failed("ThrottlingException"), None], [0.5, 1.0], None),
        ([failed("ThrottlingException"), failed("ResourceNotFoundException"), None], [0.5, 0.5], None),
        ([failed("ThrottlingException")], [0.5, 1.0, 2.0], "ThrottlingException"),
        ([failed("ResourceNotFoundException")], [0.5, 1.0, 1.5, 2.0, 2.5, 3.5, 4.0], "ResourceNotFoundException"),
        ([failed("ReadTimeoutError")], [1.0], "ReadTimeoutError"),
        ([failed("AccessDeniedException"), None], [], "AccessDeniedException"),
    ],
    ids=["new", "throttled", "both", "throttled to the end", "gone", "silent", "denied"],
)
def test_waiting(answers, slept, code):
    pauses: list[float] = []
    (verdict,) = run(FakeRuntime(one=answers), check("one"), slept=pauses)
    assert pauses == slept
    assert (verdict.problem.code if verdict.problem else None) == code


@pytest.mark.parametrize(("length", "code"), [(512, None), (1024, "DimensionMismatch")])
def test_vectors_are_measured(length, code):
    (verdict,) = run(FakeRuntime(one=[length]), check("one", "embedding", 512))
    assert (verdict.dimensions, verdict.problem and verdict.problem.code) == (length, code)


def test_no_target_is_called_in_place_of_another():
    runtime = FakeRuntime(one=[failed("ValidationException")])
    run(runtime, check("one"), check("two"))
    assert sorted(runtime.calls) == ["one", "two"]


GUARD = {"identifier": "g1", "version": "3"}


@pytest.mark.parametrize(
    ("guardrail", "phrase", "kind", "tried", "code"),
    [
        (GUARD, "blocked", "text", ["one"], None),
        (GUARD, "passes", "text", ["one"], "GuardrailDidNotIntervene"),
        (GUARD, "", "text", [], None),
        (None, "blocked", "text", [], None),
        (GUARD, "blocked", "embedding", [], None),
    ],
    ids=["intervenes", "lets_it_pass", "no_phrase", "no_guardrail", "embedding"],
)
def test_a_guardrail_must_block_the_phrase(guardrail, phrase, kind, tried, code):
    runtime = FakeRuntime()
    requested = replace(check("one", kind), guardrail=guardrail, phrase=phrase)
    (verdict,) = run(runtime, requested)
    assert (runtime.tried, verdict.problem and verdict.problem.code) == (tried, code)
    assert verdict.row()["guardrail"] == ("intervened" if tried and not code else None)
