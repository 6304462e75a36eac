#!/usr/bin/python
# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Documentation and wiring of genai.bedrock.inference_profiles_preflight."""

from __future__ import annotations

DOCUMENTATION = r"""
module: inference_profiles_preflight
version_added: "1.0.0"
short_description: Check a map of application inference profiles against the live account
description:
  - Runs the preflight checks of a map of profiles against the live account. It changes nothing and calls no model; check mode is the
    same.
  - Each finding has a severity, a code, a message and a solution. What the caller may not read is an
    V(info) finding, V(not_checked), not an error.
  - The source of each profile is always resolved in each of its regions. Models and
    system-defined profiles are those that the region currently lists.
  - For each region a task calls ListInferenceProfiles (twice, system-defined profiles are a list of their own),
    ListFoundationModels, GetServiceQuota and, at most twice, SimulatePrincipalPolicy;
    GetFoundationModelAvailability once for each model and region. Nothing is called for each key. Where a region does not list a
    model, ListTrustedAccessPrograms says why that may be so, with botocore 1.44.8 or newer.
  - Tasks do not share what they read, since each may have its own connection. So the roles of a play, each
    with one such task, call as often as there are roles; a map of everything in one task calls once.
  - Entries with C(state=absent) are not checked.
options:
  inference_profiles:
    description:
      - The profiles, as a map of key to options, as M(genai.bedrock.inference_profiles) takes it.
    type: dict
    required: true
  tags:
    description:
      - Tags of all profiles, below their own.
    type: dict
    aliases: [resource_tags]
  ownership_tags:
    description:
      - Tags that say whose the profiles are, as M(genai.bedrock.inference_profiles) takes them. C(Environment) names
        the default of O(ssm_prefix).
    type: dict
  default_geography:
    description:
      - Preferred geography if several geographic profiles of a region serve a bare model id.
    type: str
  allowed_regions:
    description:
      - Regions to which requests may be routed. By default every destination is allowed.
      - The region-less destination of a global profile is called V(unspecified).
    type: list
    elements: str
    default: []
  required_tags:
    description:
      - Tag keys that every profile must have. Those that the collection writes itself count.
    type: list
    elements: str
    default: []
  parameters:
    description:
      - What applications send according to the records, as a map of the key of a profile to C(dimensions) (a whole number) and
        C(temperature) (a number). Null and empty values are not checked.
      - No API returns the dimensions of embedding models or the models that reject a temperature. The collection
        knows them for some models; others are not checked.
    type: dict
    default: {}
  eol_days:
    description:
      - A model whose end of life is within so many days is an error. With V(0) only one past its end of life is. A
        model that is V(LEGACY) is a warning in any case.
      - Suggested successors started later and do not end within this many days. Those that the region has only
        through the global profile are marked, as are those that reject a temperature if O(parameters) has one.
    type: int
    default: 0
  today:
    description:
      - The day, as V(2027-01-08), for which lifecycles are judged. By default this one.
    type: str
  planned_profiles:
    description:
      - Number of profiles that other tasks will create in the same account, as their RV(new_profiles). There is
        no room for them in the quota twice.
    type: list
    elements: dict
    default: []
  changed_regions:
    description:
      - Regions in which tags change or profiles are deleted. In those without entries, only permissions are checked, and none
        for making or calling a profile.
    type: list
    elements: str
    default: []
  checks:
    description:
      - What to check in addition to the sources.
      - V(availability) is the account's agreement, authorization, entitlement and region for each model.
        V(destinations) compares with O(allowed_regions). V(dimensions) and V(temperature) check
        O(parameters). V(lifecycle) checks the model. V(permissions) uses IAM's policy simulator, which needs
        C(iam:SimulatePrincipalPolicy), and C(iam:GetRole) for roles with a path. V(quota) counts the profiles of the
        account. V(tags) compares with O(required_tags).
    type: list
    elements: str
    choices: [availability, destinations, dimensions, lifecycle, permissions, quota, tags, temperature]
    default: [availability, destinations, dimensions, lifecycle, permissions, quota, tags, temperature]
  features:
    description:
      - Features of the collection in use, for the check of permissions. V(base) is profiles and their records, V(lock)
        the lock of the environment.
    type: list
    elements: str
    choices: [base, lock, preflight, verify, usage_guard, guardrails, observability, log_role]
    default: [base]
  deployer_arn:
    description:
      - ARN of the IAM user or role that deploys, if it is not the caller. Its permissions are checked.
    type: str
  ssm_prefix:
    description:
      - Path below which records are published, for the check of permissions. By default
        C(/<Environment>/bedrock/inference-profiles); without C(Environment) in O(ownership_tags) nothing is checked for
        parameters.
    type: str
  ssm_regions:
    description:
      - Regions of the parameters, by default the first of O(regions), else the region of the task.
    type: list
    elements: str
    default: []
  regions:
    description:
      - Default regions of the entries. They are also searched for models that an entry's region does not have.
    type: list
    elements: str
    default: []
  fail_on:
    description:
      - How bad a finding must be to fail the task. Input that is wrong always fails it.
    type: str
    choices: [error, warning, never]
    default: error
extends_documentation_fragment:
  - genai.bedrock.workers
  - genai.bedrock.aws.modules
  - genai.bedrock.attributes.info
author:
  - genai.bedrock contributors (@genai-bedrock)
seealso:
  - module: genai.bedrock.inference_profiles
  - module: genai.bedrock.foundation_model_info
"""

EXAMPLES = r"""
- name: See whether two profiles can be deployed
  genai.bedrock.inference_profiles_preflight:
    ownership_tags:
      Environment: dev
      Workload: assistants
    tags:
      CostCenter: ai-platform
    required_tags: [CostCenter]
    allowed_regions: [us-east-1, us-east-2, us-west-2, ca-central-1, ca-west-1]
    eol_days: 30
    inference_profiles:
      chat:
        name: assistants-chat-dev
        model_source: anthropic.claude-sonnet-4-6
        regions: [us-east-1, us-west-2]
      vectors:
        name: assistants-vectors-dev
        model_source: amazon.titan-embed-text-v2:0
        regions: [us-east-1]
    parameters:
      chat: {temperature: 0.2}
      vectors: {dimensions: 512}
  register: preflight

- name: Show the findings
  ansible.builtin.debug:
    msg: "{{ preflight.lines }}"
"""

RETURN = r"""
findings:
  description: The findings, the worst first. Also returned if the task fails.
  returned: always
  type: list
  elements: dict
  contains:
    key: {description: "Key of the entry, null for findings about a region or the account.", type: str, returned: always}
    region: {description: "Region, null for findings about the account.", type: str, returned: always}
    severity: {description: "V(error), V(warning) or V(info).", type: str, returned: always}
    code:
      description:
        - V(invalid_input); of sources V(unknown_model), V(model_not_in_region), V(model_not_listed), V(profile_only_model),
          V(unusable_model), V(no_geography), V(several_geographies), V(geography_mismatch), V(global_without_opt_in),
          V(invalid_source), V(source_of_other_region), V(source_of_other_account).
        - V(destination_not_allowed), V(global_source), V(model_ended), V(end_of_life_near), V(legacy_model),
          V(agreement_missing), V(agreement_pending), V(trusted_access), V(not_authorized), V(not_entitled), V(region_not_available),
          V(profile_quota), V(dimensions_mismatch), V(temperature_refused), V(required_tag_missing).
        - V(permission_missing), V(permission_unsure), V(region_denied), V(region_not_enabled), V(not_authenticated),
          V(region_not_read), V(not_checked).
      type: str
      returned: always
    message: {description: What was found., type: str, returned: always}
    way_out: {description: What would help., type: str, returned: always}
  sample:
    - key: chat
      region: us-east-1
      severity: warning
      code: legacy_model
      message: anthropic.claude-opus-4-1-20250805-v1:0 is LEGACY since 2026-07-08
      way_out: change to anthropic.claude-opus-5-5
lines:
  description: The findings as a table, a line each, and a last line that counts them.
  returned: always
  type: list
  elements: str
summary:
  description: Count of each severity.
  returned: always
  type: dict
  sample: {error: 0, warning: 1, info: 0}
new_profiles:
  description:
    - Number of profiles of the map that do not exist yet, by region, if it could be counted. Meant for
      O(planned_profiles) of the next task.
  returned: when the input is valid
  type: dict
  sample: {us-east-1: 2}
errors:
  description:
    - The findings that failed the task, each with C(key), C(region), C(operation), C(code), C(message), which ends
      including the solution, and C(way_out), the solution alone.
  returned: failure
  type: list
  elements: dict
"""

from ansible_collections.genai.bedrock.plugins.module_utils._core.preflight.checks import CHECKS
from ansible_collections.genai.bedrock.plugins.module_utils._core.preflight.permissions import OPTIONAL_FEATURES
from ansible_collections.genai.bedrock.plugins.module_utils._module.aws_module import aws_module
from ansible_collections.genai.bedrock.plugins.module_utils._module.preflight import run

ARGUMENTS = {
    "inference_profiles": {"type": "dict", "required": True},
    "tags": {"type": "dict", "aliases": ["resource_tags"]},
    "ownership_tags": {"type": "dict"},
    "default_geography": {"type": "str"},
    "allowed_regions": {"type": "list", "elements": "str", "default": []},
    "required_tags": {"type": "list", "elements": "str", "default": []},
    "parameters": {"type": "dict", "default": {}},
    "eol_days": {"type": "int", "default": 0},
    "today": {"type": "str"},
    "planned_profiles": {"type": "list", "elements": "dict", "default": []},
    "changed_regions": {"type": "list", "elements": "str", "default": []},
    "checks": {"type": "list", "elements": "str", "choices": list(CHECKS), "default": list(CHECKS)},
    "features": {"type": "list", "elements": "str", "choices": list(OPTIONAL_FEATURES), "default": ["base"]},
    "deployer_arn": {"type": "str"},
    "ssm_prefix": {"type": "str"},
    "ssm_regions": {"type": "list", "elements": "str", "default": []},
    "regions": {"type": "list", "elements": "str", "default": []},
    "fail_on": {"type": "str", "choices": ["error", "warning", "never"], "default": "error"},
    "workers": {"type": "int", "default": 16},
}


def main() -> None:
    run(aws_module(ARGUMENTS))


if __name__ == "__main__":
    main()
