#!/usr/bin/python
# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Documentation and wiring of genai.bedrock.ssm_parameter_info."""

from __future__ import annotations

DOCUMENTATION = r"""
module: ssm_parameter_info
version_added: "1.0.0"
short_description: Read parameters of SSM Parameter Store
description:
  - Reads parameters of AWS Systems Manager Parameter Store by name or by path, in one or several regions.
  - What is not found is not in the list, and is no error.
options:
  names:
    description:
      - Names of parameters. They are read ten a call.
      - C(<name>:<version>) and C(<name>:<label>) read an older version, or the one that has the label, as
        V(/dev/shop/model:3).
      - Exactly one of O(names) and O(path) is required.
    type: list
    elements: str
    aliases: [name]
  path:
    description:
      - A path such as V(/dev/bedrock). The parameters below it are read, and not one of exactly this name.
        A C(/) at its end makes no difference.
    type: str
  recursive:
    description:
      - Whether to read parameters of all levels below O(path), or only those of the next one.
    type: bool
    default: true
  regions:
    description:
      - Regions to read, by default the region of the task.
    type: list
    elements: str
  include_tags:
    description:
      - Whether tags are read and returned. It costs one call a parameter.
    type: bool
    default: false
  include_metadata:
    description:
      - Whether the description, the tier, the key, the pattern, the policies and who wrote last are read and returned.
        It costs one call for fifty parameters, and one for each that is read by version or label, whose C(labels) are
        returned, too.
    type: bool
    default: false
  decrypt:
    description:
      - Whether values of C(SecureString) parameters are decrypted and returned. Set C(no_log=true) on such a task.
      - Where it is false, the value of such a parameter is V(null).
    type: bool
    default: false
extends_documentation_fragment:
  - genai.bedrock.aws.modules
  - genai.bedrock.attributes.info
author:
  - genai.bedrock contributors (@genai-bedrock)
seealso:
  - module: genai.bedrock.ssm_parameters
  - plugin: genai.bedrock.record
    plugin_type: lookup
"""

EXAMPLES = r"""
- name: Everything that is published for an environment
  genai.bedrock.ssm_parameter_info:
    region: us-east-1
    path: /dev/bedrock/inference-profiles
  register: published

- name: Two parameters with their tags, of two regions
  genai.bedrock.ssm_parameter_info:
    regions: [us-east-1, us-west-2]
    names:
      - /dev/bedrock/inference-profiles
      - /dev/bedrock/inference-profiles/copilot/chat
    include_tags: true

- name: What a parameter was before, and who wrote it
  genai.bedrock.ssm_parameter_info:
    region: us-east-1
    names: [/dev/bedrock/inference-profiles:1]
    include_metadata: true
"""

RETURN = r"""
ssm_parameters:
  description: The parameters that exist, sorted by region and name.
  returned: always
  type: list
  elements: dict
  contains:
    name: {description: Name., type: str, returned: always}
    selector:
      description: The version or label by which it was read. It is V(null) for the newest.
      type: str
      returned: always
    region: {description: Region., type: str, returned: always}
    arn: {description: ARN., type: str, returned: always}
    type: {description: V(String) or V(StringList) or V(SecureString)., type: str, returned: always}
    data_type: {description: Data type., type: str, returned: always}
    value:
      description: Value. It is V(null) for a SecureString, unless O(decrypt=true).
      type: str
      returned: always
    json:
      description: The value as data if it is a JSON object or list, else V(null).
      type: raw
      returned: always
    version: {description: Version., type: int, returned: always}
    last_modified_date: {description: Date of the last write in ISO 8601., type: str, returned: always}
    tags: {description: Tags., type: dict, returned: O(include_tags=true)}
    description:
      description: Description. It and those below are V(null) of a parameter that AWS does not list yet.
      type: str
      returned: O(include_metadata=true)
    tier: {description: Tier., type: str, returned: O(include_metadata=true)}
    key_id: {description: KMS key of a SecureString., type: str, returned: O(include_metadata=true)}
    allowed_pattern: {description: What the value has to match., type: str, returned: O(include_metadata=true)}
    policies:
      description: Policies, each with C(Type), C(Version) and C(Attributes).
      type: list
      elements: dict
      returned: O(include_metadata=true)
    last_modified_user: {description: ARN of who wrote last., type: str, returned: O(include_metadata=true)}
    labels:
      description: Labels of the version. It is V(null) where no version or label was asked.
      type: list
      elements: str
      returned: O(include_metadata=true)
missing:
  description: Those of O(names) that do not exist in at least one of the regions.
  returned: always
  type: list
  elements: str
errors:
  description: What went wrong, with C(key), C(region), C(operation), C(code) and C(message).
  returned: failure
  type: list
  elements: dict
"""

from ansible_collections.genai.bedrock.plugins.module_utils._aws.ssm_parameters import ParameterGateway
from ansible_collections.genai.bedrock.plugins.module_utils._core.parameters.listing import Request
from ansible_collections.genai.bedrock.plugins.module_utils._core.parameters.paths import normal_path
from ansible_collections.genai.bedrock.plugins.module_utils._engine.parameters.listing import list_parameters
from ansible_collections.genai.bedrock.plugins.module_utils._module.aws_module import (
    aws_module,
    clients_of,
    fail_with,
    regions_of,
)

ARGUMENTS = {
    "names": {"type": "list", "elements": "str", "aliases": ["name"]},
    "path": {"type": "str"},
    "recursive": {"type": "bool", "default": True},
    "regions": {"type": "list", "elements": "str"},
    "include_tags": {"type": "bool", "default": False},
    "include_metadata": {"type": "bool", "default": False},
    "decrypt": {"type": "bool", "default": False},
}


def main() -> None:
    module = aws_module(ARGUMENTS, mutually_exclusive=[("names", "path")], required_one_of=[("names", "path")])
    params = module.params
    request = Request(
        names=tuple(dict.fromkeys(params["names"] or [])),
        path=None if params["path"] is None else normal_path(params["path"]),
        recursive=params["recursive"],
        tags=params["include_tags"],
        metadata=params["include_metadata"],
        decrypt=params["decrypt"],
    )
    regions = regions_of(module)
    if problems := request.problems(regions):
        fail_with(module, problems)
    clients = clients_of(module)
    gateways = {region: ParameterGateway(clients, region) for region in regions}
    found = list_parameters(gateways, request, workers=16)
    reported = {"ssm_parameters": found.rows, "missing": found.missing}
    if found.problems:
        fail_with(module, found.problems, **reported)
    module.exit_json(changed=False, **reported)


if __name__ == "__main__":
    main()
