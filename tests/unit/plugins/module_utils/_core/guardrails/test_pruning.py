# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Old versions go on purpose only, and none that anything of ours pins."""

from __future__ import annotations

from typing import Any

import pytest
from ansible_collections.genai.bedrock.plugins.module_utils._core.guardrails.guardrails import (
    GuardrailStep,
    WantedGuardrail,
)
from ansible_collections.genai.bedrock.plugins.module_utils._core.guardrails.plan import decide
from ansible_collections.genai.bedrock.plugins.module_utils._core.guardrails.pruning import pins_in, prunable
from ansible_collections.genai.bedrock.plugins.module_utils._core.guardrails.report import diff_of
from ansible_collections.genai.bedrock.plugins.module_utils._core.guardrails.requests import wanted_guardrails
from ansible_collections.genai.bedrock.plugins.module_utils._core.problems import ProblemError

from tests.unit.plugins.module_utils.guardrail_samples import ARN, live, words

FIVE = ("1", "2", "4", "5", "6")


@pytest.mark.parametrize(
    ("keep", "publishes", "pinned", "gone"),
    [
        (5, False, set(), ()),
        (9, True, set(), ()),
        (3, False, set(), ("1", "2")),
        (3, True, set(), ("1", "2", "4")),
        (1, True, set(), FIVE),
        (1, False, set(), FIVE[:-1]),
        (1, False, {("abc", "2"), (ARN, "4"), ("other", "1")}, ("1", "5")),
    ],
)
def test_which_versions_go(keep: int, publishes: bool, pinned: Any, gone: tuple[str, ...]) -> None:
    found = prunable(live(versions=FIVE), keep=keep, publishes=publishes, pinned=frozenset(pinned))
    assert found == gone


def test_pins_are_found_wherever_they_are() -> None:
    pin = {"identifier": "abc", "version": "3"}
    record = {
        "targets": [{"guardrail": pin}, {"guardrail": None}],
        "previous": {"targets": [{"guardrail": pin | {"version": 2}}]},
    }
    assert pins_in([record, None, "text", {"workloads": {"a": [{"identifier": ARN, "version": "DRAFT"}]}}]) == {
        ("abc", "3"),
        ("abc", "2"),
        (ARN, "DRAFT"),
    }


@pytest.mark.parametrize(
    ("options", "pinned", "action", "prunes"),
    [
        ({}, set(), "none", ()),
        ({"keep_versions": 2}, set(), "prune", ("1",)),
        ({"keep_versions": 2}, {("abc", "1")}, "none", ()),
        ({"keep_versions": 2, "tags": {"a": "b"}}, set(), "retag", ("1",)),
        ({"keep_versions": 2, "publish": True}, set(), "publish", ("1", "2")),
    ],
)
def test_the_plan(options: dict[str, Any], pinned: Any, action: str, prunes: tuple[str, ...]) -> None:
    step = decide(
        WantedGuardrail("cai", "us-east-1", **options), live(versions=("1", "2", "3"), newest=words("x")), pinned
    )
    assert isinstance(step, GuardrailStep)
    assert (str(step.action), step.prunes) == (action, prunes)
    assert [reason for reason in step.reasons if "older than" in reason] == [
        f"version {version} is older than the 2 to keep" for version in prunes
    ]
    if prunes and action == "prune":
        diff = diff_of([step])
        assert (diff["before"]["us-east-1"]["versions"], diff["after"]["us-east-1"]["versions"]) == (
            ["1", "2", "3"],
            ["2", "3"],
        )


@pytest.mark.parametrize("keep", [0, -1])
def test_the_newest_always_stays(keep: int) -> None:
    with pytest.raises(ProblemError, match="must be at least 1"):
        wanted_guardrails({"name": "cai", "keep_versions": keep}, regions=["us-east-1"])
