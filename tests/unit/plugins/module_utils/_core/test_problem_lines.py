# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Errors of modules as sentences."""

from __future__ import annotations

import pytest
from ansible_collections.genai.bedrock.plugins.module_utils._core.problems import Problem, problem_lines


@pytest.mark.parametrize(
    ("error", "line"),
    [
        ({"key": "chat", "region": "us-east-1", "message": "it broke"}, "copilot/chat in us-east-1: it broke"),
        ({"key": "chat", "region": None, "message": "it broke"}, "copilot/chat: it broke"),
        ({"name": "x", "region": "us-east-1", "message": "too large"}, "copilot/x in us-east-1: too large"),
        ({"key": None, "region": "us-east-1", "message": "no answer"}, "copilot in us-east-1: no answer"),
        ({"key": "/dev/x", "region": "us-east-1", "message": "not ours"}, "/dev/x in us-east-1: not ours"),
    ],
)
def test_an_error_is_a_sentence_that_names_its_entry(error, line: str) -> None:
    assert problem_lines([error, error], "copilot") == [line]


def test_a_row_has_a_way_out_only_where_there_is_one() -> None:
    assert "way_out" not in Problem("it broke").as_dict()
    assert Problem("it broke: mend it", way_out="mend it").as_dict()["way_out"] == "mend it"
