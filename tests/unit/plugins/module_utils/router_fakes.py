# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Clients for the router that answer as they are told, and a clock that is set by hand."""

from __future__ import annotations

import io
import json
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from ansible_collections.genai.bedrock.plugins.module_utils.inference_router import InferenceRouter
from botocore.exceptions import ClientError, EventStreamError
from botocore.response import StreamingBody

REGIONS = ("us-east-1", "us-west-2", "eu-west-1")
MESSAGES = [{"role": "user", "content": [{"text": "Hello"}]}]
NAME = "/dev/bedrock/inference-profiles/copilot/chat"


def arn(region, name="one"):
    return f"arn:aws:bedrock:{region}:123456789012:application-inference-profile/{name}"


def record(regions=REGIONS[:2], name="one", **fields):
    targets = [{"region": region, "arn": arn(region, name), "name": f"chat-{region}"} for region in regions]
    return {"schema": 1, "base_model_id": "anthropic.claude-sonnet-4-6", "targets": targets, **fields}


def error(code, status=400, message="told so", operation="Converse"):
    detail = {"Error": {"Code": code, "Message": message}, "ResponseMetadata": {"HTTPStatusCode": status}}
    return ClientError(detail, operation)


def stream_error(code):
    detail = {"Error": {"Code": code, "Message": "told so"}, "ResponseMetadata": {"HTTPStatusCode": 400}}
    return EventStreamError(detail, "ConverseStream")


class Whole(dict):
    """An answer of GetParameter as a whole, not the value in it."""


class Clock:
    def __init__(self):
        self.now = 1000.0

    def __call__(self):
        return self.now


class Stream:
    """Events of a stream; an exception among them is raised when its turn comes."""

    def __init__(self, *events):
        self.events, self.closed = events, False

    def __iter__(self):
        for event in self.events:
            if isinstance(event, Exception):
                raise event
            yield event

    def close(self):
        self.closed = True


@dataclass
class FakeAws:
    """``faults``: region → exceptions raised in turn (the last one again and again), None for an answer.

    ``takes``: region → seconds that a call there takes; ``meanwhile``: region → what happens in that time, once.
    ``bodies`` and ``parameter``: what InvokeModel and GetParameter answer in turn. ``calls``: (region, time limit, request) of each.
    """

    clock: Clock = field(default_factory=Clock)
    faults: dict[str, list] = field(default_factory=dict)
    takes: dict[str, float] = field(default_factory=dict)
    meanwhile: dict[str, Callable[[], None]] = field(default_factory=dict)
    streams: dict[str, Stream] = field(default_factory=dict)
    bodies: list[Any] = field(default_factory=list)
    parameter: list[Any] = field(default_factory=list)
    calls: list[tuple] = field(default_factory=list)
    reads: int = 0
    on_read: Callable[[], object] = str
    made: list[tuple] = field(default_factory=list)
    lock: Any = field(default_factory=threading.Lock)

    def factory(self, service, region, seconds):
        time.sleep(0.002)  # as long as threads need to come here together
        self.made.append((service, region, seconds))
        return FakeClient(self, region, seconds)

    def router(self, value=None, **settings):
        return InferenceRouter.from_record(value or record(), client_factory=self.factory, clock=self.clock, **settings)

    def reader(self, *values, **settings):
        """A router whose parameter holds these values, one reading after the other."""
        self.parameter = list(values)
        return InferenceRouter.from_parameter(
            NAME, region="us-east-1", client_factory=self.factory, clock=self.clock, **settings
        )

    def called(self):
        return [region for region, _seconds, _request in self.calls]


@dataclass
class FakeClient:
    aws: FakeAws
    region: str
    seconds: float

    def _answer(self, request):
        with self.aws.lock:
            self.aws.calls.append((self.region, self.seconds, request))
            self.aws.clock.now += self.aws.takes.get(self.region, 0)
            faults = self.aws.faults.get(self.region) or [None]
            fault = faults.pop(0) if len(faults) > 1 else faults[0]
            meanwhile = self.aws.meanwhile.pop(self.region, None)
        if meanwhile:
            meanwhile()
        if fault:
            raise fault

    def converse(self, **request):
        self._answer(request)
        return {"output": {"message": {"content": [{"text": "Hel"}, {"text": "lo"}]}}, "stopReason": "end_turn"}

    def converse_stream(self, **request):
        self._answer(request)
        return {"stream": self.aws.streams[self.region]}

    def invoke_model(self, **request):
        self._answer(request)
        with self.aws.lock:
            body = self.aws.bodies.pop(0) if len(self.aws.bodies) > 1 else self.aws.bodies[0]
        content = body if isinstance(body, bytes) else json.dumps(body).encode()
        return {"body": StreamingBody(io.BytesIO(content), len(content)), "contentType": "application/json"}

    def get_parameter(self, **_request):
        with self.aws.lock:
            self.aws.reads += 1
            value = self.aws.parameter.pop(0) if len(self.aws.parameter) > 1 else self.aws.parameter[0]
        self.aws.on_read()
        if isinstance(value, Exception):
            raise value
        if isinstance(value, Whole):
            return value
        return {"Parameter": {"Value": value if isinstance(value, str) else json.dumps(value)}}
