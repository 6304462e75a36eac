# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Which cost allocation tags change, and what a reader of costs is shown of the others."""

from __future__ import annotations

import pytest
from ansible_collections.genai.bedrock.plugins.module_utils._core.usage.cost_tags import (
    ACTIVE,
    INACTIVE,
    UNKNOWN,
    inactive_lines,
    key_problems,
    plan_tags,
)

KNOWN = {"Team": INACTIVE, "Environment": ACTIVE}


@pytest.mark.parametrize(
    ("keys", "wanted", "changes", "unknown"),
    [
        (["Team", "Environment", "Nope", "Team"], ACTIVE, ("Team",), ("Nope",)),
        (["Team", "Environment", "Nope"], INACTIVE, ("Environment",), ()),
        ([], ACTIVE, (), ()),
    ],
)
def test_only_what_has_another_status_changes(keys, wanted, changes, unknown):
    plan = plan_tags(keys, KNOWN, wanted)
    assert (plan.changes, plan.unknown) == (changes, unknown)
    assert list(plan.statuses) == list(dict.fromkeys(keys))


def test_what_is_not_active_is_said_with_the_way_out():
    assert inactive_lines({"Environment": ACTIVE}) == []
    inactive, unknown = inactive_lines({"Environment": ACTIVE, "Team": INACTIVE, "Nope": UNKNOWN})
    assert "Team" in inactive
    assert "cost_allocation_tags" in inactive
    assert unknown.endswith(": Nope.")


@pytest.mark.parametrize(("key", "wrong"), [("Team", False), ("", True), (" ", True), ("x" * 1025, True)])
def test_tag_keys_are_checked(key, wrong):
    assert bool(key_problems([key])) is wrong
