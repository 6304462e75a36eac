# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Alarms over the CloudWatch API: one call a function; and one region of them as the engine's gateway.

DescribeAlarms and DeleteAlarms take 100 names (API reference). PutMetricAlarm ignores tags of an alarm that exists.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from ansible_collections.genai.bedrock.plugins.module_utils._aws import cloudwatch_tags, tagging
from ansible_collections.genai.bedrock.plugins.module_utils._aws.clients import Clients
from ansible_collections.genai.bedrock.plugins.module_utils._aws.errors import aws_call
from ansible_collections.genai.bedrock.plugins.module_utils._core.monitoring.metric_alarms import LiveAlarm, Settings
from ansible_collections.genai.bedrock.plugins.module_utils._core.tags import MANAGED_BY, OWNER, TagDelta

_KIND = "cloudwatch:alarm"
_PAGE = 100


def describe_alarms(client: Any, region: str, names: Sequence[str]) -> list[LiveAlarm]:
    """Those of at most a hundred names that are metric alarms."""
    with aws_call("cloudwatch", "DescribeAlarms", region):
        pages = client.get_paginator("describe_alarms").paginate(
            AlarmNames=list(names), AlarmTypes=["MetricAlarm"], PaginationConfig={"PageSize": _PAGE}
        )
        rows = [row for page in pages for row in page["MetricAlarms"]]
    known = known_fields(client)
    with aws_call("cloudwatch", "DescribeAlarms", region):
        return [
            LiveAlarm(
                name=row["AlarmName"],
                region=region,
                arn=row["AlarmArn"],
                settings={field: value for field, value in row.items() if field in known},
            )
            for row in rows
        ]


def known_fields(client: Any) -> set[str]:
    """What can be sent of an alarm: all that the installed botocore knows."""
    members: Mapping[str, Any] = client.meta.service_model.operation_model("PutMetricAlarm").input_shape.members
    return {*members} - {"AlarmName"}


def put_metric_alarm(client: Any, region: str, name: str, settings: Settings, tags: Mapping[str, str]) -> None:
    """Create with tags, or overwrite with none."""
    request: dict[str, Any] = {"AlarmName": name, **settings}
    if tags:
        request["Tags"] = cloudwatch_tags.tag_list(dict(tags))
    with aws_call("cloudwatch", "PutMetricAlarm", region):
        client.put_metric_alarm(**request)


def delete_alarms(client: Any, region: str, names: Sequence[str]) -> None:
    """Delete at most a hundred; alarms that no longer exist are not an error."""
    with aws_call("cloudwatch", "DeleteAlarms", region):
        client.delete_alarms(AlarmNames=list(names))


class AlarmGateway:
    """The engine's gateway to the alarms of one region. Make it on the main thread, since it makes clients."""

    def __init__(self, clients: Clients, region: str) -> None:
        self.region = region
        self._cloudwatch = clients.client("cloudwatch", region)
        self._tagging = clients.client("resourcegroupstaggingapi", region)

    @property
    def known_fields(self) -> set[str]:
        return known_fields(self._cloudwatch)

    def alarms(self, names: Sequence[str]) -> list[LiveAlarm]:
        return describe_alarms(self._cloudwatch, self.region, names)

    def our_tags(self, owner: Mapping[str, str]) -> dict[str, dict[str, str]]:
        """Tags of the alarms that this collection manages for an owner, by ARN, as the tagging API knows them."""
        filters = {MANAGED_BY: OWNER, **owner}
        return tagging.tagged_resources(self._tagging, self.region, resource_type=_KIND, filters=filters)

    def tags(self, arn: str) -> dict[str, str]:
        return cloudwatch_tags.list_tags(self._cloudwatch, self.region, arn)

    def put(self, name: str, settings: Settings, tags: Mapping[str, str]) -> None:
        put_metric_alarm(self._cloudwatch, self.region, name, settings, tags)

    def retag(self, arn: str, delta: TagDelta) -> None:
        cloudwatch_tags.retag(self._cloudwatch, self.region, arn, delta)

    def delete(self, names: Sequence[str]) -> None:
        delete_alarms(self._cloudwatch, self.region, names)
