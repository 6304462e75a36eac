# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Each kind of resource can have all of its tags renamed at once, though the old and new ones together are too many."""

from __future__ import annotations

from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

import pytest
from ansible_collections.genai.bedrock.plugins.module_utils._aws.alarms import AlarmGateway
from ansible_collections.genai.bedrock.plugins.module_utils._aws.dashboards import DashboardGateway
from ansible_collections.genai.bedrock.plugins.module_utils._aws.gateway import RegionGateway
from ansible_collections.genai.bedrock.plugins.module_utils._aws.guardrails import GuardrailGateway
from ansible_collections.genai.bedrock.plugins.module_utils._aws.log_groups import LogGroupGateway
from ansible_collections.genai.bedrock.plugins.module_utils._aws.log_role import LogRoleGateway
from ansible_collections.genai.bedrock.plugins.module_utils._core.tags import diff_tags

OURS = {"ManagedBy": "genai.bedrock", "Environment": "dev", "Workload": "copilot", "ProfileKey": "chat"}
OLD = OURS | {f"old{number}": "x" for number in range(30)}
NEW = OURS | {f"new{number}": "x" for number in range(30)}


class FakeClient:
    """A service that refuses what is over the limit, whatever its spelling."""

    def __init__(self) -> None:
        self.current = dict(OLD)
        self.sizes: list[int] = []

    def tag_resource(self, **request: Any) -> None:
        rows = request.get("tags") or request["Tags"]
        self._now(self.current | {row.get("key") or row["Key"]: row.get("value") or row["Value"] for row in rows})

    def untag_resource(self, **request: Any) -> None:
        keys = request.get("tagKeys") or request["TagKeys"]
        self._now({key: value for key, value in self.current.items() if key not in keys})

    def tag_log_group(self, **request: Any) -> None:
        self._now(self.current | request["tags"])

    def untag_log_group(self, **request: Any) -> None:
        self._now({key: value for key, value in self.current.items() if key not in request["tags"]})

    tag_role, untag_role = tag_resource, untag_resource

    def _now(self, current: dict[str, str]) -> None:
        assert len(current) <= 50
        assert current.items() >= OURS.items()
        self.current = current
        self.sizes.append(len(current))


@pytest.mark.parametrize(
    "gateway",
    [RegionGateway, GuardrailGateway, AlarmGateway, DashboardGateway, LogGroupGateway, LogRoleGateway],
)
def test_the_ones_that_go_make_room_and_identity_stays(gateway: Callable[..., Any]) -> None:
    client = FakeClient()
    clients = SimpleNamespace(client=lambda *_place: client, later=lambda *_place: lambda: client)
    gateway(clients, "us-east-1").retag("arn", diff_tags(OLD, NEW, purge=True))
    assert client.current == NEW
    assert client.sizes == [20, 50, 34]
