# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Application inference profiles over the Bedrock API: one call a function, dataclasses out.

Operations and their errors: Amazon Bedrock API reference. Get and List return neither source nor tags.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from ansible_collections.genai.bedrock.plugins.module_utils._aws.errors import aws_call
from ansible_collections.genai.bedrock.plugins.module_utils._core.failures import CallError
from ansible_collections.genai.bedrock.plugins.module_utils._core.models.offered import SystemProfile
from ansible_collections.genai.bedrock.plugins.module_utils._core.profiles.inference_profiles import LiveProfile
from ansible_collections.genai.bedrock.plugins.module_utils._core.tags import TagDelta

_PAGE = 1000


def list_application_profiles(client: Any, region: str) -> list[LiveProfile]:
    with aws_call("bedrock", "ListInferenceProfiles", region):
        return [live_profile(row, region) for row in _list(client, "APPLICATION")]


def list_system_profiles(client: Any, region: str) -> list[SystemProfile]:
    with aws_call("bedrock", "ListInferenceProfiles", region):
        return [_system_profile(row) for row in _list(client, "SYSTEM_DEFINED")]


def get_profile(client: Any, region: str, identifier: str) -> LiveProfile | None:
    """The profile of an ARN or id, None where AWS does not find it."""
    try:
        with aws_call("bedrock", "GetInferenceProfile", region):
            return live_profile(client.get_inference_profile(inferenceProfileIdentifier=identifier), region)
    except CallError as error:
        if error.missing:
            return None
        raise


def create_profile(
    client: Any, region: str, *, name: str, source: str, description: str | None, tags: Mapping[str, str], token: str
) -> str:
    """Create a profile and return its ARN; the token makes a repeated request harmless.

    Equal arguments make an equal body. What answers a repetition is not documented: '' where it names no ARN.
    """
    request = {
        "inferenceProfileName": name,
        "modelSource": {"copyFrom": source},
        "tags": [{"key": key, "value": value} for key, value in sorted(tags.items())],
        "clientRequestToken": token,
    }
    if description is not None:
        request["description"] = description
    with aws_call("bedrock", "CreateInferenceProfile", region):
        arn: str = client.create_inference_profile(**request).get("inferenceProfileArn", "")
    return arn


def delete_profile(client: Any, region: str, arn: str) -> None:
    """Delete a profile; a missing one is not an error."""
    try:
        with aws_call("bedrock", "DeleteInferenceProfile", region):
            client.delete_inference_profile(inferenceProfileIdentifier=arn)
    except CallError as error:
        if not error.missing:
            raise


def list_tags(client: Any, region: str, arn: str) -> dict[str, str]:
    with aws_call("bedrock", "ListTagsForResource", region):
        answer = client.list_tags_for_resource(resourceARN=arn)
        return {tag["key"]: tag["value"] for tag in answer["tags"]}


def tag_profile(client: Any, region: str, arn: str, tags: Mapping[str, str]) -> None:
    with aws_call("bedrock", "TagResource", region):
        client.tag_resource(resourceARN=arn, tags=[{"key": key, "value": value} for key, value in tags.items()])


def untag_profile(client: Any, region: str, arn: str, keys: Iterable[str]) -> None:
    with aws_call("bedrock", "UntagResource", region):
        client.untag_resource(resourceARN=arn, tagKeys=list(keys))


def retag(client: Any, region: str, arn: str, delta: TagDelta) -> None:
    """Put and remove tags of any Bedrock resource, in the order that the delta says."""
    delta.carry_out(
        lambda tags: tag_profile(client, region, arn, tags),
        lambda keys: untag_profile(client, region, arn, keys),
    )


def live_profile(row: Mapping[str, Any], region: str) -> LiveProfile:
    """A profile from a row of List or the answer of Get; ``description`` is absent where it was never set."""
    return LiveProfile(
        arn=row["inferenceProfileArn"],
        profile_id=row["inferenceProfileId"],
        name=row["inferenceProfileName"],
        region=region,
        model_arns=tuple(model["modelArn"] for model in row["models"]),
        description=row.get("description"),
        status=row.get("status", ""),
        created_at=row.get("createdAt"),
        updated_at=row.get("updatedAt"),
    )


def _system_profile(row: Mapping[str, Any]) -> SystemProfile:
    return SystemProfile(
        profile_id=row["inferenceProfileId"],
        arn=row["inferenceProfileArn"],
        model_arns=tuple(model["modelArn"] for model in row["models"]),
        name=row.get("inferenceProfileName", ""),
    )


def _list(client: Any, kind: str) -> Iterator[dict[str, Any]]:
    """Rows of one kind. Without a type AWS lists system-defined profiles only; an endpoint may ignore the type."""
    pages = client.get_paginator("list_inference_profiles").paginate(
        typeEquals=kind, PaginationConfig={"PageSize": _PAGE}
    )
    return (row for page in pages for row in page["inferenceProfileSummaries"] if row["type"] == kind)
