# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""A proxy in front of the endpoint that answers some calls itself, with its login page and status 200."""

from __future__ import annotations

import http.client
import re
import threading
import urllib.parse
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Self

PAGE = b"<!DOCTYPE html><html><head><title>Sign in</title></head><body>Please sign in.</body></html>"
_KEPT = ("content-type", "x-amzn-requestid", "x-amzn-errortype", "x-amzn-query-error")


class LoginPage:
    """``pattern`` is looked for in 'METHOD PATH X-Amz-Target BODY'; what does not match goes on to the endpoint."""

    def __init__(self, upstream: str, pattern: str = "", *, status: int = 200, body: bytes = PAGE) -> None:
        self.upstream = urllib.parse.urlsplit(upstream).netloc
        self.pattern, self.status, self.body = re.compile(pattern), status, body
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), _handler(self))
        self.url = f"http://127.0.0.1:{self._server.server_port}"

    def __enter__(self) -> Self:
        threading.Thread(target=self._server.serve_forever, daemon=True).start()
        return self

    def __exit__(self, *_error: object) -> None:
        self._server.shutdown()
        self._server.server_close()


def _handler(page: LoginPage) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def log_message(self, *_words: object) -> None:
            pass

        def _answer(self) -> None:
            body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
            target = self.headers.get("X-Amz-Target", "")
            requested = " ".join([self.command, self.path, target, body.decode(errors="replace")])
            if page.pattern.search(requested):
                self._send(page.status, {"Content-Type": "text/html; charset=utf-8"}, page.body)
                return
            onward = http.client.HTTPConnection(page.upstream)
            onward.request(self.command, self.path, body, dict(self.headers))
            response = onward.getresponse()
            kept = {name: value for name, value in response.headers.items() if name.lower() in _KEPT}
            self._send(response.status, kept, response.read())

        def _send(self, status: int, headers: dict[str, str], body: bytes) -> None:
            self.send_response(status)
            for name, value in headers.items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

    for method in ("GET", "POST", "PUT", "DELETE"):
        setattr(Handler, f"do_{method}", Handler._answer)
    return Handler
