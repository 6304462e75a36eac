# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What an error says would do passes the rule that the error tells; where nothing valid is left, it says nothing."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import pytest
from ansible_collections.genai.bedrock.plugins.module_utils._core import names, tags
from ansible_collections.genai.bedrock.plugins.module_utils._core.parameters.listing import Request
from ansible_collections.genai.bedrock.plugins.module_utils._core.parameters.rules import name_problems
from ansible_collections.genai.bedrock.plugins.module_utils._core.workloads.settings import SETTINGS
from hypothesis import given
from hypothesis import strategies as st


def reported(problem: str | None) -> list[str]:
    return [problem] if problem else []


RULES: dict[str, Callable[[str], Sequence[str]]] = {
    "tag key": lambda text: tags.tag_problems({text: ""}),
    "tag value": lambda text: tags.tag_problems({"k": text}),
    "text that becomes a tag": tags.tag_value_problems,
    "profile": lambda text: reported(names.name_problem(text)),
    "profile of a role": lambda text: reported(names.role_name_problem(text)),
    "description": lambda text: reported(names.description_problem(text)),
    "parameter": lambda text: name_problems(text, "us-east-1"),
    "path": lambda text: [problem.message for problem in Request(path=text).problems(["us-east-1"])],
    "environment": SETTINGS["environment"].rule,
}
TEXTS = st.one_of(st.text(max_size=20), st.text("aws:/ -_.Aé♥\n", max_size=140))


def advice(problem: str) -> str | None:
    head, found, _tail = problem.rpartition("' would do")
    # The advice is last, and what rules advise has no quotation mark in it.
    return head.rpartition("'")[2] if found else None


@pytest.mark.parametrize("rule", RULES.values(), ids=RULES)
@given(text=TEXTS)
def test_advice_is_valid(rule: Callable[[str], Sequence[str]], text: str) -> None:
    for problem in rule(text):
        if (would_do := advice(problem)) is not None:
            assert would_do
            assert not rule(would_do), problem


@pytest.mark.parametrize("text", ["♥", "♥♥", "♥ ♥", "---♥", "aws:♥"])
@pytest.mark.parametrize("rule", [RULES["tag key"], tags.tag_value_problems], ids=["key", "value"])
def test_where_nothing_is_left_nothing_is_advised(rule: Callable[[str], Sequence[str]], text: str) -> None:
    (problem,) = [problem for problem in rule(text) if "has characters other than" in problem]
    assert "''" not in problem
    assert advice(problem) in (None, "aws:")


def test_what_is_left_is_advised() -> None:
    (problem,) = tags.tag_problems({"Té♥am": ""})
    assert advice(problem) == "T-am"
