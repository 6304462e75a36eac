# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Bodies that embedding models accept, and vectors that they return."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from ansible_collections.genai.bedrock.plugins.module_utils._router.errors import EmbeddingError, NoVectorsError
from ansible_collections.genai.bedrock.plugins.module_utils._router.json_values import _within

#: What vectors are made for: Cohere's ``input_type`` → Nova's ``embeddingPurpose``. Titan makes no difference.
INPUT_TYPES = {
    "search_document": "GENERIC_INDEX",
    "search_query": "GENERIC_RETRIEVAL",
    "classification": "CLASSIFICATION",
    "clustering": "CLUSTERING",
}
_CUT = {"NONE": "NONE", "START": "START", "END": "END", "LEFT": "START", "RIGHT": "END"}
_CUT_V4 = {"NONE": "NONE", "START": "LEFT", "END": "RIGHT"}
_COHERE_TYPES = ("float", "int8", "uint8", "binary", "ubinary")
_TITAN_TYPES = ("float", "binary")
#: How many numbers a vector of these has depends on how bits are packed.
_BITS = ("binary", "ubinary")


@dataclass(frozen=True, slots=True)
class _EmbeddingOptions:
    """Options of an embedding call in addition to the texts."""

    input_type: str = "search_document"
    truncate: str | None = None
    types: Sequence[str] | None = None

    @property
    def kinds(self) -> Sequence[str]:
        return self.types or ("float",)


def embedding_body(
    base_model_id: str,
    texts: Sequence[str],
    dimensions: int | None,
    input_type: str = "search_document",
    truncate: str | None = None,
    embedding_types: Sequence[str] | None = None,
) -> dict[str, Any]:
    """The body of InvokeModel for texts: any number up to 96 for Cohere, one for Titan and Nova.

    EmbeddingError for another model, and for what the model does not know. ``dimensions`` None: as many as the model
    returns unasked; ``truncate`` and ``embedding_types`` as in ``embed``, None: the model's own.
    """
    if input_type not in INPUT_TYPES:
        raise EmbeddingError(f"input_type {input_type!r} is not one of {', '.join(INPUT_TYPES)}")
    if truncate is not None and truncate not in _CUT:
        raise EmbeddingError(f"truncate {truncate!r} is not one of {', '.join(_CUT)}")
    options = _EmbeddingOptions(input_type, _CUT[truncate] if truncate else None, embedding_types)
    if "cohere.embed" in base_model_id:
        return _cohere_body(base_model_id, texts, dimensions, options)
    if "titan-embed" in base_model_id:
        return _titan_body(base_model_id, texts[0], dimensions, options)
    if "nova" in base_model_id and "embed" in base_model_id:
        return _nova_body(base_model_id, texts[0], dimensions, options)
    raise EmbeddingError(f"no request is known for embeddings of {base_model_id!r}: use invoke_model")


def _cohere_body(
    model: str, texts: Sequence[str], dimensions: int | None, options: _EmbeddingOptions
) -> dict[str, Any]:
    _check_types(model, options, _COHERE_TYPES)
    third = "-v3" in model
    body = {
        "texts": list(texts),
        "input_type": options.input_type,
        "output_dimension": None if third else dimensions,
        "truncate": options.truncate if third or not options.truncate else _CUT_V4[options.truncate],
        "embedding_types": list(options.types) if options.types else None,
    }
    return {name: value for name, value in body.items() if value is not None}


def _titan_body(model: str, text: str, dimensions: int | None, options: _EmbeddingOptions) -> dict[str, Any]:
    second = "embed-text-v2" in model
    _check_types(model, options, _TITAN_TYPES if second else ())
    if options.truncate:
        raise EmbeddingError(f"{model} cannot truncate a text: leave truncate out, and shorten the texts")
    body: dict[str, Any] = {"inputText": text}
    if "titan-embed-image" in model:
        return body | ({} if dimensions is None else {"embeddingConfig": {"outputEmbeddingLength": dimensions}})
    if second:  # the first version knows inputText only
        body |= {} if dimensions is None else {"dimensions": dimensions}
        body |= {"embeddingTypes": list(options.types)} if options.types else {}
    return body


def _nova_body(model: str, text: str, dimensions: int | None, options: _EmbeddingOptions) -> dict[str, Any]:
    _check_types(model, options, ())
    single = {
        "embeddingPurpose": INPUT_TYPES[options.input_type],
        "embeddingDimension": dimensions,
        "text": {"truncationMode": options.truncate or "NONE", "value": text},  # too long is an error unless requested
    }
    task = {"schemaVersion": "nova-multimodal-embed-v1", "taskType": "SINGLE_EMBEDDING"}
    return task | {"singleEmbeddingParams": {name: value for name, value in single.items() if value is not None}}


def _check_types(model: str, options: _EmbeddingOptions, known: Sequence[str]) -> None:
    unknown = [kind for kind in options.types or () if kind not in known]
    if unknown and not known:
        raise EmbeddingError(f"{model} takes no embedding_types: leave it out")
    if unknown:
        raise EmbeddingError(f"embedding_types {', '.join(map(repr, unknown))}: {model} knows {', '.join(known)}")


def embedding_vectors(
    answer: Any, count: int, dimensions: int | None, origin: str = "the model", kind: str = "float"
) -> list[list[float]]:
    """The vectors of a kind in a body of Titan, Cohere or Nova.

    NoVectorsError, an EmbeddingError, where they are not as many as wanted; EmbeddingError for another length.
    """
    vectors = _vectors(answer, kind)
    if len(vectors) != count or not all(map(_is_vector, vectors)):
        raise NoVectorsError(f"{origin} answered with other than {count} vectors")
    wrong = sorted({len(vector) for vector in vectors} - {dimensions}) if dimensions and kind not in _BITS else []
    if wrong:
        raise EmbeddingError(f"{origin} answered with vectors of {wrong[0]} dimensions, the record says {dimensions}")
    return vectors


def _vectors(answer: Any, kind: str) -> list[Any]:
    by_type = _within(answer, "embeddings") or _within(answer, "embeddingsByType")
    if isinstance(by_type, Mapping) and kind in by_type:
        rows = by_type[kind]
        rows = [rows] if _is_vector(rows) else rows  # Titan has one text a call
    elif kind == "float":
        rows = by_type if isinstance(by_type, list) else [_within(answer, "embedding")]
    else:
        rows = []
    return [row.get("embedding") if isinstance(row, Mapping) else row for row in rows if rows]


def _is_vector(value: Any) -> bool:
    return isinstance(value, list) and bool(value) and all(isinstance(number, (int, float)) for number in value)
