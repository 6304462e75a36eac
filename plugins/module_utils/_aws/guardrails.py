# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Guardrails over the Bedrock API: one call a function; and one region of them as the engine's gateway.

Operations and their errors: Amazon Bedrock API reference. Responses are returned unchanged; ``_core`` reads them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from ansible_collections.genai.bedrock.plugins.module_utils._aws.clients import Clients
from ansible_collections.genai.bedrock.plugins.module_utils._aws.errors import aws_call
from ansible_collections.genai.bedrock.plugins.module_utils._aws.inference_profiles import list_tags, retag
from ansible_collections.genai.bedrock.plugins.module_utils._aws.known import takes
from ansible_collections.genai.bedrock.plugins.module_utils._core.failures import CallError
from ansible_collections.genai.bedrock.plugins.module_utils._core.tags import TagDelta

_PAGE = 1000


def list_guardrails(client: Any, region: str, identifier: str | None = None) -> list[dict[str, Any]]:
    """The DRAFT of every guardrail or, with an identifier, all versions of one; none where AWS does not find it."""
    request = {"guardrailIdentifier": identifier} if identifier else {}
    try:
        with aws_call("bedrock", "ListGuardrails", region):
            return list(_pages(client, request))
    except CallError as error:
        if identifier and error.missing:
            return []
        raise


def get_guardrail(client: Any, region: str, identifier: str, version: str | None = None) -> dict[str, Any] | None:
    """The DRAFT, or a numbered version; None where AWS does not find it."""
    request = {"guardrailIdentifier": identifier} | ({"guardrailVersion": version} if version else {})
    try:
        with aws_call("bedrock", "GetGuardrail", region):
            answer: dict[str, Any] = client.get_guardrail(**request)
    except CallError as error:
        if error.missing:
            return None
        raise
    return {key: value for key, value in answer.items() if key != "ResponseMetadata"}


def create_guardrail(client: Any, region: str, request: Mapping[str, Any], tags: Mapping[str, str]) -> str:
    """Create a guardrail and return its id; botocore's own token makes its repetitions harmless."""
    listed = [{"key": key, "value": value} for key, value in tags.items()]
    with aws_call("bedrock", "CreateGuardrail", region):
        found: str = client.create_guardrail(**request, tags=listed)["guardrailId"]
    return found


def update_guardrail(client: Any, region: str, identifier: str, request: Mapping[str, Any]) -> None:
    with aws_call("bedrock", "UpdateGuardrail", region):
        client.update_guardrail(guardrailIdentifier=identifier, **request)


def create_version(client: Any, region: str, identifier: str, description: str | None) -> str:
    """Publish the DRAFT as it is and return the new version's number."""
    request = {"guardrailIdentifier": identifier} | ({"description": description} if description else {})
    with aws_call("bedrock", "CreateGuardrailVersion", region):
        found: str = client.create_guardrail_version(**request)["version"]
    return found


def delete_guardrail(client: Any, region: str, identifier: str) -> None:
    """Delete a guardrail with all its versions; a missing one is not an error."""
    try:
        with aws_call("bedrock", "DeleteGuardrail", region):
            client.delete_guardrail(guardrailIdentifier=identifier)
    except CallError as error:
        if not error.missing:
            raise


def delete_version(client: Any, region: str, identifier: str, version: str) -> None:
    """Delete one numbered version; a missing one is not an error."""
    try:
        with aws_call("bedrock", "DeleteGuardrail", region):
            client.delete_guardrail(guardrailIdentifier=identifier, guardrailVersion=version)
    except CallError as error:
        if not error.missing:
            raise


def key_arn(client: Any, region: str, key: str) -> str:
    """The ARN of a key given by its alias: GetGuardrail returns no aliases."""
    with aws_call("kms", "DescribeKey", region):
        found: str = client.describe_key(KeyId=key)["KeyMetadata"]["Arn"]
    return found


class GuardrailGateway:
    """The engine's gateway to the guardrails of one region. Make it on the main thread, since it makes clients."""

    def __init__(self, clients: Clients, region: str) -> None:
        self.region = region
        self._bedrock = clients.client("bedrock", region)
        self._kms = clients.later("kms", region)

    def summaries(self) -> list[dict[str, Any]]:
        return list_guardrails(self._bedrock, self.region)

    def versions(self, identifier: str) -> list[str]:
        """Numbers of the versions, oldest first."""
        rows = list_guardrails(self._bedrock, self.region, identifier)
        with aws_call("bedrock", "ListGuardrails", self.region):
            return sorted((row["version"] for row in rows if row["version"].isdigit()), key=int)

    def get(self, identifier: str, version: str | None = None) -> dict[str, Any] | None:
        return get_guardrail(self._bedrock, self.region, identifier, version)

    def tags(self, arn: str) -> dict[str, str]:
        return list_tags(self._bedrock, self.region, arn)

    def create(self, request: Mapping[str, Any], tags: Mapping[str, str]) -> str:
        return create_guardrail(self._bedrock, self.region, request, tags)

    def update(self, identifier: str, request: Mapping[str, Any]) -> None:
        update_guardrail(self._bedrock, self.region, identifier, request)

    def publish(self, identifier: str, description: str | None) -> str:
        return create_version(self._bedrock, self.region, identifier, description)

    def delete(self, identifier: str) -> None:
        delete_guardrail(self._bedrock, self.region, identifier)

    def delete_version(self, identifier: str, version: str) -> None:
        delete_version(self._bedrock, self.region, identifier, version)

    @property
    def takes_grounding_tier(self) -> bool:
        return takes(self._bedrock, "CreateGuardrail", "contextualGroundingPolicyConfig", "tierConfig")

    def retag(self, arn: str, delta: TagDelta) -> None:
        retag(self._bedrock, self.region, arn, delta)

    def key_arn(self, key: str) -> str:
        return key_arn(self._kms(), self.region, key)


def _pages(client: Any, request: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    pages = client.get_paginator("list_guardrails").paginate(**request, PaginationConfig={"PageSize": _PAGE})
    for page in pages:
        yield from page["guardrails"]
