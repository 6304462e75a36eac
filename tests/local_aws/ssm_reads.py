# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""DescribeParameters in pages of the size asked for (moto's are always ten), and the limit of tags."""

from __future__ import annotations

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
    page: dict[str, Any] = {"Parameters": [_described(parameter) for parameter in found[start:end]]}
    if end < len(found):
        page["NextToken"] = str(end)
    return page


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


def _described(parameter: Parameter) -> dict[str, Any]:
    described: dict[str, Any] = parameter.describe_response_object(False)
    # Fact sheet 8: this read tells everything but the value.
    described.pop("Value")
    described["LastModifiedDate"] = described["LastModifiedDate"].timestamp()
    return described


def _offset(token: str) -> int:
    if token and not token.isdigit():
        raise validation_error("The provided NextToken is invalid.")
    return int(token or 0)
