# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The lock's name and value, and what a lock that is there says to a run that wants it."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta

import pytest
from ansible_collections.genai.bedrock.plugins.module_utils._core.failures import CallError
from ansible_collections.genai.bedrock.plugins.module_utils._core.lease import (
    LEASE_SECONDS,
    LiveLock,
    Lock,
    call_problem,
    held_problem,
    lock_problems,
    read_claim,
    state_of,
)
from ansible_collections.genai.bedrock.plugins.module_utils._core.parameters.rules import name_problems, value_problems

NOW = datetime(2026, 11, 30, 12, 0, 0, tzinfo=UTC)
LOCK = Lock("dev", "/dev/bedrock/inference-profiles/", "ann@ci-7 pid 12", "deploy copilot")
CLAIM = LOCK.claim("abc", NOW)


def live(text=CLAIM.text, age=0.0):
    return LiveLock(text, 3, NOW - timedelta(seconds=age), NOW)


def test_the_name_is_of_the_environment_and_the_prefix_and_below_no_prefix() -> None:
    assert LOCK.name == "/genai.bedrock.lock/dev/dev/bedrock/inference-profiles"
    deepest = Lock("e" * 32, "/level" * 10, "", "")
    for lock in (LOCK, deepest):
        assert name_problems(lock.name, "us-gov-west-1") == []
        assert not lock.name.startswith(f"{lock.prefix.rstrip('/')}/")
    others = [
        Lock("dev-eu", LOCK.prefix, "", ""),
        Lock("dev", "/dev/bedrock", "", ""),
        Lock("dev", "/dev.bedrock", "", ""),
    ]
    assert len({LOCK.name, *(lock.name for lock in others)}) == 4


@pytest.mark.parametrize(
    ("prefix", "refused"),
    [
        ("/dev/bedrock/inference-profiles", False),
        ("/genai.bedrock", False),
        ("/genai.bedrock.lock", True),
        ("/genai.bedrock.lock/", True),
        ("/genai.bedrock.lock/dev", True),
        ("/genai.bedrock.lock/prod", False),
    ],
)
def test_records_and_their_lock_lie_apart(prefix, refused) -> None:
    reported = lock_problems("dev", prefix)
    assert bool(reported) is refused
    assert all(one.path == "bedrock_ssm_prefix" and "choose another path" in one.message for one in reported)


def test_a_claim_is_read_as_it_was_written() -> None:
    assert read_claim(CLAIM.text) == CLAIM
    assert CLAIM.holder == "ann@ci-7 pid 12 (deploy copilot) since 2026-11-30T12:00:00Z"
    odd = Lock("dev", "/p", "ann@{{ host }}", "deploy\n{{ x }} " + "y" * 999).claim("abc", NOW)
    assert (odd.owner, len(odd.purpose), value_problems(odd.text, tier="standard")) == ("ann@ host", 200, [])


def changed(**values):
    return json.dumps(json.loads(CLAIM.text) | values)


@pytest.mark.parametrize(
    ("text", "age", "run", "state"),
    [
        (CLAIM.text, 0, "other", "held"),
        (CLAIM.text, LEASE_SECONDS - 0.1, "other", "held"),
        (CLAIM.text, LEASE_SECONDS, "other", "lapsed"),
        (CLAIM.text, -5, "other", "held"),
        (CLAIM.text, LEASE_SECONDS * 9, "abc", "ours"),
        (changed(lease_seconds=200), LEASE_SECONDS, "other", "held"),
        (changed(lease_seconds=1), 2, "other", "lapsed"),
        ("", 999, "other", "foreign"),
        ("[" * 100_000, 999, "other", "foreign"),
        ("[1]", 999, "other", "foreign"),
        ("{}", 999, "other", "foreign"),
        (changed(lock=2), 999, "other", "foreign"),
        (changed(environment="prod"), 999, "other", "foreign"),
        (changed(prefix="/elsewhere"), 999, "other", "foreign"),
        (changed(owner=None), 999, "other", "foreign"),
        (changed(run=""), 999, "", "foreign"),
        (changed(lease_seconds=0), 999, "other", "foreign"),
        (changed(lease_seconds=10**9), 999, "other", "foreign"),
        (changed(lease_seconds=True), 999, "other", "foreign"),
        (changed(lease_seconds="45"), 999, "other", "foreign"),
    ],
)
def test_what_a_lock_says_by_the_times_of_the_service(text, age, run, state) -> None:
    assert state_of(live(text, age), LOCK, run) == state


@pytest.mark.parametrize(
    ("code", "reported"),
    [
        ("AccessDeniedException", ["the caller needs the IAM action ssm:PutParameter", "with the feature lock"]),
        ("EndpointConnectionError", []),
    ],
)
def test_a_failed_call_names_the_lock_and_the_way_to_do_without(code, reported) -> None:
    problem = call_problem(LOCK, CallError("PutParameter", "us-east-1", code, "no", "ssm:PutParameter"))
    assert (problem.key, problem.region, problem.code) == (LOCK.name, "us-east-1", code)
    for text in [*reported, "bedrock_lock: false"]:
        assert text in problem.message
    assert ("feature lock" in problem.message) is bool(reported)


def test_a_lock_that_is_taken_too_long_names_its_owner() -> None:
    problem = held_problem(LOCK, "us-east-1", CLAIM, 600)
    assert problem.code == "LockHeld"
    for text in (CLAIM.holder, "bedrock_lock_timeout (600 seconds)", "nothing was written", "after 45 seconds"):
        assert text in problem.message
