# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""DescribeParameters in pages of the size asked for (moto's are always ten), and the limit of tags."""

from __future__ import annotations

import json
from typing import Any

from moto.ssm.models import Parameter, ssm_backends

from .errors import AwsError, validation_error
from .messages import Call
from .moto_bridge import MOTO_LOCK

MAX_TAGS = 50


def describe_parameters(call: Call) -> dict[str, Any]:
    params = call.params
    backend = ssm_backends[call.account][call.region]
    with MOTO_LOCK:
        found = backend.describe_parameters(params.get("Filters", []), params.get("ParameterFilters", []))
    start = _offset(params.get("NextToken", ""))
    end = start + params.get("MaxResults", 50)
    page: dict[str, Any] = {"Parameters": [_described(parameter, call) for parameter in found[start:end]]}
    if end < len(found):
        page["NextToken"] = str(end)
    return page


def get_parameters(call: Call) -> dict[str, Any]:
    """As moto's, with the Selector of a version or label, which moto leaves out."""
    names, backend = call.params["Names"], ssm_backends[call.account][call.region]
    with MOTO_LOCK:
        found = backend.get_parameters(names)
    rows = []
    for name in sorted(found):
        row = found[name].response_object(call.params.get("WithDecryption", False), call.region)
        row["LastModifiedDate"] = row["LastModifiedDate"].timestamp()
        plain, colon, selector = name.rpartition(":")
        rows.append(row | ({"Selector": f":{selector}"} if colon and not name.startswith("arn:") and plain else {}))
    return {"Parameters": rows, "InvalidParameters": [name for name in names if name not in found]}


def get_parameter_history(call: Call) -> dict[str, Any]:
    backend = ssm_backends[call.account][call.region]
    with MOTO_LOCK:
        history, token = backend.get_parameter_history(call.params["Name"], call.params.get("NextToken"), 50)
    if history is None:
        raise AwsError("ParameterNotFound", f"Parameter {call.params['Name']} not found.")
    decrypt = call.params.get("WithDecryption", False)
    rows = [_as_told(one, one.describe_response_object(decrypt, include_labels=True), call) for one in history]
    return {"Parameters": rows, **({"NextToken": token} if token else {})}


def add_tags(call: Call) -> None:
    """Check the number of tags and leave the rest to moto."""
    tags = {tag["Key"] for tag in call.params["Tags"]}
    backend = ssm_backends[call.account][call.region]
    with MOTO_LOCK:
        present = backend.list_tags_for_resource(call.params["ResourceType"], call.params["ResourceId"])
    if len(tags | set(present)) > MAX_TAGS:
        raise too_many_tags()


def too_many_tags() -> AwsError:
    return AwsError("TooManyTagsError", f"The number of tags exceeds the limit of {MAX_TAGS} per resource.")


def _described(parameter: Parameter, call: Call) -> dict[str, Any]:
    described: dict[str, Any] = parameter.describe_response_object(False)
    # Fact sheet 8: this read tells everything but the value.
    described.pop("Value")
    return _as_told(parameter, described, call)


def _as_told(parameter: Parameter, row: dict[str, Any], call: Call) -> dict[str, Any]:
    row["LastModifiedDate"] = row["LastModifiedDate"].timestamp()
    row["LastModifiedUser"] = f"arn:aws:iam::{call.account}:user/local"
    if parameter.policies:
        row["Policies"] = [
            {"PolicyText": json.dumps(policy), "PolicyType": policy["Type"], "PolicyStatus": "Pending"}
            for policy in json.loads(parameter.policies)
        ]
    return row


def _offset(token: str) -> int:
    if token and not token.isdigit():
        raise validation_error("The provided NextToken is invalid.")
    return int(token or 0)
