# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Recommendations by use case."""

from __future__ import annotations

from datetime import date

import pytest
from ansible_collections.genai.bedrock.plugins.module_utils._core.models.ids import bare_model_id
from ansible_collections.genai.bedrock.plugins.module_utils._core.models.recommended import RECOMMENDED, recommended

BY_USE_CASE = {
    "code_generation": "anthropic.claude-sonnet-4-6",
    "code_review": "anthropic.claude-sonnet-4-6",
    "documentation": "anthropic.claude-opus-4-5-20251101-v1:0",
    "quick_completions": "anthropic.claude-haiku-4-5-20251001-v1:0",
    "complex_conversation": "anthropic.claude-sonnet-4-6",
    "high_volume_chat": "anthropic.claude-haiku-4-5-20251001-v1:0",
    "embedding": "amazon.titan-embed-text-v2:0",
    "multilingual_embedding": "cohere.embed-multilingual-v3",
}


def test_these_are_the_use_cases() -> None:
    assert set(RECOMMENDED) == set(BY_USE_CASE)


@pytest.mark.parametrize(
    ("use_case", "model"),
    [
        *BY_USE_CASE.items(),
        ("copilot", "anthropic.claude-sonnet-4-6"),
        ("code-review", "anthropic.claude-sonnet-4-6"),
        ("customer-support", "anthropic.claude-sonnet-4-6"),
        ("internal-assistant", "anthropic.claude-haiku-4-5-20251001-v1:0"),
        ("sales", "anthropic.claude-sonnet-4-6"),
        ("embeddings", "amazon.titan-embed-text-v2:0"),
        ("document-processing", "amazon.titan-embed-text-v2:0"),
        ("multilingual-embeddings", "cohere.embed-multilingual-v3"),
    ],
)
def test_recommended(use_case: str, model: str) -> None:
    assert recommended(use_case).model == model


def test_nothing_is_recommended_for_an_unknown_use_case() -> None:
    assert recommended("poetry") is None


@pytest.mark.parametrize("row", RECOMMENDED.values(), ids=list(RECOMMENDED))
def test_each_row_is_a_bare_id_with_reason_and_date(row) -> None:
    assert bare_model_id(row.model) == row.model
    assert row.reason
    assert date.fromisoformat(row.checked)
