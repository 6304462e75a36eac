#!/usr/bin/python
# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Documentation and wiring of genai.bedrock.access_policies."""

from __future__ import annotations

DOCUMENTATION = r"""
module: access_policies
version_added: "1.1.0"
short_description: Least-privilege IAM policies of an environment
description:
  - Generates least-privilege IAM policies from the published records and the live profiles, one for the
    applications of each workload, and one for deployers. The role C(genai.bedrock.access) writes them as files.
  - With O(manage), it also manages them as customer managed policies and attaches them to IAM roles. A policy with one of the names that does
    not carry our tags, a missing role, and an unknown workload are all reported before anything is written.
  - Nobody loses a permission in between. New policies are created and attached before others are updated, and what is
    no longer needed is deleted last. A failed step ends the run, and the next run continues from there.
  - Without O(manage), the caller needs what M(genai.bedrock.inference_profile_info) needs. With it, C(iam:ListPolicies), C(iam:GetPolicy),
    C(iam:GetPolicyVersion), C(iam:ListAttachedRolePolicies), C(iam:CreatePolicy), C(iam:TagPolicy), C(iam:UntagPolicy),
    C(iam:AttachRolePolicy), C(iam:ListPolicyVersions), C(iam:CreatePolicyVersion), C(iam:DeletePolicyVersion), C(iam:DeletePolicy),
    C(iam:ListEntitiesForPolicy), C(iam:DetachRolePolicy), C(iam:DetachUserPolicy) and C(iam:DetachGroupPolicy).
options:
  state:
    description:
      - V(present) generates the policies.
      - V(absent) deletes the managed policies of the environment that carry our tags, with their attachments.
    type: str
    choices: [present, absent]
    default: present
  environment:
    description:
      - The environment whose policies these are. It is the tag C(Environment).
    type: str
    required: true
  records:
    description:
      - The published records, as M(genai.bedrock.records_info) returns them.
    type: dict
    default: {}
  regions:
    description:
      - Regions of the environment, for the policy of deployers.
    type: list
    elements: str
    default: []
  ssm_regions:
    description:
      - Regions of the records. By default the first of O(regions).
    type: list
    elements: str
    default: []
  former_regions:
    description:
      - Regions in which the environment was deployed before. The deployer's policy grants the same there as in O(regions) and
        O(ssm_regions), so that remaining resources can be found, reported and deleted.
    type: list
    elements: str
    default: []
  require_guardrail:
    description:
      - Whether targets with a guardrail may only be called with this guardrail in this version.
    type: bool
    default: false
  only_through_profiles:
    description:
      - Whether to deny foundation models, regardless of other policies, unless they are called through an application inference profile of the account.
    type: bool
    default: false
  guardrail_profiles:
    description:
      - ARNs of additional guardrail profiles that applications may apply.
    type: list
    elements: str
    default: []
  allow_get_inference_profile:
    description:
      - Whether applications may resolve a profile to its model (C(bedrock:GetInferenceProfile)), on the profiles of their records
        alone. The guide on applications names the clients that call it.
    type: bool
    default: false
    version_added: "1.2.0"
  features:
    description:
      - Features that the deployer uses, see P(genai.bedrock.deployer_policy#filter).
    type: list
    elements: str
    default: [base, preflight, lock]
  deployer_role_arn:
    description:
      - The role that deployments assume. If set, a policy C(assume-role) is generated for the identity that runs Ansible.
    type: str
  log_role_arn:
    description:
      - The role that Bedrock uses to write logs, for the feature V(observability).
    type: str
  log_role_boundary_arn:
    description:
      - The permissions boundary of the log role that we create, for the feature V(log_role).
    type: str
  dashboard_name:
    description:
      - The dashboard, for the feature V(observability). By default C(<environment>-bedrock).
    type: str
  manage:
    description:
      - Whether to manage the policies as customer managed policies in IAM.
    type: bool
    default: false
  policy_prefix:
    description:
      - Prefix of the names of managed policies. By default C(<environment>-bedrock-).
    type: str
  roles:
    description:
      - IAM roles to attach the policies of applications to, as a map of workload to list of names. Roles that are removed from it keep their policies.
    type: dict
    default: {}
  deployer_roles:
    description:
      - Names of the IAM roles to attach the deployer's policy to.
    type: list
    elements: str
    default: []
  tags:
    description:
      - Tags of the managed policies in addition to C(ManagedBy), C(Environment), C(Workload) and C(Documents).
    type: dict
    aliases: [resource_tags]
  variables:
    description:
      - Prefix of the variables that set these options, such as V(access_), for error messages.
    type: str
    default: ""
  workers:
    description:
      - Maximum number of parallel reads. Writes run one after another.
    type: int
    default: 16
extends_documentation_fragment:
  - genai.bedrock.scope
  - genai.bedrock.ignore_tags
  - genai.bedrock.aws.modules
  - genai.bedrock.attributes
author:
  - genai.bedrock contributors (@genai-bedrock)
seealso:
  - module: genai.bedrock.records_info
  - plugin: genai.bedrock.invoke_policy
    plugin_type: filter
  - plugin: genai.bedrock.deployer_policy
    plugin_type: filter
"""

EXAMPLES = r"""
- name: What is published
  genai.bedrock.records_info:
    environment: dev
    region: us-east-1
    fail_on: damaged
  register: published

- name: The policies, without IAM
  genai.bedrock.access_policies:
    environment: dev
    regions: [us-east-1, us-west-2]
    records: "{{ published.records }}"
  register: made

- name: What the deployer may
  ansible.builtin.debug:
    var: made.documents.deployer

- name: Keep them in IAM
  genai.bedrock.access_policies:
    environment: dev
    regions: [us-east-1, us-west-2]
    records: "{{ published.records }}"
    manage: true

- name: Take them away again
  genai.bedrock.access_policies:
    state: absent
    environment: dev
    regions: [us-east-1, us-west-2]
"""

RETURN = r"""
documents:
  description:
    - The policies by name, C(invoke-<workload>), C(deployer) and C(assume-role). Policies beyond IAM's size limit continue in
      C(invoke-<workload>-2) and so on.
  returned: when the input is valid and nothing forbids the run
  type: dict
policy_arns:
  description: The ARNs of the managed policies, by the same names. Empty without O(manage).
  returned: when the input is valid and nothing forbids the run
  type: dict
required_regions:
  description:
    - Regions that policies of the organization must not deny for Bedrock. V(unspecified) means calls of global profiles that leave
      their region.
  returned: when the input is valid and nothing forbids the run
  type: list
  elements: str
deployed_regions:
  description: Regions that it must not deny to deployers and readers of records.
  returned: when the input is valid and nothing forbids the run
  type: list
  elements: str
actions:
  description: What was done in IAM, or would be in check mode, in this order.
  returned: when the input is valid and nothing forbids the run
  type: list
  elements: dict
  contains:
    name: {description: Name of the managed policy., type: str, returned: always}
    action: {description: "V(create), V(attach), V(update), V(retag), V(delete) or V(none).", type: str, returned: always}
    role: {description: "The role to which it is attached, or V(null).", type: str, returned: always}
    reasons: {description: Why., type: list, elements: str, returned: always}
lines:
  description: A summary, ready to print. With O(state=absent), the policies that are deleted.
  returned: when the input is valid and nothing forbids the run
  type: list
  elements: str
problems:
  description: All problems as lines. Empty if there are none.
  returned: always
  type: list
  elements: str
errors:
  description: "The same problems as rows, each with C(key), C(region), C(operation), C(code) and C(message)."
  returned: on failure, unless the input is wrong
  type: list
  elements: dict
"""

from ansible_collections.genai.bedrock.plugins.module_utils._module.access import ABSENT, run
from ansible_collections.genai.bedrock.plugins.module_utils._module.aws_module import aws_module
from ansible_collections.genai.bedrock.plugins.module_utils._module.ignoring import IGNORE_TAGS

ARGUMENTS = {
    "state": {"type": "str", "choices": ["present", ABSENT], "default": "present"},
    "environment": {"type": "str", "required": True},
    "records": {"type": "dict", "default": {}},
    "regions": {"type": "list", "elements": "str", "default": []},
    "ssm_prefix": {"type": "str"},
    "ssm_regions": {"type": "list", "elements": "str", "default": []},
    "former_regions": {"type": "list", "elements": "str", "default": []},
    "require_guardrail": {"type": "bool", "default": False},
    "only_through_profiles": {"type": "bool", "default": False},
    "guardrail_profiles": {"type": "list", "elements": "str", "default": []},
    "allow_get_inference_profile": {"type": "bool", "default": False},
    "features": {"type": "list", "elements": "str", "default": ["base", "preflight", "lock"]},
    "deployer_role_arn": {"type": "str"},
    "log_role_arn": {"type": "str"},
    "log_role_boundary_arn": {"type": "str"},
    "dashboard_name": {"type": "str"},
    "manage": {"type": "bool", "default": False},
    "policy_prefix": {"type": "str"},
    "roles": {"type": "dict", "default": {}},
    "deployer_roles": {"type": "list", "elements": "str", "default": []},
    "tags": {"type": "dict", "aliases": ["resource_tags"]},
    "ignore_tags": IGNORE_TAGS,
    "variables": {"type": "str", "default": ""},
    "workers": {"type": "int", "default": 16},
}


def main() -> None:
    run(aws_module(ARGUMENTS))


if __name__ == "__main__":
    main()
