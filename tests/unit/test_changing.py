# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""A run says so if the collection changed under it."""

from __future__ import annotations

import os

import pytest

from tests.changing import ROOT, differing, message, states


@pytest.fixture
def tree(tmp_path):
    for name in ("plugins/a.py", "roles/copilot/tasks/main.yml", "tests/test_a.py", "plugins/__pycache__/a.pyc"):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("")
    return tmp_path


def test_changes_are_found_in_what_a_run_reads(tree):
    before = states(tree)
    assert differing(before, states(tree)) == []
    os.utime(tree / "plugins/a.py", ns=(1, 1))
    (tree / "roles/copilot/tasks/main.yml").unlink()
    (tree / "roles/copilot/tasks/run.yml").write_text("")
    for name in ("tests/test_a.py", "plugins/__pycache__/a.pyc"):
        os.utime(tree / name, ns=(1, 1))
    found = differing(before, states(tree))
    assert found == ["plugins/a.py", "roles/copilot/tasks/main.yml", "roles/copilot/tasks/run.yml"]


def test_a_long_list_is_cut():
    names = [f"plugins/{letter}.py" for letter in "abcdefg"]
    assert "plugins/e.py and 2 more. Run them again" in message(names)
    assert "plugins/a.py, plugins/b.py. Run" in message(names[:2])


def test_the_collection_is_what_is_watched():
    assert {"plugins/modules/workloads.py", "playbooks/deploy.yml", "roles/copilot/tasks/main.yml"} <= states(
        ROOT
    ).keys()
