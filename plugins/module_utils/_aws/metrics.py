# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""How often profiles were invoked, over CloudWatch."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from ansible_collections.genai.bedrock.plugins.module_utils._aws.errors import aws_call
from ansible_collections.genai.bedrock.plugins.module_utils._core.failures import CallError

#: GetMetricData takes so many queries a call (CloudWatch API reference).
_QUERIES = 500
_HOUR = 3600
#: The end of the time range is exclusive, and the minute that is running counts too.
_RUNNING = timedelta(minutes=5)
_PERMISSION = "cloudwatch:GetMetricData"


def invocations(client: Any, region: str, profile_ids: Sequence[str], *, hours: int, now: datetime) -> dict[str, int]:
    """Profile id → invocations within the last hours. Metrics of a profile have its id as the dimension ModelId.

    Raises CallError if CloudWatch did not return all of them: unknown usage is not "unused".
    """
    # The sum of a period has the timestamp of its start, so the current hour must be requested as a whole.
    start = (now - timedelta(hours=hours)).replace(minute=0, second=0, microsecond=0)
    counted: dict[str, int] = {}
    for first in range(0, len(profile_ids), _QUERIES):
        batch = profile_ids[first : first + _QUERIES]
        series = _series(client, region, _queries(batch), start, now + _RUNNING)
        for number, profile_id in enumerate(batch):
            counted[profile_id] = _counted(series.get(f"q{number}", _Series()), profile_id, region)
    return counted


@dataclass
class _Series:
    """The pages of one query; the last one says whether they are complete."""

    values: list[float] = field(default_factory=list)
    status: str = "Missing"
    messages: list[str] = field(default_factory=list)


def _counted(series: _Series, profile_id: str, region: str) -> int:
    if series.status != "Complete":
        why = "; ".join(series.messages) or f"CloudWatch did not return all invocations of {profile_id}"
        raise CallError("GetMetricData", region, series.status, why, _PERMISSION)
    return round(sum(series.values))


def _queries(profile_ids: Iterable[str]) -> list[dict[str, Any]]:
    return [
        {
            "Id": f"q{number}",
            "MetricStat": {
                "Metric": {
                    "Namespace": "AWS/Bedrock",
                    "MetricName": "Invocations",
                    "Dimensions": [{"Name": "ModelId", "Value": profile_id}],
                },
                "Period": _HOUR,
                "Stat": "Sum",
            },
        }
        for number, profile_id in enumerate(profile_ids)
    ]


def _series(
    client: Any, region: str, queries: Sequence[Mapping[str, Any]], start: datetime, end: datetime
) -> dict[str, _Series]:
    series: dict[str, _Series] = {}
    with aws_call("cloudwatch", "GetMetricData", region):
        pages = client.get_paginator("get_metric_data").paginate(
            MetricDataQueries=queries, StartTime=start, EndTime=end
        )
        for row in (row for page in pages for row in page["MetricDataResults"]):
            one = series.setdefault(row["Id"], _Series())
            one.values += row["Values"]
            one.status = row["StatusCode"]
            one.messages += [message["Value"] for message in row.get("Messages", []) if message.get("Value")]
    return series
