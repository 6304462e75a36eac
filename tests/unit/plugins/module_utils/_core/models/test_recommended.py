# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Recommendations by use case."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from ansible_collections.genai.bedrock.plugins.module_utils._core.models.facts import (
    PUBLISHED,
    ModelFacts,
    model_facts,
)
from ansible_collections.genai.bedrock.plugins.module_utils._core.models.ids import (
    EMBEDDING,
    TEXT,
    bare_model_id,
    model_tier,
)
from ansible_collections.genai.bedrock.plugins.module_utils._core.models.recommended import RECOMMENDED, recommended

from tests.local_aws.catalogue.lookup import MODELS
from tests.local_aws.catalogue.profiles import OFFERS
from tests.unit.plugins.module_utils.known_models import KNOWN_MODELS

SONNET, OPUS, HAIKU = "anthropic.claude-sonnet-5-5", "anthropic.claude-opus-5-5", "anthropic.claude-haiku-5-5"
BY_USE_CASE = {
    "code_generation": SONNET,
    "code_review": SONNET,
    "documentation": OPUS,
    "quick_completions": HAIKU,
    "complex_conversation": SONNET,
    "high_volume_chat": HAIKU,
    "embedding": "amazon.titan-embed-text-v2:0",
    "multilingual_embedding": "cohere.embed-multilingual-v3",
}
ASIA_PACIFIC = {"apac", "jp", "au"}
TEXT_ROWS = [name for name, row in RECOMMENDED.items() if model_facts(row.model).kind == TEXT]


def test_these_are_the_use_cases() -> None:
    assert set(RECOMMENDED) == set(BY_USE_CASE)


@pytest.mark.parametrize(
    ("use_case", "model"),
    [
        *BY_USE_CASE.items(),
        ("copilot", SONNET),
        ("code-review", SONNET),
        ("customer-support", SONNET),
        ("internal-assistant", HAIKU),
        ("sales", SONNET),
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


def lasts(facts: ModelFacts) -> bool:
    """A year, by each date that the table knows, those of single geographies included."""
    ends = [model_facts(facts.model_id, place).end for place in ("", *facts.geographies)]
    return all(end is None or end > PUBLISHED + timedelta(days=365) for end in ends)


def is_offered(geographies: frozenset[str]) -> bool:
    return {"us", "eu"} <= geographies and bool(ASIA_PACIFIC & geographies)


@pytest.mark.parametrize("use_case", TEXT_ROWS)
def test_a_text_model_meets_the_criteria_and_none_of_its_tier_is_better(use_case: str) -> None:
    chosen = model_facts(RECOMMENDED[use_case].model)
    tier = [model_facts(model) for model in KNOWN_MODELS if model_tier(model) == model_tier(chosen.model_id)]
    fit = [facts for facts in tier if lasts(facts) and is_offered(facts.geographies)]
    assert chosen in fit
    # Of equal prices to write and read, what is read from the cache decides, and then the newest name.
    prices = [(facts.price.input, facts.price.output, facts.price.cache_read) for facts in fit]
    assert (chosen.price.input, chosen.price.output, chosen.price.cache_read) == min(prices)
    assert len(tier) > 2


@pytest.mark.parametrize(
    ("use_case", "fits"), [("embedding", "amazon.titan-embed-text-v2"), ("multilingual_embedding", "cohere.embed-")]
)
def test_an_embedding_model_lasts_and_is_the_cheapest_that_suits(use_case: str, fits: str) -> None:
    chosen = model_facts(RECOMMENDED[use_case].model)
    assert chosen.kind == EMBEDDING
    assert lasts(chosen)
    others = [model_facts(model) for model in KNOWN_MODELS if model.startswith(fits)]
    assert chosen.price.input == min(facts.price.input for facts in others)


@pytest.mark.parametrize("use_case", TEXT_ROWS)
def test_the_catalogue_of_the_endpoint_offers_it_as_the_table_says(use_case: str) -> None:
    model = RECOMMENDED[use_case].model
    offered = frozenset(offer.geography for offer in OFFERS if model in offer.models)
    assert offered == model_facts(model).geographies
    assert (MODELS[model].end, MODELS[model].max_output) == ("", model_facts(model).max_output_tokens)
