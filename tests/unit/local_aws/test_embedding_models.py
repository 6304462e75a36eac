# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""InvokeModel with embedding models: bodies, dimensions, refusals."""

from __future__ import annotations

import json
import math
from typing import Any

import pytest

from tests.local_aws.server import LocalAws
from tests.unit.local_aws.kit import TITAN, client, create, refusal

TITAN_1 = "amazon.titan-embed-text-v1"
TITAN_2 = "amazon.titan-embed-text-v2:0"
TITAN_IMAGE = "amazon.titan-embed-image-v1"
COHERE_3 = "cohere.embed-english-v3"
COHERE_4 = "us.cohere.embed-v4:0"
NOVA = "amazon.nova-2-multimodal-embeddings-v1:0"


def invoke(aws: LocalAws, model_id: str, body: dict[str, Any]) -> dict[str, Any]:
    answer = client(aws, "bedrock-runtime").invoke_model(modelId=model_id, body=json.dumps(body))
    return dict(json.load(answer["body"]))


def cohere(*texts: str, **more: Any) -> dict[str, Any]:
    return {"texts": list(texts), "input_type": "search_document", **more}


def nova(**more: Any) -> dict[str, Any]:
    text = {"truncationMode": "END", "value": "hello"}
    params = {"embeddingPurpose": "GENERIC_INDEX", "text": text, **more}
    return {
        "schemaVersion": "nova-multimodal-embed-v1",
        "taskType": "SINGLE_EMBEDDING",
        "singleEmbeddingParams": params,
    }


def vector(response: dict[str, Any]) -> list[float]:
    if "embedding" in response:
        return list(response["embedding"])
    first = response["embeddings"][0]
    return list(first["embedding"] if isinstance(first, dict) else first)


@pytest.mark.parametrize(
    ("model_id", "body", "dimensions"),
    [
        (TITAN_1, {"inputText": "hello"}, 1536),
        (TITAN_2, {"inputText": "hello"}, 1024),
        (TITAN_2, {"inputText": "hello", "dimensions": 512}, 512),
        (TITAN_2, {"inputText": "hello", "dimensions": 256, "normalize": True}, 256),
        (TITAN_IMAGE, {"inputText": "hello"}, 1024),
        (TITAN_IMAGE, {"inputImage": "aGVsbG8=", "embeddingConfig": {"outputEmbeddingLength": 256}}, 256),
        (COHERE_3, cohere("hello"), 1024),
        (COHERE_4, cohere("hello"), 1536),
        (COHERE_4, cohere("hello", output_dimension=256), 256),
        (NOVA, nova(), 3072),
        (NOVA, nova(embeddingDimension=384), 384),
    ],
)
def test_dimensions(aws: LocalAws, model_id: str, body: dict[str, Any], dimensions: int) -> None:
    found = vector(invoke(aws, model_id, body))
    assert len(found) == dimensions
    assert math.isclose(sum(value * value for value in found), 1)
    assert found == vector(invoke(aws, model_id, body))


def test_through_an_application_profile(aws: LocalAws) -> None:
    assert len(invoke(aws, create(aws, source=TITAN), {"inputText": "hello"})["embedding"]) == 1024


def test_titan_response(aws: LocalAws) -> None:
    body = {"inputText": "hello there", "embeddingTypes": ["float", "binary"], "dimensions": 256}
    got = invoke(aws, TITAN_2, body)
    assert got["inputTextTokenCount"] == 2
    assert got["embeddingsByType"]["float"] == got["embedding"]
    assert set(got["embeddingsByType"]["binary"]) == {0, 1}
    assert set(invoke(aws, TITAN_1, {"inputText": "x"})) == {"embedding", "inputTextTokenCount"}
    assert "embedding" not in invoke(aws, TITAN_2, {"inputText": "x", "embeddingTypes": ["binary"]})


def test_titan_without_normalisation(aws: LocalAws) -> None:
    found = vector(invoke(aws, TITAN_2, {"inputText": "hello", "normalize": False}))
    assert sum(value * value for value in found) > 2


def test_cohere_response(aws: LocalAws) -> None:
    got = invoke(aws, COHERE_3, cohere("one", "two"))
    assert (len(got["embeddings"]), got["texts"], got["response_type"]) == (2, ["one", "two"], "embeddings_floats")
    assert got["embeddings"][0] != got["embeddings"][1]
    types = ["float", "int8", "uint8", "binary", "ubinary"]
    got = invoke(aws, COHERE_3, cohere("one", embedding_types=types))
    assert got["response_type"] == "embeddings_by_type"
    assert {name: len(vectors[0]) for name, vectors in got["embeddings"].items()} == {
        "float": 1024,
        "int8": 1024,
        "uint8": 1024,
        "binary": 128,
        "ubinary": 128,
    }
    assert all(-128 <= value <= 127 for value in got["embeddings"]["int8"][0] + got["embeddings"]["binary"][0])
    assert all(0 <= value <= 255 for value in got["embeddings"]["uint8"][0] + got["embeddings"]["ubinary"][0])


def test_nova_response(aws: LocalAws) -> None:
    (entry,) = invoke(aws, NOVA, nova())["embeddings"]
    assert entry["embeddingType"] == "TEXT"


@pytest.mark.parametrize(
    ("model_id", "body", "words"),
    [
        (TITAN_1, {"inputText": "x", "dimensions": 1536}, "extraneous key [dimensions] is not permitted"),
        (TITAN_2, {"inputText": "x", "dimensions": 1536}, "#/dimensions: 1536 is not a valid enum value"),
        (TITAN_2, {"inputText": "x", "dimensions": "512"}, "#/dimensions: 512 is not a valid enum value"),
        (TITAN_2, {}, "required key [inputText] not found"),
        (TITAN_2, {"inputText": ["x"]}, "#/inputText: expected type: String"),
        (TITAN_2, {"inputText": ""}, "expected minLength: 1"),
        (TITAN_2, {"inputText": "x" * 50_001}, "expected maxLength: 50000"),
        (TITAN_2, {"inputText": "x", "embeddingTypes": ["int8"]}, "#/embeddingTypes"),
        (TITAN_2, cohere("x"), "required key [inputText] not found"),
        (TITAN_IMAGE, {}, "Either inputText or inputImage"),
        (TITAN_IMAGE, {"inputText": "x", "embeddingConfig": {"outputEmbeddingLength": 512}}, "512 is not a valid enum"),
        (COHERE_3, {"texts": ["x"]}, "required key [input_type] not found"),
        (COHERE_3, cohere("x", input_type="query"), "#/input_type: query is not a valid enum value"),
        (COHERE_3, cohere("x", output_dimension=1024), "extraneous key [output_dimension]"),
        (COHERE_3, cohere(*"x" * 97), "expected maximum item count: 96"),
        (COHERE_3, cohere("x" * 2049), "#/texts/0"),
        (COHERE_3, cohere("x", images=["y"]), "exactly one of"),
        (COHERE_3, cohere(), "exactly one of"),
        (COHERE_3, cohere("x", truncate="LEFT"), "#/truncate: LEFT is not a valid enum value"),
        (COHERE_3, cohere("x", embedding_types=["float64"]), "#/embedding_types"),
        (COHERE_4, cohere("x", output_dimension=1000), "#/output_dimension: 1000 is not a valid enum value"),
        (COHERE_4, cohere("x", truncate="START"), "#/truncate: START is not a valid enum value"),
        (NOVA, nova(embeddingDimension=512), "#/singleEmbeddingParams/embeddingDimension: 512 is not a valid enum"),
        (NOVA, nova(embeddingPurpose="OTHER"), "embeddingPurpose: OTHER is not a valid enum value"),
        (NOVA, nova(text={"value": "x"}), "required key [truncationMode] not found"),
        (NOVA, nova(image={}), "exactly one of text, image, video, audio"),
        (NOVA, {"inputText": "x"}, "required key [taskType] not found"),
    ],
)
def test_refusals(aws: LocalAws, model_id: str, body: dict[str, Any], words: str) -> None:
    got = refusal(lambda: invoke(aws, model_id, body))
    assert (got.code, got.status) == ("ValidationException", 400)
    assert words in got.message
