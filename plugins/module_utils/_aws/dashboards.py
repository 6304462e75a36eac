# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Dashboards over the CloudWatch API: one call a function; and the account's dashboards as the engine's gateway.

They are global: the region is only the one to call. Tags of dashboards are in the API reference of botocore
1.44.5; before that PutDashboard takes none. The first body then says whose the dashboard is until its tags do.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from ansible_collections.genai.bedrock.plugins.module_utils._aws import cloudwatch_tags
from ansible_collections.genai.bedrock.plugins.module_utils._aws.clients import Clients
from ansible_collections.genai.bedrock.plugins.module_utils._aws.errors import aws_call
from ansible_collections.genai.bedrock.plugins.module_utils._core.failures import CallError
from ansible_collections.genai.bedrock.plugins.module_utils._core.monitoring.dashboard_plan import (
    Body,
    LiveDashboard,
    first_body,
    parsed,
)
from ansible_collections.genai.bedrock.plugins.module_utils._core.tags import TagDelta

#: DashboardNotFoundError on the wire, by protocol.
_MISSING = frozenset({"ResourceNotFound", "DashboardNotFoundError", "ResourceNotFoundException"})


class DashboardGateway:
    """Make it on the main thread, since it makes a client."""

    def __init__(self, clients: Clients, region: str) -> None:
        self.region = region
        self._cloudwatch = clients.client("cloudwatch", region)

    def get(self, name: str) -> LiveDashboard | None:
        try:
            with aws_call("cloudwatch", "GetDashboard", self.region):
                answer = self._cloudwatch.get_dashboard(DashboardName=name)
                arn, body = answer["DashboardArn"], answer["DashboardBody"]
        except CallError as error:
            if error.code in _MISSING:
                return None
            raise
        tags = cloudwatch_tags.list_tags(self._cloudwatch, self.region, arn)
        return LiveDashboard(name, arn, parsed(body), tags)

    def create(self, name: str, body: Body, tags: Mapping[str, str]) -> list[str]:
        """Create with tags; returns what AWS has to say about the body."""
        model = self._cloudwatch.meta.service_model.operation_model("PutDashboard")
        if "Tags" in model.input_shape.members:
            return self._put(name, body, Tags=cloudwatch_tags.tag_list(dict(tags)))
        self._put(name, first_body(tags))
        if made := self.get(name):
            self.retag(made.arn, TagDelta(dict(tags), ()))
        return self._put(name, body)

    def update(self, name: str, body: Body) -> list[str]:
        return self._put(name, body)

    def retag(self, arn: str, delta: TagDelta) -> None:
        cloudwatch_tags.retag(self._cloudwatch, self.region, arn, delta)

    def delete(self, name: str) -> None:
        """Delete a dashboard; a missing one is not an error."""
        try:
            with aws_call("cloudwatch", "DeleteDashboards", self.region):
                self._cloudwatch.delete_dashboards(DashboardNames=[name])
        except CallError as error:
            if error.code not in _MISSING:
                raise

    def _put(self, name: str, body: Body, **request: Any) -> list[str]:
        text = json.dumps(body, separators=(",", ":"), ensure_ascii=False)
        with aws_call("cloudwatch", "PutDashboard", self.region):
            answer = self._cloudwatch.put_dashboard(DashboardName=name, DashboardBody=text, **request)
        found = answer.get("DashboardValidationMessages", [])
        return [f"{row.get('DataPath', '')}: {row.get('Message', '')}" for row in found]
