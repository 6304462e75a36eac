# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The work is done and its answer is lost on the wire: a reset, or an error in its place. Nothing is done twice."""

from __future__ import annotations

import pytest

from tests.faults.deploying import COHERE, profiles
from tests.faults.running import NAME, bulk, put


def lost(operation, how, times):
    """(rules of the proxy, switches of the endpoint) that lose so many answers of an operation."""
    if how == "reset":
        return [{"operation": operation, "times": times, "response": {"abort_frac": 0}}], {}
    code = "InternalServerError" if operation.endswith("Parameter") else "InternalServerException"
    return [], {"fail": [{"operation": operation, "code": code, "when": "after", "times": times}]}


@pytest.fixture(params=["reset", "error"])
def lose(request, aws, burst):
    def arm(operation, times=1):
        rules, switches = lost(operation, request.param, times)
        burst.rules(*rules)
        aws.switch(**switches)

    return arm


@pytest.mark.parametrize("replay", ["original", "empty", "mismatch"])
def test_a_creation(aws, burst, lose, replay):
    aws.switch(token_replay=replay)
    lose("CreateInferenceProfile")
    made = bulk(burst)
    assert "failed" not in made, made
    assert list(profiles(aws)) == [made["inference_profiles"][0]["inference_profile_arn"]]
    assert len(aws.calls("CreateInferenceProfile")) == 2
    assert bulk(burst)["changed"] is False


def test_a_creation_that_is_never_answered_is_found_by_the_next_run(aws, burst, lose, monkeypatch):
    monkeypatch.setattr("time.sleep", lambda _seconds: None)
    lose("CreateInferenceProfile", times=None)
    made = bulk(burst)
    assert [error["operation"] for error in made["errors"]] == ["CreateInferenceProfile"]
    burst.rules()
    aws.switch(fail=[])
    (arn,) = profiles(aws)
    again = bulk(burst)
    assert (again["changed"], again["inference_profiles"][0]["inference_profile_arn"]) == (False, arn)


@pytest.mark.parametrize("names", ["accept", "conflict"], ids=["names_may_repeat", "names_are_unique"])
def test_a_service_that_forgets_tokens_is_put_right_by_the_next_run(aws, burst, lose, names, monkeypatch):
    """AWS says that a token makes a repeated request harmless. Should it not, the repetition is refused or superseded."""
    monkeypatch.setattr("time.sleep", lambda _seconds: None)
    lose("CreateInferenceProfile")
    aws.switch(token_replay="fresh", duplicate_names=names)
    bulk(burst)
    assert "failed" not in bulk(burst)
    assert len(profiles(aws)) == 1
    assert bulk(burst)["changed"] is False


def test_a_replacement_and_its_deletion(aws, burst, lose):
    bulk(burst)
    lose("DeleteInferenceProfile")
    replaced = bulk(burst, COHERE)
    assert "failed" not in replaced, replaced
    assert [call["code"] for call in aws.calls("DeleteInferenceProfile")][-1] == "ResourceNotFoundException"
    assert [tags["ModelSource"].rpartition("/")[2] for tags in profiles(aws).values()] == [COHERE]
    assert bulk(burst, COHERE)["changed"] is False


def test_a_deletion(aws, burst, lose):
    bulk(burst)
    lose("DeleteInferenceProfile")
    assert "failed" not in bulk(burst, state="absent")
    assert len(aws.calls("DeleteInferenceProfile")) == 2
    assert profiles(aws) == {}


@pytest.mark.parametrize("before", [None, "old"], ids=["created", "overwritten"])
def test_a_parameter(aws, burst, lose, before):
    if before:
        put(burst, before)
    lose("PutParameter")
    written = put(burst, "new")
    assert "failed" not in written, written
    found = aws.client("ssm").get_parameter(Name=NAME)["Parameter"]
    # An overwrite cannot say that it is a repetition: it becomes a version more, with the same value.
    assert (found["Value"], found["Version"]) == ("new", 3 if before else 1)
    assert put(burst, "new")["changed"] is False
