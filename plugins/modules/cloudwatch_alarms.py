#!/usr/bin/python
# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Documentation and wiring of genai.bedrock.cloudwatch_alarms."""

from __future__ import annotations

DOCUMENTATION = r"""
module: cloudwatch_alarms
version_added: "1.0.0"
short_description: Manage a map of CloudWatch alarms over regions
description:
  - Brings metric alarms of Amazon CloudWatch, each in its region, to what a map says, in one process and in few
    calls. Those that carry the owner's tags and are no longer in the map are deleted, if requested.
  - M(amazon.aws.cloudwatch_metric_alarm) manages one alarm a task. It writes no tags, so the owner of an
    alarm is, and it changes an alarm on several metrics in each run (amazon.aws 11.4.0).
  - Everything is read and decided first. Errors of input and of ownership, and a denied read, are reported all at
    once, each with the alarm's name, before anything is written. A region that cannot be read, and an error of a
    write, fail their own alarms only.
  - Alarms are read a hundred per call, tags in bulk from the Resource Groups Tagging API. Differences in its tags are
    confirmed on the alarm itself before anything is written. If C(tag:GetResources) is denied, the tags of each alarm
    are read separately, unless O(purge_alarms=true).
  - The tag C(ManagedBy=genai.bedrock) is always written. An alarm that exists without it, or with other
    O(ownership_tags), is neither changed nor deleted, unless O(adopt=true).
options:
  alarms:
    description:
      - The alarms, name to options. Names have 1 to 255 characters and are unique in a region.
      - An option that is not set leaves what it is about as it is. An empty text removes C(description), C(unit),
        C(treat_missing_data) and C(evaluate_low_sample_count_percentile), V(null) removes C(datapoints_to_alarm), and an
        empty list or map what it is about.
      - Limits are checked on the alarm as it would be sent, with what it has already, before anything is written.
      - C(state), V(present) or V(absent).
      - C(region), by default the region of the task.
      - C(namespace), C(metric_name), C(dimensions) (a map of name to value), C(statistic) (V(Sum), V(Average),
        V(Minimum), V(Maximum), V(SampleCount), or an extended one as V(p90), V(tm90), V(IQM) or V(TM(10%:90%\))), C(period) (seconds) and C(unit) name one
        metric. In their place, C(metrics) takes a list of queries with C(id), C(metric_stat) or C(expression),
        C(label), C(return_data), C(period) and C(account_id), as M(amazon.aws.cloudwatch_metric_alarm) does.
      - Ids of queries are unique, and begin with a lower-case letter. One query returns data, which is the one that the
        alarm watches; C(return_data=false) is set on all others. With C(threshold_metric_id), the metric and its band do.
      - C(evaluation_criteria) and C(evaluation_interval) (10 to 3,600 seconds) make an alarm on a PromQL query, in the
        place of all of the above and of the options about the threshold and its periods. C(evaluation_criteria) holds
        C(promql_criteria) with C(query), C(pending_period) and C(recovery_period) (both in seconds, up to 86,400).
      - C(comparison) (V(GreaterThanOrEqualToThreshold), V(GreaterThanThreshold), V(LessThanThreshold) or
        V(LessThanOrEqualToThreshold)), C(threshold), C(evaluation_periods) and C(datapoints_to_alarm) say when it
        is triggered. C(period) times C(evaluation_periods) must not exceed a week, or a day where the period is shorter
        than an hour.
      - C(threshold_metric_id), in the place of C(threshold), makes an alarm on anomalies. It is the C(id) of the query in C(metrics)
        whose expression is C(ANOMALY_DETECTION_BAND(<id>, <width>)), and goes with C(comparison)
        V(LessThanLowerOrGreaterThanUpperThreshold), V(LessThanLowerThreshold) or V(GreaterThanUpperThreshold).
      - C(treat_missing_data) is V(missing), V(notBreaching), V(breaching) or V(ignore),
        C(evaluate_low_sample_count_percentile) V(evaluate) or V(ignore).
      - C(evaluation_window) holds either C(sliding_window), an empty map, which is AWS's default, or
        C(wall_clock_window) with C(timezone). C(warm_up_configuration) holds C(warm_up_period_duration_in_minutes) (1 to
        2,880) and C(only_start_evaluating_after_warm_up_period_ends). C(action_configuration) holds
        C(alarm_tags_propagation) with C(enabled), and C(included_tag_keys) or C(excluded_tag_keys). These, and PromQL,
        need a botocore that knows them, as 1.44.5 does.
      - C(alarm_actions), C(ok_actions) and C(insufficient_data_actions) are lists of up to five ARNs each, as of SNS
        topics. C(actions_enabled) is a boolean. C(description) has up to 1,024 characters.
      - C(tags) are merged over O(tags). C(purge_tags) and C(adopt) win over O(purge_tags) and O(adopt).
    type: dict
    required: true
  ownership_tags:
    description:
      - Tags beside C(ManagedBy) that say whose the alarms are, as C(Environment). They are written on each alarm. One
        of the name with another value of one of them belongs to somebody else.
    type: dict
    default: {}
  purge_alarms:
    description:
      - Whether alarms that carry C(ManagedBy=genai.bedrock) and all O(ownership_tags), in O(regions) and in the
        regions of the map, are deleted where they are not in the map. It needs C(Environment) in O(ownership_tags).
      - They are found by the Resource Groups Tagging API, which learns of an alarm a little after it was made.
    type: bool
    default: false
  tags:
    description:
      - Tags of all alarms, key to value. Booleans are written as V(true) and V(false).
      - Where neither this nor the alarm's own C(tags) is set, tags are left as they are, beside C(ManagedBy) and
        O(ownership_tags).
    type: dict
    aliases: [resource_tags]
  purge_tags:
    description:
      - Whether tags that are not wanted are removed. It has no effect on an alarm for which no tags are set.
    type: bool
    default: true
  adopt:
    description:
      - Take over alarms that exist without our tags. They are tagged and brought to what their options say, or
        deleted with C(state=absent). Their own tags stay on that run.
    type: bool
    default: false
  regions:
    description:
      - Regions in which O(purge_alarms) looks, beside those of the map. By default the region of the task.
    type: list
    elements: str
extends_documentation_fragment:
  - genai.bedrock.workers
  - genai.bedrock.ignore_tags
  - genai.bedrock.aws.modules
  - genai.bedrock.attributes
author:
  - genai.bedrock contributors (@genai-bedrock)
seealso:
  - module: genai.bedrock.observability
  - module: genai.bedrock.cloudwatch_dashboard
notes:
  - Limits and defaults are those of the API reference of C(PutMetricAlarm), as botocore 1.44.5 has it.
"""

EXAMPLES = r"""
- name: Notify when a profile is throttled or slow
  genai.bedrock.cloudwatch_alarms:
    ownership_tags:
      Environment: dev
    purge_alarms: true
    alarms:
      dev-chat-throttles:
        region: us-east-1
        namespace: AWS/Bedrock
        metric_name: InvocationThrottles
        dimensions: {ModelId: 4cbyr2n9st9w}
        statistic: Sum
        period: 300
        evaluation_periods: 3
        datapoints_to_alarm: 2
        comparison: GreaterThanOrEqualToThreshold
        threshold: 10
        treat_missing_data: notBreaching
        alarm_actions: [arn:aws:sns:us-east-1:123456789012:on-call]
      dev-chat-latency:
        region: us-west-2
        namespace: AWS/Bedrock
        metric_name: InvocationLatency
        dimensions: {ModelId: 06vsfs68yb4g}
        statistic: p90
        period: 300
        evaluation_periods: 3
        comparison: GreaterThanOrEqualToThreshold
        threshold: 20000
        treat_missing_data: notBreaching
      dev-chat-unusual:
        region: us-east-1
        metrics:
          - id: calls
            metric_stat:
              metric: {namespace: AWS/Bedrock, metric_name: Invocations, dimensions: {ModelId: 4cbyr2n9st9w}}
              period: 300
              stat: Sum
          - id: usual
            expression: ANOMALY_DETECTION_BAND(calls, 2)
        evaluation_periods: 3
        comparison: LessThanLowerOrGreaterThanUpperThreshold
        threshold_metric_id: usual
      dev-chat-quiet:
        region: us-east-1
        evaluation_criteria:
          promql_criteria:
            query: sum(rate(requests_total[5m])) < 1
            pending_period: 300
        evaluation_interval: 60
  register: made

- name: Show what was done
  ansible.builtin.debug:
    var: made.summary

- name: Take all of them away
  genai.bedrock.cloudwatch_alarms:
    alarms: {}
    ownership_tags:
      Environment: dev
    purge_alarms: true
    regions: [us-east-1, us-west-2]
"""

RETURN = r"""
alarms:
  description:
    - The alarms that exist afterwards, in the order of the map, each with the options that it has and those below.
      All options read as they are written in O(alarms), C(metrics) too, so that they can be passed back in.
  returned: once everything was decided
  type: list
  elements: dict
  contains:
    name: {description: Name., type: str, returned: always}
    region: {description: Region., type: str, returned: always}
    action: {description: What was done to it., type: str, returned: always}
    alarm_arn:
      description: ARN, or C((known after create)) in check mode.
      type: str
      returned: always
    description: {description: Description., type: str, returned: when set}
    actions_enabled: {description: Whether actions are carried out., type: bool, returned: when set}
    alarm_actions: {description: ARNs., type: list, elements: str, returned: when set}
    ok_actions: {description: ARNs., type: list, elements: str, returned: when set}
    insufficient_data_actions: {description: ARNs., type: list, elements: str, returned: when set}
    namespace: {description: Namespace of the metric., type: str, returned: for an alarm on one metric}
    metric_name: {description: Name of the metric., type: str, returned: for an alarm on one metric}
    dimensions: {description: Name to value., type: dict, returned: for an alarm on one metric with some}
    statistic: {description: Statistic., type: str, returned: for an alarm on one metric}
    period: {description: Seconds., type: int, returned: for an alarm on one metric}
    unit: {description: Unit., type: str, returned: when set}
    metrics:
      description: Queries, with C(id), C(metric_stat), C(expression), C(label), C(return_data), C(period), C(account_id).
      type: list
      elements: dict
      returned: for an alarm on several metrics
    evaluation_criteria: {description: The PromQL query., type: dict, returned: for an alarm on a PromQL query}
    evaluation_interval: {description: Seconds., type: int, returned: for an alarm on a PromQL query}
    comparison: {description: Comparison., type: str, returned: unless it is on a PromQL query}
    threshold: {description: Threshold., type: float, returned: for an alarm with a number}
    threshold_metric_id: {description: Id of the band., type: str, returned: for an alarm on anomalies}
    evaluation_periods: {description: Periods., type: int, returned: unless it is on a PromQL query}
    datapoints_to_alarm: {description: Periods that have to breach., type: int, returned: when set}
    treat_missing_data: {description: What missing data means., type: str, returned: when set}
    evaluate_low_sample_count_percentile: {description: V(evaluate) or V(ignore)., type: str, returned: when set}
    evaluation_window: {description: Window., type: dict, returned: when set}
    warm_up_configuration: {description: Warm-up., type: dict, returned: when set}
    action_configuration: {description: Tags in notifications., type: dict, returned: when set}
    tags: {description: Tags., type: dict, returned: always}
actions:
  description:
    - What was done to each alarm, or would be done in check mode, with C(name), C(region), C(action) and C(reasons).
    - C(action) is one of V(create), V(update), V(retag), V(adopt), V(delete) and V(none).
  returned: once everything was decided
  type: list
  elements: dict
  sample:
    - name: dev-chat-latency
      region: us-west-2
      action: update
      reasons: ["threshold: 20000 → 15000", "metrics.total.expression: 2 * input → 3 * input"]
summary:
  description: How many of each action.
  returned: once everything was decided
  type: dict
  sample: {create: 1, update: 0, retag: 0, adopt: 0, delete: 0, none: 5}
errors:
  description:
    - What went wrong, with C(key), which is the name, C(region), C(operation), C(code) and C(message). Where
      C(actions) is missing beside it, nothing was written.
  returned: failure
  type: list
  elements: dict
"""

from ansible_collections.genai.bedrock.plugins.module_utils._core.ignore_options import read_ignored
from ansible_collections.genai.bedrock.plugins.module_utils._core.monitoring.alarm_requests import (
    owner_of,
    requested_alarms,
)
from ansible_collections.genai.bedrock.plugins.module_utils._core.problems import ProblemError
from ansible_collections.genai.bedrock.plugins.module_utils._module.alarms import finish, run
from ansible_collections.genai.bedrock.plugins.module_utils._module.aws_module import aws_module, fail_with, region_of
from ansible_collections.genai.bedrock.plugins.module_utils._module.ignoring import IGNORE_TAGS

ARGUMENTS = {
    "alarms": {"type": "dict", "required": True},
    "ownership_tags": {"type": "dict", "default": {}},
    "purge_alarms": {"type": "bool", "default": False},
    "tags": {"type": "dict", "aliases": ["resource_tags"]},
    "ignore_tags": IGNORE_TAGS,
    "purge_tags": {"type": "bool", "default": True},
    "adopt": {"type": "bool", "default": False},
    "regions": {"type": "list", "elements": "str"},
    "workers": {"type": "int", "default": 16},
}


def main() -> None:
    module = aws_module(ARGUMENTS)
    params, region = module.params, region_of(module)
    try:
        owner = owner_of(params["ownership_tags"], purge=params["purge_alarms"])
        wanted = requested_alarms(
            params["alarms"],
            region=region,
            owner=owner,
            tags=params["tags"],
            purge_tags=params["purge_tags"],
            adopt=params["adopt"],
            ignore_tags=read_ignored(params["ignore_tags"], owner),
        )
    except ProblemError as error:
        fail_with(module, error.problems)
    regions = params["regions"] or ([region] if region else [])
    finish(module, run(module, wanted, regions, owner, purge=params["purge_alarms"]))


if __name__ == "__main__":
    main()
