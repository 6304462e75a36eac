# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""HTTP/2 on the port of HTTP/1.1, in plain text and with prior knowledge (RFC 9113, 3.3), as Node.js speaks it to `http://`.

h2 knows the protocol; here are the socket and a thread for each request. A server of its own, as hypercorn, would
also take over HTTP/1.1, where tests rely on what werkzeug does when a connection ends before its answer.
"""

from __future__ import annotations

import contextlib
import socket
import threading
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any

from h2.config import H2Configuration
from h2.connection import H2Connection
from h2.events import (
    DataReceived,
    Event,
    RequestReceived,
    StreamEnded,
    StreamReset,
)
from h2.exceptions import ProtocolError

# No method of HTTP/1.1 begins like the preface of HTTP/2.
_METHOD = b"PRI"
_PREFACE_LENGTH = 24
_FRAME_HEAD = 9
_GOAWAY = 7
_CHUNK = 65536

Headers = list[tuple[str, str]]


@dataclass
class Request:
    """One request: the pseudo-headers `:method`, `:path`, `:authority` by name, the other headers, the body."""

    pseudo: dict[str, str]
    headers: Headers
    body: bytearray = field(default_factory=bytearray)


@dataclass(frozen=True)
class Response:
    status: int
    headers: Headers
    body: bytes


_FAILED = Response(500, [("content-type", "text/plain")], b"Internal Server Error")

Answering = Callable[[Request], Response]


def begins_http2(connection: socket.socket) -> bool:
    """Whether the client opens with the preface of HTTP/2; nothing is read from the connection."""
    return connection.recv(len(_METHOD), socket.MSG_PEEK | socket.MSG_WAITALL) == _METHOD


class Farewells:
    """Takes the GOAWAY frames out of what a client sends.

    The SDK for JavaScript sends one right after its request and waits for the answer, as RFC 9113, 6.8 lets it. h2
    takes the connection for closed at once and refuses everything after (so do the servers that are built on it).
    """

    def __init__(self) -> None:
        self._waiting = bytearray()
        self._preface = _PREFACE_LENGTH

    def without(self, data: bytes) -> bytes:
        """The whole frames so far that are not yet given back."""
        self._waiting += data
        kept = bytes(self._waiting[: self._preface])
        del self._waiting[: self._preface]
        self._preface -= len(kept)
        while len(self._waiting) >= _FRAME_HEAD:
            size = _FRAME_HEAD + int.from_bytes(self._waiting[:3], "big")
            if len(self._waiting) < size:
                break
            if self._waiting[3] != _GOAWAY:
                kept += self._waiting[:size]
            del self._waiting[:size]
        return kept


class Http2Connection:
    """Serves one connection until the client ends it, or an answer raises a ConnectionError."""

    def __init__(self, connection: socket.socket, answer: Answering) -> None:
        self._socket = connection
        self._answer = answer
        self._h2 = H2Connection(H2Configuration(client_side=False, header_encoding="utf-8"))
        self._farewells = Farewells()
        self._requests: dict[int, Request] = {}
        #: Guards all of the above; notified when the client has sent something, which may open its window.
        self._turn = threading.Condition()
        self._open = True

    def serve(self) -> None:
        with self._turn:
            self._h2.initiate_connection()
            self._flush()
        try:
            while self._open and (data := self._socket.recv(_CHUNK)):
                self._receive(data)
        finally:
            with self._turn:
                self._open = False
                self._turn.notify_all()

    def _receive(self, data: bytes) -> None:
        with self._turn:
            try:
                for event in self._h2.receive_data(self._farewells.without(data)):
                    self._meet(event)
            except ProtocolError:
                # h2 has written why into what is sent last.
                self._open = False
            self._flush()
            self._turn.notify_all()

    def _meet(self, event: Event) -> None:
        if isinstance(event, RequestReceived):
            self._requests[event.stream_id] = _request(event.headers)
        elif isinstance(event, DataReceived):
            if request := self._requests.get(event.stream_id):
                request.body += event.data
            self._h2.acknowledge_received_data(event.flow_controlled_length, event.stream_id)
        elif isinstance(event, StreamEnded):
            threading.Thread(target=self._reply, args=(event.stream_id,), daemon=True).start()
        elif isinstance(event, StreamReset):
            self._requests.pop(event.stream_id, None)

    def _reply(self, stream: int) -> None:
        request = self._requests.get(stream)
        if request is None:
            return
        response = _FAILED
        try:
            response = self._answer(request)
        except ConnectionError:
            # A point in the protocol ends the connection here, with all its streams, as a crash does.
            self._hang_up()
        finally:
            # Also when moto raises: the thread then writes the traceback to the log.
            self._send(stream, response)

    def _send(self, stream: int, response: Response) -> None:
        # The client may be gone, or may have reset the stream, meanwhile.
        with contextlib.suppress(ProtocolError, OSError), self._turn:
            self._h2.send_headers(stream, [(":status", str(response.status)), *response.headers])
            left = memoryview(response.body)
            while left and self._open:
                room = min(self._h2.local_flow_control_window(stream), self._h2.max_outbound_frame_size, len(left))
                if room:
                    self._h2.send_data(stream, bytes(left[:room]))
                    left = left[room:]
                else:
                    self._flush()
                    self._turn.wait()
            self._h2.end_stream(stream)
            self._flush()
            self._requests.pop(stream, None)

    def _flush(self) -> None:
        if data := self._h2.data_to_send():
            self._socket.sendall(data)

    def _hang_up(self) -> None:
        self._open = False
        with contextlib.suppress(OSError):
            self._socket.shutdown(socket.SHUT_RDWR)


def _request(headers: Iterable[tuple[Any, Any]]) -> Request:
    all_headers = list(headers)
    pseudo = {name: value for name, value in all_headers if name.startswith(":")}
    return Request(pseudo, [(name, value) for name, value in all_headers if not name.startswith(":")])
