# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Reading an environment: records whole and damaged, whose they are, the document, and what could not be read."""

from __future__ import annotations

import json

import pytest
from ansible_collections.genai.bedrock.plugins.module_utils._engine.records import Document, Request, read_published

from tests.unit.plugins.module_utils.record_samples import EAST, WEST, record, target
from tests.unit.plugins.module_utils.ssm_fakes import FakeStore, Fault

PREFIX = "/dev/p"
OWNER = {"ManagedBy": "genai.bedrock", "Environment": "dev"}


def tags(path):
    workload, key = path.split("/")
    return OWNER | {"Workload": workload, "ProfileKey": key}


def seed(store, path, value=None, tagged=None, **more):
    """A record, or a text in its place."""
    text = value if isinstance(value, str) else json.dumps(value or record(*path.split("/")))
    store.seed(f"{PREFIX}/{path}", text, tags(path) if tagged is None else tagged, **more)
    return store


def read(*stores, **query):
    return read_published({store.region: store for store in stores}, Request("dev", PREFIX, **query), workers=4)


@pytest.fixture
def east():
    return seed(seed(FakeStore(EAST), "copilot/chat"), "search/docs")


def test_whole_records_cost_one_call_a_region(east):
    west = seed(FakeStore(WEST), "copilot/chat")
    found = read(east, west, document=False)
    assert sorted(found.records) == ["copilot/chat", "search/docs"]
    assert (found.damaged, found.foreign, found.unread, found.document) == ([], [], [], None)
    assert (east.counted(), west.counted()) == ({"under_path": 1}, {"under_path": 1})


@pytest.mark.parametrize("order", [(EAST, WEST), (WEST, EAST)], ids=["east first", "west first"])
def test_of_a_record_in_several_regions_the_first_listed_counts(order):
    """Also where another one comes first in the alphabet; what the first does not have, the next one tells."""
    stores = {
        region: seed(FakeStore(region), "copilot/chat", record("copilot", "chat", [target("chat", region)]))
        for region in order
    }
    seed(stores[order[1]], "search/docs")
    found = read(*stores.values())
    assert found.records["copilot/chat"]["targets"][0]["region"] == order[0]
    assert "search/docs" in found.records


def test_a_region_that_cannot_be_read_is_reported_and_the_next_one_counts(east):
    west = seed(FakeStore(WEST), "copilot/chat")
    east.faults["under_path"] = Fault("EndpointConnectionError")
    found = read(east, west, document=False)
    assert list(found.records) == ["copilot/chat"]
    assert [(one.key, one.region, one.code) for one in found.unread] == [(PREFIX, EAST, "EndpointConnectionError")]


def test_workloads_are_read_by_paths_of_their_own(east):
    seed(east, "copilot2/chat")
    found = read(east, workloads=("copilot", "cai"), document=False)
    assert list(found.records) == ["copilot/chat"]
    assert sorted(east.calls) == [("under_path", f"{PREFIX}/cai"), ("under_path", f"{PREFIX}/copilot")]


def test_a_damaged_record_is_reported_in_its_region_and_only_its_tags_are_read(east):
    west = seed(seed(FakeStore(WEST), "copilot/chat"), "search/docs", "{broken")
    found = read(east, west, document=False)
    (row,) = found.damaged
    assert (row["key"], row["region"], row["path"], row["managed"]) == (
        f"{PREFIX}/search/docs",
        WEST,
        "search/docs",
        True,
    )
    assert (sorted(found.records), west.counted()) == (["copilot/chat", "search/docs"], {"under_path": 1, "tags": 1})
    assert east.counted() == {"under_path": 1}


def test_whose_tags_cannot_be_read_is_neither_damaged_nor_foreign_but_unread(east):
    seed(east, "copilot/docs", "{")
    east.faults["tags"] = Fault("AccessDeniedException")
    found = read(east, document=False)
    assert (found.damaged, found.foreign) == ([], [])
    (problem,) = found.unread
    assert (problem.key, problem.code) == (f"{PREFIX}/copilot/docs", "AccessDeniedException")


def test_what_goes_meanwhile_is_nobodys_problem(east):
    seed(east, "copilot/docs", "{")
    east.faults["tags"] = Fault("InvalidResourceId")
    found = read(east, document=False)
    assert (found.damaged, found.foreign, found.unread) == ([], [], [])


@pytest.mark.parametrize(
    ("path", "value", "tagged", "reason"),
    [
        (
            "copilot/chat",
            record("copilot", "chat", environment="prod"),
            OWNER,
            "it is a record of the environment prod",
        ),
        ("notes", "theirs", {}, "no record belongs at this path"),
        ("copilot/team/notes", "theirs", OWNER, "no record belongs at this path"),
        ("copilot/My-Notes", "theirs", OWNER, "no record belongs at this path"),
        (
            "copilot/notes",
            "theirs",
            {"ManagedBy": "terraform"},
            "it is not a record, and its tags name another owner or",
        ),
        (
            "copilot/notes",
            "theirs",
            OWNER | {"Environment": "prod"},
            "it is not a record, and its tags name another owner or",
        ),
        (
            "crew/notes",
            "theirs",
            {},
            "it is not a record, it does not carry our tags, and no workload of this name has records",
        ),
    ],
)
def test_what_is_foreign_is_passed_over_with_a_reason(path, value, tagged, reason):
    found = read(seed(FakeStore(EAST), path, value, tagged), document=False)
    assert (found.records, found.damaged, found.unread) == ({}, [], [])
    (row,) = found.foreign
    assert (row["name"], row["region"]) == (f"{PREFIX}/{path}", EAST)
    assert row["reason"].startswith(reason)


@pytest.mark.parametrize(
    ("text", "tagged", "kind", "state", "value"),
    [
        ('{"copilot":{}}', OWNER, "String", "ours", {"copilot": {}}),
        ('{"copilot":{}}', {}, "String", "foreign", None),
        ('{"copilot":{}}', OWNER | {"Environment": "prod"}, "String", "foreign", None),
        ("{broken", OWNER, "String", "damaged", None),
        ("[1]", OWNER, "String", "damaged", None),
        ('{"copilot":{}}', OWNER, "SecureString", "damaged", None),
        ('{"secret":1}', {}, "SecureString", "foreign", None),
    ],
)
def test_the_document_and_whose_it_is(text, tagged, kind, state, value):
    store = FakeStore(EAST).seed(PREFIX, text, tagged, kind, version=3)
    assert read(store).document == Document(PREFIX, EAST, state, value, 3)


def test_there_is_no_document_yet(east):
    west = FakeStore(WEST).seed(PREFIX, "{}", OWNER)
    # Each region has the same one, and the first counts.
    assert read(east, west).document == Document(PREFIX, EAST, "missing")


@pytest.mark.parametrize(
    ("operation", "code", "state", "unread"),
    [
        ("parameters", "AccessDeniedException", "unread", 1),
        ("tags", "AccessDeniedException", "unread", 1),
        ("tags", "InvalidResourceId", "missing", 0),
    ],
)
def test_a_document_that_cannot_be_read_is_not_taken_for_missing(operation, code, state, unread):
    store = FakeStore(EAST).seed(PREFIX, "{}", OWNER)
    store.faults[operation] = Fault(code)
    found = read(store)
    assert (found.document.state, len(found.unread)) == (state, unread)
