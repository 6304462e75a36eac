# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""InvokeModel through the inference router: bodies of embedding models, vectors, and bodies of one's own."""

from __future__ import annotations

import json
import re

import pytest
from ansible_collections.genai.bedrock.plugins.module_utils.inference_router import (
    AllTargetsFailed,
    EmbeddingError,
    embedding_body,
    embedding_vectors,
)
from botocore import exceptions as boto
from botocore.exceptions import ClientError

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
        (TITAN, "poem", "input_type 'poem' is not one of search_document, search_query"),
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
def test_vectors_that_were_not_requested(answer, message):
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


def test_a_model_that_was_replaced_before_the_first_vector_costs_no_second_call(aws):
    aws.bodies, aws.faults = [{"embeddings": [[8.0], [9.0]]}], {EAST: [error("ResourceNotFoundException"), None]}
    router = aws.reader(record(base_model_id=TITAN), record(name="two", base_model_id=COHERE))
    assert router.embed(["a", "b"]).embeddings == [[8.0], [9.0]]
    assert len(aws.calls) == 2


TEXTS = {
    "an empty text": (TITAN, ["a", "", "c"], r"^texts\[1\] is empty: a text has at least one character$"),
    "no text": (TITAN, ["a", None], r"^texts\[1\] is no text but NoneType$"),
    "several": (COHERE, ["", 1], r"^texts\[0\] is empty.*; texts\[1\] is no text but int$"),
    "many": (COHERE, [""] * 9, r"texts\[4\] is empty[^;]*; and 4 more$"),
    "too long for Titan": (TITAN, ["a", "x" * 50_001], rf"^texts\[1\] has 50001 characters, and {TITAN} takes 50000$"),
    "too long for Cohere": (COHERE, ["x" * 2_049], rf"^texts\[0\] has 2049 characters, and {COHERE} takes 2048$"),
    "no request": ("vendor.embed", ["a"], "no request is known for embeddings of 'vendor.embed'"),
}


@pytest.mark.parametrize(("model", "texts", "message"), TEXTS.values(), ids=TEXTS)
def test_a_text_that_the_model_refuses_is_an_error_before_any_call(aws, model, texts, message):
    with pytest.raises(EmbeddingError, match=message) as caught:
        aws.router(record(base_model_id=model)).embed(texts)
    assert aws.calls == []
    assert not hasattr(caught.value, "attempts")


@pytest.mark.parametrize(
    ("model", "texts"), [(TITAN, ["x" * 50_000]), (COHERE, ["x" * 2_048]), ("cohere.embed-v4:0", ["x" * 60_000])]
)
def test_a_text_within_the_limit_is_sent(aws, model, texts):
    aws.bodies = [{"embedding": [1.0]} if model == TITAN else {"embeddings": [[1.0]]}]
    assert aws.router(record(base_model_id=model)).embed(texts).embeddings == [[1.0]]


@pytest.mark.parametrize("later", [error("ValidationException"), THROTTLED], ids=["refused", "all targets failed"])
def test_what_was_embedded_before_a_failure_is_on_the_exception(aws, later):
    aws.bodies = [{"embedding": [1.0]}, {"embedding": [2.0]}]
    aws.faults = {EAST: [None, None, later], WEST: [later]}
    with pytest.raises((ClientError, AllTargetsFailed)) as caught:
        aws.router(record(base_model_id=TITAN)).embed(["a", "b", "c", "d"])
    assert caught.value.embeddings == [[1.0], [2.0]]
    assert caught.value.__notes__ == ["texts[2] failed; embeddings has the vectors of 2 texts before"]


def test_the_texts_of_a_call_that_failed_are_named(aws):
    aws.bodies, aws.faults = [{"embeddings": [[0.0]] * 96}], {EAST: [None, error("ValidationException")]}
    with pytest.raises(ClientError) as caught:
        aws.router(record(base_model_id=COHERE)).embed(["a"] * 100)
    assert caught.value.__notes__ == ["texts[96] to texts[99] failed; embeddings has the vectors of 96 texts before"]


REQUESTED = {
    "cohere": (COHERE, "END", ["int8", "float"], {"truncate": "END", "embedding_types": ["int8", "float"]}),
    "cohere, the other words": (COHERE, "LEFT", None, {"truncate": "START"}),
    "cohere v4": ("cohere.embed-v4:0", "END", ["float"], {"truncate": "RIGHT", "embedding_types": ["float"]}),
    "titan": (TITAN, None, ["binary"], {"embeddingTypes": ["binary"]}),
}


@pytest.mark.parametrize(("model", "truncate", "types", "sent"), REQUESTED.values(), ids=REQUESTED)
def test_truncate_and_types_of_the_request(model, truncate, types, sent):
    plain = embedding_body(model, ["a"], None)
    assert embedding_body(model, ["a"], None, "search_document", truncate, types) == plain | sent


def test_nova_cuts_off_texts_only_when_asked():
    body = embedding_body(NOVA, ["a"], None, truncate="END")
    assert body["singleEmbeddingParams"]["text"] == {"truncationMode": "END", "value": "a"}


REFUSED = {
    "truncate of Titan": (TITAN, "END", None, f"{TITAN} cannot truncate a text"),
    "truncate": (COHERE, "MIDDLE", None, "truncate 'MIDDLE' is not one of NONE, START, END, LEFT, RIGHT"),
    "types of Nova": (NOVA, None, ["int8"], f"{NOVA} takes no embedding_types"),
    "types of the first Titan": ("amazon.titan-embed-text-v1", None, ["float"], "takes no embedding_types"),
    "types of Titan": (TITAN, None, ["float", "int8"], f"embedding_types 'int8': {TITAN} knows float, binary"),
}


@pytest.mark.parametrize(("model", "truncate", "types", "message"), REFUSED.values(), ids=REFUSED)
def test_what_a_model_does_not_know_is_an_error_before_any_call(aws, model, truncate, types, message):
    with pytest.raises(EmbeddingError, match=re.escape(message)):
        aws.router(record(base_model_id=model)).embed(["a"], truncate=truncate, embedding_types=types)
    assert aws.calls == []


def test_vectors_of_several_types(aws):
    aws.bodies = [{"embeddings": {"int8": [[1, 2], [3, 4]], "float": [[0.1, 0.2], [0.3, 0.4]], "binary": [[7], [8]]}}]
    router = aws.router(record(base_model_id=COHERE, dimensions=2))
    result = router.embed(["a", "b"], embedding_types=["int8", "float", "binary"])
    assert result.embeddings == [[1, 2], [3, 4]]
    assert result.by_type == {"int8": [[1, 2], [3, 4]], "float": [[0.1, 0.2], [0.3, 0.4]], "binary": [[7], [8]]}


def test_vectors_of_a_type_of_titan(aws):
    aws.bodies = [{"embeddingsByType": {"binary": [1, 0]}, "inputTextTokenCount": 1}]
    result = aws.router(record(base_model_id=TITAN, dimensions=2)).embed(["a", "b"], embedding_types=["binary"])
    assert (result.embeddings, result.by_type) == ([[1, 0]] * 2, {"binary": [[1, 0]] * 2})


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


def test_a_body_that_breaks_off_fails_over(aws):
    """The answer begins well, and the connection breaks while its body is read."""

    class Broken(bytes):
        def __len__(self):
            return super().__len__() + 1

    aws.bodies = [Broken(b'{"half'), b'{"whole": 1}']
    result = aws.router().invoke_model(body={})
    assert result.response["body"].read() == b'{"whole": 1}'
    assert [attempt.error for attempt in result.attempts] == [boto.IncompleteReadError.__name__, None]
