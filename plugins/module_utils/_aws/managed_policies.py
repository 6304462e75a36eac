# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Customer managed policies of IAM and their attachments, one call per function. IAM is global: any region will do."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from ansible_collections.genai.bedrock.plugins.module_utils._aws import simulation
from ansible_collections.genai.bedrock.plugins.module_utils._aws.clients import Clients
from ansible_collections.genai.bedrock.plugins.module_utils._aws.errors import aws_call
from ansible_collections.genai.bedrock.plugins.module_utils._core.failures import CallError
from ansible_collections.genai.bedrock.plugins.module_utils._core.policies.managed import (
    Holders,
    LivePolicy,
    LiveRole,
    Version,
    WantedPolicy,
)
from ansible_collections.genai.bedrock.plugins.module_utils._core.tags import TagDelta

_MISSING = "NoSuchEntity"
#: The most that IAM answers with at once.
_PAGE = 1000


class PolicyGateway:
    """Make it on the main thread, since it makes clients."""

    def __init__(self, clients: Clients, region: str) -> None:
        self._region = region
        self._iam = clients.client("iam", region)
        self._sts = clients.client("sts", region)

    def caller(self) -> tuple[str, str]:
        """Account id and ARN."""
        return simulation.caller_identity(self._sts, self._region)

    def policies(self) -> dict[str, str]:
        """Name → ARN of every customer managed policy: a name is there once, whatever its path."""
        with aws_call("iam", "ListPolicies", self._region):
            pages = self._iam.get_paginator("list_policies").paginate(
                Scope="Local", PaginationConfig={"PageSize": _PAGE}
            )
            return {row["PolicyName"]: row["Arn"] for page in pages for row in page["Policies"]}

    def policy(self, name: str, arn: str) -> LivePolicy | None:
        """With its tags and the document of its default version; None if it was deleted."""
        found = self._policy(arn)
        if found is None:
            return None
        return LivePolicy(name, arn, _tags_of(found), self.document(arn, found["DefaultVersionId"]))

    def tags(self, arn: str) -> dict[str, str] | None:
        found = self._policy(arn)
        return None if found is None else _tags_of(found)

    def _policy(self, arn: str) -> dict[str, Any] | None:
        try:
            with aws_call("iam", "GetPolicy", self._region):
                found: dict[str, Any] = self._iam.get_policy(PolicyArn=arn)["Policy"]
        except CallError as error:
            if error.code == _MISSING:
                return None
            raise
        return found

    def document(self, arn: str, version: str) -> dict[str, Any]:
        with aws_call("iam", "GetPolicyVersion", self._region):
            answer = self._iam.get_policy_version(PolicyArn=arn, VersionId=version)
            return dict(answer["PolicyVersion"]["Document"])

    def role(self, name: str) -> LiveRole | None:
        """The role with its attached policies; None if it does not exist."""
        try:
            with aws_call("iam", "ListAttachedRolePolicies", self._region):
                pages = self._iam.get_paginator("list_attached_role_policies").paginate(RoleName=name)
                attached = [row["PolicyArn"] for page in pages for row in page["AttachedPolicies"]]
        except CallError as error:
            if error.code == _MISSING:
                return None
            raise
        return LiveRole(name, frozenset(attached))

    def create(self, wanted_policy: WantedPolicy) -> str:
        """Its ARN."""
        with aws_call("iam", "CreatePolicy", self._region):
            made = self._iam.create_policy(
                PolicyName=wanted_policy.name,
                PolicyDocument=json.dumps(wanted_policy.document),
                Description=wanted_policy.description,
                Tags=_tags(wanted_policy.tags),
            )
            return str(made["Policy"]["Arn"])

    def versions(self, arn: str) -> list[Version]:
        with aws_call("iam", "ListPolicyVersions", self._region):
            pages = self._iam.get_paginator("list_policy_versions").paginate(PolicyArn=arn)
            return [Version(row["VersionId"], row["IsDefaultVersion"]) for page in pages for row in page["Versions"]]

    def add_version(self, arn: str, document: Mapping[str, Any]) -> None:
        """Set the default version of the document."""
        with aws_call("iam", "CreatePolicyVersion", self._region):
            self._iam.create_policy_version(PolicyArn=arn, PolicyDocument=json.dumps(document), SetAsDefault=True)

    def delete_version(self, arn: str, version: str) -> None:
        with aws_call("iam", "DeletePolicyVersion", self._region):
            self._iam.delete_policy_version(PolicyArn=arn, VersionId=version)

    def retag(self, arn: str, delta: TagDelta) -> None:
        def put(tags: dict[str, str]) -> None:
            with aws_call("iam", "TagPolicy", self._region):
                self._iam.tag_policy(PolicyArn=arn, Tags=_tags(tags))

        def remove(keys: tuple[str, ...]) -> None:
            with aws_call("iam", "UntagPolicy", self._region):
                self._iam.untag_policy(PolicyArn=arn, TagKeys=list(keys))

        delta.carry_out(put, remove)

    def attach(self, arn: str, name: str) -> None:
        with aws_call("iam", "AttachRolePolicy", self._region):
            self._iam.attach_role_policy(RoleName=name, PolicyArn=arn)

    def holders(self, arn: str) -> Holders:
        with aws_call("iam", "ListEntitiesForPolicy", self._region):
            pages = list(self._iam.get_paginator("list_entities_for_policy").paginate(PolicyArn=arn))
            return Holders(
                tuple(row["RoleName"] for page in pages for row in page["PolicyRoles"]),
                tuple(row["UserName"] for page in pages for row in page["PolicyUsers"]),
                tuple(row["GroupName"] for page in pages for row in page["PolicyGroups"]),
            )

    def detach_role(self, arn: str, name: str) -> None:
        with aws_call("iam", "DetachRolePolicy", self._region):
            self._iam.detach_role_policy(RoleName=name, PolicyArn=arn)

    def detach_user(self, arn: str, name: str) -> None:
        with aws_call("iam", "DetachUserPolicy", self._region):
            self._iam.detach_user_policy(UserName=name, PolicyArn=arn)

    def detach_group(self, arn: str, name: str) -> None:
        with aws_call("iam", "DetachGroupPolicy", self._region):
            self._iam.detach_group_policy(GroupName=name, PolicyArn=arn)

    def delete(self, arn: str) -> None:
        """Nobody must have it, and its default version must be its only one."""
        with aws_call("iam", "DeletePolicy", self._region):
            self._iam.delete_policy(PolicyArn=arn)


def _tags(tags: Mapping[str, str]) -> list[dict[str, str]]:
    return [{"Key": key, "Value": value} for key, value in tags.items()]


def _tags_of(policy: Mapping[str, Any]) -> dict[str, str]:
    return {tag["Key"]: tag["Value"] for tag in policy.get("Tags", [])}
