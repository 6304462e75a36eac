# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Only an answer of the service counts: what a proxy answers, read by botocore's own parsers, is a failed target."""

from __future__ import annotations

import contextvars
import io
import json
import threading
import time

import boto3
import pytest
from ansible_collections.genai.bedrock.plugins.module_utils.inference_router import (
    AllTargetsFailed,
    InferenceRouter,
    TargetTimeoutError,
    UnexpectedAnswerError,
)
from botocore.awsrequest import AWSResponse
from botocore.exceptions import ClientError

from tests.unit.plugins.module_utils.router_fakes import MESSAGES, REGIONS, FakeAws, Stream, error, record

EAST, WEST, EU = REGIONS
SESSION = boto3.session.Session(aws_access_key_id="a", aws_secret_access_key="b")
TITAN = "amazon.titan-embed-text-v2:0"
PAGE = b"<!DOCTYPE html><html><head><title>Sign in</title></head><body>Please sign in to go on.</body></html>"
CONVERSED = {
    "output": {"message": {"role": "assistant", "content": [{"text": "Hello"}]}},
    "stopReason": "end_turn",
    "usage": {"inputTokens": 1, "outputTokens": 1, "totalTokens": 2},
    "metrics": {"latencyMs": 1},
}
VECTOR = {"embedding": [1.0], "inputTextTokenCount": 1}

#: Body → what is wrong with it, of any call.
FOREIGN = {
    "a login page": PAGE,
    "a short page": b"<html>",
    "an empty body": b"",
    "half a JSON": b'{"output": {"message": {"ro',
    "a list": b"[1]",
    "a text": b'"signed out"',
    "a number": b"5",
    "null": b"null",
    "an empty object": b"{}",
    "no text at all": b"\xff\xfe\x00",
}
NOT_CONVERSED = FOREIGN | {
    "another shape": b'{"message": "signed out"}',
    "a message of another shape": b'{"output": {"message": "Hello"}, "stopReason": "end_turn"}',
    "content of another shape": b'{"output": {"message": {"content": {"text": "a"}}}, "stopReason": "end_turn"}',
    "no message": b'{"stopReason": "end_turn"}',
    "no stop reason": json.dumps({"output": CONVERSED["output"]}).encode(),
}
NO_VECTOR = FOREIGN | {
    "another shape": b'{"message": "signed out"}',
    "no list": b'{"embedding": "1.0"}',
    "no numbers": b'{"embedding": ["a"]}',
    "no vector": b'{"embedding": []}',
    "rows of another shape": b'{"embeddings": 5}',
}


class Raw(io.BytesIO):
    """A body as urllib3 hands it on."""

    def stream(self, **_options):
        while part := self.read(64):
            yield part


def answering(bodies, status=200, kind="text/html"):
    """A factory of botocore's own clients: in a region, the answer is this body, wherever it is sent."""

    def make(service, region, _seconds):
        def answer(request, **_event):
            body = bodies[region]
            code, header = (status, kind) if region == EAST else (200, "application/json")
            return AWSResponse(request.url, code, {"Content-Type": header}, Raw(body))

        client = SESSION.client(service, region)
        client.meta.events.register("before-send.bedrock-runtime", answer)
        return client

    return make


def router_over(foreign, right, base_model_id="anthropic.claude-sonnet-4-6", **answer):
    factory = answering({EAST: foreign, WEST: json.dumps(right).encode()}, **answer)
    return InferenceRouter.from_record(record(base_model_id=base_model_id), client_factory=factory)


def reported(result):
    return [(attempt.region, attempt.error) for attempt in result.attempts]


NEXT = [(EAST, "UnexpectedAnswerError"), (WEST, None)]


@pytest.mark.parametrize("body", NOT_CONVERSED.values(), ids=NOT_CONVERSED)
@pytest.mark.parametrize("kind", ["text/html", "application/json"])
def test_converse_goes_on(body, kind):
    result = router_over(body, CONVERSED, kind=kind).converse(messages=MESSAGES)
    assert (result.text, reported(result)) == ("Hello", NEXT)


@pytest.mark.parametrize("body", FOREIGN.values(), ids=FOREIGN)
def test_invoke_model_goes_on(body):
    result = router_over(body, {"a": 1}).invoke_model(body={})
    assert (result.response["body"].read(), reported(result)) == (b'{"a": 1}', NEXT)


@pytest.mark.parametrize("body", NO_VECTOR.values(), ids=NO_VECTOR)
def test_embed_goes_on(body):
    result = router_over(body, VECTOR, base_model_id=TITAN).embed(["a"])
    assert (result.embeddings, result.attempts[0].error in ("UnexpectedAnswerError", "NoVectorsError")) == (
        [[1.0]],
        True,
    )
    assert result.served_by.region == WEST


@pytest.mark.parametrize("body", FOREIGN.values(), ids=FOREIGN)
def test_a_stream_goes_on(body):
    """What reads as no event at all, and what reads as a broken one."""
    foreign, fake = answering({EAST: body}), FakeAws(streams={WEST: Stream({"messageStart": {}})})

    def factory(service, region, seconds):
        return (foreign if region == EAST else fake.factory)(service, region, seconds)

    with InferenceRouter.from_record(record(), client_factory=factory).converse_stream(messages=MESSAGES) as stream:
        assert list(stream) == [{"messageStart": {}}]
    assert [attempt.error is None for attempt in stream.attempts] == [False, True]


@pytest.mark.parametrize(
    ("accept", "kind", "body", "good"),
    [
        ("image/png", "image/png", b"\x89PNG", True),
        ("image/png", "text/html", PAGE, False),
        ("image/png", "image/png", b"", False),
        ("*/*", "application/json", b'{"a": 1}', True),
        ("*/*", "text/html", PAGE, False),
    ],
)
def test_what_is_requested_otherwise(accept, kind, body, good):
    router = router_over(body, {"a": 1}, kind=kind)
    assert (router.invoke_model(body={}, accept=accept).served_by.region == EAST) is good


@pytest.mark.parametrize("status", [302, 403, 404, 503])
@pytest.mark.parametrize("body", [PAGE, b""], ids=["page", "empty"])
def test_an_error_that_is_not_named_by_aws(status, body):
    result = router_over(body, CONVERSED, status=status).converse(messages=MESSAGES)
    assert reported(result) == [(EAST, str(status)), (WEST, None)]


def test_no_answer_anywhere():
    router = router_over(PAGE, {})
    with pytest.raises(
        AllTargetsFailed, match="the answer is not the service's: Converse returned no message"
    ) as caught:
        router.converse(messages=MESSAGES)
    assert [type(fault) for _target, fault in caught.value.errors] == [UnexpectedAnswerError] * 2
    assert "a proxy or login page is the usual reason" in str(caught.value)
    assert "Sign in" not in str(caught.value)


@pytest.fixture
def hanging():
    """A fake whose first region answers only when the test is over."""
    aws, released, over = FakeAws(), threading.Event(), threading.Event()

    def wait():
        released.wait(10)
        over.set()

    aws.meanwhile = {EAST: wait}
    aws.released, aws.over = released, over
    yield aws
    released.set()


def timed(aws, regions=REGIONS[:2]):
    """By the real clock."""
    return InferenceRouter.from_record(record(regions), client_factory=aws.factory, deadline=0.6)


def test_a_target_is_given_up_when_its_share_is_over(hanging):
    """Timeouts of sockets do not cover names that are looked up, several dead addresses, or answers that trickle."""
    began = time.monotonic()
    result = timed(hanging).converse(messages=MESSAGES)
    assert [attempt.error for attempt in result.attempts] == [TargetTimeoutError.__name__, None]
    # It hangs for ten seconds.
    assert 0.25 < time.monotonic() - began < 5


def test_the_deadline_holds_though_every_target_hangs(hanging):
    hanging.meanwhile = dict.fromkeys(REGIONS, lambda: hanging.released.wait(10))
    began = time.monotonic()
    with pytest.raises(AllTargetsFailed, match="no answer within") as caught:
        timed(hanging, REGIONS).converse(messages=MESSAGES)
    assert [target.region for target, _fault in caught.value.errors] == list(REGIONS)
    assert time.monotonic() - began < 1


def test_a_stream_that_opens_too_late_is_closed(hanging):
    hanging.streams = {EAST: Stream({"messageStart": {}}), WEST: Stream({"messageStart": {}})}
    with timed(hanging).converse_stream(messages=MESSAGES) as stream:
        hanging.released.set()
        assert hanging.over.wait(10)
        ends = time.monotonic() + 10
        while not hanging.streams[EAST].closed and time.monotonic() < ends:
            time.sleep(0.01)
        assert (stream.served_by.region, hanging.streams[EAST].closed, hanging.streams[WEST].closed) == (
            WEST,
            True,
            False,
        )


def test_an_error_that_comes_too_late_is_nobodys(hanging):
    hanging.meanwhile = {EAST: lambda: (hanging.released.wait(10), hanging.faults.clear())}
    hanging.faults = {EAST: [error("AccessDeniedException", 403)]}
    assert timed(hanging).converse(messages=MESSAGES).served_by.region == WEST


def test_a_call_has_the_context_of_its_caller():
    variable, seen, aws = contextvars.ContextVar("trace", default=None), [], FakeAws()
    aws.meanwhile = {EAST: lambda: seen.append(variable.get())}
    variable.set("trace-1")
    aws.router().converse(messages=MESSAGES)
    assert seen == ["trace-1"]


def test_an_error_of_aws_stays_one_where_a_parser_meets_it():
    body = b'{"message": "no access"}'
    denied = answering({EAST: body}, status=403)

    def factory(service, region, seconds):
        client = denied(service, region, seconds)
        client.meta.events.register(
            "before-parse.bedrock-runtime",
            lambda response_dict, **_event: response_dict["headers"].update(
                {"x-amzn-errortype": "AccessDeniedException"}
            ),
        )
        return client

    with pytest.raises(ClientError, match="AccessDeniedException"):
        InferenceRouter.from_record(record(), client_factory=factory).converse(messages=MESSAGES)
