# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What is done to a guardrail in a region, and what forbids it."""

from __future__ import annotations

from typing import Any

import pytest
from ansible_collections.genai.bedrock.plugins.module_utils._core.guardrails.content import Content, content_of
from ansible_collections.genai.bedrock.plugins.module_utils._core.guardrails.guardrails import (
    GuardrailStep,
    LiveGuardrail,
    WantedGuardrail,
)
from ansible_collections.genai.bedrock.plugins.module_utils._core.guardrails.plan import decide

from tests.unit.plugins.module_utils.guardrail_samples import FULL, OURS, answer, live, words

MESSAGES = Content({"blocked_input_messaging": "in", "blocked_outputs_messaging": "out"}, {"words": {"no": {}}})


def want(content: Content | None = None, **options: Any) -> WantedGuardrail:
    return WantedGuardrail("cai", "us-east-1", content or Content(), **options)


STEPS: dict[str, tuple[WantedGuardrail, LiveGuardrail | None, tuple[str, bool, bool]]] = {
    "create": (want(MESSAGES), None, ("create", True, False)),
    "create and publish": (want(MESSAGES, publish=True), None, ("create", True, True)),
    "nothing to delete": (want(absent=True), None, ("none", False, False)),
    "delete": (want(absent=True), live(), ("delete", False, False)),
    "delete what is adopted": (want(absent=True, adopt=True), live(tags={}), ("delete", False, False)),
    "nothing": (want(MESSAGES), live(), ("none", False, False)),
    "nothing wanted": (want(), live(), ("none", False, False)),
    "update": (want(words("yes")), live(), ("update", True, False)),
    "retag": (want(MESSAGES, tags={"a": "b"}), live(), ("retag", False, False)),
    "update and retag": (want(words("yes"), tags={"a": "b"}), live(), ("update", True, False)),
    "adopt": (want(MESSAGES, adopt=True), live(tags={}), ("adopt", False, False)),
    "adopt and update": (want(words("yes"), adopt=True), live(tags={}), ("adopt", True, False)),
    "first version": (want(publish=True), live(), ("publish", False, True)),
    "the same as the newest": (
        want(publish=True),
        live(versions=("1",), newest=content_of(answer(description="its own"))),
        ("none", False, False),
    ),
    "another than the newest": (
        want(publish=True),
        live(versions=("1",), newest=words("yes")),
        ("publish", False, True),
    ),
    "back to the newest": (
        want(words("yes"), publish=True),
        live(versions=("1",), newest=content_of(answer(wordPolicy={"words": [{"text": "yes"}]}))),
        ("update", True, False),
    ),
    "another automated reasoning": (
        want(publish=True),
        live(FULL, versions=("1",), newest=content_of({**FULL, "automatedReasoningPolicy": {"policies": ["b"]}})),
        ("publish", False, True),
    ),
    "versions that nobody asks for": (want(), live(versions=("1",), newest=words("yes")), ("none", False, False)),
    "failed": (want(MESSAGES), live(answer(status="FAILED")), ("update", True, False)),
}


@pytest.mark.parametrize("case", STEPS)
def test_steps(case: str) -> None:
    wanted, found, expected = STEPS[case]
    step = decide(wanted, found)
    assert isinstance(step, GuardrailStep)
    assert (str(step.action), step.writes, step.publishes) == expected
    assert bool(step.reasons) is (
        case not in ("nothing", "nothing wanted", "the same as the newest") and "nobody" not in case
    )


@pytest.mark.parametrize(
    ("newest", "reasons"),
    [
        (answer(), ("words: yes added", "words: no removed")),
        (
            answer(blockedInputMessaging="Other."),
            ("words: yes added", "words: no removed", "not in version 1: blocked_input_messaging differs"),
        ),
        (None, ("words: yes added", "words: no removed", "no version is published yet")),
    ],
    ids=["that of the draft", "another one besides", "no version"],
)
def test_each_reason_is_given_once(newest: dict[str, Any] | None, reasons: tuple[str, ...]) -> None:
    current = live(versions=("1",), newest=content_of(newest)) if newest else live()
    step = decide(want(words("yes"), publish=True), current)
    assert isinstance(step, GuardrailStep)
    assert (step.reasons, step.publishes) == (reasons, True)


@pytest.mark.parametrize(
    ("options", "current", "put", "removed"),
    [
        ({"tags": {"a": "1"}}, {"b": "2"}, {"a": "1"}, ("b",)),
        ({"tags": {"a": "1"}, "purge_tags": False}, {"b": "2"}, {"a": "1"}, ()),
        ({"tags": {}}, {"b": "2", "aws:x": "y"}, {}, ("b",)),
        ({}, {"b": "2"}, {}, ()),
        ({"tags": {"ManagedBy": "me"}}, {}, {}, ()),
    ],
)
def test_tags(options: dict[str, Any], current: dict[str, str], put: dict[str, str], removed: tuple[str, ...]) -> None:
    step = decide(want(**options), live(tags={**current, **OURS}))
    assert isinstance(step, GuardrailStep)
    assert (step.tags.put, step.tags.remove) == (put, removed)


def test_an_adopted_one_keeps_its_tags_on_that_run() -> None:
    step = decide(want(adopt=True, tags={"a": "1"}), live(tags={"theirs": "x"}))
    assert isinstance(step, GuardrailStep)
    assert step.tags_after == {"theirs": "x", "a": "1", **OURS}


def test_what_is_unset_is_sent_as_it_is() -> None:
    step = decide(want(words("yes")), live(FULL))
    assert isinstance(step, GuardrailStep)
    assert (step.after.texts, step.after.reasoning) == (content_of(FULL).texts, FULL["automatedReasoningPolicy"])
    assert list(step.after.parts["words"]) == ["yes"]


PROBLEMS: dict[str, tuple[WantedGuardrail, LiveGuardrail | None, str, list[str]]] = {
    "not ours": (want(MESSAGES), live(tags={}), "NotOurs", ["no tag ManagedBy, so it is not changed: set adopt: true"]),
    "somebody else's": (
        want(absent=True),
        live(tags={"ManagedBy": "terraform"}),
        "NotOurs",
        ["the tag ManagedBy=terraform, so it is not deleted"],
    ),
    "another environment's": (
        want(MESSAGES, tags={"Environment": "dev", "Workload": "cai"}),
        live(tags={**OURS, "Environment": "prod", "Workload": "cai"}),
        "NotOurs",
        [
            "another name (the task expects ManagedBy=genai.bedrock, Environment=dev, Workload=cai)",
        ],
    ),
    "another workload's, to be deleted": (
        want(absent=True, tags={"Environment": "dev", "Workload": "cai"}),
        live(tags={**OURS, "Environment": "dev", "Workload": "copilot"}),
        "NotOurs",
        ["Workload=copilot, so it is not deleted"],
    ),
    "no messages": (
        want(words("no")),
        None,
        "NotThere",
        ["AWS needs blocked_input_messaging and blocked_outputs_messaging"],
    ),
    "one message": (
        want(Content({"blocked_input_messaging": "in"}, {"words": {"no": {}}})),
        None,
        "NotThere",
        ["needs blocked_outputs_messaging to create"],
    ),
    "no filter": (want(words()), live(), "InvalidInput", ["it would detect nothing"]),
    "nothing at all": (want(), None, "NotThere", ["AWS needs", "it would detect nothing"]),
    "too many tags": (
        want(tags={"one": "more"}, purge_tags=False),
        live(tags={**OURS, **{f"key{number}": "x" for number in range(49)}}),
        "InvalidInput",
        ["it would have 51 tags"],
    ),
}


@pytest.mark.parametrize("case", PROBLEMS)
def test_problems(case: str) -> None:
    wanted, found, code, texts = PROBLEMS[case]
    problems = decide(wanted, found)
    assert isinstance(problems, list)
    assert [text for text, problem in zip(texts, problems, strict=True) if text not in problem.message] == []
    assert (problems[0].key, problems[0].region, problems[0].code) == ("cai", "us-east-1", code)
