# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Short codes for every region in which Bedrock is known."""

from __future__ import annotations

import botocore.session
import pytest
from ansible_collections.genai.bedrock.plugins.module_utils._core.regions import (
    BEDROCK_REGIONS,
    region_problem,
    region_short_code,
)


def test_the_list_is_that_of_botocore() -> None:
    session = botocore.session.get_session()
    known = {
        region for partition in ("aws", "aws-us-gov") for region in session.get_available_regions("bedrock", partition)
    }
    assert set(BEDROCK_REGIONS) == known


def test_codes_are_distinct_and_fit_into_keys_and_names() -> None:
    codes = [region_short_code(region) for region in BEDROCK_REGIONS]
    assert len(set(codes)) == len(BEDROCK_REGIONS)
    assert all(code.isalnum() and code.islower() and len(code) <= 5 for code in codes)


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
    ],
)
def test_region_short_code(region: str, code: str) -> None:
    assert region_short_code(region) == code


@pytest.mark.parametrize("region", ["us-est-1", "us-east-9", "", "mars", "us-gov-west-1-a"])
def test_what_is_no_region_is_an_error_with_a_way_out(region: str) -> None:
    with pytest.raises(ValueError, match=r"is no region in which Bedrock is known: (did you mean|it is one of)"):
        region_short_code(region)


def test_the_nearest_region_is_suggested() -> None:
    assert region_problem("us-est-1") == "'us-est-1' is no region in which Bedrock is known: did you mean 'us-east-1'?"


@pytest.mark.parametrize(("region", "code"), [("us-east-9", "use9"), ("xx-northwest-3", "xxnw3")])
def test_a_new_region_is_taken_at_the_users_word(region: str, code: str) -> None:
    assert region_problem(region, [region]) is None
    assert region_short_code(region, [region]) == code


def test_nobodys_word_makes_a_region_of_any_text() -> None:
    assert region_problem("mars", ["mars"]) is not None
