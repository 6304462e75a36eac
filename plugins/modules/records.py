#!/usr/bin/python
# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Documentation and wiring of genai.bedrock.records."""

from __future__ import annotations

DOCUMENTATION = r"""
module: records
version_added: "1.1.0"
short_description: Publish records and the document of an environment
description:
  - Writes records that something else has made, takes away those that are to go, and writes the document anew from every record of the
    environment that is live below the path. Profiles are neither made nor deleted; M(genai.bedrock.workloads) does all of it.
  - Everything is planned before anything is written. A parameter of others in the way, or a denied read, stops the run.
  - Records come first. Where one could not be written or taken away, the document stays as it is.
  - A record of this environment that cannot be read, or is damaged and not written here, keeps the document as it is, and fails the task.
  - The caller needs what M(genai.bedrock.ssm_parameters) needs, and C(ssm:GetParametersByPath) on the path.
options:
  environment:
    description:
      - The environment, 1 to 32 lower-case letters and digits with single hyphens. It is the tag C(Environment).
    type: str
    required: true
  ssm_prefix:
    description:
      - Records are published at C(<prefix>/<workload>/<key>), the document at the prefix. By default
        C(/<environment>/bedrock/inference-profiles).
    type: str
  ssm_regions:
    description:
      - Regions in which the same parameters are kept, at least one. The first is read from.
    type: list
    elements: str
    required: true
  records:
    description:
      - Records to write, by C(<workload>/<key>). P(genai.bedrock.record_schema#filter) tells what is in one. Records that are published
        already and are not named here stay.
    type: dict
    default: {}
  removed:
    description:
      - Records to take away, as C(<workload>/<key>). One that is not there is no error.
    type: list
    elements: str
    default: []
  document:
    description:
      - Whether the document is written anew. Where no record is left, it is taken away.
    type: bool
    default: true
  adopt:
    description:
      - Whether parameters of others at our paths are taken over. A document of others is not, where readers of it would lose an ARN.
    type: bool
    default: false
  lock:
    description:
      - Whether a run that writes holds the environment's lock, as O(genai.bedrock.workloads#module:lock) says.
    type: bool
    default: true
  lock_timeout:
    description:
      - Seconds to wait for a lock that another run holds. After that the task fails, and nothing is written.
    type: int
    default: 600
  variables:
    description:
      - How the variables begin from which the options come, for messages about them, such as V(publish_).
    type: str
    default: ""
  workers:
    description:
      - How many calls run side by side.
    type: int
    default: 16
extends_documentation_fragment:
  - genai.bedrock.aws.modules
  - genai.bedrock.attributes
author:
  - genai.bedrock contributors (@genai-bedrock)
seealso:
  - module: genai.bedrock.records_info
  - module: genai.bedrock.workloads
"""

EXAMPLES = r"""
- name: Write the document anew from the records that are there
  genai.bedrock.records:
    environment: dev
    ssm_regions: [us-east-1]

- name: Publish a record that something else has made, and take another one away
  genai.bedrock.records:
    environment: dev
    ssm_regions: [us-east-1, us-west-2]
    records:
      search/reports:
        schema: 1
        workload: search
        key: reports
        environment: dev
        use_case: search
        base_model_id: anthropic.claude-sonnet-4-6
        provider: anthropic
        model_family: claude
        kind: text
        max_tokens: 4096
        temperature: 0.2
        targets:
          - region: us-east-1
            name: claude-reports
            arn: "arn:aws:bedrock:us-east-1:123456789012:application-inference-profile/abcdef123456"
            profile_id: abcdef123456
            arn_prefix: "arn:aws:bedrock:us-east-1:123456789012:application-inference-profile/"
            destinations: [us-east-1]
            metric_dimension: {ModelId: abcdef123456}
        previous: []
    removed: [search/drafts]
  register: published

- name: What was done
  ansible.builtin.debug:
    msg: "{{ published.lines }}"
"""

RETURN = r"""
actions:
  description: What was done to each parameter, or would be in check mode. The document has the name of the prefix.
  returned: when the run was carried out or planned
  type: list
  elements: dict
  contains:
    name: {description: Name of the parameter., type: str, returned: always}
    region: {description: Region., type: str, returned: always}
    action: {description: "V(create), V(update), V(adopt), V(retag), V(delete) or V(none).", type: str, returned: always}
    reasons: {description: Why., type: list, elements: str, returned: always}
records:
  description: The records that were to be written, by C(<workload>/<key>).
  returned: when the run was carried out or planned
  type: dict
removed:
  description: The records that were to be taken away.
  returned: when the run was carried out or planned
  type: list
  elements: str
document:
  description: Name and regions of the document, V(null) with O(document=false).
  returned: when the run was carried out or planned
  type: dict
lines:
  description: What changed, ready to print.
  returned: when the run was carried out or planned
  type: list
  elements: str
timeline:
  description: Every write that succeeded, in order, with C(seconds) since the run began, C(region), C(subject) and C(action).
  returned: when the run was carried out or planned
  type: list
  elements: dict
  sample: [{seconds: 0.412, region: us-east-1, subject: /dev/bedrock/inference-profiles/search/reports, action: written}]
problems:
  description: Everything that forbade the run or failed, as lines. Empty where all is well.
  returned: always
  type: list
  elements: str
errors:
  description: "The same as rows, each with C(workload), C(key), C(region), C(operation), C(code) and C(message)."
  returned: on failure, unless the input is wrong
  type: list
  elements: dict
"""

from ansible_collections.genai.bedrock.plugins.module_utils._module.aws_module import aws_module
from ansible_collections.genai.bedrock.plugins.module_utils._module.publication import run

ARGUMENTS = {
    "environment": {"type": "str", "required": True},
    "ssm_prefix": {"type": "str"},
    "ssm_regions": {"type": "list", "elements": "str", "required": True},
    "records": {"type": "dict", "default": {}},
    "removed": {"type": "list", "elements": "str", "default": []},
    "document": {"type": "bool", "default": True},
    "adopt": {"type": "bool", "default": False},
    "lock": {"type": "bool", "default": True},
    "lock_timeout": {"type": "int", "default": 600},
    "variables": {"type": "str", "default": ""},
    "workers": {"type": "int", "default": 16},
}


def main() -> None:
    run(aws_module(ARGUMENTS))


if __name__ == "__main__":
    main()
