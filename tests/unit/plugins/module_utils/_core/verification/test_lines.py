# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Verified targets as lines, and the table below them."""

from __future__ import annotations

import pytest
from ansible_collections.genai.bedrock.plugins.module_utils._core.tables import table
from ansible_collections.genai.bedrock.plugins.module_utils._core.verification.lines import target_lines

OK = {"key": "copilot/chat", "region": "us-east-1", "base_model_id": "a.b", "verdict": "ok", "latency_ms": 412}
EMBEDDED = OK | {"key": "embedding/titan", "dimensions": 1024, "latency_ms": 87}
FAILED = OK | {"region": "us-west-2", "verdict": "failed", "code": "AccessDeniedException", "latency_ms": 3}


def test_one_line_a_target_and_the_count() -> None:
    assert target_lines([OK, EMBEDDED, FAILED]) == [
        "copilot/chat     us-east-1  a.b  ok        412 ms",
        "embedding/titan  us-east-1  a.b  ok         87 ms  1024 dimensions",
        "copilot/chat     us-west-2  a.b  failed      3 ms  AccessDeniedException",
        "2 of 3 targets answered",
    ]


def test_what_was_not_called_does_not_count() -> None:
    other = OK | {"key": "images/canvas", "verdict": "not_called", "latency_ms": 0, "message": "not called: …"}
    assert target_lines([OK, other]) == [
        "copilot/chat   us-east-1  a.b  ok            412 ms",
        "images/canvas  us-east-1  a.b  not_called      0 ms  no request to try it with",
        "1 of 1 targets answered, 1 not called",
    ]


def test_no_targets() -> None:
    assert target_lines([]) == ["0 of 0 targets answered"]


@pytest.mark.parametrize(
    ("rows", "reported"), [([], []), ([("a", "b")], ["a  b"]), ([("aa", ""), ("b", "c")], ["aa", "b   c"])]
)
def test_cells_are_in_columns(rows, reported) -> None:
    assert table(rows) == reported
