# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The lock over botocore: what Parameter Store answers, and two runs that want it."""

from __future__ import annotations

import threading
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest
from ansible_collections.genai.bedrock.plugins.module_utils._aws.clients import Clients, Connection
from ansible_collections.genai.bedrock.plugins.module_utils._aws.lease import LeaseGateway
from ansible_collections.genai.bedrock.plugins.module_utils._core.failures import CallError
from ansible_collections.genai.bedrock.plugins.module_utils._core.lease import Lock, State, state_of
from ansible_collections.genai.bedrock.plugins.module_utils._core.problems import ProblemError
from ansible_collections.genai.bedrock.plugins.module_utils._engine.deployment.lease import acquire
from ansible_collections.genai.bedrock.plugins.module_utils._engine.lease import Timing

from tests.local_aws.server import LocalAws

EAST = "us-east-1"
LOCK = Lock("local", "/local/bedrock/inference-profiles", "ann@ci-7 pid 12", "deploy copilot")
CLAIM = LOCK.claim("run1", datetime.now(UTC))
#: Sleeps a tenth as long.
QUICK = Timing(sleep=lambda seconds: time.sleep(seconds / 10))


def gateway_of(aws: LocalAws) -> LeaseGateway:
    connection = Connection(EAST, endpoint_url=aws.url, access_key="local", secret_key="unused")
    return LeaseGateway(Clients(connection, workers=4), EAST)


@pytest.fixture
def gateway(aws: LocalAws) -> LeaseGateway:
    made = gateway_of(aws)
    aws.clear_calls()
    return made


def counted(aws: LocalAws) -> dict[str, int]:
    return dict(Counter(call["operation"] for call in aws.calls()))


def abandon(gateway: LeaseGateway) -> None:
    """What a killed run leaves, of a lease of one second."""
    assert gateway.create(LOCK.name, replace(CLAIM, lease_seconds=1).text, LOCK.tags)


def test_one_creates_it_and_its_holder_writes_and_deletes_it(gateway: LeaseGateway) -> None:
    assert gateway.read(LOCK.name) is None
    assert [gateway.create(LOCK.name, CLAIM.text, LOCK.tags) for _run in range(2)] == [True, False]
    found = gateway.read(LOCK.name)
    assert found is not None
    assert (found.claim, found.version, gateway.tags(LOCK.name)) == (CLAIM, 1, LOCK.tags)
    assert state_of(found, LOCK, "another") is State.HELD
    # The date of an answer has whole seconds.
    assert -1 <= (found.server_time - found.modified).total_seconds() < 5
    assert gateway.overwrite(LOCK.name, CLAIM.text) == 2
    assert gateway.tags(LOCK.name) == LOCK.tags
    for _again in range(2):
        gateway.delete(LOCK.name)
    assert gateway.read(LOCK.name) is None


def test_a_run_alone_makes_three_calls(aws: LocalAws, gateway: LeaseGateway) -> None:
    reported: list[str] = []
    with acquire(gateway, LOCK, timeout=0, notify=reported.append) as lease:
        lease.confirm()
        assert aws.client("ssm").get_parameters_by_path(Path=LOCK.prefix, Recursive=True)["Parameters"] == []
        aws.client("ssm").get_parameter(Name=LOCK.name)
    calls = counted(aws)
    assert (calls["PutParameter"], calls["GetParameters"], calls["DeleteParameter"]) == (1, 1, 1)
    assert (reported, lease.waited, lease.lost) == ([], False, True)


def test_another_run_waits_until_it_is_given_back(aws: LocalAws, gateway: LeaseGateway) -> None:
    second, reported = gateway_of(aws), []
    held = acquire(gateway, LOCK, timeout=0, notify=reported.append)

    def notify(line: str) -> None:
        reported.append(line)
        threading.Timer(0.2, held.release).start()

    bob = replace(LOCK, owner="bob@laptop pid 3")
    with acquire(second, bob, timeout=30, notify=notify, timing=QUICK) as lease:
        assert (lease.waited, held.lost, lease.lost) == (True, True, False)
    assert [line.partition(" since ")[0] for line in reported] == [
        f"waiting for the lock {LOCK.name}, held by ann@ci-7 pid 12 (deploy copilot)"
    ]
    assert gateway.read(LOCK.name) is None


def test_the_lock_of_a_killed_run_is_taken_over_when_it_has_lapsed(gateway: LeaseGateway) -> None:
    abandon(gateway)
    with acquire(gateway, LOCK, timeout=30, notify=lambda _line: None, timing=QUICK) as lease:
        found = gateway.read(LOCK.name)
        assert found is not None
        # A takeover that took too long counts for nothing, and is done again.
        assert (found.version >= 2, found.claim == CLAIM, lease.waited) == (True, False, True)
    assert gateway.read(LOCK.name) is None


def take(gateway: LeaseGateway) -> None:
    with acquire(gateway, LOCK, timeout=30, notify=lambda _line: None, timing=QUICK):
        pass


Before = Callable[[LeaseGateway, Any], None]


def theirs(_gateway: LeaseGateway, ssm: Any) -> None:
    ssm.put_parameter(Name=LOCK.name, Value="theirs", Type="StringList")


def secret(_gateway: LeaseGateway, ssm: Any) -> None:
    ssm.put_parameter(Name=LOCK.name, Value=CLAIM.text, Type="SecureString")


def untagged(_gateway: LeaseGateway, ssm: Any) -> None:
    ssm.put_parameter(Name=LOCK.name, Value=replace(CLAIM, lease_seconds=1).text, Type="String")


@pytest.mark.parametrize("before", [theirs, secret, untagged])
def test_a_foreign_parameter_in_its_place_is_reported_and_left_alone(
    aws: LocalAws, gateway: LeaseGateway, before: Before
) -> None:
    before(gateway, aws.client("ssm"))
    with pytest.raises(ProblemError) as refused:
        take(gateway)
    (problem,) = refused.value.problems
    assert (problem.code, problem.key, problem.region) == ("LockForeign", LOCK.name, EAST)
    assert aws.client("ssm").get_parameter(Name=LOCK.name)["Parameter"]["Version"] == 1


@pytest.mark.parametrize(
    ("operation", "prepare"), [("PutParameter", None), ("GetParameters", abandon), ("ListTagsForResource", abandon)]
)
def test_a_missing_permission_is_named(
    aws: LocalAws, gateway: LeaseGateway, operation: str, prepare: Callable[[LeaseGateway], None] | None
) -> None:
    if prepare:
        prepare(gateway)
    aws.switch(deny=[f"ssm:{operation}"])
    with pytest.raises(ProblemError, match=f"needs the IAM action ssm:{operation}.* bedrock_lock: false"):
        take(gateway)


def test_what_may_be_somebody_elses_by_then_is_sent_once(aws: LocalAws, gateway: LeaseGateway) -> None:
    abandon(gateway)
    for operation, call in (
        ("PutParameter", lambda: gateway.overwrite(LOCK.name, CLAIM.text)),
        ("DeleteParameter", lambda: gateway.delete(LOCK.name)),
    ):
        aws.switch(fail=[{"operation": operation, "code": "InternalServerError"}])
        aws.clear_calls()
        with pytest.raises(CallError, match="InternalServerError"):
            call()
        assert counted(aws) == {operation: 1}
