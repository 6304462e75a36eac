# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Throttling on demand: a token bucket for each service, account and region."""

from __future__ import annotations

import threading
import time
from collections.abc import Mapping

from .errors import AwsError
from .messages import Call

#: A bucket holds what half a second grants, at least one call (assumed; no source tells a rate, fact sheet 6).
BURST_SECONDS = 0.5

# Fact sheet 8 and 9.
_ERRORS = {
    "ssm": ("ThrottlingException", "Rate exceeded"),
    "resourcegroupstaggingapi": ("ThrottledException", "Rate exceeded"),
}
# Recorded of ListInferenceProfiles: aws-samples/bedrock-access-gateway issue 104.
_BEDROCK = (
    "ThrottlingException",
    "Too many requests, please wait before trying again. You have sent too many requests.  Wait before trying again.",
)


class Throttle:
    """Grants each service so many calls a second in each account and region; what it refuses costs no token."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._buckets: dict[tuple[str, str, str], tuple[float, float]] = {}

    def clear(self) -> None:
        with self._lock:
            self._buckets.clear()

    def refusal(self, call: Call, rates: Mapping[str, float]) -> AwsError | None:
        """The error for a call that comes too soon."""
        rate = rates.get(call.service)
        if rate is None or self._take((call.service, call.account, call.region), rate):
            return None
        return AwsError(*_ERRORS.get(call.service, _BEDROCK))

    def _take(self, place: tuple[str, str, str], rate: float) -> bool:
        room = max(1.0, rate * BURST_SECONDS)
        with self._lock:
            now = time.monotonic()
            tokens, since = self._buckets.get(place, (room, now))
            tokens = min(room, tokens + (now - since) * rate)
            granted = tokens >= 1
            self._buckets[place] = (tokens - 1 if granted else tokens, now)
        return granted
