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
  - Makes IAM policies with the least that is needed, of the records that are published and the profiles as they live. There is one for the
    applications of each workload, and one for whoever deploys. The role C(genai.bedrock.access) writes them as files.
  - With O(manage), it also keeps them as customer managed policies, and attaches them to IAM roles. A policy of a wanted name that does
    not carry our tags, a missing role, and a workload that nobody knows are all told before anything is written.
  - Whoever has a policy keeps what it allows at every moment. New policies are made and attached before others are renewed, and what is
    not needed any more goes after that. A step that fails ends the run, and the next run goes on from there.
  - Without O(manage), the caller needs what M(genai.bedrock.inference_profile_info) needs. With it, C(iam:ListPolicies), C(iam:GetPolicy),
    C(iam:GetPolicyVersion), C(iam:ListAttachedRolePolicies), C(iam:CreatePolicy), C(iam:TagPolicy), C(iam:UntagPolicy),
    C(iam:AttachRolePolicy), C(iam:ListPolicyVersions), C(iam:CreatePolicyVersion), C(iam:DeletePolicyVersion), C(iam:DeletePolicy),
    C(iam:ListEntitiesForPolicy), C(iam:DetachRolePolicy), C(iam:DetachUserPolicy) and C(iam:DetachGroupPolicy).
options:
  state:
    description:
      - V(present) makes the policies.
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
      - What is published, as M(genai.bedrock.records_info) returns it.
    type: dict
    default: {}
  regions:
    description:
      - Regions of the environment, for the policy of whoever deploys.
    type: list
    elements: str
    default: []
  ssm_prefix:
    description:
      - The path below which records are published. By default C(/<environment>/bedrock/inference-profiles).
    type: str
  ssm_regions:
    description:
      - Regions of the records. By default the first of O(regions).
    type: list
    elements: str
    default: []
  former_regions:
    description:
      - Regions in which the environment was before. The policy of whoever deploys allows there what it allows in O(regions) and
        O(ssm_regions), so that what is left can be found, reported and deleted.
    type: list
    elements: str
    default: []
  require_guardrail:
    description:
      - Whether a target that has a guardrail may only be called with this guardrail in this version.
    type: bool
    default: false
  only_through_profiles:
    description:
      - Whether foundation models are denied, whatever other policies allow, unless an application inference profile of the account is called.
    type: bool
    default: false
  guardrail_profiles:
    description:
      - ARNs of further guardrail profiles that applications may apply.
    type: list
    elements: str
    default: []
  allow_get_inference_profile:
    description:
      - Whether applications may ask AWS which model is behind a profile (C(bedrock:GetInferenceProfile)), on the profiles of their records
        alone. The guide on applications names the clients that call it.
    type: bool
    default: false
    version_added: "1.2.0"
  features:
    description:
      - What the deployer uses, as P(genai.bedrock.deployer_policy#filter) takes it.
    type: list
    elements: str
    default: [base, preflight, lock]
  deployer_role_arn:
    description:
      - The role that deploys, where it is assumed. It makes a policy C(assume-role) for whoever runs Ansible.
    type: str
  log_role_arn:
    description:
      - The role with which Bedrock writes logs, for the feature V(observability).
    type: str
  log_role_boundary_arn:
    description:
      - The permissions boundary of a log role of ours, for the feature V(log_role).
    type: str
  dashboard_name:
    description:
      - The dashboard, for the feature V(observability). By default C(<environment>-bedrock).
    type: str
  manage:
    description:
      - Whether the policies are kept as managed policies of IAM.
    type: bool
    default: false
  policy_prefix:
    description:
      - How the names of managed policies begin. By default C(<environment>-bedrock-).
    type: str
  roles:
    description:
      - To which IAM roles the policies of applications are attached, as workload to list of names. A role that is taken out keeps what it has.
    type: dict
    default: {}
  deployer_roles:
    description:
      - Names of the IAM roles to which the policy of whoever deploys is attached.
    type: list
    elements: str
    default: []
  tags:
    description:
      - Tags of the managed policies beside C(ManagedBy), C(Environment), C(Workload) and C(Documents).
    type: dict
    aliases: [resource_tags]
  variables:
    description:
      - How the variables begin from which the options come, for messages about them, such as V(access_).
    type: str
    default: ""
  workers:
    description:
      - How many reading calls run side by side. Writes are made one after another.
    type: int
    default: 16
extends_documentation_fragment:
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
    - The policies by name, which are C(invoke-<workload>), C(deployer) and C(assume-role). What is larger than IAM allows goes on in
      C(invoke-<workload>-2) and so on.
  returned: when the input is sound and nothing forbids the run
  type: dict
policy_arns:
  description: The ARNs of the managed policies, by the same names. It is empty without O(manage).
  returned: when the input is sound and nothing forbids the run
  type: dict
required_regions:
  description:
    - Regions that no policy of the organisation may deny for Bedrock. V(unspecified) stands for calls of global profiles that leave
      their region.
  returned: when the input is sound and nothing forbids the run
  type: list
  elements: str
deployed_regions:
  description: Regions that it may not deny for whoever deploys and whoever reads records.
  returned: when the input is sound and nothing forbids the run
  type: list
  elements: str
actions:
  description: What was done in IAM, or would be in check mode, in this order.
  returned: when the input is sound and nothing forbids the run
  type: list
  elements: dict
  contains:
    name: {description: Name of the managed policy., type: str, returned: always}
    action: {description: "V(create), V(attach), V(update), V(retag), V(delete) or V(none).", type: str, returned: always}
    role: {description: "The role to which it is attached, else V(null).", type: str, returned: always}
    reasons: {description: Why., type: list, elements: str, returned: always}
lines:
  description: A summary, ready to print. It is empty with O(state=absent).
  returned: when the input is sound and nothing forbids the run
  type: list
  elements: str
problems:
  description: Everything that forbade the run or failed, as lines. Empty where all is well.
  returned: always
  type: list
  elements: str
errors:
  description: "The same as rows, each with C(key), C(region), C(operation), C(code) and C(message)."
  returned: on failure, unless the input is wrong
  type: list
  elements: dict
"""

from ansible_collections.genai.bedrock.plugins.module_utils._module.access import ABSENT, run
from ansible_collections.genai.bedrock.plugins.module_utils._module.aws_module import aws_module

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
    "variables": {"type": "str", "default": ""},
    "workers": {"type": "int", "default": 16},
}


def main() -> None:
    run(aws_module(ARGUMENTS))


if __name__ == "__main__":
    main()
