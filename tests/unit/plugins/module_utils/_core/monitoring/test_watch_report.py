# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What is told of alarms and the dashboard: like things in one line, reasons where there are some, nothing of nothing."""

from __future__ import annotations

from typing import Any

import pytest
from ansible_collections.genai.bedrock.plugins.module_utils._core.monitoring.watch_report import watch_lines

TITLE = "alarms: dev-<workload>-<key>-<region>-<metric>"
EAST, WEST = "us-east-1", "us-west-2"


def result(*rows: tuple[str, str, str, str]) -> dict[str, Any]:
    """Rows of entry and metric, region, action, reason; all of them live afterwards but those that went."""
    actions = []
    for about, region, action, reason in rows:
        entry, _space, metric = about.partition(" ")
        name = f"dev-{entry}-{region}-{metric}" if metric else entry
        reasons = [reason] if reason else []
        actions.append({"name": name, "region": region, "action": action, "reasons": reasons})
    return {"actions": actions, "alarms": [row for row in actions if row["reasons"] != ["it does not exist"]]}


@pytest.mark.parametrize(
    ("rows", "lines"),
    [
        (
            [("cai-a latency", EAST, "create", "it does not exist"), ("cai-a throttles", EAST, "create", "")],
            ["us-east-1  created  2 of cai/a"],
        ),
        (
            [(f"cai-{key} latency", WEST, "none", "") for key in "abcd"] + [("cai-a_b latency", EAST, "none", "")],
            ["us-east-1  kept  1 of cai/a_b", "us-west-2  kept  4 of 4 entries"],
        ),
        (
            [("cai-a latency", EAST, "none", ""), ("cai-b latency", EAST, "delete", "it is no longer in the map")],
            ["us-east-1  deleted  1 of cai/b", "us-east-1  kept     1 of cai/a"],
        ),
        (
            [
                ("cai-a latency", EAST, "update", "threshold: 1 → 2"),
                ("cai-b latency", EAST, "update", "threshold: 1 → 2"),
            ],
            ["us-east-1  updated  2 of cai/a, cai/b  threshold: 1 → 2"],
        ),
        (
            [
                ("cai-a latency", EAST, "update", "threshold: 1 → 2"),
                ("cai-b latency", EAST, "update", "threshold: 1 → 3"),
            ],
            ["us-east-1  updated  2 of cai/a, cai/b  threshold"],
        ),
        ([("by-hand", EAST, "delete", "")], ["us-east-1  deleted  1 of by-hand"]),
    ],
    ids=["new", "many", "what changes first", "why", "alike", "by hand"],
)
def test_like_alarms_are_reported_in_one_line(rows: list[tuple[str, str, str, str]], lines: list[str]) -> None:
    assert watch_lines([result(*rows)], "dev") == [TITLE, *(f"  {line}" for line in lines)]


def test_nothing_is_reported_for_nothing() -> None:
    gone = result(("cai-a latency", EAST, "none", "it does not exist"))
    assert watch_lines([gone, {}], "dev", {"action": "none", "dashboard": None}, "dev-bedrock") == []
    assert watch_lines([], "dev", None) == watch_lines([], "dev", {"skipped": True}) == []


def test_a_plan_is_reported_as_one() -> None:
    rows = result(("cai-a latency", EAST, "create", ""), ("cai-b latency", EAST, "none", ""))
    drawn = {"action": "update", "dashboard": {}}
    assert watch_lines([rows], "dev", drawn, "dev-bedrock", planned=True) == [
        TITLE,
        "  us-east-1  create  1 of cai/a",
        "  us-east-1  keep    1 of cai/b",
        "",
        "dashboard: dev-bedrock",
        "  update",
    ]


@pytest.mark.parametrize(("action", "said"), [("none", True), ("create", True), ("delete", False)])
def test_what_the_dashboard_cannot_show_is_reported(action: str, said: bool) -> None:
    lines = watch_lines([], "dev", {"action": action, "dashboard": {"name": "d"}}, "d", left_off=43)
    assert any("43 profiles are not on it" in line for line in lines) == said


def test_what_failed_is_named_where_it_belongs_and_explained_elsewhere() -> None:
    errors = [{"key": "dev-a", "region": WEST, "message": text} for text in ("no", "no tags either")]
    failed = {"errors": [*errors, {"region": EAST, "message": "down"}]}
    assert watch_lines([failed], "dev", {"errors": [{"message": "not ours"}]}, "d") == [
        TITLE,
        "  us-west-2  failed  dev-a",
        "  us-east-1  failed  -",
        "",
        "dashboard: d",
        "  failed",
    ]
