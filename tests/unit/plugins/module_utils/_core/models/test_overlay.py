# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Rows by hand have a source and a day, say what the generated table does not say, and never the opposite of it."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

import pytest
from ansible_collections.genai.bedrock.plugins.module_utils._core.models import overlay, table

ROWS: dict[str, dict[str, Any]] = json.loads(table.ROWS)
TABLES = ("VECTORS", "ENDED", "REASONING", "EXCLUSIVE", "STREAMING", "ANTHROPIC_NAMES")
PREFIXED = ("REASONING", "EXCLUSIVE", "STREAMING")
BY_HAND = [(name, key) for name in TABLES for key in getattr(overlay, name)]


def contradictions(rows: dict[str, dict[str, Any]]) -> list[str]:
    """What the rows of a table deny of those by hand, or make superfluous."""
    found = []
    for model, row in rows.items():
        vectors, ended = overlay.VECTORS.get(model), overlay.ENDED.get(model)
        length = row.get("vector_length")
        if vectors and length and vectors.value.dimensions[0] != length:
            found.append(f"VECTORS of {model}: the table says {length}")
        if ended and row.get("end"):
            found.append(f"ENDED of {model}: the table says {row['end']}; take the row by hand away")
        if overlay.prefixed(overlay.EXCLUSIVE, model) and row.get("refused_parameters"):
            found.append(f"EXCLUSIVE of {model}: the table says that it refuses them")
        if model in overlay.ANTHROPIC_NAMES and row.get("anthropic_name"):
            found.append(f"ANTHROPIC_NAMES of {model}: the table has one; take the row by hand away")
        reasoning = overlay.prefixed(overlay.REASONING, model)
        if reasoning and row.get("reasoning") not in ({None} if reasoning == "none" else {None, True}):
            found.append(f"REASONING of {model}: the table says {row['reasoning']}")
    return found


def test_table_and_rows_by_hand_agree() -> None:
    assert contradictions(ROWS) == []


@pytest.mark.parametrize(
    ("model", "row", "reported"),
    [
        ("amazon.titan-embed-text-v2:0", {"vector_length": 512}, "VECTORS"),
        ("amazon.nova-premier-v1:0", {"end": "2026-09-14"}, "ENDED"),
        ("anthropic.claude-sonnet-4-6", {"refused_parameters": ["temperature"]}, "EXCLUSIVE"),
        ("anthropic.claude-opus-4-1-20250805-v1:0", {"anthropic_name": "claude-opus-4-1"}, "ANTHROPIC_NAMES"),
        ("anthropic.claude-haiku-4-5-20251001-v1:0", {"reasoning": "adaptive"}, "REASONING"),
        ("amazon.nova-lite-v1:0", {"reasoning": True}, "REASONING"),
    ],
)
def test_a_contradiction_is_found(model: str, row: dict[str, Any], reported: str) -> None:
    assert [text.split()[0] for text in contradictions({model: row})] == [reported]


@pytest.mark.parametrize(("name", "key"), BY_HAND)
def test_each_row_by_hand_has_its_source_and_day(name: str, key: str) -> None:
    row = getattr(overlay, name)[key]
    assert row.source
    assert date.fromisoformat(row.checked)


@pytest.mark.parametrize(("name", "key"), [(name, key) for name, key in BY_HAND if name in PREFIXED])
def test_each_beginning_is_that_of_a_model(name: str, key: str) -> None:
    assert [model for model in ROWS if model.startswith(key)]


def test_what_has_ended_had_ended_when_it_was_looked_up() -> None:
    for row in overlay.ENDED.values():
        assert row.value is None or row.value <= date.fromisoformat(row.checked)


@pytest.mark.parametrize(
    ("model", "value"), [("a.b-1-x", 2), ("a.b-2", 1), ("c", None)], ids=["the longest", "the only one", "none"]
)
def test_the_longest_beginning_wins(model: str, value: int | None) -> None:
    rows = {"a.b-": overlay.Sourced(1, "x"), "a.b-1": overlay.Sourced(2, "y")}
    assert overlay.prefixed(rows, model) == value
