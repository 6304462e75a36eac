# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The waves of a run: how many calls wait for each other, if as many can be under way at once as a run has.

Time is logical: a call takes one unit, whichever thread makes it, and what runs side by side begins at the same time.
"""

from __future__ import annotations

import threading

from ansible_collections.genai.bedrock.plugins.module_utils._engine.pool import Pool

from tests.unit.plugins.module_utils.environment_fakes import FakeAws, Runtime


class _Clock(threading.local):
    now = 0


class TimedPool(Pool):
    """``waves`` is the time in the thread that asks."""

    def __init__(self, workers: int = 8) -> None:
        super().__init__(workers)
        self._clock = _Clock()

    @property
    def waves(self) -> int:
        return self._clock.now

    def tick(self) -> None:
        self._clock.now += 1

    def map(self, work, tasks, *, place=None):
        return self._timed(lambda timed: super(TimedPool, self).map(timed, tasks, place=place), work)

    def in_parallel(self, work, tasks):
        return self._timed(lambda timed: super(TimedPool, self).in_parallel(timed, tasks), work)

    def _timed(self, run, work):
        began = self._clock.now
        ends = [began]

        def timed(task):
            self._clock.now = began
            try:
                return work(task)
            finally:
                ends.append(self._clock.now)

        result = run(timed)
        self._clock.now = max(ends)
        return result


class TimedAws(FakeAws):
    """An account each call to which takes a unit of time."""

    def time(self, pool: TimedPool) -> None:
        self.before = lambda *_call: pool.tick()

    def runtime(self, region):
        super().runtime(region)
        return _TimedRuntime(self, region)

    def caller(self):
        self._before("", "sts", "caller")
        return super().caller()

    def simulate(self, principal, question):
        self._before("", "iam", "simulate")
        return super().simulate(principal, question)


class _TimedRuntime(Runtime):
    def answer(self, check):
        self.aws._before(self.region, "runtime", "answer")
        return super().answer(check)

    def intervenes(self, check):
        self.aws._before(self.region, "runtime", "intervenes")
        return super().intervenes(check)
