# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""GetResources, TagResources and UntagResources over everything that moto keeps, profiles included.

moto's own pages end after 100 tags even if the caller sets no such limit and can lose a resource between
two pages, so paging is done here; what is found is moto's affair.
"""

from __future__ import annotations

import secrets
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from moto.core.base_backend import BaseBackend
from moto.core.resource_tagging import TaggedResource
from moto.resourcegroupstaggingapi.models import (
    ResourceGroupsTaggingAPIBackend,
    resourcegroupstaggingapi_backends,
)

from .errors import AwsError
from .messages import Call
from .moto_bridge import MOTO_LOCK


@dataclass(frozen=True)
class _Rest:
    """What a pagination token stands for."""

    resources: tuple[TaggedResource, ...]


def get_resources(call: Call) -> dict[str, Any]:
    params = call.params
    _check(params)
    backend: ResourceGroupsTaggingAPIBackend = resourcegroupstaggingapi_backends[call.account][call.region]
    if token := params.get("PaginationToken"):
        rest = _take(backend, token)
    else:
        with MOTO_LOCK:
            rest = tuple(
                backend._get_resources_generator(
                    tag_filters=params.get("TagFilters"),
                    resource_type_filters=params.get("ResourceTypeFilters"),
                    resource_arn_list=params.get("ResourceARNList"),
                )
            )
    size = _page_length(rest, params.get("ResourcesPerPage", 50), params.get("TagsPerPage"))
    page, rest = rest[:size], rest[size:]
    next_token = ""
    if rest:
        next_token = secrets.token_urlsafe(24)
        backend._pages[next_token] = _Rest(rest)
    # Recorded (fact sheet 9): the token is an empty string at the end.
    return {"PaginationToken": next_token, "ResourceTagMappingList": [_mapping(resource) for resource in page]}


def tag_resources(call: Call) -> dict[str, Any]:
    return _each(call, lambda backend, arn: backend.tag_resources([arn], call.params["Tags"]))


def untag_resources(call: Call) -> dict[str, Any]:
    return _each(call, lambda backend, arn: backend.untag_resources([arn], call.params["TagKeys"]))


def _each(call: Call, change: Callable[[ResourceGroupsTaggingAPIBackend, str], dict[str, Any]]) -> dict[str, Any]:
    """Change the resources one by one: what one refuses is told in the answer and keeps no other from its tags."""
    backend = resourcegroupstaggingapi_backends[call.account][call.region]
    failed: dict[str, Any] = {}
    for arn in call.params["ResourceARNList"]:
        try:
            with MOTO_LOCK:
                failed |= change(backend, arn)
        except AwsError as error:
            text = {"ErrorCode": "InvalidParameterException", "ErrorMessage": error.message}
            failed[arn] = {"StatusCode": 400, **text}
    return {"FailedResourcesMap": failed}


def _check(params: dict[str, Any]) -> None:
    per_page, tags_per_page = params.get("ResourcesPerPage", 50), params.get("TagsPerPage", 100)
    if not 1 <= per_page <= 100:
        raise AwsError("InvalidParameterException", "ResourcesPerPage must be between 1 and 100")
    if not 100 <= tags_per_page <= 500:
        raise AwsError("InvalidParameterException", "TagsPerPage must be between 100 and 500")
    exclusive = {"TagFilters", "ResourceTypeFilters", "ResourcesPerPage", "TagsPerPage", "PaginationToken"}
    if "ResourceARNList" in params and exclusive & {name for name, value in params.items() if value}:
        text = "ResourceARNList cannot be combined with filters or pagination parameters."
        raise AwsError("InvalidParameterException", text)


def _take(backend: BaseBackend, token: str) -> tuple[TaggedResource, ...]:
    rest = getattr(backend, "_pages", {}).get(token)
    if not isinstance(rest, _Rest):
        raise AwsError("PaginationTokenExpiredException", "The PaginationToken is not valid or has expired.")
    return rest.resources


def _page_length(resources: tuple[TaggedResource, ...], most: int, most_tags: int | None) -> int:
    """How many come next; a resource and its tags are never split over two pages."""
    tags = 0
    for number, resource in enumerate(resources[:most]):
        tags += len(resource.tags)
        if most_tags and number and tags > most_tags:
            return number
    return min(most, len(resources))


def _mapping(resource: TaggedResource) -> dict[str, Any]:
    tags = [{"Key": key, "Value": value} for key, value in resource.tags.items()]
    return {"ResourceARN": resource.arn, "Tags": tags}
