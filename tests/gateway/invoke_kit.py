# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Profiles to invoke, with the records over them, and what was invoked."""

from __future__ import annotations

import contextlib
import re
import threading
import urllib.request
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from tests.gateway.running import run_module

EAST, WEST, EU = "us-east-1", "us-west-2", "eu-west-1"
SONNET, TITAN = "anthropic.claude-sonnet-4-6", "amazon.titan-embed-text-v2:0"
COHERE, NOVA = "cohere.embed-multilingual-v3", "amazon.nova-2-multimodal-embeddings-v1:0"


def profiles(aws, models):
    """Make the profiles of key → (model, regions), and return the targets of each key."""
    entries = {key: {"model_source": model, "regions": regions} for key, (model, regions) in models.items()}
    for key, (model, regions) in models.items():
        entries[key]["geography"] = {region: region[:2] for region in regions} if model == SONNET else None
    rows = run_module("inference_profiles", aws, inference_profiles=entries)["inference_profiles"]
    arns = {(row["key"], row["region"]): row["inference_profile_arn"] for row in rows}
    aws.clear_calls()
    return {
        key: [{"region": region, "arn": arns[key, region], "name": key} for region in regions]
        for key, (_model, regions) in models.items()
    }


def made(aws, key, model, regions, **fields):
    """A record over profiles that were made for it."""
    targets = profiles(aws, {key: (model, regions)})[key]
    return {"schema": 1, "key": key, "base_model_id": model, "targets": targets, **fields}


def called(aws):
    """Operation and region of each invocation."""
    return [(call["operation"], call["region"]) for call in aws.calls() if call["service"] == "bedrock-runtime"]


@contextlib.contextmanager
def login_page(aws, pattern):
    """A proxy in front of the endpoint that answers calls like that with its own page, and status 200."""

    class Proxy(BaseHTTPRequestHandler):
        def do_POST(self):
            body = self.rfile.read(int(self.headers["Content-Length"]))
            requested = f"{self.path} {self.headers.get('X-Amz-Target', '')}"
            if re.search(pattern, requested):
                self.answer(200, "text/html", b"<!DOCTYPE html><html><body>Please sign in.</body></html>")
                return
            request = urllib.request.Request(aws.url + self.path, body, dict(self.headers))
            with urllib.request.urlopen(request) as response:
                self.answer(response.status, response.headers["Content-Type"], response.read())

        def answer(self, status, kind, body):
            self.send_response(status)
            self.send_header("Content-Type", kind)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_arguments):
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Proxy) as server:
        threading.Thread(target=server.serve_forever).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()
