# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What is read as a record of ours, and what is told because it should be one."""

from __future__ import annotations

import json

import pytest
from ansible_collections.genai.bedrock.plugins.module_utils._core.parameters.values import json_data
from ansible_collections.genai.bedrock.plugins.module_utils._core.records.reading import (
    damaged_records,
    of_workload,
    read_records,
)

from tests.unit.plugins.module_utils.record_samples import EAST, WEST, record, target


@pytest.mark.parametrize(
    ("name", "value", "known"),
    [
        ("/dev/p/copilot/chat", record("copilot", "chat"), True),
        ("/dev/p/copilot/chat", record("copilot", "docs"), False),
        ("/dev/p/copilot/deeper/chat", record("copilot", "chat"), False),
        ("/dev/p/copilot/chat", record("copilot", "chat", environment="prod"), False),
        ("/dev/p/copilot/chat", {"targets": []}, False),
        ("/dev/p/copilot/chat", record("copilot", "chat", []), False),
        ("/dev/p/copilot/chat", record("copilot", "chat", schema=2), False),
        ("/dev/p/copilot/chat", record("copilot", "chat", base_model_id=None), False),
        ("/dev/p/copilot/chat", record("copilot", "chat", environment=["dev"]), False),
        ("/dev/p/copilot/chat", record("copilot", "chat", targets="x"), False),
        ("/dev/p/copilot/chat", None, False),
        ("/dev/p/copilot/chat", [1], False),
    ],
)
@pytest.mark.parametrize("prefix", ["/dev/p", "/dev/p/"])
def test_only_records_of_ours_are_read(name: str, value, known: bool, prefix: str) -> None:
    found = read_records([{"name": name, "json": value}], prefix, "dev")
    assert found == ({"copilot/chat": value} if known else {})


def test_the_first_region_that_is_read_wins() -> None:
    first, second = record("copilot", "chat"), record("copilot", "chat", [target("chat", WEST)])
    parameters = [{"name": "/p/copilot/chat", "json": value} for value in (first, second)]
    assert read_records(parameters, "/p", "dev") == {"copilot/chat": first}


def test_of_workload() -> None:
    published = {"copilot/chat": {"a": 1}, "copilot2/chat": {"b": 2}}
    assert of_workload(published, "copilot") == {"chat": {"a": 1}}
    assert of_workload(None, "copilot") == {}


HALF = {"ManagedBy": "genai.bedrock", "Environment": "dev"}
OURS = HALF | {"Workload": "copilot", "ProfileKey": "chat"}
PATH = "copilot/chat"


def parameter(text, path=PATH, **more):
    """A row as reading by path tells it."""
    name = f"/dev/p/{path}"
    return {"name": name, "region": EAST, "type": "String", "value": text, "json": json_data(text)} | more


def damaged(row, tags=None):
    return damaged_records([row], "/dev/p/", "dev", None if tags is None else [row | {"tags": tags}])


def changed(**values):
    return json.dumps(record("copilot", "chat") | values)


@pytest.mark.parametrize(
    ("text", "reported"),
    [
        (changed()[:-5], "its value is no JSON (Expecting"),
        ("", "its value is no JSON (Expecting value in line 1, column 1)"),
        ("[" * 100_000, "its value is no JSON"),
        ("9" * 5000, "its value is no JSON"),
        ("NaN", "its value is no JSON object"),
        ("7", "its value is no JSON object"),
        ("[1]", "its value is a list, not a JSON object"),
        ("{}", "its schema is None, where this collection reads 1"),
        (changed(schema=2), "its schema is 2, where this collection reads 1"),
        (changed(key="docs"), "it says that it is the record copilot/docs"),
        (changed(environment=None), f"{PATH}.environment: must be a text, not nothing"),
        (changed(targets=[{"region": EAST}]), f"{PATH}.targets[0]: has no 'name'"),
        (changed(targets={}), f"{PATH}.targets: must be a list, not a map"),
        (changed(targets=[]), "it has no target"),
    ],
)
def test_what_is_wrong_with_a_record_is_reported(text, reported) -> None:
    (row,) = damaged(parameter(text), OURS)
    assert row["message"].startswith(f"is in the place of a record but is not one: {reported}")
    assert row["message"].endswith("; deploy copilot again to rewrite it, or delete it if no entry has this key")
    place = {"key": f"/dev/p/{PATH}", "region": EAST, "path": PATH, "workload": "copilot"}
    assert row.items() >= (place | {"code": "DamagedRecord", "managed": True}).items()


@pytest.mark.parametrize(
    ("tags", "way_out"),
    [
        (OURS, "deploy copilot again to rewrite it, or delete it if no entry has this key"),
        (
            {},
            "delete it and deploy copilot again, or move it elsewhere if it is to be none (it has no tag ManagedBy)",
        ),
    ],
)
def test_a_secret_of_ours_is_written_again(tags, way_out) -> None:
    (row,) = damaged(parameter(changed(), value=None, json=None, type="SecureString"), tags)
    assert row["message"].endswith(f"it is a SecureString, which is not read; {way_out}")


def test_what_is_read_beside_the_prefix_is_no_record_and_none_that_is_damaged() -> None:
    rows = [parameter("{") | {"name": name} for name in ("/dev/p", "/dev/pcopilot/chat", "copilot/chat", "/x")]
    assert damaged_records(rows, "/dev/p", "dev", [row | {"tags": OURS} for row in rows]) == []
    assert read_records([{"name": "copilot/chat", "json": record("copilot", "chat")}], "/dev/p", "dev") == {}


@pytest.mark.parametrize(
    ("path", "tags", "managed"),
    [
        (PATH, OURS, True),
        ("search/docs", HALF | {"Workload": "search", "ProfileKey": "docs"}, True),
        (PATH, HALF, False),
        (PATH, HALF | {"ProfileKey": "chat"}, False),
        ("search/docs", HALF, False),
        (PATH, {}, False),
        (PATH, {"Team": "search"}, False),
        ("search/docs", {}, None),
        ("search/deeper/docs", HALF, None),
        ("search", HALF, None),
        ("copilot/My-Notes", HALF, None),
        (PATH, {"ManagedBy": "terraform"}, None),
        (PATH, {"ManagedBy": "genai.bedrock"}, None),
        (PATH, OURS | {"Environment": "prod"}, None),
        (PATH, OURS | {"ProfileKey": "docs"}, None),
    ],
)
def test_whose_it_is(path, tags, managed) -> None:
    reported = damaged(parameter("{", path), tags)
    assert [row["managed"] for row in reported] == ([] if managed is None else [managed])


def test_nobodys_parameter_beside_records_of_its_workload_is_reported() -> None:
    rows = [parameter(json.dumps(record("search", "docs")), "search/docs"), parameter("{", "search/more")]
    (row,) = damaged_records(rows, "/dev/p", "dev", [one | {"tags": {}} for one in rows])
    assert (row["path"], row["managed"]) == ("search/more", False)
    assert row["message"].endswith("or move it elsewhere if it is to be none (it has no tag ManagedBy)")


@pytest.mark.parametrize("text", [changed(), changed(environment="prod")], ids=["ours", "another environment's"])
def test_a_record_is_not_reported(text) -> None:
    assert damaged(parameter(text)) == damaged(parameter(text), OURS) == []


def test_before_tags_are_known_every_place_counts_and_with_them_only_what_they_were_read_of() -> None:
    rows = [parameter("{", path) for path in (PATH, "search/docs", "search/deeper/docs", "search")]
    assert [row["path"] for row in damaged_records(rows, "/dev/p", "dev")] == [PATH, "search/docs"]
    assert damaged_records(rows, "/dev/p", "dev", []) == []
    elsewhere = [row | {"tags": OURS, "region": WEST} for row in rows]
    assert damaged_records(rows, "/dev/p", "dev", elsewhere) == []
