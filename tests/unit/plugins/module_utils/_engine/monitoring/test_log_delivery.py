# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Logging in several regions: the role first, each region for itself, and nothing of others is written to."""

from __future__ import annotations

from typing import Any

from ansible_collections.genai.bedrock.plugins.module_utils._core.monitoring.log_destinations import LiveGroup, LiveRole
from ansible_collections.genai.bedrock.plugins.module_utils._core.monitoring.log_settings import LogSettings
from ansible_collections.genai.bedrock.plugins.module_utils._engine.monitoring.log_delivery import (
    Delivered,
    Delivery,
    deliver,
)

from tests.unit.plugins.module_utils.alarm_fakes import EAST, WEST
from tests.unit.plugins.module_utils.watch_fakes import FakeAccount

GROUP = LogSettings(group="/logs")
ROLE = "arn:aws:iam::123456789012:role/dev-bedrock-invocation-logging"


def run(account: FakeAccount, settings: LogSettings = GROUP, *, check: bool = False, **tags: Any) -> Delivered:
    task = Delivery(settings, "dev", (EAST, WEST), tags, check, lambda _seconds: None, 2)
    return deliver(task, account)


def test_everything_is_made_once() -> None:
    account = FakeAccount()
    planned = run(account, check=True)
    assert (account.writes(), planned.changed) == ([], True)
    done = run(account)
    assert [row["action"] for row in planned.rows] == [row["action"] for row in done.rows]
    assert account.own_role.writes() == ["create", "put_policy"]
    assert account.groups[WEST].live["/logs"].retention == 30
    assert account.logs[WEST].config["cloudwatch_config"] == {"log_group_name": "/logs", "role_arn": ROLE}
    assert sorted(done.regions) == [EAST, WEST]
    account.forget_calls()
    assert not run(account).changed


def test_a_bucket_needs_neither_role_nor_log_group() -> None:
    account = FakeAccount()
    run(account, LogSettings(bucket="b-{region}"))
    assert (account.own_role.calls, account.groups) == ([], {})
    assert account.logs[EAST].config["s3_config"]["bucket_name"] == "b-us-east-1"


def test_without_its_role_nothing_is_logged() -> None:
    account = FakeAccount()
    account.own_role.live = LiveRole(ROLE, {}, None)
    done = run(account)
    assert ["there without our tags" in problem.message for problem in done.problems] == [True]
    assert (account.logs, account.groups) == ({}, {})


def test_a_region_that_fails_keeps_no_other_from_being_logged() -> None:
    account = FakeAccount()
    account.logging(EAST).config = {"s3_config": {"bucket_name": "audit"}}
    account.log_groups(WEST).live["/logs"] = LiveGroup(None, {})
    done = run(account, LogSettings(group="/logs", role_arn=ROLE))
    assert [(problem.region, problem.code) for problem in done.problems] == [(EAST, "Foreign")]
    assert done.regions == [WEST]
    assert account.groups[WEST].writes() == []
    account.groups[WEST].faults = {"group": "InternalFailure"}
    assert [problem.code for problem in run(account, LogSettings(group="/logs", role_arn=ROLE)).problems][1:] == [
        "InternalFailure"
    ]


def test_a_role_of_ours_is_kept_as_it_shall_be() -> None:
    account = FakeAccount()
    run(account)
    account.forget_calls()
    boundary = "arn:aws:iam::123456789012:policy/b"
    run(account, LogSettings(group="/other", role_boundary_arn=boundary), Team="a")
    assert account.own_role.writes() == ["retag", "bound", "put_policy"]
