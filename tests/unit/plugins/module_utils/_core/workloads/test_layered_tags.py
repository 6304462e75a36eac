# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Tags of profiles: layers, the five that always hold, required ones, room."""

from __future__ import annotations

import pytest
from ansible_collections.genai.bedrock.plugins.module_utils._core.workloads.layered_tags import (
    merged_tag_problems,
    profile_tags,
    reserved_tag_problems,
)
from ansible_collections.genai.bedrock.plugins.module_utils._core.workloads.settings import Settings
from ansible_collections.genai.bedrock.plugins.module_utils._core.workloads.workloads import workload_plan

SETTINGS = Settings("dev", "copilot", required_tags=["Team", "Environment", "CreatedDate"])


@pytest.mark.parametrize(
    ("layers", "tags"),
    [
        (({"a": 1}, {"a": 2}, {"b": True}), {"a": "2", "b": "true"}),
        ((None, {"a": 8192, "b": 0.3, "c": 1.0, "d": False}), {"a": "8192", "b": "0.3", "c": "1", "d": "false"}),
        (({"a": 1}, {"a": None}), {"a": "1"}),
        (({"Environment": "dev", "ManagedBy": "genai.bedrock", "a": ""},), {"a": ""}),
    ],
)
def test_later_layers_win_and_the_collections_own_are_left_to_the_module(layers, tags) -> None:
    assert profile_tags(*layers) == tags


@pytest.mark.parametrize(
    ("tags", "problem"),
    [
        ({"Environment": "dev", "Workload": "copilot", "ManagedBy": "genai.bedrock"}, None),
        ({"Environment": None}, None),
        ({"Environment": "prod"}, "Environment: is always 'dev' here, not 'prod'; leave the tag out"),
        ({"Workload": "cai"}, "Workload: is always 'copilot' here"),
        ({"ManagedBy": "me"}, "ManagedBy: is always 'genai.bedrock' here"),
        ({"ProfileKey": "chat"}, "ProfileKey: is written by the collection itself"),
        ({"ModelSource": "x"}, "ModelSource: is written by the collection itself"),
        ({"CreatedBy": "me"}, "CreatedBy: is written by the collection itself"),
        ({"CreatedDate": "today"}, "CreatedDate: is written by the collection itself"),
        ({"GuardrailsEnabled": True}, "GuardrailsEnabled: is written by the role cai, from enable_guardrails"),
        ({"GuardrailsEnabled": None}, None),
    ],
)
def test_tags_that_always_hold(tags, problem: str | None) -> None:
    found = [*map(str, reserved_tag_problems(tags, SETTINGS))]
    assert [text[: len(problem or "")] for text in found] == ([problem] if problem else [])


@pytest.mark.parametrize(
    ("tags", "problems"),
    [
        ({"Team": "x"}, []),
        ({}, ["required tag is missing: Team; add to these tags, or to bedrock_tags for all"]),
        ({"Team": ""}, ["required tag is missing: Team; add to these tags, or to bedrock_tags for all"]),
        ({"Team": "x"} | {f"t{n}": "v" for n in range(42)}, []),
        (
            {"Team": "x"} | {f"t{n}": "v" for n in range(43)},
            ["44 tags are too many: there is room for 43 beside the collection's 7"],
        ),
    ],
)
def test_what_only_all_layers_together_show(tags, problems) -> None:
    assert [*map(str, merged_tag_problems(tags, SETTINGS))] == problems
    codes = [one.code for one in merged_tag_problems(tags, SETTINGS)]
    assert codes == ["required_tag_missing" if "required" in text else "InvalidInput" for text in problems]


@pytest.mark.parametrize(
    ("kind", "key", "leaves", "settings", "tags"),
    [
        (
            "copilot",
            "chat",
            {"use_case": "copilot"},
            {"max_tokens": 8192, "temperature": 0.3, "model": "anthropic.claude-sonnet-4-6"},
            {"UseCase": "copilot", "ModelFamily": "claude", "MaxTokens": "8192", "Temperature": "0.3"},
        ),
        (
            "copilot",
            "docs",
            {"temperature": 0},
            {"temperature": 0.3},
            {"UseCase": "docs", "ModelFamily": "claude", "Temperature": "0"},
        ),
        (
            "cai",
            "sales",
            {"enable_guardrails": True},
            {"cost_center": "conversational-ai"},
            {"ProfileType": "cai", "UseCase": "sales", "GuardrailsEnabled": "true", "CostCenter": "conversational-ai"},
        ),
        (
            "cai",
            "x",
            {"cost_center": 7},
            {},
            {"ProfileType": "cai", "UseCase": "x", "GuardrailsEnabled": "true", "CostCenter": "7"},
        ),
        (
            "embedding",
            "document",
            {"use_case": "document-processing", "batch": True},
            {},
            {
                "ProfileType": "embedding",
                "ModelFamily": "titan",
                "Dimensions": "1024",
                "UseCase": "document-processing",
                "BatchEnabled": "true",
            },
        ),
        (
            "embedding",
            "titan",
            {"dimensions": 256},
            {},
            {
                "ProfileType": "embedding",
                "ModelFamily": "titan",
                "Dimensions": "256",
                "UseCase": "titan",
                "BatchEnabled": "false",
            },
        ),
        ("inference_profiles", "x", {"model": "a.b-1"}, {}, {}),
    ],
)
def test_tags_of_each_kind(kind, key, leaves, settings, tags) -> None:
    plan = workload_plan({key: leaves}, kind, {"environment": "dev", "regions": ["us-east-1"]} | settings)
    assert plan["errors"] == []
    assert plan["inference_profiles"][key]["tags"] == tags


def test_common_then_the_roles_then_the_entrys() -> None:
    settings = {"environment": "dev", "regions": ["us-east-1"], "tags": {"UseCase": "a", "CostCenter": "b", "c": "d"}}
    plan = workload_plan({"x": {"tags": {"UseCase": "mine"}}}, "cai", settings | {"cost_center": "role"})
    tags = plan["inference_profiles"]["x"]["tags"]
    assert (tags["UseCase"], tags["CostCenter"], tags["c"]) == ("mine", "role", "d")
