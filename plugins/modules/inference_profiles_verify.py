#!/usr/bin/python
# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Documentation and wiring of genai.bedrock.inference_profiles_verify."""

from __future__ import annotations

DOCUMENTATION = r"""
module: inference_profiles_verify
version_added: "1.0.0"
short_description: Call every target of records once, to see that it answers
description:
  - Calls each target on its own, in its own region, without failover. A text model generates one token; an
    embedding model generates one vector, whose length is compared with the C(dimensions) of the record. Models that do not answer
    to plain text, such as models for images, reranking or video embeddings, are not called, and their rows say so.
  - A profile that AWS does not know yet is called again for about fifteen seconds, one that is throttled or answers
    with a server error a few times. AccessDenied and other errors are final.
  - The caller needs the IAM action C(bedrock:InvokeModel) on the profiles and on their models in every region that
    they route to.
  - A text target that is stopped only by a guardrail that the account or its organization enforces fails with C(EnforcedGuardrail), also
    if another guardrail is named for it; the trace of the call says which one intervened. The documentation of AWS does not say how
    enforced guardrails apply to embedding models; they are not recognized there.
  - It costs a few tokens for each target. In check mode the records are checked and nothing is called.
options:
  records:
    description:
      - A map of keys, as V(copilot/chat), to records of schema 1 with C(base_model_id), C(kind), C(targets) and, for
        embeddings, C(dimensions). Each target needs C(region) and C(arn); its C(guardrail) applies to the call.
    type: dict
    required: true
  arns:
    description:
      - Only targets with one of these ARNs, by default all. An ARN that no target has is an error.
    type: list
    elements: str
  guardrail_phrase:
    description:
      - A prompt that the guardrail of each target must block. A text target whose guardrail lets it pass fails. The guardrails
        of the role P(genai.bedrock.cai#role) block the default. Empty text tries no guardrail.
    type: str
    default: genaibedrockguardrailcheck
  workers:
    description:
      - Maximum number of targets called in parallel.
    type: int
    default: 16
  timeout:
    description:
      - Seconds that a target may be silent.
    type: float
    default: 30
extends_documentation_fragment:
  - genai.bedrock.aws.modules
  - genai.bedrock.attributes.info
author:
  - genai.bedrock contributors (@genai-bedrock)
seealso:
  - module: genai.bedrock.inference_profile_invoke
  - plugin: genai.bedrock.record
    plugin_type: lookup
"""

EXAMPLES = r"""
- name: Call what the environment has published
  genai.bedrock.inference_profiles_verify:
    records:
      copilot/chat: "{{ lookup('genai.bedrock.record', 'copilot/chat', region='us-east-1') }}"
      embedding/titan: "{{ lookup('genai.bedrock.record', 'embedding/titan', region='us-east-1') }}"
  vars:
    bedrock_environment: dev
  register: verified
"""

RETURN = r"""
targets:
  description: The targets in the order of the records; empty in check mode.
  returned: always
  type: list
  elements: dict
  contains:
    key: {description: Key of the record., type: str, returned: always}
    region: {description: Region in which the target was called., type: str, returned: always}
    inference_profile_arn: {description: ARN., type: str, returned: always}
    base_model_id: {description: Foundation model behind it., type: str, returned: always}
    kind: {description: "V(text), V(embedding) or V(other).", type: str, returned: always}
    latency_ms: {description: Milliseconds that the last call took., type: int, returned: always}
    verdict: {description: "V(ok), V(failed) or V(not_called).", type: str, returned: always}
    code:
      description: Code of the error, as V(AccessDeniedException), V(DimensionMismatch) or V(EnforcedGuardrail), else null.
      type: str
      returned: always
    message: {description: "The error with its solution, or why it was not called, else null.", type: str, returned: always}
    dimensions: {description: "Length of an embedding model's vector, else null.", type: int, returned: always}
    guardrail:
      description: V(intervened) if the guardrail of the target blocked O(guardrail_phrase) (one that others enforce does not count), null if none was tested.
      type: str
      returned: always
lines:
  description: A line per target, ready to print. The last line counts those that answered.
  returned: always
  type: list
  elements: str
  sample:
    - "embedding/titan  us-east-1  amazon.titan-embed-text-v2:0  ok     87 ms  1024 dimensions"
    - 1 of 1 targets answered
problems:
  description: All failures as lines. Empty if there are none.
  returned: always
  type: list
  elements: str
errors:
  description: What failed, each with C(key), C(region), C(operation), C(code) and C(message).
  returned: failure
  type: list
  elements: dict
"""

from ansible_collections.genai.bedrock.plugins.module_utils._core.verification.verification import GUARDRAIL_PHRASE
from ansible_collections.genai.bedrock.plugins.module_utils._module.aws_module import aws_module
from ansible_collections.genai.bedrock.plugins.module_utils._module.verify import run

ARGUMENTS = {
    "records": {"type": "dict", "required": True},
    "arns": {"type": "list", "elements": "str"},
    "guardrail_phrase": {"type": "str", "default": GUARDRAIL_PHRASE},
    "workers": {"type": "int", "default": 16},
    "timeout": {"type": "float", "default": 30},
}


def main() -> None:
    run(aws_module(ARGUMENTS))


if __name__ == "__main__":
    main()
