# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The table that a teardown shows before it is confirmed."""

from __future__ import annotations

from datetime import date

from ansible_collections.genai.bedrock.plugins.module_utils._core.deployment.removal import (
    RemovedProfile,
    removal_lines,
)

DAY = date(2026, 11, 21)


def test_every_profile_has_a_line_and_the_rest_is_counted():
    profiles = [
        RemovedProfile("shop", "search", "us-west-2", "claude-search-dev"),
        RemovedProfile("shop", "search", "us-east-1", "claude-search-dev", DAY),
        RemovedProfile("cai", "help", "us-east-1", "cai-help-dev", known=False),
    ]
    assert removal_lines("dev", profiles, {"record": 2, "document": 1, "guardrail": 0}) == [
        "dev: this removes 3 profiles, 2 records, 1 document (a plan; nothing was changed)",
        "",
        "  workload  key     region     profile            last use",
        "  cai       help    us-east-1  cai-help-dev       unknown",
        "  shop      search  us-east-1  claude-search-dev  2026-11-21",
        "  shop      search  us-west-2  claude-search-dev  not in 90 days",
    ]


def test_of_hundreds_those_that_were_used_last_are_named():
    unused = [RemovedProfile("shop", f"k{number:03}", "us-east-1", "n") for number in range(400)]
    lines = removal_lines("dev", [*unused, RemovedProfile("shop", "z", "us-east-1", "n", DAY)], {})
    assert len(lines) < 70
    assert lines[3].split()[-1] == str(DAY)
    assert lines[-1] == "  and 341 more, none used later than these: shop 341"


def test_what_is_unknown_is_never_only_counted():
    used = [RemovedProfile("shop", f"k{number:03}", "us-east-1", "n", DAY) for number in range(80)]
    lines = removal_lines("dev", [*used, RemovedProfile("cai", "x", "us-east-1", "n", known=False)], {})
    assert lines[3].endswith("unknown")


def test_nothing_is_there():
    assert removal_lines("dev", [], {"record": 0}) == ["dev: this removes nothing (a plan; nothing was changed)"]
