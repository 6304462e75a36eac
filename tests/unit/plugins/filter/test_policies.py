# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The filters that make policies: wiring and errors; what they compute is tested where it is computed."""

from __future__ import annotations

import pytest
from ansible.errors import AnsibleFilterError
from ansible_collections.genai.bedrock.plugins.filter import deployer_policy, invoke_policy, required_regions
from ansible_collections.genai.bedrock.plugins.module_utils._core.policies import deploying as deployer_policies
from ansible_collections.genai.bedrock.plugins.module_utils._core.policies import invoking as invoke_policies
from ansible_collections.genai.bedrock.plugins.module_utils._core.policies.deployer_actions import FEATURES

from tests.unit import repo_facts as repo
from tests.unit.plugins.module_utils.record_samples import arn, record

RECORDS = {"copilot/chat": record("copilot", "chat")}
ROWS = [
    {
        "inference_profile_arn": arn("chat1"),
        "models": [{"model_arn": "arn:aws:bedrock:eu-west-1::foundation-model/x.y"}],
    }
]


def loaded(module, name: str):
    return module.FilterModule().filters()[name]


INVOKE = loaded(invoke_policy, "invoke_policy")
DEPLOY = loaded(deployer_policy, "deployer_policy")
REGIONS = loaded(required_regions, "required_regions")


def test_invoke_policy_passes_every_option_on() -> None:
    options = {
        "ssm_regions": ["us-east-1"],
        "ssm_prefix": "/models",
        "account": "222222222222",
        "require_guardrail": True,
        "only_through_profiles": True,
        "allow_get_inference_profile": True,
        "guardrail_profiles": ["arn:aws:bedrock:us-east-1:123456789012:guardrail-profile/us.guardrail.v1:0"],
    }
    expected = invoke_policies.invoke_policy(RECORDS, invoke_policies.InvokeRequest(**options), ROWS)
    assert INVOKE(RECORDS, profiles=ROWS, **options) == expected
    assert "eu-west-1" in str(expected)


def test_deployer_policy_passes_every_option_on() -> None:
    options = {
        "ssm_regions": ["us-east-1"],
        "ssm_prefix": "/models",
        "features": ["base", "observability", "log_role", "assume_role"],
        "assume_role_arn": "arn:aws:iam::123456789012:role/deployer",
        "log_role_arn": "arn:aws:iam::123456789012:role/logs",
        "log_role_boundary_arn": "arn:aws:iam::123456789012:policy/log-writers",
        "dashboard_name": "genai",
    }
    wanted = deployer_policies.Deployment("dev", "123456789012", ["us-west-2"], **options)
    # YAML makes a number of an account without quotes.
    made = DEPLOY("dev", 123456789012, ["us-west-2"], **options)
    assert made == deployer_policies.deployer_policy(wanted)
    assert all(name in str(made) for name in ("role/deployer", "role/logs", "policy/log-writers", "dashboard/genai"))


def test_required_regions() -> None:
    assert REGIONS(RECORDS) == ["us-east-1", "us-west-2"]
    assert REGIONS(RECORDS, ROWS) == ["eu-west-1", "us-east-1"]


def test_the_documented_features_are_those_there_are() -> None:
    options = repo.documentation()["filter"]["deployer_policy"]["doc"]["options"]
    assert options["features"]["choices"] == list(FEATURES)


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: INVOKE([]), "invoke_policy: records: must be a map, not"),
        (lambda: INVOKE(RECORDS, ["*"]), "invoke_policy: ssm_regions: "),
        (lambda: REGIONS([]), "required_regions: records: must be a map, not"),
        (lambda: REGIONS({"x": record("copilot", "chat", [{"arn": ""}])}), "required_regions: x: the target's arn"),
        (lambda: DEPLOY("dev", "1", ["us-east-1"]), "deployer_policy: account: "),
    ],
    ids=["no_records", "bad_region", "no_records_to_route", "no_arn", "bad_account"],
)
def test_errors_name_the_filter(call, message) -> None:
    with pytest.raises(AnsibleFilterError, match=message):
        call()
