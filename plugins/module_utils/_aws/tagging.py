# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Tags in bulk, over the Resource Groups Tagging API."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ansible_collections.genai.bedrock.plugins.module_utils._aws.errors import aws_call

APPLICATION_INFERENCE_PROFILES = "bedrock:application-inference-profile"
SSM_PARAMETERS = "ssm:parameter"
_PAGE = 100


def tagged_resources(
    client: Any, region: str, *, resource_type: str, filters: Mapping[str, str] | None = None
) -> dict[str, dict[str, str]]:
    """ARN → tags of the resources that have tags now. It may lag behind, and never lists what never had a tag."""
    request: dict[str, Any] = {"ResourceTypeFilters": [resource_type]}
    if filters:
        request["TagFilters"] = [{"Key": key, "Values": [value]} for key, value in filters.items()]
    with aws_call("resourcegroupstaggingapi", "GetResources", region):
        pages = client.get_paginator("get_resources").paginate(**request, PaginationConfig={"PageSize": _PAGE})
        rows = [row for page in pages for row in page["ResourceTagMappingList"]]
        return {
            row["ResourceARN"]: {tag["Key"]: tag["Value"] for tag in row["Tags"]} for row in rows if row.get("Tags")
        }
