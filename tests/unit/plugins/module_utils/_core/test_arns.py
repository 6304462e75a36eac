# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""ARNs: read, build, compare."""

from __future__ import annotations

import pytest
from ansible_collections.genai.bedrock.plugins.module_utils._core import arns

FM = "arn:aws:bedrock:us-east-1::foundation-model/anthropic.claude-3-haiku-20240307-v1:0"
SYSTEM = "arn:aws:bedrock:us-east-1:123456789012:inference-profile/us.amazon.nova-lite-v1:0"
GLOBAL_FM = "arn:aws:bedrock:::foundation-model/amazon.nova-2-lite-v1:0"


@pytest.mark.parametrize(
    ("text", "kind", "region", "account"),
    [
        (FM, "foundation-model", "us-east-1", ""),
        (SYSTEM, "inference-profile", "us-east-1", "123456789012"),
        (GLOBAL_FM, "foundation-model", "", ""),
        ("arn:aws-us-gov:bedrock:us-gov-west-1::foundation-model/x.y", "foundation-model", "us-gov-west-1", ""),
        (
            "arn:aws:bedrock:eu-west-1:123456789012:application-inference-profile/4cbyr2n9st9w",
            "application-inference-profile",
            "eu-west-1",
            "123456789012",
        ),
    ],
)
def test_parts_and_back(text, kind, region, account):
    arn = arns.parse_arn(text)
    assert (arn.kind, arn.region, arn.account) == (kind, region, account)
    assert str(arn) == text


@pytest.mark.parametrize(
    "text",
    [
        "",
        "x",
        "arn:aws:s3:::bucket",
        FM + "/x",
        FM[:-1] + " ",
        "arn:aws:bedrock:us-east-1:12:inference-profile/x",
        "arn:aws:bedrock:us-east-1::guardrail/x",
    ],
)
def test_what_is_no_model_or_profile(text):
    assert arns.parse_arn(text) is None


@pytest.mark.parametrize(
    ("region", "partition"),
    [
        ("us-east-1", "aws"),
        ("us-gov-east-1", "aws-us-gov"),
        ("cn-north-1", "aws-cn"),
        ("eusc-de-east-1", "aws-eusc"),
        ("us-iso-east-1", "aws-iso"),
        ("us-isob-east-1", "aws-iso-b"),
        ("us-isof-south-1", "aws-iso-f"),
        ("eu-isoe-west-1", "aws-iso-e"),
    ],
)
def test_partitions(region, partition):
    assert arns.partition_of(region) == partition


@pytest.mark.parametrize(
    ("model_id", "region", "arn"),
    [
        (
            "amazon.titan-embed-text-v2:0",
            "eu-west-1",
            "arn:aws:bedrock:eu-west-1::foundation-model/amazon.titan-embed-text-v2:0",
        ),
        ("x.y", "us-gov-west-1", "arn:aws-us-gov:bedrock:us-gov-west-1::foundation-model/x.y"),
        (SYSTEM, "eu-west-1", SYSTEM),
    ],
)
def test_model_arns(model_id, region, arn):
    assert arns.model_arn(model_id, region) == arn


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        (FM, FM, True),
        (SYSTEM, SYSTEM.replace("123456789012", ""), True),
        (SYSTEM, SYSTEM.replace("us-east-1", "us-west-2"), False),
        (FM, SYSTEM, False),
        ("odd", "odd", True),
        ("odd", FM, False),
    ],
)
def test_same_source_leaves_the_account_out(one, other, same):
    assert arns.same_source(one, other) is same


def test_models_of_a_global_profile():
    models = (GLOBAL_FM, "arn:aws:bedrock:us-east-1::foundation-model/amazon.nova-2-lite-v1:0")
    assert arns.model_ids(models) == {"amazon.nova-2-lite-v1:0"}
    assert arns.destinations(models) == ("unspecified", "us-east-1") or arns.destinations(models) == (
        "us-east-1",
        "unspecified",
    )
