# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Carry out one step of a plan of managed policies."""

from __future__ import annotations

from ansible_collections.genai.bedrock.plugins.module_utils._core.policies.managed import LivePolicy, in_the_way
from ansible_collections.genai.bedrock.plugins.module_utils._core.policies.managed_plan import NOT_OURS, PolicyStep
from ansible_collections.genai.bedrock.plugins.module_utils._core.problems import Problem, ProblemError
from ansible_collections.genai.bedrock.plugins.module_utils._core.steps import Action
from ansible_collections.genai.bedrock.plugins.module_utils._core.tags import ENVIRONMENT, MANAGED_BY, OWNER, is_subset
from ansible_collections.genai.bedrock.plugins.module_utils._engine.policies.gateway import PolicyGateway


def carry_out(step: PolicyStep, gateway: PolicyGateway, arns: dict[str, str]) -> None:
    """``arns`` by name of policy, new ones included. Raises CallError, and ProblemError for what is not ours."""
    if step.action is Action.CREATE and step.wanted:
        arns[step.policy] = gateway.create(step.wanted)
    elif step.action is Action.ATTACH:
        gateway.attach(arns[step.policy], step.role)
    elif step.action is Action.DELETE and step.live:
        _delete(step.live, gateway)
    elif step.wanted and step.live:
        if step.renewed:
            for version in in_the_way(gateway.versions(step.live.arn)):
                gateway.delete_version(step.live.arn, version.version_id)
            gateway.add_version(step.live.arn, step.wanted.document)
        if step.tags:
            gateway.retag(step.live.arn, step.tags)


def _delete(policy: LivePolicy, gateway: PolicyGateway) -> None:
    """Delete it after detaching it and deleting its older versions, as IAM requires. Ownership is confirmed first."""
    arn, tags = policy.arn, gateway.tags(policy.arn)
    if tags is None:
        return
    if not is_subset({MANAGED_BY: OWNER, ENVIRONMENT: policy.tags[ENVIRONMENT]}, tags):
        text = f"{arn} no longer carries our tags, so it is not deleted"
        raise ProblemError([Problem(text, policy.name, operation="DeletePolicy", code=NOT_OURS)])
    holders = gateway.holders(arn)
    for role in holders.roles:
        gateway.detach_role(arn, role)
    for user in holders.users:
        gateway.detach_user(arn, user)
    for group in holders.groups:
        gateway.detach_group(arn, group)
    for version in gateway.versions(arn):
        if not version.is_default:
            gateway.delete_version(arn, version.version_id)
    gateway.delete(arn)
