# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""How often profiles were invoked, over CloudWatch."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from typing import Any

from ansible_collections.genai.bedrock.plugins.module_utils._aws.errors import aws_call

#: GetMetricData takes so many queries a call (CloudWatch API reference).
_QUERIES = 500
_HOUR = 3600
#: The end of the time range is exclusive, and the minute that is running counts too.
_RUNNING = timedelta(minutes=5)


def invocations(client: Any, region: str, profile_ids: Sequence[str], *, hours: int, now: datetime) -> dict[str, int]:
    """Profile id → invocations within the last hours. Metrics of a profile have its id as the dimension ModelId."""
    counted = dict.fromkeys(profile_ids, 0)
    for first in range(0, len(profile_ids), _QUERIES):
        asked = profile_ids[first : first + _QUERIES]
        for number, values in _sums(client, region, asked, now - timedelta(hours=hours), now + _RUNNING):
            counted[asked[number]] += round(sum(values))
    return counted


def _sums(
    client: Any, region: str, profile_ids: Sequence[str], start: datetime, end: datetime
) -> Iterator[tuple[int, list[float]]]:
    queries = [
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
    with aws_call("cloudwatch", "GetMetricData", region):
        pages = client.get_paginator("get_metric_data").paginate(
            MetricDataQueries=queries, StartTime=start, EndTime=end
        )
        rows = [row for page in pages for row in page["MetricDataResults"]]
    return ((int(row["Id"][1:]), row["Values"]) for row in rows)
