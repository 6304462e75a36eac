#!/usr/bin/python
# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Documentation and wiring of genai.bedrock.inference_profile_invoke."""

from __future__ import annotations

DOCUMENTATION = r"""
module: inference_profile_invoke
version_added: "1.0.0"
short_description: Call a text or embedding model through inference profiles, with failover
description:
  - Calls a text model (Converse) or an embedding model (InvokeModel) through an ordered list of targets, each in
    its own region. A target that is throttled, times out, answers with a server error or cannot be reached is passed
    over, and so is one whose answer is not the service's, as a login page of a proxy; access, validation and not-found
    errors are reported immediately, since they would be the same elsewhere.
  - Applications do the same with the file C(plugins/module_utils/inference_router.py) of this collection.
  - An invocation costs money. In check mode the options are read, nothing is invoked and the task counts as skipped.
  - The prompt appears in no output, errors about its form included. An answer that repeats a whole text of the prompt, of twelve characters or more,
    shows C((not shown)) instead. The answer itself is returned; set C(no_log=true) on the task if nobody may
    see it.
options:
  record:
    description:
      - A record of schema 1, as lookup P(genai.bedrock.record#lookup) returns it.
    type: dict
  parameter_name:
    description:
      - Name of the SSM parameter with the record, read in O(region). The caller needs the IAM action
        C(ssm:GetParameter).
    type: str
  targets:
    description:
      - Targets in their order, instead of a record.
    type: list
    elements: dict
    suboptions:
      region: {description: Region in which the target is called., type: str, required: true}
      arn: {description: ARN of the inference profile., type: str, required: true}
      name: {description: "Name of the target, for messages.", type: str}
      guardrail:
        description: Guardrail that applies to the calls of this target; guardrails are regional.
        type: dict
        suboptions:
          identifier: {description: Id or ARN of the guardrail., type: str, required: true}
          version: {description: "Number of its version, or V(DRAFT).", type: str, required: true}
  base_model_id:
    description:
      - Foundation model behind O(targets), as V(amazon.titan-embed-text-v2:0). An ARN does not show it, and each
        embedding model wants another request. Text models do not need it.
    type: str
  dimensions:
    description:
      - Length of the vectors to request from O(targets), by default the model's own default.
    type: int
  prompt:
    description:
      - One question to a text model.
    type: str
  messages:
    description:
      - A conversation as Converse takes it, a list of C({role, content}), beginning and ending with the user's turn.
    type: list
    elements: dict
  system:
    description:
      - System prompt for O(prompt) or O(messages).
    type: str
  texts:
    description:
      - Texts to embed. Titan and Nova take one call per text, Cohere one per 96 texts.
    type: list
    elements: str
  input_type:
    description:
      - What the embeddings are for. Cohere and Nova distinguish it, Titan does not.
    type: str
    choices: [search_document, search_query, classification, clustering]
    default: search_document
  max_tokens:
    description:
      - Limit of the answer in tokens, by default the record's.
    type: int
  temperature:
    description:
      - Randomness of the answer, from 0 to 1, by default the record's. Some models accept none.
    type: float
  guardrail:
    description:
      - Another guardrail instead of the target's own, which applies otherwise; nothing empty takes it away. Name
        identifier and version. To prevent callers from using another one, forbid it with an IAM policy
        (C(access_require_guardrail) of role P(genai.bedrock.access#role), condition C(bedrock:GuardrailIdentifier)).
    type: dict
    suboptions:
      identifier: {description: Id or ARN of the guardrail., type: str}
      version: {description: "Number of its version, or V(DRAFT).", type: str}
  deadline:
    description:
      - Seconds for all targets together. Each target gets an equal share of the remaining time.
    type: float
    default: 120
  read_timeout:
    description:
      - Seconds that a single target may be silent before the next one is called, within its share of O(deadline).
    type: float
    default: 60
extends_documentation_fragment:
  - genai.bedrock.aws.modules
  - genai.bedrock.attributes.info
author:
  - genai.bedrock contributors (@genai-bedrock)
seealso:
  - module: genai.bedrock.inference_profiles_verify
  - plugin: genai.bedrock.record
    plugin_type: lookup
"""

EXAMPLES = r"""
- name: Call the chat model of the environment
  genai.bedrock.inference_profile_invoke:
    parameter_name: /dev/bedrock/inference-profiles/copilot/chat
    region: us-east-1
    prompt: Name three colours.
    max_tokens: 50
  register: answer

- name: Make embeddings
  genai.bedrock.inference_profile_invoke:
    record: "{{ lookup('genai.bedrock.record', 'embedding/titan', environment='dev', region='us-east-1') }}"
    texts:
      - How do I reset my password?
      - Where is my parcel?

# not run: the ARNs are examples
- name: Name the targets
  genai.bedrock.inference_profile_invoke:
    targets:
      - {region: us-east-1, arn: "arn:aws:bedrock:us-east-1:123456789012:application-inference-profile/0123456789ab"}
      - {region: us-west-2, arn: "arn:aws:bedrock:us-west-2:123456789012:application-inference-profile/ba9876543210"}
    system: You are terse.
    messages:
      - {role: user, content: [{text: Hello}]}
"""

RETURN = r"""
text:
  description: The answer of a text model.
  returned: success, with O(prompt) or O(messages)
  type: str
stop_reason:
  description:
    - Why it ended, as C(end_turn), C(max_tokens) or C(guardrail_intervened). The guardrail is the named one, or one that the account or
      its organization enforces. If none is named for the call, a warning says so.
  returned: success, with O(prompt) or O(messages)
  type: str
usage:
  description: C(input_tokens), C(output_tokens) and C(total_tokens).
  returned: success, with O(prompt) or O(messages)
  type: dict
embeddings:
  description: A vector for each text, in their order.
  returned: success, with O(texts)
  type: list
  elements: list
dimensions:
  description: Length of the vectors.
  returned: success, with O(texts)
  type: int
served_by:
  description: The target that answered, with C(region), C(arn) and C(name).
  returned: success
  type: dict
attempts:
  description:
    - The calls in their order, each with C(region), C(arn), C(error) (code of the error, null for the call that
      answered) and C(milliseconds).
  returned: when something was invoked
  type: list
  elements: dict
errors:
  description: What failed, each with C(region), C(operation), C(code) and C(message).
  returned: failure
  type: list
  elements: dict
"""

from ansible_collections.genai.bedrock.plugins.module_utils._module.aws_module import aws_module
from ansible_collections.genai.bedrock.plugins.module_utils._module.invoke import invoke

TARGET = {
    "region": {"type": "str", "required": True},
    "arn": {"type": "str", "required": True},
    "name": {"type": "str"},
    "guardrail": {
        "type": "dict",
        "options": {"identifier": {"type": "str", "required": True}, "version": {"type": "str", "required": True}},
    },
}
ARGUMENTS = {
    "record": {"type": "dict"},
    "parameter_name": {"type": "str"},
    "targets": {"type": "list", "elements": "dict", "options": TARGET},
    "base_model_id": {"type": "str"},
    "dimensions": {"type": "int"},
    "prompt": {"type": "str", "no_log": True},
    "messages": {"type": "list", "elements": "dict", "no_log": True},
    "system": {"type": "str", "no_log": True},
    "texts": {"type": "list", "elements": "str", "no_log": True},
    "input_type": {
        "type": "str",
        "choices": ["search_document", "search_query", "classification", "clustering"],
        "default": "search_document",
    },
    "max_tokens": {"type": "int", "no_log": False},
    "temperature": {"type": "float"},
    "guardrail": {
        "type": "dict",
        "options": {"identifier": {"type": "str"}, "version": {"type": "str"}},
        "required_together": [["identifier", "version"]],
    },
    "deadline": {"type": "float", "default": 120},
    "read_timeout": {"type": "float", "default": 60},
}


def main() -> None:
    module = aws_module(
        ARGUMENTS,
        mutually_exclusive=[["record", "parameter_name", "targets"], ["prompt", "messages", "texts"]],
        required_one_of=[["record", "parameter_name", "targets"], ["prompt", "messages", "texts"]],
    )
    invoke(module)


if __name__ == "__main__":
    main()
