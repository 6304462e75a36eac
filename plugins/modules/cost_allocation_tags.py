#!/usr/bin/python
# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Documentation and wiring of genai.bedrock.cost_allocation_tags."""

from __future__ import annotations

DOCUMENTATION = r"""
module: cost_allocation_tags
version_added: "1.2.0"
short_description: Activate tag keys as cost allocation tags
description:
  - Activates user-defined tag keys in Billing, so that Cost Explorer and cost and usage reports break costs down by them, or deactivates
    them. A key that has the status already is left as it is.
  - Billing knows a key up to 24 hours after the first resource carries it, and shows costs by it up to 24 hours after it was activated. A key
    that it does not know fails the task after the other keys were activated.
  - It holds for the whole account, or organization, where only the management account may do it.
  - The caller needs C(ce:ListCostAllocationTags) and C(ce:UpdateCostAllocationTagsStatus).
options:
  tags:
    description:
      - The tag keys, for example V(Environment), V(Workload) and V(CostCenter).
    type: list
    elements: str
    required: true
  state:
    description:
      - Whether costs are broken down by the keys.
    type: str
    choices: [active, inactive]
    default: active
extends_documentation_fragment:
  - genai.bedrock.aws.modules
  - genai.bedrock.attributes
author:
  - genai.bedrock contributors (@genai-bedrock)
seealso:
  - module: genai.bedrock.inference_profile_usage_info
"""

EXAMPLES = r"""
- name: Break costs down by environment and workload
  genai.bedrock.cost_allocation_tags:
    region: us-east-1
    tags: [Environment, Workload]
"""

RETURN = r"""
statuses:
  description: Tag key → V(Active), V(Inactive), or V(Unknown) where Billing does not know the key.
  returned: always, unless the input is invalid
  type: dict
  sample: {Environment: Active, Workload: Active}
changed_tags:
  description: The keys whose status was changed, in check mode those whose status would be.
  returned: always, unless the input is invalid
  type: list
  elements: str
errors:
  description: "Keys that could not be changed, as rows with C(key), C(region), C(operation), C(code) and C(message)."
  returned: failure, unless the input is wrong
  type: list
  elements: dict
problems:
  description: What is wrong with the input, as lines.
  returned: where the input is wrong
  type: list
  elements: str
"""

from ansible_collections.genai.bedrock.plugins.module_utils._module.aws_module import aws_module
from ansible_collections.genai.bedrock.plugins.module_utils._module.usage import set_cost_tags

ARGUMENTS = {
    "tags": {"type": "list", "elements": "str", "required": True},
    "state": {"type": "str", "choices": ["active", "inactive"], "default": "active"},
}


def main() -> None:
    module = aws_module(ARGUMENTS)
    set_cost_tags(module, module.params["state"].capitalize())


if __name__ == "__main__":
    main()
