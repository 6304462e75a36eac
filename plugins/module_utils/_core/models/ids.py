# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Information in a model's id: the provider, the family, text or embeddings."""

from __future__ import annotations

import re

from ansible_collections.genai.bedrock.plugins.module_utils._core.arns import parse_arn
from ansible_collections.genai.bedrock.plugins.module_utils._core.models.offered import geography_of

TEXT = "text"
EMBEDDING = "embedding"
#: Images, video, speech or reranking: models that do not answer a plain prompt.
OTHER = "other"
KINDS = (TEXT, EMBEDDING, OTHER)

_WORDS = re.compile(r"[a-z]{2,}")
_LETTERS = re.compile(r"[a-z]*")
_EMBEDDING = re.compile(r"embed|marengo")
#: Makers of images (Stability, Titan Image Generator, Nova Canvas), of video (Nova Reel, Luma) and of speech (Nova
#: Sonic), rerankers, and Pegasus, which answers to a video only (Bedrock User Guide, the models' cards and parameters).
_OTHER = re.compile(r"rerank|image-generator|canvas|-reel-|-sonic-|^stability\.|^luma\.|pegasus")
#: Embedding models of which the router knows the request (a unit test compares); Marengo takes media from S3.
_VECTOR_TYPES_REQUESTED = re.compile(r"cohere\.embed|titan-embed|nova.*embed")
#: Providers whose own name is what people call the family.
_FAMILY_IS_PROVIDER = frozenset({"cohere"})
#: Too short a word to be a family (``deepseek.r1``): the provider says more.
_SHORTEST_FAMILY = 3


def bare_model_id(source: str) -> str:
    """The model id behind a source text: an ARN, a system-defined profile's id (``us.anthropic.…``) or a bare id."""
    arn = parse_arn(source)
    identifier = arn.id if arn else source
    return identifier.partition(".")[2] if geography_of(identifier) else identifier


def provider(source: str) -> str:
    """``anthropic`` of ``us.anthropic.claude-…``; empty where the id has none."""
    model_id = bare_model_id(source)
    return model_id.partition(".")[0] if "." in model_id else ""


def model_family(source: str) -> str:
    """``claude``, ``titan``, ``nova``, ``cohere``, …: how people call the model, for names and tags."""
    vendor, dot, model = bare_model_id(source).lower().partition(".")
    if not dot:
        vendor, model = "", vendor
    letters = _LETTERS.match(model)
    word = letters.group() if letters else ""
    if vendor in _FAMILY_IS_PROVIDER or len(word) < _SHORTEST_FAMILY:
        return vendor or word or "model"
    return word


def model_tier(source: str) -> frozenset[str]:
    """The words of the id without its numbers: all Sonnets share them, an Opus has others."""
    return frozenset(_WORDS.findall(bare_model_id(source).lower()))


def model_kind(source: str) -> str:
    """``embedding``, ``other`` or ``text``."""
    model_id = bare_model_id(source).lower()
    if _OTHER.search(model_id):
        return OTHER
    return EMBEDDING if _EMBEDDING.search(model_id) else TEXT


def answers_to_text(source: str, kind: str) -> bool:
    """Whether a short text alone is a request that a model of this kind answers."""
    return kind == TEXT or (kind == EMBEDDING and bool(_VECTOR_TYPES_REQUESTED.search(bare_model_id(source).lower())))
