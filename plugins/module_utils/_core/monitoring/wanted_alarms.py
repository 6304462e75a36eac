# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The alarms that published profiles want, made of their records: a map for genai.bedrock.cloudwatch_alarms.

Metrics and their dimension ModelId, which is the profile's id: Bedrock User Guide, Monitor bedrock-runtime inference
using CloudWatch metrics. They are emitted in the region that is called.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from ansible_collections.genai.bedrock.plugins.module_utils._core.casting import as_bool, as_int, as_number, as_texts
from ansible_collections.genai.bedrock.plugins.module_utils._core.leaves import Leaf, at_least, read_leaves
from ansible_collections.genai.bedrock.plugins.module_utils._core.models.ids import EMBEDDING as VECTORS
from ansible_collections.genai.bedrock.plugins.module_utils._core.problems import Problem, ProblemError
from ansible_collections.genai.bedrock.plugins.module_utils._core.suggestions import did_you_mean
from ansible_collections.genai.bedrock.plugins.module_utils._core.tags import PROFILE_KEY, WORKLOAD
from ansible_collections.genai.bedrock.plugins.module_utils._core.workloads.entries import (
    CAI,
    COPILOT,
    CROSS_REGION,
    EMBEDDING,
    INFERENCE_PROFILES,
)

NAMESPACE = "AWS/Bedrock"
DIMENSION = "ModelId"
INPUT, OUTPUT = "InputTokenCount", "OutputTokenCount"
_DAY = 86_400
_KINDS = (COPILOT, CAI, EMBEDDING, CROSS_REGION, INFERENCE_PROFILES)

#: What holds where nobody says otherwise. A threshold of 0 switches the alarm off.
DEFAULTS: dict[str, Any] = {
    "enabled": True,
    "throttles": 10,
    "server_errors": 5,
    "client_errors": 20,
    "latency": 30_000,
    "daily_tokens": 0,
    "period": 300,
    "evaluation_periods": 3,
    "datapoints_to_alarm": 2,
    "alarm_actions": [],
    "ok_actions": [],
}


def _minutes(seconds: int) -> Sequence[str]:
    return () if 60 <= seconds <= _DAY and seconds % 60 == 0 else (f"must be whole minutes up to a day, not {seconds}",)


_NUMBER = Leaf(as_number, at_least(0))
LEAVES = {
    "enabled": Leaf(as_bool),
    **dict.fromkeys(("throttles", "server_errors", "client_errors", "latency", "daily_tokens"), _NUMBER),
    "period": Leaf(as_int, _minutes),
    "evaluation_periods": Leaf(as_int, at_least(1)),
    "datapoints_to_alarm": Leaf(as_int, at_least(1)),
    "alarm_actions": Leaf(as_texts),
    "ok_actions": Leaf(as_texts),
}


@dataclass(frozen=True, slots=True)
class Watch:
    """One metric that is watched period by period."""

    setting: str
    metric: str
    statistic: str
    told: str


WATCHES = (
    Watch("throttles", "InvocationThrottles", "Sum", "throttled calls"),
    Watch("server_errors", "InvocationServerErrors", "Sum", "server errors"),
    Watch("client_errors", "InvocationClientErrors", "Sum", "client errors"),
    Watch("latency", "InvocationLatency", "p90", "milliseconds for the slowest tenth of calls"),
)
_BUDGET = "daily_tokens"


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

    ``entries`` are settings by ``<workload>`` or ``<workload>/<key>``, which win over ``settings``. With ``absent``,
    every alarm that there could be is wanted away. Without records, settings are checked as far as they can be.
    ``variables`` is what the names of the caller's variables begin with, for errors.
    """
    common, special = _read(settings or {}, entries or {}, records, variables)
    wanted: dict[str, dict[str, Any]] = {}
    for path, record in records.items():
        workload, _slash, _key = path.partition("/")
        own = {**DEFAULTS, **common, **special.get(workload, {}), **special.get(path, {})}
        for target in record["targets"]:
            for setting, options in _alarms(path, record, target, own):
                name = f"{environment}-{path.replace('/', '-')}-{target['region']}-{setting.replace('_', '-')}"
                if absent:
                    wanted.setdefault(name, {"region": target["region"], "state": "absent"})
                elif own["enabled"] and own[setting]:
                    wanted.setdefault(name, options)
    return wanted


def _read(
    settings: Mapping[str, Any], entries: Mapping[str, Any], records: Mapping[str, Any], variables: str
) -> tuple[dict[str, Any], dict[str, dict[str, Any]]]:
    common, problems = read_leaves(settings, LEAVES, "settings")
    workloads = dict.fromkeys([*_KINDS, *(path.partition("/")[0] for path in records)])
    special = {}
    for path, given in entries.items():
        workload = path.partition("/")[0]
        if records and workload not in workloads:
            problems.append(f"entries.{path}: there is no workload {workload}; {did_you_mean(workload, workloads)}")
        elif not isinstance(given, Mapping):
            problems.append(f"entries.{path}: must be a map of settings")
        else:
            special[path], wrong = read_leaves(given, LEAVES, f"entries.{path}")
            problems += wrong
    for path, own in {"settings": {}, **{f"entries.{path}": found for path, found in special.items()}}.items():
        held = {**DEFAULTS, **common, **own}
        if held["datapoints_to_alarm"] > held["evaluation_periods"]:
            problems.append(f"{path}.datapoints_to_alarm: must be at most evaluation_periods")
    if problems:
        raise ProblemError([Problem(_of_variable(text, variables)) for text in problems])
    return common, special


def _of_variable(text: str, variables: str) -> str:
    """A problem under the name of the variable that the user has set."""
    if variables and text.startswith("settings."):
        return f"{variables}{text.removeprefix('settings.')}"
    return f"{variables}{text}"


def _alarms(
    path: str, record: Mapping[str, Any], target: Mapping[str, Any], own: Mapping[str, Any]
) -> Iterator[tuple[str, dict[str, Any]]]:
    """Setting → alarm, for each that there could be."""
    workload, _slash, key = path.partition("/")
    common = {
        "region": target["region"],
        "comparison": "GreaterThanOrEqualToThreshold",
        # A profile that nobody calls has no data, and nothing is wrong with it.
        "treat_missing_data": "notBreaching",
        "alarm_actions": _of_region(own["alarm_actions"], target["region"]),
        "ok_actions": _of_region(own["ok_actions"], target["region"]),
        "tags": {WORKLOAD: workload, PROFILE_KEY: key},
    }
    where = f"{path} in {target['region']} ({target['name']})"
    points, periods, seconds = own["datapoints_to_alarm"], own["evaluation_periods"], own["period"]
    for watch in WATCHES:
        yield (
            watch.setting,
            {
                **common,
                "description": f"{where}: {own[watch.setting]} or more {watch.told} "
                f"in {points} of {periods} periods of {seconds} seconds",
                "threshold": own[watch.setting],
                "evaluation_periods": periods,
                "datapoints_to_alarm": points,
                **_metric(watch.metric, target, watch.statistic, seconds),
            },
        )
    yield _BUDGET, {**common, **_budget(where, record, target, own[_BUDGET])}


def _budget(where: str, record: Mapping[str, Any], target: Mapping[str, Any], tokens: object) -> dict[str, Any]:
    watched = {
        "description": f"{where}: {tokens} or more tokens within 24 hours",
        "threshold": tokens,
        "evaluation_periods": 1,
        "datapoints_to_alarm": 1,
    }
    # Vectors are no tokens, so that there is no second metric to add.
    if record.get("kind") == VECTORS:
        return watched | _metric(INPUT, target, "Sum", _DAY)
    total = {"id": "total", "expression": "FILL(input, 0) + FILL(output, 0)", "label": "Tokens", "return_data": True}
    return watched | {"metrics": [_query("input", INPUT, target), _query("output", OUTPUT, target), total]}


def _metric(metric: str, target: Mapping[str, Any], statistic: str, period: int) -> dict[str, Any]:
    return {
        "namespace": NAMESPACE,
        "metric_name": metric,
        "dimensions": {DIMENSION: target["profile_id"]},
        "statistic": statistic,
        "period": period,
    }


def _query(name: str, metric: str, target: Mapping[str, Any]) -> dict[str, Any]:
    dimensions = {DIMENSION: target["profile_id"]}
    source = {"namespace": NAMESPACE, "metric_name": metric, "dimensions": dimensions}
    return {"id": name, "metric_stat": {"metric": source, "period": _DAY, "stat": "Sum"}, "return_data": False}


def _of_region(arns: Sequence[str], region: str) -> list[str]:
    """An alarm only reaches topics of its own region; some ARNs have none."""
    return [arn for arn in arns if (arn.split(":") + [""] * 4)[3] in ("", region)]
