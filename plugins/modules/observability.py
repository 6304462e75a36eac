#!/usr/bin/python
# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Documentation and wiring of genai.bedrock.observability."""

from __future__ import annotations

DOCUMENTATION = r"""
module: observability
version_added: "1.1.0"
short_description: Manage alarms, dashboard and invocation logging of an environment
description:
  - Manages CloudWatch alarms for every published profile of an environment, each in its region, one dashboard for all of them and, if
    requested, model invocation logging, all in one process.
  - It reads the records of the environment from Parameter Store. Alarms of profiles that no record names any longer are deleted. Nothing is written
    if a record cannot be read or is damaged, since its alarms would look orphaned.
  - Alarms are found by name and by their tags C(ManagedBy=genai.bedrock), C(Environment), C(Workload) and C(ProfileKey). Alarms without
    these tags are never touched, unless O(adopt=true).
  - Alarms, the dashboard and logging fail independently. All errors are reported at the end.
options:
  environment:
    description:
      - The environment, 1 to 32 lower-case letters and digits with single hyphens. It is the tag C(Environment).
    type: str
    required: true
  state:
    description:
      - V(present) manages alarms, dashboard and logging according to the other options.
      - V(absent) deletes alarms and dashboard of the environment, or of O(workloads) only. Logging stays unchanged. If records cannot
        be read, alarms are found by their tags only.
      - V(pruned) deletes the alarms of profiles in O(former_records) that are no longer in O(records). It finds them by their
        tags, and makes no call to CloudWatch if the tagging API lists none. The dashboard stays unchanged.
      - V(rendered) only validates the options and returns the resulting alarms and dashboard for O(records). It makes no calls.
    type: str
    choices: [present, absent, pruned, rendered]
    default: present
  ssm_prefix:
    description:
      - Records are published at C(<prefix>/<workload>/<key>). By default C(/<environment>/bedrock/inference-profiles).
    type: str
  ssm_regions:
    description:
      - Regions of the records. All are read; if a record is in several, the first region applies. By default the first of O(regions).
    type: list
    elements: str
  regions:
    description:
      - Regions of the environment, in which leftover alarms are searched and invocations are logged.
    type: list
    elements: str
    default: []
  former_regions:
    description:
      - Additional regions to search for leftover alarms, besides those in the records.
    type: list
    elements: str
    default: []
  records:
    description:
      - All published records by C(<workload>/<key>), for callers that have them already, or that predict them in check mode.
        The records are then not read, unless an alarm would be deleted that neither these nor O(former_records) account for. The alarm
        is kept if its record turns out to be published.
      - If unset, the records are read.
    type: dict
  former_records:
    description:
      - The records published before the run. Alarms of their deleted or replaced profiles are searched too.
    type: dict
    default: {}
  workloads:
    description:
      - With O(state=absent), the workloads whose alarms are deleted. An existing dashboard is updated without them. An empty list means all.
    type: list
    elements: str
    default: []
  failed_workloads:
    description:
      - Workloads whose deployment failed. Their old profiles may still be in use, so none of their alarms is deleted for lack of a
        record, except with O(state=absent).
    type: list
    elements: str
    default: []
  expected:
    description:
      - Whether the environment should have alarms. With V(false), AccessDenied while searching for them is a note in RV(lines) and not an error, unless
        some exist.
    type: bool
    default: true
  alarms:
    description:
      - Whether to create alarms. V(false) deletes ours.
    type: bool
    default: true
  settings:
    description:
      - Thresholds and settings of the alarms.
      - C(throttles) (10), C(server_errors) (5), C(client_errors) (20) and C(interventions) of a workload's guardrail (0) are counts in
        a period, C(latency) (30000) is the 90th percentile in milliseconds, C(daily_tokens) (0) are input and output of a profile
        within 24 hours. Reaching the value triggers the alarm. V(0) turns this alarm off.
      - C(period) (300) is in seconds, whole minutes up to a day. C(datapoints_to_alarm) (2) of the last C(evaluation_periods) (3) must
        reach the threshold.
      - C(alarm_actions) and C(ok_actions) are lists of ARNs of SNS topics, at most five per region. An alarm notifies those in its own region.
      - C(enabled) is V(true) by default.
    type: dict
    default: {}
  entries:
    description:
      - The same settings for a workload (C(copilot)) or one entry (C(copilot/chat)). The entry takes precedence. C(interventions) is for
        workloads only, since entries share a guardrail.
    type: dict
    default: {}
  dashboard:
    description:
      - Whether to create a dashboard. V(false) deletes ours.
    type: bool
    default: true
  dashboard_name:
    description:
      - Its name, 1 to 255 letters, digits, hyphens and underscores. By default C(<environment>-bedrock).
    type: str
  dashboard_workloads:
    description:
      - Workloads on the dashboard. An empty list means all.
    type: list
    elements: str
    default: []
  logging:
    description:
      - Logs the prompts and answers of all invocations in O(regions) of the account. If unset, logging stays unchanged.
      - C(group) is a log group with C(retention) (30) days, which is created if missing. C(bucket) is an existing S3 bucket, C(prefix)
        the prefix of its keys. One of the two is required. C({region}) in the name of a bucket is replaced by the region.
      - C(large_data_bucket) and C(large_data_prefix) are for data that is too large for the log group.
      - C(role_arn) is the IAM role that Bedrock uses to write to the log group. By default the module creates
        C(<environment>-bedrock-invocation-logging), with C(role_boundary_arn) as its permissions boundary.
      - C(data) is a list of C(text), C(image), C(embedding), C(video) and C(audio), all by default.
      - C(overwrite) replaces a configuration that delivers elsewhere.
    type: dict
  tags:
    description:
      - Additional tags of alarms, dashboard, log groups and log role.
    type: dict
    aliases: [resource_tags]
  adopt:
    description:
      - Whether to take over alarms and a dashboard of others that have our names.
    type: bool
    default: false
  variables:
    description:
      - Prefix of the variables that set these options, such as V(observability_), for error messages.
    type: str
    default: ""
extends_documentation_fragment:
  - genai.bedrock.workers
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
- name: Update alarms, dashboard and logs
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

- name: Delete alarms and dashboard
  genai.bedrock.observability:
    environment: dev
    state: absent
    regions: [us-east-1, us-west-2]
"""

RETURN = r"""
alarms:
  description:
    - The alarms that exist afterwards, each with C(name), C(region), C(action), C(alarm_arn), C(tags) and its options, as
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
silenced:
  description:
    - C(name), C(region) and C(origin) of alarms whose actions somebody has disabled in AWS. They are left so. C(origin) is V(aws).
  returned: when the options are sound, but with O(state=rendered)
  type: list
  elements: dict
summary:
  description: Number of alarms per action.
  returned: when the options are sound, but with O(state=rendered)
  type: dict
  sample: {create: 1, update: 0, retag: 0, adopt: 0, delete: 0, none: 5}
dashboard:
  description:
    - The dashboard, or V(null) if it was not read.
  returned: when the options are sound
  type: dict
  contains:
    name: {description: Name., type: str, returned: always}
    action: {description: "What was done.", type: str, returned: "except with O(state=rendered)"}
    reasons: {description: Why., type: list, elements: str, returned: "except with O(state=rendered)"}
    dashboard_arn:
      description: ARN, or V((known after create\)) in check mode.
      type: str
      returned: where there is one
    body: {description: Its body., type: dict, returned: if there is one or would be}
    tags: {description: Tags., type: dict, returned: if there is one}
logging:
  description: A row for the IAM role, and one per region for the log group and for the configuration.
  returned: when the options are sound, but with O(state=rendered)
  type: list
  elements: dict
  contains:
    kind: {description: "V(role), V(log group) or V(configuration).", type: str, returned: always}
    name: {description: Name., type: str, returned: always}
    region: {description: "Region, V(null) for the role.", type: str, returned: always}
    action: {description: "What was done.", type: str, returned: always}
    reasons: {description: Why., type: list, elements: str, returned: always}
    logging_config: {description: The configuration afterwards., type: dict, returned: for a configuration}
wanted_alarms:
  description: The alarms for O(records), as a map of name to the options of M(genai.bedrock.cloudwatch_alarms).
  returned: with O(state=rendered)
  type: dict
lines:
  description: Changes and notes, ready to print. May be empty.
  returned: when the options are sound
  type: list
  elements: str
  sample: ["alarms: dev-<workload>-<key>-<region>-<metric>", "  us-east-1  created  4 of copilot/chat"]
problems:
  description: All problems as lines. Empty if there are none.
  returned: always
  type: list
  elements: str
errors:
  description: All failures as rows, each with C(key), C(region), C(operation), C(code) and C(message).
  returned: when something failed after the options were found sound
  type: list
  elements: dict
"""

from ansible_collections.genai.bedrock.plugins.module_utils._module.payload import begin_imports, end_imports

# The imports below take a third less time with it.
begin_imports()

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
    end_imports()
    run(aws_module(ARGUMENTS))


if __name__ == "__main__":
    main()
