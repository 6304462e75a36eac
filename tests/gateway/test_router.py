# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The inference router as an application uses it: over HTTP, with the record from SSM, and nothing replaced."""

from __future__ import annotations

import contextlib
import json
import shutil
import socket
import struct
import subprocess
import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor

import boto3
import pytest
from ansible_collections.genai.bedrock.plugins.module_utils import inference_router
from ansible_collections.genai.bedrock.plugins.module_utils.inference_router import AllTargetsFailed, InferenceRouter
from botocore.exceptions import ClientError, ReadTimeoutError

from tests.gateway.invoke_kit import COHERE, EAST, EU, NOVA, SONNET, TITAN, WEST, called, login_page, made
from tests.gateway.running import run_module

PREFIX = "/dev/bedrock/inference-profiles"
MESSAGES = [{"role": "user", "content": [{"text": "Hello there"}]}]
BODY = {
    "anthropic_version": "bedrock-2023-05-31",
    "max_tokens": 50,
    "messages": [{"role": "user", "content": [{"type": "text", "text": "Hello"}]}],
}


def publish(aws, name, model, regions, **fields):
    """Make a profile in each region and put the record where the roles would; the ARNs by region."""
    record = made(aws, name, model, regions, **fields)
    write(aws, name, record)
    return {target["region"]: target["arn"] for target in record["targets"]}


def write(aws, name, record):
    aws.client("ssm", EAST).put_parameter(
        Name=f"{PREFIX}/{name}", Value=json.dumps(record), Type="String", Overwrite=True
    )


def session():
    return boto3.session.Session(aws_access_key_id="local", aws_secret_access_key="local", region_name=EAST)


def router_of(aws, name="chat", **settings):
    return InferenceRouter.from_parameter(f"{PREFIX}/{name}", session=session(), endpoint_url=aws.url, **settings)


@pytest.fixture
def chat(aws):
    return publish(aws, "chat", SONNET, [EAST, WEST, EU], max_tokens=4, temperature=0.2)


@pytest.mark.parametrize(
    ("code", "status"),
    [
        ("ServiceUnavailableException", 503),
        ("ThrottlingException", 429),
        ("ModelNotReadyException", 429),
        ("ModelTimeoutException", 408),
        ("InternalServerException", 500),
    ],
)
def test_the_next_region_serves_and_the_primary_again_later(aws, chat, code, status):
    aws.switch(fail=[{"operation": "Converse", "code": code, "status": status, "region": EAST}])
    later: list[float] = []
    router = router_of(aws, rest=30, clock=lambda: time.monotonic() + sum(later))
    result = router.converse(messages=MESSAGES)
    assert (result.served_by.region, result.served_by.arn) == (WEST, chat[WEST])
    assert [(attempt.region, attempt.error) for attempt in result.attempts] == [(EAST, code), (WEST, None)]
    aws.switch(fail=[])
    assert router.converse(messages=MESSAGES).served_by.region == WEST
    later.append(30)
    assert router.converse(messages=MESSAGES).served_by.region == EAST
    # One request a target: botocore must not retry where another region could answer.
    assert called(aws) == [("Converse", EAST), ("Converse", WEST), ("Converse", WEST), ("Converse", EAST)]
    assert len(aws.calls("GetParameter")) == 1


def test_the_record_sets_the_limits_of_the_answer(aws, chat):
    result = router_of(aws).converse(messages=MESSAGES)
    assert (len(result.text.split()), result.response["stopReason"]) == (4, "max_tokens")
    longer = router_of(aws).converse(messages=MESSAGES, inferenceConfig={"maxTokens": 50})
    assert longer.text.endswith("answers: Hello there")


def test_denied_is_raised_and_no_other_region_is_called(aws, chat):
    aws.switch(deny=["bedrock:InvokeModel"])
    with pytest.raises(ClientError, match="not authorized to perform: bedrock:InvokeModel") as caught:
        router_of(aws).converse(messages=MESSAGES)
    assert [attempt.error for attempt in caught.value.attempts] == ["AccessDeniedException"]
    assert called(aws) == [("Converse", EAST)]


def test_all_regions_fail(aws, chat):
    aws.switch(fail=[{"operation": "Converse", "code": "ThrottlingException", "status": 429}])
    with pytest.raises(AllTargetsFailed) as caught:
        router_of(aws).converse(messages=MESSAGES)
    assert [target.region for target, _error in caught.value.errors] == [EAST, WEST, EU]


def test_a_stream(aws, chat):
    aws.switch(fail=[{"operation": "ConverseStream", "code": "ServiceUnavailableException", "region": EAST}])
    with router_of(aws).converse_stream(messages=MESSAGES) as stream:
        events = list(stream)
    assert (stream.served_by.region, [attempt.region for attempt in stream.attempts]) == (WEST, [EAST, WEST])
    assert events[0] == {"messageStart": {"role": "assistant"}}
    words = [event["contentBlockDelta"]["delta"]["text"] for event in events if "contentBlockDelta" in event]
    assert "".join(words) == "Claude Sonnet 4.6 answers:"


def test_a_body_of_ones_own(aws, chat):
    aws.switch(fail=[{"operation": "InvokeModel", "code": "ThrottlingException", "region": EAST}])
    result = router_of(aws).invoke_model(body=BODY)
    assert json.loads(result.response["body"].read())["content"][0]["text"].endswith("Hello")
    assert result.served_by.region == WEST


@pytest.mark.parametrize(
    ("model", "dimensions", "requests"),
    [(TITAN, 512, 3), (COHERE, 1024, 1), (NOVA, 384, 3)],
    ids=["titan", "cohere", "nova"],
)
def test_embeddings(aws, model, dimensions, requests):
    publish(aws, "titan", model, [EAST], dimensions=dimensions)
    result = router_of(aws, "titan").embed(["one", "two", "one"], input_type="search_query")
    one, two, again = result.embeddings
    assert ({len(vector) for vector in result.embeddings}, one == again, one == two) == ({dimensions}, True, False)
    assert called(aws) == [("InvokeModel", EAST)] * requests


def test_a_vector_of_another_length_than_recorded_is_an_error(aws):
    publish(aws, "titan", COHERE, [EAST], dimensions=512)
    with pytest.raises(inference_router.EmbeddingError, match="1024 dimensions, the record says 512"):
        router_of(aws, "titan").embed(["one"])


def test_a_replaced_profile_is_found_in_the_record(aws, chat):
    router = router_of(aws)
    assert router.converse(messages=MESSAGES).served_by.arn == chat[EAST]
    made = run_module("inference_profile", aws, name="chat-new", model_source=SONNET, geography="us")
    new = made["inference_profile"]["inference_profile_arn"]
    write(aws, "chat", {"schema": 1, "base_model_id": SONNET, "targets": [{"region": EAST, "arn": new}]})
    aws.client("bedrock", EAST).delete_inference_profile(inferenceProfileIdentifier=chat[EAST])
    result = router.converse(messages=MESSAGES)
    assert (result.served_by.arn, [attempt.arn for attempt in result.attempts]) == (new, [chat[EAST], new])


def test_a_deleted_profile_without_a_new_record_is_raised(aws, chat):
    aws.client("bedrock", EAST).delete_inference_profile(inferenceProfileIdentifier=chat[EAST])
    router = router_of(aws)
    for _number in range(3):
        with pytest.raises(ClientError, match="ResourceNotFoundException"):
            router.converse(messages=MESSAGES)
    assert (len(aws.calls("GetParameter")), called(aws)) == (2, [("Converse", EAST)] * 3)


def test_many_threads(aws, chat):
    """While the primary throttles a part of the calls, every call is answered, and SSM is read once."""
    router = router_of(aws, rest=0.05)
    aws.switch(fail=[{"operation": "Converse", "code": "ThrottlingException", "region": EAST, "times": 10}])
    with ThreadPoolExecutor(8) as pool:
        results = list(pool.map(lambda _number: router.converse(messages=MESSAGES), range(64)))
    assert {result.served_by.region for result in results} <= {EAST, WEST}
    assert len(aws.calls("GetParameter")) == 1


@contextlib.contextmanager
def silent_endpoint():
    """Takes connections on 127.0.0.1 and never answers."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        yield f"http://127.0.0.1:{server.getsockname()[1]}"


@contextlib.contextmanager
def dead_endpoint():
    """A port on which nobody listens."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        url = f"http://127.0.0.1:{server.getsockname()[1]}"
    yield url


@contextlib.contextmanager
def dead_host(monkeypatch):
    """A host of four addresses of which none takes a connection: of each, the queue is full."""
    look_up, addresses = socket.getaddrinfo, [f"127.0.0.{number}" for number in range(2, 6)]
    with contextlib.ExitStack() as stack:
        port = 0
        for address in addresses:
            server = stack.enter_context(socket.create_server((address, port), backlog=0))
            port = server.getsockname()[1]
            for _number in range(3):
                waiting = stack.enter_context(socket.socket())
                waiting.setblocking(False)
                waiting.connect_ex((address, port))

        def four(host, *arguments, **options):
            if host != "dead.example":
                return look_up(host, *arguments, **options)
            return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (address, port)) for address in addresses]

        monkeypatch.setattr(socket, "getaddrinfo", four)
        yield f"http://dead.example:{port}"


def routed_past(aws, url, regions=(EAST,), **settings):
    """A router that meets another endpoint in these regions, by default the primary one; everything else is its own."""
    ours = inference_router._client_factory({"session": session(), "endpoint_url": aws.url})
    theirs = inference_router._client_factory({"session": session(), "endpoint_url": url})

    def factory(service, region, seconds):
        return (theirs if service == "bedrock-runtime" and region in regions else ours)(service, region, seconds)

    return InferenceRouter.from_parameter(f"{PREFIX}/chat", region=EAST, client_factory=factory, **settings)


@pytest.mark.parametrize(
    ("endpoint", "code", "least"),
    [(silent_endpoint, "ReadTimeoutError", 1.0), (dead_endpoint, "EndpointConnectionError", 0.0)],
    ids=["silent", "dead"],
)
def test_a_region_that_cannot_be_reached(aws, chat, endpoint, code, least):
    with endpoint() as url:
        began = time.monotonic()
        result = routed_past(aws, url, read_timeout=1).converse(messages=MESSAGES)
    assert [(attempt.region, attempt.error) for attempt in result.attempts] == [(EAST, code), (WEST, None)]
    # Without the limit it would be a minute.
    assert least <= time.monotonic() - began < 30


def test_a_host_of_dead_addresses_leaves_time_for_the_next_region(aws, chat, monkeypatch):
    """Each address may take as long as one connection."""
    with dead_host(monkeypatch) as url:
        began = time.monotonic()
        result = routed_past(aws, url, deadline=5).converse(messages=MESSAGES)
    assert (result.served_by.region, time.monotonic() - began < 5) == (WEST, True)
    assert [attempt.region for attempt in result.attempts] == [EAST, WEST]
    # All four addresses would take six seconds.
    assert result.attempts[0].milliseconds < 4000


CALLS = {
    "converse": lambda router: router.converse(messages=MESSAGES),
    "converse_stream": lambda router: router.converse_stream(messages=MESSAGES),
    "invoke_model": lambda router: router.invoke_model(body=BODY),
}


@pytest.mark.parametrize("call", CALLS.values(), ids=CALLS)
def test_a_login_page_is_no_answer(aws, chat, call):
    with login_page(aws, "/model/") as url:
        result = call(routed_past(aws, url))
    assert [(attempt.region, attempt.error is None) for attempt in result.attempts] == [(EAST, False), (WEST, True)]


def test_a_login_page_is_no_record(aws, chat):
    with login_page(aws, "GetParameter") as url, pytest.raises(inference_router.UnexpectedAnswerError, match="proxy"):
        InferenceRouter.from_parameter(f"{PREFIX}/chat", session=session(), endpoint_url=url).converse(
            messages=MESSAGES
        )


def test_a_replaced_guardrail_is_found_in_the_record(aws, chat):
    """The endpoint refuses a guardrail that is not there, as AWS does."""
    record = {"schema": 1, "base_model_id": SONNET, "targets": [{"region": EAST, "arn": chat[EAST]}]}
    record["targets"][0]["guardrail"] = {"identifier": "gone12345678", "version": "1"}
    write(aws, "chat", record)
    router = router_of(aws)
    with pytest.raises(ClientError, match="guardrail identifier"):
        router.converse(messages=MESSAGES)
    router = router_of(aws)
    aws.at(
        "Converse", lambda _call: write(aws, "chat", record | {"targets": [record["targets"][0] | {"guardrail": None}]})
    )
    assert router.converse(messages=MESSAGES).served_by.arn == chat[EAST]


def test_the_deadline_holds_while_every_region_is_silent(aws, chat):
    with silent_endpoint() as url:
        router = routed_past(aws, url, regions=list(chat), deadline=1)
        began = time.monotonic()
        with pytest.raises(AllTargetsFailed):
            router.converse(messages=MESSAGES)
    # If each region had all of it, three.
    assert 0.5 < time.monotonic() - began < 3
    assert called(aws) == []


def test_the_deadline_holds_for_all_who_wait_for_a_silent_ssm():
    """None waits for the others' deadlines as well as for its own."""

    def elapsed(_number):
        began = time.monotonic()
        with pytest.raises((ReadTimeoutError, AllTargetsFailed)):
            router.converse(messages=MESSAGES)
        return time.monotonic() - began

    deadline = 2
    with silent_endpoint() as url, ThreadPoolExecutor(8) as pool:
        router = InferenceRouter.from_parameter(
            f"{PREFIX}/chat", session=session(), endpoint_url=url, deadline=deadline
        )
        assert max(pool.map(elapsed, range(8))) < deadline * 2


def test_a_silent_ssm_does_not_keep_from_answering_with_the_known_record(aws, chat):
    deadline, silence = 4, threading.Event()
    router = router_of(aws, deadline=deadline, ttl=0)
    router.converse(messages=MESSAGES)
    try:
        for number in (1, 2, 3):
            aws.at("GetParameter", lambda _call: silence.wait(30), nth=number)
        began = time.monotonic()
        assert router.converse(messages=MESSAGES).served_by.region == EAST
        assert time.monotonic() - began < deadline / 2
    finally:
        silence.set()


@contextlib.contextmanager
def breaking_endpoint(chunk, linger):
    """Answers one request with the headers of a stream and a part of its first event, then ends the connection."""
    head = b"HTTP/1.1 200 OK\r\nContent-Type: application/vnd.amazon.eventstream\r\nTransfer-Encoding: chunked\r\n\r\n"

    def answer():
        connection, _address = server.accept()
        with connection:
            received = b""
            for part in iter(lambda: connection.recv(65536), b""):
                received += part
                if b"Hello there" in received:
                    break
            connection.sendall(head + chunk)
            connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", linger, 0))

    with socket.create_server(("127.0.0.1", 0)) as server:
        thread = threading.Thread(target=answer)
        thread.start()
        yield f"http://127.0.0.1:{server.getsockname()[1]}"
        thread.join(10)


@pytest.mark.parametrize(
    ("chunk", "linger"),
    [
        pytest.param(b"", True, id="reset after the headers"),
        pytest.param(b"", False, id="closed after the headers"),
        pytest.param(b"8\r\n\x00\x00\x00\x80\x00\x00\x00\x40\r\n", True, id="reset in the first event"),
        pytest.param(b"8\r\n\x00\x00\x00\x80\x00\x00\x00\x40\r\n0\r\n\r\n", False, id="ended in the first event"),
    ],
)
def test_a_stream_that_breaks_before_its_first_event(aws, chat, chunk, linger):
    with breaking_endpoint(chunk, linger) as url, routed_past(aws, url).converse_stream(messages=MESSAGES) as stream:
        assert next(iter(stream)) == {"messageStart": {"role": "assistant"}}
    assert [(attempt.region, attempt.error is None) for attempt in stream.attempts] == [(EAST, False), (WEST, True)]


def test_a_stream_has_what_the_record_says(aws):
    record = made(aws, "chat", SONNET, [EAST], max_tokens=2)
    write(aws, "chat", record)
    with router_of(aws).converse_stream(messages=MESSAGES) as stream:
        assert {"messageStop": {"stopReason": "max_tokens"}} in list(stream)


def test_the_file_works_alone(aws, chat, tmp_path):
    """Copied into an application, where neither this collection nor Ansible can be imported."""
    shutil.copy(inference_router.__file__, tmp_path)
    program = (
        "import sys, boto3\n"
        "from inference_router import InferenceRouter\n"
        "session = boto3.session.Session('local', 'local', region_name='us-east-1')\n"
        f"router = InferenceRouter.from_parameter({PREFIX + '/chat'!r}, session=session, endpoint_url={aws.url!r})\n"
        f"print(router.converse(messages={MESSAGES!r}).served_by.region)\n"
        "assert not {'ansible', 'ansible_collections'} & set(sys.modules)\n"
    )
    (tmp_path / "application.py").write_text(program)
    done = subprocess.run(
        [sys.executable, "application.py"], cwd=tmp_path, capture_output=True, text=True, check=False, timeout=60
    )
    assert (done.stdout.strip(), done.returncode) == (EAST, 0), done.stderr
