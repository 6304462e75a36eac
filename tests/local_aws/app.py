# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The WSGI application: answers Bedrock itself and hands everything else to moto."""

from __future__ import annotations

import re
import threading
import time
import uuid
from collections.abc import Callable, Iterable
from typing import Any

from moto.core.exceptions import ServiceException
from moto.moto_server.werkzeug_app import DomainDispatcherApplication, create_backend_app

from . import PREFIX, handlers, switches
from .accounts import account_of
from .calls import CallLog
from .control import Control
from .errors import AwsError, render
from .faults import FailureCounter, denial
from .invocation_metrics import counted
from .messages import Call, HttpRequest, Reply, Scope, read_request
from .moto_bridge import forward
from .points import Points
from .services import identify, operation_model, protocol_of
from .switches import Switches
from .throttling import Throttle
from .validation import check_input
from .wire import read_params

# Services whose input is checked against botocore's model; moto answers the others as it likes.
_CHECKED = {"bedrock", "bedrock-runtime", "ce", "resourcegroupstaggingapi", "ssm"}
# Services that moto does not know at all, or answers with empty bodies.
_NO_MOTO = {"bedrock-runtime", "bedrock-agent-runtime"}
# AWS's answer to a path that no operation has, as one with an ARN that is not encoded: an error with the status 200
# (recorded in vercel/ai #17549, the status in stenoai #361).
_UNKNOWN_PATH = b'{"Output": {"__type": "com.amazon.coral.service#UnknownOperationException"}, "Version": "1.0"}'
# Where an error's body names its code, in JSON and in XML.
_ERROR_CODE = re.compile(r'"__type": *"(?:[^"#]*#)?([^"]+)"|<Code>([^<]+)</Code>')


class LocalAwsApp:
    """State: switches, call log, points, counters of faults, and moto's own backends."""

    def __init__(self, start: Switches) -> None:
        self._start = start
        self.switches = start
        self.calls = CallLog()
        self.points = Points()
        self._failures = FailureCounter()
        self._throttle = Throttle()
        self._moto = DomainDispatcherApplication(create_backend_app)
        self._control = Control(self)
        self._lock = threading.Lock()

    def set_switches(self, changes: dict[str, Any], *, afresh: bool = False) -> Switches:
        """Set some switches; `afresh` puts all the others back to what the server started with."""
        with self._lock:
            self.switches = switches.merged(self._start if afresh else self.switches, changes)
            if afresh or "fail" in changes:
                self._failures.clear()
            if afresh or "throttle" in changes:
                self._throttle.clear()
            return self.switches

    def __call__(self, environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        if environ.get("PATH_INFO", "").startswith(PREFIX):
            reply = self._control.answer(read_request(environ))
        else:
            reply = self._answer(environ)
        headers = {"Content-Length": str(len(reply.body)), **reply.headers}
        start_response(reply.status_line, list(headers.items()))
        return [reply.body]

    def _answer(self, environ: dict[str, Any]) -> Reply:
        http = read_request(environ)
        scope = http.scope
        if scope is None:
            return _unsigned(http) or forward(self._moto, environ, http)
        call = _call(http, scope)
        # One snapshot for the whole request: a switch may change while it runs.
        now = self.switches
        switches.current.set(now)
        if now.latency_ms:
            time.sleep(now.latency_ms / 1000)
        status, code = 500, "InternalFailure"
        try:
            reply = self._reply(environ, call, now)
            status, code = reply.status, _error_code(reply)
        finally:
            # Also when moto raises: werkzeug then answers with 500 and writes the traceback to the log.
            self.calls.add(call, status, code)
        reply.headers.setdefault("x-amzn-RequestId", str(uuid.uuid4()))
        return reply

    def _reply(self, environ: dict[str, Any], call: Call, now: Switches) -> Reply:
        try:
            return self._perform(environ, call, now)
        except AwsError as error:
            return render(error, call.service)
        except ServiceException as error:
            # Raised by moto's backends where we call them without moto's own responses around.
            return render(AwsError(str(error.code), str(error.message)), call.service)
        except NotImplementedError as error:
            return render(AwsError("UnknownOperationException", f"moto: {error}", 404), call.service)

    def _perform(self, environ: dict[str, Any], call: Call, now: Switches) -> Reply:
        call = _with_params(call)
        self.points.meet(call, "before")
        with counted(call):
            reply = self._answered(environ, call, now)
        if reply.status < 400:
            self.points.meet(call, "after")
            if error := self._failures.next_error(call, now.fail, "after"):
                raise error
        return reply

    def _answered(self, environ: dict[str, Any], call: Call, now: Switches) -> Reply:
        if error := self._throttle.refusal(call, now.throttle):
            raise error
        if error := denial(call, now) or self._failures.next_error(call, now.fail, "before"):
            raise error
        model = operation_model(call.service, call.operation)
        if model is not None and call.service in _CHECKED:
            check_input(model, call.params)
        return self._handle(environ, call)

    def _handle(self, environ: dict[str, Any], call: Call) -> Reply:
        answer = handlers.handle(call)
        if isinstance(answer, Reply):
            return answer
        if call.service == "bedrock" and not call.operation:
            return Reply(200, _UNKNOWN_PATH, {"Content-Type": "application/json"})
        if call.service in _NO_MOTO:
            text = f"The local AWS endpoint does not know {call.service}:{call.operation}."
            raise AwsError("UnknownOperationException", text, 404)
        return forward(self._moto, environ, (answer or call).http, call.account)


def _unsigned(http: HttpRequest) -> Reply | None:
    """The refusal of a call of the runtime without a signature or a key; moto would take it for one of S3."""
    service, operation = identify(http, "bedrock")
    if service != "bedrock-runtime" or not operation:
        return None
    return render(AwsError("MissingAuthenticationTokenException", "Missing Authentication Token", 403), service)


def _call(http: HttpRequest, scope: Scope) -> Call:
    service, operation = identify(http, scope.signing_name)
    return Call(service, operation, scope.region, account_of(scope.access_key), http)


def _with_params(call: Call) -> Call:
    model = operation_model(call.service, call.operation)
    if model is None or protocol_of(call.service) not in ("json", "rest-json"):
        return call
    return call.with_params(read_params(model, call.http))


def _error_code(reply: Reply) -> str:
    if reply.status < 400:
        return ""
    if header := reply.headers.get("x-amzn-errortype"):
        return header.split(":", 1)[0]
    found = _ERROR_CODE.search(reply.body.decode("utf-8", "replace"))
    return found.group(1) or found.group(2) if found else ""
