# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""genai.bedrock.fail_with: what a person reads of a failure."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest
from ansible_collections.genai.bedrock.plugins.action.fail_with import ActionModule


def run(**arguments: Any) -> dict[str, Any]:
    task = SimpleNamespace(args=arguments, async_val=0, check_mode=False, action="genai.bedrock.fail_with", _ds={})
    unused: Any = None
    action = ActionModule(
        task, SimpleNamespace(_shell=SimpleNamespace(tmpdir="unused")), unused, unused, unused, unused
    )
    return {**action.run(task_vars={}), "ds": task._ds}


@pytest.mark.parametrize(
    ("arguments", "msg", "lines"),
    [
        ({"problems": ["a: is wrong"]}, "1 problem", ["a: is wrong"]),
        (
            {"problems": ["a: is wrong", "b: is not right", "a: is wrong"]},
            "2 problems",
            ["a: is wrong", "b: is not right"],
        ),
        ({"problems": ["a: is wrong"], "refused": True}, "1 problem; nothing was written", ["a: is wrong"]),
        ({"problems": ["a: is wrong"], "msg": "1 error"}, "1 error", ["a: is wrong"]),
    ],
)
@pytest.mark.parametrize("shown", ["yaml", "json"])
def test_a_headline_and_each_problem_once(arguments, msg, lines, shown, monkeypatch) -> None:
    monkeypatch.setenv("ANSIBLE_CALLBACK_RESULT_FORMAT", shown)
    result = run(**arguments)
    assert (result["failed"], result["changed"], result["msg"]) == (True, False, msg)
    assert result["problems"] == (lines if shown == "json" else "".join(f"{line}\n" for line in lines))
    assert result["_ansible_verbose_always"] is True
    assert result["ds"] is None, "ansible-core would show the place of the task"


def test_without_problems_it_does_nothing() -> None:
    result = run(problems=[])
    assert (result.get("failed", False), result["changed"]) == (False, False)
