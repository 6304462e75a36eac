# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The filter of the lifecycle report: its options and errors; what it makes is tested where it is made."""

from __future__ import annotations

import pytest
from ansible.errors import AnsibleFilterError
from ansible_collections.genai.bedrock.plugins.filter import lifecycle_report

REPORT = lifecycle_report.FilterModule().filters()["lifecycle_report"]
MODEL = "anthropic.claude-opus-4-1-20250805-v1:0"
PROFILES = [
    {
        "inference_profile_arn": "arn:a",
        "inference_profile_name": "chat",
        "region": "us-east-1",
        "base_model_id": MODEL,
        "tags": {"Workload": "copilot", "ProfileKey": "chat"},
    }
]
MODELS = [
    {
        "region": "us-east-1",
        "model_id": MODEL,
        "model_lifecycle": {"status": "LEGACY", "end_of_life_time": "2027-01-08"},
    }
]


def test_its_options_arrive() -> None:
    assert REPORT(PROFILES, MODELS, None, 46, "2026-11-22")["due"] == 0
    assert REPORT(PROFILES, MODELS, None, "47", "2026-11-22")["due"] == 1
    records = {"copilot/other": {"targets": [{"arn": "arn:a"}]}}
    assert REPORT(PROFILES, MODELS, records)["profiles"][0]["entry"] == "copilot_entries.other.model"
    assert REPORT(PROFILES, MODELS, environment="dev")["profiles"][0]["entry"] == ""
    assert len(REPORT(PROFILES, MODELS, workloads=["cai"])["problems"]) == 1
    offered = {
        "region": "us-east-1",
        "model_id": "anthropic.claude-opus-4-6-v1",
        "model_lifecycle": {"status": "ACTIVE"},
    }
    profile = {"region": "us-east-1", "inference_profile_id": "global.anthropic.claude-opus-4-6-v1"}
    following = REPORT(PROFILES, [*MODELS, offered], system_profiles=[profile])["profiles"][0]["way_out"]
    assert following == "change to anthropic.claude-opus-4-6-v1 (global only)"


@pytest.mark.parametrize(
    ("profiles", "models", "days", "today"),
    [
        ([{}], MODELS, 90, ""),
        (PROFILES, None, 90, ""),
        (PROFILES, MODELS, "soon", ""),
        (PROFILES, MODELS, 90, "tomorrow"),
    ],
    ids=["no profile", "no models", "no number", "no date"],
)
def test_what_it_does_not_take(profiles, models, days, today) -> None:
    with pytest.raises(AnsibleFilterError, match="lifecycle_report: the input must be"):
        REPORT(profiles, models, None, days, today)
