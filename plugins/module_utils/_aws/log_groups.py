# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Log groups over the CloudWatch Logs API: one call a function, as the engine's gateway to one region.

Tags are written with the calls that name a group, not its ARN: the deployer's policy allows them.
"""

from __future__ import annotations

from collections.abc import Mapping

from ansible_collections.genai.bedrock.plugins.module_utils._aws.clients import Clients
from ansible_collections.genai.bedrock.plugins.module_utils._aws.errors import aws_call
from ansible_collections.genai.bedrock.plugins.module_utils._core.monitoring.log_destinations import LiveGroup
from ansible_collections.genai.bedrock.plugins.module_utils._core.tags import TagDelta


class LogGroupGateway:
    """Make it on the main thread, since it makes a client."""

    def __init__(self, clients: Clients, region: str) -> None:
        self.region = region
        self._logs = clients.client("logs", region)

    def group(self, name: str) -> LiveGroup | None:
        with aws_call("logs", "DescribeLogGroups", self.region):
            pages = self._logs.get_paginator("describe_log_groups").paginate(logGroupNamePrefix=name)
            rows = [row for page in pages for row in page["logGroups"] if row["logGroupName"] == name]
        if not rows:
            return None
        return LiveGroup(rows[0].get("retentionInDays"), self.tags(name))

    def tags(self, name: str) -> dict[str, str]:
        with aws_call("logs", "ListTagsLogGroup", self.region):
            return dict(self._logs.list_tags_log_group(logGroupName=name)["tags"])

    def create(self, name: str, tags: Mapping[str, str]) -> None:
        with aws_call("logs", "CreateLogGroup", self.region):
            self._logs.create_log_group(logGroupName=name, tags=dict(tags))

    def retain(self, name: str, days: int) -> None:
        with aws_call("logs", "PutRetentionPolicy", self.region):
            self._logs.put_retention_policy(logGroupName=name, retentionInDays=days)

    def retag(self, name: str, delta: TagDelta) -> None:
        def put(tags: dict[str, str]) -> None:
            with aws_call("logs", "TagLogGroup", self.region):
                self._logs.tag_log_group(logGroupName=name, tags=tags)

        def remove(keys: tuple[str, ...]) -> None:
            with aws_call("logs", "UntagLogGroup", self.region):
                self._logs.untag_log_group(logGroupName=name, tags=list(keys))

        delta.carry_out(put, remove)
