# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Real botocore clients whose every request is answered at once, without a network."""

from __future__ import annotations

import io

from ansible_collections.genai.bedrock.plugins.module_utils._aws.clients import Clients, Connection
from botocore.awsrequest import AWSResponse

ENDPOINT = "http://127.0.0.1:1"
REGION = "us-east-1"
PAGE = b"<!DOCTYPE html><html><head><title>Sign in</title></head><body>Please sign in.</body></html>"


class Answered(Clients):
    """Clients that get this answer to whatever they send; ``sent`` counts by operation."""

    def __init__(self, status=200, kind="text/html; charset=utf-8", body=PAGE, *, headers=None, config=None):
        keys = {"access_key": "local", "secret_key": "local"}
        super().__init__(Connection(endpoint_url=ENDPOINT, region=REGION, config=config, **keys), workers=4)
        self.answer = status, {"content-type": kind, **(headers or {})}, body
        self.sent: list[str] = []

    def client(self, service, region, **settings):
        known = len(self._clients)
        client = super().client(service, region, **settings)
        if len(self._clients) > known:
            client.meta.events.register("before-send", self._send)
        return client

    def _send(self, request, event_name, **_event):
        self.sent.append(event_name.rpartition(".")[2])
        status, headers, body = self.answer
        return AWSResponse(request.url, status, headers, Raw(body))


class Raw(io.BytesIO):
    """As urllib3's response."""

    def stream(self, **_size):
        yield self.getvalue()
