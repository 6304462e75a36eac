#!/usr/bin/python
# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Documentation and wiring of genai.bedrock.observability."""

from __future__ import annotations

DOCUMENTATION = r"""
module: observability
version_added: "1.1.0"
short_description: Watch the profiles of an environment
description:
  - Keeps CloudWatch alarms for every profile that is published in an environment, each in its region, one dashboard of all of them and, if
    asked, model invocation logging. Everything happens in one process.
  - It reads the records of the environment in Parameter Store. Alarms of profiles that no record names any more go. Nothing is written
    where a record cannot be read or is damaged, since it would be taken for one that is gone.
  - Alarms are found by name and by their tags C(ManagedBy=genai.bedrock), C(Environment), C(Workload) and C(ProfileKey). What does not
    carry them is never touched, unless O(adopt=true).
  - Alarms, the dashboard and logging fail each for itself. All errors are told at the end.
options:
  environment:
    description:
      - The environment, 1 to 32 lower-case letters and digits with single hyphens. It is the tag C(Environment).
    type: str
    required: true
  state:
    description:
      - V(present) keeps alarms, dashboard and logging as the other options say.
      - V(absent) deletes alarms and dashboard of the environment, or of O(workloads) alone. Logging stays as it is. Where records cannot
        be read, alarms are found by their tags alone.
      - V(pruned) deletes the alarms of profiles in O(former_records) that O(records) do not name any more. It finds them by their
        tags, and asks CloudWatch nothing where the tagging API knows none. The dashboard stays as it is.
      - V(rendered) only checks the options, and returns what they come to for O(records). It calls nothing.
    type: str
    choices: [present, absent, pruned, rendered]
    default: present
  ssm_prefix:
    description:
      - Records are published at C(<prefix>/<workload>/<key>). By default C(/<environment>/bedrock/inference-profiles).
    type: str
  ssm_regions:
    description:
      - Regions of the records. All are read. Of a record in several, the first region counts. By default the first of O(regions).
    type: list
    elements: str
  regions:
    description:
      - Regions of the environment. Here alarms of profiles that are gone are looked for, and invocations are logged.
    type: list
    elements: str
    default: []
  former_regions:
    description:
      - More regions in which such alarms may be, beside those that records name.
    type: list
    elements: str
    default: []
  records:
    description:
      - Everything that is published, C(<workload>/<key>) to record, for whoever knows it already, or in check mode knows what would be.
        Then nothing is read, unless an alarm is to be deleted that neither these nor O(former_records) explain. It stays if it turns
        out that its record is published nonetheless.
      - Where it is not set, the records are read.
    type: dict
  former_records:
    description:
      - What was published before the run, likewise. It tells where alarms may be of what went or was replaced.
    type: dict
    default: {}
  workloads:
    description:
      - With O(state=absent), the workloads whose alarms go. The dashboard is drawn anew without them, if it is there. None means all.
    type: list
    elements: str
    default: []
  failed_workloads:
    description:
      - Workloads that could not be deployed. Their old profiles may still be in use, so that no alarm of theirs is deleted for lack of a
        record, but with O(state=absent).
    type: list
    elements: str
    default: []
  expected:
    description:
      - Whether the environment is to have alarms. With V(false), a denied look for them is a note in RV(lines) and no error, unless
        there are some.
    type: bool
    default: true
  alarms:
    description:
      - Whether there are alarms. V(false) deletes ours.
    type: bool
    default: true
  settings:
    description:
      - What the alarms watch.
      - C(throttles) (10), C(server_errors) (5), C(client_errors) (20) and C(interventions) of a workload's guardrail (0) are counts in
        a period, C(latency) (30000) is the 90th percentile in milliseconds, C(daily_tokens) (0) are input and output of a profile
        within 24 hours. From that on the alarm goes off. V(0) means no such alarm.
      - C(period) (300) has seconds, whole minutes up to a day. C(datapoints_to_alarm) (2) of the last C(evaluation_periods) (3) must be
        that bad.
      - C(alarm_actions) and C(ok_actions) are lists of ARNs of SNS topics, five a region at most. An alarm tells those of its own region.
      - C(enabled) is V(true) unless said otherwise.
    type: dict
    default: {}
  entries:
    description:
      - The same settings for a workload (C(copilot)) or one entry (C(copilot/chat)). The longer name wins. C(interventions) is for
        workloads only, since entries share a guardrail.
    type: dict
    default: {}
  dashboard:
    description:
      - Whether there is a dashboard. V(false) deletes ours.
    type: bool
    default: true
  dashboard_name:
    description:
      - Its name, 1 to 255 letters, digits, hyphens and underscores. By default C(<environment>-bedrock).
    type: str
  dashboard_workloads:
    description:
      - Workloads on it. None means all.
    type: list
    elements: str
    default: []
  logging:
    description:
      - Log prompts and answers of everything that is invoked in O(regions) of the account. Where it is not set, logging stays as it is.
      - C(group) is a log group, made where it is not there, with C(retention) (30) days. C(bucket) is an S3 bucket that is there, C(prefix)
        begins its keys. One of the two is needed. C({region}) in the name of a bucket stands for the region.
      - C(large_data_bucket) and C(large_data_prefix) are for data that is too large for the log group.
      - C(role_arn) is the IAM role with which Bedrock writes to the log group. By default one of ours is made,
        C(<environment>-bedrock-invocation-logging), with C(role_boundary_arn) as its permissions boundary.
      - C(data) is a list of C(text), C(image), C(embedding), C(video) and C(audio), all by default.
      - C(overwrite) changes a configuration that delivers elsewhere.
    type: dict
  tags:
    description:
      - Tags of alarms, dashboard, log groups and log role beside our own.
    type: dict
    aliases: [resource_tags]
  adopt:
    description:
      - Take over alarms and a dashboard of our names that others have made.
    type: bool
    default: false
  variables:
    description:
      - What the names of a caller's variables begin with that hold these options, as C(observability_). Messages name them then.
    type: str
    default: ""
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
  - module: genai.bedrock.cloudwatch_alarms
  - module: genai.bedrock.cloudwatch_dashboard
  - module: genai.bedrock.model_invocation_logging
  - module: genai.bedrock.workloads
"""

EXAMPLES = r"""
- name: Watch what is published
  genai.bedrock.observability:
    environment: dev
    regions: [us-east-1, us-west-2]
    settings:
      latency: 20000
      alarm_actions: [arn:aws:sns:us-east-1:123456789012:on-call]
    entries:
      copilot/chat: {daily_tokens: 5000000}
  register: watched

- name: What was done, and what is worth knowing
  ansible.builtin.debug:
    msg: "{{ watched.lines }}"

- name: Check the settings, without AWS
  genai.bedrock.observability:
    environment: dev
    state: rendered
    settings: {latency: 20000}

- name: Take alarms and dashboard away
  genai.bedrock.observability:
    environment: dev
    state: absent
    regions: [us-east-1, us-west-2]
"""

RETURN = r"""
alarms:
  description:
    - The alarms that exist afterwards, each with C(name), C(region), C(action), C(alarm_arn), C(tags) and the options that it has, as
      M(genai.bedrock.cloudwatch_alarms) returns them.
  returned: when the options are sound, but with O(state=rendered)
  type: list
  elements: dict
actions:
  description:
    - What was done to each alarm, or would be in check mode, with C(name), C(region), C(action) and C(reasons). C(action) is one of
      V(create), V(update), V(retag), V(adopt), V(delete) and V(none).
  returned: when the options are sound, but with O(state=rendered)
  type: list
  elements: dict
  sample: [{name: dev-copilot-chat-us-east-1-latency, region: us-east-1, action: update, reasons: ["threshold: 20000 → 15000"]}]
summary:
  description: How many alarms of each action.
  returned: when the options are sound, but with O(state=rendered)
  type: dict
  sample: {create: 1, update: 0, retag: 0, adopt: 0, delete: 0, none: 5}
dashboard:
  description:
    - The dashboard. It is V(null) where nobody looked for one.
  returned: when the options are sound
  type: dict
  contains:
    name: {description: Name., type: str, returned: always}
    action: {description: "What was done to it.", type: str, returned: "but with O(state=rendered)"}
    reasons: {description: Why., type: list, elements: str, returned: "but with O(state=rendered)"}
    dashboard_arn:
      description: ARN. It reads V((known after create\)) where check mode cannot know it.
      type: str
      returned: where there is one
    body: {description: What it shows., type: dict, returned: where there is one or shall be}
    tags: {description: Tags., type: dict, returned: where there is one}
logging:
  description: A row for the IAM role, and one for the log group and for the configuration of each region.
  returned: when the options are sound, but with O(state=rendered)
  type: list
  elements: dict
  contains:
    kind: {description: "V(role), V(log group) or V(configuration).", type: str, returned: always}
    name: {description: Name., type: str, returned: always}
    region: {description: Region. It is V(null) for the role., type: str, returned: always}
    action: {description: "What was done to it.", type: str, returned: always}
    reasons: {description: Why., type: list, elements: str, returned: always}
    logging_config: {description: The configuration afterwards., type: dict, returned: for a configuration}
wanted_alarms:
  description: Name to options, as M(genai.bedrock.cloudwatch_alarms) takes them, of the alarms that O(records) want.
  returned: with O(state=rendered)
  type: dict
lines:
  description: What was done and what is worth knowing, ready to print. Empty where there is nothing to say.
  returned: when the options are sound
  type: list
  elements: str
  sample: ["alarms: dev-<workload>-<key>-<region>-<metric>", "  us-east-1  created  4 of copilot/chat"]
problems:
  description: Everything that is wrong with the options or failed, as lines. Empty where all is well.
  returned: always
  type: list
  elements: str
errors:
  description: What failed as rows, each with C(key), C(region), C(operation), C(code) and C(message).
  returned: when something failed after the options were found sound
  type: list
  elements: dict
"""

from ansible_collections.genai.bedrock.plugins.module_utils._core.monitoring.watching import STATES
from ansible_collections.genai.bedrock.plugins.module_utils._module.aws_module import aws_module
from ansible_collections.genai.bedrock.plugins.module_utils._module.ignoring import IGNORE_TAGS
from ansible_collections.genai.bedrock.plugins.module_utils._module.observability import run

ARGUMENTS = {
    "environment": {"type": "str", "required": True},
    "state": {"type": "str", "choices": list(STATES), "default": "present"},
    "ssm_prefix": {"type": "str"},
    "ssm_regions": {"type": "list", "elements": "str"},
    "regions": {"type": "list", "elements": "str", "default": []},
    "former_regions": {"type": "list", "elements": "str", "default": []},
    "records": {"type": "dict"},
    "former_records": {"type": "dict", "default": {}},
    "workloads": {"type": "list", "elements": "str", "default": []},
    "failed_workloads": {"type": "list", "elements": "str", "default": []},
    "expected": {"type": "bool", "default": True},
    "alarms": {"type": "bool", "default": True},
    "settings": {"type": "dict", "default": {}},
    "entries": {"type": "dict", "default": {}},
    "dashboard": {"type": "bool", "default": True},
    "dashboard_name": {"type": "str"},
    "dashboard_workloads": {"type": "list", "elements": "str", "default": []},
    "logging": {"type": "dict"},
    "tags": {"type": "dict", "aliases": ["resource_tags"]},
    "ignore_tags": IGNORE_TAGS,
    "adopt": {"type": "bool", "default": False},
    "variables": {"type": "str", "default": ""},
    "workers": {"type": "int", "default": 16},
}


def main() -> None:
    run(aws_module(ARGUMENTS))


if __name__ == "__main__":
    main()
