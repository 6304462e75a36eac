# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""InvokeModel through the inference router: bodies of embedding models, vectors, and bodies of one's own."""

from __future__ import annotations

import json

import pytest
from ansible_collections.genai.bedrock.plugins.module_utils.inference_router import (
    EmbeddingError,
    embedding_body,
    embedding_vectors,
)
from botocore import exceptions as boto

from tests.unit.plugins.module_utils.router_fakes import REGIONS, FakeAws, arn, error, record

EAST, WEST, _EU = REGIONS
TITAN, COHERE = "amazon.titan-embed-text-v2:0", "cohere.embed-multilingual-v3"
NOVA = "amazon.nova-2-multimodal-embeddings-v1:0"
THROTTLED = error("ThrottlingException", 429)


@pytest.fixture
def aws():
    return FakeAws()


def nova(purpose, **size):
    params = {"embeddingPurpose": purpose, **size, "text": {"truncationMode": "NONE", "value": "a"}}
    return {
        "schemaVersion": "nova-multimodal-embed-v1",
        "taskType": "SINGLE_EMBEDDING",
        "singleEmbeddingParams": params,
    }


@pytest.mark.parametrize(
    ("model", "dimensions", "input_type", "body"),
    [
        (TITAN, None, "search_query", {"inputText": "a"}),
        (TITAN, 256, "search_document", {"inputText": "a", "dimensions": 256}),
        ("amazon.titan-embed-text-v1", 1536, "search_document", {"inputText": "a"}),
        ("amazon.titan-embed-g1-text-02", 1536, "search_document", {"inputText": "a"}),
        ("amazon.titan-embed-image-v1", None, "search_document", {"inputText": "a"}),
        (
            "amazon.titan-embed-image-v1",
            256,
            "search_document",
            {"inputText": "a", "embeddingConfig": {"outputEmbeddingLength": 256}},
        ),
        (COHERE, 1024, "search_query", {"texts": ["a"], "input_type": "search_query"}),
        ("cohere.embed-v4:0", None, "clustering", {"texts": ["a"], "input_type": "clustering"}),
        (
            "cohere.embed-v4:0",
            512,
            "search_document",
            {"texts": ["a"], "input_type": "search_document", "output_dimension": 512},
        ),
        (NOVA, None, "search_document", nova("GENERIC_INDEX")),
        (NOVA, 384, "search_query", nova("GENERIC_RETRIEVAL", embeddingDimension=384)),
    ],
)
def test_the_request_of_each_model(model, dimensions, input_type, body):
    assert embedding_body(model, ["a"], dimensions, input_type) == body


@pytest.mark.parametrize(
    ("model", "input_type", "message"),
    [
        ("twelvelabs.marengo-embed-3-0-v1:0", "search_query", "no request is known for embeddings of 'twelvelabs"),
        ("", "search_query", "no request is known"),
        (TITAN, "poem", "input_type 'poem' is none of search_document, search_query"),
    ],
)
def test_what_has_no_request(model, input_type, message):
    with pytest.raises(EmbeddingError, match=message):
        embedding_body(model, ["a"], None, input_type)


@pytest.mark.parametrize(
    "answer",
    [
        {"embedding": [1.0, 2.0], "inputTextTokenCount": 1},
        {"embeddings": [[1.0, 2.0]], "response_type": "embeddings_floats"},
        {"embeddings": {"float": [[1.0, 2.0]]}, "response_type": "embeddings_by_type"},
        {"embeddings": [{"embeddingType": "TEXT", "embedding": [1.0, 2.0]}]},
    ],
    ids=["titan", "cohere", "cohere by type", "nova"],
)
def test_vectors_of_each_model(answer):
    assert embedding_vectors(answer, 1, 2) == [[1.0, 2.0]]


@pytest.mark.parametrize(
    ("answer", "message"),
    [
        ({"embedding": [1.0]}, "m answered with vectors of 1 dimensions, the record says 2"),
        ({"embeddings": [[1.0, 2.0], [1.0, 2.0]]}, "m answered with other than 1 vectors"),
        ({"embeddings": {"int8": [[1, 2]]}}, "m answered with other than 1 vectors"),
        ({}, "m answered with other than 1 vectors"),
    ],
)
def test_vectors_that_were_not_asked_for(answer, message):
    with pytest.raises(EmbeddingError, match=message):
        embedding_vectors(answer, 1, 2, "m")


def sent(aws):
    return [(region, json.loads(request["body"])) for region, _seconds, request in aws.calls]


def test_titan_takes_a_text_a_call_and_goes_on_in_the_next_region(aws):
    aws.bodies = [{"embedding": [1.0]}, {"embedding": [2.0]}, {"embedding": [3.0]}]
    aws.faults = {EAST: [None, THROTTLED]}
    result = aws.router(record(base_model_id=TITAN, dimensions=1)).embed(["a", "b", "c"])
    assert result.embeddings == [[1.0], [2.0], [3.0]]
    assert [(region, body["inputText"]) for region, body in sent(aws)] == [
        (EAST, "a"),
        (EAST, "b"),
        (WEST, "b"),
        (WEST, "c"),
    ]
    assert [attempt.error for attempt in result.attempts] == [None, "ThrottlingException", None, None]
    assert result.served_by.region == WEST


def test_cohere_takes_96_texts_a_call(aws):
    aws.bodies = [{"embeddings": [[0.0]] * 96}, {"embeddings": [[1.0]] * 4}]
    result = aws.router(record(base_model_id=COHERE, dimensions=1)).embed([str(number) for number in range(100)])
    assert (len(result.embeddings), result.embeddings[95:97]) == (100, [[0.0], [1.0]])
    assert [len(body["texts"]) for _region, body in sent(aws)] == [96, 4]


def test_a_vector_of_another_length_is_raised(aws):
    aws.bodies = [{"embedding": [1.0]}]
    with pytest.raises(EmbeddingError, match=f"{arn(EAST)} answered with vectors of 1 dimensions") as caught:
        aws.router(record(base_model_id=TITAN, dimensions=2)).embed(["a"])
    assert [attempt.region for attempt in caught.value.attempts] == [EAST]


def test_vectors_of_two_lengths_are_not_mixed(aws):
    """The record is renewed while texts are embedded, and the new one wants other dimensions of the same model."""
    aws.bodies = [{"embedding": [1.0, 1.0]}, {"embedding": [2.0] * 3}, {"embedding": [3.0] * 3}]
    first, second = (record(base_model_id=TITAN, dimensions=size, name=str(size)) for size in (2, 3))
    router, aws.takes = aws.reader(first, second, ttl=5), {EAST: 6}
    assert router.embed(["a", "b"]).embeddings == [[3.0] * 3, [3.0] * 3]


def test_vectors_of_two_models_are_not_mixed(aws):
    """The profile is replaced while texts are embedded, and the new one has another model."""
    aws.bodies = [{"embedding": [1.0]}, {"embeddings": [[8.0]]}, {"embeddings": [[8.0], [9.0]]}]
    aws.faults = {EAST: [None, error("ResourceNotFoundException"), None]}
    router = aws.reader(record(base_model_id=TITAN), record(name="two", base_model_id=COHERE))
    assert router.embed(["a", "b"]).embeddings == [[8.0], [9.0]]


@pytest.mark.parametrize("texts", [[], "a text"])
def test_texts_are_a_list(aws, texts):
    with pytest.raises(ValueError, match="texts must be a list with at least one text"):
        aws.router(record(base_model_id=TITAN)).embed(texts)


@pytest.mark.parametrize("body", [{"a": 1}, '{"a": 1}', b'{"a": 1}'])
def test_a_body_of_ones_own(aws, body):
    aws.bodies = [{"b": 2}]
    result = aws.router().invoke_model(body=body, accept="application/json")
    assert json.loads(result.response["body"].read()) == {"b": 2}
    request = aws.calls[0][2]
    assert json.loads(request["body"]) == {"a": 1}
    assert (request["contentType"], request["accept"]) == ("application/json", "application/json")


@pytest.mark.parametrize(
    ("given", "applied"),
    [
        ({}, {"guardrailIdentifier": "gr1", "guardrailVersion": "3"}),
        ({"guardrailIdentifier": None}, {}),
        (
            {"guardrailIdentifier": "gr2", "guardrailVersion": "DRAFT"},
            {"guardrailIdentifier": "gr2", "guardrailVersion": "DRAFT"},
        ),
    ],
    ids=["the target's", "none", "another"],
)
def test_guardrails_of_bodies(aws, given, applied):
    value, aws.bodies = record([EAST]), [{}]
    value["targets"][0]["guardrail"] = {"identifier": "gr1", "version": "3"}
    aws.router(value).invoke_model(body={}, **given)
    assert {name: text for name, text in aws.calls[0][2].items() if name.startswith("guardrail")} == applied


def test_a_body_that_breaks_off_fails_over(aws):
    """The answer begins well, and the connection breaks while its body is read."""

    class Broken(bytes):
        def __len__(self):
            return super().__len__() + 1

    aws.bodies = [Broken(b"half"), b"whole"]
    result = aws.router().invoke_model(body={})
    assert result.response["body"].read() == b"whole"
    assert [attempt.error for attempt in result.attempts] == [boto.IncompleteReadError.__name__, None]
