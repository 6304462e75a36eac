# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Whoever reads records or the document is sent to what lives: in the middle of every change, and where a write fails."""

from __future__ import annotations

from tests.faults.deploying import (
    COHERE,
    INVENTORY,
    PREFIX,
    TITAN,
    assert_deployed,
    dangling,
    deploy,
    document,
    entries,
    profiles,
    records,
    teardown,
    writes,
)
from tests.gateway.playing import play

OFF = {"inference_profiles_preflight": "skip", "bedrock_observability": False}
TAKING = ("DeleteParameter", "DeleteInferenceProfile")


def by_playbook(aws, wanted, *arguments, **variables):
    variables = {"bedrock_roles": ["inference_profiles"]} | OFF | variables
    return play(aws, "genai.bedrock.deploy", INVENTORY, *arguments, inference_profiles_entries=wanted, **variables)


def watch(aws, calls=3):
    """What readers would have missed before or after any of the calls that take something away."""
    missed: list[str] = []
    points = [
        aws.at(operation, lambda _call: missed.extend(dangling(aws)), when=when, nth=nth)
        for operation in TAKING
        for when in ("before", "after")
        for nth in range(1, calls + 1)
    ]
    return missed, points


def taken(aws):
    """The calls that took something away from readers; alarms go when they like."""
    return [name for name in writes(aws) if name in TAKING]


def named(key, model=TITAN, **more):
    """An entry whose name does not change with its key."""
    return {key: entries(key, model=model)[key] | {"name": "the-name"} | more}


#: What becomes of the map, each from the one before, and the calls that take something away.
STEPS = {
    "replaced": (named("chat", COHERE) | entries("gone"), ["DeleteInferenceProfile"]),
    "moved": (named("talk", COHERE, moved_from="chat") | entries("gone"), ["DeleteParameter"]),
    "moved and replaced": (
        named("call", moved_from="talk") | entries("gone"),
        ["DeleteInferenceProfile", "DeleteParameter"],
    ),
    "purged": (named("call"), ["DeleteInferenceProfile", "DeleteParameter"]),
    "switched off": (named("call", enabled=False) | entries("chat"), ["DeleteInferenceProfile", "DeleteParameter"]),
}


def test_nobody_is_ever_sent_to_what_is_gone(aws):
    deploy(aws, entries("chat", "gone")).ok()
    for step, (wanted, gone) in STEPS.items():
        aws.clear_calls()
        missed, _points = watch(aws)
        deploy(aws, wanted, inference_profiles_purge=step == "purged").ok()
        assert (step, sorted(set(taken(aws)))) == (step, gone)
        assert (step, missed, dangling(aws)) == (step, [], [])
    aws.clear_calls()
    assert (deploy(aws, wanted).ok().changed, writes(aws)) == (False, [])
    missed, points = watch(aws)
    teardown(aws).ok()
    assert (missed, any(point.reached for point in points)) == ([], True)
    assert (profiles(aws), records(aws), document(aws)) == ({}, {}, {})


def test_nor_by_the_whole_playbooks(aws):
    """Something is replaced and something is purged, with alarms and the dashboard beside it; then all of it goes."""
    watched = {"bedrock_observability": True}
    by_playbook(aws, entries("chat", "gone"), **watched).ok()
    missed, points = watch(aws, calls=1)
    by_playbook(aws, entries("chat", model=COHERE), inference_profiles_purge=True, **watched).ok()
    assert (missed, dangling(aws), [point.reached for point in points]) == ([], [], [True] * len(points))
    missed, points = watch(aws, calls=1)
    play(aws, "genai.bedrock.teardown", INVENTORY, bedrock_confirm="local").ok()
    assert (missed, [point.reached for point in points]) == ([], [True] * len(points))
    assert (profiles(aws), records(aws), document(aws)) == ({}, {}, {})


def test_an_index_of_records_names_none_that_is_gone(aws):
    """So many that the document cannot name their ARNs, and is a list of keys instead."""
    wanted = entries(*(f"entry_{number:02}_{'x' * 30}" for number in range(70)))
    deploy(aws, wanted | entries("gone")).ok()
    assert document(aws)["index"] is True
    missed, points = watch(aws, calls=1)
    deploy(aws, wanted, inference_profiles_purge=True).ok()
    assert (missed, all(point.reached for point in points)) == ([], True)
    assert document(aws)["records"]["inference_profiles"] == sorted(wanted)


BEFORE = entries("changed", "off", "purged", "moved")
AFTER = (
    entries("changed", model=COHERE)
    | {"off": entries("off")["off"] | {"enabled": False}}
    | {"elsewhere": entries("moved")["moved"] | {"moved_from": "moved"}}
)
WANTED = {key: {name: AFTER[key][name] for name in ("model", "regions")} for key in ("changed", "elsewhere")}
_DENIED = {"code": "AccessDeniedException", "status": 400}
#: The document alone cannot be written, by its description, nor be deleted, by its name.
UNWRITABLE = [
    _DENIED | {"operation": "PutParameter", "match": "of all workloads"},
    _DENIED | {"operation": "DeleteParameter", "match": f"'{PREFIX}'"},
]


def test_what_the_document_names_stays_until_it_can_be_written(aws):
    deploy(aws, BEFORE).ok()
    reported, live = document(aws), set(profiles(aws))
    purge = {"inference_profiles_purge": True}
    aws.switch(fail=UNWRITABLE)
    aws.clear_calls()
    failed = deploy(aws, AFTER, **purge)
    assert failed.status != 0
    assert "AccessDenied" in failed.output
    assert "until the document can be written, what it may name stays" in " ".join(failed.output.split())
    assert (document(aws), dangling(aws), taken(aws)) == (reported, [], [])
    assert profiles(aws).keys() >= live
    # Readers of the records have the new one by now, and can go back.
    changed = records(aws)["inference_profiles/changed"]
    assert (changed["base_model_id"], len(changed["previous"])) == (COHERE, 1)
    aws.switch(fail=[])
    deploy(aws, AFTER, **purge).ok()
    assert dangling(aws) == []
    assert_deployed(aws, WANTED)


def test_a_teardown_begins_with_the_document(aws):
    deploy(aws, entries("chat")).ok()
    before = document(aws), records(aws), profiles(aws)
    aws.switch(fail=UNWRITABLE)
    failed = teardown(aws)
    assert failed.status != 0
    assert "AccessDenied" in failed.output
    assert (document(aws), records(aws), profiles(aws)) == before
    aws.switch(fail=[])
    teardown(aws).ok()
    assert (profiles(aws), records(aws), document(aws)) == ({}, {}, {})


def test_a_workload_that_fails_leaves_no_reader_of_another_one_behind(aws):
    """From the first deletion on nothing can be written any more: all that leads readers away was written before."""
    both = {"roles": ("inference_profiles", "embedding"), "embedding_preflight": "skip"}
    deploy(aws, entries("chat", "purged", "off"), **both).ok()
    wanted = entries("chat") | {"off": entries("off")["off"] | {"enabled": False}}
    changes = both | {"inference_profiles_purge": True, "embedding_entries": {"titan": {"model": COHERE}}}
    aws.at(
        "DeleteInferenceProfile", lambda _call: aws.switch(deny=["ssm:PutParameter", "bedrock:Create*"]), when="after"
    )
    failed = deploy(aws, wanted, **changes)
    assert failed.status != 0
    assert "embedding/titan" in failed.output
    assert (dangling(aws), list(document(aws)["inference_profiles"])) == ([], ["chat"])
    aws.switch(deny=[])
    deploy(aws, wanted, **changes).ok()
    assert dangling(aws) == []
    aws.clear_calls()
    assert (deploy(aws, wanted, **changes).ok().changed, writes(aws)) == (False, [])
