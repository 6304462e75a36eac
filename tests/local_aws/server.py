# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Runs the endpoint: in this process for tests, or for good as a server of its own."""

from __future__ import annotations

import copy
import io
import signal
import threading
from email.message import Message
from types import TracebackType
from typing import Any

from moto.moto_server.werkzeug_app import MotoRequestHandler
from werkzeug.serving import BaseWSGIServer, make_server

from . import HOST
from .app import LocalAwsApp
from .control import reset_state
from .http2 import Http2Connection, Request, Response, begins_http2
from .points import Deed, Point
from .process import control
from .switches import Switches, merged

_HOP_BY_HOP = frozenset({"connection", "keep-alive", "transfer-encoding", "upgrade"})


class _Handler(MotoRequestHandler):
    # Head and body are two writes; without this the second waits for the client's delayed ACK.
    disable_nagle_algorithm = True

    def handle(self) -> None:
        try:
            if begins_http2(self.connection):
                Http2Connection(self.connection, self._answer_http2).serve()
            else:
                super().handle()
        except ConnectionError as error:
            self.connection_dropped(error)

    def _answer_http2(self, request: Request) -> Response:
        """The application's answer to the same WSGI environment that HTTP/1.1 leads to."""
        handler = copy.copy(self)
        handler.command, handler.path = request.pseudo[":method"], request.pseudo[":path"]
        handler.request_version, handler.rfile = "HTTP/2.0", io.BytesIO(request.body)
        handler.headers = Message()
        named = [("host", request.pseudo.get(":authority", "")), ("content-length", str(len(request.body)))]
        given = {name for name, _value in request.headers}
        for name, value in [*request.headers, *(pair for pair in named if pair[0] not in given)]:
            handler.headers[name] = value
        begun: list[Any] = []
        chunks = self.server.app(handler.make_environ(), lambda *status: begun.extend(status))
        status, headers = begun[0], begun[1]
        # HTTP/2 knows names in small letters only, and no headers about the connection.
        sent = [(name.lower(), value) for name, value in headers if name.lower() not in _HOP_BY_HOP]
        return Response(int(status.split(" ", 1)[0]), sent, b"".join(chunks))

    def connection_dropped(self, error: BaseException, environ: dict[str, Any] | None = None) -> None:
        # A point in the protocol may end the connection; else the client would wait for its answer.
        self.close_connection = True

    def log_request(self, *_args: Any, **_kwargs: Any) -> None:
        """Say nothing: the call log has it all."""


def create_server(port: int, app: LocalAwsApp) -> BaseWSGIServer:
    """A server that listens on 127.0.0.1 only; port 0 takes a free one."""
    return make_server(HOST, port, app, threaded=True, request_handler=_Handler)


def serve(port: int, start: Switches) -> None:
    """Serve until a SIGTERM or an interrupt."""
    server = create_server(port, LocalAwsApp(start))

    def stop(*_args: Any) -> None:
        # shutdown() waits for serve_forever, which this very thread is in.
        threading.Thread(target=server.shutdown).start()

    signal.signal(signal.SIGTERM, stop)
    signal.signal(signal.SIGINT, stop)
    server.serve_forever(0.1)
    server.server_close()


class LocalAws:
    """The endpoint in this process on a free port: `with LocalAws() as aws: ... aws.url`.

    moto keeps its resources per process: two of these at once see the same resources, and each one that
    starts begins with none.
    """

    def __init__(self, **switches: Any) -> None:
        self._start = merged(Switches(), switches)
        self._app: LocalAwsApp | None = None
        self._server: BaseWSGIServer | None = None
        self._thread: threading.Thread | None = None
        self.url = ""

    def start(self) -> LocalAws:
        reset_state()
        self._app = LocalAwsApp(self._start)
        self._server = create_server(0, self._app)
        self.url = f"http://{HOST}:{self._server.server_port}"
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.05,), daemon=True)
        self._thread.start()
        return self

    def stop(self) -> None:
        if self._server and self._thread:
            self._server.shutdown()
            self._thread.join()
            self._server.server_close()
            self._server = self._thread = self._app = None

    def reset(self, **switches: Any) -> dict[str, Any]:
        """Forget all resources and calls; switches go back to the start, then take these values."""
        return dict(self._control("POST", "reset", switches))

    def switch(self, **switches: Any) -> dict[str, Any]:
        """Set some switches and leave the others as they are."""
        return dict(self._control("PUT", "switches", switches))

    def calls(self, operation: str = "") -> list[dict[str, Any]]:
        """The API calls so far, all of them or those of one operation."""
        return [call for call in self._control("GET", "calls") if operation in ("", call["operation"])]

    def clear_calls(self) -> None:
        self._control("DELETE", "calls")

    def at(self, operation: str, do: Deed, *, when: str = "before", nth: int = 1) -> Point:
        """Call ``do`` with the call at the nth call of an operation from now on, once; forgotten by a reset.

        ``before``: nothing has happened yet. ``after``: the call took effect and its answer is not sent. Where ``do``
        raises a ConnectionError, the connection ends there: without effect before, without an answer after.
        """
        if self._app is None:
            raise RuntimeError("The endpoint is not running.")
        point = Point(operation, do, when, nth)
        self._app.points.add(point)
        return point

    def client(self, service: str, region: str = "us-east-1", account: str = "local", **options: Any) -> Any:
        """A boto3 client of this endpoint; `account` may be twelve digits."""
        import boto3

        session = boto3.Session(aws_access_key_id=account, aws_secret_access_key="local", region_name=region)
        return session.client(service, endpoint_url=self.url, **options)

    def _control(self, method: str, name: str, body: dict[str, Any] | None = None) -> Any:
        if self._server is None:
            raise RuntimeError("The endpoint is not running.")
        return control(self._server.server_port, method, name, body)

    def __enter__(self) -> LocalAws:
        return self.start()

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()
