# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""guardrail_info: what it lists, and what it costs."""

from __future__ import annotations

from typing import Any

import pytest

from tests.gateway.guardrail_kit import FULL, PLAIN, REGION, WEST, guardrail, writes
from tests.gateway.running import run_module
from tests.local_aws.server import LocalAws


@pytest.fixture
def three(aws: LocalAws) -> LocalAws:
    guardrail(aws, name="one", **FULL, publish_version=True)
    guardrail(aws, name="two", **PLAIN, tags={"Team": "b"})
    guardrail(aws, name="three", **PLAIN, region=WEST)
    aws.clear_calls()
    return aws


def names(result: dict[str, Any]) -> list[str]:
    return [row["name"] for row in result["guardrails"]]


FOUND: list[tuple[dict[str, Any], list[str]]] = [
    ({}, ["one", "two"]),
    ({"regions": [WEST, REGION]}, ["one", "two", "three"]),
    ({"names": ["two", "nobody"]}, ["two"]),
    ({"name": ["nobody"]}, []),
    ({"tags": {"Team": "a"}}, ["one"]),
    ({"tags": {"Team": "c"}}, []),
    ({"version": "1"}, ["one"]),
    ({"version": "2"}, []),
    ({"identifiers": ["nobody"]}, []),
]


def test_what_is_found(three: LocalAws) -> None:
    for options, found in FOUND:
        for check in (True, False):
            result = run_module("guardrail_info", three, check=check, **options)
            assert (names(result), result["changed"]) == (found, False), options
    assert writes(three) == []


def test_ids_and_arns(three: LocalAws) -> None:
    (row,) = run_module("guardrail_info", three, names=["one"])["guardrails"]
    for field in ("guardrail_id", "guardrail_arn"):
        assert names(run_module("guardrail_info", three, identifiers=[row[field]])) == ["one"]


def test_a_row(three: LocalAws) -> None:
    (row,) = run_module("guardrail_info", three, names=["one"])["guardrails"]
    assert (row["region"], row["version"], row["versions"], row["status"]) == (REGION, "DRAFT", ["1"], "READY")
    assert row["tags"] == {"ManagedBy": "genai.bedrock", "Team": "a"}
    assert [word["text"] for word in row["word_policy"]["words"]] == ["Acme", "purple elephant"]
    assert row["contextual_grounding_policy"]["filters"][0] == {"type": "GROUNDING", "threshold": 0.7}
    assert row["created_at"].startswith("20")
    (first,) = run_module("guardrail_info", three, names=["one"], version="1", include_versions=False)["guardrails"]
    assert (first["version"], first["word_policy"], "versions" in first) == ("1", row["word_policy"], False)


def test_what_it_costs(three: LocalAws) -> None:
    run_module("guardrail_info", three, names=["one"], include_versions=False)
    calls = sorted(call["operation"] for call in three.calls())
    assert calls == ["GetGuardrail", "ListGuardrails", "ListTagsForResource"]


def test_a_version_is_a_number(three: LocalAws) -> None:
    assert "DRAFT or a number" in run_module("guardrail_info", three, version="latest")["msg"]


@pytest.mark.parametrize("action", ["ListGuardrails", "GetGuardrail", "ListTagsForResource"])
def test_a_denied_read_is_an_error(three: LocalAws, action: str) -> None:
    three.switch(deny=[f"bedrock:{action}"])
    result = run_module("guardrail_info", three)
    assert f"the caller needs the IAM action bedrock:{action}" in result["msg"]
    assert result["guardrails"] == []
