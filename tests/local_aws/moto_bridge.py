# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Hands a request to moto's own application and takes its answer whole."""

from __future__ import annotations

import io
import threading
from collections.abc import Callable
from typing import Any

from .messages import HttpRequest, Reply

# moto's parameter store walks dictionaries that a parallel request may be changing.
MOTO_LOCK = threading.RLock()


def forward(moto: Callable[..., Any], environ: dict[str, Any], http: HttpRequest, account: str = "") -> Reply:
    """Answer with moto; `http.body` may differ from what the client sent."""
    environ = dict(environ)
    environ["wsgi.input"] = io.BytesIO(http.body)
    environ["CONTENT_LENGTH"] = str(len(http.body))
    if account:
        environ["HTTP_X_MOTO_ACCOUNT_ID"] = account
    started: list[Any] = []

    def start_response(status: str, headers: list[tuple[str, str]], _info: Any = None) -> None:
        started[:] = [int(status.split(" ", 1)[0]), dict(headers)]

    with MOTO_LOCK:
        chunks = moto(environ, start_response)
        body = b"".join(chunks)
        close = getattr(chunks, "close", None)
        if close:
            close()
    headers = {key: value for key, value in started[1].items() if key.lower() != "content-length"}
    return Reply(started[0], body, headers)
