# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Problems of the input: a path and a sentence, and the line of both."""

from __future__ import annotations

import pytest
from ansible_collections.genai.bedrock.plugins.module_utils._core.problems import InputProblem, written_problem
from ansible_collections.genai.bedrock.plugins.module_utils._core.workloads.workloads import workload_plan


@pytest.mark.parametrize(
    ("problem", "line"),
    [
        (InputProblem("chat_entries.a.model", "is missing"), "chat_entries.a.model: is missing"),
        (InputProblem(".model", "is missing").below("chat_entries.a"), "chat_entries.a.model: is missing"),
        (InputProblem("", "is missing").below("chat_entries.a"), "chat_entries.a: is missing"),
        (InputProblem("", "logging needs a group"), "logging needs a group"),
    ],
)
def test_its_text_is_a_line(problem: InputProblem, line: str) -> None:
    assert str(problem) == line
    assert written_problem(line) == problem


@pytest.mark.parametrize("line", ["no path", "no variable: because", "/dev/x: is foreign"])
def test_a_line_without_a_variable_has_no_path(line: str) -> None:
    assert written_problem(line) == InputProblem("", line)


@pytest.mark.parametrize(
    ("entries", "settings", "only_entries"),
    [
        ({"a": {"max_tokens": 0}}, {}, True),
        ({"a": {"tags": {"ManagedBy": "me"}}}, {}, True),
        ({"a": {"max_tokens": 0}}, {"regions": ["mars"]}, False),
        # The map itself cannot be read: nothing of it can be checked.
        (5, {}, False),
        ({"a": {"model": "x.y"}}, {"max_tokens": 0}, False),
    ],
)
def test_whether_only_entries_are_wrong_follows_from_paths(entries: object, settings: dict, only_entries: bool) -> None:
    plan = workload_plan(entries, "copilot", {"environment": "dev", "regions": ["us-east-1"]} | settings)
    assert plan["errors"]
    assert plan["only_entries_are_wrong"] is only_entries
