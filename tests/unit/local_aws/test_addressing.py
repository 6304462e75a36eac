# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""modelId: what may be invoked by which name, and the refusals."""

from __future__ import annotations

from typing import Any

import pytest

from tests.local_aws.server import LocalAws
from tests.unit.local_aws.kit import ACCOUNT, GLOBAL_NOVA, OTHER_ACCOUNT, US_SONNET, client, create, refusal

SONNET = "anthropic.claude-sonnet-4-6"
INVALID = ("ValidationException", 400, "The provided model identifier is invalid.")
PROFILE_ONLY = (
    "ValidationException",
    400,
    (
        f"Invocation of model ID {SONNET} with on-demand throughput isn\u2019t supported. Retry your request with the ID or "
        "ARN of an inference profile that contains this model."
    ),
)


def converse(aws: LocalAws, model_id: str, region: str = "us-east-1", account: str = "local") -> str:
    answer = client(aws, "bedrock-runtime", region, account).converse(
        modelId=model_id, messages=[{"role": "user", "content": [{"text": "hello"}]}]
    )
    return str(answer["output"]["message"]["content"][0]["text"])


def refused(aws: LocalAws, model_id: str, **more: Any) -> tuple[str, int, str]:
    got = refusal(lambda: converse(aws, model_id, **more))
    return got.code, got.status, got.message


@pytest.mark.parametrize(
    ("model_id", "model"),
    [
        ("us.anthropic.claude-sonnet-4-6", "Claude Sonnet 4.6"),
        (f"arn:aws:bedrock:us-east-1:{ACCOUNT}:inference-profile/us.anthropic.claude-sonnet-4-6", "Claude Sonnet 4.6"),
        ("global.anthropic.claude-sonnet-4-6", "Claude Sonnet 4.6"),
        ("amazon.nova-lite-v1:0", "Nova Lite"),
        ("arn:aws:bedrock:us-east-1::foundation-model/amazon.nova-lite-v1:0", "Nova Lite"),
    ],
)
def test_accepted_identifiers(aws: LocalAws, model_id: str, model: str) -> None:
    assert converse(aws, model_id) == f"{model} answers: hello"


@pytest.mark.parametrize(
    ("source", "model"),
    [
        (US_SONNET, "Claude Sonnet 4.6"),
        (GLOBAL_NOVA, "Nova 2 Lite"),
        ("arn:aws:bedrock:us-east-1::foundation-model/amazon.nova-lite-v1:0", "Nova Lite"),
    ],
)
def test_application_profiles_by_arn(aws: LocalAws, source: str, model: str) -> None:
    assert converse(aws, create(aws, source=source)) == f"{model} answers: hello"


@pytest.mark.parametrize(
    ("model_id", "expected"),
    [
        (SONNET, PROFILE_ONLY),
        (f"arn:aws:bedrock:us-east-1::foundation-model/{SONNET}", PROFILE_ONLY),
        ("eu.anthropic.claude-sonnet-4-6", INVALID),
        ("anthropic.no-such-model", INVALID),
        ("us.anthropic.no-such-model", INVALID),
        ("arn:aws:bedrock:us-west-2::foundation-model/amazon.titan-embed-text-v2:0", INVALID),
        (f"arn:aws:bedrock:us-east-1:{OTHER_ACCOUNT}:inference-profile/us.anthropic.claude-sonnet-4-6", INVALID),
        ("arn:aws:bedrock:us-east-1::foundation-model/us.anthropic.claude-sonnet-4-6", INVALID),
    ],
)
def test_refused_identifiers(aws: LocalAws, model_id: str, expected: tuple[str, int, str]) -> None:
    assert refused(aws, model_id) == expected


def test_refused_application_profiles(aws: LocalAws) -> None:
    arn = create(aws, source=US_SONNET)
    assert refused(aws, arn.rpartition("/")[2]) == INVALID
    assert refused(aws, arn, region="us-west-2") == INVALID
    assert refused(aws, arn, account=OTHER_ACCOUNT) == INVALID
    client(aws).delete_inference_profile(inferenceProfileIdentifier=arn)
    assert refused(aws, arn)[:2] == ("ResourceNotFoundException", 404)


def test_a_profile_of_a_profile_only_model_can_be_made_but_not_invoked(aws: LocalAws) -> None:
    arn = create(aws, source=f"arn:aws:bedrock:us-east-1::foundation-model/{SONNET}")
    assert refused(aws, arn) == PROFILE_ONLY


@pytest.mark.parametrize(
    "source",
    [
        "arn:aws:bedrock:us-east-1::foundation-model/anthropic.claude-3-haiku-20240307-v1:0",
        "arn:aws:bedrock:us-east-1::inference-profile/us.anthropic.claude-3-7-sonnet-20250219-v1:0",
    ],
)
def test_after_the_end_of_life(aws: LocalAws, source: str) -> None:
    aws.switch(catalogue_date="2025-06-01")
    arn = create(aws, source=source)
    assert converse(aws, arn)
    aws.switch(catalogue_date="2026-11-22")
    for model_id in (arn, source.rpartition("/")[2]):
        code, status, message = refused(aws, model_id)
        assert (code, status) == ("ResourceNotFoundException", 404)
        assert "end of its life" in message


def test_before_its_start_a_model_does_not_exist(aws: LocalAws) -> None:
    aws.switch(catalogue_date="2025-01-15")
    assert refused(aws, SONNET) == INVALID


def test_a_destination_may_be_denied(aws: LocalAws) -> None:
    profile = create(aws, source=US_SONNET)
    aws.switch(deny=["bedrock:InvokeModel@to:us-west-2"])
    code, status, message = refused(aws, profile)
    assert (code, status) == ("AccessDeniedException", 403)
    assert f"arn:aws:bedrock:us-west-2::foundation-model/{SONNET}" in message
    assert converse(aws, US_SONNET.rpartition("/")[2], region="us-east-1")
    aws.switch(deny=["bedrock:InvokeModel@to:eu-west-1"])
    assert converse(aws, profile)
