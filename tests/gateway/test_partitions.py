# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""A region outside the partition aws is deployed like any other."""

from __future__ import annotations

import json

from tests.gateway.deploying import deploy
from tests.local_aws.server import LocalAws

REGION = "eusc-de-east-1"


def test_the_european_sovereign_cloud(aws: LocalAws) -> None:
    where = {"bedrock_regions": [REGION], "embedding_regions": [REGION], "bedrock_ssm_regions": [REGION]}
    deploy(aws, roles=("embedding",), **where).ok()
    path = "/local/bedrock/inference-profiles/embedding/titan"
    record = json.loads(aws.client("ssm", REGION).get_parameter(Name=path)["Parameter"]["Value"])
    (target,) = record["targets"]
    assert target["arn"].startswith(f"arn:aws-eusc:bedrock:{REGION}:")
    assert target["destinations"] == [REGION]
