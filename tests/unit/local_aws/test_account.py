# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Quota, availability and policy simulator of the endpoint: what they say unasked, and what the switches make them say."""

from __future__ import annotations

from typing import Any

import pytest

from tests.local_aws.server import LocalAws
from tests.local_aws.switches import SwitchError, Switches, merged
from tests.unit.local_aws.kit import client, refusal

SONNET = "anthropic.claude-sonnet-4-6"
QUOTA = {"ServiceCode": "bedrock", "QuotaCode": "L-40EC9882"}


@pytest.mark.parametrize(("switches", "value"), [({}, 1000), ({"profile_quota": 3}, 3)])
def test_quota(aws: LocalAws, switches: dict[str, Any], value: int) -> None:
    aws.switch(**switches)
    quotas = client(aws, "service-quotas")
    assert quotas.get_service_quota(**QUOTA)["Quota"]["Value"] == value
    assert quotas.get_aws_default_service_quota(**QUOTA)["Quota"]["Value"] == 1000


def test_other_quotas_are_motos(aws: LocalAws) -> None:
    quotas = client(aws, "service-quotas")
    assert (
        refusal(lambda: quotas.get_service_quota(ServiceCode="bedrock", QuotaCode="L-0")).code
        == "NoSuchResourceException"
    )
    vpc = quotas.get_service_quota(ServiceCode="vpc", QuotaCode="L-F678F1CE")["Quota"]
    assert vpc["QuotaName"] == "VPCs per Region"


def test_availability_of_one_model_in_one_region(aws: LocalAws) -> None:
    missing = {"agreement": "ERROR", "errorMessage": "card declined", "authorizationStatus": "NOT_AUTHORIZED"}
    aws.switch(availability={f"{SONNET}@us-west-2": missing, SONNET: {"entitlementAvailability": "NOT_AVAILABLE"}})
    east, west = (
        client(aws, region=region).get_foundation_model_availability(modelId=SONNET)
        for region in ("us-east-1", "us-west-2")
    )
    assert (east["agreementAvailability"], east["authorizationStatus"]) == ({"status": "AVAILABLE"}, "AUTHORIZED")
    assert west["agreementAvailability"] == {"status": "ERROR", "errorMessage": "card declined"}
    assert west["authorizationStatus"] == "NOT_AUTHORIZED"
    assert east["entitlementAvailability"] == west["entitlementAvailability"] == "NOT_AVAILABLE"
    assert west["regionAvailability"] == "AVAILABLE"


@pytest.mark.parametrize("value", [{"nobody.knows": {}}, {SONNET: {"color": "red"}}, {SONNET: "no"}, "no"])
def test_availability_is_checked(value: Any) -> None:
    with pytest.raises(SwitchError, match="Switch availability takes"):
        merged(Switches(), {"availability": value})


def simulated(aws: LocalAws, region: str, **values: Any) -> list[dict[str, Any]]:
    context = {"ContextKeyName": "aws:RequestedRegion", "ContextKeyValues": [region], "ContextKeyType": "string"}
    request = {"PolicySourceArn": "arn:aws:iam::123456789012:user/ann", "ContextEntries": [context]}
    found: list[dict[str, Any]] = client(aws, "iam").simulate_principal_policy(**request, **values)["EvaluationResults"]
    return found


def test_the_simulator_says_what_is_denied_where(aws: LocalAws) -> None:
    aws.switch(deny=["bedrock:Create*@us-west-2"])
    requested = {
        "ActionNames": ["bedrock:CreateInferenceProfile", "ssm:PutParameter"],
        "ResourceArns": ["arn:a", "arn:b"],
    }
    reported = {row["EvalActionName"]: row for row in simulated(aws, "us-west-2", **requested)}
    assert [(name, row["EvalDecision"]) for name, row in reported.items()] == [
        ("bedrock:CreateInferenceProfile", "implicitDeny"),
        ("ssm:PutParameter", "allowed"),
    ]
    specific = reported["bedrock:CreateInferenceProfile"]["ResourceSpecificResults"]
    assert [(row["EvalResourceName"], row["EvalResourceDecision"]) for row in specific] == [
        ("arn:a", "implicitDeny"),
        ("arn:b", "implicitDeny"),
    ]
    elsewhere = simulated(aws, "us-east-1", ActionNames=["bedrock:CreateInferenceProfile"])[0]
    assert (elsewhere["EvalDecision"], elsewhere.get("ResourceSpecificResults", [])) == ("allowed", [])
