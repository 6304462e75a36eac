# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Before a teardown is confirmed, nothing of it may write: every task that could is only planned."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
import yaml

from tests.unit import repo_facts as repo

PLAYBOOK = "playbooks/teardown.yml"
#: Files whose tasks the playbook imports.
IMPORTED = (
    "roles/access/tasks/teardown.yml",
    "roles/access/tasks/policies.yml",
    "roles/observability/tasks/teardown.yml",
    "roles/observability/tasks/watch.yml",
    *(
        f"roles/{role}/tasks/declare.yml"
        for role in ("inference_profiles", "copilot", "cai", "embedding", "cross_region")
    ),
)
#: What writes nothing anywhere.
HARMLESS = {"ansible.builtin.fail", "genai.bedrock.fail_with"}
KEYWORDS = {"name", "when", "vars", "tags", "check_mode", "block", "register", "failed_when", "changed_when"}


def loaded(path: str) -> list[dict[str, Any]]:
    tasks: list[dict[str, Any]] = yaml.safe_load((repo.ROOT / path).read_text())
    return tasks


def every(tasks: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    for task in tasks:
        yield task
        yield from every(task.get("block", []))


def test_what_is_outside_the_planned_block_writes_nothing() -> None:
    (play,) = loaded(PLAYBOOK)
    (block,) = [task for task in play["tasks"] if "block" in task]
    assert block["check_mode"] == "{{ ansible_check_mode or not __bedrock_confirmed }}"
    assert play["vars"]["__bedrock_confirmed"].startswith("{{ bedrock_confirm | default('', true) | string ==")
    outside = [task for task in play["tasks"] if task is not block]
    writing = [task for task in outside if task.get("genai.bedrock.workloads", {}).get("state") != "rendered"]
    assert {key for task in writing for key in task.keys() - KEYWORDS} <= HARMLESS


@pytest.mark.parametrize("path", IMPORTED)
def test_no_task_of_it_decides_for_itself_whether_it_is_planned(path: str) -> None:
    assert not [task for task in every(loaded(path)) if "check_mode" in task]


def test_no_task_of_the_block_does_either() -> None:
    (play,) = loaded(PLAYBOOK)
    (block,) = [task for task in play["tasks"] if "block" in task]
    assert not [task for task in every(block["block"]) if "check_mode" in task]


def test_every_role_that_it_imports_is_checked() -> None:
    (play,) = loaded(PLAYBOOK)
    roles = [
        task["ansible.builtin.import_role"] for task in every(play["tasks"]) if "ansible.builtin.import_role" in task
    ]
    paths = {f"roles/{role['name'].rpartition('.')[2]}/tasks/{role['tasks_from']}" for role in roles}
    assert paths <= set(IMPORTED)
