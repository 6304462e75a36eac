# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The log of API calls: one entry for each HTTP request that names an operation."""

from __future__ import annotations

import threading
from collections import deque
from typing import Any

from .about import authorizations
from .messages import Call
from .services import iam_action

# Enough for any test run; a server that is left running for weeks must not grow without end.
_KEPT = 200_000


class CallLog:
    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._entries: deque[dict[str, Any]] = deque(maxlen=_KEPT)

    def add(self, call: Call, status: int, code: str) -> None:
        entry = {
            "service": call.service,
            "operation": call.operation,
            "action": iam_action(call.service, call.operation),
            "region": call.region,
            "account": call.account,
            "status": status,
            "code": code,
            "authorizations": authorizations(call),
        }
        with self._lock:
            self._entries.append(entry)

    def entries(self) -> list[dict[str, Any]]:
        with self._lock:
            return list(self._entries)

    def clear(self) -> None:
        with self._lock:
            self._entries.clear()
