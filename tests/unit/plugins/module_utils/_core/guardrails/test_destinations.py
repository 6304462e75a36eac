# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Where guardrail profiles route to; the id is that of botocore, and every region of the table is one."""

from __future__ import annotations

import pytest
from ansible_collections.genai.bedrock.plugins.module_utils._aws.regions import known_regions
from ansible_collections.genai.bedrock.plugins.module_utils._core.arns import partition_of
from ansible_collections.genai.bedrock.plugins.module_utils._core.guardrails.destinations import (
    _DESTINATIONS,
    PROFILE_ID,
    guardrail_profile_arns,
)
from botocore.loaders import Loader

ACCOUNT = "123456789012"


def regions_of(profile: str, source: str, partition: str = "aws") -> list[str]:
    arns = guardrail_profile_arns(profile, partition, source, ACCOUNT)
    assert all(arn.endswith(f":{ACCOUNT}:guardrail-profile/{profile}") for arn in arns)
    return [arn.split(":")[3] for arn in arns]


@pytest.mark.parametrize(
    ("profile", "source", "regions"),
    [
        ("us.guardrail.v1:0", "us-east-1", ["us-east-1", "us-east-2", "us-west-2"]),
        ("us.guardrail.v1:0", "us-west-1", ["us-east-1", "us-east-2", "us-west-1", "us-west-2"]),
        ("us-gov.guardrail.v1:0", "us-gov-west-1", ["us-gov-east-1", "us-gov-west-1"]),
        ("uk.guardrail.v1:0", "eu-west-2", ["eu-west-2"]),
        ("ca.guardrail.v1:0", "ca-central-1", ["ca-central-1", "ca-west-1"]),
        ("us.guardrail.v1:0", "sa-east-1", ["*"]),
        ("xx.guardrail.v9:0", "us-east-1", ["*"]),
    ],
)
def test_destinations(profile: str, source: str, regions: list[str]) -> None:
    assert regions_of(profile, source) == regions


def test_every_source_is_a_destination_of_its_own_in_one_partition() -> None:
    for profile, sources in _DESTINATIONS.items():
        assert PROFILE_ID.fullmatch(profile)
        for source, found in sources.items():
            assert source in found
            assert len(set(found)) == len(found)
            assert set(found) <= set(known_regions().listed)
            assert {partition_of(region) for region in found} == {partition_of(source)}


def test_the_id_is_that_of_botocore() -> None:
    shapes = Loader().load_service_model("bedrock", "service-2")["shapes"]
    assert shapes["GuardrailCrossRegionGuardrailProfileId"]["pattern"].replace("{1}", "") == PROFILE_ID.pattern
