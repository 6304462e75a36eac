# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""InvokeModel of embedding models: their request and response bodies (fact sheet 5.4)."""

from __future__ import annotations

from typing import Any

from ..catalogue.model import Model
from ..errors import validation_error
from .bodies import check_enum, check_keys, check_type, malformed
from .vectors import bits, integers, packed_bits, unit_vector

_TITAN_CHARS = 50_000
_COHERE_TEXTS = 96
_COHERE_CHARS = 2048
_INPUT_TYPES = ("search_document", "search_query", "classification", "clustering", "image")
_EMBEDDING_TYPES = ("float", "int8", "uint8", "binary", "ubinary")
_PURPOSES = (
    "GENERIC_INDEX",
    "GENERIC_RETRIEVAL",
    "TEXT_RETRIEVAL",
    "IMAGE_RETRIEVAL",
    "VIDEO_RETRIEVAL",
    "DOCUMENT_RETRIEVAL",
    "AUDIO_RETRIEVAL",
    "CLASSIFICATION",
    "CLUSTERING",
)


def invoke_embedding(model: Model, body: dict[str, Any]) -> tuple[dict[str, Any], int]:
    """The response body and the number of tokens that went in."""
    if model.provider == "Cohere":
        return _cohere(model, body)
    if "nova" in model.id:
        return _nova(model, body)
    if "image" in model.id:
        return _titan_image(model, body)
    return _titan_text(model, body)


def _titan_text(model: Model, body: dict[str, Any]) -> tuple[dict[str, Any], int]:
    second = len(model.dimensions) > 1
    # The first version knows inputText only.
    check_keys(body, ("inputText",), ("dimensions", "normalize", "embeddingTypes") if second else ())
    check_type(body, "inputText", str)
    text = body["inputText"]
    if not text:
        raise malformed("expected minLength: 1, actual: 0")
    if len(text) > _TITAN_CHARS:
        raise malformed(f"expected maxLength: {_TITAN_CHARS}, actual: {len(text)}")
    check_enum(body, "dimensions", model.dimensions)
    check_type(body, "normalize", bool)
    vector = unit_vector(text, body.get("dimensions", model.default_dimension))
    if not body.get("normalize", True):
        vector = [value * 10 for value in vector]
    tokens = max(len(text.split()), 1)
    response: dict[str, Any] = {"embedding": vector, "inputTextTokenCount": tokens}
    if second:
        types = body.get("embeddingTypes", ["float"])
        if not isinstance(types, list) or not types or not set(types) <= {"float", "binary"}:
            raise malformed("#/embeddingTypes: only float and binary are valid")
        by_type = {"float": vector, "binary": bits(vector)}
        response["embeddingsByType"] = {name: by_type[name] for name in types}
        if "float" not in types:
            del response["embedding"]
    return response, tokens


def _titan_image(model: Model, body: dict[str, Any]) -> tuple[dict[str, Any], int]:
    check_keys(body, (), ("inputText", "inputImage", "embeddingConfig"))
    check_type(body, "embeddingConfig", dict)
    content = f"{body.get('inputText', '')}{body.get('inputImage', '')}"
    if not content:
        raise validation_error("Either inputText or inputImage must be provided.")
    config = body.get("embeddingConfig", {})
    check_keys(config, (), ("outputEmbeddingLength",), "#/embeddingConfig")
    check_enum(config, "outputEmbeddingLength", model.dimensions, "#/embeddingConfig")
    vector = unit_vector(content, config.get("outputEmbeddingLength", model.default_dimension))
    tokens = len(body.get("inputText", "").split())
    return {"embedding": vector, "inputTextTokenCount": tokens, "message": None}, tokens


def _cohere(model: Model, body: dict[str, Any]) -> tuple[dict[str, Any], int]:
    fourth = "v4" in model.id
    optional = ["texts", "images", "truncate", "embedding_types"]
    check_keys(body, ("input_type",), optional + (["inputs", "output_dimension", "max_tokens"] if fourth else []))
    check_enum(body, "input_type", _INPUT_TYPES)
    check_enum(body, "truncate", ("NONE", "LEFT", "RIGHT") if fourth else ("NONE", "START", "END"))
    check_enum(body, "output_dimension", model.dimensions)
    contents = _cohere_contents(body)
    dimension = body.get("output_dimension", model.default_dimension)
    vectors = [unit_vector(content, dimension) for content in contents]
    tokens = sum(len(content.split()) for content in contents)
    response = {"id": "local", "texts": body.get("texts", [])}
    types = body.get("embedding_types")
    if types is None:
        return {**response, "embeddings": vectors, "response_type": "embeddings_floats"}, tokens
    if not isinstance(types, list) or not types or not set(types) <= set(_EMBEDDING_TYPES):
        raise malformed(f"#/embedding_types: only {', '.join(_EMBEDDING_TYPES)} are valid")
    by_type = {name: [_cohere_form(vector, name) for vector in vectors] for name in types}
    return {**response, "embeddings": by_type, "response_type": "embeddings_by_type"}, tokens


def _cohere_contents(body: dict[str, Any]) -> list[str]:
    given = [key for key in ("texts", "images", "inputs") if body.get(key)]
    if len(given) != 1:
        raise malformed("#: exactly one of texts, images and inputs is required")
    items = body[given[0]]
    check_type(body, given[0], list)
    most = 1 if given[0] == "images" else _COHERE_TEXTS
    if len(items) > most:
        raise malformed(f"#/{given[0]}: expected maximum item count: {most}, found: {len(items)}")
    if given[0] == "texts":
        for number, text in enumerate(items):
            if not isinstance(text, str) or not 1 <= len(text) <= _COHERE_CHARS:
                raise malformed(f"#/texts/{number}: expected a text of 1 to {_COHERE_CHARS} characters")
    return [str(item) for item in items]


def _cohere_form(vector: list[float], kind: str) -> list[float] | list[int]:
    if kind == "float":
        return vector
    if kind in ("int8", "uint8"):
        return integers(vector, signed=kind == "int8")
    return packed_bits(vector, signed=kind == "binary")


def _nova(model: Model, body: dict[str, Any]) -> tuple[dict[str, Any], int]:
    check_keys(body, ("taskType", "singleEmbeddingParams"), ("schemaVersion",))
    check_enum(body, "schemaVersion", ("nova-multimodal-embed-v1",))
    check_enum(body, "taskType", ("SINGLE_EMBEDDING",))
    check_type(body, "singleEmbeddingParams", dict)
    params, path = body["singleEmbeddingParams"], "#/singleEmbeddingParams"
    media = ("text", "image", "video", "audio")
    check_keys(params, ("embeddingPurpose",), ("embeddingDimension", *media), path)
    check_enum(params, "embeddingPurpose", _PURPOSES, path)
    check_enum(params, "embeddingDimension", model.dimensions, path)
    given = [name for name in media if name in params]
    if len(given) != 1:
        raise malformed(f"{path}: exactly one of {', '.join(media)} is required")
    content = params[given[0]]
    check_type(params, given[0], dict, path)
    if given[0] == "text":
        check_keys(content, ("truncationMode", "value"), (), f"{path}/text")
        check_enum(content, "truncationMode", ("START", "END", "NONE"), f"{path}/text")
    text = str(content.get("value", content))
    vector = unit_vector(text, params.get("embeddingDimension", model.default_dimension))
    tokens = max(len(text.split()), 1)
    return {"embeddings": [{"embeddingType": given[0].upper(), "embedding": vector}]}, tokens
