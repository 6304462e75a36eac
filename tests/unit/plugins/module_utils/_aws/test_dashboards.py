# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Dashboards over the API: with a botocore whose PutDashboard takes tags, and with one that knows none."""

from __future__ import annotations

import json
from types import SimpleNamespace
from typing import Any

import pytest
from ansible_collections.genai.bedrock.plugins.module_utils._aws.dashboards import DashboardGateway
from ansible_collections.genai.bedrock.plugins.module_utils._core.failures import CallError
from ansible_collections.genai.bedrock.plugins.module_utils._core.monitoring.dashboard_plan import (
    WantedDashboard,
    first_body,
)
from ansible_collections.genai.bedrock.plugins.module_utils._engine.monitoring.dashboards import converge
from botocore.exceptions import ClientError

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


MARKED = json.dumps(first_body(TAGS), separators=(",", ":"))


@pytest.mark.parametrize(
    ("members", "calls"),
    [
        (("DashboardName", "DashboardBody", "Tags"), [("put", {"Tags": LISTED})]),
        (
            ("DashboardName", "DashboardBody"),
            [
                ("put", {"DashboardBody": MARKED}),
                ("tag", {"ResourceARN": "arn:d", "Tags": LISTED}),
                ("put", {}),
            ],
        ),
    ],
    ids=["takes tags", "takes none"],
)
def test_a_new_dashboard_is_tagged(members: tuple[str, ...], calls: list[tuple[str, dict[str, Any]]]) -> None:
    client = FakeClient(members)
    gateway = DashboardGateway(SimpleNamespace(client=lambda *_place: client), "us-east-1")
    assert gateway.create("d", BODY, TAGS) == ["/widgets/0: odd"]
    request = {"DashboardName": "d", "DashboardBody": '{"widgets":[]}'}
    assert client.calls == [(kind, (request if kind == "put" else {}) | reported) for kind, reported in calls]
    found = gateway.get("d")
    assert found is not None
    assert (found.body, found.tags) == ("no JSON", TAGS)


class OldAccount(FakeClient):
    """An account that holds what is put, asked by a botocore whose PutDashboard takes no tags."""

    def __init__(self) -> None:
        super().__init__(("DashboardName", "DashboardBody"))
        self.body, self.tags, self.denied = "", {}, True

    def put_dashboard(self, **request: Any) -> dict[str, Any]:
        self.body = request["DashboardBody"]
        return {}

    def get_dashboard(self, **_request: Any) -> dict[str, Any]:
        if not self.body:
            raise ClientError({"Error": {"Code": "ResourceNotFound", "Message": "none"}}, "GetDashboard")
        return {"DashboardArn": "arn:d", "DashboardBody": self.body}

    def list_tags_for_resource(self, **_request: Any) -> dict[str, Any]:
        return {"Tags": [{"Key": key, "Value": value} for key, value in self.tags.items()]}

    def tag_resource(self, **request: Any) -> None:
        if self.denied:
            raise ClientError({"Error": {"Code": "AccessDenied", "Message": "no"}}, "TagResource")
        self.tags |= {tag["Key"]: tag["Value"] for tag in request["Tags"]}


def test_one_that_could_not_be_tagged_is_finished_by_the_next_run() -> None:
    client = OldAccount()
    gateway = DashboardGateway(SimpleNamespace(client=lambda *_place: client), "us-east-1")
    wanted = WantedDashboard("d", BODY, {"Environment": "dev"})
    for _run in range(2):
        with pytest.raises(CallError, match="no"):
            converge(wanted, gateway, check=False)
        assert json.loads(client.body) == first_body({"Environment": "dev", **TAGS})
    client.denied = False
    assert converge(wanted, gateway, check=False).changed
    assert (json.loads(client.body), client.tags) == (BODY, {"Environment": "dev", **TAGS})
    assert not converge(wanted, gateway, check=False).changed
