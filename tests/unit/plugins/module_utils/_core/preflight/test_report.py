# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""One report of what plans refuse and of what a preflight found beside: rows, lines, and what stops a deployment."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from ansible_collections.genai.bedrock.plugins.module_utils._core.findings import ERROR, INFO, WARNING, Finding
from ansible_collections.genai.bedrock.plugins.module_utils._core.preflight.report import (
    notable_lines,
    preflight_report,
)
from ansible_collections.genai.bedrock.plugins.module_utils._core.problems import InputProblem, written_problem

EAST, WEST = "us-east-1", "us-west-2"


def finding(severity: str = "error", key: str | None = "chat", region: str | None = EAST, **more: str) -> Finding:
    reported = {"code": "unknown_model", "message": "no such model", "way_out": "name another"} | more
    return Finding(severity=severity, key=key, region=region, **reported)


def error(key: str | None = "chat", region: str | None = EAST, code: str = "unknown_model") -> dict[str, Any]:
    reported = {"key": key, "region": region, "operation": "resolve model_source", "code": code}
    return reported | {"message": "no such model: name another", "way_out": "name another"}


def unread(operation: str = "ListInferenceProfiles") -> dict[str, Any]:
    return {"key": "chat", "region": EAST, "operation": operation, "code": "AccessDenied", "message": "refused"}


BLOCKED = "copilot/chat in us-east-1: no such model; name another"
MISSING = finding(code="agreement_missing", message="none", way_out="ask")
ENDED = finding(code="model_ended", message="ended", way_out="ask")
FULL = finding(key=None, code="profile_quota", message="full", way_out="ask")
FOREIGN = {"key": "/dev/x", "region": EAST, "operation": "PutParameter", "code": "NotOurs", "message": "foreign"}
UNREAD = finding(
    key=None,
    code="region_denied",
    message="ListInferenceProfiles failed in us-east-1: no",
    way_out="ask",
    operation="ListInferenceProfiles",
)
#: The words of an unread region alone do not say that both are about the same call.
WORDED = replace(UNREAD, operation=None)
UNREADABLE = "copilot in us-east-1: ListInferenceProfiles failed in us-east-1: no; ask"


@pytest.mark.parametrize(
    ("reported", "blocking", "severities"),
    [
        ({}, [], []),
        ({"findings": [finding()]}, [BLOCKED], ["error"]),
        ({"findings": [finding("warning"), finding("info")]}, [], ["warning", "info"]),
        # The plan has told it already.
        ({"findings": [finding()], "errors": [error()]}, [], ["error"]),
        ({"findings": [UNREAD], "errors": [unread(), unread() | {"key": "docs"}]}, [], ["error"]),
        # Another trouble of the same key, or of its region, is told beside.
        ({"findings": [MISSING], "errors": [error()]}, ["copilot/chat in us-east-1: none; ask"], ["error", "error"]),
        ({"findings": [FULL], "errors": [error()]}, ["copilot in us-east-1: full; ask"], ["error", "error"]),
        ({"findings": [FULL], "errors": [unread()]}, ["copilot in us-east-1: full; ask"], ["error", "error"]),
        ({"findings": [FULL], "errors": [FOREIGN]}, ["copilot in us-east-1: full; ask"], ["error", "error"]),
        ({"findings": [UNREAD], "errors": [unread("ListTagsForResource")]}, [UNREADABLE], ["error", "error"]),
        ({"findings": [WORDED], "errors": [unread()]}, [UNREADABLE], ["error", "error"]),
        # Why a model is gone is told instead of that it is.
        ({"findings": [ENDED], "errors": [error()]}, ["copilot/chat in us-east-1: ended; ask"], ["error"]),
        ({"findings": [ENDED], "errors": [error(code="Y")]}, ["copilot/chat in us-east-1: ended; ask"], 2),
        # What is no error, or stands elsewhere, is told.
        ({"findings": [finding("warning")], "errors": [error()]}, [], ["error", "warning"]),
        ({"findings": [finding()], "errors": [error(region=WEST)]}, [BLOCKED], ["error", "error"]),
        ({"findings": [finding()], "errors": [error(key="docs")]}, [BLOCKED], ["error", "error"]),
        (
            {"findings": [finding(key=None, region=None)], "errors": [error()]},
            ["copilot: no such model; name another"],
            2,
        ),
        ({"problems": [InputProblem("copilot_entries.chat.model", "must be a text")]}, [], ["error"]),
        ({"errors": [{"name": "/dev/x", "message": "denied"}]}, [], ["error"]),
    ],
)
def test_what_blocks_and_what_is_reported(
    reported: dict[str, Any], blocking: list[str], severities: list[str] | int
) -> None:
    report = preflight_report({"copilot": reported})
    found = [row["severity"] for row in report["findings"]]
    assert report["blocking"] == blocking
    assert (len(found) if isinstance(severities, int) else found) == severities
    assert report["telling"] == bool({"error", "warning"} & set(found))
    assert sum(report["summary"].values()) == len(found)


def test_the_table_names_workloads_and_says_once_what_they_share() -> None:
    shared = finding(key=None, region=None, code="permission_missing", message="may not", way_out="allow it")
    found = {
        "copilot": {"findings": [finding("warning"), shared]},
        "cai": {"findings": [shared], "problems": [InputProblem("cai_entries.x", "is wrong")]},
    }
    report = preflight_report(found)
    assert report["lines"] == [
        "error    cai, copilot  -          permission_missing  may not; allow it",
        "error    cai/x         -          invalid_input       cai_entries.x: is wrong; correct cai_entries.x",
        "warning  copilot/chat  us-east-1  unknown_model       no such model; name another",
        "3 errors, 1 warning",
    ]
    assert [(row["workload"], row["key"]) for row in report["findings"]] == [
        ("copilot", None),
        ("copilot", "chat"),
        ("cai", None),
        ("cai", "x"),
    ]


def test_what_the_plan_refuses_has_its_code_and_its_way_out() -> None:
    (row,) = preflight_report({"copilot": {"errors": [error()]}})["findings"]
    assert (row["code"], row["message"], row["way_out"]) == ("unknown_model", "no such model", "name another")


def test_what_both_report_is_reported_as_the_preflight_does() -> None:
    (row,) = preflight_report({"copilot": {"findings": [UNREAD], "errors": [unread()]}})["findings"]
    assert (row["key"], row["code"], row["way_out"]) == (None, "region_denied", "ask")


def test_a_parameter_is_named_by_its_path_alone() -> None:
    report = preflight_report({"copilot": {"errors": [FOREIGN]}})
    assert report["lines"][0] == "error  /dev/x  us-east-1  NotOurs  foreign"


def test_nothing_found() -> None:
    report = preflight_report({"copilot": {}})
    assert report["lines"] == ["no findings"]
    assert report["telling"] is False


@pytest.mark.parametrize(
    ("problem", "key", "message", "way_out"),
    [
        (
            "cai_entries.a.tags: required tag is missing: T; add to these tags",
            "a",
            "cai_entries.a.tags: required tag is missing: T",
            "add to these tags",
        ),
        ("cai_entries.a.temperature: must be 0 to 1", "a", None, "correct cai_entries.a.temperature"),
        ("bedrock_environment: 'A' is no environment", None, None, "correct bedrock_environment"),
        ("logging needs a group", None, None, "correct the input"),
    ],
)
def test_a_text_of_a_plan_gets_its_key_and_way_out(problem, key, message, way_out) -> None:
    (row,) = preflight_report({"cai": {"problems": [written_problem(problem)]}})["findings"]
    reported = {name: row[name] for name in ("key", "code", "message", "way_out")}
    assert reported == {"key": key, "code": "invalid_input", "message": message or problem, "way_out": way_out}


@pytest.mark.parametrize(
    ("code", "key", "problems"),
    [
        ("dimensions_mismatch", "a", ["b"]),
        ("required_tag_missing", "a", ["a", "b"]),
        ("dimensions_mismatch", "c", ["a", "b"]),
    ],
)
def test_what_the_live_account_knows_better_is_reported_once(code, key, problems) -> None:
    refused = [
        InputProblem(f"cai_entries.{name}.dimensions", "it has no 300", "dimensions_mismatch") for name in ("a", "b")
    ]
    rows = preflight_report({"cai": {"problems": refused, "findings": [finding(code=code, key=key)]}})["findings"]
    assert sorted(row["key"] for row in rows if row["code"] == "invalid_input") == problems


@pytest.mark.parametrize("missing", ["tag is missing: A", "tags are missing: A, B"])
def test_missing_tags_are_reported_once_however_many(missing) -> None:
    refused = InputProblem("cai_entries.a.tags", f"required {missing}; add to these tags", "required_tag_missing")
    found = finding(code="required_tag_missing", key="a")
    rows = preflight_report({"cai": {"problems": [refused], "findings": [found]}})["findings"]
    assert [row["code"] for row in rows] == ["required_tag_missing"]


@pytest.mark.parametrize(
    ("severity", "errors", "reported"),
    [
        (ERROR, [], True),
        (WARNING, [], True),
        (INFO, [], False),
        (ERROR, [{"key": "chat", "region": "us-east-1", "code": "profile_quota", "message": "no room"}], False),
    ],
)
def test_what_is_worth_a_word_beside_a_deployment_that_goes_on(severity, errors, reported):
    finding = Finding(severity, "profile_quota", "no room", "ask for more", "chat", "us-east-1")
    lines = notable_lines({"copilot": {"findings": [finding], "errors": errors}})
    assert bool([line for line in lines if "profile_quota" in line]) is reported
    assert bool(lines) is reported
