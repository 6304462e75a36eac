# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The alarms that published profiles want, made of their records: a map for genai.bedrock.cloudwatch_alarms.

Metrics and their dimension ModelId, which is the profile's id: Bedrock User Guide, Monitor bedrock-runtime inference
using CloudWatch metrics. They are emitted in the region that is called.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from ansible_collections.genai.bedrock.plugins.module_utils._core.models.ids import EMBEDDING as VECTORS
from ansible_collections.genai.bedrock.plugins.module_utils._core.monitoring.guardrail_metrics import (
    INTERVENTIONS as INTERVENED,
)
from ansible_collections.genai.bedrock.plugins.module_utils._core.monitoring.guardrail_metrics import (
    NAMESPACE as GUARDRAILS,
)
from ansible_collections.genai.bedrock.plugins.module_utils._core.monitoring.guardrail_metrics import (
    pinned_guardrails,
)
from ansible_collections.genai.bedrock.plugins.module_utils._core.monitoring.watch_settings import (
    INTERVENTIONS,
    WatchSettings,
    actions_in,
)
from ansible_collections.genai.bedrock.plugins.module_utils._core.tags import PROFILE_KEY, WORKLOAD

NAMESPACE = "AWS/Bedrock"
DIMENSION = "ModelId"
INPUT, OUTPUT = "InputTokenCount", "OutputTokenCount"
#: In the place of a key, in the name and the tags of an alarm on the guardrail that entries share.
GUARDRAIL = "guardrail"
_DAY = 86_400


@dataclass(frozen=True, slots=True)
class Watch:
    """One metric that is watched period by period."""

    setting: str
    metric: str
    statistic: str
    label: str
    namespace: str = NAMESPACE


WATCHES = (
    Watch("throttles", "InvocationThrottles", "Sum", "throttled calls"),
    Watch("server_errors", "InvocationServerErrors", "Sum", "server errors"),
    Watch("client_errors", "InvocationClientErrors", "Sum", "client errors"),
    Watch("latency", "InvocationLatency", "p90", "milliseconds for the slowest tenth of calls"),
)
_BUDGET = "daily_tokens"
_GUARDING = Watch(INTERVENTIONS, INTERVENED, "Sum", "interventions of the guardrail", GUARDRAILS)

#: Setting that decides about it, and the options of the alarm.
Alarm = tuple[str, dict[str, Any]]


def wanted_alarms(
    records: Mapping[str, Any],
    environment: str,
    settings: Mapping[str, Any] | None = None,
    entries: Mapping[str, Any] | None = None,
    *,
    absent: bool = False,
    variables: str = "",
) -> dict[str, dict[str, Any]]:
    """Name → options of an alarm for each metric of each target; raises with all that is wrong in the settings.

    With ``absent``, every alarm that there could be is wanted away. The other options: see WatchSettings.
    """
    workloads = list(dict.fromkeys(path.partition("/")[0] for path in records))
    found = WatchSettings(settings or {}, entries or {}, workloads, variables)
    wanted: dict[str, dict[str, Any]] = {}

    def want(path: str, own: Mapping[str, Any], alarms: Iterator[Alarm]) -> None:
        for setting, options in alarms:
            name = f"{environment}-{path.replace('/', '-')}-{options['region']}-{setting.replace('_', '-')}"
            if absent:
                wanted.setdefault(name, {"region": options["region"], "state": "absent"})
            elif own["enabled"] and own[setting]:
                wanted.setdefault(name, options)

    for path, record in records.items():
        own = found.of(path)
        for target in record["targets"]:
            want(path, own, _alarms(path, record, target, own))
    for (workload, region), dimensions in pinned_guardrails(records).items():
        path, own = f"{workload}/{GUARDRAIL}", found.of(workload)
        want(path, own, iter([_watched(_GUARDING, path, f"{path} in {region}", region, dimensions, own)]))
    return wanted


def _alarms(path: str, record: Mapping[str, Any], target: Mapping[str, Any], own: Mapping[str, Any]) -> Iterator[Alarm]:
    """Each that there could be."""
    region, dimensions = target["region"], {DIMENSION: target["profile_id"]}
    where = f"{path} in {region} ({target['name']})"
    for watch in WATCHES:
        yield _watched(watch, path, where, region, dimensions, own)
    vectors = record.get("kind") == VECTORS
    yield _BUDGET, {**_common(path, region, own), **_budget(where, dimensions, own[_BUDGET], vectors=vectors)}


def _common(path: str, region: str, own: Mapping[str, Any]) -> dict[str, Any]:
    workload, _slash, key = path.partition("/")
    return {
        "region": region,
        "comparison": "GreaterThanOrEqualToThreshold",
        # A profile without calls has no data, which is not a problem.
        "treat_missing_data": "notBreaching",
        "alarm_actions": actions_in(own["alarm_actions"], region),
        "ok_actions": actions_in(own["ok_actions"], region),
        "tags": {WORKLOAD: workload, PROFILE_KEY: key},
    }


def _watched(
    watch: Watch, path: str, where: str, region: str, dimensions: Mapping[str, str], own: Mapping[str, Any]
) -> Alarm:
    points, periods, seconds = own["datapoints_to_alarm"], own["evaluation_periods"], own["period"]
    return watch.setting, {
        **_common(path, region, own),
        "description": f"{where}: {own[watch.setting]} or more {watch.label} "
        f"in {points} of {periods} periods of {seconds} seconds",
        "threshold": own[watch.setting],
        "evaluation_periods": periods,
        "datapoints_to_alarm": points,
        **_metric(watch, dimensions, seconds),
    }


def _budget(where: str, dimensions: Mapping[str, str], tokens: object, *, vectors: bool) -> dict[str, Any]:
    watched = {
        "description": f"{where}: {tokens} or more tokens within 24 hours",
        "threshold": tokens,
        "evaluation_periods": 1,
        "datapoints_to_alarm": 1,
    }
    # Vectors are no tokens, so that there is no second metric to add.
    if vectors:
        return watched | _metric(Watch(_BUDGET, INPUT, "Sum", "tokens"), dimensions, _DAY)
    total = {"id": "total", "expression": "FILL(input, 0) + FILL(output, 0)", "label": "Tokens", "return_data": True}
    return watched | {"metrics": [_query("input", INPUT, dimensions), _query("output", OUTPUT, dimensions), total]}


def _metric(watch: Watch, dimensions: Mapping[str, str], period: int) -> dict[str, Any]:
    return {
        "namespace": watch.namespace,
        "metric_name": watch.metric,
        "dimensions": dict(dimensions),
        "statistic": watch.statistic,
        "period": period,
    }


def _query(name: str, metric: str, dimensions: Mapping[str, str]) -> dict[str, Any]:
    source = {"namespace": NAMESPACE, "metric_name": metric, "dimensions": dict(dimensions)}
    return {"id": name, "metric_stat": {"metric": source, "period": _DAY, "stat": "Sum"}, "return_data": False}
