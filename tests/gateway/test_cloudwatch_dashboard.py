# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""cloudwatch_dashboard against the endpoint: in check mode and for real, and nobody else's is touched."""

from __future__ import annotations

import json
from typing import Any

import pytest

from tests.gateway.running import run_module, writes
from tests.local_aws.server import LocalAws

BODY: dict[str, Any] = {"widgets": [{"type": "text", "x": 0, "properties": {"markdown": "hi"}}]}
DEV = {"Environment": "dev"}
OURS = {"ManagedBy": "genai.bedrock", **DEV}


def dashboard(aws: LocalAws, **options: Any) -> dict[str, Any]:
    return run_module("cloudwatch_dashboard", aws, **{"name": "dev-bedrock", "tags": DEV, **options})


def live(aws: LocalAws) -> dict[str, tuple[Any, dict[str, str]]]:
    """Name → body and tags."""
    client = aws.client("cloudwatch")
    found = {}
    for row in client.list_dashboards()["DashboardEntries"]:
        tags = client.list_tags_for_resource(ResourceARN=row["DashboardArn"])["Tags"]
        body = client.get_dashboard(DashboardName=row["DashboardName"])["DashboardBody"]
        found[row["DashboardName"]] = json.loads(body), {tag["Key"]: tag["Value"] for tag in tags}
    return found


SCENES: dict[str, tuple[dict[str, Any], dict[str, Any], str]] = {
    "create": ({}, {"body": BODY}, "create"),
    "create of JSON": ({}, {"body": json.dumps(BODY)}, "create"),
    "nothing": ({"body": BODY}, {"body": BODY}, "none"),
    "the same data": ({"body": BODY}, {"body": json.dumps(BODY, indent=4)}, "none"),
    "another body": ({"body": BODY}, {"body": {"widgets": []}}, "update"),
    "another tag": ({"body": BODY}, {"body": BODY, "tags": {**DEV, "x": "1"}}, "retag"),
    "no body": ({"body": BODY}, {}, "none"),
    "delete": ({"body": BODY}, {"state": "absent"}, "delete"),
    "nothing to delete": ({}, {"state": "absent"}, "none"),
}


@pytest.mark.parametrize("scene", SCENES)
def test_check_mode_predicts_and_a_second_run_changes_nothing(aws: LocalAws, scene: str) -> None:
    before, wanted, action = SCENES[scene]
    if before:
        assert dashboard(aws, **before)["changed"]
    current = live(aws)
    aws.clear_calls()
    predicted = dashboard(aws, check=True, diff=True, **wanted)
    assert (writes(aws), live(aws)) == ([], current)
    real = dashboard(aws, diff=True, **wanted)
    assert real["action"] == action
    if action == "create":
        predicted["dashboard"]["dashboard_arn"] = real["dashboard"]["dashboard_arn"]
    assert {**predicted, "invocation": 0} == {**real, "invocation": 0}
    aws.clear_calls()
    again = dashboard(aws, region="us-west-2", **wanted)
    assert (again["changed"], writes(aws)) == (False, [])
    assert again["dashboard"] == real["dashboard"]


def test_what_aws_receives(aws: LocalAws) -> None:
    result = dashboard(aws, body=BODY)
    assert live(aws) == {"dev-bedrock": (BODY, OURS)}
    arn = "arn:aws:cloudwatch::123456789012:dashboard/dev-bedrock"
    assert result["dashboard"] == {"name": "dev-bedrock", "dashboard_arn": arn, "body": BODY, "tags": OURS}


@pytest.mark.parametrize("tags", [{}, {**OURS, "Environment": "prod"}], ids=["nobodys", "of another environment"])
@pytest.mark.parametrize("wanted", [{"body": BODY}, {"state": "absent"}], ids=["present", "absent"])
def test_what_is_not_ours_is_left_alone(aws: LocalAws, tags: dict[str, str], wanted: dict[str, Any]) -> None:
    listed = [{"Key": key, "Value": value} for key, value in tags.items()]
    aws.client("cloudwatch").put_dashboard(DashboardName="dev-bedrock", DashboardBody='{"widgets": []}', Tags=listed)
    current = live(aws)
    aws.clear_calls()
    result = dashboard(aws, **wanted)
    assert [error["code"] for error in result["errors"]] == ["NotOurs"]
    assert (writes(aws), live(aws)) == ([], current)
    assert dashboard(aws, adopt=True, **wanted)["changed"]
    assert live(aws) == ({"dev-bedrock": (BODY, OURS)} if "body" in wanted else {})


@pytest.mark.parametrize(
    ("options", "text"),
    [
        ({"name": "a b", "body": []}, "name: 'a b' is not allowed"),
        ({"body": []}, "body: must be a map"),
        ({"tags": {"a,b": "c"}, "body": BODY}, "tag key 'a,b'"),
        ({}, "AWS needs a body to create it"),
    ],
    ids=["name", "body", "tags", "no body"],
)
def test_bad_input(aws: LocalAws, options: dict[str, Any], text: str) -> None:
    result = dashboard(aws, **options)
    assert text in result["msg"]
    assert writes(aws) == []


@pytest.mark.parametrize("action", ["cloudwatch:GetDashboard", "cloudwatch:ListTagsForResource"])
def test_a_denied_read_is_not_taken_for_nothing_there(aws: LocalAws, action: str) -> None:
    dashboard(aws, body=BODY)
    aws.switch(deny=[action])
    aws.clear_calls()
    assert action in dashboard(aws, state="absent")["msg"]
    assert writes(aws) == []


def test_what_aws_says_of_a_body_is_a_warning(aws: LocalAws) -> None:
    reported = json.dumps(dashboard(aws, body={"widgets": [{}]})["warnings"])
    assert "AWS says of the body: /widgets/0: Should have a type" in reported
