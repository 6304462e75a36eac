#!/usr/bin/python
# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Documentation and wiring of genai.bedrock.model_invocation_logging."""

from __future__ import annotations

DOCUMENTATION = r"""
module: model_invocation_logging
version_added: "1.0.0"
short_description: Manage the model invocation logging of a region
description:
  - Amazon Bedrock has one configuration of model invocation logging in each region of an account. It is off where
    no configuration exists. This module creates, changes and deletes it.
  - Logs contain complete prompts and answers. Anybody with access to the log group or the bucket can read them.
  - Unset options leave their settings unchanged. An empty map removes a destination.
  - The configuration has no tags, so its destinations identify its owner. A configuration that delivers to a log group or a
    bucket that the task does not name belongs to somebody else and is not changed, unless O(overwrite=true). In addition to a
    named destination, another one may be added.
  - It is deleted only if all of its destinations are named, unless O(overwrite=true).
options:
  state:
    description:
      - Whether to log invocations.
    type: str
    choices: [present, absent]
    default: present
  cloudwatch_config:
    description:
      - Deliver to CloudWatch Logs. An empty map takes this destination away.
    type: dict
    suboptions:
      log_group_name:
        description:
          - Name of a log group of the same account and region, 1 to 512 characters. It must be there.
        type: str
      role_arn:
        description:
          - ARN of the IAM role with which Bedrock writes. It must trust C(bedrock.amazonaws.com) and allow
            C(logs:CreateLogStream) and C(logs:PutLogEvents) on the stream C(aws/bedrock/modelinvocations) of the log
            group (Bedrock User Guide, Monitor model invocation).
          - AWS checks that when it is set. While IAM does not yet know a new role, the module tries
            again for half a minute.
          - Required if there is no configuration with this log group yet.
        type: str
      large_data_delivery_s3_config:
        description:
          - Destination of data that is too large for a log event. An empty map removes it.
        type: dict
        suboptions:
          bucket_name:
            description: Name of a bucket of the same account and region, 3 to 63 characters.
            type: str
          key_prefix:
            description: How the keys of its objects begin, up to 1,024 characters.
            type: str
  s3_config:
    description:
      - Deliver to S3. The bucket policy must allow C(s3:PutObject) to C(bedrock.amazonaws.com). An empty map takes this
        destination away.
    type: dict
    suboptions:
      bucket_name:
        description: Name of a bucket of the same account and region, 3 to 63 characters.
        type: str
      key_prefix:
        description: How the keys of its objects begin, up to 1,024 characters.
        type: str
  text_data_delivery_enabled:
    description:
      - Whether to log texts. What AWS does if neither this nor an earlier configuration sets it is not
        documented; it is reported to log them, and so it is for the other kinds of data.
    type: bool
  image_data_delivery_enabled:
    description: Whether images are logged.
    type: bool
  embedding_data_delivery_enabled:
    description: Whether embeddings are logged.
    type: bool
  video_data_delivery_enabled:
    description: Whether videos are logged.
    type: bool
  audio_data_delivery_enabled:
    description: Whether audio is logged.
    type: bool
  overwrite:
    description:
      - Change or delete a configuration that delivers to destinations which the task does not name.
    type: bool
    default: false
extends_documentation_fragment:
  - genai.bedrock.aws.modules
  - genai.bedrock.attributes
author:
  - genai.bedrock contributors (@genai-bedrock)
seealso:
  - module: amazon.aws.cloudwatchlogs_log_group
  - module: amazon.aws.iam_role
  - module: amazon.aws.s3_bucket
"""

EXAMPLES = r"""
- name: Log texts to CloudWatch Logs, and what is large to S3
  genai.bedrock.model_invocation_logging:
    region: us-east-1
    cloudwatch_config:
      log_group_name: /dev/bedrock/invocations
      role_arn: arn:aws:iam::123456789012:role/dev-bedrock-invocation-logging
      large_data_delivery_s3_config:
        bucket_name: dev-bedrock-invocations
        key_prefix: large
    text_data_delivery_enabled: true
    image_data_delivery_enabled: false
    embedding_data_delivery_enabled: false
    video_data_delivery_enabled: false
    audio_data_delivery_enabled: false

- name: To S3 alone
  genai.bedrock.model_invocation_logging:
    region: us-east-1
    cloudwatch_config: {}
    s3_config:
      bucket_name: dev-bedrock-invocations
    overwrite: true

- name: Log no more
  genai.bedrock.model_invocation_logging:
    region: us-east-1
    state: absent
    s3_config:
      bucket_name: dev-bedrock-invocations
"""

RETURN = r"""
logging_config:
  description:
    - The configuration afterwards, by the names of the options. Empty if nothing is logged.
  returned: success
  type: dict
  sample:
    s3_config: {bucket_name: dev-bedrock-invocations, key_prefix: ""}
    text_data_delivery_enabled: true
action:
  description: What was done, or would be done in check mode. One of V(create), V(update), V(delete) and V(none).
  returned: success
  type: str
  sample: update
reasons:
  description: Why.
  returned: success
  type: list
  elements: str
  sample: ["image_data_delivery_enabled: true → false"]
errors:
  description: What went wrong, with C(key), C(region), C(operation), C(code) and C(message).
  returned: failure
  type: list
  elements: dict
"""

import time
from typing import Any

from ansible_collections.genai.bedrock.plugins.module_utils._aws.invocation_logging import LoggingGateway
from ansible_collections.genai.bedrock.plugins.module_utils._core.failures import CallError
from ansible_collections.genai.bedrock.plugins.module_utils._core.monitoring.invocation_logging import (
    CLOUDWATCH,
    FLAGS,
    LARGE_DATA,
    S3,
    WantedLogging,
    check,
)
from ansible_collections.genai.bedrock.plugins.module_utils._core.problems import ProblemError
from ansible_collections.genai.bedrock.plugins.module_utils._engine.monitoring.invocation_logging import converge
from ansible_collections.genai.bedrock.plugins.module_utils._module.aws_module import (
    aws_module,
    clients_of,
    fail_with,
    regions_of,
)

_BUCKET: dict[str, Any] = {"bucket_name": {"type": "str"}, "key_prefix": {"type": "str", "no_log": False}}
_CLOUDWATCH: dict[str, Any] = {
    "log_group_name": {"type": "str"},
    "role_arn": {"type": "str"},
    LARGE_DATA: {"type": "dict", "options": _BUCKET},
}
ARGUMENTS = {
    "state": {"type": "str", "choices": ["present", "absent"], "default": "present"},
    CLOUDWATCH: {"type": "dict", "options": _CLOUDWATCH},
    S3: {"type": "dict", "options": _BUCKET},
    **{flag: {"type": "bool"} for flag in FLAGS},
    "overwrite": {"type": "bool", "default": False},
}


def given(options: dict[str, Any]) -> dict[str, Any]:
    """The options that are set; Ansible fills in the others, within maps too."""
    return {
        name: given(value) if isinstance(value, dict) else value for name, value in options.items() if value is not None
    }


def main() -> None:
    module = aws_module(ARGUMENTS)
    params, region = module.params, regions_of(module)[0]
    config = given({name: params[name] for name in (CLOUDWATCH, S3, *FLAGS)})
    wanted = WantedLogging(region, config, absent=params["state"] == "absent", overwrite=params["overwrite"])
    try:
        check(wanted)
        gateway = LoggingGateway(clients_of(module), region)
        done = converge(wanted, gateway, check=module.check_mode, sleep=time.sleep)
    except ProblemError as error:
        fail_with(module, error.problems)
    except CallError as error:
        fail_with(module, [error.problem()])
    step = done.step
    result = {"action": str(step.action), "reasons": list(step.reasons), "logging_config": dict(done.config)}
    diff = {"diff": {"before": dict(step.live or {}), "after": dict(step.after)}} if module._diff else {}
    module.exit_json(changed=done.changed, **result, **diff)


if __name__ == "__main__":
    main()
