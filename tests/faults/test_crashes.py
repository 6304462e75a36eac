# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""A run killed at any point is finished by the next one: nothing lost, nothing made twice, no reader sent to nothing.

The points are before and after each call that changes something, in a first deployment, in a replacement and where
something goes. The module is killed in a process of its own; one whole playbook is killed at each kind of point.
"""

from __future__ import annotations

import re

import pytest

from tests.faults.crashing import KILLED, crash, lapse
from tests.faults.deploying import (
    COHERE,
    TITAN,
    assert_deployed,
    assert_settled,
    dangling,
    deploy,
    document,
    entries,
    profiles,
    records,
    start,
    start_playbook,
)
from tests.figures import count

# The calls of a clean run that change something, in their order; the first test compares them with one. The first and
# the last are those of the environment's lock.
FIRST = ("PutParameter", "CreateInferenceProfile", "PutParameter", "PutParameter", "DeleteParameter")
# The new record, the document, and last the record without the old profile.
REPLACEMENT = (
    *("PutParameter", "CreateInferenceProfile", "PutParameter", "PutParameter"),
    *("DeleteInferenceProfile", "PutParameter", "DeleteParameter"),
)
# The document without it, its record, and last the profile.
PURGE = ("PutParameter", "PutParameter", "DeleteParameter", "DeleteInferenceProfile", "DeleteParameter")
BOTH = ("us-east-1", "us-west-2")
PURGING = {"inference_profiles_purge": True}

pytestmark = pytest.mark.usefixtures("settle_soon")


def points(flow):
    """(operation, when, which of its kind) of every point of a flow."""
    return [
        pytest.param(operation, when, flow[: number + 1].count(operation), id=f"{when}_{number + 1}_{operation}")
        for number, operation in enumerate(flow)
        for when in ("before", "after")
    ]


def changing(aws):
    """Those of the lock, too."""
    verbs = ("Create", "Delete", "Tag", "Untag", "Put", "Add", "Remove")
    return tuple(call["operation"] for call in aws.calls() if call["operation"].startswith(verbs))


def killed_and_finished(aws, wanted, operation, *, when="after", nth=1, run=start, **variables):
    crash(aws, lambda: run(aws, wanted, **variables), operation, when=when, nth=nth)
    assert dangling(aws) == []
    lapse()
    deploy(aws, wanted, **variables).ok()
    assert_settled(aws, aws, wanted)
    count(KILLED)


def test_the_points_are_those_of_a_clean_run(aws):
    for wanted, flow in (
        (entries("chat"), FIRST),
        (entries("chat", model=COHERE), REPLACEMENT),
        (entries("chat", "gone", model=COHERE), None),
        (entries("chat", model=COHERE), PURGE),
    ):
        aws.clear_calls()
        deploy(aws, wanted, **PURGING).ok()
        assert flow is None or changing(aws) == flow
        assert_deployed(aws, wanted)


@pytest.mark.parametrize(("operation", "when", "nth"), points(FIRST))
def test_a_first_deployment(aws, operation, when, nth):
    killed_and_finished(aws, entries("chat"), operation, when=when, nth=nth)


@pytest.mark.parametrize(("operation", "when", "nth"), points(REPLACEMENT))
def test_a_replacement(aws, operation, when, nth):
    deploy(aws, entries("chat")).ok()
    killed_and_finished(aws, entries("chat", model=COHERE), operation, when=when, nth=nth)


@pytest.mark.parametrize(("operation", "when", "nth"), points(PURGE))
def test_a_purge(aws, operation, when, nth):
    deploy(aws, entries("chat", "gone")).ok()
    killed_and_finished(aws, entries("chat"), operation, when=when, nth=nth, **PURGING)


@pytest.mark.parametrize("replacing", [False, True], ids=["first_deployment", "replacement"])
def test_two_keys_in_two_regions(aws, replacing):
    """Killed in the middle of creations that run side by side: some are done, some were never asked for."""
    if replacing:
        deploy(aws, entries("chat", "search", regions=BOTH)).ok()
    killed_and_finished(aws, entries("chat", "search", model=COHERE, regions=BOTH), "CreateInferenceProfile", nth=2)


def test_a_replacement_whose_name_needs_a_suffix(aws):
    aws.switch(duplicate_names="conflict")
    before, wanted = (
        {"chat": entries("chat", model=model)["chat"] | {"name": "same-name"}} for model in (TITAN, COHERE)
    )
    deploy(aws, before).ok()
    crash(aws, lambda: start(aws, wanted), "CreateInferenceProfile", when="after")
    assert (len(profiles(aws)), dangling(aws)) == (2, [])
    lapse()
    deploy(aws, wanted).ok()
    assert_settled(aws, aws, wanted)
    count(KILLED)
    (target,) = records(aws)["inference_profiles/chat"]["targets"]
    assert re.fullmatch("same-name-[0-9a-f]{4}", target["name"])


#: Of a run that replaces ``changed``, purges ``gone`` and makes ``new``: after creation before publishing, after
#: publishing before deleting, and between the record that goes and its profile.
WHOLE = {
    "created": ("CreateInferenceProfile", "after", 2),
    "published": ("DeleteParameter", "before", 1),
    "withdrawn": ("DeleteInferenceProfile", "before", 1),
}


@pytest.mark.parametrize("point", WHOLE)
def test_a_whole_playbook(aws, point):
    deploy(aws, entries("changed", "gone")).ok()
    wanted = entries("changed", model=COHERE) | entries("new")
    operation, when, nth = WHOLE[point]
    crash(aws, lambda: start_playbook(aws, wanted, **PURGING), operation, when=when, nth=nth)
    reported = document(aws).get("inference_profiles", {})
    kept = {path.rpartition("/")[2] for path in records(aws)}
    assert (dangling(aws), set(reported), kept) == (
        [],
        {"changed", "gone"} if point == "created" else {"changed", "new"},
        {"created": {"changed", "gone"}, "published": {"changed", "gone", "new"}, "withdrawn": {"changed", "new"}}[
            point
        ],
    )
    lapse()
    deploy(aws, wanted, **PURGING).ok()
    assert_settled(aws, aws, wanted)
    count(KILLED)
