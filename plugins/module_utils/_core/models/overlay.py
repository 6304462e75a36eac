# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What LiteLLM's table lacks, written by hand: each row has its source and the day on which it was checked.

A unit test fails where a row and table.py contradict each other, and where the table says the same by now. Keys are
model ids; in PREFIXED tables they are beginnings of ids, of which the longest wins.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Generic, TypeVar

Value = TypeVar("Value")

_GUIDE = "Amazon Bedrock User Guide"
_CARD = f"{_GUIDE}, model card"
_NOVA = "Amazon Nova User Guide"


@dataclass(frozen=True, slots=True)
class Sourced(Generic[Value]):
    """A fact, its source, and the date on which it was checked."""

    value: Value
    source: str
    checked: str = "2026-11-22"


@dataclass(frozen=True, slots=True)
class Vectors:
    """The lengths that an embedding model returns, the first of them unasked, and where a request names one.

    ``parameter``: the path of members in the body of InvokeModel; empty where the model has one length and takes none.
    """

    dimensions: tuple[int, ...]
    parameter: tuple[str, ...] = ()


VECTORS: dict[str, Sourced[Vectors]] = {
    "amazon.titan-embed-text-v1": Sourced(Vectors((1536,)), f"{_GUIDE}, Amazon Titan Embeddings G1 - Text"),
    "amazon.titan-embed-g1-text-02": Sourced(Vectors((1536,)), f"{_GUIDE}, Amazon Titan Embeddings G1 - Text"),
    "amazon.titan-embed-text-v2:0": Sourced(
        Vectors((1024, 512, 256), ("dimensions",)), f"{_GUIDE}, Amazon Titan Text Embeddings models"
    ),
    "amazon.titan-embed-image-v1": Sourced(
        Vectors((1024, 384, 256), ("embeddingConfig", "outputEmbeddingLength")),
        f"{_GUIDE}, Amazon Titan Multimodal Embeddings G1, outputEmbeddingLength",
    ),
    "cohere.embed-english-v3": Sourced(Vectors((1024,)), f"{_GUIDE}, Cohere Embed v3"),
    "cohere.embed-multilingual-v3": Sourced(Vectors((1024,)), f"{_GUIDE}, Cohere Embed v3"),
    "cohere.embed-v4:0": Sourced(Vectors((1536, 256, 512, 1024), ("output_dimension",)), f"{_GUIDE}, Cohere Embed v4"),
    "amazon.nova-2-multimodal-embeddings-v1:0": Sourced(
        Vectors((3072, 1024, 384, 256), ("singleEmbeddingParams", "embeddingDimension")),
        f"{_NOVA}, Using Nova Embeddings",
    ),
}

#: Models whose life on Bedrock is over: AWS has taken them from its lists, and no API says anything of them. A row is
#: read only for a model that no list has, since regions end it on different days; None where the day is not known.
ENDED: dict[str, Sourced[date | None]] = {
    "anthropic.claude-3-sonnet-20240229-v1:0": Sourced(None, "WorkflowAI PR #38; strands-agents/samples #299"),
    "anthropic.claude-3-opus-20240229-v1:0": Sourced(None, "anomalyco/models.dev PR #3708"),
    "anthropic.claude-3-haiku-20240307-v1:0": Sourced(date(2026, 9, 10), _CARD),
    "anthropic.claude-3-5-sonnet-20240620-v1:0": Sourced(date(2026, 3, 1), "posit-dev/positron #9339"),
    "anthropic.claude-3-5-haiku-20241022-v1:0": Sourced(date(2026, 6, 19), _CARD),
    "anthropic.claude-3-7-sonnet-20250219-v1:0": Sourced(date(2026, 4, 28), "theopenco/llmgateway PR #2930"),
    "amazon.nova-premier-v1:0": Sourced(date(2026, 9, 14), "strands-agents/samples #299"),
}

#: How thinking is requested: ``none``, ``budget`` (a number of tokens) or ``adaptive`` (the model decides). PREFIXED.
#: LiteLLM says which Claude is adaptive; of others it says at most that they reason.
REASONING: dict[str, Sourced[str]] = {
    "anthropic.claude-3-": Sourced("none", f"{_GUIDE}, Extended thinking: begins with Claude 3.7 Sonnet"),
    "anthropic.claude-3-7-sonnet": Sourced("budget", f"{_GUIDE}, Extended thinking"),
    "anthropic.claude-opus-4-2": Sourced("budget", f"{_GUIDE}, Extended thinking"),
    "anthropic.claude-opus-4-1-": Sourced("budget", f"{_GUIDE}, Extended thinking"),
    "anthropic.claude-opus-4-5-": Sourced("budget", f"{_GUIDE}, Extended thinking"),
    "anthropic.claude-sonnet-4-2": Sourced("budget", f"{_GUIDE}, Extended thinking"),
    "anthropic.claude-sonnet-4-5-": Sourced("budget", f"{_GUIDE}, Extended thinking"),
    "anthropic.claude-haiku-4-5-": Sourced("budget", f"{_GUIDE}, Extended thinking"),
    "amazon.nova-micro-v1": Sourced("none", f"{_NOVA}, Extended thinking: begins with Nova 2", "2026-11-30"),
    "amazon.nova-lite-v1": Sourced("none", f"{_NOVA}, Extended thinking: begins with Nova 2", "2026-11-30"),
    "amazon.nova-pro-v1": Sourced("none", f"{_NOVA}, Extended thinking: begins with Nova 2", "2026-11-30"),
}

#: Parameters of which a request may have only one. PREFIXED. Models that refuse all of them need no row.
EXCLUSIVE: dict[str, Sourced[tuple[tuple[str, ...], ...]]] = {
    prefix: Sourced((("temperature", "top_p"),), source, "2026-11-30")
    for prefix, source in {
        "anthropic.claude-opus-4-1-": "open-webui/pipelines PR #546",
        "anthropic.claude-opus-4-5-": "pollinations/pollinations PR #12162, of all Claude models on Bedrock",
        "anthropic.claude-opus-4-6-": "iOfficeAI/gemini-cli-pro PR #38, tried with global.anthropic.claude-opus-4-6-v1",
        "anthropic.claude-sonnet-4-5-": "langfuse/langfuse #9882; aws-samples/sample-connector-for-bedrock #87",
        "anthropic.claude-sonnet-4-6": "skydiscover-ai/skydiscover #15",
        "anthropic.claude-haiku-4-5-": "aws-samples/bedrock-access-gateway #191",
    }.items()
}

#: Providers of whose text models that page says that all of them stream. PREFIXED.
STREAMING: dict[str, Sourced[bool]] = {
    prefix: Sourced(True, f"{_GUIDE}, Supported foundation models, column Streaming", "2026-11-30")
    for prefix in ("anthropic.claude-", "amazon.nova-", "meta.llama", "mistral.", "ai21.jamba-", "deepseek.")
}

#: What Anthropic calls a model that it has taken from its own list, and LiteLLM therefore, while Bedrock still has it.
ANTHROPIC_NAMES: dict[str, Sourced[str]] = {
    "anthropic.claude-opus-4-1-20250805-v1:0": Sourced(
        "claude-opus-4-1-20250805", "Claude Docs, Models overview", "2026-11-30"
    ),
}


def prefixed(rows: Mapping[str, Sourced[Value]], model_id: str) -> Value | None:
    """The value of the longest beginning of an id; None where none is a beginning of it."""
    found = max((prefix for prefix in rows if model_id.startswith(prefix)), key=len, default=None)
    return None if found is None else rows[found].value
