# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What a report says of an account, and that it is what its schema says."""

from __future__ import annotations

import json
from typing import Any

import pytest
from ansible_collections.genai.bedrock.plugins.module_utils._core.report.advice import findings
from ansible_collections.genai.bedrock.plugins.module_utils._core.report.differences import differences
from ansible_collections.genai.bedrock.plugins.module_utils._core.report.entries import Surroundings, entry_rows
from ansible_collections.genai.bedrock.plugins.module_utils._core.report.geography import NOT_KNOWN, locations
from ansible_collections.genai.bedrock.plugins.module_utils._core.report.models import model_rows
from jsonschema import Draft202012Validator

from tests.browser import sample
from tests.unit.repo_facts import ROOT

SCHEMA = json.loads((ROOT / "meta/report.schema.json").read_text())
ARN = "arn:aws:bedrock:eu-west-1:123456789012:application-inference-profile/abc"
RECORD = {
    "base_model_id": "anthropic.claude-sonnet-4-6",
    "targets": [
        {"region": "eu-west-1", "name": "chat", "arn": ARN, "destinations": ["eu-west-3", "eu-west-1"]},
        {
            "region": "eu-west-2",
            "name": "chat",
            "arn": f"{ARN}2",
            "guardrail": {"identifier": "g", "version": "2", "x": 1},
        },
    ],
}


def errors(report: object) -> list[str]:
    return [f"{error.json_path}: {error.message}" for error in Draft202012Validator(SCHEMA).iter_errors(report)]


@pytest.mark.parametrize(
    "accounts",
    [
        [sample.account("one", 3)],
        [sample.account("one", 2), sample.account("two", 1, "210987654321")],
        [sample.account("one", 1, text=sample.HOSTILE[0])],
        [{"name": "nothing"}],
        [{"name": "refused", "planned": {"problems": ["denied"], "workloads": {"a": {"errors": []}}}}],
    ],
)
def test_reports_are_what_their_schema_says(accounts):
    Draft202012Validator.check_schema(SCHEMA)
    assert errors(sample.files(*accounts)["report"]) == []


def test_the_schema_is_strict():
    report = sample.files(sample.account("one", 1))["report"]
    report["accounts"][0]["entries"][0]["colour"] = "blue"
    assert len(errors(report)) == 1


def test_nothing_that_could_be_read_is_an_error_and_not_a_good_sign():
    (account,) = sample.files({"name": "one"})["report"]["accounts"]
    assert (account["sync"]["state"], account["usage"], account["entries"]) == ("unknown", None, [])
    assert [row["message"] for row in account["findings"]] == [
        f"{source}: nothing was read" for source in ("planned", "published", "lifecycle", "usage")
    ]


@pytest.mark.parametrize(
    ("planned", "state", "changes"),
    [
        ({"summary": {}, "workloads": {"a": {"actions": [{"key": "k", "action": "none"}]}}}, "in_sync", []),
        ({"summary": {}, "workloads": {"a": {"actions": [{"key": "k", "action": "retag"}]}}}, "differs", ["retag"]),
        (
            {
                "summary": {},
                "workloads": {"a": {"record_changes": [{"key": "k", "action": "update", "reasons": ["by hand"]}]}},
            },
            "differs",
            ["update record"],
        ),
        # A document that was edited is no row of a workload.
        ({"summary": {}, "workloads": {}, "changed": True}, "differs", []),
        ({"summary": {}, "workloads": {}, "problems": ["us-west-2 is down"]}, "unknown", []),
        ({"refused": True, "workloads": {"a": {"errors": []}}}, "unknown", []),
        ({}, "unknown", []),
    ],
)
def test_in_sync_or_what_differs(planned, state, changes):
    found = differences(planned)
    assert (found["state"], [row["action"] for row in found["changes"]]) == (state, changes)


@pytest.mark.parametrize(("becomes", "found"), [({"hash": "b"}, ["retag"]), ({"order": 1}, ["retag", "update record"])])
def test_a_record_that_only_hashes_new_tags_is_no_row(becomes, found):
    before = {"value": {"hash": "a", "targets": []}}
    place = {"workload": "a", "key": "k", "region": "r"}
    row = {"key": "k", "region": "r", "reasons": ["any words"]}
    after = {"value": {**before["value"], **becomes}}
    planned = {
        "summary": {},
        "workloads": {"a": {"actions": [{**row, "action": "retag"}], "record_changes": [{**row, "action": "update"}]}},
        "plan": {
            "changes": [
                {**place, "kind": "record", "origin": "", "origin_reason": "", "before": before, "after": after}
            ]
        },
    }
    assert [row["action"] for row in differences(planned)["changes"]] == found


def test_an_entry_is_its_record_with_usage_tags_and_price():
    used = {
        "tags": {"CostCenter": "ads", "ModelSource": "arn:aws:bedrock:eu-west-1:123456789012:inference-profile/eu.a.b"},
        "invocations": 7,
        "series": {"invocations": [3, 4, 0]},
    }
    around = Surroundings(
        "/dev/x", "eu-west-1", ("2026-11-28", "2026-11-29", "2026-11-30"), {ARN: used}, ("CostCenter", "Team")
    )
    (entry,) = entry_rows({"copilot/chat": RECORD}, around)
    assert (entry["workload"], entry["key"], entry["ssm_path"]) == ("copilot", "chat", "/dev/x/copilot/chat")
    assert (entry["cost_tags"], entry["last_used"], entry["invocations"]) == ({"CostCenter": "ads"}, "2026-11-29", 7)
    assert entry["processed_in"] == ["eu-west-1", "eu-west-3"]
    assert entry["price"]["input"] > 0
    primary, failover = entry["targets"]
    assert (primary["role"], primary["geography"], primary["guardrail"]) == ("primary", "eu", None)
    assert (failover["role"], failover["guardrail"]) == ("failover", {"identifier": "g", "version": "2"})
    assert (failover["last_used"], failover["invocations"]) == (None, None)


def test_models_are_one_row_each_with_all_their_entries():
    rows: list[dict[str, Any]] = [
        {
            "model_id": "m",
            "status": "LEGACY",
            "workload": "a",
            "key": key,
            "region": region,
            "due": region == "eu-west-1",
        }
        for key in ("k", "l")
        for region in ("us-east-1", "eu-west-1")
    ]
    (row,) = model_rows(
        [*rows, {"model_id": "m", "status": "LEGACY", "inference_profile_name": "n", "region": "us-east-1"}]
    )
    assert (row["entries"], row["regions"], row["due"]) == (["a/k", "a/l", "n"], ["us-east-1", "eu-west-1"], True)


def test_findings_come_once_with_all_regions_and_the_worst_first():
    model = {
        "model_id": "m",
        "entries": ["a/k"],
        "regions": ["r1", "r2"],
        "way_out": "n",
        "advice": "",
        "end_of_life_time": None,
    }
    orphan = {"workloads": {"a": {"orphans": [{"key": "k", "region": "r1"}]}}}
    results = {name: {"problems": []} for name in ("published", "lifecycle", "usage")}
    found = findings(
        {"planned": orphan, **results},
        [],
        [model | {"status": "LEGACY", "due": False}, model | {"status": "NOT_LISTED", "due": True}],
    )
    assert [(row["severity"], row["about"], row["regions"]) for row in found] == [
        ("error", "a/k", ["r1", "r2"]),
        ("warning", "a/k", ["r1"]),
        ("warning", "a/k", ["r1", "r2"]),
    ]


@pytest.mark.parametrize(
    ("region", "description", "where"),
    [
        ("eu-central-1", "Europe (Frankfurt)", ("Frankfurt", "Germany", "European Union")),
        ("eu-west-2", "Europe (London)", ("London", "United Kingdom", "Europe outside the EU")),
        ("eu-central-2", "Europe (Zurich)", ("Zurich", "Switzerland", "Europe outside the EU")),
        ("us-gov-west-1", "AWS GovCloud (US-West)", ("US-West", "United States", "United States")),
        ("eu-west-9", "", ("", NOT_KNOWN, NOT_KNOWN)),
        ("nowhere", "", ("", NOT_KNOWN, NOT_KNOWN)),
    ],
)
def test_where_a_region_is(region, description, where):
    assert tuple(locations([region], {region: description})[region].values()) == where
