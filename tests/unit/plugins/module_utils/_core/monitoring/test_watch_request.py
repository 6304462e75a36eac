# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The options of a task as a wish, and everything that is wrong with them at once."""

from __future__ import annotations

from typing import Any

import pytest
from ansible_collections.genai.bedrock.plugins.module_utils._core.monitoring.watch_request import read_request

from tests.unit.plugins.module_utils.record_samples import EAST, WEST, record

GOOD: dict[str, Any] = {
    "environment": "dev",
    "state": "present",
    "regions": [EAST],
    "alarms": True,
    "dashboard": True,
    "adopt": False,
    "expected": True,
}


def wrong(**options: Any) -> list[str]:
    return read_request(GOOD | options)[1]


def test_what_is_not_set_has_a_default() -> None:
    query, problems = read_request(GOOD)
    assert problems == []
    assert (query.prefix, query.ssm_regions) == ("/dev/bedrock/inference-profiles", (EAST,))
    assert (query.dashboard_name, query.period, query.logging) == ("dev-bedrock", 300, None)
    assert (query.records, query.former) == (None, {})


def test_texts_of_a_command_line_are_taken_for_what_they_mean() -> None:
    settings = {"period": "60", "alarm_actions": ""}
    logging = {"group": "/logs", "retention": "7", "data": "text,image", "overwrite": "true"}
    query, problems = read_request(GOOD | {"settings": settings, "logging": logging, "ssm_regions": [""]})
    assert problems == []
    assert (query.period, query.ssm_regions) == (60, (EAST,))
    assert query.logging is not None
    assert (query.logging.retention, query.logging.data, query.logging.overwrite) == (7, ("text", "image"), True)


@pytest.mark.parametrize(
    ("options", "reported"),
    [
        ({"environment": ""}, "environment: is missing"),
        ({"environment": "Dev"}, "environment: 'Dev' is no environment"),
        ({"regions": []}, "regions: is empty"),
        ({"regions": ["us east"]}, "regions: "),
        ({"ssm_prefix": "dev"}, "ssm_prefix: 'dev' is no path"),
        ({"dashboard_name": "my board"}, "dashboard_name: 'my board' is not allowed"),
        ({"tags": {"aws:x": "1"}}, "tags: tag key 'aws:x'"),
        ({"records": {"a/b": {}}}, "records.a/b: has no 'targets'"),
        ({"former_records": {"a/b": {}}}, "former_records.a/b: has no 'targets'"),
        ({"settings": {"latncy": 1}}, "settings.latncy: is unknown"),
        ({"entries": {"copilot": {"latncy": 1}}}, "entries.copilot.latncy: is unknown"),
        ({"logging": {}}, "logging.group: set it, or logging.bucket"),
        ({"logging": {"group": "a", "data": ["txt"]}}, "logging.data: 'txt' is unknown"),
        ({"logging": {"group": "a"}, "regions": [], "ssm_regions": [EAST]}, "regions: is empty"),
    ],
)
def test_each_rule(options: dict[str, Any], reported: str) -> None:
    assert [text for text in wrong(**options) if text.startswith(reported)], wrong(**options)


def test_all_at_once_under_the_names_of_the_callers_variables() -> None:
    problems = wrong(
        variables="observability_",
        dashboard_name="a b",
        settings={"latency": "soon"},
        entries={"copilot": {"x": 1}},
        logging={"data": "txt"},
    )
    starts = [text.partition(":")[0] for text in problems]
    assert starts == [
        "observability_dashboard_name",
        "observability_log_data",
        "observability_log_group",
        "observability_latency",
        "observability_entries.copilot.x",
    ]


@pytest.mark.parametrize("state", ["absent", "pruned"])
def test_whoever_takes_alarms_away_needs_no_sound_settings(state: str) -> None:
    options = {"settings": {"latency": "soon"}, "entries": {"x": 1}, "logging": {}}
    query, problems = read_request(GOOD | options | {"state": state, "workloads": ["cai"]})
    assert (problems, query.settings, query.logging) == ([], {}, None)
    assert query.workloads == (("cai",) if state == "absent" else ())


def test_without_aws_no_region_is_needed() -> None:
    records = {"copilot/chat": record("copilot", "chat")}
    assert wrong(state="rendered", regions=[], records=records) == []
    assert wrong(state="present", regions=[], ssm_regions=[WEST]) == []
