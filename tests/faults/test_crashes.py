# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""A run that is killed at any point of the protocol; the next one finishes its work, without a duplicate.

The points are before and after each call that changes something, in a first deployment and in a replacement.
"""

from __future__ import annotations

import pytest

from tests.faults.crashing import crash
from tests.faults.deploying import (
    COHERE,
    TITAN,
    assert_deployed,
    assert_settled,
    dangling,
    deploy,
    entries,
    profiles,
    records,
    start,
    writes,
)
from tests.figures import count

# The calls of a clean run that change something, in their order; the first test compares them with one.
FIRST = ("CreateInferenceProfile", "PutParameter", "PutParameter")
REPLACEMENT = ("CreateInferenceProfile", "PutParameter", "DeleteInferenceProfile", "PutParameter", "PutParameter")
KILLED = "runs killed, each finished by the next one without a loss or a duplicate"


def points(flow):
    """(operation, when, which of its kind) of every point of a flow."""
    return [
        pytest.param(operation, when, flow[: number + 1].count(operation), id=f"{when}_{number + 1}_{operation}")
        for number, operation in enumerate(flow)
        for when in ("before", "after")
    ]


def test_the_points_are_those_of_a_clean_run(aws):
    for model, flow in ((TITAN, FIRST), (COHERE, REPLACEMENT)):
        aws.clear_calls()
        deploy(aws, entries("chat", model=model)).ok()
        assert writes(aws) == list(flow)
        assert_deployed(aws, entries("chat", model=model))


@pytest.mark.parametrize(("operation", "when", "nth"), points(FIRST))
def test_a_first_deployment(aws, operation, when, nth):
    wanted = entries("chat")
    crash(aws, lambda output: start(aws, wanted, output), operation, when=when, nth=nth)
    assert dangling(aws) == []
    deploy(aws, wanted).ok()
    assert_settled(aws, aws, wanted)
    count(KILLED)


@pytest.fixture
def deployed(endpoint):
    """The model of a finished deployment; the one that the last replacement left, if all went well, saves a run."""
    found = {
        model
        for model in (TITAN, COHERE)
        if [tags["ModelSource"].rpartition("/")[2] for tags in profiles(endpoint).values()] == [model]
    }
    # Another test may have left a profile and no record.
    if found and records(endpoint).get("inference_profiles/chat", {}).get("previous") == []:
        return found.pop()
    endpoint.reset()
    deploy(endpoint, entries("chat")).ok()
    return TITAN


@pytest.mark.parametrize(("operation", "when", "nth"), points(REPLACEMENT))
def test_a_replacement(endpoint, deployed, operation, when, nth):
    wanted = entries("chat", model=COHERE if deployed == TITAN else TITAN)
    crash(endpoint, lambda output: start(endpoint, wanted, output), operation, when=when, nth=nth)
    assert dangling(endpoint) == []
    deploy(endpoint, wanted).ok()
    assert_settled(endpoint, endpoint, wanted)
    count(KILLED)
