# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""A region's alarms in memory, which count what they are asked and fail on demand."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from threading import Lock
from typing import Any

from ansible_collections.genai.bedrock.plugins.module_utils._core.failures import CallError
from ansible_collections.genai.bedrock.plugins.module_utils._core.monitoring.metric_alarms import LiveAlarm

from tests.unit.plugins.module_utils.fakes import retagged

DEV = {"Environment": "dev"}
OURS = {"ManagedBy": "genai.bedrock", **DEV}
OPTIONS: dict[str, Any] = {
    "namespace": "AWS/Bedrock",
    "metric_name": "InvocationThrottles",
    "dimensions": {"ModelId": "abc"},
    "statistic": "Sum",
    "period": 300,
    "evaluation_periods": 3,
    "comparison": "GreaterThanOrEqualToThreshold",
    "threshold": 10,
}
_INPUT = {"namespace": "AWS/Bedrock", "metric_name": "InputTokenCount", "dimensions": {"ModelId": "abc"}}
MATH: list[dict[str, Any]] = [
    {"id": "input", "metric_stat": {"metric": _INPUT, "period": 86400, "stat": "Sum"}, "return_data": False},
    {"id": "total", "expression": "2 * input"},
]
BAND: dict[str, Any] = {
    "metrics": [
        {"id": "m1", "metric_stat": {"metric": _INPUT, "period": 300, "stat": "Sum"}},
        {"id": "ad1", "expression": "ANOMALY_DETECTION_BAND(m1, 2)"},
    ],
    "comparison": "LessThanLowerOrGreaterThanUpperThreshold",
    "threshold_metric_id": "ad1",
    "evaluation_periods": 2,
}
PROMQL: dict[str, Any] = {
    "evaluation_criteria": {"promql_criteria": {"query": "avg(latency) > 1", "pending_period": 60}},
    "evaluation_interval": 60,
}
NEWER: dict[str, Any] = {
    "evaluation_window": {"wall_clock_window": {"timezone": "UTC"}},
    "warm_up_configuration": {"warm_up_period_duration_in_minutes": 10},
    "action_configuration": {"alarm_tags_propagation": {"enabled": True, "included_tag_keys": ["Workload"]}},
}
#: What takes optional settings away.
REMOVED: dict[str, Any] = {"description": "", "datapoints_to_alarm": None, "treat_missing_data": "", "unit": ""}
EAST, WEST = "us-east-1", "us-west-2"


def alarm(
    name: str,
    tags: Mapping[str, str] | None = None,
    *,
    region: str = EAST,
    settings: Mapping[str, Any] | None = None,
) -> LiveAlarm:
    arn = f"arn:aws:cloudwatch:{region}:123456789012:alarm:{name}"
    return LiveAlarm(name, region, arn, settings or {}, OURS if tags is None else tags)


@dataclass
class FakeAlarms:
    region: str = EAST
    live: dict[str, LiveAlarm] = field(default_factory=dict)
    #: What the tagging API tells, where that is not how it is.
    bulk: dict[str, dict[str, str]] | None = None
    #: Call → code of the error that it answers with.
    faults: dict[str, str] = field(default_factory=dict)
    calls: list[tuple[Any, ...]] = field(default_factory=list)
    lock: Lock = field(default_factory=Lock)

    def seed(self, name: str, tags: Mapping[str, str] | None = None, **settings: Any) -> FakeAlarms:
        self.live[name] = alarm(name, tags, region=self.region, settings=settings)
        return self

    def kinds(self) -> list[str]:
        return [call[0] for call in self.calls]

    def writes(self) -> list[tuple[Any, ...]]:
        return [call for call in self.calls if call[0] in ("put", "retag", "delete")]

    def _call(self, kind: str, *about: Any) -> None:
        with self.lock:
            self.calls.append((kind, *about))
        if code := self.faults.get(kind):
            raise CallError(kind, self.region, code, "told by AWS", f"cloudwatch:{kind}")

    def alarms(self, names):
        self._call("alarms", *names)
        return [replace(self.live[name], tags=None) for name in names if name in self.live]

    def our_tags(self, owner):
        self._call("our_tags")
        if self.bulk is not None:
            return self.bulk
        whose = {"ManagedBy": "genai.bedrock", **owner}
        return {one.arn: dict(one.tags) for one in self.live.values() if whose.items() <= one.tags.items()}

    def tags(self, arn):
        name = arn.rpartition(":")[2]
        self._call("tags", name)
        if name not in self.live:
            raise CallError("tags", self.region, "ResourceNotFoundException", "no such alarm")
        return dict(self.live[name].tags)

    def put(self, name, settings, tags):
        self._call("put", name)
        current = self.live.get(name)
        self.live[name] = alarm(name, current.tags if current else tags, region=self.region, settings=settings)

    def retag(self, arn, delta):
        name = arn.rpartition(":")[2]
        self._call("retag", name)
        tags = dict(self.live[name].tags)
        retagged(tags, delta)
        self.live[name] = replace(self.live[name], tags=tags)

    def delete(self, names):
        self._call("delete", *names)
        for name in names:
            self.live.pop(name, None)
