# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""HTTP/2 with prior knowledge on the port of HTTP/1.1."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import httpx
import pytest
from botocore.auth import SigV4Auth
from botocore.awsrequest import AWSRequest
from botocore.credentials import Credentials
from h2.config import H2Configuration
from h2.connection import H2Connection
from h2.events import DataReceived, ResponseReceived, StreamEnded

from tests.local_aws.http2 import Farewells
from tests.local_aws.server import LocalAws
from tests.unit.local_aws.kit import client, create

PREFACE = b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"
SONNET = "us.anthropic.claude-sonnet-4-6"
SONNET_ARN = f"arn:aws:bedrock:us-east-1::inference-profile/{SONNET}"


@pytest.fixture
def http2() -> Iterator[httpx.Client]:
    with httpx.Client(http1=False, http2=True, trust_env=False, timeout=20) as opened:
        yield opened


def signed(aws: LocalAws, model: str, text: str, operation: str = "converse") -> dict[str, Any]:
    """What httpx sends for a call of the runtime."""
    url = f"{aws.url}/model/{model.replace(':', '%3A').replace('/', '%2F')}/{operation}"
    body = b'{"messages": [{"role": "user", "content": [{"text": "%s"}]}]}' % text.encode()
    request = AWSRequest("POST", url, data=body, headers={"Content-Type": "application/json"})
    SigV4Auth(Credentials("local", "local"), "bedrock", "us-east-1").add_auth(request)
    return {"method": "POST", "url": url, "content": body, "headers": dict(request.headers)}


def test_a_profile_is_called_as_by_http1(aws: LocalAws, http2: httpx.Client) -> None:
    arn = create(aws, source=SONNET_ARN)
    got = http2.request(**signed(aws, arn, "hello"))
    assert (got.http_version, got.status_code) == ("HTTP/2", 200)
    assert got.json()["output"]["message"]["content"][0]["text"] == "Claude Sonnet 4.6 answers: hello"
    assert [call["status"] for call in aws.calls("Converse")] == [200]
    assert client(aws, "bedrock-runtime").converse(
        modelId=arn, messages=[{"role": "user", "content": [{"text": "hello"}]}]
    )


def test_a_refusal_has_its_status_code_and_header(aws: LocalAws, http2: httpx.Client) -> None:
    got = http2.request(**signed(aws, "nothing", "hello"))
    assert (got.status_code, got.headers["x-amzn-errortype"].split(":")[0]) == (400, "ValidationException")


def test_bodies_larger_than_any_window(aws: LocalAws, http2: httpx.Client) -> None:
    got = http2.request(**signed(aws, SONNET, "word " * 200_000))
    assert len(got.json()["output"]["message"]["content"][0]["text"]) > 900_000


def test_requests_in_parallel_on_one_connection(aws: LocalAws, http2: httpx.Client) -> None:
    with ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(lambda number: http2.request(**signed(aws, SONNET, f"n{number}")), range(24)))
    texts = [answer.json()["output"]["message"]["content"][0]["text"] for answer in answers]
    assert texts == [f"Claude Sonnet 4.6 answers: n{number}" for number in range(24)]


def test_a_point_in_the_protocol_ends_the_connection(aws: LocalAws, http2: httpx.Client) -> None:
    def lose(_call: object) -> None:
        raise ConnectionAbortedError

    aws.at("Converse", lose, when="after")
    with pytest.raises(httpx.TransportError):
        http2.request(**signed(aws, SONNET, "hello"))
    assert http2.request(**signed(aws, SONNET, "hello")).status_code == 200


def test_a_client_that_says_goodbye_first_still_gets_its_answer(aws: LocalAws) -> None:
    # As the SDK for JavaScript does, whose client for the runtime has one request a session.
    host, port = aws.url.removeprefix("http://").split(":")
    connection = H2Connection(H2Configuration(header_encoding="utf-8"))
    connection.initiate_connection()
    request = signed(aws, SONNET, "hello")
    names = [(":method", "POST"), (":scheme", "http"), (":authority", f"{host}:{port}")]
    names.append((":path", request["url"].removeprefix(aws.url)))
    connection.send_headers(1, names + [(name.lower(), value) for name, value in request["headers"].items()])
    connection.send_data(1, request["content"], end_stream=True)
    goodbye = b"\x00\x00\x08\x07\x00\x00\x00\x00\x00" + bytes(8)
    window = b"\x00\x00\x04\x08\x00\x00\x00\x00\x00\x00\x00\x10\x00"
    with socket.create_connection((host, int(port))) as opened:
        opened.settimeout(20)
        opened.sendall(connection.data_to_send() + goodbye + window)
        events: list[Any] = []
        while not any(isinstance(event, StreamEnded) for event in events):
            events += connection.receive_data(opened.recv(65536))
    assert any(isinstance(event, ResponseReceived) for event in events)
    assert b"answers: hello" in b"".join(event.data for event in events if isinstance(event, DataReceived))


@pytest.mark.parametrize("size", [1, 5, 1000])
def test_farewells_are_taken_out_wherever_the_pieces_end(size: int) -> None:
    settings, data = b"\x00\x00\x00\x04\x00\x00\x00\x00\x00", b"\x00\x00\x03\x00\x01\x00\x00\x00\x01abc"
    goodbye = b"\x00\x00\x08\x07\x00\x00\x00\x00\x00" + bytes(8)
    sent = PREFACE + settings + goodbye + data + goodbye
    farewells = Farewells()
    kept = b"".join(farewells.without(sent[at : at + size]) for at in range(0, len(sent), size))
    assert kept == PREFACE + settings + data


def test_nonsense_after_the_preface_ends_the_connection(aws: LocalAws) -> None:
    host, port = aws.url.removeprefix("http://").split(":")
    with socket.create_connection((host, int(port))) as opened:
        opened.settimeout(20)
        opened.sendall(PREFACE + b"\x00\x00\x01\x08\x00\x00\x00\x00\x00\x00" + bytes(40))
        while opened.recv(65536):
            pass
