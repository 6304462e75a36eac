# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Points of a metric come with their times, over pages; anything less than all of them is an error."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from ansible_collections.genai.bedrock.plugins.module_utils._aws.metric_data import metric_points
from ansible_collections.genai.bedrock.plugins.module_utils._core.failures import CallError
from ansible_collections.genai.bedrock.plugins.module_utils._core.usage.figures import Query

from tests.unit.plugins.module_utils._aws.test_metrics import Stub

MONDAY = datetime(2026, 11, 23, tzinfo=UTC)
DAY = timedelta(days=1)
CALLS, SLOW = Query("abc", "Invocations", "Sum"), Query("abc", "InvocationLatency", "p90")


def row(number, points, status="Complete"):
    moments = [MONDAY + day * DAY for day in points]
    return {"Id": f"q{number}", "Timestamps": moments, "Values": list(points.values()), "StatusCode": status}


def points(client, seconds=86400):
    return metric_points(client, "us-east-1", [CALLS, SLOW], start=MONDAY, end=MONDAY + 2 * DAY, seconds=seconds)


def test_points_of_all_pages_belong_to_their_query():
    client = Stub([row(0, {0: 1.0}, "PartialData"), row(1, {1: 90.0})], [row(0, {1: 2.0})])
    assert points(client) == {CALLS: {MONDAY: 1.0, MONDAY + DAY: 2.0}, SLOW: {MONDAY + DAY: 90.0}}
    (requested,) = client.requested
    assert [
        (one["Id"], one["MetricStat"]["Stat"], one["MetricStat"]["Period"]) for one in requested["MetricDataQueries"]
    ] == [
        ("q0", "Sum", 86400),
        ("q1", "p90", 86400),
    ]
    assert requested["MetricDataQueries"][0]["MetricStat"]["Metric"] == {
        "Namespace": "AWS/Bedrock",
        "MetricName": "Invocations",
        "Dimensions": [{"Name": "ModelId", "Value": "abc"}],
    }


@pytest.mark.parametrize("status", ["PartialData", "InternalError", "Forbidden"])
def test_a_part_is_an_error_that_names_metric_and_profile(status):
    with pytest.raises(CallError, match="InvocationLatency of abc") as caught:
        points(Stub([row(0, {}), row(1, {0: 1.0}, status)]))
    assert (caught.value.code, caught.value.permission) == (status, "cloudwatch:GetMetricData")
