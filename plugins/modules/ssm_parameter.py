#!/usr/bin/python
# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Documentation and wiring of genai.bedrock.ssm_parameter."""

from __future__ import annotations

DOCUMENTATION = r"""
module: ssm_parameter
version_added: "1.0.0"
short_description: Manage a parameter of SSM Parameter Store
description:
  - Creates, updates, retags and deletes a parameter of AWS Systems Manager Parameter Store.
  - An equal value is not written again, since each write is a new version. Values that are JSON are compared as JSON.
  - The tag C(ManagedBy=genai.bedrock) is always written. A parameter that exists without it is not overwritten,
    retagged or deleted, unless O(adopt=true); nor is one that belongs to another environment, workload or key.
  - The tags C(Environment), C(Workload) and C(ProfileKey) say whose a parameter is. Those that O(tags) names must not
    differ, with O(state=absent) too. A record, which has C(ProfileKey), is touched only where O(tags) names its key, and
    where O(tags) names C(Environment), only what has that tag is deleted.
  - For more than one parameter, M(genai.bedrock.ssm_parameters) does the same in one process with fewer calls.
options:
  name:
    description:
      - Name of the parameter. Letters, digits and C(.-_/), up to 15 levels. A name with C(/) begins with C(/).
      - It must not begin with C(aws) or C(ssm), which AWS keeps for itself.
    type: str
    required: true
  adopt:
    description:
      - Take over a parameter that exists without the tag C(ManagedBy=genai.bedrock), or belongs to another
        environment, workload or key. It is tagged and brought to what the other options say, or deleted with
        O(state=absent). Its own tags stay as long as this is set.
    type: bool
    default: false
extends_documentation_fragment:
  - genai.bedrock.ignore_tags
  - genai.bedrock.ssm_parameter
  - genai.bedrock.tags
  - genai.bedrock.aws.modules
  - genai.bedrock.attributes
author:
  - genai.bedrock contributors (@genai-bedrock)
seealso:
  - module: genai.bedrock.ssm_parameters
  - module: genai.bedrock.ssm_parameter_info
"""

EXAMPLES = r"""
- name: Set the profile of an application
  genai.bedrock.ssm_parameter:
    region: us-east-1
    name: /dev/chatbot/model
    value: arn:aws:bedrock:us-east-1:123456789012:application-inference-profile/4cbyr2n9st9w
    description: The inference profile of the chatbot
    tags:
      Environment: dev

- name: Write a map as JSON
  genai.bedrock.ssm_parameter:
    region: us-east-1
    name: /dev/chatbot/settings
    value:
      max_tokens: 4096
      temperature: 0.7

- name: Keep a secret
  genai.bedrock.ssm_parameter:
    region: us-east-1
    name: /dev/chatbot/token
    type: SecureString
    value: "{{ lookup('ansible.builtin.env', 'CHATBOT_TOKEN') | default('unset', true) }}"

- name: Remove it
  genai.bedrock.ssm_parameter:
    region: us-east-1
    name: /dev/chatbot/token
    state: absent
"""

RETURN = r"""
action:
  description: What was done, or would be done in check mode.
  returned: success
  type: str
  sample: update
reasons:
  description: Why, a sentence each.
  returned: success
  type: list
  elements: str
  sample: ["value differs"]
ssm_parameter:
  description: The parameter afterwards. It is V(null) where none exists.
  returned: success
  type: dict
  contains:
    name: {description: Name., type: str, returned: always}
    region: {description: Region., type: str, returned: always}
    action: {description: As RV(action)., type: str, returned: always}
    arn:
      description: ARN, or C((known after create)) in check mode.
      type: str
      returned: always
    type: {description: Type., type: str, returned: always}
    data_type: {description: Data type., type: str, returned: always}
    version: {description: Version., type: int, returned: always}
    tier: {description: "Tier, or V(null) if it was not read.", type: str, returned: always}
    description: {description: "Description, or V(null) if it was not read.", type: str, returned: always}
    tags: {description: Tags., type: dict, returned: always}
errors:
  description: What went wrong, with C(key), C(region), C(operation), C(code) and C(message).
  returned: failure
  type: list
  elements: dict
"""

from ansible_collections.genai.bedrock.plugins.module_utils._core.ignore_options import read_ignored
from ansible_collections.genai.bedrock.plugins.module_utils._core.parameters.data_types import DATA_TYPES
from ansible_collections.genai.bedrock.plugins.module_utils._core.parameters.requests import OPTIONS, wanted_parameters
from ansible_collections.genai.bedrock.plugins.module_utils._core.problems import ProblemError
from ansible_collections.genai.bedrock.plugins.module_utils._module.aws_module import aws_module, fail_with, regions_of
from ansible_collections.genai.bedrock.plugins.module_utils._module.ignoring import IGNORE_TAGS
from ansible_collections.genai.bedrock.plugins.module_utils._module.ssm import (
    VALUE_TYPE,
    bulk_result,
    finish,
    run,
    shown_entries,
)

ARGUMENTS = {
    "name": {"type": "str", "required": True},
    "state": {"type": "str", "choices": ["present", "absent"], "default": "present"},
    "value": {"type": VALUE_TYPE},
    "type": {"type": "str", "choices": ["String", "StringList", "SecureString"]},
    "description": {"type": "str"},
    "tier": {"type": "str", "choices": ["auto", "standard", "advanced"], "default": "auto"},
    "key_id": {"type": "str", "no_log": False},
    "data_type": {"type": "str", "choices": list(DATA_TYPES)},
    "allowed_pattern": {"type": "str"},
    "policies": {"type": "list", "elements": "dict"},
    "tags": {"type": "dict", "aliases": ["resource_tags"]},
    "ignore_tags": IGNORE_TAGS,
    "purge_tags": {"type": "bool", "default": True},
    "adopt": {"type": "bool", "default": False},
}


def main() -> None:
    module = aws_module(ARGUMENTS)
    entry = {option: module.params[option] for option in OPTIONS}
    try:
        ignored = read_ignored(module.params["ignore_tags"])
        entries = shown_entries({module.params["name"]: entry})
        wanted = wanted_parameters(entries, regions=regions_of(module), ignore_tags=ignored)
    except ProblemError as error:
        fail_with(module, error.problems)
    outcome = run(module, wanted, workers=1)
    bulk = bulk_result(outcome)
    row = next(iter(bulk["ssm_parameters"]), None)
    reported = {key: action[key] for action in bulk["actions"] for key in ("action", "reasons")}
    finish(module, outcome, {"ssm_parameter": row, **reported})


if __name__ == "__main__":
    main()
