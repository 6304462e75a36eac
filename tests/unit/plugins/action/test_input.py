# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What the controller adds to the arguments of genai.bedrock.workloads."""

from __future__ import annotations

from typing import Any

import pytest
from ansible.parsing.dataloader import DataLoader
from ansible_collections.genai.bedrock.plugins.module_utils._core.variables.selection import ROLES
from ansible_collections.genai.bedrock.plugins.plugin_utils import inputs

from tests.unit.repo_facts import ROOT

OWN = "if it is your own, name it in bedrock_allow_unknown_variables"
COPILOT = {"kind": "copilot", "entries_variable": "copilot_entries"}


def checked(variables: dict[str, Any], check: str = "all", **arguments: Any) -> dict[str, Any]:
    given = {"workloads": {"copilot": COPILOT}, "check_input": check, **arguments}
    return inputs.with_input(given, variables, lambda value: value)


def problems(variables: dict[str, Any], check: str = "all", **arguments: Any) -> list[str]:
    found: list[str] = checked(variables, check, **arguments).get("further_problems", {}).get("variables", [])
    return found


@pytest.mark.parametrize(
    ("check", "names"),
    [
        ("none", []),
        ("misspelt", ["copilot_entires", "copliot_entries"]),
        ("own", ["copilot_entires", "copilot_mode", "copliot_entries"]),
        ("tags", []),
        (
            "all",
            [
                *("bedrock_preflght", "copilot_entires", "copilot_mode", "copliot_entries", "embeding_entries"),
                "observability_latencey",
            ],
        ),
    ],
)
def test_how_far_it_looks(check, names) -> None:
    visible = dict.fromkeys(
        (
            *("bedrock_preflght", "copilot_entires", "copilot_mode", "copliot_entries", "embeding_entries"),
            "observability_latencey",
        )
    )
    assert [text.partition(":")[0] for text in problems({**visible, "application_bedrock_x": ""}, check)] == names


def test_a_teardown_is_not_stopped_by_a_misspelt_variable() -> None:
    assert problems({"copilot_entires": {}}, "misspelt", state="absent") == []
    assert problems({"copilot_entires": {}}, "misspelt", state="present") == [
        f"copilot_entires: is unknown; did you mean 'copilot_entries'? {OWN}"
    ]


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize(("tasks", "check"), [("run", "misspelt"), ("validate", "own")])
def test_what_a_role_checks_in_playbooks_of_others(role, tasks, check) -> None:
    read = DataLoader().load_from_file(str(ROOT / f"roles/{role}/tasks/{tasks}.yml"))
    assert [task["genai.bedrock.workloads"]["check_input"] for task in read if "genai.bedrock.workloads" in task] == [
        check
    ]


def test_results_and_exceptions_are_no_settings() -> None:
    visible = {"bedrock_result": {"changed": False, "failed": False}, "bedrock_portal_url": "x"}
    assert problems({**visible, "bedrock_allow_unknown_variables": "bedrock_portal_*"}) == []
    assert problems({"bedrock_allow_unknown_variables": {"a": 1}}) == [
        "bedrock_allow_unknown_variables: must be a list, not a map"
    ]


def test_an_option_with_a_wrong_value_is_reported_by_its_variable_and_not_handed_on() -> None:
    given = checked({"bedrock_lock_timeout": "soon", "bedrock_observability": "mybe"}, lock_timeout="soon", lock=True)
    assert given["further_problems"]["variables"] == [
        "bedrock_lock_timeout: must be a whole number, not 'soon'",
        "bedrock_observability: must be true or false, not 'mybe'",
    ]
    assert ("lock_timeout" in given, given["lock"]) == (False, True)


def test_tags_of_any_host_are_good_and_a_wrong_one_asks_nobody() -> None:
    hosts = {"a": {"bedrock_roles": ["copilot"]}, "b": {"bedrock_roles": "cai"}}
    play = {"hostvars": hosts, "ansible_play_hosts_all": ["a", "b"], "bedrock_other_tags": "app"}
    assert problems({**play, "ansible_run_tags": ["copilot", "cai", "app"]}) == []
    given = checked({**play, "ansible_run_tags": ["embedding"]}, connections={"copilot": {}})
    assert given["further_problems"]["variables"][0].startswith("--tags embedding: there is no such role here; give ")
    assert (given["workloads"], given["connections"]) == ({}, {})
    assert problems({**play, "ansible_run_tags": ["embedding"]}, "tags") == []


def test_each_setting_brings_its_variable() -> None:
    variables = {"copilot_regions": "{{ bedrock_regions | default([]) }}", "copilot_tags": {}}
    given = checked(variables, "none")
    assert given["workloads"]["copilot"]["variables"] == {"regions": "bedrock_regions", "tags": "copilot_tags"}
    assert checked({}, "none", workloads={"shop": {"entries": {}}})["workloads"] == {"shop": {"entries": {}}}


@pytest.mark.parametrize("tagged", [True, False], ids=["ansible-core 2.19", "before"])
def test_the_place_of_a_variable(tagged, monkeypatch, tmp_path) -> None:
    path = tmp_path / "bedrock.yml"
    path.write_text("---\nbedrock_regions: []\ncopilot_entires:\n  chat: {}\n")
    visible = DataLoader().load_from_file(str(path))
    if not tagged:
        word = type("Word", (str,), {"ansible_pos": (str(path), 3, 1)})
        monkeypatch.setattr(inputs, "Origin", None)
        visible = {word("copilot_entires"): {}}
    assert problems(visible) == [f"copilot_entires: is unknown ({path}:3); did you mean 'copilot_entries'?"]
