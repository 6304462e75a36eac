# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The filter preflight_report: wiring and errors; what it makes is tested where it is made."""

from __future__ import annotations

import pytest
from ansible.errors import AnsibleFilterError
from ansible_collections.genai.bedrock.plugins.filter import preflight_report

REPORT = preflight_report.FilterModule().filters()["preflight_report"]
ROW = {"severity": "error", "code": "x", "message": "m", "way_out": "w", "key": "chat", "region": "us-east-1"}


def test_it_reports() -> None:
    assert REPORT({"copilot": {"findings": [ROW]}})["blocking"] == ["copilot/chat in us-east-1: m; w"]


@pytest.mark.parametrize(
    ("given", "message"),
    [
        ([], "found: must be a map"),
        ({"copilot": {"problems": "x"}}, "found.copilot.problems: must be a list"),
        ({"copilot": {"errors": [{}]}}, r"found.copilot.errors\[0\]: has no 'message'"),
        ({"copilot": {"findings": [ROW | {"severity": "bad"}]}}, "severity: must be one of error, warning, info"),
    ],
    ids=["no map", "problems", "errors", "severity"],
)
def test_garbage_is_refused_with_its_path(given: object, message: str) -> None:
    with pytest.raises(AnsibleFilterError, match=f"preflight_report: .*{message}"):
        REPORT(given)
