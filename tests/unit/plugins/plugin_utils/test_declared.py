# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The workloads of a play's roles, as the task that names the roles reads them."""

from __future__ import annotations

from typing import Any

import pytest
from ansible_collections.genai.bedrock.plugins.plugin_utils.declared import with_declared

PLAY = {
    "__copilot_workload": {"kind": "copilot"},
    "__copilot_connection": {"profile": "one"},
    "__inference_profiles_workload": {"kind": "inference_profiles"},
    "__inference_profiles_connection": {},
    "inference_profiles_workload": "shop",
}


def declared(
    roles: Any, selected: tuple[str, ...] = ("inference_profiles", "copilot"), **beside: Any
) -> dict[str, Any]:
    variables = PLAY | beside.pop("variables", {})
    return with_declared({"roles": roles, **beside}, variables, lambda value: value, lambda role: role in selected)


def test_each_role_gives_its_workload_and_its_connection() -> None:
    assert declared(["copilot", "inference_profiles"], state="present") == {
        "state": "present",
        "workloads": {"shop": {"kind": "inference_profiles"}, "copilot": {"kind": "copilot"}},
        "connections": {"shop": {}, "copilot": {"profile": "one"}},
    }


def test_without_the_option_nothing_is_added() -> None:
    assert declared(None, workloads={"own": {}}) == {"workloads": {"own": {}}}


def test_workloads_of_the_task_win() -> None:
    own = {"copilot": {"kind": "cai"}, "own": {}}
    given = declared(["copilot"], workloads=own, connections={"own": {"region": "eu-west-1"}})
    assert given["workloads"] == own
    assert given["connections"] == {"copilot": {"profile": "one"}, "own": {"region": "eu-west-1"}}


def test_roles_that_the_tags_leave_out_are_left_out() -> None:
    given = declared(["copilot", "inference_profiles"], selected=("copilot",))
    assert list(given["workloads"]) == list(given["connections"]) == ["copilot"]
    assert declared(["copilot"], selected=()) == {"workloads": {}, "connections": {}}


@pytest.mark.parametrize("roles", [["inference_profiles", "copilot"], "copilot, inference_profiles"])
def test_a_list_may_be_text_as_on_the_command_line(roles: Any) -> None:
    assert list(declared(roles)["workloads"]) == ["shop", "copilot"]


@pytest.mark.parametrize(
    ("roles", "variables", "problems"),
    [
        (["copilt", "copilot"], {}, ["roles: 'copilt' is unknown; did you mean 'copilot'?"]),
        (["copilt"], {"bedrock_roles": ["copilt"]}, ["bedrock_roles: 'copilt' is unknown; did you mean 'copilot'?"]),
        ({"copilot": True}, {}, ["roles: must be a list, not a map"]),
        (["cai"], {}, ["roles: import role genai.bedrock.cai with tasks_from: declare before this task"]),
    ],
    ids=["unknown", "by the user's variable", "no list", "not imported"],
)
def test_what_is_wrong_with_the_roles(roles: Any, variables: dict[str, Any], problems: list[str]) -> None:
    given = declared(roles, ("copilot", "cai"), variables=variables)
    assert given["further_problems"] == {"variables": problems}


def test_other_problems_stay() -> None:
    given = declared(["cai"], ("cai",), further_problems={"observability": ["x"], "variables": ["y"]})
    assert given["further_problems"]["observability"] == ["x"]
    assert len(given["further_problems"]["variables"]) == 2
