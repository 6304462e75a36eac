# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Which texts are regions, and the short code of each region of each partition of botocore."""

from __future__ import annotations

import botocore.session
import pytest
from ansible_collections.genai.bedrock.plugins.module_utils._aws.regions import known_regions
from ansible_collections.genai.bedrock.plugins.module_utils._core.arns import partition_of
from ansible_collections.genai.bedrock.plugins.module_utils._core.regions import (
    Regions,
    region_short_code,
    well_formed,
)

SESSION = botocore.session.get_session()
PARTITIONS = SESSION.get_available_partitions()
#: SSM and Bedrock: between them they are in every region.
OF_BOTOCORE = {
    region: partition
    for partition in PARTITIONS
    for service in ("bedrock", "bedrock-runtime", "ssm")
    for region in SESSION.get_available_regions(service, partition)
}
LISTED = Regions(tuple(OF_BOTOCORE))
NEW = "us-east-9"


def test_every_partition_is_checked() -> None:
    assert {"aws", "aws-cn", "aws-us-gov", "aws-eusc", "aws-iso", "aws-iso-b", "aws-iso-e", "aws-iso-f"} <= set(
        PARTITIONS
    )
    assert set(OF_BOTOCORE.values()) == set(PARTITIONS)


@pytest.mark.parametrize(("region", "partition"), OF_BOTOCORE.items(), ids=list(OF_BOTOCORE))
def test_each_region_of_botocore_is_known_and_in_its_partition(region: str, partition: str) -> None:
    assert well_formed(region)
    assert known_regions().problem(region) is None
    assert Regions().problem(region) is None
    assert partition_of(region) == partition


def test_a_region_of_no_place_on_earth_is_none() -> None:
    assert not any(region.endswith("-global") for region in known_regions().listed)


def test_codes_are_distinct_and_fit_into_keys_and_names() -> None:
    regions = set(OF_BOTOCORE) | set(known_regions().listed)
    codes = [region_short_code(region) for region in regions]
    assert len(set(codes)) == len(regions)
    assert all(code.isalnum() and code.islower() and len(code) <= 8 for code in codes)


@pytest.mark.parametrize(
    ("region", "code"),
    [
        ("us-east-1", "use1"),
        ("us-west-2", "usw2"),
        ("eu-west-1", "euw1"),
        ("ap-northeast-1", "apne1"),
        ("ap-southeast-2", "apse2"),
        ("ap-south-1", "aps1"),
        ("ca-central-1", "cac1"),
        ("us-gov-east-1", "usge1"),
        ("us-gov-west-1", "usgw1"),
        ("cn-northwest-1", "cnnw1"),
        ("us-iso-east-1", "usie1"),
        ("us-isob-east-1", "usibe1"),
        ("eu-isoe-west-1", "euiew1"),
        ("eusc-de-east-1", "euscdee1"),
        (NEW, "use9"),
        ("xx-northwest-3", "xxnw3"),
    ],
)
def test_region_short_code(region: str, code: str) -> None:
    assert region_short_code(region) == code


@pytest.mark.parametrize(
    "region", ["us-est-1", "us-esat-1", "", "mars", "us-gov-west-1-a", "us-east-0", "us-east-1 ", "aws-global"]
)
def test_what_is_no_region_is_an_error_whoever_vouches_for_it(region: str) -> None:
    with pytest.raises(ValueError, match=r"is no region in which Bedrock is known: (did you mean|a region reads like)"):
        region_short_code(region)
    for known in (LISTED, Regions()):
        assert "is no region in which Bedrock is known: " in str(known.trusting([region]).problem(region))


@pytest.mark.parametrize("known", [LISTED, known_regions(), Regions()], ids=["listed", "of botocore", "no list"])
@pytest.mark.parametrize(
    ("region", "meant"),
    [
        ("us-est-1", "us-east-1"),
        ("us-esat-1", "us-east-1"),
        ("us-west2", "us-west-2"),
        ("us-gov-wst-1", "us-gov-west-1"),
        ("eusc-de-eas-1", "eusc-de-east-1"),
    ],
)
def test_the_nearest_region_is_suggested(known: Regions, region: str, meant: str) -> None:
    assert known.problem(region) == f"'{region}' is no region in which Bedrock is known: did you mean '{meant}'?"


def test_a_new_region_is_taken_at_the_users_word() -> None:
    problem = LISTED.problem(NEW)
    assert problem is not None
    assert problem.endswith("; if AWS has added it since, list it in bedrock_allowed_regions")
    assert LISTED.trusting([NEW]).problem(NEW) is None
    assert LISTED.trusting(["us-east-8"]).problem(NEW) is not None


def test_without_a_list_a_text_that_is_formed_like_a_region_is_one() -> None:
    assert Regions().problem(NEW) is None
