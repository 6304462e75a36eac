#!/usr/bin/python
# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Documentation and wiring of genai.bedrock.guardrail_info."""

from __future__ import annotations

DOCUMENTATION = r"""
module: guardrail_info
version_added: "1.0.0"
short_description: List guardrails
description:
  - Lists the guardrails of one or several regions, with all their settings and the numbers of their versions.
  - What is not found is an empty list, not an error.
options:
  names:
    description:
      - Only guardrails of these names.
    type: list
    elements: str
    aliases: [name]
  identifiers:
    description:
      - Only guardrails with these ids or ARNs. An ARN may belong to a guardrail that another account shares. AWS returns
        neither its tags nor its versions.
    type: list
    elements: str
    aliases: [identifier]
  version:
    description:
      - Which version's settings are returned, V(DRAFT) or a number. Guardrails without it are omitted.
    type: str
    default: DRAFT
  tags:
    description:
      - Only guardrails that have all of these tags.
    type: dict
  regions:
    description:
      - Regions to list, by default the region of the task.
    type: list
    elements: str
  include_versions:
    description:
      - Whether the numbers of the versions are read and returned. It costs one call a guardrail.
    type: bool
    default: true
extends_documentation_fragment:
  - genai.bedrock.aws.modules
  - genai.bedrock.attributes.info
author:
  - genai.bedrock contributors (@genai-bedrock)
seealso:
  - module: genai.bedrock.guardrail
"""

EXAMPLES = r"""
- name: All guardrails of two regions
  genai.bedrock.guardrail_info:
    regions: [us-east-1, us-west-2]
  register: found

- name: Those of one environment
  genai.bedrock.guardrail_info:
    region: us-east-1
    tags:
      ManagedBy: genai.bedrock
      Environment: dev

- name: Read the first version of a guardrail
  genai.bedrock.guardrail_info:
    region: us-east-1
    name: cai-dev
    version: "1"
"""

RETURN = r"""
guardrails:
  description: The guardrails, sorted by region and name.
  returned: always
  type: list
  elements: dict
  contains:
    region: {description: Region., type: str, returned: always}
    guardrail_id: {description: Id., type: str, returned: always}
    guardrail_arn: {description: ARN., type: str, returned: always}
    version: {description: The version that the settings are of., type: str, returned: always}
    versions:
      description: Numbers of the versions, oldest first, null for a guardrail of another account.
      type: list
      elements: str
      returned: O(include_versions=true)
    name: {description: Name., type: str, returned: always}
    description: {description: Description of the draft or of the version., type: str, returned: always}
    status: {description: Status., type: str, returned: always}
    status_reasons: {description: Why it is FAILED., type: list, elements: str, returned: always}
    blocked_input_messaging: {description: Answer to a blocked prompt., type: str, returned: always}
    blocked_outputs_messaging: {description: Answer in place of a blocked response., type: str, returned: always}
    topic_policy: {description: Denied topics., type: dict, returned: when there are some}
    content_policy: {description: Content filters and prompt attack., type: dict, returned: when there are some}
    word_policy: {description: Words and managed word lists., type: dict, returned: when there are some}
    sensitive_information_policy:
      description: PII entities and regular expressions.
      type: dict
      returned: when there are some
    contextual_grounding_policy: {description: Grounding., type: dict, returned: when there is some}
    automated_reasoning_policy: {description: Automated reasoning., type: dict, returned: when there is some}
    kms_key_arn: {description: The KMS key., type: str, returned: always}
    cross_region_details: {description: The guardrail profile., type: dict, returned: always}
    created_at: {description: When it was created., type: str, returned: always}
    updated_at: {description: When it was changed last., type: str, returned: always}
    tags: {description: Tags., type: dict, returned: always}
errors:
  description: What went wrong, with C(key), C(region), C(operation), C(code) and C(message).
  returned: on failure
  type: list
  elements: dict
"""

from ansible_collections.genai.bedrock.plugins.module_utils._aws.guardrails import GuardrailGateway
from ansible_collections.genai.bedrock.plugins.module_utils._core.problems import Problem
from ansible_collections.genai.bedrock.plugins.module_utils._core.tags import tag_texts
from ansible_collections.genai.bedrock.plugins.module_utils._engine.guardrails.listing import Request, list_guardrails
from ansible_collections.genai.bedrock.plugins.module_utils._module.aws_module import (
    aws_module,
    clients_of,
    fail_with,
    regions_of,
)

ARGUMENTS = {
    "names": {"type": "list", "elements": "str", "aliases": ["name"]},
    "identifiers": {"type": "list", "elements": "str", "aliases": ["identifier"]},
    "version": {"type": "str", "default": "DRAFT"},
    "tags": {"type": "dict"},
    "regions": {"type": "list", "elements": "str"},
    "include_versions": {"type": "bool", "default": True},
}


def main() -> None:
    module = aws_module(ARGUMENTS)
    params = module.params
    version = params["version"]
    if version != "DRAFT" and not version.isdigit():
        fail_with(module, [Problem(f"'{version}' is no version: DRAFT or a number", "version")])
    regions = regions_of(module)
    clients = clients_of(module)
    gateways = {region: GuardrailGateway(clients, region) for region in regions}
    request = Request(
        names=frozenset(params["names"] or []),
        identifiers=frozenset(params["identifiers"] or []),
        version=None if version == "DRAFT" else version,
        tags=tag_texts(params["tags"]),
        versions=params["include_versions"],
    )
    rows, problems = list_guardrails(gateways, request, workers=16)
    if problems:
        fail_with(module, problems, guardrails=rows)
    module.exit_json(changed=False, guardrails=rows)


if __name__ == "__main__":
    main()
