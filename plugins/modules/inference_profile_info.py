#!/usr/bin/python
# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Documentation and wiring of genai.bedrock.inference_profile_info."""

from __future__ import annotations

DOCUMENTATION = r"""
module: inference_profile_info
version_added: "1.0.0"
short_description: List inference profiles
description:
  - Lists application and system-defined inference profiles of one or several regions, with the lifecycle of the
    model behind each.
  - What is not found is an empty list, not an error.
options:
  names:
    description:
      - Only profiles of these names.
    type: list
    elements: str
    aliases: [name]
  identifiers:
    description:
      - Only profiles of these ids or ARNs.
    type: list
    elements: str
    aliases: [identifier]
  tags:
    description:
      - Only application profiles that have all of these tags.
    type: dict
  type:
    description:
      - Which profiles are listed. System-defined profiles have no tags.
    type: str
    choices: [application, system_defined, all]
    default: application
  regions:
    description:
      - Regions to list, by default the region of the task.
    type: list
    elements: str
  include_lifecycle:
    description:
      - Whether the lifecycle of the models is read and returned. It costs one call a region.
    type: bool
    default: true
extends_documentation_fragment:
  - genai.bedrock.aws.modules
  - genai.bedrock.attributes.info
author:
  - genai.bedrock contributors (@genai-bedrock)
seealso:
  - module: genai.bedrock.inference_profiles
  - module: genai.bedrock.foundation_model_info
"""

EXAMPLES = r"""
- name: All application profiles of two regions
  genai.bedrock.inference_profile_info:
    regions: [us-east-1, us-west-2]
  register: found

- name: Those of one environment
  genai.bedrock.inference_profile_info:
    region: us-east-1
    tags:
      ManagedBy: genai.bedrock
      Environment: dev

- name: The profiles that AWS offers for routing over regions
  genai.bedrock.inference_profile_info:
    region: us-east-1
    type: system_defined
"""

RETURN = r"""
inference_profiles:
  description: The profiles, sorted by region and name.
  returned: always
  type: list
  elements: dict
  contains:
    region: {description: Region in which the profile is called., type: str, returned: always}
    inference_profile_arn: {description: ARN., type: str, returned: always}
    inference_profile_id: {description: Id., type: str, returned: always}
    inference_profile_name: {description: Name., type: str, returned: always}
    description: {description: Description of an application profile., type: str, returned: always}
    status: {description: Status., type: str, returned: always}
    type: {description: V(APPLICATION) or V(SYSTEM_DEFINED)., type: str, returned: always}
    created_at: {description: When it was created., type: str, returned: always}
    updated_at: {description: When it was changed last., type: str, returned: always}
    models: {description: "The models behind it, each with C(model_arn).", type: list, elements: dict, returned: always}
    base_model_id: {description: Id of the foundation model behind it., type: str, returned: always}
    geography:
      description: Geography to which AWS may route requests, as V(us) or V(global). It is V(null) for a profile of one region.
      type: str
      returned: always
    destinations: {description: Regions to which AWS may route requests., type: list, elements: str, returned: always}
    tags: {description: Tags of an application profile., type: dict, returned: always}
    model_lifecycle:
      description:
        - Lifecycle of the model as returned by ListFoundationModels, with C(status) and the dates in ISO 8601. Empty
          if the region does not list the model.
      type: dict
      returned: O(include_lifecycle=true)
"""

from ansible_collections.genai.bedrock.plugins.module_utils._aws.gateway import RegionGateway
from ansible_collections.genai.bedrock.plugins.module_utils._core.tags import tag_texts
from ansible_collections.genai.bedrock.plugins.module_utils._engine.profiles.listing import Request, list_profiles
from ansible_collections.genai.bedrock.plugins.module_utils._module.aws_module import (
    aws_module,
    clients_of,
    fail_with,
    regions_of,
)

ARGUMENTS = {
    "names": {"type": "list", "elements": "str", "aliases": ["name"]},
    "identifiers": {"type": "list", "elements": "str", "aliases": ["identifier"]},
    "tags": {"type": "dict"},
    "type": {"type": "str", "choices": ["application", "system_defined", "all"], "default": "application"},
    "regions": {"type": "list", "elements": "str"},
    "include_lifecycle": {"type": "bool", "default": True},
}


def main() -> None:
    module = aws_module(ARGUMENTS)
    params = module.params
    clients = clients_of(module)
    gateways = {region: RegionGateway(clients, region) for region in regions_of(module)}
    request = Request(
        kind=params["type"],
        names=frozenset(params["names"] or []),
        identifiers=frozenset(params["identifiers"] or []),
        tags=tag_texts(params["tags"]),
        lifecycle=params["include_lifecycle"],
    )
    rows, problems = list_profiles(gateways, request, workers=16)
    if problems:
        fail_with(module, problems, inference_profiles=rows)
    module.exit_json(changed=False, inference_profiles=rows)


if __name__ == "__main__":
    main()
