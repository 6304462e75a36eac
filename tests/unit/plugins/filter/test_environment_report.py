# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The filter environment_report: what it takes, and what it says of what it was not given."""

from __future__ import annotations

import pytest
from ansible.errors import AnsibleFilterError
from ansible_collections.genai.bedrock.plugins.filter.environment_report import FilterModule

report = FilterModule().filters()["environment_report"]


def test_it_returns_data_a_page_and_markdown_at_the_present_time():
    made = report([{"name": "one"}], "dev")
    assert set(made) == {"report", "html", "markdown"}
    assert made["report"]["environment"] == "dev"
    assert made["report"]["generated"] > "2026"
    assert made["html"].startswith("<!doctype html>")


def test_a_host_that_failed_is_on_the_page_as_not_known():
    made = report([{"name": "one"}], "dev", None, ["one", "two"])
    assert [(one["name"], one["sync"]["state"]) for one in made["report"]["accounts"]] == [
        ("one", "unknown"),
        ("two", "unknown"),
    ]


@pytest.mark.parametrize(
    ("arguments", "problem"),
    [
        (({"name": "one"}, "dev"), "accounts: must be a list"),
        (([{}], "dev"), "has no 'name'"),
        (([{"name": "one", "usage": "x"}], "dev"), "must be a map"),
        (([], 3), "environment: must be a text"),
        (([], "dev", {"m": {"output": 1}}), "bedrock_prices.m: input is missing"),
    ],
)
def test_wrong_arguments_are_named(arguments, problem):
    with pytest.raises(AnsibleFilterError, match=problem.replace(".", r"\.")):
        report(*arguments)
