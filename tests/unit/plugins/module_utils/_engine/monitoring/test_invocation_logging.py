# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Converging invocation logging: a role that IAM does not know yet is waited for, and nothing is written in vain."""

from __future__ import annotations

from typing import Any

import pytest
from ansible_collections.genai.bedrock.plugins.module_utils._core.failures import CallError
from ansible_collections.genai.bedrock.plugins.module_utils._core.monitoring.invocation_logging import (
    LoggingDone,
    WantedLogging,
)
from ansible_collections.genai.bedrock.plugins.module_utils._engine.monitoring.invocation_logging import (
    ROLE_AFTER,
    converge,
)

CONFIG = {"cloudwatch_config": {"log_group_name": "/dev", "role_arn": "arn:aws:iam::123456789012:role/logs"}}
NEW_ROLE = (
    "Failed to validate permissions for log group: /dev, with role: logs. Verify the IAM role permissions are correct."
)


class FakeLogging:
    def __init__(self, live: dict[str, Any] | None = None, refusals: int = 0, message: str = NEW_ROLE) -> None:
        self.live, self.refusals, self.message = live or {}, refusals, message
        self.calls: list[str] = []

    def get(self) -> dict[str, Any]:
        self.calls.append("get")
        return dict(self.live)

    def put(self, config: Any) -> None:
        self.calls.append("put")
        if self.refusals:
            self.refusals -= 1
            raise CallError("Put", "us-east-1", "ValidationException", self.message)
        self.live = dict(config)

    def delete(self) -> None:
        self.calls.append("delete")
        self.live = {}


def run(fake: FakeLogging, *, check: bool = False, **options: Any) -> tuple[LoggingDone, list[float]]:
    slept: list[float] = []
    wanted = WantedLogging("us-east-1", **{"config": CONFIG, **options})
    return converge(wanted, fake, check=check, sleep=slept.append), slept


def test_a_new_role_is_waited_for() -> None:
    fake = FakeLogging(refusals=3)
    outcome, slept = run(fake)
    assert (outcome.config, slept) == (CONFIG, list(ROLE_AFTER[:3]))


def test_waiting_has_an_end() -> None:
    fake = FakeLogging(refusals=99)
    with pytest.raises(CallError, match="Failed to validate permissions"):
        run(fake)
    assert fake.calls.count("put") == len(ROLE_AFTER) + 1


def test_another_error_is_not_waited_for() -> None:
    fake = FakeLogging(refusals=99, message="no")
    with pytest.raises(CallError):
        run(fake)
    assert fake.calls == ["get", "put"]


@pytest.mark.parametrize(
    ("live", "options", "calls", "changed"),
    [
        (CONFIG, {}, ["get"], False),
        ({}, {"check": True}, ["get"], True),
        (CONFIG, {"absent": True, "check": True}, ["get"], True),
        (CONFIG, {"absent": True}, ["get", "delete"], True),
        ({}, {"absent": True}, ["get"], False),
    ],
    ids=["as wanted", "check mode", "check mode of a deletion", "delete", "nothing there"],
)
def test_nothing_is_called_in_vain(live: Any, options: dict[str, Any], calls: list[str], changed: bool) -> None:
    fake = FakeLogging(live)
    outcome, _slept = run(fake, **options)
    assert (fake.calls, outcome.changed) == (calls, changed)
