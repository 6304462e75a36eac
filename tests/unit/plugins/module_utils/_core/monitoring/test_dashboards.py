# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The dashboard of an environment: each target in each chart of its workload, and never more than CloudWatch shows."""

from __future__ import annotations

import json
from collections import Counter
from itertools import pairwise
from typing import Any

import pytest
from ansible_collections.genai.bedrock.plugins.module_utils._core.monitoring.dashboards import dashboard

from tests.unit.plugins.module_utils.record_samples import EAST, WEST, record, target

REGIONS = (EAST, WEST, "eu-west-1", "eu-central-1")
GUARDRAIL = {"identifier": "abc123", "version": "7"}
RECORDS = {
    "embedding/titan": record("embedding", "titan", [target("titan")], kind="embedding"),
    "copilot/chat": record("copilot", "chat", [target("chat"), target("chat", WEST)]),
}


def body(records: dict[str, Any], period: int = 300) -> Any:
    return dashboard(records, "dev", period).body


def charts(drawn):
    return {
        (heading, widget["properties"]["title"]): widget["properties"]
        for heading, widget in _with_headings(drawn["widgets"])
    }


def _with_headings(widgets):
    heading = ""
    for widget in widgets:
        if widget["type"] == "text":
            heading = widget["properties"]["markdown"].removeprefix("## ")
        else:
            yield heading, widget


def many(keys: int, regions: int = 1, workloads: int = 1) -> dict[str, Any]:
    """A map as large as somebody's: so many keys a workload, each in the first so many regions."""
    return {
        f"w{workload}/k{key}": record(
            f"w{workload}", f"k{key}", [target(f"k{key}-w{workload}", region) for region in REGIONS[:regions]]
        )
        for workload in range(workloads)
        for key in range(keys)
    }


def test_each_workload_has_its_charts_with_every_target() -> None:
    found = charts(body(RECORDS, 60))
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


def test_entries_that_share_a_guardrail_share_its_line() -> None:
    guarded = [{**target("a", region), "guardrail": GUARDRAIL} for region in (EAST, WEST)]
    records = {"cai/a": record("cai", "a", guarded), "cai/b": record("cai", "b", guarded)}
    found = charts(body({**RECORDS, **records}))
    assert len(found) == 16
    assert found["cai", "Interventions of the guardrail"]["metrics"] == [
        [
            "AWS/Bedrock/Guardrails",
            "InvocationsIntervened",
            "GuardrailArn",
            f"arn:aws:bedrock:{region}:123456789012:guardrail/abc123",
            "GuardrailVersion",
            "7",
            {"label": f"{region} version 7", "region": region, "stat": "Sum"},
        ]
        for region in (EAST, WEST)
    ]


def test_widgets_are_beside_and_below_each_other() -> None:
    guarded = record("cai", "a", [{**target("a"), "guardrail": GUARDRAIL}])
    widgets = body({**RECORDS, "cai/a": guarded, **many(600, 2)})["widgets"]
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
    assert json.dumps(body(again)) == json.dumps(body(RECORDS))


@pytest.mark.parametrize(
    ("size", "shown", "left_off", "widgets"),
    [
        ({"keys": 71, "regions": 4}, 284, 0, 13),
        ({"keys": 100, "regions": 4}, 357, 43, 13),
        ({"keys": 500, "regions": 4}, 357, 1643, 9),
        ({"keys": 251}, 251, 0, 9),
        ({"keys": 130, "workloads": 3}, 357, 33, 19),
        ({"keys": 1, "workloads": 84}, 83, 1, 499),
        ({"keys": 0}, 0, 0, 1),
    ],
    ids=lambda value: "-".join(map(str, value.values())) if isinstance(value, dict) else "",
)
def test_no_environment_is_too_large(size: dict[str, int], shown: int, left_off: int, widgets: int) -> None:
    drawn = dashboard(many(**size), "dev")
    metrics = [len(widget["properties"].get("metrics", ())) for widget in drawn.body["widgets"]]
    assert (drawn.shown, drawn.left_off, len(metrics)) == (shown, left_off, widgets)
    assert sum(metrics) == 7 * shown <= 2500
    assert max(metrics) <= 500
    said = (
        f"**{left_off} of {shown + left_off} profiles are not on it**"
        in drawn.body["widgets"][0]["properties"]["markdown"]
    )
    assert said == bool(left_off)


def test_a_chart_of_too_much_is_split_by_region_and_then_into_parts() -> None:
    found = {title: chart for (_workload, title), chart in charts(body(many(260) | many(50, 2))).items()}
    sizes = {title: len(chart["metrics"]) for title, chart in found.items() if title.startswith(("Tokens", "Thr"))}
    parts = {"Tokens, us-east-1, 1 of 2": 500, "Tokens, us-east-1, 2 of 2": 20, "Tokens, us-west-2": 100}
    assert sizes == {**parts, "Throttled calls": 310}
    west = found["Tokens, us-west-2"]
    assert (west["region"], {row[-1]["region"] for row in west["metrics"]}) == (WEST, {WEST})


def test_the_first_regions_of_each_entry_come_first() -> None:
    invocations = [
        row
        for (_workload, title), chart in charts(body(many(100, 4))).items()
        for row in chart["metrics"]
        if title.startswith("Invocations")
    ]
    counted = Counter(row[-1]["region"] for row in invocations)
    assert counted == {EAST: 100, WEST: 100, "eu-west-1": 100, "eu-central-1": 57}
