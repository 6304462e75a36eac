# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Tags of alarms and dashboards over the CloudWatch API: one call a function."""

from __future__ import annotations

from typing import Any

from ansible_collections.genai.bedrock.plugins.module_utils._aws.errors import aws_call
from ansible_collections.genai.bedrock.plugins.module_utils._core.tags import TagDelta


def list_tags(client: Any, region: str, arn: str) -> dict[str, str]:
    with aws_call("cloudwatch", "ListTagsForResource", region):
        answer = client.list_tags_for_resource(ResourceARN=arn)
        return {tag["Key"]: tag["Value"] for tag in answer["Tags"]}


def retag(client: Any, region: str, arn: str, delta: TagDelta) -> None:
    """Put and remove tags, in the order that the delta says."""

    def put(tags: dict[str, str]) -> None:
        with aws_call("cloudwatch", "TagResource", region):
            client.tag_resource(ResourceARN=arn, Tags=tag_list(tags))

    def remove(keys: tuple[str, ...]) -> None:
        with aws_call("cloudwatch", "UntagResource", region):
            client.untag_resource(ResourceARN=arn, TagKeys=list(keys))

    delta.carry_out(put, remove)


def tag_list(tags: dict[str, str]) -> list[dict[str, str]]:
    return [{"Key": key, "Value": value} for key, value in tags.items()]
