# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What the tests of the endpoint share: clients, sources, and how a refusal is read."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import boto3
import pytest
from botocore.config import Config
from botocore.exceptions import ClientError

from tests.local_aws.server import LocalAws

ACCOUNT = "123456789012"
OTHER_ACCOUNT = "210987654321"
TITAN = "arn:aws:bedrock:us-east-1::foundation-model/amazon.titan-embed-text-v2:0"
US_SONNET = "arn:aws:bedrock:us-east-1::inference-profile/us.anthropic.claude-sonnet-4-6"
GLOBAL_NOVA = "arn:aws:bedrock:us-east-1::inference-profile/global.amazon.nova-2-lite-v1:0"

# One attempt, so that each request counts, and no check in the client, so that the endpoint's is seen.
_CONFIG = Config(retries={"total_max_attempts": 1}, parameter_validation=False)


@lru_cache(maxsize=64)
def _client(url: str, service: str, region: str, account: str) -> Any:
    session = boto3.Session(aws_access_key_id=account, aws_secret_access_key="local", region_name=region)
    return session.client(service, endpoint_url=url, config=_CONFIG)


def client(aws: LocalAws, service: str = "bedrock", region: str = "us-east-1", account: str = "local") -> Any:
    """A client that is made once; making one costs more than calling it."""
    return _client(aws.url, service, region, account)


def create(aws: LocalAws, name: str = "chat", source: str = TITAN, region: str = "us-east-1", **more: Any) -> str:
    """Create a profile and return its ARN."""
    if "tags" in more:
        more["tags"] = [{"key": key, "value": value} for key, value in more["tags"].items()]
    made = client(aws, region=region).create_inference_profile(
        inferenceProfileName=name, modelSource={"copyFrom": source}, **more
    )
    return str(made["inferenceProfileArn"])


@dataclass(frozen=True)
class Refusal:
    code: str
    message: str
    status: int
    headers: dict[str, str]
    body: dict[str, Any]


def refusal(call: Callable[..., Any], **params: Any) -> Refusal:
    """The error that a call is answered with."""
    with pytest.raises(ClientError) as caught:
        call(**params)
    response = caught.value.response
    meta = response["ResponseMetadata"]
    error = response["Error"]
    return Refusal(error["Code"], error.get("Message", ""), meta["HTTPStatusCode"], meta["HTTPHeaders"], dict(response))
