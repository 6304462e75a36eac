# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What is done to a dashboard: bodies as JSON, tags as everywhere, and nobody else's is touched."""

from __future__ import annotations

from typing import Any

import pytest
from ansible_collections.genai.bedrock.plugins.module_utils._core.monitoring.dashboard_plan import (
    LiveDashboard,
    WantedDashboard,
    decide,
    diff_of,
    first_body,
    read_body,
)
from ansible_collections.genai.bedrock.plugins.module_utils._core.problems import ProblemError

BODY = {"widgets": []}
OTHER = {"widgets": [{"type": "text"}]}
OURS = {"ManagedBy": "genai.bedrock"}
DEV = {"Environment": "dev"}


def live(body: Any = None, tags: dict[str, str] | None = None) -> LiveDashboard:
    return LiveDashboard("d", "arn:d", BODY if body is None else body, OURS if tags is None else tags)


@pytest.mark.parametrize(
    ("wanted", "current", "action", "reasons"),
    [
        ({"body": BODY}, None, "create", ["it does not exist"]),
        ({"absent": True}, None, "none", ["it does not exist"]),
        ({"body": BODY}, live(), "none", []),
        ({"body": OTHER}, live(), "update", ["the body differs"]),
        ({"body": BODY}, live("no JSON"), "update", ["the body differs"]),
        ({"tags": DEV}, live(), "retag", ["tag Environment is set"]),
        ({"tags": {}}, live(tags=OURS | {"x": "1"}), "retag", ["tag x is removed"]),
        ({"tags": {}, "purge_tags": False}, live(tags=OURS | {"x": "1"}), "none", []),
        ({}, live(tags=OURS | {"x": "1"}), "none", []),
        ({"body": OTHER, "tags": DEV}, live(), "update", ["the body differs", "tag Environment is set"]),
        ({"absent": True}, live(), "delete", ["state is absent"]),
        (
            {"adopt": True, "tags": {}},
            live(tags={"x": "1"}),
            "adopt",
            ["it exists without our tags", "tag ManagedBy is set"],
        ),
        ({"adopt": True, "absent": True}, live(tags={}), "delete", ["state is absent"]),
    ],
)
def test_what_is_done(wanted: dict[str, Any], current: LiveDashboard | None, action: str, reasons: list[str]) -> None:
    step = decide(WantedDashboard("d", **wanted), current)
    assert (str(step.action), list(step.reasons)) == (action, reasons)


@pytest.mark.parametrize(
    ("tags", "text"),
    [
        ({}, "exists with no tag ManagedBy, so it is not"),
        ({"ManagedBy": "terraform"}, "exists with the tags ManagedBy=terraform, so it is not"),
        (
            OURS | {"Environment": "prod"},
            "exists with the tags ManagedBy=genai.bedrock, Environment=prod, so it is not",
        ),
    ],
    ids=["nobodys", "of others", "of another environment"],
)
@pytest.mark.parametrize("absent", [False, True])
def test_nobody_elses_is_touched(tags: dict[str, str], text: str, absent: bool) -> None:
    with pytest.raises(ProblemError, match=text):
        decide(WantedDashboard("d", BODY, DEV, absent=absent), live(tags=tags))


def test_more_tags_than_a_dashboard_holds_are_refused() -> None:
    current = live(tags=OURS | {f"k{number}": "x" for number in range(49)})
    with pytest.raises(ProblemError, match="it would have 51 tags, and the limit for a dashboard is 50: remove some"):
        decide(WantedDashboard("d", BODY, DEV, purge_tags=False), current)


@pytest.mark.parametrize("tags", [OURS | DEV, OURS], ids=["of the environment", "of no environment"])
@pytest.mark.parametrize("absent", [False, True])
def test_one_that_could_not_be_tagged_is_known_by_its_first_body(tags: dict[str, str], absent: bool) -> None:
    step = decide(WantedDashboard("d", BODY, DEV, absent=absent), live(first_body(tags), tags={}))
    assert str(step.action) == ("delete" if absent else "update")
    if not absent:
        assert (step.writes, step.after, step.tags.put) == (True, BODY, OURS | DEV)


@pytest.mark.parametrize(
    ("body", "tags"),
    [
        (first_body(OURS | {"Environment": "prod"}), {}),
        (first_body({"ManagedBy": "terraform"}), {}),
        (first_body(OURS), {"ManagedBy": "terraform"}),
        ({"widgets": [{"type": "text", "properties": {"markdown": "genai.bedrock is making this dashboard: {"}}]}, {}),
        ({"widgets": [{"type": "text", "properties": {"markdown": "genai.bedrock is making this dashboard: 5"}}]}, {}),
        ({"widgets": [{"type": "text", "properties": {"markdown": 5}}]}, {}),
        ({"widgets": [*first_body(OURS)["widgets"], {"type": "text"}]}, {}),
        ("no JSON", {}),
    ],
    ids=["another environment", "another owner", "tagged", "cut", "no map", "no text", "more in it", "no JSON"],
)
def test_any_other_body_says_nothing(body: Any, tags: dict[str, str]) -> None:
    with pytest.raises(ProblemError, match="so it is not changed"):
        decide(WantedDashboard("d", BODY, DEV), live(body, tags=tags))


def test_a_new_one_needs_a_body() -> None:
    with pytest.raises(ProblemError, match="set body, or state: absent"):
        decide(WantedDashboard("d"), None)


@pytest.mark.parametrize(
    ("body", "text"),
    [
        ("{", "must be a map"),
        ("[]", "must be a map"),
        ([], "must be a map"),
        ({}, "has no list 'widgets'"),
        ({"widgets": {}}, "has no list 'widgets'"),
    ],
)
def test_a_body_is_a_map_with_widgets(body: Any, text: str) -> None:
    with pytest.raises(ProblemError, match=text):
        read_body(body)


def test_a_body_may_be_json() -> None:
    assert read_body('{"widgets": [{"type": "text"}]}') == OTHER


def test_the_diff_shows_what_changes() -> None:
    changed = diff_of(decide(WantedDashboard("d", OTHER, DEV), live()))
    assert changed == {"before": {"body": BODY, "tags": OURS}, "after": {"body": OTHER, "tags": DEV | OURS}}
    assert diff_of(decide(WantedDashboard("d", absent=True), live()))["after"] == {}
    assert diff_of(decide(WantedDashboard("d"), live())) == {"before": {}, "after": {}}
