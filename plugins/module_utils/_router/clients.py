# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Clients with time limits."""

from __future__ import annotations

import contextlib
import threading
from typing import Any

from ansible_collections.genai.bedrock.plugins.module_utils._router.settings import ClientFactory, Settings

with contextlib.suppress(ImportError):  # the file can be imported, though not used, without boto3
    import boto3
    from botocore.config import Config

CONNECT_SECONDS = 1.5  # a lost packet is sent again after one second
_SHORTEST_SECONDS = 0.1  # with less left than this no call is begun
_MAKING = threading.Lock()  # making a client is not thread-safe, using one is; routers may share a session


class _Clients:
    """One client for each service, region and time limit: botocore fixes a read timeout when it makes a client."""

    def __init__(self, factory: ClientFactory, read_timeout: float, deadline: float) -> None:
        self._factory, self._limits = factory, _limits(read_timeout, deadline)
        self._made: dict[tuple[str, str, float], Any] = {}

    def get(self, service: str, region: str, left: float) -> Any:
        """A client whose calls take at most so long, within a percent."""
        fits = _for_the_answer(max(left, _SHORTEST_SECONDS)) * 1.01
        key = (service, region, next((limit for limit in self._limits if limit <= fits), self._limits[-1]))
        if key not in self._made:
            with _MAKING:
                if key not in self._made:
                    self._made[key] = self._factory(*key)
        return self._made[key]


def _limits(read_timeout: float, deadline: float) -> list[float]:
    """Time limits of clients: few, so that clients are used again, and the equal shares of up to eight targets."""
    shares = [min(read_timeout, _for_the_answer(deadline / count)) for count in range(1, 9)]
    limits = [shares[0]]
    while limits[-1] > _SHORTEST_SECONDS / 2:
        below = limits[-1] * 0.75
        limits.append(next((share for share in shares if below * 0.85 <= share < limits[-1]), below))
    return [round(limit, 3) for limit in limits]


def _for_the_answer(left: float) -> float:
    """How long an answer may be waited for, so that the connection before it fits in as well."""
    return max(left - CONNECT_SECONDS, left / 2)


def _client_factory(settings: Settings) -> ClientFactory:
    session, endpoint_url = settings.get("session") or boto3.session.Session(), settings.get("endpoint_url")
    base = Config(max_pool_connections=50, tcp_keepalive=True, user_agent_extra="genai.bedrock/inference_router")
    base = base.merge(settings.get("client_config") or Config())

    def make(service: str, region: str, seconds: float) -> Any:
        # The next target is the retry: botocore's own would only keep the caller waiting.
        once = {"mode": "standard", "total_max_attempts": 1}
        ours = Config(connect_timeout=min(CONNECT_SECONDS, seconds), read_timeout=seconds, retries=once)
        return session.client(service, region or None, endpoint_url=endpoint_url, config=base.merge(ours))

    return make
