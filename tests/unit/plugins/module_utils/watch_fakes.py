# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""An account in memory as observability sees it: alarms, dashboards, records and logs, which fail on demand."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from ansible_collections.genai.bedrock.plugins.module_utils._core.failures import CallError
from ansible_collections.genai.bedrock.plugins.module_utils._core.monitoring.dashboard_plan import LiveDashboard
from ansible_collections.genai.bedrock.plugins.module_utils._core.monitoring.log_destinations import LiveGroup, LiveRole

from tests.unit.plugins.module_utils.alarm_fakes import EAST, FakeAlarms
from tests.unit.plugins.module_utils.ssm_fakes import FakeStore

PREFIX = "/dev/bedrock/inference-profiles"
ACCOUNT = "123456789012"


@dataclass
class Fails:
    """Counts calls; ``faults``: call → code of the error that it answers with."""

    faults: dict[str, str] = field(default_factory=dict)
    calls: list[tuple[Any, ...]] = field(default_factory=list)

    def _call(self, kind: str, *about: Any) -> None:
        self.calls.append((kind, *about))
        if code := self.faults.get(kind):
            raise CallError(kind, EAST, code, "told by AWS", f"aws:{kind}")

    def writes(self) -> list[str]:
        return [call[0] for call in self.calls if call[0] not in ("GetDashboard", "get", "group", "role", "caller")]


@dataclass
class FakeDashboards(Fails):
    live: dict[str, LiveDashboard] = field(default_factory=dict)

    def seed(self, name: str, tags: Mapping[str, str]) -> None:
        self.live[name] = LiveDashboard(name, f"arn:{name}", {"widgets": []}, dict(tags))

    def get(self, name):
        self._call("GetDashboard", name)
        return self.live.get(name)

    def create(self, name, body, tags):
        self._call("create", name)
        self.live[name] = LiveDashboard(name, f"arn:{name}", body, tags)
        return []

    def update(self, name, body):
        self._call("update", name)
        self.live[name] = replace(self.live[name], body=body)
        return []

    def retag(self, arn, delta):
        self._call("retag", arn)

    def delete(self, name):
        self._call("delete", name)
        del self.live[name]


@dataclass
class FakeLogging(Fails):
    config: dict[str, Any] = field(default_factory=dict)

    def get(self):
        self._call("get")
        return self.config

    def put(self, config):
        self._call("put")
        self.config = dict(config)

    def delete(self):
        self._call("delete")


@dataclass
class FakeGroups(Fails):
    live: dict[str, LiveGroup] = field(default_factory=dict)

    def group(self, name):
        self._call("group")
        return self.live.get(name)

    def create(self, name, tags):
        self._call("create")
        self.live[name] = LiveGroup(None, tags)

    def retain(self, name, days):
        self._call("retain")
        self.live[name] = replace(self.live[name], retention=days)

    def retag(self, name, delta):
        self._call("retag")
        self.live[name] = replace(self.live[name], tags=delta.applied_to(self.live[name].tags))


@dataclass
class FakeRole(Fails):
    live: LiveRole | None = None

    def caller(self):
        self._call("caller")
        return ACCOUNT, f"arn:aws:iam::{ACCOUNT}:user/me"

    def role(self, name, policy):
        self._call("role")
        return self.live

    def create(self, wanted):
        self._call("create")
        self.live = LiveRole(wanted.arn, wanted.trust, None, wanted.boundary, wanted.tags)

    def trust(self, name, document):
        self._call("trust")
        self.live = replace(self.live, trust=document)

    def put_policy(self, name, policy, document):
        self._call("put_policy")
        self.live = replace(self.live, policy=document)

    def bound(self, name, boundary):
        self._call("bound")
        self.live = replace(self.live, boundary=boundary)

    def retag(self, name, delta):
        self._call("retag")


class FakeAccount:
    """Regions come into being when they are asked for, as clients do."""

    def __init__(self) -> None:
        self.alarmed: dict[str, FakeAlarms] = {}
        self.stores: dict[str, FakeStore] = {}
        self.logs: dict[str, FakeLogging] = {}
        self.groups: dict[str, FakeGroups] = {}
        self.board = FakeDashboards()
        self.own_role = FakeRole()

    def alarms(self, region: str) -> FakeAlarms:
        return self.alarmed.setdefault(region, FakeAlarms(region))

    def dashboards(self, _region: str) -> FakeDashboards:
        return self.board

    def parameters(self, region: str) -> FakeStore:
        return self.stores.setdefault(region, FakeStore(region))

    def logging(self, region: str) -> FakeLogging:
        return self.logs.setdefault(region, FakeLogging())

    def log_groups(self, region: str) -> FakeGroups:
        return self.groups.setdefault(region, FakeGroups())

    def log_role(self, _region: str) -> FakeRole:
        return self.own_role

    def publish(self, record: Mapping[str, Any], region: str = EAST) -> FakeAccount:
        path = f"{record['workload']}/{record['key']}"
        tags = {"ManagedBy": "genai.bedrock", "Environment": "dev", "Workload": record["workload"]}
        self.parameters(region).seed(f"{PREFIX}/{path}", json.dumps(record), tags | {"ProfileKey": record["key"]})
        return self

    def withdraw(self, path: str, region: str = EAST) -> None:
        del self.parameters(region).live[f"{PREFIX}/{path}"]

    def owners(self) -> set[str]:
        """Whose alarms there are."""
        live = [one for fake in self.alarmed.values() for one in fake.live.values()]
        return {f"{one.tags.get('Workload')}/{one.tags.get('ProfileKey')}" for one in live}

    def cloudwatch(self) -> list[str]:
        """What CloudWatch was asked, or told, so far."""
        requested = [call[0] for fake in self.alarmed.values() for call in fake.calls if call[0] != "our_tags"]
        return requested + [call[0] for call in self.board.calls]

    def writes(self) -> list[Any]:
        fakes = [self.board, self.own_role, *self.logs.values(), *self.groups.values(), *self.alarmed.values()]
        return [call for fake in fakes for call in fake.writes()]

    def forget_calls(self) -> None:
        for fake in [self.board, self.own_role, *self.logs.values(), *self.alarmed.values(), *self.stores.values()]:
            fake.calls.clear()
