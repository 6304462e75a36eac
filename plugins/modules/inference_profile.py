#!/usr/bin/python
# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Documentation and wiring of genai.bedrock.inference_profile."""

from __future__ import annotations

DOCUMENTATION = r"""
module: inference_profile
version_added: "1.0.0"
short_description: Manage one application inference profile
description:
  - Creates, retags, replaces or deletes one application inference profile of Amazon Bedrock.
  - A profile is matched by its name in the region. A profile that this collection did not create is left unchanged, and is an
    error, unless O(adopt=true).
  - A changed source needs a new profile, since AWS has no call to update one. The new one is created and seen
    before the old one is deleted, and its ARN is new.
  - For more than one profile use M(genai.bedrock.inference_profiles), which does all of them in one process.
options:
  name:
    description:
      - Name of the profile, 1 to 64 characters. Letters and digits, with single spaces, hyphens or underscores
        between them.
    type: str
    required: true
  recreate:
    description:
      - Which differences create a new profile. V(source) means a changed source, V(always) a changed description too.
        V(never) reports them as errors.
    type: str
    choices: [source, always, never]
    default: source
  adopt:
    description:
      - Whether to take over a profile of the same name and source without the tag C(ManagedBy), or to delete it if
        O(state=absent). Its own tags stay as long as this is set, so O(purge_tags) has no effect.
    type: bool
    default: false
extends_documentation_fragment:
  - genai.bedrock.ignore_tags
  - genai.bedrock.inference_profile
  - genai.bedrock.tags
  - genai.bedrock.aws.modules
  - genai.bedrock.attributes
author:
  - genai.bedrock contributors (@genai-bedrock)
seealso:
  - module: genai.bedrock.inference_profiles
  - module: genai.bedrock.inference_profile_info
"""

EXAMPLES = r"""
- name: A profile for production workloads
  genai.bedrock.inference_profile:
    name: my-application-profile
    region: us-east-1
    model_source: anthropic.claude-sonnet-4-6
    description: Primary inference profile for production workloads
    tags:
      Environment: production
      Application: my-genai-app
      CostCenter: ai-platform

- name: The same model kept within the United States, whatever else the region offers
  genai.bedrock.inference_profile:
    name: residency-profile
    region: us-west-2
    model_source: anthropic.claude-haiku-4-5-20251001-v1:0
    geography: us

- name: No longer needed
  genai.bedrock.inference_profile:
    name: residency-profile
    region: us-west-2
    state: absent
"""

RETURN = r"""
inference_profile:
  description:
    - The profile that exists afterwards, empty if there is none. In check mode an ARN that does not exist yet
      reads V((known after create\)).
  returned: success
  type: dict
  contains:
    region: {description: Region of the profile., type: str, returned: always}
    inference_profile_arn: {description: ARN., type: str, returned: always}
    inference_profile_id: {description: Id., type: str, returned: always}
    inference_profile_name: {description: Name., type: str, returned: always}
    description: {description: Description., type: str, returned: always}
    status: {description: Status., type: str, returned: always}
    type: {description: V(APPLICATION)., type: str, returned: always}
    created_at: {description: When it was created., type: str, returned: always}
    updated_at: {description: When it was changed last., type: str, returned: always}
    models: {description: "The models behind it, each with C(model_arn).", type: list, elements: dict, returned: always}
    model_source: {description: ARN that the profile was copied from., type: str, returned: always}
    base_model_id: {description: Id of the foundation model behind it., type: str, returned: always}
    destinations: {description: Regions to which AWS may route requests., type: list, elements: str, returned: always}
    tags: {description: Tags., type: dict, returned: always}
actions:
  description: What was done, or would be done in check mode, and why.
  returned: success
  type: list
  elements: dict
  sample:
    - key: my-application-profile
      region: us-east-1
      action: create
      reasons: [no profile of ours has this key yet]
errors:
  description: What failed, each with C(key), C(region), C(operation), C(code) and C(message).
  returned: on failure
  type: list
  elements: dict
"""

from ansible_collections.genai.bedrock.plugins.module_utils._core.ignore_options import read_ignored
from ansible_collections.genai.bedrock.plugins.module_utils._core.problems import ProblemError
from ansible_collections.genai.bedrock.plugins.module_utils._core.profiles.inference_profiles import Policy
from ansible_collections.genai.bedrock.plugins.module_utils._core.profiles.report import action_rows
from ansible_collections.genai.bedrock.plugins.module_utils._core.profiles.requests import wanted_profiles
from ansible_collections.genai.bedrock.plugins.module_utils._core.steps import steps_of
from ansible_collections.genai.bedrock.plugins.module_utils._module.aws_module import aws_module, fail_with, regions_of
from ansible_collections.genai.bedrock.plugins.module_utils._module.ignoring import IGNORE_TAGS
from ansible_collections.genai.bedrock.plugins.module_utils._module.profiles import (
    PROFILE_OPTIONS,
    bulk_result,
    finish,
    run,
)

ARGUMENTS = PROFILE_OPTIONS | {
    "name": {"type": "str", "required": True},
    "purge_tags": {"type": "bool", "default": True},
    "ignore_tags": IGNORE_TAGS,
    "recreate": {"type": "str", "choices": ["source", "always", "never"], "default": "source"},
    "adopt": {"type": "bool", "default": False},
}


def main() -> None:
    module = aws_module(ARGUMENTS, required_if=[("state", "present", ["model_source"])])
    params = module.params
    regions = regions_of(module)
    entry = {option: params[option] for option in (*PROFILE_OPTIONS, "name")}
    try:
        policy = Policy(
            adopt=params["adopt"],
            purge_tags=params["purge_tags"],
            ignore_tags=read_ignored(params["ignore_tags"]),
            recreate=params["recreate"],
        )
        wanted = wanted_profiles({params["name"]: entry}, regions=regions, tags=None, by_name=True)
    except ProblemError as error:
        fail_with(module, error.problems)
    outcome = run(module, wanted, regions, policy, workers=4)
    rows = [
        {field: row[field] for field in row if field not in ("key", "action")}
        for row in bulk_result(outcome)["inference_profiles"]
    ]
    steps = steps_of(outcome.succeeded)
    finish(module, outcome, {"inference_profile": rows[0] if rows else {}, "actions": action_rows(steps)})


if __name__ == "__main__":
    main()
