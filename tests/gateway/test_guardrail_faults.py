# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""guardrail where AWS is slow, refuses, loses answers or is down in one region."""

from __future__ import annotations

from typing import Any

import pytest

from tests.gateway.guardrail_kit import PLAIN, REGION, WEST, guardrail, live, seed, writes
from tests.local_aws.server import LocalAws

PUBLISHED = {**PLAIN, "publish_version": True}
OTHER = {**PUBLISHED, "words": ["other"]}
OURS = {"ManagedBy": "genai.bedrock"}


@pytest.mark.parametrize(
    "switches",
    [
        {"guardrail_delay_seconds": 0.2},
        {"visibility_delay_seconds": 0.2},
        {"default_page_size": 1},
        {"token_replay": "fresh"},
        {"list_order": "reversed"},
    ],
    ids=str,
)
@pytest.mark.usefixtures("quick")
def test_the_main_flow_holds_whatever_aws_does(aws: LocalAws, switches: dict[str, Any]) -> None:
    aws.switch(**switches)
    seed(aws, name="another")
    for options, action, version in (
        (PUBLISHED, "create", "1"),
        (PUBLISHED, "none", "1"),
        (OTHER, "update", "2"),
        (OTHER, "none", "2"),
    ):
        result = guardrail(aws, **options)
        assert ([row["action"] for row in result["actions"]], result["version"]) == ([action], version)
    assert guardrail(aws, state="absent")["changed"]
    assert guardrail(aws, state="absent")["changed"] is False
    assert live(aws) is None


@pytest.mark.usefixtures("quick")
def test_a_failed_guardrail_is_an_error_and_the_next_run_mends_it(aws: LocalAws) -> None:
    guardrail(aws, **PUBLISHED)
    aws.switch(guardrail_failure="The word is too strange.")
    result = guardrail(aws, **OTHER)
    assert (result["failed"], result["changed"]) == (True, True)
    assert "the guardrail is FAILED: The word is too strange." in result["msg"]
    assert "the next run does the rest" in result["msg"]
    (error,) = result["errors"]
    assert (error["region"], error["code"]) == (REGION, "GuardrailFailed")
    aws.switch(guardrail_failure=None)
    repaired = guardrail(aws, **OTHER)
    assert (repaired["version"], repaired["actions"][0]["reasons"][0]) == ("2", "its status is FAILED")


@pytest.mark.parametrize("token_replay", ["original", "fresh"])
@pytest.mark.usefixtures("quick")
def test_a_lost_answer_makes_no_second_one(aws: LocalAws, token_replay: str) -> None:
    lost = {"operation": "CreateGuardrail", "code": "InternalServerException", "status": 500, "times": 1}
    aws.switch(token_replay=token_replay, fail=[lost | {"when": "after"}])
    result = guardrail(aws, **PLAIN, tags={"Team": "a"})
    assert (result["changed"], result["guardrail"]["tags"]["Team"]) == (True, "a")
    assert len(aws.calls("CreateGuardrail")) == 2


@pytest.mark.usefixtures("quick")
def test_a_name_that_somebody_took_meanwhile(aws: LocalAws) -> None:
    conflict = {"operation": "CreateGuardrail", "code": "ConflictException"}
    aws.switch(fail=[conflict])
    result = guardrail(aws, **PLAIN)
    assert (result["failed"], result["changed"]) == (True, False)
    assert result["errors"][0]["code"] == "ConflictException"


@pytest.mark.parametrize("operation", ["UpdateGuardrail", "CreateGuardrailVersion", "DeleteGuardrail"])
@pytest.mark.usefixtures("quick")
def test_a_conflict_passes(aws: LocalAws, operation: str) -> None:
    guardrail(aws, **PLAIN)
    aws.switch(fail=[{"operation": operation, "code": "ConflictException", "times": 2}])
    options = {"state": "absent"} if operation == "DeleteGuardrail" else OTHER
    assert guardrail(aws, **options)["changed"]
    assert len(aws.calls(operation)) == 3


@pytest.mark.parametrize("action", ["ListGuardrails", "GetGuardrail", "ListTagsForResource"])
def test_a_denied_read_stops_the_run(aws: LocalAws, action: str) -> None:
    guardrail(aws, **PUBLISHED)
    aws.switch(deny=[f"bedrock:{action}@{REGION}"])
    aws.clear_calls()
    result = guardrail(aws, **OTHER, regions=[WEST, REGION])
    assert f"the caller needs the IAM action bedrock:{action}" in result["msg"]
    assert ("actions" in result, writes(aws)) == (False, [])


@pytest.mark.parametrize(
    ("action", "options", "rest"),
    [
        ("CreateGuardrail", {"name": "new", **PLAIN}, False),
        ("UpdateGuardrail", OTHER, False),
        ("TagResource", {"words": ["other"], "tags": {"a": "b"}}, True),
        ("CreateGuardrailVersion", OTHER, True),
        ("DeleteGuardrail", {"state": "absent"}, False),
    ],
)
def test_a_denied_write_is_reported_with_what_was_written_before(
    aws: LocalAws, action: str, options: dict[str, Any], rest: bool
) -> None:
    guardrail(aws, **PLAIN)
    aws.switch(deny=[f"bedrock:{action}"])
    result = guardrail(aws, **options)
    assert f"the caller needs the IAM action bedrock:{action}" in result["msg"]
    assert result["changed"] is rest
    assert ("the next run does the rest" in result["msg"]) is rest


@pytest.mark.parametrize("operation", ["ListGuardrails", "UpdateGuardrail"])
def test_a_region_that_is_down_fails_only_itself(aws: LocalAws, operation: str) -> None:
    guardrail(aws, **PUBLISHED, regions=[REGION, WEST])
    down = {"operation": operation, "code": "ValidationException", "region": WEST}
    aws.switch(fail=[down])
    result = guardrail(aws, **OTHER, regions=[WEST, REGION])
    assert [(row["region"], row["version"]) for row in result["guardrails"]] == [(REGION, "2")]
    assert [(error["key"], error["region"]) for error in result["errors"]] == [("cai", WEST)]
    assert (result["guardrail"], result["version"]) == (None, None)
    aws.switch(fail=[])
    result = guardrail(aws, **OTHER, regions=[WEST, REGION])
    assert [(row["region"], row["action"]) for row in result["guardrails"]] == [(WEST, "update"), (REGION, "none")]


def test_no_more_versions_than_aws_keeps(aws: LocalAws) -> None:
    quota = {"operation": "CreateGuardrailVersion", "code": "ServiceQuotaExceededException"}
    aws.switch(fail=[quota])
    result = guardrail(aws, **PUBLISHED)
    assert "prune old versions (keep_versions), delete unused guardrails, or raise the quota" in result["msg"]
    assert (result["changed"], result["guardrails"]) == (True, [])


@pytest.mark.usefixtures("quick")
def test_a_publication_that_failed_is_made_up_for(aws: LocalAws) -> None:
    aws.switch(deny=["bedrock:CreateGuardrailVersion"])
    guardrail(aws, **PUBLISHED)
    aws.switch(deny=[])
    result = guardrail(aws, **PUBLISHED)
    assert (result["version"], result["actions"][0]["reasons"]) == ("1", ["no version is published yet"])
