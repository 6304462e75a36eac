#!/usr/bin/python
# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Documentation and wiring of genai.bedrock.foundation_model_info."""

from __future__ import annotations

DOCUMENTATION = r"""
module: foundation_model_info
version_added: "1.0.0"
short_description: List foundation models
description:
  - Lists the foundation models of one or several regions, with lifecycle dates, inference types, modalities and, if
    requested, availability for the account.
  - What is not found is an empty list, not an error.
options:
  model_ids:
    description:
      - Only models of these ids or ARNs.
    type: list
    elements: str
    aliases: [model_id]
  provider:
    description:
      - Only models of this provider, whatever the case of its letters.
    type: str
  regions:
    description:
      - Regions to list, by default the region of the task.
    type: list
    elements: str
  include_availability:
    description:
      - Whether to call GetFoundationModelAvailability for each model. It costs one call per model and region, so
        combine it with O(model_ids) or O(provider).
    type: bool
    default: false
extends_documentation_fragment:
  - genai.bedrock.aws.modules
  - genai.bedrock.attributes.info
author:
  - genai.bedrock contributors (@genai-bedrock)
seealso:
  - module: genai.bedrock.inference_profile_info
"""

EXAMPLES = r"""
- name: What Anthropic offers in two regions
  genai.bedrock.foundation_model_info:
    provider: Anthropic
    regions: [us-east-1, eu-west-1]
  register: offered

- name: Whether this account may use one model
  genai.bedrock.foundation_model_info:
    model_ids: [amazon.titan-embed-text-v2:0]
    region: us-east-1
    include_availability: true
"""

RETURN = r"""
foundation_models:
  description: The models, sorted by region and id.
  returned: always
  type: list
  elements: dict
  contains:
    region: {description: Region., type: str, returned: always}
    model_id: {description: Id., type: str, returned: always}
    model_arn: {description: ARN., type: str, returned: always}
    model_name: {description: Name., type: str, returned: always}
    provider_name: {description: Provider., type: str, returned: always}
    input_modalities: {description: What it reads., type: list, elements: str, returned: always}
    output_modalities: {description: What it writes., type: list, elements: str, returned: always}
    inference_types_supported:
      description: V(ON_DEMAND), V(PROVISIONED), V(INFERENCE_PROFILE), or what AWS adds.
      type: list
      elements: str
      returned: always
    response_streaming_supported: {description: Whether it streams., type: bool, returned: always}
    model_lifecycle:
      description:
        - C(status) (V(ACTIVE) or V(LEGACY)) and the dates C(start_of_life_time), C(legacy_time),
          C(public_extended_access_time), C(end_of_life_time) in ISO 8601.
      type: dict
      returned: always
    availability:
      description:
        - C(agreement_availability), C(authorization_status), C(entitlement_availability) and C(region_availability)
          for the account.
      type: dict
      returned: O(include_availability=true)
"""

from ansible_collections.genai.bedrock.plugins.module_utils._aws.gateway import RegionGateway
from ansible_collections.genai.bedrock.plugins.module_utils._engine.profiles.listing import list_models
from ansible_collections.genai.bedrock.plugins.module_utils._module.aws_module import (
    aws_module,
    clients_of,
    fail_with,
    regions_of,
)

ARGUMENTS = {
    "model_ids": {"type": "list", "elements": "str", "aliases": ["model_id"]},
    "provider": {"type": "str"},
    "regions": {"type": "list", "elements": "str"},
    "include_availability": {"type": "bool", "default": False},
}


def main() -> None:
    module = aws_module(ARGUMENTS)
    params = module.params
    clients = clients_of(module)
    gateways = {region: RegionGateway(clients, region) for region in regions_of(module)}
    rows, problems = list_models(
        gateways,
        identifiers=frozenset(params["model_ids"] or []),
        provider=params["provider"],
        availability=params["include_availability"],
        workers=16,
    )
    if problems:
        fail_with(module, problems, foundation_models=rows)
    module.exit_json(changed=False, foundation_models=rows)


if __name__ == "__main__":
    main()
