# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Modules run whole against the local endpoint, in this process: real arguments, real botocore, real HTTP."""

from __future__ import annotations

import functools
from collections import Counter
from collections.abc import Mapping
from typing import Any

from tests.gateway.running import run_module, writes
from tests.local_aws.server import LocalAws

REGION = "us-east-1"
#: So that a service that answers with errors for good is given up soon.
QUICK = {"retries": {"mode": "standard", "total_max_attempts": 2}}


class Store:
    """Parameter Store at the endpoint: modules and calls on it, and what it holds."""

    def __init__(self, aws: LocalAws) -> None:
        self.aws = aws

    def run(self, module: str, **options: Any) -> dict[str, Any]:
        return run_module(module, self.aws, **({"diff": True, "aws_config": QUICK} | options))

    def ssm(self, region: str = REGION) -> Any:
        return _client(self.aws, region)

    def converge(self, parameters: Mapping[str, Any], **options: Any) -> dict[str, Any]:
        return self.run("ssm_parameters", ssm_parameters=dict(parameters), **options)

    def counted(self) -> dict[str, int]:
        """API calls since the last time, by operation."""
        counted = Counter(call["operation"] for call in self.aws.calls())
        self.aws.clear_calls()
        return dict(counted)

    def writes(self) -> list[str]:
        return sorted(writes(self.aws))

    def holds(self, name: str, region: str = REGION) -> dict[str, Any] | None:
        """One parameter as the API tells it, or None."""
        ssm = self.ssm(region)
        found = ssm.get_parameters(Names=[name], WithDecryption=True)["Parameters"]
        if not found:
            return None
        described = ssm.describe_parameters(ParameterFilters=[{"Key": "Name", "Values": [name]}])["Parameters"][0]
        tags = ssm.list_tags_for_resource(ResourceType="Parameter", ResourceId=name)["TagList"]
        return {
            "value": found[0]["Value"],
            "type": found[0]["Type"],
            "version": found[0]["Version"],
            "description": described.get("Description", ""),
            "tier": described["Tier"],
            "tags": {tag["Key"]: tag["Value"] for tag in tags},
        }

    def put(self, name: str, value: str, region: str = REGION, **more: Any) -> None:
        """A parameter that somebody else made."""
        tags = [{"Key": key, "Value": text} for key, text in more.pop("tags", {}).items()]
        request = {"Name": name, "Value": value, "Type": "String", "Tags": tags} | more
        self.ssm(region).put_parameter(**request)


@functools.cache
def _client(aws: LocalAws, region: str) -> Any:
    """Made once for all tests: making one takes longer than most of them."""
    return aws.client("ssm", region)
