# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The table of docs/engine.md names functions and tests that exist."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.unit import repo_facts as repo

PAGE = (repo.ROOT / "docs/engine.md").read_text()
ROWS = dict(re.findall(r"^\| (\d+|[a-m]) \| ([^|]*\|[^|]*\|[^|]*) \|$", PAGE, re.MULTILINE))
CODE = re.findall(r"`([\w/]+\.py):(\w+)`", PAGE)
TESTS = re.findall(r"`([\w/]+\.py)::(\w+)`", PAGE)
PLUGINS, UNIT = repo.ROOT / "plugins/module_utils", repo.ROOT / "tests"
ENGINE = "_engine/deployment/"


def file_of(root: Path, name: str) -> Path:
    """The one file that a name of the page means; without a folder, one of the engine."""
    ends = f"/{name}" if "/" in name else f"/{ENGINE}{name}"
    (found,) = [path for path in root.rglob(Path(name).name) if str(path).endswith(ends)]
    return found


@pytest.mark.parametrize(("name", "function"), CODE)
def test_the_function_is_there(name: str, function: str) -> None:
    assert re.search(rf"^ *(def|class) {function}\b", file_of(PLUGINS, name).read_text(), re.MULTILINE)


@pytest.mark.parametrize(("name", "test"), TESTS)
def test_the_test_is_there(name: str, test: str) -> None:
    assert re.search(rf"^def {test}\b", file_of(UNIT, name).read_text(), re.MULTILINE)


def test_no_point_is_without_a_test() -> None:
    assert [*map(str, range(1, 68)), *"abcdefghijklm"] == list(dict.fromkeys(ROWS))
    tested = r"`[\w/]+\.py(::\w+)?`|`extensions/molecule/\w+`"
    untested = [point for point in ROWS if not re.search(tested, ROWS[point].rpartition("|")[2])]
    assert untested == []


def test_declaring_costs_no_task_and_no_check_of_arguments() -> None:
    """Each task is three lines on the screen, and 60 ms; the module checks what was declared."""
    for path in repo.ROOT.glob("roles/*/tasks/declare.yml"):
        specs = repo.read_yaml(path.parents[1] / "meta/argument_specs.yml")["argument_specs"]
        assert (len(repo.read_yaml(path)), "declare" in specs) == (0, False), path


def test_a_run_without_changes_shows_or_skips_at_most_20_tasks_and_starts_one_module() -> None:
    """What is imported is there in every run; what is included is one task until it is needed."""
    tasks = list(imported(repo.ROOT / "playbooks/deploy.yml"))
    # fail_with runs on the controller alone, and only where something failed.
    modules = [name for task in tasks for name in task if name.startswith("genai.bedrock.") and "fail_with" not in name]
    assert len(tasks) <= 20, [task["name"] for task in tasks]
    assert modules == ["genai.bedrock.workloads"]


def imported(path: Path) -> Iterator[dict[str, Any]]:
    """The tasks of a file of tasks or plays as Ansible loads them."""
    listed = repo.read_yaml(path)
    for task in [task for row in listed for task in (row["tasks"] if "hosts" in row else [row])]:
        role, tasks = task.get("ansible.builtin.import_role"), task.get("ansible.builtin.import_tasks")
        if role:
            folder = repo.ROOT / "roles" / role["name"].rpartition(".")[2]
            # Where the entry point has a spec of arguments, Ansible puts a task in front that checks them.
            entry = role.get("tasks_from", "main.yml").removesuffix(".yml")
            if entry in repo.read_yaml(folder / "meta/argument_specs.yml")["argument_specs"]:
                yield {"name": f"Validating arguments of {folder.name}"}
            yield from imported(folder / "tasks" / f"{entry}.yml")
        elif tasks:
            yield from imported(path.parent / tasks)
        else:
            yield task
