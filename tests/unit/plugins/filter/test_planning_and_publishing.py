# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The filters that roles are made with: wiring and errors; what they compute is tested where it is computed."""

from __future__ import annotations

import re

import pytest
from ansible.errors import AnsibleFilterError
from ansible_collections.genai.bedrock.plugins.filter import (
    chosen_records,
    consolidated_document,
    damaged_records,
    outputs,
    problem_lines,
    published_records,
    record_parameters,
    records,
    removed_records,
    summary,
    surviving_records,
    workload_plan,
)

from tests.unit.plugins.module_utils.record_samples import arn, record, row

SETTINGS = {"environment": "dev", "regions": ["us-east-1"]}


def loaded(module, name: str):
    return module.FilterModule().filters()[name]


PLAN = loaded(workload_plan, "workload_plan")
RECORDS = loaded(records, "records")
REMOVED = loaded(removed_records, "removed_records")
SURVIVING = loaded(surviving_records, "surviving_records")
PUBLISHED = loaded(published_records, "published_records")


def test_workload_plan() -> None:
    plan = PLAN({"chat": {}}, "copilot", SETTINGS)
    assert plan["errors"] == []
    assert list(plan["inference_profiles"]) == ["chat"]


@pytest.mark.parametrize(
    ("regions", "allowed", "problems"),
    [
        (["eusc-de-east-1"], [], []),
        (["eusc-de-east-1"], ["eusc-de-east-1"], []),
        (["cn-north-1", "us-isof-south-1", "us-gov-west-1"], [], []),
        (["us-east-9"], ["us-east-9"], []),
        (["us-east-9"], [], ["copilot_regions: 'us-east-9' is no region in which Bedrock is known"]),
        (["us-esat-1"], ["us-esat-1"], ["copilot_regions: 'us-esat-1' is no region .*: did you mean 'us-east-1'"]),
    ],
)
def test_regions_of_a_workload_are_those_of_botocore_and_of_the_users_word(regions, allowed, problems) -> None:
    settings = SETTINGS | {"regions": regions, "allowed_regions": allowed, "name_region": True}
    plan = PLAN({"chat": {}}, "copilot", settings)
    told = [error for error in plan["errors"] if "is no region" in error]
    assert len(told) == len(problems)
    assert all(re.match(problem, error) for problem, error in zip(problems, told, strict=True))


@pytest.mark.parametrize(
    ("kind", "settings", "message"),
    [
        ("copilots", SETTINGS, "workload_plan: workload kind 'copilots' is unknown; did you mean 'copilot'"),
        ("copilot", "x", "workload_plan: settings must be a map"),
    ],
)
def test_wrong_use_of_workload_plan(kind, settings, message: str) -> None:
    with pytest.raises(AnsibleFilterError, match=message):
        PLAN({}, kind, settings)


def test_surviving_records() -> None:
    published = {"chat": record("copilot", "chat")}
    arns = [target["arn"] for target in published["chat"]["targets"]]
    assert SURVIVING(published, arns) == published
    with pytest.raises(AnsibleFilterError, match="surviving_records: arns: must be a list"):
        SURVIVING(published, "arn")


def test_from_plan_to_parameters() -> None:
    plan = PLAN({"chat": {}, "docs": {"enabled": False}}, "copilot", SETTINGS)
    made = RECORDS(plan, [row("chat")])
    assert made["chat"]["targets"][0]["arn"] == arn("chat1")
    assert REMOVED(plan, {"docs": {}, "stray": {}}) == ["docs"]
    assert REMOVED(plan, {"docs": {}, "stray": {}}, purge=True) == ["docs", "stray"]
    parameters = loaded(record_parameters, "record_parameters")(
        {"copilot/chat": made["chat"]}, "/p", "dev", ["copilot/docs"]
    )
    assert {name: options["state"] for name, options in parameters.items()} == {
        "/p/copilot/chat": "present",
        "/p/copilot/docs": "absent",
    }


@pytest.mark.parametrize(("filter_", "arguments"), [(RECORDS, ([],)), (REMOVED, ({},))])
@pytest.mark.parametrize("plan", [{}, "x", {"entry": {}}])
def test_what_is_no_plan(filter_, arguments, plan) -> None:
    with pytest.raises(AnsibleFilterError, match="the input must be a plan, as workload_plan returns it"):
        filter_(plan, *arguments)


PLANNED = PLAN({"chat": {}}, "copilot", SETTINGS)
RECORDED = {"copilot/chat": record("copilot", "chat")}
NO_RECORD = r"records\.copilot/chat: has no 'targets'"


@pytest.mark.parametrize(
    ("module", "name", "arguments", "message"),
    [
        (records, "records", [{"entries": []}, []], "plan.entries: must be a map, not a list"),
        (records, "records", [PLANNED, {"inference_profiles": [{}]}], r"results.inference_profiles\[0\]: has no 'key'"),
        (records, "records", [PLANNED, "x"], "results: must be a list, not 'x'"),
        (records, "records", [PLANNED, [], {"chat": {"targets": [5]}}], r"targets\[0\]: must be a map, not '5'"),
        (removed_records, "removed_records", [PLANNED, []], "published: must be a map, not a list"),
        (published_records, "published_records", [[{"value": "x"}], "/p", "dev"], r"parameters\[0\]: has no 'name'"),
        (published_records, "published_records", [[], None, "dev"], "prefix: must be a text, not nothing"),
        (damaged_records, "damaged_records", [[{"value": "x"}], "/p", "dev"], r"parameters\[0\]: has no 'name'"),
        (damaged_records, "damaged_records", [[], "/p", "dev", [{"name": "/p", "tags": []}]], r"tags: must be a map"),
        (chosen_records, "chosen_records", [[]], "records: must be a map, not a list"),
        (chosen_records, "chosen_records", [{}, "copilot"], "workloads: must be a list, not 'copilot'"),
        (chosen_records, "chosen_records", [{}, [], [], [{}]], r"damaged\[0\]: has no 'path'"),
        (record_parameters, "record_parameters", [{"copilot/chat": {}}, "/p", "dev"], NO_RECORD),
        (record_parameters, "record_parameters", [RECORDED, "/p", "dev", "x"], "removed: must be a list, not 'x'"),
        (consolidated_document, "consolidated_document", [{"copilot/chat": {}}], NO_RECORD),
        (outputs, "outputs", [{"copilot/chat": {}}], NO_RECORD),
        (outputs, "outputs", [RECORDED, [{}]], r"profiles\[0\]: has no 'inference_profile_arn'"),
        (summary, "summary", [{"cai": {"actions": [{}]}}, "dev", "/p"], r"results.cai.actions\[0\]: has no 'key'"),
        (problem_lines, "problem_lines", ["it broke"], "errors: must be a list, not 'it broke'"),
        (problem_lines, "problem_lines", [[{}]], r"errors\[0\]: has no 'message'"),
    ],
)
def test_data_of_another_shape_is_refused_with_its_place(module, name, arguments, message) -> None:
    with pytest.raises(AnsibleFilterError, match=f"^{name}: .*{message}"):
        loaded(module, name)(*arguments)


def test_what_only_looks_like_a_record_of_ours_is_passed_over() -> None:
    junk = record("cai", "x") | {"targets": [{"arn": 5}]}
    parameters = [{"name": "/p/cai/x", "json": junk}, {"name": "/p/copilot/chat", "json": RECORDED["copilot/chat"]}]
    assert PUBLISHED(parameters, "/p", "dev") == RECORDED


@pytest.mark.parametrize(
    ("workload", "keys"), [(None, ["copilot/chat", "cai/x"]), ("copilot", ["chat"]), ("other", [])]
)
def test_published_records(workload, keys) -> None:
    parameters = [
        {"name": "/p/copilot/chat", "json": record("copilot", "chat")},
        {"name": "/p/cai/x", "json": record("cai", "x")},
        {"name": "/p/other", "json": None},
    ]
    assert list(PUBLISHED(parameters, "/p", "dev", workload)) == keys


def test_damaged_and_chosen_records() -> None:
    parameters = [{"name": "/p/cai/x", "json": None, "value": "x", "tags": {}}]
    (told,) = loaded(damaged_records, "damaged_records")(parameters, "/p", "dev", parameters)
    assert (told["path"], told["managed"]) == ("cai/x", False)
    chosen = loaded(chosen_records, "chosen_records")(RECORDED, ["copilot"], [], [told])
    assert chosen == {"records": RECORDED, "damaged": [], "problems": []}


def test_consolidated_document() -> None:
    made = loaded(consolidated_document, "consolidated_document")({"cai/x": record("cai", "x")})
    assert made["cai"] == {"x": arn("x1")}


def test_outputs() -> None:
    made = loaded(outputs, "outputs")({"cai/x": record("cai", "x")}, [row("x")])
    assert made["cai_profiles"]["x"]["description"] == "About x"


def test_summary() -> None:
    lines = loaded(summary, "summary")({"cai": {}}, "dev", "/p", ["us-east-1"], planned=True)
    assert lines[0] == "dev: nothing to do (a plan; nothing was changed)"
    assert lines[-1] == "document: /p in us-east-1"


def test_problem_lines() -> None:
    error = {"key": "chat", "region": "us-east-1", "message": "it broke"}
    assert loaded(problem_lines, "problem_lines")([error], "copilot") == ["copilot/chat in us-east-1: it broke"]
