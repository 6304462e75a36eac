# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Rows, actions and diff, planned and real."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest
from ansible_collections.genai.bedrock.plugins.module_utils._core.guardrails.content import Content
from ansible_collections.genai.bedrock.plugins.module_utils._core.guardrails.guardrails import (
    ACTIONS,
    GuardrailDone,
    GuardrailStep,
    LiveGuardrail,
    WantedGuardrail,
)
from ansible_collections.genai.bedrock.plugins.module_utils._core.guardrails.plan import decide
from ansible_collections.genai.bedrock.plugins.module_utils._core.guardrails.report import (
    action_rows,
    diff_of,
    guardrail_row,
    guardrail_rows,
    plain,
    snake,
)
from ansible_collections.genai.bedrock.plugins.module_utils._core.steps import action_counts

from tests.unit.plugins.module_utils.guardrail_samples import ARN, FULL, OURS, answer, live, words

UNKNOWN = "(known after create)"
NEW = Content({"blocked_input_messaging": "in", "blocked_outputs_messaging": "out"}, {"words": {"no": {}}})


def step(content: Content, found: LiveGuardrail | None, **options: Any) -> GuardrailStep:
    decided = decide(WantedGuardrail("cai", "us-east-1", content, **options), found)
    assert isinstance(decided, GuardrailStep)
    return decided


@pytest.mark.parametrize(
    ("name", "reported"),
    [
        ("guardrailArn", "guardrail_arn"),
        ("piiEntities", "pii_entities"),
        ("name", "name"),
        ("blockedOutputsMessaging", "blocked_outputs_messaging"),
    ],
)
def test_names(name: str, reported: str) -> None:
    assert snake(name) == reported


def test_nested_answers() -> None:
    moment = datetime(2026, 1, 2, tzinfo=UTC)
    assert plain({"aB": [{"cD": moment}, "eF"], "g": None}) == {
        "a_b": [{"c_d": "2026-01-02T00:00:00+00:00"}, "eF"],
        "g": None,
    }


def test_a_row_has_what_aws_returns() -> None:
    row = guardrail_row(FULL, region="us-east-1", tags={"b": "1", "a": "2"}, version="3")
    assert (row["region"], row["guardrail_arn"], row["version"], list(row["tags"])) == (
        "us-east-1",
        ARN,
        "3",
        ["a", "b"],
    )
    assert row["content_policy"]["tier"] == {"tier_name": "STANDARD"}
    assert [one["type"] for one in row["content_policy"]["filters"]] == ["HATE", "PROMPT_ATTACK"]
    assert row["cross_region_details"]["guardrail_profile_id"] == "us.guardrail.v1:0"
    assert row["automated_reasoning_policy"]["confidence_threshold"] == 0.9


def test_a_prediction_of_a_new_one() -> None:
    (row,) = guardrail_rows([GuardrailDone(step(NEW, None, publish=True), version=UNKNOWN)])
    assert (row["guardrail_id"], row["guardrail_arn"], row["version"], row["status"]) == (UNKNOWN,) * 3 + ("READY",)
    assert (row["action"], row["word_policy"], row["tags"]) == ("create", {"words": [{"text": "no"}]}, OURS)


def test_a_prediction_of_a_changed_one() -> None:
    changed = step(Content({"description": "", "kms_key_id": ""}, words("yes").parts), live(FULL))
    (row,) = guardrail_rows([GuardrailDone(changed)])
    assert (row["guardrail_arn"], row["description"], row["kms_key_arn"]) == (ARN, None, None)
    assert row["word_policy"]["words"] == [{"text": "yes"}]
    assert row["cross_region_details"] == {
        "guardrail_profile_id": "us.guardrail.v1:0",
        "guardrail_profile_arn": "arn:x/us.guardrail.v1:0",
    }


@pytest.mark.parametrize(
    ("decided", "rows"),
    [(step(NEW, live()), 1), (step(NEW, live(), absent=True), 0), (step(NEW, None, absent=True), 0)],
    ids=["nothing", "delete", "not there"],
)
def test_only_what_exists_has_a_row(decided: GuardrailStep, rows: int) -> None:
    assert len(guardrail_rows([GuardrailDone(decided)])) == rows


def test_what_was_made_has_the_row_that_aws_returns() -> None:
    (row,) = guardrail_rows(
        [GuardrailDone(step(NEW, None), answer=answer(guardrailId="new"), version="1", changed=True)]
    )
    assert (row["guardrail_id"], row["version"]) == ("new", "1")


def test_actions() -> None:
    steps = [step(NEW, live()), step(words("yes"), live(), publish=True)]
    assert action_rows([GuardrailDone(steps[0], version="7"), GuardrailDone(steps[1], version="1")]) == [
        {
            "name": "cai",
            "region": "us-east-1",
            "action": "none",
            "publish": False,
            "version": "7",
            "pruned": [],
            "reasons": [],
        },
        {
            "name": "cai",
            "region": "us-east-1",
            "action": "update",
            "publish": True,
            "version": "1",
            "pruned": [],
            "reasons": ["words: yes added", "words: no removed", "no version is published yet"],
        },
    ]
    assert action_counts(ACTIONS, steps) == {
        "create": 0,
        "adopt": 0,
        "update": 1,
        "retag": 0,
        "publish": 0,
        "prune": 0,
        "delete": 0,
        "none": 1,
    }


def test_the_diff_of_an_update() -> None:
    diff = diff_of([step(words("yes"), live(versions=("1",), newest=words("no")), publish=True)])
    before, after = diff["before"]["us-east-1"], diff["after"]["us-east-1"]
    assert (before["word_policy"], after["word_policy"]) == (
        {"words": [{"text": "no"}]},
        {"words": [{"text": "yes"}]},
    )
    assert (before["newest_version"], after["newest_version"]) == ("1", UNKNOWN)
    assert before["blocked_input_messaging"] == after["blocked_input_messaging"] == "in"


@pytest.mark.parametrize(
    ("decided", "before", "after"),
    [
        (step(NEW, None), False, True),
        (step(NEW, live(), absent=True), True, False),
        (step(NEW, live(), tags={"a": "b"}), True, True),
    ],
    ids=["create", "delete", "retag"],
)
def test_the_diff_has_both_ends(decided: GuardrailStep, before: bool, after: bool) -> None:
    diff = diff_of([decided])
    assert (bool(diff["before"]["us-east-1"]), bool(diff["after"]["us-east-1"])) == (before, after)


def test_nothing_has_no_diff() -> None:
    assert diff_of([step(NEW, live())]) == {"before": {}, "after": {}}
