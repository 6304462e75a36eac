# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The control interface under /_local_aws/: health, reset, switches, calls."""

from __future__ import annotations

import json
import os
from typing import TYPE_CHECKING, Any

from moto.core.base_backend import BackendDict
from moto.core.model_instances import reset_model_data

from . import PREFIX, ROOT
from .messages import HttpRequest, Reply
from .switches import SwitchError

if TYPE_CHECKING:
    from .app import LocalAwsApp


def reset_state() -> None:
    """Forget every resource: moto's backends, and with them the profiles."""
    BackendDict.reset()
    reset_model_data()


class Control:
    def __init__(self, app: LocalAwsApp) -> None:
        self._app = app

    def answer(self, http: HttpRequest) -> Reply:
        try:
            return _json(200, self._dispatch(f"{http.method} {http.path[len(PREFIX) :].rstrip('/')}", http.body))
        except SwitchError as error:
            return _json(400, {"message": str(error)})
        except LookupError as error:
            return _json(404, {"message": f"There is no {error.args[0]} under {PREFIX}."})

    def _dispatch(self, request: str, body: bytes) -> Any:
        app = self._app
        if request == "GET health":
            return {"status": "ok", "service": "local_aws", "pid": os.getpid(), "root": str(ROOT)}
        if request == "GET switches":
            return app.switches.as_json()
        if request == "PUT switches":
            return app.set_switches(_read(body)).as_json()
        if request == "POST reset":
            switches = app.set_switches(_read(body), afresh=True)
            reset_state()
            app.calls.clear()
            app.points.clear()
            return switches.as_json()
        if request == "GET calls":
            return app.calls.entries()
        if request == "DELETE calls":
            app.calls.clear()
            return {}
        raise LookupError(request)


def _read(body: bytes) -> dict[str, Any]:
    if not body.strip():
        return {}
    try:
        value = json.loads(body)
    except ValueError as error:
        raise SwitchError("The body is not valid JSON.") from error
    if not isinstance(value, dict):
        raise SwitchError("The body must be a JSON object of switches.")
    return value


def _json(status: int, value: Any) -> Reply:
    return Reply(status, json.dumps(value).encode(), {"Content-Type": "application/json"})
