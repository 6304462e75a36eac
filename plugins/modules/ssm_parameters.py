#!/usr/bin/python
# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Documentation and wiring of genai.bedrock.ssm_parameters."""

from __future__ import annotations

DOCUMENTATION = r"""
module: ssm_parameters
version_added: "1.0.0"
short_description: Manage a map of parameters of SSM Parameter Store over regions
description:
  - Creates, changes and deletes parameters of AWS Systems Manager Parameter Store in one or several regions from one map, in one
    process.
  - Everything is read and decided first. Errors of input and of ownership, and a denied read, are reported all at
    once, each with the parameter's name, before anything is written. A region that cannot be read, and an error of a
    write, fail their own parameters only.
  - Values are read ten a call, tags in bulk from the Resource Groups Tagging API. Where C(tag:GetResources) is
    denied, tags are read one by one, in parallel.
  - An equal value is not written again, since each write is a new version. Values that are JSON are compared as JSON.
  - The tag C(ManagedBy=genai.bedrock) is always written. A parameter that exists without it is not overwritten,
    retagged or deleted, unless O(adopt=true).
  - The tags C(Environment), C(Workload) and C(ProfileKey) say whose a parameter is. Nor is a parameter written or
    deleted, unless O(adopt=true), in which one of them differs from what the task names in C(tags), whatever C(state)
    is; a record, which has C(ProfileKey), where the task names no key; or, to be deleted, one without C(Environment)
    where the task names one.
options:
  ssm_parameters:
    description:
      - The parameters, name to options. The options of each are C(value), C(type), C(description), C(tier),
        C(key_id), C(data_type), C(allowed_pattern), C(policies), C(tags), C(purge_tags), C(adopt) and C(state), as in M(genai.bedrock.ssm_parameter).
      - C(tags) are merged over O(tags), C(purge_tags) and C(adopt) win over O(purge_tags) and O(adopt).
      - Values are masked in the log and in RV(ignore:invocation). A difference of a plain value is shown by
        C(--diff), one of a C(SecureString) never is.
    type: dict
    required: true
  tags:
    description:
      - Tags of all parameters, key to value. Booleans are written as V(true) and V(false).
      - If neither this nor the parameter's own C(tags) is set, tags are left unchanged, except
        C(ManagedBy=genai.bedrock).
    type: dict
    aliases: [resource_tags]
  purge_tags:
    description:
      - Whether to remove other tags. It has no effect on parameters for which no tags are set.
    type: bool
    default: true
  adopt:
    description:
      - Take over parameters that exist without the tag C(ManagedBy=genai.bedrock), or belong to another environment,
        workload or key. They are tagged and updated to their options, or deleted with C(state=absent). Their
        own tags stay as long as this is set.
    type: bool
    default: false
  regions:
    description:
      - Regions in which the same parameters are kept, by default the region of the task.
    type: list
    elements: str
extends_documentation_fragment:
  - genai.bedrock.workers
  - genai.bedrock.ignore_tags
  - genai.bedrock.aws.modules
  - genai.bedrock.attributes
author:
  - genai.bedrock contributors (@genai-bedrock)
seealso:
  - module: genai.bedrock.ssm_parameter
  - module: genai.bedrock.ssm_parameter_info
  - plugin: genai.bedrock.record
    plugin_type: lookup
"""

EXAMPLES = r"""
- name: Publish the settings of an application in two regions
  genai.bedrock.ssm_parameters:
    regions: [us-east-1, us-west-2]
    tags:
      Environment: dev
      Workload: shop
    ssm_parameters:
      /dev/shop/model:
        value: us.anthropic.claude-sonnet-4-6
        description: What the shop's assistant calls
      /dev/shop/limits:
        value:
          max_tokens: 4096
          temperature: 0.2
      /dev/shop/languages:
        type: StringList
        value: [de, en, fr]
      /dev/shop/old:
        state: absent
  register: published

- name: Show what was done
  ansible.builtin.debug:
    var: published.summary
"""

RETURN = r"""
ssm_parameters:
  description: The parameters that exist afterwards, in the order of the map.
  returned: once everything was decided
  type: list
  elements: dict
  contains:
    name: {description: Name., type: str, returned: always}
    region: {description: Region., type: str, returned: always}
    action: {description: What was done to it., type: str, returned: always}
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
actions:
  description:
    - What was done to each parameter in each region, or would be done in check mode, with C(name), C(region),
      C(action) and C(reasons).
    - C(action) is one of V(create), V(update), V(retag), V(adopt), V(delete) and V(none).
  returned: once everything was decided
  type: list
  elements: dict
  sample: [{name: /dev/shop/model, region: us-east-1, action: update, reasons: [value differs]}]
summary:
  description: How many of each action.
  returned: once everything was decided
  type: dict
  sample: {create: 1, update: 0, retag: 0, adopt: 0, delete: 0, none: 5}
errors:
  description: What went wrong, with C(key), which is the name, C(region), C(operation), C(code) and C(message).
  returned: failure
  type: list
  elements: dict
"""

from ansible_collections.genai.bedrock.plugins.module_utils._core.ignore_options import read_ignored
from ansible_collections.genai.bedrock.plugins.module_utils._core.parameters.requests import wanted_parameters
from ansible_collections.genai.bedrock.plugins.module_utils._core.problems import ProblemError
from ansible_collections.genai.bedrock.plugins.module_utils._module.aws_module import aws_module, fail_with, regions_of
from ansible_collections.genai.bedrock.plugins.module_utils._module.ignoring import IGNORE_TAGS
from ansible_collections.genai.bedrock.plugins.module_utils._module.ssm import (
    MAP_TYPE,
    bulk_result,
    finish,
    run,
    shown_entries,
)

ARGUMENTS = {
    "ssm_parameters": {"type": MAP_TYPE, "required": True},
    "tags": {"type": "dict", "aliases": ["resource_tags"]},
    "ignore_tags": IGNORE_TAGS,
    "purge_tags": {"type": "bool", "default": True},
    "adopt": {"type": "bool", "default": False},
    "regions": {"type": "list", "elements": "str"},
    "workers": {"type": "int", "default": 16},
}


def main() -> None:
    module = aws_module(ARGUMENTS)
    params = module.params
    try:
        wanted = wanted_parameters(
            shown_entries(params["ssm_parameters"]),
            regions=regions_of(module),
            tags=params["tags"],
            purge_tags=params["purge_tags"],
            adopt=params["adopt"],
            ignore_tags=read_ignored(params["ignore_tags"]),
        )
    except ProblemError as error:
        fail_with(module, error.problems)
    outcome = run(module, wanted, params["workers"])
    finish(module, outcome, bulk_result(outcome))


if __name__ == "__main__":
    main()
