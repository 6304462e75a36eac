# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What is known of models: the generated table with the rows by hand over it."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from ansible_collections.genai.bedrock.plugins.module_utils._core.models import table
from ansible_collections.genai.bedrock.plugins.module_utils._core.models.facts import (
    PUBLISHED,
    Price,
    age_in_days,
    has_ended,
    model_facts,
)
from ansible_collections.genai.bedrock.plugins.module_utils._core.models.ids import EMBEDDING, TEXT
from ansible_collections.genai.bedrock.plugins.module_utils.inference_router import embedding_body

from tests.unit.plugins.module_utils.known_models import KNOWN_MODELS

HAIKU, SONNET, OPUS = "anthropic.claude-haiku-5-5", "anthropic.claude-sonnet-4-6", "anthropic.claude-opus-5-5"
TITAN, COHERE_4 = "amazon.titan-embed-text-v2:0", "cohere.embed-v4:0"


def test_a_model_with_everything() -> None:
    facts = model_facts(HAIKU)
    assert (facts.model_id, facts.kind, facts.anthropic_name) == (HAIKU, TEXT, "claude-haiku-5-5")
    assert facts.geographies >= {"us", "eu", "apac", "jp", "au", "us-gov", "global"}
    assert (facts.context_window, facts.max_output_tokens) == (1_000_000, 128_000)
    assert facts.capabilities == {
        "tools": True,
        "images": True,
        "documents": True,
        "prompt_caching": True,
        "structured_output": True,
        "streaming": True,
        "reasoning": "adaptive",
    }
    assert facts.refused_parameters == ("temperature", "top_k", "top_p")
    assert facts.price == Price(0.1, 0.5, 0.01, 0.125)
    assert (facts.long_above, facts.long_price) == (100_000, Price(0.5, 2.5, 0.05, 0.625))


@pytest.mark.parametrize(
    ("source", "geography", "price", "structured"),
    [
        (f"us.{HAIKU}", None, 0.11, True),
        (f"arn:aws:bedrock:us-east-1:123456789012:inference-profile/eu.{HAIKU}", None, 0.11, True),
        (f"arn:aws-us-gov:bedrock:us-gov-west-1::foundation-model/{HAIKU}", "us-gov", 0.12, False),
        (f"us-gov.{HAIKU}", None, 0.12, False),
        (f"global.{HAIKU}", None, 0.1, True),
        (HAIKU, "jp", 0.11, True),
        (HAIKU, None, 0.1, True),
    ],
)
def test_a_geography_has_its_own_price_and_may_lack_something(
    source: str, geography: str | None, price: float, structured: bool
) -> None:
    facts = model_facts(source, geography)
    assert facts.price.input == price
    assert facts.capabilities["structured_output"] is structured


@pytest.mark.parametrize(
    ("model", "reasoning", "exclusive", "refused"),
    [
        ("anthropic.claude-3-5-haiku-20241022-v1:0", "none", (), ()),
        ("anthropic.claude-3-7-sonnet-20250219-v1:0", "budget", (), ()),
        ("anthropic.claude-sonnet-4-20250514-v1:0", "budget", (), ()),
        ("anthropic.claude-opus-4-1-20250805-v1:0", "budget", (("temperature", "top_p"),), ()),
        ("anthropic.claude-haiku-4-5-20251001-v1:0", "budget", (("temperature", "top_p"),), ()),
        (SONNET, "adaptive", (("temperature", "top_p"),), ()),
        (OPUS, "adaptive", (), ("temperature", "top_k", "top_p")),
        ("amazon.nova-lite-v1:0", "none", (), ()),
        ("amazon.nova-2-lite-v1:0", None, (), ()),
    ],
)
def test_reasoning_and_sampling(model: str, reasoning: str | None, exclusive: object, refused: object) -> None:
    facts = model_facts(model)
    assert facts.capabilities.get("reasoning") == reasoning
    assert (facts.exclusive_parameters, facts.refused_parameters) == (exclusive, refused)


@pytest.mark.parametrize(
    ("source", "requested", "request_part", "dimensions"),
    [
        ("amazon.titan-embed-text-v1", 1536, {}, {1536}),
        (TITAN, 512, {"dimensions": 512}, {256, 512, 1024}),
        (TITAN, None, {}, {256, 512, 1024}),
        ("amazon.titan-embed-image-v1", 384, {"embeddingConfig": {"outputEmbeddingLength": 384}}, {256, 384, 1024}),
        ("cohere.embed-english-v3", 1024, {}, {1024}),
        (f"us.{COHERE_4}", 512, {"output_dimension": 512}, {256, 512, 1024, 1536}),
        (
            "amazon.nova-2-multimodal-embeddings-v1:0",
            1024,
            {"singleEmbeddingParams": {"embeddingDimension": 1024}},
            {256, 384, 1024, 3072},
        ),
        ("twelvelabs.marengo-embed-3-0-v1:0", 512, {}, set()),
    ],
)
def test_embedding_models(source: str, requested: int | None, request_part: object, dimensions: set[int]) -> None:
    facts = model_facts(source)
    assert facts.kind == EMBEDDING
    assert facts.embedding_request(requested) == request_part
    assert set(facts.dimensions) == dimensions
    assert facts.vector_length in (dimensions or {facts.vector_length})
    assert facts.capabilities["streaming"] is False


@pytest.mark.parametrize(
    "model", [model for model in KNOWN_MODELS if model_facts(model).dimensions], ids=lambda model: model
)
def test_the_router_requests_vectors_in_the_same_way(model: str) -> None:
    facts = model_facts(model)

    def within(part: object, whole: object) -> bool:
        if not isinstance(part, dict):
            return part == whole
        return isinstance(whole, dict) and all(within(value, whole.get(name)) for name, value in part.items())

    for length in facts.dimensions:
        assert within(facts.embedding_request(length), embedding_body(model, ["a"], length))


@pytest.mark.parametrize("source", ["acme.new-model-v1:0", "arn:aws:bedrock:us-east-1::foundation-model/acme.x", ""])
def test_of_an_unknown_model_nothing_is_known(source: str) -> None:
    assert model_facts(source) is None


def test_every_row_can_be_read_and_says_something() -> None:
    for model in KNOWN_MODELS:
        facts = model_facts(model)
        assert facts.context_window, model
        assert None not in facts.capabilities.values(), model
        for geography in facts.geographies:
            assert model_facts(model, geography).kind == facts.kind


@pytest.mark.parametrize(
    ("model", "today", "ended", "end"),
    [
        ("anthropic.claude-3-haiku-20240307-v1:0", date(2026, 11, 22), True, date(2026, 9, 10)),
        ("anthropic.claude-3-haiku-20240307-v1:0", date(2026, 9, 9), False, date(2026, 9, 10)),
        ("anthropic.claude-3-opus-20240229-v1:0", date(2026, 11, 22), True, None),
        ("anthropic.claude-sonnet-4-20250514-v1:0", date(2026, 10, 14), True, date(2026, 10, 14)),
        ("anthropic.claude-sonnet-4-20250514-v1:0", date(2026, 10, 13), False, date(2026, 10, 14)),
        (HAIKU, date(2030, 1, 1), False, None),
        ("acme.new-model-v1:0", date(2030, 1, 1), False, None),
    ],
)
def test_whether_a_model_that_no_list_has_is_over(model: str, today: date, ended: bool, end: date | None) -> None:
    assert has_ended(model, today) == (ended, end)


def test_the_table_says_what_it_is_and_how_old() -> None:
    assert table.SOURCE.startswith("LiteLLM ")
    assert age_in_days(PUBLISHED + timedelta(days=91)) == 91
