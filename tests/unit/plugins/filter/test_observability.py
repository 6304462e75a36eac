# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The filters of observability: wiring and errors; what they make is tested where it is made."""

from __future__ import annotations

import pytest
from ansible.errors import AnsibleFilterError
from ansible_collections.genai.bedrock.plugins.filter import dashboard_body, observability_lines, wanted_alarms

from tests.unit.plugins.module_utils.record_samples import record

ALARMS = wanted_alarms.FilterModule().filters()["wanted_alarms"]
BODY = dashboard_body.FilterModule().filters()["dashboard_body"]
LINES = observability_lines.FilterModule().filters()["observability_lines"]
RECORDS = {"copilot/chat": record("copilot", "chat")}


def test_their_options_arrive() -> None:
    found = ALARMS(RECORDS, "dev", {"latency": 5}, {"copilot": {"throttles": 0}})
    assert "dev-copilot-chat-us-east-1-throttles" not in found
    assert found["dev-copilot-chat-us-east-1-latency"]["threshold"] == 5
    assert ALARMS(RECORDS, "dev", absent=True)["dev-copilot-chat-us-east-1-latency"]["state"] == "absent"
    assert BODY(RECORDS, "dev", "60")["widgets"][2]["properties"]["period"] == 60
    many = {f"copilot/k{number}": RECORDS["copilot/chat"] for number in range(400)}
    told = LINES([], "dev", {"action": "create", "dashboard": {}}, "dev-bedrock", many, True)
    assert told[:2] == ["dashboard: dev-bedrock", "  create"]
    assert "43 profiles are not on it" in told[2]


@pytest.mark.parametrize(
    ("use", "message"),
    [
        (lambda: ALARMS([], "dev"), "wanted_alarms: records: must be a map"),
        (lambda: ALARMS({"a/b": {}}, "dev"), "wanted_alarms: records.a/b: has no 'targets'"),
        (lambda: ALARMS(RECORDS, "dev", {"latncy": 1}, variables="my_"), "my_latncy: is unknown"),
        (lambda: BODY({"a/b": {}}, "dev"), "dashboard_body: records.a/b: has no 'targets'"),
        (lambda: BODY(RECORDS, "dev", "soon"), "dashboard_body: invalid literal"),
        (lambda: LINES({}, "dev"), "observability_lines: results: must be a list"),
        (lambda: LINES([{"actions": [{}]}], "dev"), r"observability_lines: .*\[0\].actions\[0\]: has no 'name'"),
        (lambda: LINES([], "dev", {"action": 1}), "observability_lines: drawn.action: must be a text"),
    ],
    ids=["no records", "no record", "setting", "no record to show", "period", "no results", "no action", "no word"],
)
def test_errors_name_the_filter(use, message) -> None:
    with pytest.raises(AnsibleFilterError, match=message):
        use()
