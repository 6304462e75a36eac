# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The filters about guardrails: wiring and errors; what they compute is tested where it is computed."""

from __future__ import annotations

import contextlib
from typing import Any

import pytest
from ansible.errors import AnsibleFilterError
from ansible_collections.genai.bedrock.plugins.filter import existing_guardrails, guarded_plan, guarded_profiles
from ansible_collections.genai.bedrock.plugins.module_utils._core.workloads.workloads import workload_plan
from hypothesis import given
from hypothesis import strategies as st

from tests.unit.fuzz.budget import examples
from tests.unit.fuzz.garbage import anything, maps_of, spoilt

US = "us-east-1"
PLAN = workload_plan({"help": {}}, "cai", {"environment": "dev", "regions": [US]})
WISH = {"variable": "cai_guardrail", "given": {"words": ["x"]}, "catalogue": {"pii_entities": {"EMAIL": "BLOCK"}}}
GUARDRAIL = {"variable": "x", "regions": [US], "existing": {US: {"identifier": "abc", "version": "1"}}}
ROW = {"region": US, "guardrail_id": "abc", "guardrail_arn": "arn:x", "versions": ["1"]}
ERROR = {"region": "us-west-2", "code": "x", "message": "it broke"}

GOOD: dict[str, tuple[Any, list[Any]]] = {
    "guarded_plan": (guarded_plan, [PLAN, WISH]),
    "guarded_profiles": (guarded_profiles, [PLAN, {US: {}}]),
    "existing_guardrails": (existing_guardrails, [GUARDRAIL, {"guardrails": [ROW], "errors": [ERROR]}]),
}


def told(name: str, *arguments: Any) -> Any:
    return GOOD[name][0].FilterModule().filters()[name](*arguments)


def test_what_they_answer() -> None:
    plan = told("guarded_plan", *GOOD["guarded_plan"][1])
    assert (plan["guardrail"]["options"]["words"], plan["errors"]) == (["x"], [])
    assert told("guarded_plan", PLAN)["guardrail"] is None
    assert list(told("guarded_profiles", PLAN, {US: {}})) == ["help"]
    assert told("existing_guardrails", *GOOD["existing_guardrails"][1])["guardrails"] == GUARDRAIL["existing"]


@pytest.mark.parametrize(
    ("name", "arguments", "message"),
    [
        ("guarded_plan", [[], WISH], "plan: must be a map, not a list"),
        ("guarded_plan", [PLAN, {}], "wish: has no 'variable'"),
        ("guarded_profiles", [PLAN, [US]], "guardrails: must be a map, not a list"),
        ("guarded_profiles", [PLAN | {"inference_profiles": {"x": {}}}, {}], "profiles.x: has no 'regions'"),
        ("existing_guardrails", [{}, {}], "guardrail: has no 'variable'"),
        ("existing_guardrails", [GUARDRAIL, {"guardrails": [{}]}], r"looked.guardrails\[0\]: has no 'region'"),
    ],
)
def test_data_of_another_shape_is_refused_with_its_place(name: str, arguments: list[Any], message: str) -> None:
    with pytest.raises(AnsibleFilterError, match=f"^{name}: .*{message}"):
        told(name, *arguments)


@pytest.mark.parametrize("name", GOOD)
def test_garbage_is_refused(name: str) -> None:
    good = GOOD[name][1]

    @examples(20)
    @given(spoilt(st.just(good)).filter(lambda drawn: isinstance(drawn, list) and len(drawn) == len(good)))
    def refuses(arguments: list[Any]) -> None:
        with contextlib.suppress(AnsibleFilterError):
            told(name, *arguments)

    refuses()


OPTIONS = ["words", "pii_entities", "prompt_attack", "tags", "existing", "denied_topics", "description"]


@examples(60)
@given(maps_of(OPTIONS, maps_of(["EMAIL", US], anything) | anything, most=3) | anything)
def test_options_of_garbage_are_refused_with_their_paths(options: Any) -> None:
    errors = told("guarded_plan", PLAN, WISH | {"given": options})["errors"]
    assert [line for line in errors if not line.startswith("cai_guardrail")] == []
