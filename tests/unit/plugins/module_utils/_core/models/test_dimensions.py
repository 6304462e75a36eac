# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Embedding dimensions."""

from __future__ import annotations

from datetime import date

import pytest
from ansible_collections.genai.bedrock.plugins.module_utils._core.models.dimensions import (
    EMBEDDING_FACTS,
    dimensions_problem,
    embedding_facts,
)


@pytest.mark.parametrize(
    ("source", "default", "all_of_them"),
    [
        ("amazon.titan-embed-text-v1", 1536, {1536}),
        ("amazon.titan-embed-text-v2:0", 1024, {256, 512, 1024}),
        ("cohere.embed-english-v3", 1024, {1024}),
        ("cohere.embed-multilingual-v3", 1024, {1024}),
        ("us.cohere.embed-v4:0", 1536, {256, 512, 1024, 1536}),
        ("amazon.nova-2-multimodal-embeddings-v1:0", 3072, {256, 384, 1024, 3072}),
    ],
)
def test_known_models(source: str, default: int, all_of_them: set[int]) -> None:
    facts = embedding_facts(source)
    assert facts.default == default
    assert set(facts.dimensions) == all_of_them


@pytest.mark.parametrize("facts", EMBEDDING_FACTS.values(), ids=list(EMBEDDING_FACTS))
def test_each_fact_has_a_source_and_a_date(facts) -> None:
    assert facts.source
    assert date.fromisoformat(facts.checked)


def test_dimensions_that_a_model_lacks_are_told_with_those_it_has() -> None:
    text = "amazon.titan-embed-text-v2:0 has no 2048 dimensions: it returns vectors of 256, 512, 1024"
    assert dimensions_problem("arn:aws:bedrock:us-east-1::foundation-model/amazon.titan-embed-text-v2:0", 2048) == text


@pytest.mark.parametrize(("source", "number"), [("amazon.titan-embed-text-v2:0", 512), ("new.embed-x", 7)])
def test_no_problem(source: str, number: int) -> None:
    assert dimensions_problem(source, number) is None
