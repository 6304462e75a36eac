# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Reading parameters: by name and by path, over regions, with what was asked for and no more."""

from __future__ import annotations

import threading

import pytest
from ansible_collections.genai.bedrock.plugins.module_utils._core.parameters.listing import Request
from ansible_collections.genai.bedrock.plugins.module_utils._engine.parameters.listing import list_parameters
from ansible_collections.genai.bedrock.tests.unit.plugins.module_utils.ssm_fakes import OURS, FakeStore, Fault

EAST, WEST = "us-east-1", "us-west-2"


def stores():
    east = FakeStore(EAST).seed("/d/b", '{"a":1}').seed("/d/a").seed("/e/s", "s3cret", kind="SecureString")
    return {EAST: east, WEST: FakeStore(WEST).seed("/d/a", "west")}


def read(gateways, **query):
    return list_parameters(gateways, Request(**query), workers=4)


@pytest.mark.parametrize(
    ("query", "rows", "missing", "calls"),
    [
        pytest.param(
            {"names": ("/d/b", "/d/a", "/no")},
            [(EAST, "/d/a"), (EAST, "/d/b"), (WEST, "/d/a")],
            ["/d/b", "/no"],
            {"parameters": 1},
            id="names",
        ),
        pytest.param({"names": ()}, [], [], {}, id="no names"),
        pytest.param(
            {"path": "/d"}, [(EAST, "/d/a"), (EAST, "/d/b"), (WEST, "/d/a")], [], {"under_path": 1}, id="path"
        ),
        pytest.param(
            {"names": ("/d/a",), "tags": True},
            [(EAST, "/d/a"), (WEST, "/d/a")],
            [],
            {"parameters": 1, "tags": 1},
            id="tags",
        ),
        pytest.param(
            {"names": ("/d/a",), "metadata": True},
            [(EAST, "/d/a"), (WEST, "/d/a")],
            [],
            {"parameters": 1, "details": 1},
            id="metadata",
        ),
        pytest.param({"names": ("/e/s",), "decrypt": True}, [(EAST, "/e/s")], ["/e/s"], {"decrypted": 1}, id="decrypt"),
    ],
)
def test_reading(query, rows, missing, calls):
    gateways = stores()
    found = read(gateways, **query)
    assert [(row["region"], row["name"]) for row in found.rows] == rows
    assert (found.missing, found.problems) == (missing, [])
    assert gateways[EAST].counted() == calls


def test_names_go_ten_a_call_and_details_fifty():
    store = FakeStore()
    names = tuple(f"/p{number:02}" for number in range(51))
    for name in names:
        store.seed(name)
    found = read({EAST: store}, names=names, metadata=True)
    assert len(found.rows) == 51
    assert store.counted() == {"parameters": 6, "details": 2}


@pytest.mark.parametrize(("decrypt", "value"), [(False, None), (True, "s3cret")])
def test_a_secret_is_returned_on_demand_only(decrypt, value):
    (row,) = read({EAST: stores()[EAST]}, names=("/e/s",), decrypt=decrypt).rows
    assert (row["value"], row["type"]) == (value, "SecureString")


@pytest.mark.parametrize("call", ["parameters", "tags", "details"])
def test_what_cannot_be_read_is_a_problem_and_nothing_missing(call):
    gateways = stores()
    gateways[EAST].faults[call] = Fault("AccessDeniedException")
    found = read(gateways, names=("/d/a",), tags=True, metadata=True)
    assert [(problem.key, problem.region) for problem in found.problems] == [("/d/a", EAST)]
    assert found.missing == []
    assert (WEST, "/d/a") in [(row["region"], row["name"]) for row in found.rows]


def test_a_path_that_cannot_be_read_is_a_problem():
    gateways = stores()
    gateways[WEST].faults["under_path"] = Fault("InternalServerError")
    found = read(gateways, path="/d")
    assert [(problem.key, problem.region) for problem in found.problems] == [("/d", WEST)]
    assert len(found.rows) == 2


def test_one_that_went_meanwhile_is_missing():
    store = FakeStore().seed("/a")
    seen = store.parameters

    def gone_after(names, *, decrypt):
        found = seen(names, decrypt=decrypt)
        store.live.clear()
        return found

    store.parameters = gone_after
    found = read({EAST: store}, names=("/a",), tags=True)
    assert (found.rows, found.missing, found.problems) == ([], ["/a"], [])


def test_tags_are_those_of_the_parameter_itself():
    store = FakeStore().seed("/a", tags=OURS | {"A": "1"})
    store.bulk.clear()
    (row,) = read({EAST: store}, names=("/a",), tags=True).rows
    assert row["tags"] == {"A": "1", **OURS}


def test_metadata_of_what_is_not_listed_yet_is_not_known():
    store = FakeStore().seed("/x")
    store.known_details.clear()
    (row,) = read({EAST: store}, names=("/x",), metadata=True).rows
    assert (row["description"], row["tier"], row["key_id"]) == (None, None, None)


def test_a_region_that_hangs_keeps_no_worker_from_another():
    east, west = FakeStore(EAST), FakeStore(WEST)
    others, left, lock = threading.Event(), [20], threading.Lock()

    def hang(*_arguments, **_more):
        assert others.wait(20)
        return []

    def counted(*_arguments, **_more):
        with lock:
            left[0] -= 1
            if not left[0]:
                others.set()
        return []

    east.parameters, west.parameters = hang, counted
    assert read({EAST: east, WEST: west}, names=tuple(f"/p{number}" for number in range(200))).problems == []


def test_versions_and_labels_report_their_own_metadata():
    store = FakeStore().seed("/a", version=3)
    found = read({EAST: store}, names=("/a:3", "/a:stable", "/a"), metadata=True, tags=True)
    assert [(row["name"], row["selector"], row["labels"]) for row in found.rows] == [
        ("/a", None, None),
        ("/a", "3", ["stable"]),
        ("/a", "stable", ["stable"]),
    ]
    assert store.counted() == {"parameters": 1, "details": 1, "history": 2, "tags": 3}
    assert read({EAST: store}, names=("/b:3",)).missing == ["/b:3"]
