# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""ignore_tags of every module of a tagged resource: an organisation's tagger and ours live side by side."""

from __future__ import annotations

from typing import Any

import pytest

from tests.gateway.deploying import deploy
from tests.gateway.guardrail_kit import PLAIN
from tests.gateway.running import run_module, writes
from tests.local_aws.server import LocalAws
from tests.unit.plugins.module_utils.alarm_fakes import OPTIONS

DEV = {"Environment": "dev"}
TITAN = "amazon.titan-embed-text-v2:0"
IGNORE = {"keys": ["CostCenter"], "key_prefixes": ["org:"]}
TAGGER = {"CostCenter": "42", "org:owner": "finance"}
BODY: dict[str, Any] = {"widgets": []}
#: Module → options that make one resource.
MADE: dict[str, dict[str, Any]] = {
    "ssm_parameter": {"name": "/a/x", "value": "v", "tags": DEV},
    "ssm_parameters": {"ssm_parameters": {"/a/x": {"value": "v"}}, "tags": DEV},
    "guardrail": {"name": "cai", **PLAIN, "tags": DEV},
    "inference_profile": {"name": "chat", "model_source": TITAN, "tags": DEV},
    "inference_profiles": {"inference_profiles": {"chat": {"model_source": TITAN}}, "tags": DEV},
    "cloudwatch_alarms": {"alarms": {"a": OPTIONS}, "tags": DEV, "ownership_tags": DEV},
    "cloudwatch_dashboard": {"name": "d", "body": BODY, "tags": DEV},
}


def tag_all(aws: LocalAws) -> None:
    """What a tagger does: each resource gets its tags."""
    pairs = [{"Key": key, "Value": value} for key, value in TAGGER.items()]
    low = [{"key": key, "value": value} for key, value in TAGGER.items()]
    bedrock, ssm, watch = aws.client("bedrock"), aws.client("ssm"), aws.client("cloudwatch")
    profiles = bedrock.list_inference_profiles(typeEquals="APPLICATION")["inferenceProfileSummaries"]
    arns = [row["inferenceProfileArn"] for row in profiles]
    arns += [row["arn"] for row in bedrock.list_guardrails()["guardrails"]]
    for arn in arns:
        bedrock.tag_resource(resourceARN=arn, tags=low)
    for row in ssm.describe_parameters()["Parameters"]:
        ssm.add_tags_to_resource(ResourceType="Parameter", ResourceId=row["Name"], Tags=pairs)
    arns = [row["AlarmArn"] for row in watch.describe_alarms()["MetricAlarms"]]
    for arn in [*arns, *(row["DashboardArn"] for row in watch.list_dashboards()["DashboardEntries"])]:
        watch.tag_resource(ResourceARN=arn, Tags=pairs)


@pytest.mark.parametrize("module", MADE)
def test_what_the_tagger_writes_stays_and_is_no_drift(aws: LocalAws, module: str) -> None:
    def run(**more: Any) -> dict[str, Any]:
        return run_module(module, aws, **{**MADE[module], **more})

    assert run()["changed"]
    tag_all(aws)
    aws.clear_calls()
    for check in (True, False):
        assert run(ignore_tags=IGNORE, check=check, diff=True)["changed"] is False
    assert run(ignore_tags=IGNORE, tags={**DEV, "CostCenter": "7"})["changed"] is False
    assert writes(aws) == []
    assert run(check=True)["changed"] is True
    assert "covers ManagedBy" in run(ignore_tags={"keys": ["ManagedBy"]})["msg"]


def test_the_variable_of_an_environment_reaches_records(aws: LocalAws) -> None:
    deploy(aws).ok()
    tag_all(aws)
    assert deploy(aws, bedrock_ignore_tags=IGNORE).ok().changed is False
    assert deploy(aws, check=True).changed is True
