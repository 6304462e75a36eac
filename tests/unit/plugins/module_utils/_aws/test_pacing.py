# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The pace of calls: unlimited until a refusal, then what the service grants, found without being told."""

from __future__ import annotations

import itertools
import random

import pytest
from ansible_collections.genai.bedrock.plugins.module_utils._aws.pacing import FIRST_GUESS, SLOWEST, Pacer


class Time:
    """A clock that moves only when somebody sleeps."""

    def __init__(self):
        self.now = 100.0

    def clock(self):
        return self.now

    def sleep(self, seconds):
        self.now += seconds


class Service:
    """Grants so many calls a second and a burst; what it refuses costs nothing."""

    def __init__(self, time, rate, burst):
        self.time, self.rate, self.burst = time, rate, burst
        self.tokens, self.since = burst, time.now
        self.refusals = 0

    def call(self, pacer):
        """One call, repeated until it is granted; returns the attempts it took."""
        attempts = 0
        while True:
            attempts += 1
            pacer.wait()
            self.time.sleep(0.005)
            self.tokens = min(self.burst, self.tokens + (self.time.now - self.since) * self.rate)
            self.since = self.time.now
            if self.tokens >= 1:
                self.tokens -= 1
                pacer.granted()
                return attempts
            self.refusals += 1
            pacer.refused()


@pytest.fixture
def time():
    random.seed(7)
    return Time()


@pytest.fixture
def pacer(time):
    return Pacer(clock=time.clock, sleep=time.sleep)


def test_nobody_waits_while_nothing_is_refused(time, pacer):
    for _turn in range(500):
        pacer.wait()
        pacer.granted()
    assert (time.now, pacer.rate) == (100.0, None)


@pytest.mark.parametrize(
    ("rate", "burst", "calls", "most_time", "most_refused"),
    [
        pytest.param(10, 5, 30, 1.1, 0.2, id="few_calls"),
        pytest.param(10, 5, 300, 1.1, 0.2, id="many_calls"),
        pytest.param(10, 1, 100, 1.4, 0.2, id="no_burst"),
        pytest.param(2, 1, 20, 1.6, 0.4, id="slow_service"),
        pytest.param(100, 50, 1000, 1.2, 0.1, id="fast_service"),
        pytest.param(5, 200, 400, 1.1, 0.15, id="large_burst"),
    ],
)
def test_it_finds_what_the_service_grants(time, pacer, rate, burst, calls, most_time, most_refused):
    service = Service(time, rate, burst)
    attempts = [service.call(pacer) for _turn in range(calls)]
    assert (time.now - 100) / (calls / rate) <= most_time
    assert service.refusals / (calls + service.refusals) <= most_refused
    assert max(attempts) < 6


def test_it_follows_a_quota_that_grows_and_one_that_shrinks(time, pacer):
    service = Service(time, 10, 5)
    for rate in (10, 40, 5):
        service.rate = rate
        for _turn in range(100):
            service.call(pacer)
        assert rate * 0.7 < pacer.rate < rate * 1.6


def test_calls_that_were_under_way_when_the_pace_fell_do_not_lower_it_again(time, pacer):
    pacer.wait()
    for _turn in range(16):
        pacer.refused()
        time.now += 0.001
    assert pacer.rate == FIRST_GUESS


def test_a_pace_falls_by_half_at_most_and_never_below_the_slowest(time, pacer):
    paces = []
    for _turn in range(6):
        pacer.wait()
        pacer.refused()
        paces.append(pacer.rate)
    assert paces == [FIRST_GUESS, FIRST_GUESS / 2, FIRST_GUESS / 4, SLOWEST, SLOWEST, SLOWEST]


def test_turns_are_a_gap_apart_with_jitter(time, pacer):
    pacer.wait()
    pacer.refused()
    sent = []
    for _turn in range(50):
        pacer.wait()
        sent.append(time.now)
    gaps = [late - early for early, late in itertools.pairwise(sent)]
    assert 0.9 / FIRST_GUESS <= min(gaps) < max(gaps) <= 1.1 / FIRST_GUESS + 1e-9
