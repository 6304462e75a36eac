# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The pace at which a service in a region answers: unknown, and so unlimited, until the first call is refused."""

from __future__ import annotations

import random
import threading
import time
from collections.abc import Callable

#: Calls per second after the first throttling error, which only shows that the burst is used up.
FIRST_GUESS = 8.0
SLOWEST = 1.0
#: After a further refusal: this share of the pace at which calls were granted since the last one.
AFTER_REFUSAL = 0.9
#: With every granted call, so that a pace that was guessed too low, or a quota that grew, is found.
AFTER_GRANT = 1.04


class Pacer:
    """Shared by all threads that call one service in one region.

    AWS does not publish a rate; it throttles. Between two throttling errors it grants exactly its rate, so that is
    measured, and the pace stays a little below until it has grown into the next refusal.
    """

    def __init__(
        self, *, clock: Callable[[], float] = time.monotonic, sleep: Callable[[float], None] = time.sleep
    ) -> None:
        self._clock, self._sleep = clock, sleep
        self._queue, self._state = threading.Lock(), threading.Lock()
        self._mine = threading.local()
        self._granted = 0
        self._slowed = self._next = float("-inf")
        #: Calls a second, None while nothing was refused.
        self.rate: float | None = None

    def wait(self) -> None:
        """Wait for the turn of a call. One thread sleeps, the others queue, so that a new pace applies to them."""
        if self.rate is not None:
            with self._queue:
                self._sleep(max(0.0, self._next - self._clock()))
                with self._state:
                    self._next = max(self._next, self._clock()) + self._gap()
        self._mine.sent = self._clock()

    def granted(self) -> None:
        """After a call that the service took on, whatever came of it."""
        with self._state:
            self._granted += 1
            if self.rate is not None:
                self.rate *= AFTER_GRANT

    def refused(self) -> None:
        """After a throttled call. Calls sent before the last slowdown say nothing about the current pace."""
        with self._state:
            if self._mine.sent <= self._slowed:
                return
            now = self._clock()
            if self.rate is None:
                self.rate = FIRST_GUESS
            else:
                measured = self._granted / max(now - self._slowed, 0.001)
                self.rate = max(SLOWEST, self.rate / 2, min(self.rate, measured) * AFTER_REFUSAL)
            self._granted, self._slowed = 0, now
            self._next = max(self._next, now + self._gap())

    def _gap(self) -> float:
        # Jitter, so that several runs against one quota do not march in step.
        return random.uniform(0.9, 1.1) / (self.rate or FIRST_GUESS)
