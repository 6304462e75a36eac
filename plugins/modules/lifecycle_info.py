#!/usr/bin/python
# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Documentation and wiring of genai.bedrock.lifecycle_info."""

from __future__ import annotations

DOCUMENTATION = r"""
module: lifecycle_info
version_added: "1.1.0"
short_description: End of life of the models of deployed profiles
description:
  - Joins the profiles of an environment with the lifecycle of their models, and names the entries to change and possible successors.
    The playbook C(genai.bedrock.lifecycle) is based on it.
  - Successors are active models of the same family that are not due themselves and started later than the model, if AWS returns
    the dates. Models that the region offers without the global profile come first, then those that accept the temperature of the record,
    then the newest.
  - It also names a better model if the region has one of the same provider and tier that is offered in the same geographies and is
    cheaper, or newer at the same price. It is not the one that is recommended for the use case of an entry, which
    M(genai.bedrock.inference_profile_usage_info) compares costs with. Nothing is changed. Prices and geographies are from a published table, whose age is
    reported once it exceeds 90 days.
  - A model that is no longer listed, as after its end of life, has the status V(NOT_LISTED) and is due.
  - It fails if anything could not be read, or if one of O(workloads) has no profile, and still returns what it found. A model that
    is due does not fail the task.
  - The caller needs C(ssm:GetParametersByPath) on the path, and C(bedrock:ListInferenceProfiles), C(bedrock:ListFoundationModels),
    C(bedrock:ListTagsForResource) and C(tag:GetResources).
options:
  environment:
    description:
      - The environment. Its profiles are those with its tags and those in its records.
    type: str
    required: true
  eol_days:
    description:
      - A profile is due if its model reaches its end of life within this many days.
    type: int
    default: 90
  workloads:
    description:
      - Workloads of the environment to include, by default all. V(publish), V(access) and V(observability), which never have
        profiles, are allowed.
    type: list
    elements: str
    default: []
  everybody:
    description:
      - Whether to include all other profiles in these regions. The table lists their name and environment instead
        of an entry. O(workloads) does not filter them.
    type: bool
    default: false
  today:
    description:
      - The date from which days are counted, as C(2026-11-30). By default today in UTC.
    type: str
extends_documentation_fragment:
  - genai.bedrock.scope
  - genai.bedrock.scope.profiles
  - genai.bedrock.workers
  - genai.bedrock.aws.modules
  - genai.bedrock.attributes.info
author:
  - genai.bedrock contributors (@genai-bedrock)
seealso:
  - module: genai.bedrock.foundation_model_info
  - module: genai.bedrock.inference_profile_info
"""

EXAMPLES = r"""
- name: Which entries have to change within half a year
  genai.bedrock.lifecycle_info:
    environment: dev
    regions: [us-east-1, us-west-2]
    eol_days: 180
  register: lifecycle

- name: Show them
  ansible.builtin.debug:
    msg: "{{ lifecycle.lines }}"
"""

RETURN = r"""
profiles:
  description: A row for each profile, the most urgent first.
  returned: always, unless the input is invalid
  type: list
  elements: dict
  contains:
    environment: {description: Its environment; empty if it has no such tag., type: str, returned: always}
    workload: {description: Its workload., type: str, returned: always}
    key: {description: Its key., type: str, returned: always}
    entry: {description: The variable that sets its model; empty for profiles of others., type: str, returned: always}
    region: {description: Region., type: str, returned: always}
    inference_profile_arn: {description: ARN., type: str, returned: always}
    inference_profile_name: {description: Name., type: str, returned: always}
    model_id: {description: Id of the model., type: str, returned: always}
    status:
      description: V(ACTIVE), V(LEGACY), V(NOT_LISTED), or V(UNKNOWN) if the region could not be read.
      type: str
      returned: always
    legacy_time: {description: "A date, or V(null).", type: str, returned: always}
    public_extended_access_time: {description: "A date, or V(null).", type: str, returned: always}
    end_of_life_time: {description: "A date, or V(null).", type: str, returned: always}
    days_left: {description: "Days until then, or V(null) without a date.", type: int, returned: always}
    due: {description: Whether it ends within O(eol_days)., type: bool, returned: always}
    successors: {description: Ids of possible successors., type: list, elements: str, returned: always}
    way_out:
      description:
        - Empty if the model is neither due nor V(LEGACY). It marks successors as C(global only) or C(takes no temperature); the
          latter if the record has a temperature, or if there is no record.
      type: str
      returned: always
    better_model: {description: "Id of a better model of the same tier, or V(null).", type: str, returned: always}
    advice:
      description: The better model with the reason, and C(takes no temperature) as for C(way_out). May be empty.
      type: str
      returned: always
lines:
  description:
    - The rows as a table, due ones first. Then a line about the table of model facts if it is older than 90 days, and a last
      line that counts due profiles.
  returned: always, unless the input is invalid
  type: list
  elements: str
model_facts:
  description: The published table behind the advice.
  returned: always, unless the input is invalid
  type: dict
  contains:
    source: {description: "Its source, as C(LiteLLM 1.110.2).", type: str, returned: always}
    published: {description: The date of its publication., type: str, returned: always}
    days: {description: Its age in days., type: int, returned: always}
    old: {description: Whether it is older than 90 days., type: bool, returned: always}
due:
  description: Number of profiles that are due.
  returned: always, unless the input is invalid
  type: int
problems:
  description:
    - Failed reads and damaged records of the environment, as lines. If there are none, each of O(workloads) without
      profiles, with a suggestion.
  returned: always
  type: list
  elements: str
errors:
  description: "Failed reads, as rows with C(key), C(region), C(operation), C(code) and C(message)."
  returned: failure, unless the input is wrong
  type: list
  elements: dict
"""

from ansible_collections.genai.bedrock.plugins.module_utils._module.aws_module import aws_module
from ansible_collections.genai.bedrock.plugins.module_utils._module.lifecycle import run

ARGUMENTS = {
    "environment": {"type": "str", "required": True},
    "regions": {"type": "list", "elements": "str", "default": []},
    "ssm_prefix": {"type": "str"},
    "ssm_regions": {"type": "list", "elements": "str", "default": []},
    "eol_days": {"type": "int", "default": 90},
    "workloads": {"type": "list", "elements": "str", "default": []},
    "everybody": {"type": "bool", "default": False},
    "today": {"type": "str"},
    "workers": {"type": "int", "default": 16},
}


def main() -> None:
    run(aws_module(ARGUMENTS))


if __name__ == "__main__":
    main()
