# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The IAM role with which Bedrock writes logs: one call a function, as the engine's gateway to the account."""

from __future__ import annotations

import json
from typing import Any

from ansible_collections.genai.bedrock.plugins.module_utils._aws import simulation
from ansible_collections.genai.bedrock.plugins.module_utils._aws.clients import Clients
from ansible_collections.genai.bedrock.plugins.module_utils._aws.errors import aws_call
from ansible_collections.genai.bedrock.plugins.module_utils._core.failures import CallError
from ansible_collections.genai.bedrock.plugins.module_utils._core.monitoring.log_destinations import (
    Document,
    LiveRole,
    WantedRole,
)
from ansible_collections.genai.bedrock.plugins.module_utils._core.tags import TagDelta

_MISSING = "NoSuchEntity"


class LogRoleGateway:
    """Create it on the main thread, since it creates clients. IAM is global; one region is called."""

    def __init__(self, clients: Clients, region: str) -> None:
        self._region = region
        self._iam = clients.client("iam", region)
        self._sts = clients.client("sts", region)

    def caller(self) -> tuple[str, str]:
        """Account id and ARN."""
        return simulation.caller_identity(self._sts, self._region)

    def role(self, name: str, policy: str) -> LiveRole | None:
        """The role with its inline policy of a name."""
        try:
            with aws_call("iam", "GetRole", self._region):
                found = self._iam.get_role(RoleName=name)["Role"]
                arn, trust = found["Arn"], found["AssumeRolePolicyDocument"]
                tags = {tag["Key"]: tag["Value"] for tag in found.get("Tags", [])}
        except CallError as error:
            if error.code == _MISSING:
                return None
            raise
        boundary = found.get("PermissionsBoundary", {}).get("PermissionsBoundaryArn", "")
        return LiveRole(arn, trust, self.policy(name, policy), boundary, tags)

    def create(self, wanted: WantedRole) -> None:
        request: dict[str, Any] = {
            "RoleName": wanted.name,
            "AssumeRolePolicyDocument": json.dumps(wanted.trust),
            "Description": wanted.description,
            "Tags": _tags(dict(wanted.tags)),
        }
        if wanted.boundary:
            request["PermissionsBoundary"] = wanted.boundary
        with aws_call("iam", "CreateRole", self._region):
            self._iam.create_role(**request)

    def trust(self, name: str, document: Document) -> None:
        with aws_call("iam", "UpdateAssumeRolePolicy", self._region):
            self._iam.update_assume_role_policy(RoleName=name, PolicyDocument=json.dumps(document))

    def put_policy(self, name: str, policy: str, document: Document) -> None:
        with aws_call("iam", "PutRolePolicy", self._region):
            self._iam.put_role_policy(RoleName=name, PolicyName=policy, PolicyDocument=json.dumps(document))

    def bound(self, name: str, boundary: str) -> None:
        with aws_call("iam", "PutRolePermissionsBoundary", self._region):
            self._iam.put_role_permissions_boundary(RoleName=name, PermissionsBoundary=boundary)

    def retag(self, name: str, delta: TagDelta) -> None:
        def put(tags: dict[str, str]) -> None:
            with aws_call("iam", "TagRole", self._region):
                self._iam.tag_role(RoleName=name, Tags=_tags(tags))

        def remove(keys: tuple[str, ...]) -> None:
            with aws_call("iam", "UntagRole", self._region):
                self._iam.untag_role(RoleName=name, TagKeys=list(keys))

        delta.carry_out(put, remove)

    def policy(self, name: str, policy: str) -> Document | None:
        try:
            with aws_call("iam", "GetRolePolicy", self._region):
                document: Document = self._iam.get_role_policy(RoleName=name, PolicyName=policy)["PolicyDocument"]
        except CallError as error:
            if error.code == _MISSING:
                return None
            raise
        return document


def _tags(tags: dict[str, str]) -> list[dict[str, str]]:
    return [{"Key": key, "Value": value} for key, value in tags.items()]
