# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The dashboard of an environment: each target in each chart of its workload, and never more than CloudWatch shows."""

from __future__ import annotations

import json
from itertools import pairwise

import pytest
from ansible_collections.genai.bedrock.plugins.module_utils._core.monitoring.dashboards import dashboard_body
from ansible_collections.genai.bedrock.plugins.module_utils._core.problems import ProblemError

from tests.unit.plugins.module_utils.record_samples import EAST, WEST, record, target

RECORDS = {
    "embedding/titan": record("embedding", "titan", [target("titan")], kind="embedding"),
    "copilot/chat": record("copilot", "chat", [target("chat"), target("chat", WEST)]),
}


def charts(body):
    return {
        (heading, widget["properties"]["title"]): widget["properties"]
        for heading, widget in _with_headings(body["widgets"])
    }


def _with_headings(widgets):
    heading = ""
    for widget in widgets:
        if widget["type"] == "text":
            heading = widget["properties"]["markdown"].removeprefix("## ")
        else:
            yield heading, widget


def test_each_workload_has_its_charts_with_every_target() -> None:
    found = charts(dashboard_body(RECORDS, "dev", 60))
    titles = {title for _workload, title in found}
    assert len(found) == 2 * len(titles) == 10
    tokens = found["copilot", "Tokens"]
    assert [(row[1], row[3], row[4]["region"], row[4]["label"]) for row in tokens["metrics"]] == [
        ("InputTokenCount", "chat1", EAST, "chat us-east-1 in"),
        ("OutputTokenCount", "chat1", EAST, "chat us-east-1 out"),
        ("InputTokenCount", "chat2", WEST, "chat us-west-2 in"),
        ("OutputTokenCount", "chat2", WEST, "chat us-west-2 out"),
    ]
    assert (tokens["region"], tokens["period"]) == (EAST, 60)
    assert [row[1] for row in found["embedding", "Tokens"]["metrics"]] == ["InputTokenCount"]
    latency = found["copilot", "Latency of the slowest tenth (ms)"]["metrics"]
    assert {row[4]["stat"] for row in latency} == {"p90"}
    assert {tuple(row[:3:2]) for chart in found.values() for row in chart["metrics"]} == {("AWS/Bedrock", "ModelId")}


def test_widgets_stand_beside_and_below_each_other() -> None:
    widgets = dashboard_body(RECORDS, "dev")["widgets"]
    taken = [
        (x, y)
        for widget in widgets
        for x in range(widget["x"], widget["x"] + widget["width"])
        for y in range(widget["y"], widget["y"] + widget["height"])
    ]
    assert len(taken) == len(set(taken))
    assert {x for x, _y in taken} == set(range(24))
    assert all(first["y"] <= second["y"] for first, second in pairwise(widgets))


def test_the_order_of_records_does_not_matter() -> None:
    again = dict(reversed(RECORDS.items()))
    assert json.dumps(dashboard_body(again, "dev")) == json.dumps(dashboard_body(RECORDS, "dev"))


@pytest.mark.parametrize(
    ("workloads", "keys", "text"),
    [
        (1, 251, "502 metrics in one chart, and CloudWatch shows 500"),
        (3, 130, "2730 metrics on one dashboard, and CloudWatch shows 2500"),
        (84, 1, "505 charts and texts, and CloudWatch shows 500"),
    ],
    ids=["in a chart", "on the dashboard", "charts"],
)
def test_more_than_cloudwatch_shows_is_an_error(workloads: int, keys: int, text: str) -> None:
    records = {
        f"w{workload}/k{key}": record(f"w{workload}", f"k{key}") for workload in range(workloads) for key in range(keys)
    }
    with pytest.raises(ProblemError, match=text):
        dashboard_body(records, "dev")
