#!/usr/bin/python
# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Documentation and wiring of genai.bedrock.inference_profile_usage_info."""

from __future__ import annotations

DOCUMENTATION = r"""
module: inference_profile_usage_info
version_added: "1.2.0"
short_description: Usage and estimated cost of application inference profiles
description:
  - Reads from CloudWatch how often profiles were invoked, how many tokens went in, came out, and were read from and written to a cache,
    how many calls were throttled or failed, how long they took, and how long the first token of a stream took. It sums this by workload,
    entry, environment and tag. The playbook C(genai.bedrock.usage) builds on it.
  - With prices it adds what the tokens cost, and what they would have cost with the model that is recommended for the use case of an
    entry. Costs are an estimate by list prices. Discounts, service tiers, batches and anything but tokens are not in the metrics; what
    AWS charges is in the bill alone.
  - Metrics are those of the namespace C(AWS/Bedrock) with the dimension C(ModelId), the id of a profile. CloudWatch has them some
    minutes after a call.
  - Which cost allocation tags are not active is reported where the caller may ask. M(genai.bedrock.cost_allocation_tags) activates them.
  - It fails where anything could not be read, and where one of O(workloads) has no profile, and returns what it found all the same. A
    profile whose metrics could not be read in full is left out of all sums.
  - The caller needs C(cloudwatch:GetMetricData), C(bedrock:ListInferenceProfiles), C(bedrock:ListTagsForResource) and
    C(tag:GetResources); with O(environment) C(ssm:GetParametersByPath) on the path, too; and C(ce:ListCostAllocationTags) for
    cost allocation tags, without which their status is not known.
options:
  environment:
    description:
      - The environment whose profiles are reported. A profile is of it by its tags, or where a record of it publishes the profile or
        the one that replaced it. Without, O(tags) alone say which profiles are meant.
    type: str
  tags:
    description:
      - Only application profiles that have all of these tags.
    type: dict
  workloads:
    description:
      - Only profiles of these workloads, by default all. V(publish), V(access) and V(observability), which never have a profile, may
        stand among them.
    type: list
    elements: str
    default: []
  start:
    description:
      - The beginning, a date or a time as C(2026-11-01) or C(2026-11-01T13:00Z), in UTC where it has no zone. It is moved back to
        the beginning of its day or hour.
    type: str
  end:
    description:
      - The end (exclusive), as in Cost Explorer. By default now.
    type: str
  days:
    description:
      - In place of O(start), so many days before the end. By default 7. CloudWatch keeps metrics for 455 days.
    type: int
  period:
    description:
      - The length of the periods in C(series) and in the CSV. Days are those of UTC.
    type: str
    choices: [day, hour]
    default: day
  group_by:
    description:
      - Tag keys by whose values usage and cost are summed, as C(CostCenter).
    type: list
    elements: str
    default: []
  prices:
    description:
      - Prices in US dollars for a million tokens, by id of a model, or of a system-defined profile such as
        C(us.anthropic.claude-sonnet-4-6), which wins over that of its model. The members are C(input), and where they are needed
        C(output), C(cache_read) and C(cache_write). They win over list prices that this collection knows.
    type: dict
  cost_allocation_tags:
    description:
      - Tag keys of which it is reported whether they are active as cost allocation tags. By default C(Environment), C(Workload) and
        those of O(group_by). V([]) asks nothing.
    type: list
    elements: str
extends_documentation_fragment:
  - genai.bedrock.scope
  - genai.bedrock.scope.profiles
  - genai.bedrock.workers
  - genai.bedrock.aws.modules
  - genai.bedrock.attributes.info
author:
  - genai.bedrock contributors (@genai-bedrock)
seealso:
  - module: genai.bedrock.cost_allocation_tags
  - module: genai.bedrock.inference_profile_info
  - module: genai.bedrock.lifecycle_info
"""

EXAMPLES = r"""
- name: Usage of an environment in the last month, by cost center
  genai.bedrock.inference_profile_usage_info:
    environment: dev
    regions: [us-east-1, us-west-2]
    days: 30
    group_by: [CostCenter]
    prices:
      anthropic.claude-sonnet-4-6: {input: 3, output: 15, cache_read: 0.3, cache_write: 3.75}
  register: used

- name: Show it
  ansible.builtin.debug:
    msg: "{{ used.lines }}"

- name: Every profile of a team, by the hour
  genai.bedrock.inference_profile_usage_info:
    region: us-east-1
    tags: {Team: search}
    days: 1
    period: hour
    cost_allocation_tags: []
"""

RETURN = r"""
usage:
  description:
    - The report. All rows have the columns of C(totals). Times are in milliseconds, costs in US dollars.
  returned: always, unless the input is invalid
  type: dict
  contains:
    schema: {description: The version of this shape, type: int, returned: always, sample: 1}
    environment: {description: O(environment), type: str, returned: always}
    start: {description: "The beginning, in UTC.", type: str, returned: always, sample: "2026-11-23T00:00:00Z"}
    end: {description: "The end, which is no part of it.", type: str, returned: always}
    period: {description: O(period), type: str, returned: always}
    periods:
      description: "The time of each element of C(series): a date, or an hour as C(2026-11-30T13:00Z)."
      type: list
      elements: str
      returned: always
    currency: {description: V(USD), type: str, returned: always}
    cost_is_estimate: {description: V(true), type: bool, returned: always}
    totals:
      description: Sums over everything.
      type: dict
      returned: always
      contains: &sums
        invocations: {description: Invocations., type: int, returned: always}
        input_tokens: {description: "Tokens that went in, without those of a cache.", type: int, returned: always}
        output_tokens: {description: Tokens that came out., type: int, returned: always}
        cache_read_tokens: {description: Tokens that were read from a cache., type: int, returned: always}
        cache_write_tokens: {description: Tokens that were written to a cache., type: int, returned: always}
        throttles: {description: "Calls that were throttled, which count as nothing else.", type: int, returned: always}
        client_errors: {description: Errors of the caller., type: int, returned: always}
        server_errors: {description: Errors of AWS., type: int, returned: always}
        latency_mean: {description: "Mean time to the last token, V(null) without a call.", type: float, returned: always}
        latency_p50:
          description:
            - Percentile of the time to the last token. Of one profile in one period it is CloudWatch's own. Of several it is the highest
              of theirs, which the percentile of all calls together does not exceed.
          type: float
          returned: always
        latency_p90: {description: Likewise., type: float, returned: always}
        latency_p99: {description: Likewise., type: float, returned: always}
        time_to_first_token_mean: {description: "Mean time to the first token, which only streams have.", type: float, returned: always}
        time_to_first_token_p50: {description: As C(latency_p50)., type: float, returned: always}
        time_to_first_token_p90: {description: Likewise., type: float, returned: always}
        time_to_first_token_p99: {description: Likewise., type: float, returned: always}
        cost: {description: "Estimated cost, V(null) where nothing that was used has a price.", type: float, returned: always}
        cost_is_complete: {description: Whether everything that was used has a price., type: bool, returned: always}
        advised_cost:
          description:
            - What the same tokens would have cost with the models that are recommended for the use cases; what has no recommendation,
              or none with a price, counts as it is. V(null) where that is so for all of it.
          type: float
          returned: always
        series:
          description: Column → its values in the order of C(periods). A column without any value is not there.
          type: dict
          returned: always
    inference_profiles:
      description: A row for each profile.
      type: list
      elements: dict
      returned: always
      contains:
        <<: *sums
        environment: &environment {description: "Environment, empty where the profile has none.", type: str, returned: always}
        workload: &workload {description: "Workload, empty where the profile has none.", type: str, returned: always}
        key: &key {description: "Key of the entry, empty where the profile has none.", type: str, returned: always}
        region: {description: Region., type: str, returned: always}
        inference_profile_name: {description: Name., type: str, returned: always}
        inference_profile_arn: {description: ARN., type: str, returned: always}
        inference_profile_id: {description: "Id, the dimension C(ModelId) of its metrics.", type: str, returned: always}
        model_id: {description: Id of its foundation model., type: str, returned: always}
        published: {description: Whether a record points to it., type: bool, returned: always}
        tags: {description: Its tags., type: dict, returned: always}
        advised_model: {description: "Model that is recommended instead, V(null) without one.", type: str, returned: always}
    workloads:
      description: Sums by workload.
      type: list
      elements: dict
      returned: always
      contains: {<<: *sums, environment: *environment, workload: *workload}
    entries:
      description: Sums by entry.
      type: list
      elements: dict
      returned: always
      contains: {<<: *sums, environment: *environment, workload: *workload, key: *key}
    environments:
      description: Sums by environment.
      type: list
      elements: dict
      returned: always
      contains: {<<: *sums, environment: *environment}
    tags:
      description: Tag key of O(group_by) → a list of sums by its values.
      type: dict
      returned: always
      contains:
        <<: *sums
        value: {description: "Value of the tag, empty where a profile does not have it.", type: str, returned: always}
    unpriced_models: {description: Models that were used and have no price for all of it., type: list, elements: str, returned: always}
    cost_allocation_tags:
      description: V(null) if none is requested.
      type: dict
      returned: always
      contains:
        known: {description: Whether the caller may read their status., type: bool, returned: always}
        statuses:
          description: Tag key → V(Active), V(Inactive) or V(Unknown) (not known to Billing yet).
          type: dict
          returned: always
        lines: {description: What to do about it., type: list, elements: str, returned: always}
csv:
  description: A row for each profile and period with data, with a column C(tag:<key>) for each of O(group_by).
  returned: always, unless the input is invalid
  type: str
lines:
  description: A table of the entries, sums by workload and tag, and remarks.
  returned: always, unless the input is invalid
  type: list
  elements: str
problems:
  description:
    - Failed reads and damaged records of the environment, as lines. If there are none, each of O(workloads) without
      profiles, with a suggestion.
  returned: always
  type: list
  elements: str
errors:
  description: Failed reads.
  returned: failure, unless the input is wrong
  type: list
  elements: dict
  contains:
    key: {description: What could not be read., type: str, returned: always}
    region: {description: Its region., type: str, returned: always}
    operation: {description: API operation., type: str, returned: always}
    code: {description: Code of the error., type: str, returned: always}
    message: {description: The error., type: str, returned: always}
"""

from ansible_collections.genai.bedrock.plugins.module_utils._module.aws_module import aws_module
from ansible_collections.genai.bedrock.plugins.module_utils._module.usage import report

ARGUMENTS = {
    "environment": {"type": "str"},
    "regions": {"type": "list", "elements": "str", "default": []},
    "ssm_prefix": {"type": "str"},
    "ssm_regions": {"type": "list", "elements": "str", "default": []},
    "tags": {"type": "dict"},
    "workloads": {"type": "list", "elements": "str", "default": []},
    "start": {"type": "str"},
    "end": {"type": "str"},
    "days": {"type": "int"},
    "period": {"type": "str", "choices": ["day", "hour"], "default": "day"},
    "group_by": {"type": "list", "elements": "str", "default": []},
    "prices": {"type": "dict"},
    "cost_allocation_tags": {"type": "list", "elements": "str"},
    "workers": {"type": "int", "default": 16},
}


def main() -> None:
    report(aws_module(ARGUMENTS, required_one_of=[("environment", "tags")]))


if __name__ == "__main__":
    main()
