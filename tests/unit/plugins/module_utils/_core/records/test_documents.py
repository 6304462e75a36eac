# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The consolidated document and its index form."""

from __future__ import annotations

import pytest
from ansible_collections.genai.bedrock.plugins.module_utils._core.records.documents import (
    MAX_BYTES,
    compact,
    consolidated_document,
    keys_by_workload,
    named_records,
)
from ansible_collections.genai.bedrock.plugins.module_utils._core.records.schema import record_schema
from jsonschema import Draft202012Validator

from tests.unit.plugins.module_utils.record_samples import EAST, WEST, arn, record, target

EMPTY = {
    "copilot": {"primary_arn": None},
    "cai": {},
    "embeddings": {"titan": None, "cohere": None, "document": None},
    "cross_region": {"primary": None, "secondary": None},
    "inference_profiles": {},
}


def both(key: str) -> list:
    return [target(key, EAST), target(key, WEST)]


def route(key: str, region: str) -> dict[str, str]:
    return {"arn": arn(f"{key}{region[-1]}", region), "region": region}


def sections(key: str) -> dict:
    return {"primary": route(key, EAST), "secondary": route(key, WEST), "failover": [route(key, WEST)]}


@pytest.mark.parametrize(
    ("records", "section", "expected"),
    [
        (
            {"copilot/chat": record("copilot", "chat", both("chat"))},
            "copilot",
            {"primary_arn": arn("chat1"), "chat": arn("chat1")},
        ),
        ({"copilot/docs": record("copilot", "docs")}, "copilot", {"primary_arn": None, "docs": arn("docs1")}),
        ({"cai/sales": record("cai", "sales")}, "cai", {"sales": arn("sales1")}),
        ({"cai/sales": record("cai", "sales", [])}, "cai", {}),
        (
            {"embedding/titan": record("embedding", "titan"), "embedding/mine": record("embedding", "mine")},
            "embeddings",
            {"titan": arn("titan1"), "cohere": None, "document": None, "mine": arn("mine1")},
        ),
        ({"inference_profiles/a": record("inference_profiles", "a")}, "inference_profiles", {"a": arn("a1")}),
        ({"assistants/a": record("assistants", "a")}, "inference_profiles", {"a": arn("a1")}),
        (
            {
                "assistants/a": record("assistants", "a"),
                "inference_profiles/a": record("inference_profiles", "a", [target("x")]),
            },
            "inference_profiles",
            {"a": arn("x1"), "assistants/a": arn("a1")},
        ),
        (
            {
                "cross_region/a": record("cross_region", "a", both("a"), order=1),
                "cross_region/b": record("cross_region", "b", both("b"), order=0),
            },
            "cross_region",
            {"primary": route("b", EAST), "secondary": route("b", WEST), "b": sections("b"), "a": sections("a")},
        ),
        (
            {"cross_region/a": record("cross_region", "a", order=0)},
            "cross_region",
            {
                "primary": route("a", EAST),
                "secondary": None,
                "a": {"primary": route("a", EAST), "secondary": None, "failover": []},
            },
        ),
    ],
)
def test_sections(records, section: str, expected) -> None:
    assert consolidated_document(records) == EMPTY | {section: expected}


def test_without_records_the_sections_are_empty() -> None:
    assert consolidated_document({}) == EMPTY


def filled(size: int) -> dict:
    """Records whose document has this many bytes, by one long key."""
    base = len(compact(consolidated_document({"cai/": record("cai", "", [target("x")])})).encode())
    key = "k" * (size - base)
    return {f"cai/{key}": record("cai", key, [target("x")])}


def test_the_document_may_fill_a_parameter() -> None:
    document = consolidated_document(filled(MAX_BYTES))
    assert len(compact(document).encode()) == MAX_BYTES
    assert "index" not in document


def test_a_byte_more_and_it_is_an_index() -> None:
    records = filled(MAX_BYTES + 1) | {"copilot/b": record("copilot", "b"), "copilot/a": record("copilot", "a")}
    document = consolidated_document(records)
    assert (document["schema"], document["index"]) == (1, True)
    assert list(document["records"]) == ["cai", "copilot"]
    assert document["records"]["copilot"] == ["a", "b"]


def many(workloads: int, keys: int) -> dict:
    """Records whose names have 40 letters each."""
    names = [f"w{workload:03}".ljust(40, "w") for workload in range(workloads)]
    paths = [f"{name}/{f'k{key:03}'.ljust(40, 'k')}" for name in names for key in range(keys)]
    return {path: record(*path.split("/"), [target("x")]) for path in paths}


@pytest.mark.parametrize(
    ("workloads", "keys", "form"),
    [
        (1, 10, None),
        (1, 150, {"records"}),
        (1, 200, {"workloads"}),
        (150, 2, {"workloads"}),
        (200, 1, set()),
    ],
)
def test_an_index_names_as_much_as_fits(workloads: int, keys: int, form) -> None:
    records = many(workloads, keys)
    document = consolidated_document(records)
    assert len(compact(document).encode()) <= MAX_BYTES
    if form is None:
        assert "index" not in document
        return
    assert document.keys() == {"schema", "index"} | form
    assert (document["schema"], document["index"]) == (1, True)
    assert document.get("records", keys_by_workload(records)) == keys_by_workload(records)
    assert document.get("workloads", list(keys_by_workload(records))) == list(keys_by_workload(records))


EVERY_KIND = {
    "copilot/chat": record("copilot", "chat"),
    "cai/sales": record("cai", "sales"),
    "embedding/titan": record("embedding", "titan"),
    "cross_region/a": record("cross_region", "a", both("a")),
    "inference_profiles/x": record("inference_profiles", "x"),
    "assistants/x": record("assistants", "x"),
}


@pytest.mark.parametrize("records", [{}, EVERY_KIND, many(1, 150)], ids=["empty", "whole", "keys"])
def test_what_a_document_names(records) -> None:
    named = named_records(consolidated_document(records))
    assert set(records) <= set(named)
    assert set(named) - set(records) <= {"embedding/titan", "embedding/cohere", "embedding/document"}


@pytest.mark.parametrize(
    "document",
    [
        consolidated_document(many(1, 200)),
        consolidated_document(many(200, 1)),
        {"index": True, "records": {"copilot": "chat", "cai": [1, None]}},
        {"index": True, "records": ["copilot"]},
        {"copilot": ["chat"], "cai": None},
        [1],
        "text",
        None,
    ],
    ids=["workloads", "bare", "no lists", "no map", "no sections", "a list", "a text", "nothing"],
)
def test_a_document_that_names_no_record(document) -> None:
    assert named_records(document) == []


@pytest.mark.parametrize("records", [{}, EVERY_KIND, many(1, 150), many(1, 200), many(200, 1)])
def test_the_schema_takes_every_form(records) -> None:
    schema = record_schema()["$defs"]["document"]
    Draft202012Validator(schema).validate(consolidated_document(records))


@pytest.mark.parametrize(
    "document",
    [
        {"index": True},
        {"schema": 1, "index": True, "workloads": [1]},
        {"schema": 1, "index": True, "records": ["a"]},
        {},
    ],
)
def test_the_schema_takes_nothing_else(document) -> None:
    assert not Draft202012Validator(record_schema()["$defs"]["document"]).is_valid(document)


def test_compact_is_stable_and_keeps_letters() -> None:
    assert compact({"b": 1, "a": "é"}) == '{"a":"é","b":1}'


def test_half_a_character_breaks_no_document() -> None:
    document = consolidated_document({"cai/x": record("cai", "x", [target("x") | {"arn": "\ud800"}])})
    assert document["cai"] == {"x": "\ud800"}
