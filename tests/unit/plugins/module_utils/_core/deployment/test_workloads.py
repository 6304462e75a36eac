# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Workloads as a play declares them: settings of all and of one, and whose variable an error names."""

from __future__ import annotations

import pytest
from ansible_collections.genai.bedrock.plugins.module_utils._core.deployment.options import Options
from ansible_collections.genai.bedrock.plugins.module_utils._core.deployment.workloads import (
    absent,
    read_workloads,
    undeclared_workload,
)

MODEL = "anthropic.claude-sonnet-4-6"
ALL = {"environment": "dev", "regions": ["us-east-1"], "model": MODEL}
CHAT = {"entries": {"chat": {}}}


def read_one(declared, defaults=None):
    (workload,), wrong = read_workloads({"shop": declared}, ALL if defaults is None else defaults)
    assert wrong == []
    return workload


def test_what_holds_for_all_and_what_a_workload_has_for_itself():
    listed, wrong = read_workloads(
        {"shop": CHAT, "desk": {**CHAT, "regions": ["us-west-2"], "purge": True}}, {**ALL, "grace_seconds": 9}
    )
    assert wrong == []
    assert [one.regions for one in listed] == [["us-east-1"], ["us-west-2"]]
    assert [one.options for one in listed] == [Options(grace_seconds=9), Options(grace_seconds=9, purge=True)]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ({"purge": "true"}, {"purge": True}),
        ({"adopt": "no"}, {"adopt": False}),
        ({"verify": "yes", "document": "false"}, {"verify": True, "document": False}),
        ({"grace_seconds": "60", "purge_limit": "3"}, {"grace_seconds": 60, "purge_limit": 3}),
        ({"refuse_if_used_within": "24", "eol_days": "90", "workers": "2"}, None),
        ({"purge": None}, {}),
    ],
)
def test_texts_of_the_command_line_are_cast(text, value):
    value = {key: int(number) for key, number in text.items()} if value is None else value
    assert read_one({**CHAT, **text}).options == Options(**value)


def test_lists_may_be_a_text():
    workload = read_one({**CHAT, "regions": "us-east-1,us-west-2", "ssm_regions": "us-west-2"})
    assert (workload.regions, workload.ssm_regions) == (["us-east-1", "us-west-2"], ["us-west-2"])


@pytest.mark.parametrize(
    ("declared", "variable"),
    [
        ({"entries": {"chat": {"max_tokens": "many"}}}, "copilot_entries.chat.max_tokens: "),
        ({**CHAT, "regions": ["mars"]}, "copilot_regions: "),
        ({**CHAT, "environment": "Not One"}, "bedrock_environment: "),
        ({**CHAT, "purge": "perhaps"}, "copilot_purge: "),
        ({**CHAT, "grace_seconds": -1}, "copilot_grace_seconds: "),
        ({**CHAT, "recreate": "sometimes"}, "copilot_recreate: "),
    ],
)
def test_an_error_names_the_variable_of_the_user(declared, variable):
    problems = read_one({**declared, "entries_variable": "copilot_entries"}).problems
    assert any(str(problem).startswith(variable) for problem in problems), problems


def test_without_a_variable_it_names_the_option():
    assert "workloads.shop.purge" in [one.path for one in read_one({**CHAT, "purge": "perhaps"}).problems]


def test_errors_of_all_workloads_come_at_once():
    bad = {"entries": {"chat": {"max_tokens": "many"}}}
    listed, wrong = read_workloads({"shop": bad, "desk": bad, "crew": {"kind": "copilott"}, "team": {"purg": 1}}, ALL)
    assert [bool(one.problems) for one in listed if one.name in ("shop", "desk")] == [True, True]
    assert [text.partition(":")[0] for text in wrong] == ["workloads.crew.kind", "workloads.team.purg"]
    assert "did you mean" in wrong[0]


def test_options_of_a_guardrail_are_checked_with_the_entries():
    spec = {"variable": "cai_guardrail", "given": {"no_such_option": 1}}
    workload = read_one({"kind": "cai", "entries": {"help": {"use_case": "help"}}, "guardrail": spec})
    assert any(one.path.startswith("cai_guardrail") for one in workload.problems)


def test_nothing_is_wanted_of_what_is_deleted_and_nobody_is_waited_for():
    given = {**CHAT, "grace_seconds": 9, "verify": True, "adopt": True, "refuse_if_used_within": 5}
    gone = absent(read_one(given))
    assert (gone.absent, gone.plan["entries"], gone.plan["inference_profiles"]) == (True, {}, {})
    assert gone.options == Options(purge=True, purge_all=True, preflight="skip", refuse_if_used_within=5)


@pytest.mark.parametrize(
    ("declared", "stops"),
    [
        ({"entries": {"chat": {"max_tokens": "many"}}}, False),
        ({**CHAT, "recreate": "sometimes"}, False),
        ({**CHAT, "environment": "Not One"}, True),
        ({**CHAT, "ssm_prefix": "no path"}, True),
        ({**CHAT, "regions": ["mars"]}, True),
    ],
)
def test_a_teardown_is_stopped_only_by_what_leaves_open_whose_it_is(declared, stops):
    assert bool(absent(read_one(declared)).problems) is stops


def test_an_undeclared_one_is_searched_where_others_are_and_has_no_guardrail_of_its_own():
    known = read_one({**CHAT, "ssm_prefix": "/a/b", "ssm_regions": ["us-west-2"]})
    found = undeclared_workload(known, "crew", ["us-east-1", "us-west-2"])
    assert (found.name, found.prefix, found.ssm_regions) == ("crew", "/a/b", ["us-west-2"])
    assert (found.owner["Workload"], found.guardrail, found.absent) == ("crew", None, True)
    assert found.regions == ["us-east-1", "us-west-2"]


def test_regions_are_those_of_entries_settings_and_the_ones_left_behind():
    workload = read_one(
        {"entries": {"chat": {"regions": ["us-west-2"]}}, "former_regions": ["us-east-2", "us-west-2"]},
    )
    assert workload.regions == ["us-west-2", "us-east-1", "us-east-2"]
