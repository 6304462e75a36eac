#!/usr/bin/python
# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Documentation and wiring of genai.bedrock.guardrail."""

from __future__ import annotations

DOCUMENTATION = r"""
module: guardrail
version_added: "1.0.0"
short_description: Manage a guardrail in one or several regions
description:
  - Creates, updates in place, publishes and deletes a guardrail of Amazon Bedrock, and the same one in each of
    O(regions) in one process.
  - A guardrail is known by its name, which AWS keeps unique in a region. The tag C(ManagedBy=genai.bedrock) is
    always written. A guardrail that exists without it is neither changed nor deleted, unless O(adopt=true); nor is one
    whose tag C(Environment) or C(Workload) differs from what O(tags) says.
  - An option that is not set leaves what it is about as it is. An option that is set means exactly this. An empty
    map or list removes what was there.
  - The result of C(GetGuardrail) is compared regardless of its order. A setting of a single filter, topic, word or
    entity that is not given means what AWS does without it, which is to block, in prompts and in responses, text
    only.
  - All regions are read and all rules are checked before anything is written. A region that cannot be read, and an
    error of a write, fail their own region only.
options:
  name:
    description:
      - Name of the guardrail, 1 to 50 letters, digits, hyphens and underscores. Another name is another guardrail.
    type: str
    required: true
  state:
    description:
      - Whether the guardrail shall exist. With V(absent) it is deleted with all its versions.
    type: str
    choices: [present, absent]
    default: present
  description:
    description:
      - Description of the guardrail, up to 200 characters. Empty text removes it.
    type: str
  blocked_input_messaging:
    description:
      - What is answered in place of a prompt that is blocked, 1 to 500 characters. Required to create a guardrail.
    type: str
  blocked_outputs_messaging:
    description:
      - What is answered in place of a response that is blocked, 1 to 500 characters. Required to create a guardrail.
    type: str
  content_filters:
    description:
      - Filters for harmful content, as a map of category to strength. Categories are C(HATE), C(INSULTS),
        C(MISCONDUCT), C(SEXUAL) and C(VIOLENCE), strengths V(NONE), V(LOW), V(MEDIUM) and V(HIGH). V(NONE) removes
        the filter.
      - In place of a strength, a map with C(input_strength) and C(output_strength), both required, and
        C(input_action) and C(output_action) (V(BLOCK) or V(NONE), which only detects), C(input_enabled) and
        C(output_enabled), C(input_modalities) and C(output_modalities) (lists of V(TEXT) and V(IMAGE)).
      - Not for prompt attacks, which O(prompt_attack) is for.
    type: dict
  prompt_attack:
    description:
      - Strength of the filter for prompt attacks (jailbreaks and prompt injection), V(NONE), V(LOW), V(MEDIUM) or
        V(HIGH). V(NONE) removes the filter. It applies to prompts only.
      - In place of a strength, a map with C(input_strength), which is required, C(input_action), C(input_enabled)
        and C(input_modalities).
    type: raw
  content_filters_tier:
    description:
      - Tier of O(content_filters) and O(prompt_attack). V(STANDARD) needs O(guardrail_profile).
    type: str
    choices: [CLASSIC, STANDARD]
  denied_topics:
    description:
      - Topics that are not talked about, as a map of name to definition. A name has 1 to 100 letters, digits, blanks
        and C(-_!?.), a definition 1 to 200 characters, 1,000 with O(denied_topics_tier=STANDARD). Up to 30 topics.
      - In place of a definition, a map with C(definition), C(examples) (up to five prompts of up to 100 characters),
        C(input_action), C(output_action), C(input_enabled) and C(output_enabled).
    type: dict
  denied_topics_tier:
    description:
      - Tier of O(denied_topics). V(STANDARD) needs O(guardrail_profile).
    type: str
    choices: [CLASSIC, STANDARD]
  words:
    description:
      - Words and phrases that are blocked where they occur exactly so, up to 10,000 of up to 100 characters.
      - In place of a word, a map with C(text), C(input_action), C(output_action), C(input_enabled) and
        C(output_enabled).
    type: list
    elements: raw
  managed_word_lists:
    description:
      - Word lists that AWS keeps. There is V(PROFANITY).
      - In place of a name, a map with C(type), C(input_action), C(output_action), C(input_enabled) and
        C(output_enabled).
    type: list
    elements: raw
  pii_entities:
    description:
      - Personal data to detect, as a map of type (C(EMAIL), C(PHONE), C(CREDIT_DEBIT_CARD_NUMBER), … as
        C(GuardrailPiiEntityConfig) of the Bedrock API names them) to what is done, V(BLOCK), V(ANONYMIZE) (masked as
        C({EMAIL})) or V(NONE), which only detects.
      - In place of an action, a map with C(action) (default V(BLOCK)), C(input_action), C(output_action),
        C(input_enabled) and C(output_enabled).
    type: dict
  regexes:
    description:
      - Regular expressions to detect, as a map of name (up to 100 characters) to pattern (up to 500 characters),
        which is blocked. Up to 30.
      - In place of a pattern, a map with C(pattern), C(description), C(action) (V(BLOCK), the default, V(ANONYMIZE)
        or V(NONE)), C(input_action), C(output_action), C(input_enabled) and C(output_enabled).
    type: dict
  grounding:
    description:
      - Checks of responses against a source and a question, as a map of C(GROUNDING) and C(RELEVANCE) to a
        threshold from 0 to 0.99. What scores less is blocked.
      - In place of a threshold, a map with C(threshold), C(action) (V(BLOCK) or V(NONE)) and C(enabled).
    type: dict
  grounding_tier:
    description:
      - Tier of O(grounding). V(STANDARD) needs O(guardrail_profile). It needs a botocore that knows it, as 1.44.0 does.
    type: str
    choices: [CLASSIC, STANDARD]
  guardrail_profile:
    description:
      - Id or ARN of the guardrail profile for cross-Region inference, as V(us.guardrail.v1:0). Empty text removes
        it.
    type: str
  kms_key_id:
    description:
      - The KMS key that encrypts the guardrail, as id, alias or ARN. Empty text sends none.
      - An alias is resolved with C(kms:DescribeKey), since AWS returns the key and not its alias.
      - AWS requires C(kms:DescribeKey), C(kms:Decrypt), C(kms:GenerateDataKey) and C(kms:CreateGrant) on the key for
        whoever manages the guardrail, and C(kms:Decrypt) for whoever calls models with it, both in an IAM policy and in
        the policy of the key (user guide, "Create a customer managed key for your guardrail").
    type: str
  publish_version:
    description:
      - Whether the draft is published as a numbered version. One is made only where the draft differs from the newest
        version, descriptions aside. Applications pin versions, since the draft changes under them.
      - Versions are kept, unless O(keep_versions) says how many. AWS limits how many a guardrail has.
    type: bool
    default: false
  version_description:
    description:
      - Description of a version that is made, 1 to 200 characters. It is not compared.
    type: str
  keep_versions:
    description:
      - How many numbered versions are kept, from 1. Older ones are deleted at the end, after a new one was published,
        but none that a record or any other parameter with the tag C(ManagedBy=genai.bedrock) pins, which is read before
        anything is written and again before a version is deleted. Where that cannot be read, the run stops.
      - Where it is not set, versions are kept.
      - The caller needs C(tag:GetResources) and C(ssm:GetParameters) in O(regions) and O(record_regions). What pins a
        version without a parameter of ours, as an application's own configuration, is not seen.
    type: int
  record_regions:
    description:
      - Regions whose Parameter Store may hold records that pin a version, beside O(regions). Set it where records are
        published in others.
    type: list
    elements: str
  adopt:
    description:
      - Take over a guardrail that exists without the tag C(ManagedBy=genai.bedrock), or belongs to another
        environment or workload. It is tagged and brought to what the other options say, or deleted with O(state=absent). Its own tags stay on that run.
    type: bool
    default: false
  regions:
    description:
      - Regions in which the guardrail is managed, the primary one first. By default the region of the task.
        Guardrails are regional. An ARN of O(kms_key_id) is good for its own region only.
    type: list
    elements: str
  workers:
    description:
      - Maximum number of regions to process in parallel.
    type: int
    default: 16
extends_documentation_fragment:
  - genai.bedrock.ignore_tags
  - genai.bedrock.tags
  - genai.bedrock.aws.modules
  - genai.bedrock.attributes
author:
  - genai.bedrock contributors (@genai-bedrock)
seealso:
  - module: genai.bedrock.guardrail_info
notes:
  - Automated reasoning policies are no option. They are read and sent back as they are.
"""

EXAMPLES = r"""
- name: A guardrail for customers in two regions, published
  genai.bedrock.guardrail:
    name: cai-dev
    regions: [us-east-1, us-west-2]
    description: What our assistants may say
    blocked_input_messaging: I cannot help with that. A colleague will.
    blocked_outputs_messaging: I cannot answer that. A colleague will.
    content_filters:
      HATE: HIGH
      INSULTS: HIGH
      SEXUAL: HIGH
      VIOLENCE:
        input_strength: MEDIUM
        output_strength: HIGH
      MISCONDUCT: HIGH
    prompt_attack: HIGH
    denied_topics:
      Legal advice:
        definition: Questions about what the law says in a particular case.
        examples:
          - Can I sue my landlord?
    words: [purple elephant]
    managed_word_lists: [PROFANITY]
    pii_entities:
      EMAIL: ANONYMIZE
      CREDIT_DEBIT_CARD_NUMBER: BLOCK
    regexes:
      ticket:
        pattern: TICKET-[0-9]{6}
        action: ANONYMIZE
    grounding:
      GROUNDING: 0.7
    publish_version: true
    tags:
      Environment: dev
  register: guard

- name: Which version an application pins
  ansible.builtin.debug:
    msg: "{{ guard.guardrail.guardrail_id }} version {{ guard.version }}"

- name: Another word, and a new version with it
  genai.bedrock.guardrail:
    name: cai-dev
    region: us-east-1
    words: [purple elephant, green giraffe]
    publish_version: true
    version_description: Green giraffes

- name: Keep the three newest versions, and those that records pin
  genai.bedrock.guardrail:
    name: cai-dev
    region: us-east-1
    keep_versions: 3

- name: Remove it
  genai.bedrock.guardrail:
    name: cai-dev
    regions: [us-east-1, us-west-2]
    state: absent
"""

RETURN = r"""
guardrails:
  description:
    - The guardrails that exist afterwards, one a region, in the order of O(regions). A region that failed is not
      there.
    - In check mode what does not exist yet reads V((known after create\)).
  returned: when the plan succeeded
  type: list
  elements: dict
  contains:
    region: {description: Region., type: str, returned: always}
    action:
      description:
        - What was done. One of V(create), V(adopt), V(update), V(retag), V(publish), V(prune), V(delete) and
          V(none). All of the first four may publish a version too, and those before V(delete) may prune, see RV(actions).
      type: str
      returned: always
    guardrail_id: {description: Id., type: str, returned: always}
    guardrail_arn: {description: ARN., type: str, returned: always}
    version:
      description: The newest numbered version. It is V(null) where none was published.
      type: str
      returned: always
    name: {description: Name., type: str, returned: always}
    description: {description: Description., type: str, returned: always}
    status: {description: Status of the draft., type: str, returned: always}
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
    updated_at: {description: When its draft was changed last., type: str, returned: always}
    tags: {description: Tags., type: dict, returned: always}
guardrail:
  description: That of the first region. It is V(null) where none exists.
  returned: when the plan succeeded
  type: dict
version:
  description: The newest numbered version in the first region. It is V(null) where none was published.
  returned: when the plan succeeded
  type: str
  sample: "3"
actions:
  description:
    - What was done, or would be done in check mode, in each region, whether a version was published with it, which
      one is the newest now, which old ones were deleted (C(pruned)), and why.
  returned: when the plan succeeded
  type: list
  elements: dict
  sample: [{name: cai-dev, region: us-east-1, action: update, publish: true, version: "2", pruned: [], reasons: ["words: green giraffe added"]}]
summary:
  description: Count of each action.
  returned: when the plan succeeded
  type: dict
  sample: {create: 1, adopt: 0, update: 0, retag: 0, publish: 0, prune: 0, delete: 0, none: 1}
errors:
  description:
    - What failed, each with C(key), C(region), C(operation), C(code) and C(message). Where C(actions) is missing
      beside it, nothing was written.
  returned: on failure
  type: list
  elements: dict
"""

from ansible_collections.genai.bedrock.plugins.module_utils._core.guardrails.requests import wanted_guardrails
from ansible_collections.genai.bedrock.plugins.module_utils._core.problems import ProblemError
from ansible_collections.genai.bedrock.plugins.module_utils._module.aws_module import aws_module, fail_with, regions_of
from ansible_collections.genai.bedrock.plugins.module_utils._module.guardrails import finish, result_of, run
from ansible_collections.genai.bedrock.plugins.module_utils._module.ignoring import IGNORE_TAGS

ARGUMENTS = {
    "name": {"type": "str", "required": True},
    "state": {"type": "str", "choices": ["present", "absent"], "default": "present"},
    "description": {"type": "str"},
    "blocked_input_messaging": {"type": "str"},
    "blocked_outputs_messaging": {"type": "str"},
    "content_filters": {"type": "dict"},
    "prompt_attack": {"type": "raw"},
    "content_filters_tier": {"type": "str", "choices": ["CLASSIC", "STANDARD"]},
    "denied_topics": {"type": "dict"},
    "denied_topics_tier": {"type": "str", "choices": ["CLASSIC", "STANDARD"]},
    "words": {"type": "list", "elements": "raw"},
    "managed_word_lists": {"type": "list", "elements": "raw"},
    "pii_entities": {"type": "dict"},
    "regexes": {"type": "dict"},
    "grounding": {"type": "dict"},
    "grounding_tier": {"type": "str", "choices": ["CLASSIC", "STANDARD"]},
    "guardrail_profile": {"type": "str"},
    "kms_key_id": {"type": "str", "no_log": False},
    "publish_version": {"type": "bool", "default": False},
    "version_description": {"type": "str"},
    "keep_versions": {"type": "int"},
    "record_regions": {"type": "list", "elements": "str"},
    "adopt": {"type": "bool", "default": False},
    "tags": {"type": "dict", "aliases": ["resource_tags"]},
    "ignore_tags": IGNORE_TAGS,
    "purge_tags": {"type": "bool", "default": True},
    "regions": {"type": "list", "elements": "str"},
    "workers": {"type": "int", "default": 16},
}


def main() -> None:
    module = aws_module(ARGUMENTS)
    regions = regions_of(module)
    try:
        wanted = wanted_guardrails(module.params, regions=regions)
    except ProblemError as error:
        fail_with(module, error.problems)
    outcome = run(module, wanted, module.params["workers"])
    finish(module, outcome, result_of(outcome, regions[0]))


if __name__ == "__main__":
    main()
