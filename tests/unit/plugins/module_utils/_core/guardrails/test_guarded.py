# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What guardrails mean for a plan: their regions, their errors, and the profiles that wait for them."""

from __future__ import annotations

from typing import Any

import pytest
from ansible_collections.genai.bedrock.plugins.module_utils._core.guardrails.guarded import (
    guarded_plan,
    guarded_profiles,
)
from ansible_collections.genai.bedrock.plugins.module_utils._core.problems import InputProblem
from ansible_collections.genai.bedrock.plugins.module_utils._core.workloads.workloads import workload_plan

US, WEST = "us-east-1", "us-west-2"
ENTRIES = {"help": {}, "plain": {"enable_guardrails": False}, "west": {"regions": [WEST]}, "gone": {"enabled": False}}
PLAN = workload_plan(ENTRIES, "cai", {"environment": "dev", "regions": [US], "allowed_regions": [US, WEST]})
SETTINGS = {"variable": "cai_guardrail", "catalogue": {"words": []}, "phrase": "planted"}


def test_a_plan_with_its_guardrail() -> None:
    assert PLAN["errors"] == []
    made = guarded_plan(PLAN, SETTINGS | {"given": {"words": ["x"]}, "tags": {"Team": "a"}})
    assert made["errors"] == []
    assert made["guardrail"] == {
        "name": "cai-dev",
        "variable": "cai_guardrail",
        "options": {"words": ["x", "planted"]},
        "tags": {"Team": "a"},
        "existing": {},
        "regions": [US, WEST],
    }


def test_its_errors_are_next_to_those_of_the_entries() -> None:
    made = guarded_plan({**PLAN, "errors": [InputProblem("one", "is wrong")]}, SETTINGS | {"given": {"wrods": 1}})
    assert [problem.path for problem in made["errors"]] == ["one", "cai_guardrail.wrods"]


def test_a_workload_without_one() -> None:
    assert guarded_plan(PLAN, None) == {**PLAN, "guardrail": None}


@pytest.mark.parametrize(
    ("guardrails", "regions"),
    [
        ({US: {}, WEST: {}}, {"help": [US], "plain": [US], "west": [WEST], "gone": [US]}),
        ({US: {}}, {"help": [US], "plain": [US], "gone": [US]}),
        ({}, {"plain": [US], "gone": [US]}),
    ],
)
def test_profiles_wait_for_the_guardrail_of_their_region(
    guardrails: dict[str, Any], regions: dict[str, list[str]]
) -> None:
    left = guarded_profiles(PLAN, guardrails)
    assert {key: profile["regions"] for key, profile in left.items()} == regions


def test_other_regions_of_a_profile_do_not_wait() -> None:
    plan = workload_plan({"help": {}}, "cai", {"environment": "dev", "regions": [US, WEST]})
    assert guarded_profiles(plan, {US: {}}) == {"help": plan["inference_profiles"]["help"] | {"regions": [US]}}
