# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""One report of what plans refuse and of what a preflight found beside: rows, lines, and what stops a deployment."""

from __future__ import annotations

from typing import Any

import pytest
from ansible_collections.genai.bedrock.plugins.module_utils._core.preflight.report import preflight_report

EAST, WEST = "us-east-1", "us-west-2"


def finding(
    severity: str = "error", key: str | None = "chat", region: str | None = EAST, **more: str
) -> dict[str, Any]:
    told = {"code": "unknown_model", "message": "no such model", "way_out": "name another"} | more
    return {"severity": severity, "key": key, "region": region} | told


def error(key: str | None = "chat", region: str | None = EAST, code: str = "X") -> dict[str, Any]:
    return {"key": key, "region": region, "operation": "ListInferenceProfiles", "code": code, "message": "refused"}


BLOCKED = "copilot/chat in us-east-1: no such model; name another"


@pytest.mark.parametrize(
    ("told", "blocking", "severities"),
    [
        ({}, [], []),
        ({"findings": [finding()]}, [BLOCKED], ["error"]),
        ({"findings": [finding("warning"), finding("info")]}, [], ["warning", "info"]),
        # The plan has told it already.
        ({"findings": [finding()], "errors": [error()]}, [], ["error"]),
        ({"findings": [finding(key=None)], "errors": [error()]}, [], ["error"]),
        # Bad input of one key says nothing of its region.
        (
            {"findings": [finding(key=None)], "errors": [error(code="InvalidInput")]},
            ["copilot in us-east-1: no such model; name another"],
            ["error", "error"],
        ),
        # What is no error, or stands elsewhere, is told.
        ({"findings": [finding("warning")], "errors": [error()]}, [], ["error", "warning"]),
        ({"findings": [finding()], "errors": [error(region=WEST)]}, [BLOCKED], ["error", "error"]),
        ({"findings": [finding()], "errors": [error(key="docs")]}, [BLOCKED], ["error", "error"]),
        (
            {"findings": [finding(key=None, region=None)], "errors": [error()]},
            ["copilot: no such model; name another"],
            2,
        ),
        ({"problems": ["copilot_entries.chat.model: must be a text"]}, [], ["error"]),
        ({"errors": [{"name": "/dev/x", "message": "denied"}]}, [], ["error"]),
    ],
)
def test_what_blocks_and_what_is_told(told: dict[str, Any], blocking: list[str], severities: list[str] | int) -> None:
    report = preflight_report({"copilot": told})
    found = [row["severity"] for row in report["findings"]]
    assert report["blocking"] == blocking
    assert (len(found) if isinstance(severities, int) else found) == severities
    assert report["telling"] == bool({"error", "warning"} & set(found))
    assert sum(report["summary"].values()) == len(found)


def test_the_table_names_workloads_and_says_once_what_they_share() -> None:
    shared = finding(key=None, region=None, code="permission_missing", message="may not", way_out="allow it")
    found = {
        "copilot": {"findings": [finding("warning"), shared]},
        "cai": {"findings": [shared], "problems": ["cai_entries.x: is wrong"]},
    }
    report = preflight_report(found)
    assert report["lines"] == [
        "error    cai           -          InvalidInput        cai_entries.x: is wrong",
        "error    cai, copilot  -          permission_missing  may not; allow it",
        "warning  copilot/chat  us-east-1  unknown_model       no such model; name another",
        "3 errors, 1 warning",
    ]
    assert [(row["workload"], row["key"]) for row in report["findings"]] == [
        ("copilot", None),
        ("copilot", "chat"),
        ("cai", None),
        ("cai", None),
    ]


def test_nothing_found() -> None:
    report = preflight_report({"copilot": {}})
    assert report["lines"] == ["nothing found that speaks against it"]
    assert report["telling"] is False
