# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Embedding dimensions: what no API tells. Each row has its source and the date on which it was checked.

A model that is not listed is not checked; add a row when AWS adds a model.
"""

from __future__ import annotations

from dataclasses import dataclass

from ansible_collections.genai.bedrock.plugins.module_utils._core.models.ids import bare_model_id


@dataclass(frozen=True, slots=True)
class EmbeddingFacts:
    """The vector lengths that a model can return; the first is what it returns unasked."""

    dimensions: tuple[int, ...]
    source: str
    checked: str

    @property
    def default(self) -> int:
        return self.dimensions[0]


_USER_GUIDE = "Amazon Bedrock User Guide"

EMBEDDING_FACTS: dict[str, EmbeddingFacts] = {
    "amazon.titan-embed-text-v1": EmbeddingFacts(
        (1536,), f"{_USER_GUIDE}, Amazon Titan Embeddings G1 - Text", "2026-11-22"
    ),
    "amazon.titan-embed-g1-text-02": EmbeddingFacts(
        (1536,), f"{_USER_GUIDE}, Amazon Titan Embeddings G1 - Text", "2026-11-22"
    ),
    "amazon.titan-embed-text-v2:0": EmbeddingFacts(
        (1024, 512, 256), f"{_USER_GUIDE}, Amazon Titan Text Embeddings models", "2026-11-22"
    ),
    "amazon.titan-embed-image-v1": EmbeddingFacts(
        (1024, 384, 256), f"{_USER_GUIDE}, Amazon Titan Multimodal Embeddings G1, outputEmbeddingLength", "2026-11-22"
    ),
    "cohere.embed-english-v3": EmbeddingFacts((1024,), f"{_USER_GUIDE}, Cohere Embed v3", "2026-11-22"),
    "cohere.embed-multilingual-v3": EmbeddingFacts((1024,), f"{_USER_GUIDE}, Cohere Embed v3", "2026-11-22"),
    "cohere.embed-v4:0": EmbeddingFacts((1536, 256, 512, 1024), f"{_USER_GUIDE}, Cohere Embed v4", "2026-11-22"),
    "amazon.nova-2-multimodal-embeddings-v1:0": EmbeddingFacts(
        (3072, 1024, 384, 256), "Amazon Nova User Guide, Using Nova Embeddings", "2026-11-22"
    ),
}


def embedding_facts(source: str) -> EmbeddingFacts | None:
    """The facts of the model behind a source text; None where the model is not listed."""
    return EMBEDDING_FACTS.get(bare_model_id(source))


def dimensions_problem(source: str, dimensions: int) -> str | None:
    """Why a model cannot return vectors of this length; None where it can, or where nothing is known of it."""
    facts = embedding_facts(source)
    if facts is None or dimensions in facts.dimensions:
        return None
    offered = ", ".join(str(number) for number in sorted(facts.dimensions))
    return f"{bare_model_id(source)} has no {dimensions} dimensions: it returns vectors of {offered}"
