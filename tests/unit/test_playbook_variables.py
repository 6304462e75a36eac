# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Variables of playbooks: a fact of an earlier play in the same run wins over a variable of the play with the same name."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from tests.unit import repo_facts as repo

FOLDERS = ("roles", "playbooks")


def _tasks(value: Any) -> Iterator[dict[str, Any]]:
    """Every task, play and block below a value of YAML."""
    if isinstance(value, dict):
        yield value
    for inner in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
        yield from _tasks(inner)


def facts() -> set[str]:
    """What any task of ours sets or registers."""
    files = [path for folder in FOLDERS for path in (repo.ROOT / folder).rglob("*.yml")]
    tasks = [task for path in files for task in _tasks(repo.read_yaml(path))]
    set_by_name = {name for task in tasks for name in task.get("ansible.builtin.set_fact") or {}}
    return set_by_name | {task["register"] for task in tasks if isinstance(task.get("register"), str)}


@pytest.mark.parametrize("name", repo.playbooks())
def test_no_variable_of_a_play_is_a_fact_of_another(name: str) -> None:
    (play,) = repo.read_yaml(repo.ROOT / f"playbooks/{name}.yml")
    common = repo.read_yaml(repo.ROOT / "playbooks" / play["vars_files"]) if "vars_files" in play else {}
    assert {*play.get("vars", {}), *common} & facts() == set()
