# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Cost allocation tags: looking never fails, and changing does what it can."""

from __future__ import annotations

from dataclasses import dataclass, field

import pytest
from ansible_collections.genai.bedrock.plugins.module_utils._core.failures import CallError
from ansible_collections.genai.bedrock.plugins.module_utils._engine.usage.cost_tags import change_tags, look_at_tags


@dataclass
class FakeBilling:
    known: dict = field(default_factory=lambda: {"Team": "Inactive", "Environment": "Active"})
    refuses: dict = field(default_factory=dict)
    denied: bool = False
    written: list = field(default_factory=list)
    region: str = "us-east-1"

    def statuses(self, keys):
        if self.denied:
            raise CallError("ListCostAllocationTags", self.region, "AccessDeniedException", "no", "ce:List…")
        return {key: status for key, status in self.known.items() if key in keys}

    def set_status(self, keys, status):
        self.written.append((tuple(keys), status))
        return {key: why for key, why in self.refuses.items() if key in keys}


def test_what_is_not_active_is_said():
    found = look_at_tags(FakeBilling(), ["Environment", "Team", "Nope", "Team"])
    assert found["statuses"] == {"Environment": "Active", "Team": "Inactive", "Nope": "Unknown"}
    assert (len(found["lines"]), found["known"]) == (2, True)


def test_a_caller_who_may_not_ask_reads_why_and_nothing_fails():
    found = look_at_tags(FakeBilling(denied=True), ["Team"])
    assert (found["statuses"], found["known"]) == ({}, False)
    assert found["lines"][0].startswith("Whether cost allocation tags are active is not known: ")


@pytest.mark.parametrize("check", [False, True])
def test_only_what_differs_is_written_and_check_mode_writes_nothing(check):
    billing = FakeBilling()
    done = change_tags(billing, ["Team", "Environment"], "Active", check=check)
    assert (done.changed, done.problems) == (("Team",), [])
    assert billing.written == ([] if check else [(("Team",), "Active")])
    assert change_tags(billing, ["Environment"], "Active", check=check).changed == ()


def test_what_cannot_be_changed_is_a_problem_and_keeps_no_other():
    billing = FakeBilling({"Team": "Inactive", "Odd": "Inactive"}, {"Odd": "SomeCode: some reason"})
    done = change_tags(billing, ["Team", "Odd", "Nope"], "Active", check=False)
    assert done.changed == ("Team",)
    assert [(one.key, one.code) for one in done.problems] == [("Nope", "UnknownTagKey"), ("Odd", "Refused")]
