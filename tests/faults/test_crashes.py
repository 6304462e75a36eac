# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""A run that is killed at any point of the protocol; the next one finishes its work, without a duplicate.

The points are before and after each call that changes something, in a first deployment and in a replacement.
"""

from __future__ import annotations

import re

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
# The new record, the document, and last the record without the old profile.
REPLACEMENT = ("CreateInferenceProfile", "PutParameter", "PutParameter", "DeleteInferenceProfile", "PutParameter")
BOTH = ("us-east-1", "us-west-2")
#: A parameter that holds the model of a finished deployment; it goes with everything else when another test begins.
SETTLED = "/settled"
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
    ssm = endpoint.client("ssm")
    if left := ssm.get_parameters(Names=[SETTLED])["Parameters"]:
        ssm.delete_parameter(Name=SETTLED)
        return left[0]["Value"]
    endpoint.reset()
    deploy(endpoint, entries("chat")).ok()
    return TITAN


@pytest.mark.parametrize(("operation", "when", "nth"), points(REPLACEMENT))
def test_a_replacement(endpoint, deployed, operation, when, nth):
    model = COHERE if deployed == TITAN else TITAN
    wanted = entries("chat", model=model)
    crash(endpoint, lambda output: start(endpoint, wanted, output), operation, when=when, nth=nth)
    assert dangling(endpoint) == []
    deploy(endpoint, wanted).ok()
    assert_settled(endpoint, endpoint, wanted)
    endpoint.client("ssm").put_parameter(Name=SETTLED, Value=model, Type="String")
    count(KILLED)


@pytest.mark.parametrize("replacing", [False, True], ids=["first_deployment", "replacement"])
def test_two_keys_in_two_regions(aws, replacing):
    """Killed in the middle of creations that run side by side: some are done, some were never asked for."""
    if replacing:
        deploy(aws, entries("chat", "search", regions=BOTH)).ok()
    wanted = entries("chat", "search", model=COHERE, regions=BOTH)
    crash(aws, lambda output: start(aws, wanted, output), "CreateInferenceProfile", when="after", nth=2)
    assert dangling(aws) == []
    deploy(aws, wanted).ok()
    assert_settled(aws, aws, wanted)
    count(KILLED)


def test_a_replacement_whose_name_needs_a_suffix(aws):
    aws.switch(duplicate_names="conflict")
    before, wanted = (
        {"chat": entries("chat", model=model)["chat"] | {"name": "same-name"}} for model in (TITAN, COHERE)
    )
    deploy(aws, before).ok()
    crash(aws, lambda output: start(aws, wanted, output), "CreateInferenceProfile", when="after")
    assert (len(profiles(aws)), dangling(aws)) == (2, [])
    deploy(aws, wanted).ok()
    assert_settled(aws, aws, wanted)
    count(KILLED)
    (target,) = records(aws)["inference_profiles/chat"]["targets"]
    assert re.fullmatch("same-name-[0-9a-f]{4}", target["name"])
