# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What an earlier version has deployed stays as it is, profile by profile, and can be taken down by this one.

Its records gain what is known of their models, once, and lose nulls; nothing else is written.
The fixtures are what commit 67642a0, the last one whose protocol was YAML, left of each inventory with its guardrails,
alarms and dashboard. In staging and production chat was replaced while its old profiles were in use: they live on.
Other models are recommended since, so that each entry names the one that was recommended then.
"""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.gateway.deploying import deploy, teardown, watch
from tests.gateway.running import writes
from tests.gateway.stored import put, take
from tests.gateway.test_pruning import invoked

FIXTURES = Path(__file__).with_name("fixtures")
INVENTORIES = {name: f"inventories/{name}" for name in ("local", "dev", "staging", "production")}
SONNET, OPUS = "anthropic.claude-sonnet-4-6", "anthropic.claude-opus-4-5-20251101-v1:0"
HAIKU = "anthropic.claude-haiku-4-5-20251001-v1:0"
#: Role → entry → the model that was recommended for it.
FORMER = {
    "copilot": {"chat": SONNET, "code_review": SONNET, "documentation": OPUS, "quick_completions": HAIKU},
    "cai": {"customer_support": SONNET, "internal_assistant": HAIKU, "sales_copilot": SONNET},
    "cross_region": {"claude_sonnet": SONNET, "claude_haiku": HAIKU},
}
NAMED = {f"{role}_entries": {key: {"model": model} for key, model in models.items()} for role, models in FORMER.items()}
#: This one names its models, and another one by now; the document's are still the same.
MODELS = {"dev": {"copilot_model": HAIKU, "cai_model": HAIKU}, "reference": {}}
INVENTORIES["reference"] = "tests/reference/inventory"


@pytest.fixture(params=INVENTORIES)
def earlier(request, aws, monkeypatch):
    """Inventory, variables of the command line and state of an environment that was deployed by the earlier version."""
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", "local")
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "unused-by-the-endpoint")
    state = json.loads((FIXTURES / f"67642a0-{request.param}.json").read_text())
    aws.switch(catalogue_date=state["catalogue_date"])
    put(aws, state)
    for arn in state["used"]:
        invoked(aws, arn, region=arn.split(":")[3])
    aws.clear_calls()
    return INVENTORIES[request.param], state["variables"] | MODELS.get(request.param, NAMED), state


def test_only_records_are_written_and_only_once(aws, earlier):
    inventory, variables, state = earlier
    before = take(aws)
    planned = deploy(aws, inventory, check=True, diff=True, **variables).ok()
    assert (planned.changed, writes(aws)) == (True, [])
    deployed = deploy(aws, inventory, diff=True, **variables).ok()
    watched = watch(aws, deployed, inventory=inventory, **variables).ok()
    assert not watched.changed, watched.output
    for run in (planned, deployed):
        assert {part["before_header"] for part in run.result["diff"]} == {"records"}, run.output
        assert not any(run.actions(workload) for workload in run.result["workloads"])
        assert run.result["lines"][0].count("records: ") == 1
        assert "its record: what it says of its model" in run.output
    assert set(writes(aws)) == {"PutParameter"}
    assert_only_records_grew(before, take(aws))
    aws.clear_calls()
    deployed = deploy(aws, inventory, **variables).ok()
    watched = watch(aws, deployed, inventory=inventory, **variables).ok()
    assert (deployed.changed, watched.changed, writes(aws)) == (False, False, []), deployed.output + watched.output
    left = [
        row["inference_profile_arn"]
        for reported in deployed.result["workloads"].values()
        for row in reported["superseded"]
    ]
    assert sorted(left) == sorted(state["used"])


def assert_only_records_grew(before, after):
    """Beside the values of records, all that is in the account is the same."""
    grown = 0
    for region, was in before["regions"].items():
        becomes = after["regions"][region]
        for old, new in zip(was.pop("parameters"), becomes.pop("parameters"), strict=True):
            old_value, new_value = old.pop("json"), new.pop("json")
            assert old == new
            if "targets" in old_value:
                grown += 1
                assert "null" not in json.dumps(new_value)
                assert new_value["endpoint"] == "bedrock-runtime"
                assert all(target["model_source"] for target in new_value["targets"])
                assert kept(new_value, old_value) == without_null(old_value)
            else:
                assert old_value == new_value
    assert before == after
    assert grown


def kept(value, earlier):
    """What of a value its earlier form had, too; of lists element by element."""
    if isinstance(value, dict):
        return {name: kept(member, earlier[name]) for name, member in value.items() if name in earlier}
    if isinstance(value, list):
        return [kept(one, other) for one, other in zip(value, earlier, strict=True)]
    return value


def without_null(value):
    if isinstance(value, dict):
        return {name: without_null(member) for name, member in value.items() if member is not None}
    return [without_null(one) for one in value] if isinstance(value, list) else value


def test_it_can_be_deleted(aws, earlier):
    inventory, variables, _state = earlier
    removed = teardown(aws, inventory, **variables | {"bedrock_refuse_if_used_within": 0}).ok()
    watch(aws, removed, "absent", inventory, **variables).ok()
    left = take(aws)
    assert not any(rows for current in left["regions"].values() for rows in current.values())
    assert left["dashboards"] == []
