# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Parameter Store over the SSM API: one call a function, dataclasses out; and one region of it as the engine's gateway.

GetParameters takes ten names and returns no description, tier or tag; DescribeParameters returns the first two.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any

from ansible_collections.genai.bedrock.plugins.module_utils._aws import tagging
from ansible_collections.genai.bedrock.plugins.module_utils._aws.clients import Clients
from ansible_collections.genai.bedrock.plugins.module_utils._aws.errors import aws_call
from ansible_collections.genai.bedrock.plugins.module_utils._core.casting import CastError
from ansible_collections.genai.bedrock.plugins.module_utils._core.failures import CallError
from ansible_collections.genai.bedrock.plugins.module_utils._core.parameters.policies import Policies, described
from ansible_collections.genai.bedrock.plugins.module_utils._core.parameters.ssm_parameters import (
    SECURE_STRING,
    Details,
    LiveParameter,
    Put,
    Written,
)
from ansible_collections.genai.bedrock.plugins.module_utils._core.tags import MANAGED_BY, OWNER

_KIND = "Parameter"
_KMS_ACTION = re.compile(r"kms:[A-Za-z]+")
_PATH_PAGE = 10
_DESCRIBE_PAGE = 50


def get_parameters(client: Any, region: str, names: Sequence[str], *, decrypt: bool) -> list[LiveParameter]:
    """Those of at most ten names that exist."""
    with _ssm_call("GetParameters", region):
        answer = client.get_parameters(Names=list(names), WithDecryption=decrypt)
        return [_live(row, region, decrypt) for row in answer["Parameters"]]


def get_parameters_by_path(
    client: Any, region: str, path: str, *, recursive: bool, decrypt: bool
) -> list[LiveParameter]:
    """All parameters under a path; a page may be empty and still not be the last."""
    with _ssm_call("GetParametersByPath", region):
        pages = client.get_paginator("get_parameters_by_path").paginate(
            Path=path, Recursive=recursive, WithDecryption=decrypt, PaginationConfig={"PageSize": _PATH_PAGE}
        )
        return [_live(row, region, decrypt) for page in pages for row in page["Parameters"]]


def describe_parameters(client: Any, region: str, names: Sequence[str]) -> dict[str, Details]:
    """What only this call returns, by name, for at most fifty names."""
    return _described(client, region, {"Key": "Name", "Option": "Equals", "Values": list(names)})


def describe_parameters_below(client: Any, region: str, path: str) -> dict[str, Details]:
    """The same of all parameters below a path, by name; best effort, and late to know what is new."""
    return _described(client, region, {"Key": "Path", "Option": "Recursive", "Values": [path]})


def _described(client: Any, region: str, wanted: Mapping[str, Any]) -> dict[str, Details]:
    with _ssm_call("DescribeParameters", region):
        pages = client.get_paginator("describe_parameters").paginate(
            ParameterFilters=[wanted], PaginationConfig={"PageSize": _DESCRIBE_PAGE}
        )
        return {row["Name"]: _details(row) for page in pages for row in page["Parameters"]}


def parameter_history(client: Any, region: str, name: str) -> dict[int, Details]:
    """The details that DescribeParameters returns for the newest version, and the labels, of every stored version."""
    with _ssm_call("GetParameterHistory", region):
        pages = client.get_paginator("get_parameter_history").paginate(
            Name=name, WithDecryption=False, PaginationConfig={"PageSize": _DESCRIBE_PAGE}
        )
        return {row["Version"]: _details(row, labelled=True) for page in pages for row in page["Parameters"]}


def put_parameter(client: Any, region: str, put: Put) -> Written:
    """Create or overwrite. Tags are only sent when creating: AWS rejects them together with Overwrite."""
    request: dict[str, Any] = {"Name": put.name, "Value": put.value, "Type": put.type, "Overwrite": put.overwrite}
    optional = {
        "Tier": put.tier,
        "Description": put.description,
        "KeyId": put.key_id,
        "AllowedPattern": put.allowed_pattern,
        "DataType": put.data_type,
        "Policies": put.policies,
        "Tags": _tag_list(put.tags) or None,
    }
    request |= {key: value for key, value in optional.items() if value is not None}
    with _ssm_call("PutParameter", region):
        answer = client.put_parameter(**request)
        return Written(answer["Version"], answer.get("Tier"))


def delete_parameter(client: Any, region: str, name: str) -> None:
    """Delete a parameter; a missing one is not an error."""
    try:
        with _ssm_call("DeleteParameter", region):
            client.delete_parameter(Name=name)
    except CallError as error:
        if not error.missing:
            raise


def list_tags(client: Any, region: str, name: str) -> dict[str, str]:
    with _ssm_call("ListTagsForResource", region):
        answer = client.list_tags_for_resource(ResourceType=_KIND, ResourceId=name)
        return {tag["Key"]: tag["Value"] for tag in answer["TagList"]}


def add_tags(client: Any, region: str, name: str, tags: Mapping[str, str]) -> None:
    with _ssm_call("AddTagsToResource", region):
        client.add_tags_to_resource(ResourceType=_KIND, ResourceId=name, Tags=_tag_list(tags))


def remove_tags(client: Any, region: str, name: str, keys: Iterable[str]) -> None:
    with _ssm_call("RemoveTagsFromResource", region):
        client.remove_tags_from_resource(ResourceType=_KIND, ResourceId=name, TagKeys=list(keys))


class ParameterGateway:
    """The engine's gateway to Parameter Store in one region. Make it on the main thread, since it makes clients."""

    def __init__(self, clients: Clients, region: str) -> None:
        self.region = region
        self._ssm = clients.client("ssm", region)
        self._tagging = clients.client("resourcegroupstaggingapi", region)

    def parameters(self, names: Sequence[str], *, decrypt: bool) -> list[LiveParameter]:
        return get_parameters(self._ssm, self.region, names, decrypt=decrypt)

    def under_path(self, path: str, *, recursive: bool, decrypt: bool) -> list[LiveParameter]:
        return get_parameters_by_path(self._ssm, self.region, path, recursive=recursive, decrypt=decrypt)

    def details(self, names: Sequence[str]) -> dict[str, Details]:
        return describe_parameters(self._ssm, self.region, names)

    def history(self, name: str) -> dict[int, Details]:
        return parameter_history(self._ssm, self.region, name)

    def details_below(self, path: str) -> dict[str, Details]:
        return describe_parameters_below(self._ssm, self.region, path)

    def our_tags(self) -> dict[str, dict[str, str]]:
        """Tags of the parameters that this collection manages, by ARN, as the tagging API knows them."""
        return tagging.tagged_resources(
            self._tagging, self.region, resource_type=tagging.SSM_PARAMETERS, filters={MANAGED_BY: OWNER}
        )

    def tags(self, name: str) -> dict[str, str]:
        return list_tags(self._ssm, self.region, name)

    def put(self, put: Put) -> Written:
        return put_parameter(self._ssm, self.region, put)

    def add_tags(self, name: str, tags: Mapping[str, str]) -> None:
        add_tags(self._ssm, self.region, name, tags)

    def remove_tags(self, name: str, keys: Iterable[str]) -> None:
        remove_tags(self._ssm, self.region, name, keys)

    def delete(self, name: str) -> None:
        delete_parameter(self._ssm, self.region, name)


@contextmanager
def _ssm_call(operation: str, region: str) -> Iterator[None]:
    """Errors of one call as CallError. A refusal by KMS names KMS's action, since the caller may well have SSM's."""
    try:
        with aws_call("ssm", operation, region):
            yield
    except CallError as error:
        if error.denied and (found := _KMS_ACTION.search(error.message)):
            error.permission = found[0]
        raise


def _live(row: Mapping[str, Any], region: str, decrypt: bool) -> LiveParameter:
    modified = row.get("LastModifiedDate")
    return LiveParameter(
        name=row["Name"],
        region=region,
        type=row["Type"],
        value=row["Value"],
        version=row["Version"],
        arn=row["ARN"],
        data_type=row.get("DataType") or "text",
        last_modified_date=modified.isoformat() if modified else None,
        decrypted=decrypt and row["Type"] == SECURE_STRING,
        selector=row.get("Selector") or "",
    )


def _details(row: Mapping[str, Any], *, labelled: bool = False) -> Details:
    return Details(
        description=row.get("Description") or "",
        tier=row.get("Tier"),
        key_id=row.get("KeyId"),
        allowed_pattern=row.get("AllowedPattern"),
        policies=_policies(row),
        last_modified_user=row.get("LastModifiedUser"),
        labels=tuple(row.get("Labels") or ()) if labelled else None,
    )


def _policies(row: Mapping[str, Any]) -> Policies:
    try:
        return described(row.get("Policies"))
    except CastError as error:
        raise KeyError("policy that is JSON") from error


def _tag_list(tags: Mapping[str, str]) -> list[dict[str, str]]:
    return [{"Key": key, "Value": value} for key, value in tags.items()]
