# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Settings of a workload: cast, checked, told under the variable that a user writes."""

from __future__ import annotations

import pytest
from ansible_collections.genai.bedrock.plugins.module_utils._core.workloads.settings import Settings, read_settings

GOOD = {"environment": "dev", "entries_variable": "copilot_entries"}


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ({}, {}),
        ({"regions": "us-east-1,eu-west-1"}, {"regions": ["us-east-1", "eu-west-1"]}),
        ({"tags": '{"Team": "x"}'}, {"tags": {"Team": "x"}}),
        ({"required_tags": "A,B"}, {"required_tags": ["A", "B"]}),
        ({"name_region": "yes", "enabled": "no"}, {"name_region": True, "enabled": False}),
        ({"max_tokens": "8192", "temperature": "0.3"}, {"max_tokens": 8192, "temperature": 0.3}),
        ({"geography": ""}, {}),
        ({"geography": "eu"}, {"geography": "eu"}),
        ({"model": "", "cost_center": None}, {}),
        ({"workload": "assistants"}, {"workload": "assistants"}),
        (
            {"regions": ["us-east-9"], "allowed_regions": ["us-east-9"]},
            {"regions": ["us-east-9"], "allowed_regions": ["us-east-9"]},
        ),
    ],
)
def test_good_settings(values, expected) -> None:
    settings, problems = read_settings(GOOD | values, "copilot")
    assert problems == []
    assert settings == Settings(**(GOOD | {"workload": "copilot"} | expected))


@pytest.mark.parametrize(
    ("values", "problem"),
    [
        ({"environment": ""}, "bedrock_environment: is missing; name the environment, such as dev or production"),
        ({"environment": "Prod EU"}, "bedrock_environment: 'Prod EU' is no environment: 1 to 32 lower-case"),
        ({"environment": "a--b"}, "bedrock_environment: 'a--b' is no environment"),
        ({"environment": "a" * 33}, "bedrock_environment: 'aaa"),
        ({"workload": "My Load"}, "copilot_workload: 'My Load' is no key"),
        (
            {"regions": ["us-est-1"]},
            "copilot_regions: 'us-est-1' is no region in which Bedrock is known: did you mean 'us-east-1'?",
        ),
        ({"regions": 3}, "copilot_regions: must be a list, not '3'"),
        ({"tags": "x"}, "bedrock_tags: must be a map, not 'x'"),
        ({"tags": {"a": "b,c"}}, "bedrock_tags: the value 'b,c' of tag 'a' has characters other"),
        ({"geography": "usa"}, "bedrock_geography: 'usa' is unknown; did you mean 'us'?"),
        ({"geography": "any"}, "bedrock_geography: 'any' is unknown"),
        ({"name_region": "maybe"}, "copilot_name_region: must be true or false, not 'maybe'"),
        ({"enabled": "maybe"}, "copilot_enabled: must be true or false, not 'maybe'"),
        ({"max_tokens": "-1"}, "copilot_max_tokens: must be at least 1, not -1"),
        ({"temperature": 2}, "copilot_temperature: must be 0 to 1, not 2"),
        ({"color": "red"}, "copilot_color: is unknown"),
        ({"partner_tags": {"12345678901": "abc1"}}, "bedrock_partner_tags: '12345678901' is no account of Partner"),
        ({"partner_tags": {"012345678901": "prod-abc"}}, "bedrock_partner_tags: 'prod-abc' of 012345678901 is no"),
        ({"partner_tags": ["012345678901"]}, "bedrock_partner_tags: must be a map"),
        ({"ssm_regions": ["us-est-1"]}, "bedrock_ssm_regions: 'us-est-1' is no region"),
        (
            {"ssm_prefix": "dev/bedrock"},
            "bedrock_ssm_prefix: 'dev/bedrock' is no path for parameters: it begins with /",
        ),
        ({"ssm_prefix": "/dev//x"}, "bedrock_ssm_prefix: '/dev//x' is no path"),
        ({"ssm_prefix": "/"}, "bedrock_ssm_prefix: '/' is no path"),
        ({"ssm_prefix": "/AWS/x"}, "bedrock_ssm_prefix: '/AWS/x' is no path"),
        ({"ssm_prefix": "/x" * 11}, "bedrock_ssm_prefix: '/x/x"),
    ],
)
def test_bad_settings(values, problem: str) -> None:
    problems = [*map(str, read_settings(GOOD | values, "copilot")[1])]
    assert len(problems) == 1
    assert problems[0].startswith(problem)


def test_a_suggested_environment_passes() -> None:
    problem = read_settings({"environment": "Prod (EU)"}, "copilot")[1][0].message
    suggestion = problem.split("'")[3]
    assert read_settings({"environment": suggestion}, "copilot")[1] == []


def test_what_is_wrong_is_left_out_so_that_the_rest_can_be_checked() -> None:
    settings = read_settings({"environment": "dev", "regions": ["us-est-1", "eu-west-1"], "max_tokens": 0}, "copilot")[
        0
    ]
    assert settings.regions == ["eu-west-1"]
    assert settings.max_tokens is None


def test_the_entries_variable_follows_the_workload() -> None:
    assert read_settings({"environment": "dev"}, "cai")[0].entries_variable == "cai_entries"
