# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""How the table of models is made of the one that LiteLLM publishes."""

from __future__ import annotations

import importlib.util
import json
from types import ModuleType
from typing import Any

import pytest
from ansible_collections.genai.bedrock.plugins.module_utils._core.models import table

from tests.unit.repo_facts import ROOT


@pytest.fixture(scope="module", name="tool")
def load_tool() -> ModuleType:
    spec = importlib.util.spec_from_file_location("tools_models", ROOT / "tools/models.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def entry(**more: Any) -> dict[str, Any]:
    return {"litellm_provider": "bedrock_converse", "mode": "chat", "max_input_tokens": 1000} | more


def test_profiles_become_geographies_and_their_differences_are_kept(tool: ModuleType) -> None:
    price = {"input_cost_per_token": 1e-06, "output_cost_per_token": 5e-06}
    dearer = {"input_cost_per_token": 1.1e-06, "output_cost_per_token": 5.5e-06}
    published = {
        "acme.m-v1:0": entry(**price, supports_vision=True),
        "global.acme.m-v1:0": entry(**price, supports_vision=True),
        "us.acme.m-v1:0": entry(**dearer, supports_vision=True),
        "eu.acme.m-v1:0": entry(**dearer, supports_vision=True),
        "us-gov.acme.m-v1:0": entry(**dearer, deprecation_date="2027-01-01"),
    }
    assert tool.rows_of(published) == {
        "acme.m-v1:0": {
            "context_window": 1000,
            "images": True,
            "price": {"input": 1, "output": 5},
            "geographies": "eu global us us-gov",
            "but": {
                "eu us": {"price": {"input": 1.1, "output": 5.5}},
                "us-gov": {"end": "2027-01-01", "images": None, "price": {"input": 1.1, "output": 5.5}},
            },
        }
    }


@pytest.mark.parametrize(
    ("key", "changed"),
    [
        ("bedrock/us-east-1/acme.m-v1:0", {}),
        ("acme.m@20251001", {}),
        ("claude-m-v1:0", {}),
        ("acme.m-v1:0", {"litellm_provider": "bedrock_mantle"}),
        ("acme.m-v1:0", {"mode": "image_generation"}),
        ("twelvelabs.pegasus-1-2-v1:0", {}),
    ],
    ids=[
        "price of a region",
        "version of another cloud",
        "no vendor",
        "another endpoint",
        "images",
        "needs a video",
    ],
)
def test_what_does_not_matter_is_left_out(tool: ModuleType, key: str, changed: dict[str, Any]) -> None:
    assert tool.rows_of({key: entry() | changed}) == {}


@pytest.mark.parametrize(
    ("flags", "facts"),
    [
        ({"supports_adaptive_thinking": True, "supports_reasoning": True}, {"reasoning": "adaptive"}),
        ({"supports_reasoning": True}, {"reasoning": True}),
        ({"supports_sampling_params": False}, {"refused_parameters": ["temperature", "top_k", "top_p"]}),
        ({"supports_sampling_params": True}, {}),
        ({"supports_native_structured_output": False}, {"structured_output": False}),
        ({"supports_native_structured_output": True}, {"structured_output": True}),
        (
            {"supports_native_structured_output": False, "supports_bedrock_native_structured_output_by_default": True},
            {"structured_output": True},
        ),
        (
            {
                "supports_bedrock_native_structured_output": False,
                "supports_bedrock_native_structured_output_by_default": True,
            },
            {"structured_output": False},
        ),
        ({"supports_response_schema": True}, {}),
        (
            {"input_cost_per_token_above_200k_tokens": 2e-06, "output_cost_per_token_above_200k_tokens": 3e-06},
            {"long_price": {"above": 200000, "input": 2, "output": 3}},
        ),
    ],
)
def test_flags_become_facts(tool: ModuleType, flags: dict[str, Any], facts: dict[str, Any]) -> None:
    assert tool.rows_of({"acme.m-v1:0": entry(**flags)}) == {"acme.m-v1:0": {"context_window": 1000} | facts}


def test_anthropic_s_own_name_is_one_that_litellm_lists_there(tool: ModuleType) -> None:
    published = {
        "anthropic.claude-m-1-v1:0": entry(),
        "anthropic.claude-m-2-v1": entry(),
        "claude-m-1": entry(litellm_provider="anthropic"),
    }
    found = tool.rows_of(published)
    assert [row.get("anthropic_name") for row in found.values()] == ["claude-m-1", None]


def test_the_file_is_as_the_tool_writes_it(tool: ModuleType) -> None:
    (version, published), *more = tool._PINNED.findall(tool.PIN.read_text())
    assert more == []
    assert (f"LiteLLM {version}", published) == (table.SOURCE, table.PUBLISHED)
    assert tool.TABLE.read_text() == tool.render(json.loads(table.ROWS), version, published)
