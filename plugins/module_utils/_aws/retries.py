# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Attempts of one call: again at the service's pace after throttling, again soon after a fault, and then no more.

botocore's own modes do not fit a run that makes some hundred calls at once: `standard` and `adaptive` wait for seconds
after a throttled call, `adaptive` takes its pace from half-second samples and may fall to a call every two seconds, and
both stop retrying when their quota of retries is used up.
"""

from __future__ import annotations

import random
import time
from collections.abc import Callable
from contextlib import suppress
from typing import Any

from ansible_collections.genai.bedrock.plugins.module_utils._aws.pacing import Pacer

with suppress(ImportError):  # AnsibleAWSModule reports what is missing
    from botocore.exceptions import ConnectionError as BotocoreConnectionError
    from botocore.exceptions import HTTPClientError

#: For the client's Config: botocore itself must not retry where this module does.
ONE_ATTEMPT = {"mode": "standard", "total_max_attempts": 1}
MOST_ATTEMPTS = 10
#: Seconds from the first fault of a call after which it is not tried again; timeouts are long themselves.
PATIENCE = 60.0
_SOON, _LATEST = 0.05, 2.0
#: Codes of "too fast" (botocore.retries.standard lists more, of other services); each may come with 400 or 429.
_THROTTLED = frozenset(
    {
        "Throttling",
        "ThrottlingException",
        "ThrottledException",
        "TooManyRequestsException",
        "RequestLimitExceeded",
        "RequestThrottled",
        "RequestThrottledException",
        "SlowDown",
    }
)
#: Codes of faults, whatever status they come with.
_FAULTS = frozenset(
    {
        "InternalFailure",
        "InternalServerError",
        "InternalServerException",
        "InternalServiceException",
        "PriorRequestNotComplete",
        "RequestTimeout",
        "RequestTimeoutException",
        "ServiceUnavailable",
        "ServiceUnavailableException",
    }
)
_FIRST_FAULT = "genai_bedrock_first_fault"


class Retries:
    """Listens to the events of one client; botocore calls it in whichever thread makes the call."""

    def __init__(
        self, pacer: Pacer, *, attempts: int | None = None, clock: Callable[[], float] = time.monotonic
    ) -> None:
        """``attempts`` of one call, the first included, as the user's shell or profile limits them."""
        self._pacer, self._clock = pacer, clock
        self._most = MOST_ATTEMPTS if attempts is None else attempts

    def listen(self, client: Any) -> None:
        service = client.meta.service_model.service_id.hyphenize()
        client.meta.events.register(f"before-send.{service}", self.before_send)
        client.meta.events.register(f"needs-retry.{service}", self.needs_retry)

    def before_send(self, **_event: Any) -> None:
        self._pacer.wait()

    def needs_retry(
        self, *, response: Any, caught_exception: Exception | None, attempts: int, request_dict: Any, **_event: Any
    ) -> float | None:
        """Seconds until the next attempt, None for none."""
        status, code = _error_of(response)
        if code in _THROTTLED or status == 429:
            self._pacer.refused()
            return 0.0 if attempts < self._most else None
        if not _is_fault(status, code, caught_exception):
            self._pacer.granted()
            return None
        now = self._clock()
        out_of_time = now - request_dict["context"].setdefault(_FIRST_FAULT, now) >= PATIENCE
        if attempts >= self._most or out_of_time:
            return None
        return random.uniform(0, min(_SOON * 2**attempts, _LATEST))


def _error_of(response: Any) -> tuple[int, str]:
    """Status and error code; both empty where no answer came."""
    if response is None:
        return 0, ""
    answer, parsed = response
    return answer.status_code, parsed.get("Error", {}).get("Code", "")


def _is_fault(status: int, code: str, caught: Exception | None) -> bool:
    """Whether the service or the way to it failed, so that the same request may succeed a little later."""
    if caught is not None:
        return isinstance(caught, (BotocoreConnectionError, HTTPClientError))
    return status >= 500 or code in _FAULTS
