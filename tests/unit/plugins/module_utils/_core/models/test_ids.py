# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What ids tell, whatever form they are written in."""

from __future__ import annotations

import pytest
from ansible_collections.genai.bedrock.plugins.module_utils._core.models.ids import (
    answers_to_text,
    bare_model_id,
    model_family,
    model_kind,
    provider,
)
from ansible_collections.genai.bedrock.plugins.module_utils.inference_router import EmbeddingError, embedding_body

from tests.local_aws.catalogue.lookup import MODELS

MARENGO = ["twelvelabs.marengo-embed-2-7-v1:0", "twelvelabs.marengo-embed-3-0-v1:0"]
FM = "arn:aws:bedrock:us-east-1::foundation-model/"
PROFILE = "arn:aws:bedrock:us-east-1:123456789012:inference-profile/"


@pytest.mark.parametrize(
    ("source", "bare", "vendor", "family", "kind"),
    [
        ("anthropic.claude-sonnet-4-6", "anthropic.claude-sonnet-4-6", "anthropic", "claude", "text"),
        ("us.anthropic.claude-sonnet-4-6", "anthropic.claude-sonnet-4-6", "anthropic", "claude", "text"),
        ("us-gov.anthropic.claude-3-haiku", "anthropic.claude-3-haiku", "anthropic", "claude", "text"),
        (f"{PROFILE}global.amazon.nova-2-lite-v1:0", "amazon.nova-2-lite-v1:0", "amazon", "nova", "text"),
        (f"{FM}amazon.titan-embed-text-v2:0", "amazon.titan-embed-text-v2:0", "amazon", "titan", "embedding"),
        ("cohere.embed-english-v3", "cohere.embed-english-v3", "cohere", "cohere", "embedding"),
        ("twelvelabs.marengo-embed-3-0", "twelvelabs.marengo-embed-3-0", "twelvelabs", "marengo", "embedding"),
        ("meta.llama4-scout-17b-instruct-v1:0", "meta.llama4-scout-17b-instruct-v1:0", "meta", "llama", "text"),
        ("deepseek.r1-v1:0", "deepseek.r1-v1:0", "deepseek", "deepseek", "text"),
        ("odd", "odd", "", "odd", "text"),
        ("", "", "", "model", "text"),
    ],
)
def test_facts_in_an_id(source: str, bare: str, vendor: str, family: str, kind: str) -> None:
    assert bare_model_id(source) == bare
    assert provider(source) == vendor
    assert model_family(source) == family
    assert model_kind(source) == kind


@pytest.mark.parametrize(
    ("source", "kind", "answers"),
    [
        ("amazon.nova-lite-v1:0", "text", True),
        ("us.anthropic.claude-sonnet-4-6", "text", True),
        ("cohere.command-r-v1:0", "text", True),
        ("amazon.titan-embed-text-v2:0", "embedding", True),
        ("cohere.embed-v4:0", "embedding", True),
        ("amazon.nova-2-multimodal-embeddings-v1:0", "embedding", True),
        ("twelvelabs.marengo-embed-3-0-v1:0", "embedding", False),
        ("us.twelvelabs.marengo-embed-2-7-v1:0", "embedding", False),
        ("twelvelabs.pegasus-1-2-v1:0", "other", False),
        ("amazon.rerank-v1:0", "other", False),
        ("cohere.rerank-v3-5:0", "other", False),
        ("amazon.titan-image-generator-v2:0", "other", False),
        ("amazon.nova-canvas-v1:0", "other", False),
        ("amazon.nova-reel-v1:1", "other", False),
        ("amazon.nova-2-sonic-v1:0", "other", False),
        ("stability.stable-image-core-v1:1", "other", False),
        ("us.stability.stable-creative-upscale-v1:0", "other", False),
        ("arn:aws:bedrock:us-west-2::foundation-model/luma.ray-v2:0", "other", False),
    ],
)
def test_what_a_model_makes_and_whether_it_answers_to_a_text(source: str, kind: str, answers: bool) -> None:
    assert model_kind(source) == kind
    assert answers_to_text(source, kind) is answers


@pytest.mark.parametrize("model", [model.id for model in MODELS.values() if model.is_embedding] + MARENGO)
def test_embedding_models_that_answer_are_those_of_the_router(model: str) -> None:
    try:
        known = bool(embedding_body(model, ["a"], None))
    except EmbeddingError:
        known = False
    assert answers_to_text(model, "embedding") is known
