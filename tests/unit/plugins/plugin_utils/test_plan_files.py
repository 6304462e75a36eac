# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Files of plans: where they are written, and what is read as an approved one."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from ansible_collections.genai.bedrock.plugins.module_utils._core.deployment.plan import plan_value
from ansible_collections.genai.bedrock.plugins.plugin_utils.plan_files import kept_plan, read_approved, write_plan

PLAN = plan_value("dev", ["123456789012"], [], {}, reader_steps=[], errors=[])


@pytest.mark.parametrize(("hosts", "below"), [(["a"], ""), (["a", "b"], "a/")])
def test_each_of_several_hosts_has_a_folder(tmp_path, hosts, below):
    paths = write_plan(PLAN, str(tmp_path / "plans"), "a", hosts)
    assert paths == [str(tmp_path / f"plans/{below}{name}") for name in ("plan.md", "plan.json")]
    assert sorted(path.name for path in (tmp_path / "plans" / below).iterdir()) == ["plan.json", "plan.md"]
    for given in (tmp_path / "plans", paths[1]):
        assert read_approved(str(given), "a")[0]["fingerprint"] == PLAN["fingerprint"]


def test_only_metadata_differs_between_equal_plans(tmp_path):
    found = [json.loads(Path(write_plan(PLAN, str(tmp_path), "a", ["a"])[1]).read_text()) for _again in range(2)]
    assert [one.pop("metadata").keys() for one in found] == [{"created_at"}] * 2
    assert found[0] == found[1] == PLAN


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (None, "cannot be read: No such file"),
        ("{", "is no JSON"),
        ("[]", "is no plan"),
        (json.dumps(PLAN | {"settings": {"x": {}}}), "was changed after it was written"),
    ],
)
def test_what_cannot_be_approved(tmp_path, text, said):
    path = tmp_path / "plan.json"
    if text is not None:
        path.write_text(text)
    found, problem = read_approved(str(path), "a")
    assert found is None
    assert problem.startswith(f"bedrock_approved_plan: {path} ")
    assert said in problem


def test_a_folder_that_cannot_be_written_is_a_problem(tmp_path):
    (tmp_path / "file").write_text("")
    found = kept_plan({"plan": PLAN, "problems": ["another"]}, str(tmp_path / "file"), "a", ["a"])
    assert (found["failed"], found["problems"][0]) == (True, "another")
    assert "bedrock_plan_path" in found["problems"][1]


def test_a_run_without_a_plan_removes_an_earlier_one(tmp_path):
    write_plan(PLAN, str(tmp_path), "a", ["a"])
    (tmp_path / "other").write_text("")
    assert kept_plan({"problems": ["wrong"]}, str(tmp_path), "a", ["a"]) == {}
    assert [path.name for path in tmp_path.iterdir()] == ["other"]
    assert kept_plan({"problems": ["wrong"]}, str(tmp_path / "new"), "a", ["a"]) == {}
