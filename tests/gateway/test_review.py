# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""A plan of two accounts that is kept, approved and carried out by the playbook. What is compared is in tests/unit."""

from __future__ import annotations

import json

from tests.gateway.playing import play
from tests.gateway.running import writes
from tests.gateway.test_accounts import ACCOUNTS, inventory


def test_a_plan_is_kept_approved_and_carried_out_or_nothing_is(aws, tmp_path):
    hosts, plans = inventory(tmp_path), tmp_path / "plans"
    review = {"bedrock_plan_path": str(plans), "bedrock_fail_on_changes": True}

    planned = play(aws, "genai.bedrock.deploy", hosts, "--check", **review)
    assert (planned.status, "changes are due" in planned.output) == (2, True)
    found = {name: json.loads((plans / name / "plan.json").read_text()) for name in ACCOUNTS}
    assert {name: plan["accounts"] for name, plan in found.items()} == {
        name: [made[0]] for name, made in ACCOUNTS.items()
    }
    assert all("create" in (plans / name / "plan.md").read_text() for name in ACCOUNTS)

    refused = play(aws, "genai.bedrock.deploy", hosts, bedrock_approved_plan=str(plans), bedrock_grace_seconds=1)
    assert refused.status == 2
    assert "copilot.grace_seconds: approved 0, now 1" in " ".join(refused.output.split())
    assert writes(aws) == []

    play(aws, "genai.bedrock.deploy", hosts, bedrock_approved_plan=str(plans)).ok()
    play(aws, "genai.bedrock.deploy", hosts, "--check", **review).ok()
    assert all(json.loads((plans / name / "plan.json").read_text())["in_sync"] for name in ACCOUNTS)
