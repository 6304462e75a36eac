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
  - Writes records that were created elsewhere, deletes records, and rebuilds the document from all records of the
    environment below the path. It does not touch profiles; M(genai.bedrock.workloads) manages profiles and records.
  - Everything is planned before anything is written. A parameter of others at one of the paths, or a denied read, stops the run.
  - Records come first. If one cannot be written or deleted, the document stays unchanged.
  - If a record of this environment cannot be read, or is damaged and not rewritten here, the document stays unchanged and the task fails.
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
      - Regions to which the same parameters are written, at least one. The first one is read.
    type: list
    elements: str
    required: true
  records:
    description:
      - Records to write, by C(<workload>/<key>). P(genai.bedrock.record_schema#filter) returns their schema. Other published
        records stay.
    type: dict
    default: {}
  removed:
    description:
      - Records to delete, as C(<workload>/<key>). Missing ones are not an error.
    type: list
    elements: str
    default: []
  document:
    description:
      - Whether to rebuild the document. It is deleted if no record is left.
    type: bool
    default: true
  adopt:
    description:
      - Whether to take over parameters of others at our paths. A document of others is not taken over if its readers would lose an ARN.
    type: bool
    default: false
  lock:
    description:
      - Whether a run that writes holds the environment's lock, see O(genai.bedrock.workloads#module:lock).
    type: bool
    default: true
  lock_timeout:
    description:
      - Seconds to wait for a lock that another run holds. After that the task fails, and nothing is written.
    type: int
    default: 600
  variables:
    description:
      - Prefix of the variables that set these options, such as V(publish_), for error messages.
    type: str
    default: ""
extends_documentation_fragment:
  - genai.bedrock.workers
  - genai.bedrock.ignore_tags
  - genai.bedrock.aws.modules
  - genai.bedrock.attributes
author:
  - genai.bedrock contributors (@genai-bedrock)
seealso:
  - module: genai.bedrock.records_info
  - module: genai.bedrock.workloads
"""

EXAMPLES = r"""
- name: Rebuild the document from the existing records
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
  description: The requested records, by C(<workload>/<key>).
  returned: when the run was carried out or planned
  type: dict
removed:
  description: The records to delete.
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
  description: All successful writes in order, with C(seconds) since the start of the run, C(region), C(subject) and C(action).
  returned: when the run was carried out or planned
  type: list
  elements: dict
  sample: [{seconds: 0.412, region: us-east-1, subject: /dev/bedrock/inference-profiles/search/reports, action: written}]
problems:
  description: All problems as lines. Empty if there are none.
  returned: always
  type: list
  elements: str
errors:
  description: "The same problems as rows, each with C(workload), C(key), C(region), C(operation), C(code) and C(message)."
  returned: on failure, unless the input is wrong
  type: list
  elements: dict
"""

from ansible_collections.genai.bedrock.plugins.module_utils._module.aws_module import aws_module
from ansible_collections.genai.bedrock.plugins.module_utils._module.ignoring import IGNORE_TAGS
from ansible_collections.genai.bedrock.plugins.module_utils._module.publication import run

ARGUMENTS = {
    "environment": {"type": "str", "required": True},
    "ssm_prefix": {"type": "str"},
    "ssm_regions": {"type": "list", "elements": "str", "required": True},
    "records": {"type": "dict", "default": {}},
    "removed": {"type": "list", "elements": "str", "default": []},
    "document": {"type": "bool", "default": True},
    "adopt": {"type": "bool", "default": False},
    "ignore_tags": IGNORE_TAGS,
    "lock": {"type": "bool", "default": True},
    "lock_timeout": {"type": "int", "default": 600},
    "variables": {"type": "str", "default": ""},
    "workers": {"type": "int", "default": 16},
}


def main() -> None:
    run(aws_module(ARGUMENTS))


if __name__ == "__main__":
    main()
