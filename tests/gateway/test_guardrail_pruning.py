# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""keep_versions against the endpoint: old versions go on purpose, those that records pin stay."""

from __future__ import annotations

import json
from typing import Any

import pytest

from tests.gateway.guardrail_kit import PLAIN, REGION, WEST, guardrail, live, writes
from tests.gateway.running import run_module
from tests.local_aws.server import LocalAws


@pytest.fixture
def published(aws: LocalAws) -> LocalAws:
    """A guardrail with five versions."""
    for number in range(5):
        guardrail(aws, **{**PLAIN, "words": [f"word {number}"]}, publish_version=True)
    return aws


def versions(aws: LocalAws) -> list[str]:
    found = live(aws)
    assert found is not None
    return sorted(found["versions"])


def record(aws: LocalAws, version: str, region: str = REGION) -> None:
    found = live(aws)
    assert found is not None
    pin = {"identifier": found["guardrailId"], "version": version}
    value = json.dumps({"targets": [{"arn": "arn:x", "guardrail": pin}]})
    run_module("ssm_parameter", aws, region=region, name="/anywhere/record", value=value)


def test_check_mode_predicts_and_a_second_run_changes_nothing(published: LocalAws) -> None:
    record(published, "2")
    published.clear_calls()
    predicted = guardrail(published, check=True, diff=True, keep_versions=2)
    assert (writes(published), versions(published)) == ([], ["1", "2", "3", "4", "5"])
    real = guardrail(published, diff=True, keep_versions=2)
    assert versions(published) == ["2", "4", "5"]
    assert real["actions"] == predicted["actions"]
    assert (real["diff"], real["summary"], real["version"]) == (predicted["diff"], predicted["summary"], "5")
    (row,) = real["actions"]
    assert (row["action"], row["pruned"], row["version"]) == ("prune", ["1", "3"], "5")
    published.clear_calls()
    assert guardrail(published, keep_versions=2)["changed"] is False
    assert writes(published) == []


def test_a_new_version_counts(published: LocalAws) -> None:
    result = guardrail(published, words=["new"], publish_version=True, keep_versions=1)
    assert (versions(published), result["version"], result["actions"][0]["action"]) == (["6"], "6", "update")


def test_records_of_other_regions_are_read(published: LocalAws) -> None:
    record(published, "1", WEST)
    assert guardrail(published, keep_versions=4, record_regions=[WEST])["changed"] is False
    assert guardrail(published, keep_versions=4)["actions"][0]["pruned"] == ["1"]


@pytest.mark.parametrize("action", ["tag:GetResources", "ssm:GetParameters"])
def test_nothing_goes_where_records_cannot_be_read(published: LocalAws, action: str) -> None:
    record(published, "1")
    published.switch(deny=[action])
    published.clear_calls()
    result: dict[str, Any] = guardrail(published, keep_versions=1, description="new")
    assert action in result["msg"]
    assert (writes(published), len(versions(published))) == ([], 5)
