#!/usr/bin/python
# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Documentation and wiring of genai.bedrock.records_info."""

from __future__ import annotations

DOCUMENTATION = r"""
module: records_info
version_added: "1.1.0"
short_description: Read and check the records and the document of an environment
description:
  - Reads what the roles of this collection have published below one path, in one or several regions, and checks each record against
    what applications rely on. The playbooks C(genai.bedrock.verify) and C(genai.bedrock.export) and the role C(genai.bedrock.access) build
    on it.
  - A parameter at the path of a record that is not a valid record is reported as damaged, with the reason and the solution, and never as missing. Its
    tags, which are read only for such parameters, show its owner.
  - The caller needs C(ssm:GetParametersByPath) on the path, C(ssm:GetParameters) for the document, and C(ssm:ListTagsForResource) for the
    document and for parameters that may be damaged.
options:
  environment:
    description:
      - The environment. Records of other environments are ignored.
    type: str
    required: true
  ssm_regions:
    description:
      - Regions to read, by default the region of the task. If a record is in several, the first listed region applies.
    type: list
    elements: str
    default: []
  workloads:
    description:
      - Only records of these workloads, for example V(copilot). By default those of all. A workload without records is an error only with
        O(require=true).
    type: list
    elements: str
    default: []
  keys:
    description:
      - Only these records, as C(<workload>/<key>). A missing one is an error only with O(require=true).
    type: list
    elements: str
    default: []
  require:
    description:
      - Whether the task fails if nothing is published, or if something in O(workloads) or O(keys) is missing, with a suggestion of what
        was probably meant. V(publish), V(access) and V(observability), which never have records, are allowed in O(workloads).
    type: bool
    default: false
  document:
    description:
      - Whether the document of the first of the regions is read too, which costs two calls.
    type: bool
    default: true
  fail_on:
    description:
      - When the task fails. V(unread) fails if anything could not be read, so that it does not look missing. V(damaged) also fails
        if a record is damaged. With V(never), see RV(unread) and RV(damaged).
    type: str
    choices: [damaged, unread, never]
    default: unread
extends_documentation_fragment:
  - genai.bedrock.scope
  - genai.bedrock.workers
  - genai.bedrock.aws.modules
  - genai.bedrock.attributes.info
author:
  - genai.bedrock contributors (@genai-bedrock)
seealso:
  - module: genai.bedrock.ssm_parameter_info
  - plugin: genai.bedrock.record
    plugin_type: lookup
  - module: genai.bedrock.records
  - module: genai.bedrock.inference_profiles_verify
"""

EXAMPLES = r"""
- name: Everything that is published for an environment
  genai.bedrock.records_info:
    environment: dev
    region: us-east-1
  register: published

- name: Show which profile serves each key
  ansible.builtin.debug:
    msg: "{{ published.records | genai.bedrock.arns_by_key }}"

- name: The records of two workloads, with a second region for what the first one does not have
  genai.bedrock.records_info:
    environment: dev
    ssm_regions: [us-east-1, us-west-2]
    workloads: [copilot, embedding]
    document: false

- name: Show damaged and unread records, and continue
  genai.bedrock.records_info:
    environment: dev
    region: us-east-1
    fail_on: never
  register: checked

- name: Fail with all of it, after whatever is done in between
  ansible.builtin.assert:
    that: checked.problems | length == 0
    fail_msg: "{{ checked.problems }}"
"""

RETURN = r"""
records:
  description:
    - Records by C(<workload>/<key>). P(genai.bedrock.record_schema#filter) returns their schema.
  returned: always, unless the input is invalid
  type: dict
damaged:
  description: What is in the place of a record but is not one, in each region.
  returned: always, unless the input is invalid
  type: list
  elements: dict
  contains:
    key: {description: Name of the parameter., type: str, returned: always}
    region: {description: Region., type: str, returned: always}
    operation: {description: The call that read it., type: str, returned: always}
    code: {description: V(DamagedRecord)., type: str, returned: always}
    message: {description: The fault and its solution., type: str, returned: always}
    path: {description: "C(<workload>/<key>)", type: str, returned: always}
    workload: {description: The workload., type: str, returned: always}
    fault: {description: What is wrong., type: str, returned: always}
    managed:
      description: Whether its tags C(ManagedBy), C(Environment), C(Workload) and C(ProfileKey) name this very record.
      type: bool
      returned: always
unread:
  description: A row for each read that failed.
  returned: always, unless the input is invalid
  type: list
  elements: dict
  contains:
    key: {description: The path or the name., type: str, returned: always}
    region: {description: Region., type: str, returned: always}
    operation: {description: The call., type: str, returned: always}
    code: {description: AWS's code., type: str, returned: always}
    message: {description: "AWS's message, with the missing IAM action if any.", type: str, returned: always}
foreign:
  description: Other parameters below the path, which do not belong to this environment.
  returned: always, unless the input is invalid
  type: list
  elements: dict
  contains:
    name: {description: Name of the parameter., type: str, returned: always}
    region: {description: Region., type: str, returned: always}
    reason: {description: Why it is ignored., type: str, returned: always}
document:
  description: The document, the parameter at the path itself; V(null) with O(document=false).
  returned: always, unless the input is invalid
  type: dict
  contains:
    name: {description: Its name., type: str, returned: always}
    region: {description: The first of the regions., type: str, returned: always}
    state:
      description:
        - V(ours), V(foreign) if its tags do not name this environment, V(damaged) if it is ours but not a JSON
          object, V(missing), or V(unread).
      type: str
      returned: always
    value: {description: "Its content if it is ours, otherwise V(null).", type: dict, returned: always}
    version: {description: "Version of the parameter, or V(null).", type: int, returned: always}
problems:
  description: Unread, damaged and, with O(require=true), missing records as lines, even if they do not fail the task.
  returned: always, unless the input is invalid
  type: list
  elements: str
errors:
  description: Problems that fail the task because of O(fail_on) or O(require), with C(key), C(region), C(operation), C(code) and C(message).
  returned: failure
  type: list
  elements: dict
"""

from ansible_collections.genai.bedrock.plugins.module_utils._module.aws_module import aws_module
from ansible_collections.genai.bedrock.plugins.module_utils._module.records import FAIL_ON, UNREAD, run

ARGUMENTS = {
    "environment": {"type": "str", "required": True},
    "ssm_prefix": {"type": "str"},
    "ssm_regions": {"type": "list", "elements": "str", "default": []},
    "workloads": {"type": "list", "elements": "str", "default": []},
    "keys": {"type": "list", "elements": "str", "no_log": False, "default": []},
    "require": {"type": "bool", "default": False},
    "document": {"type": "bool", "default": True},
    "fail_on": {"type": "str", "choices": list(FAIL_ON), "default": UNREAD},
    "workers": {"type": "int", "default": 16},
}


def main() -> None:
    run(aws_module(ARGUMENTS))


if __name__ == "__main__":
    main()
