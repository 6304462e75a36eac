# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""From the role cross_region by way of Parameter Store to the router, while the primary region fails; nothing is replaced."""

from __future__ import annotations

import json
import time

import boto3
import pytest
from ansible_collections.genai.bedrock.plugins.module_utils.inference_router import InferenceRouter

from tests.gateway.deploying import deploy
from tests.gateway.invoke_kit import EAST, WEST, called

NAME = "/local/bedrock/inference-profiles/cross_region/claude_sonnet"
MESSAGES = [{"role": "user", "content": [{"text": "Hello"}]}]


@pytest.fixture(scope="module")
def deployed(_endpoint):
    _endpoint.reset()
    deploy(_endpoint, roles=("cross_region",), cross_region_entries={"claude_haiku": {"enabled": False}}).ok()
    return _endpoint


@pytest.fixture
def aws(deployed):
    """The endpoint as the role has left it, with every region up."""
    deployed.switch(fail=[])
    deployed.clear_calls()
    return deployed


@pytest.fixture
def record(aws):
    return json.loads(aws.client("ssm", EAST).get_parameter(Name=NAME)["Parameter"]["Value"])


def system_profiles(aws):
    """Id → regions to which AWS routes, of each system-defined profile of the primary region."""
    pages = aws.client("bedrock", EAST).get_paginator("list_inference_profiles").paginate(typeEquals="SYSTEM_DEFINED")
    rows = [row for page in pages for row in page["inferenceProfileSummaries"]]
    return {
        row["inferenceProfileId"]: {model["modelArn"].split(":")[3] for model in row["models"]}
        for row in rows
        if row["status"] == "ACTIVE"
    }


def test_aws_routes_the_primary_within_one_geography_and_the_failover_is_another_region(aws, record):
    primary, failover = record["targets"]
    geographic = system_profiles(aws)[f"us.{record['base_model_id']}"]
    assert set(primary["destinations"]) == geographic
    assert len(geographic) > 1
    assert {region.partition("-")[0] for region in geographic} <= {"us", "ca"}  # AWS's geography us holds Canada
    assert (primary["region"], failover["region"]) == (EAST, WEST)


@pytest.mark.parametrize(
    ("code", "status"), [("ServiceUnavailableException", 503), ("ThrottlingException", 429)], ids=["503", "throttled"]
)
def test_an_application_is_served_from_the_failover_region_and_later_from_the_primary(aws, record, code, status):
    primary, failover = (target["arn"] for target in record["targets"])
    session = boto3.session.Session(aws_access_key_id="local", aws_secret_access_key="local")
    later = 0.0
    router = InferenceRouter.from_parameter(
        NAME, region=EAST, session=session, endpoint_url=aws.url, clock=lambda: time.monotonic() + later
    )
    assert router.converse(messages=MESSAGES).served_by.arn == primary
    aws.switch(fail=[{"operation": "Converse", "code": code, "status": status, "region": EAST}])
    served = router.converse(messages=MESSAGES)
    assert (served.served_by.region, served.served_by.arn) == (WEST, failover)
    assert [(attempt.region, attempt.error) for attempt in served.attempts] == [(EAST, code), (WEST, None)]
    assert router.converse(messages=MESSAGES).served_by.arn == failover
    aws.switch(fail=[])
    later = 31.0  # a target that failed rests for 30 seconds
    assert router.converse(messages=MESSAGES).served_by.arn == primary
    assert [region for _operation, region in called(aws)] == [EAST, EAST, WEST, WEST, EAST]
