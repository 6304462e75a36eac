#!/usr/bin/python
# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Documentation and wiring of genai.bedrock.lifecycle_info."""

from __future__ import annotations

DOCUMENTATION = r"""
module: lifecycle_info
version_added: "1.1.0"
short_description: How long the models of deployed profiles live
description:
  - Joins the profiles of an environment with the lifecycle of their models, and names the entry to change and the models that may follow.
    The playbook C(genai.bedrock.lifecycle) builds on it.
  - Models that may follow are active and not due themselves, of the same family, and began later than the model itself, as far as AWS tells
    when that was. Those that the region has without the global profile come first, then those that take the temperature of the record,
    then the newest.
  - It also advises a better model, where the region has one of the same provider and tier that is offered in the same geographies, and is
    cheaper, or younger at the same price. Nothing changes by that. Prices and geographies are those of a published table, whose age is
    reported once it exceeds 90 days.
  - A model that no region lists any more, as after its end of life, has the status V(NOT_LISTED) and is due.
  - It fails where anything could not be read, and where one of O(workloads) has no profile, and returns what it found all the same. That a model
    is due does not fail it.
  - The caller needs C(ssm:GetParametersByPath) on the path, and C(bedrock:ListInferenceProfiles), C(bedrock:ListFoundationModels),
    C(bedrock:ListTagsForResource) and C(tag:GetResources).
options:
  environment:
    description:
      - The environment whose entries are named. A profile is of it by its tags, or where a record of it publishes the profile.
    type: str
    required: true
  regions:
    description:
      - Regions to look at, beside those that records name. By default the region of the task.
    type: list
    elements: str
    default: []
  ssm_prefix:
    description:
      - The path below which records are published. By default C(/<environment>/bedrock/inference-profiles).
    type: str
  ssm_regions:
    description:
      - Regions of the records, of which the first is read. By default the first of O(regions).
    type: list
    elements: str
    default: []
  eol_days:
    description:
      - A profile is due where the end of life of its model is within so many days.
    type: int
    default: 90
  workloads:
    description:
      - Workloads of the environment that are looked at, by default all. V(publish), V(access) and V(observability), which never have a
        profile, may stand among them.
    type: list
    elements: str
    default: []
  everybody:
    description:
      - Whether profiles of other environments and of others in these regions are told, too. The table has their name and environment in place
        of an entry. O(workloads) leaves none of them out.
    type: bool
    default: false
  today:
    description:
      - The day from which days are counted, as C(2026-11-30). By default the present one in UTC.
    type: str
  workers:
    description:
      - How many calls run side by side.
    type: int
    default: 16
extends_documentation_fragment:
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

- name: Tell them
  ansible.builtin.debug:
    msg: "{{ lifecycle.lines }}"
"""

RETURN = r"""
profiles:
  description: A row for each profile, the most urgent first.
  returned: always, unless the input is wrong
  type: list
  elements: dict
  contains:
    environment: {description: Its environment; empty where its tags tell none., type: str, returned: always}
    workload: {description: Its workload., type: str, returned: always}
    key: {description: Its key., type: str, returned: always}
    entry: {description: The variable that names its model; empty for a profile that is not of the environment., type: str, returned: always}
    region: {description: Region., type: str, returned: always}
    inference_profile_arn: {description: ARN., type: str, returned: always}
    inference_profile_name: {description: Name., type: str, returned: always}
    model_id: {description: Id of the model., type: str, returned: always}
    status:
      description: V(ACTIVE), V(LEGACY), V(NOT_LISTED), or V(UNKNOWN) where the region could not be read.
      type: str
      returned: always
    legacy_time: {description: "A date, else V(null).", type: str, returned: always}
    public_extended_access_time: {description: "A date, else V(null).", type: str, returned: always}
    end_of_life_time: {description: "A date, else V(null).", type: str, returned: always}
    days_left: {description: "Days until then, V(null) where there is no date.", type: int, returned: always}
    due: {description: Whether it ends within O(eol_days)., type: bool, returned: always}
    successors: {description: Ids of models that may follow., type: list, elements: str, returned: always}
    way_out:
      description:
        - Empty where the model is neither due nor V(LEGACY). It marks successors that take C(global only) or C(takes no temperature); the
          latter where the record has one, and where there is no record to tell.
      type: str
      returned: always
    better_model: {description: "Id of a better model of the same tier, else V(null).", type: str, returned: always}
    advice:
      description: The better model with the reason, and C(takes no temperature) as for C(way_out). Empty where there is none.
      type: str
      returned: always
lines:
  description:
    - The rows as a table, those that are due first. Then a line about the table of model facts, where that is older than 90 days, and a last
      line that counts what is due.
  returned: always, unless the input is wrong
  type: list
  elements: str
model_facts:
  description: The published table on which the advice rests.
  returned: always, unless the input is wrong
  type: dict
  contains:
    source: {description: "What it was made of, as C(LiteLLM 1.110.2).", type: str, returned: always}
    published: {description: The day on which that was published., type: str, returned: always}
    days: {description: How many days ago that was., type: int, returned: always}
    old: {description: Whether these are more than 90., type: bool, returned: always}
due:
  description: How many are due.
  returned: always, unless the input is wrong
  type: int
problems:
  description:
    - What could not be read, and damaged records of the environment, as lines. Where there is none of that, each of O(workloads) that has no
      profile, with the one that was probably meant.
  returned: always
  type: list
  elements: str
errors:
  description: "What could not be read, as rows with C(key), C(region), C(operation), C(code) and C(message)."
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
