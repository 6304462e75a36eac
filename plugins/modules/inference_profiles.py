#!/usr/bin/python
# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Documentation and wiring of genai.bedrock.inference_profiles."""

from __future__ import annotations

DOCUMENTATION = r"""
module: inference_profiles
version_added: "1.0.0"
short_description: Manage a map of application inference profiles over regions
description:
  - Brings application inference profiles of Amazon Bedrock, in any number of regions, to what a map says, in one
    process.
  - Everything is read and decided first. Errors of input, of resolving models and of ownership, and a denied read,
    are reported all at once, each with its
    key, before anything is written. A region that cannot be read, and an error of a write, fail their own keys only.
  - A changed source or name needs a new profile, since AWS has no call to update one. The new one is created and
    seen before the old one is deleted.
  - With O(ownership_tags), profiles are known by these tags and the tag C(ProfileKey), whatever their names.
    Without, by their names alone.
options:
  inference_profiles:
    description:
      - The profiles, as a map of key to options. A key has 1 to 40 lower-case letters, digits and underscores, and
        is written as the tag C(ProfileKey).
      - C(name) is the profile's name (1 to 64 characters, letters and digits with single spaces, hyphens or
        underscores between them), by default the key.
      - C(name_generated=true) says that a rule made C(name), such as one that holds the key, and nobody chose it. A
        profile of ours that has another name is then kept, with a warning. So is it where C(name) is not set. Only
        O(recreate=always) replaces it.
      - C(regions) is an ordered list, the first is the primary. It defaults to the region of the task.
      - C(moved_from) names the key under which the profile was known before, so that a renamed key keeps its profile,
        unless a C(name) is given that the profile has not.
        It is an error where that key is still an entry of the same region that shall be present.
      - C(state), C(model_source), C(geography), C(description) and C(tags) are those of
        M(genai.bedrock.inference_profile).
    type: dict
    required: true
  tags:
    description:
      - Tags of all profiles, below their own.
      - Where neither these nor a profile's own are set, only the tags that this collection writes are looked at.
    type: dict
    aliases: [resource_tags]
  purge_tags:
    description:
      - Whether tags that are neither in O(tags) nor in the profile's own are removed. It has no effect on a profile
        for which no tags are set.
      - It does not apply to profiles of others while O(adopt=true) takes them over.
    type: bool
    default: true
  ownership_tags:
    description:
      - Tags that, with C(ManagedBy=genai.bedrock) and C(ProfileKey), say whose a profile is, usually C(Environment)
        and C(Workload).
      - Where the option is not set, profiles are matched by name alone, and only C(ManagedBy) and C(ModelSource)
        are written.
      - C(ProfileKey), C(ModelSource) and another C(ManagedBy) are refused here.
    type: dict
  superseded:
    description:
      - What happens to profiles of ours that a better one of the same key has replaced. V(keep) leaves them for a
        later task, and returns them.
    type: str
    choices: [delete, keep]
    default: delete
  retire_arns:
    description:
      - Only profiles of these ARNs are deleted, whether they are superseded, absent or purged. By default all of them are.
        A playbook that has asked before, and shown what would go, deletes no more than that, whatever another run has
        made meanwhile. Action rows of check mode name them in C(deletes).
    type: list
    elements: str
  published_arns:
    description:
      - ARNs that readers use now. Of several profiles that would do, a published one is kept.
    type: list
    elements: str
    default: []
  adopt:
    description:
      - Whether a profile that has the wanted name and an equal source, but no C(ManagedBy), is taken over. Its own
        tags stay as long as this is set.
    type: bool
    default: false
  purge_inference_profiles:
    description:
      - Whether profiles with all of O(ownership_tags) whose key, or whose region of it, is not in the map are
        deleted.
      - Needs C(Environment) and C(Workload) in O(ownership_tags). Only the regions of the map and of O(regions) are
        looked at.
    type: bool
    default: false
  purge_limit:
    description:
      - How many profiles may be purged in one run. More are refused before anything is written.
    type: int
    default: 10
  purge_all:
    description:
      - Allow purging with an empty map and beyond O(purge_limit).
    type: bool
    default: false
  warn_orphans:
    description:
      - Whether there is a warning for each profile that O(purge_inference_profiles) would delete if it were set. A playbook that
        deletes them in a later task has no use for it. RV(orphans) lists them in any case.
    type: bool
    default: true
  refuse_if_used_within:
    description:
      - Hours. A profile that was invoked within them, as CloudWatch counts it, is not deleted. A superseded one is kept
        for a later run, with a warning and a row in RV(superseded). Any other deletion refuses the run before anything is written.
      - It needs the IAM action C(cloudwatch:GetMetricData). Metrics are up to 15 minutes late. V(0) asks nothing.
    type: int
    default: 0
  recreate:
    description:
      - Which differences make a new profile. V(source) means a changed source or name, V(always) a changed
        description too, V(never) makes any of them an error.
    type: str
    choices: [source, always, never]
    default: source
  default_geography:
    description:
      - Geography that decides where a bare model id is held by several geographic profiles of a region. It demands
        nothing.
    type: str
  allowed_regions:
    description:
      - Regions to which requests may be routed. A source with any other destination is an error. By default every
        destination is allowed.
      - The region-less destination of a global profile is called V(unspecified).
    type: list
    elements: str
    default: []
  regions:
    description:
      - Regions that are read beside those of the map, for purging there. They are also the regions of entries
        without any.
    type: list
    elements: str
    default: []
  workers:
    description:
      - How many calls run side by side.
    type: int
    default: 16
extends_documentation_fragment:
  - genai.bedrock.ignore_tags
  - genai.bedrock.aws.modules
  - genai.bedrock.attributes
author:
  - genai.bedrock contributors (@genai-bedrock)
seealso:
  - module: genai.bedrock.inference_profile
  - module: genai.bedrock.inference_profile_info
  - module: genai.bedrock.ssm_parameters
"""

EXAMPLES = r"""
- name: Profiles of the chat workload in two regions
  genai.bedrock.inference_profiles:
    ownership_tags:
      Environment: dev
      Workload: assistants
    tags:
      CostCenter: ai-platform
    inference_profiles:
      chat:
        name: assistants-chat-dev
        model_source: anthropic.claude-sonnet-4-6
        regions: [us-east-1, us-west-2]
      quick:
        name: assistants-quick-dev
        model_source: us.anthropic.claude-haiku-4-5-20251001-v1:0
        regions: [us-east-1]
        tags:
          tier: quick

- name: Take an entry away, and whatever else of this workload is in no map any more
  genai.bedrock.inference_profiles:
    purge_inference_profiles: true
    ownership_tags:
      Environment: dev
      Workload: assistants
    inference_profiles:
      chat:
        name: assistants-chat-dev
        model_source: anthropic.claude-sonnet-4-6
        regions: [us-east-1, us-west-2]
      quick:
        state: absent
        regions: [us-east-1]
"""

RETURN = r"""
inference_profiles:
  description:
    - The profiles of the map that exist afterwards, sorted by region and key. In check mode an ARN that does not
      exist yet reads V((known after create\)).
  returned: when the plan could be made
  type: list
  elements: dict
  contains:
    key: {description: Key of the entry., type: str, returned: always}
    region: {description: Region of the profile., type: str, returned: always}
    action: {description: What was done., type: str, returned: always}
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
  description:
    - What was done, or would be done in check mode, for each key and region, and why. Where profiles are deleted, C(deletes)
      has their ARNs.
  returned: when the plan could be made
  type: list
  elements: dict
  sample: [{key: chat, region: us-east-1, action: create, reasons: ["no profile of ours has this key yet"]}]
summary:
  description: Count of each action.
  returned: when the plan could be made
  type: dict
  sample: {create: 2, adopt: 0, retag: 0, replace: 0, retire: 0, delete: 0, none: 1}
superseded:
  description:
    - Profiles of ours that another one of the same key has replaced and that still exist, each with C(key),
      C(region) and C(inference_profile_arn).
  returned: when the plan could be made
  type: list
  elements: dict
orphans:
  description:
    - Profiles with our ownership tags that no entry needs (orphaned), each with C(key), C(region) and
      C(inference_profile_arn).
  returned: when the plan could be made
  type: list
  elements: dict
errors:
  description:
    - What failed, each with C(key), C(region), C(operation), C(code) and C(message). Where C(actions) is missing
      beside it, nothing was written.
  returned: on failure
  type: list
  elements: dict
"""

from typing import Any

from ansible_collections.genai.bedrock.plugins.module_utils._core.ignore_options import read_ignored
from ansible_collections.genai.bedrock.plugins.module_utils._core.problems import ProblemError
from ansible_collections.genai.bedrock.plugins.module_utils._core.profiles.inference_profiles import Policy
from ansible_collections.genai.bedrock.plugins.module_utils._core.profiles.requests import (
    key_problems,
    policy_problems,
    wanted_profiles,
)
from ansible_collections.genai.bedrock.plugins.module_utils._core.tags import tag_texts
from ansible_collections.genai.bedrock.plugins.module_utils._module.aws_module import aws_module, fail_with, region_of
from ansible_collections.genai.bedrock.plugins.module_utils._module.ignoring import IGNORE_TAGS
from ansible_collections.genai.bedrock.plugins.module_utils._module.profiles import (
    bulk_result,
    finish,
    read_entries,
    run,
    today,
)

ARGUMENTS = {
    "inference_profiles": {"type": "dict", "required": True},
    "tags": {"type": "dict", "aliases": ["resource_tags"]},
    "ignore_tags": IGNORE_TAGS,
    "purge_tags": {"type": "bool", "default": True},
    "ownership_tags": {"type": "dict"},
    "superseded": {"type": "str", "choices": ["delete", "keep"], "default": "delete"},
    "retire_arns": {"type": "list", "elements": "str"},
    "published_arns": {"type": "list", "elements": "str", "default": []},
    "adopt": {"type": "bool", "default": False},
    "purge_inference_profiles": {"type": "bool", "default": False},
    "purge_limit": {"type": "int", "default": 10},
    "purge_all": {"type": "bool", "default": False},
    "warn_orphans": {"type": "bool", "default": True},
    "refuse_if_used_within": {"type": "int", "default": 0},
    "recreate": {"type": "str", "choices": ["source", "always", "never"], "default": "source"},
    "default_geography": {"type": "str"},
    "allowed_regions": {"type": "list", "elements": "str", "default": []},
    "regions": {"type": "list", "elements": "str", "default": []},
    "workers": {"type": "int", "default": 16},
}


def policy_of(params: dict[str, Any]) -> Policy:
    owners, retired = params["ownership_tags"], params["retire_arns"]
    return Policy(
        ownership=None if owners is None else tag_texts(owners),
        adopt=params["adopt"],
        purge_tags=params["purge_tags"],
        ignore_tags=read_ignored(params["ignore_tags"], owners or ()),
        superseded=params["superseded"],
        retire_arns=None if retired is None else frozenset(retired),
        recreate=params["recreate"],
        published_arns=frozenset(params["published_arns"]),
        default_geography=params["default_geography"] or None,
        allowed_regions=frozenset(params["allowed_regions"]),
        purge=params["purge_inference_profiles"],
        purge_limit=params["purge_limit"],
        purge_all=params["purge_all"],
        warn_orphans=params["warn_orphans"],
        refuse_if_used_within=params["refuse_if_used_within"],
        today=today(),
    )


def main() -> None:
    module = aws_module(ARGUMENTS)
    params = module.params
    try:
        policy = policy_of(params)
    except ProblemError as error:
        fail_with(module, error.problems)
    places = params["regions"] or [region for region in (region_of(module),) if region]
    problems = key_problems(params["inference_profiles"]) + policy_problems(policy)
    wanted = []
    try:
        entries = read_entries(params["inference_profiles"])
        wanted = wanted_profiles(entries, regions=places, tags=params["tags"], by_name=policy.ownership is None)
    except ProblemError as error:
        problems += error.problems
    if problems:
        fail_with(module, problems)
    regions = list(dict.fromkeys([entry.region for entry in wanted] + params["regions"]))
    outcome = run(module, wanted, regions, policy, params["workers"])
    finish(module, outcome, bulk_result(outcome))


if __name__ == "__main__":
    main()
