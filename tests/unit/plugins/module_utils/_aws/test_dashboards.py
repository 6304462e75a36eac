# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Dashboards over the API: with a botocore whose PutDashboard takes tags, and with one that knows none."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest
from ansible_collections.genai.bedrock.plugins.module_utils._aws.dashboards import DashboardGateway

TAGS = {"ManagedBy": "genai.bedrock"}
LISTED = [{"Key": "ManagedBy", "Value": "genai.bedrock"}]
BODY: dict[str, Any] = {"widgets": []}


class FakeClient:
    """CloudWatch of an account with one dashboard."""

    def __init__(self, members: tuple[str, ...]) -> None:
        shape = SimpleNamespace(members=dict.fromkeys(members))
        model = SimpleNamespace(operation_model=lambda _name: SimpleNamespace(input_shape=shape))
        self.meta = SimpleNamespace(service_model=model)
        self.calls: list[tuple[str, dict[str, Any]]] = []

    def put_dashboard(self, **request: Any) -> dict[str, Any]:
        self.calls.append(("put", request))
        return {"DashboardValidationMessages": [{"DataPath": "/widgets/0", "Message": "odd"}]}

    def get_dashboard(self, **_request: Any) -> dict[str, Any]:
        return {"DashboardArn": "arn:d", "DashboardBody": "no JSON"}

    def list_tags_for_resource(self, **_request: Any) -> dict[str, Any]:
        return {"Tags": LISTED}

    def tag_resource(self, **request: Any) -> None:
        self.calls.append(("tag", request))


@pytest.mark.parametrize(
    ("members", "calls"),
    [
        (("DashboardName", "DashboardBody", "Tags"), [("put", {"Tags": LISTED})]),
        (("DashboardName", "DashboardBody"), [("put", {}), ("tag", {"ResourceARN": "arn:d", "Tags": LISTED})]),
    ],
    ids=["takes tags", "takes none"],
)
def test_a_new_dashboard_is_tagged(members: tuple[str, ...], calls: list[tuple[str, dict[str, Any]]]) -> None:
    client = FakeClient(members)
    gateway = DashboardGateway(SimpleNamespace(client=lambda *_place: client), "us-east-1")
    assert gateway.create("d", BODY, TAGS) == ["/widgets/0: odd"]
    request = {"DashboardName": "d", "DashboardBody": '{"widgets":[]}'}
    assert client.calls == [(kind, told | (request if kind == "put" else {})) for kind, told in calls]
    found = gateway.get("d")
    assert found is not None
    assert (found.body, found.tags) == ("no JSON", TAGS)
