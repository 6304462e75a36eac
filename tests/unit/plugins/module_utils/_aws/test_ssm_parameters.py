# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Parameter Store over botocore, answered where a request would leave: how many calls a prefix costs."""

from __future__ import annotations

import json
from collections import Counter
from types import SimpleNamespace

from ansible_collections.genai.bedrock.plugins.module_utils._aws.clients import Clients, Connection
from ansible_collections.genai.bedrock.plugins.module_utils._aws.ssm_parameters import ParameterGateway
from ansible_collections.genai.bedrock.plugins.module_utils._core.parameters.ssm_parameters import Details
from ansible_collections.genai.bedrock.plugins.module_utils._engine.parameters.prefix_reading import read_prefix
from ansible_collections.genai.bedrock.plugins.module_utils._engine.pool import Pool
from botocore.awsrequest import AWSResponse

REGION = "us-east-1"
ARN = f"arn:aws:ssm:{REGION}:123456789012:parameter"
NAMES = [f"/p/w/k{number:03}" for number in range(400)]


class Wire:
    """Answers requests of clients, and remembers them."""

    def __init__(self, clients):
        self.requested = []
        for service in ("ssm", "resourcegroupstaggingapi"):
            event = f"before-send.{clients.client(service, REGION).meta.service_model.service_id.hyphenize()}"
            clients.client(service, REGION).meta.events.register(event, self.answer)

    def answer(self, request, **_event):
        operation = request.headers["X-Amz-Target"].decode().rpartition(".")[2]
        params = json.loads(request.body)
        self.requested.append((operation, params))
        answers = {
            "GetParameters": self.values,
            "DescribeParameters": self.page,
            "GetResources": lambda _params: {"ResourceTagMappingList": []},
        }
        body = json.dumps(answers[operation](params)).encode()
        return AWSResponse(request.url, 200, {}, SimpleNamespace(stream=lambda: iter([body]), read=lambda: body))

    def values(self, params):
        rows = [{"Name": name, "Type": "String", "Value": "v", "Version": 1} for name in params["Names"]]
        rows = [row | {"ARN": ARN + row["Name"], "LastModifiedDate": 1.0} for row in rows]
        return {"Parameters": rows, "InvalidParameters": []}

    def page(self, params):
        start = int(params.get("NextToken", 0))
        end = start + params["MaxResults"]
        rows = [{"Name": name, "Tier": "Standard", "Description": "d"} for name in NAMES[start:end]]
        return {"Parameters": rows} | ({"NextToken": str(end)} if end < len(NAMES) else {})


def test_a_prefix_of_400_known_records_costs_48_calls_of_ssm():
    clients = Clients(Connection(region=REGION, access_key="a", secret_key="s"), workers=16)
    wire, gateway = Wire(clients), ParameterGateway(clients, REGION)
    with Pool(16) as pool:
        found = read_prefix({REGION: gateway}, "/p", NAMES, pool)[REGION]
    assert list(found.live) == NAMES
    assert {one.details for one in found.live.values()} == {Details("d", "Standard")}
    assert Counter(operation for operation, _params in wire.requested) == {
        "GetParameters": 40,
        "DescribeParameters": 8,
        "GetResources": 1,
    }
    assert {len(params["Names"]) for operation, params in wire.requested if operation == "GetParameters"} == {10}
    listing = [params for operation, params in wire.requested if operation == "DescribeParameters"]
    assert {params["MaxResults"] for params in listing} == {50}
    assert listing[0]["ParameterFilters"] == [{"Key": "Path", "Option": "Recursive", "Values": ["/p"]}]
