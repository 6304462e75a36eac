# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""A request as it arrived, a reply as it leaves, and the call that a request makes."""

from __future__ import annotations

import io
import re
from dataclasses import dataclass, field, replace
from http import HTTPStatus
from typing import Any
from urllib.parse import parse_qs, unquote

from .bearer import bearer_token, owner_and_region

# Credential=<key>/<date>/<region>/<signing name>/aws4_request
_SCOPE = re.compile(r"Credential=([^/,\s]+)/\d{8}/([^/]+)/([^/]+)/aws4_request")


@dataclass(frozen=True)
class Scope:
    """Who signed a request, and for which region and service."""

    access_key: str
    region: str
    signing_name: str


@dataclass(frozen=True)
class HttpRequest:
    """One request; `path` is still percent-encoded, for an ARN in it may hold encoded slashes."""

    method: str
    path: str
    query: dict[str, list[str]]
    headers: dict[str, str]
    body: bytes

    @property
    def scope(self) -> Scope | None:
        found = _SCOPE.search(self.headers.get("authorization", ""))
        if found:
            return Scope(found.group(1), found.group(2), found.group(3))
        if token := self.bearer:
            # Such keys are for Bedrock alone.
            return Scope(*owner_and_region(token, self.path, self.headers.get("host", "")), "bedrock")
        return None

    @property
    def bearer(self) -> str:
        """The API key of Bedrock that the request carries, if any."""
        return bearer_token(self.headers.get("authorization", ""))


@dataclass(frozen=True)
class Reply:
    """What goes back to the client."""

    status: int
    body: bytes = b""
    headers: dict[str, str] = field(default_factory=dict)

    @property
    def status_line(self) -> str:
        known = self.status in HTTPStatus.__members__.values()
        return f"{self.status} {HTTPStatus(self.status).phrase if known else 'Status'}"


@dataclass(frozen=True)
class Call:
    """One API call: which operation, by whom, where, with which parameters."""

    service: str
    operation: str
    region: str
    account: str
    http: HttpRequest
    params: dict[str, Any] = field(default_factory=dict)

    def with_params(self, params: dict[str, Any]) -> Call:
        return replace(self, params=params)

    @property
    def name(self) -> str:
        return f"{self.service}:{self.operation}"


def read_request(environ: dict[str, Any]) -> HttpRequest:
    """Read a WSGI request whole; leaves `environ` readable again for whoever handles it next."""
    body = _read_body(environ)
    environ["wsgi.input"] = io.BytesIO(body)
    environ["CONTENT_LENGTH"] = str(len(body))
    environ.pop("HTTP_TRANSFER_ENCODING", None)
    headers = {key[5:].lower().replace("_", "-"): str(value) for key, value in environ.items() if key[:5] == "HTTP_"}
    headers["content-type"] = environ.get("CONTENT_TYPE", "")
    raw = environ.get("RAW_URI") or environ.get("PATH_INFO", "/")
    return HttpRequest(
        method=environ["REQUEST_METHOD"],
        path=raw.split("?", 1)[0],
        query=parse_qs(environ.get("QUERY_STRING", ""), keep_blank_values=True),
        headers=headers,
        body=body,
    )


def _read_body(environ: dict[str, Any]) -> bytes:
    stream = environ["wsgi.input"]
    if environ.get("wsgi.input_terminated") and not environ.get("CONTENT_LENGTH"):
        return bytes(stream.read())
    return bytes(stream.read(int(environ.get("CONTENT_LENGTH") or 0)))


def decode_label(label: str) -> str:
    """Undo the percent-encoding of one URI label (`arn%3Aaws%3A...%2Fabc`)."""
    return unquote(label)
