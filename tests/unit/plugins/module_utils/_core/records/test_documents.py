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
)

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


def test_without_records_the_sections_stand_there_empty() -> None:
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


def test_compact_is_stable_and_keeps_letters() -> None:
    assert compact({"b": 1, "a": "é"}) == '{"a":"é","b":1}'


def test_half_a_character_breaks_no_document() -> None:
    document = consolidated_document({"cai/x": record("cai", "x", [target("x") | {"arn": "\ud800"}])})
    assert document["cai"] == {"x": "\ud800"}
