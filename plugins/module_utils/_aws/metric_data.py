# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Statistics of Bedrock's metrics over CloudWatch: one call for up to 500 of them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from ansible_collections.genai.bedrock.plugins.module_utils._aws.clients import Clients
from ansible_collections.genai.bedrock.plugins.module_utils._aws.errors import aws_call
from ansible_collections.genai.bedrock.plugins.module_utils._core.failures import CallError
from ansible_collections.genai.bedrock.plugins.module_utils._core.usage.figures import (
    DIMENSION,
    NAMESPACE,
    Points,
    Query,
)

_PERMISSION = "cloudwatch:GetMetricData"


class MetricGateway:
    """CloudWatch in one region. Make it on the main thread, since it makes a client."""

    def __init__(self, clients: Clients, region: str) -> None:
        self.region = region
        self._cloudwatch = clients.client("cloudwatch", region)

    def points(self, queries: Sequence[Query], start: datetime, end: datetime, seconds: int) -> Points:
        return metric_points(self._cloudwatch, self.region, queries, start=start, end=end, seconds=seconds)


def metric_points(
    client: Any, region: str, queries: Sequence[Query], *, start: datetime, end: datetime, seconds: int
) -> dict[Query, dict[datetime, float]]:
    """Query → the beginning of each period with data → its value, of at most 500 queries (``figures.BATCH``).

    CallError where CloudWatch did not answer all of them in full: what could not be counted is not zero.
    """
    numbered = {f"q{number}": query for number, query in enumerate(queries)}
    answers = _answers(
        client, region, [_requested(name, query, seconds) for name, query in numbered.items()], start, end
    )
    return {query: _whole(answers.get(name, _Answer()), query, region) for name, query in numbered.items()}


@dataclass
class _Answer:
    """What the pages say of one query; the last one says whether that is all."""

    points: dict[datetime, float] = field(default_factory=dict)
    status: str = "Missing"
    messages: list[str] = field(default_factory=list)


def _whole(answer: _Answer, query: Query, region: str) -> dict[datetime, float]:
    if answer.status != "Complete":
        missing = f"CloudWatch has {query.metric} of {query.profile_id} in part or not at all"
        raise CallError("GetMetricData", region, answer.status, "; ".join(answer.messages) or missing, _PERMISSION)
    return answer.points


def _requested(name: str, query: Query, seconds: int) -> dict[str, Any]:
    dimensions = [{"Name": DIMENSION, "Value": query.profile_id}]
    metric = {"Namespace": NAMESPACE, "MetricName": query.metric, "Dimensions": dimensions}
    return {"Id": name, "MetricStat": {"Metric": metric, "Period": seconds, "Stat": query.statistic}}


def _answers(
    client: Any, region: str, queries: Iterable[Mapping[str, Any]], start: datetime, end: datetime
) -> dict[str, _Answer]:
    answers: dict[str, _Answer] = {}
    with aws_call("cloudwatch", "GetMetricData", region):
        pages = client.get_paginator("get_metric_data").paginate(
            MetricDataQueries=list(queries), StartTime=start, EndTime=end
        )
        for row in (row for page in pages for row in page["MetricDataResults"]):
            answer = answers.setdefault(row["Id"], _Answer())
            answer.points |= dict(zip(row["Timestamps"], row["Values"], strict=True))
            answer.status = row["StatusCode"]
            answer.messages += [message["Value"] for message in row.get("Messages", []) if message.get("Value")]
    return answers
