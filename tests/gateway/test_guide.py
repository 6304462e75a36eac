# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What docs/troubles-and-practices.md says of models, names and troubles, in deployed environments."""

from __future__ import annotations

import pytest
from ansible_collections.genai.bedrock.plugins.module_utils._core.models.recommended import RECOMMENDED

from tests.gateway.deploying import deploy
from tests.gateway.playing import play
from tests.gateway.running import run_module

LOCAL = "inventories/local"
EAST, WEST = "us-east-1", "us-west-2"
SONNET, HAIKU = "anthropic.claude-sonnet-5-5", "anthropic.claude-haiku-5-5"


def models(aws, region=EAST):
    """Name of each application profile → the models behind it."""
    rows = aws.client("bedrock", region).list_inference_profiles(typeEquals="APPLICATION")["inferenceProfileSummaries"]
    return {row["inferenceProfileName"]: {arn["modelArn"].rpartition("/")[2] for arn in row["models"]} for row in rows}


def look(aws, use_cases, regions, geography):
    day = {RECOMMENDED[name].checked for name in use_cases}
    aws.switch(catalogue_date=max(day))
    return run_module(
        "inference_profiles_preflight",
        aws,
        inference_profiles={
            name: {"name": f"{name}-dev".replace("_", "-"), "model_source": RECOMMENDED[name].model, "regions": regions}
            for name in use_cases
        },
        ownership_tags={"Environment": "dev", "Workload": "search"},
        default_geography=geography,
    )


@pytest.mark.parametrize(
    ("regions", "geography"),
    [
        ([EAST, WEST], "us"),
        (["eu-west-1", "eu-central-1"], "eu"),
        (["ap-northeast-1"], "jp"),
        (["ap-southeast-2"], "au"),
    ],
)
def test_what_is_recommended_can_be_deployed(aws, regions, geography):
    assert look(aws, RECOMMENDED, regions, geography)["findings"] == []


def test_conversations_are_served_by_the_models_that_suit_them(aws):
    deploy(aws, roles=("cai",)).ok()
    assert models(aws) == {
        "cai-customer-support-local": {SONNET},
        "cai-internal-assistant-local": {HAIKU},
        "cai-sales-copilot-local": {SONNET},
    }


@pytest.mark.parametrize(
    ("role", "environment", "region", "name", "variables"),
    [
        ("copilot", "production", EAST, "claude-copilot-production", {}),
        ("embedding", "staging", WEST, "titan-embeddings-staging-usw2", {"bedrock_name_region": True}),
        ("cai", "prod", EAST, "cai-customer-support-prod", {}),
    ],
)
def test_names_follow_the_convention(aws, role, environment, region, name, variables):
    variables = {"bedrock_environment": environment, "bedrock_regions": [region]} | variables
    deploy(aws, roles=(role,), **variables).ok()
    assert name in models(aws, region)
    assert deploy(aws, roles=(role,), **variables).ok().changed is False


def test_a_region_that_is_routed_to_but_denied_is_named(aws):
    only = ["--tags", "copilot"]
    deploy(aws, roles=("copilot",), bedrock_regions=[EAST]).ok()
    aws.switch(deny=[f"bedrock:InvokeModel@to:{WEST}"])
    reported = play(aws, "genai.bedrock.verify", LOCAL, *only)
    output = " ".join(reported.output.split())
    assert reported.status != 0
    assert f"arn:aws:bedrock:{WEST}::foundation-model/{SONNET}" in output
    assert "allow bedrock:InvokeModel on the profile and on its model in every region that it routes to" in output
