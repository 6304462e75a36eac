# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The models that are used where an inventory names none: one row a use case, with the reason and the day checked.

They are bare ids, so that each region resolves them through its own geography. A text model is the cheapest of its
tier, the newest of several that cost the same, among those that are active, end within no year by any date that is
known, and have profiles in us, eu and at least one geography of Asia-Pacific; an embedding model is the cheapest that
suits its use case. A unit test compares each row with the table of model facts, another with the local endpoint's own
catalogue. A changed row means new profiles for everybody who relies on it, so it belongs into the change log.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Recommendation:
    """A model for a use case."""

    model: str
    reason: str
    checked: str = "2026-11-30"


_SONNET = "anthropic.claude-sonnet-5-5"
_OPUS = "anthropic.claude-opus-5-5"
_HAIKU = "anthropic.claude-haiku-5-5"
_TITAN = "amazon.titan-embed-text-v2:0"
_COHERE = "cohere.embed-multilingual-v3"

RECOMMENDED: dict[str, Recommendation] = {
    "code_generation": Recommendation(_SONNET, "best balance of speed and code quality; a million tokens of context"),
    "code_review": Recommendation(_SONNET, "strong reasoning over whole repositories at a middle price"),
    "documentation": Recommendation(_OPUS, "highest quality for long prose"),
    "quick_completions": Recommendation(_HAIKU, "fastest answer, for autocomplete"),
    "complex_conversation": Recommendation(_SONNET, "follows long conversations and instructions well"),
    "high_volume_chat": Recommendation(_HAIKU, "low latency and price for high volume"),
    "embedding": Recommendation(_TITAN, "on demand in many regions, 256 to 1024 dimensions, cheap"),
    "multilingual_embedding": Recommendation(_COHERE, "more than a hundred languages"),
}

#: Use cases as tags and entries name them, where they read otherwise than the row.
_ALSO_CALLED = {
    "copilot": "code_generation",
    "customer_support": "complex_conversation",
    "internal_assistant": "high_volume_chat",
    "sales": "complex_conversation",
    "sales_copilot": "complex_conversation",
    "embeddings": "embedding",
    "document_processing": "embedding",
    "multilingual_embeddings": "multilingual_embedding",
}


def recommended(use_case: str) -> Recommendation | None:
    """The recommendation for a use case, written with hyphens or underscores; None if there is none."""
    name = use_case.replace("-", "_").lower()
    return RECOMMENDED.get(_ALSO_CALLED.get(name, name))
