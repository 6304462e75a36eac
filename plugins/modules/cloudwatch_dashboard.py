#!/usr/bin/python
# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Documentation and wiring of genai.bedrock.cloudwatch_dashboard."""

from __future__ import annotations

DOCUMENTATION = r"""
module: cloudwatch_dashboard
version_added: "1.0.0"
short_description: Manage a dashboard of CloudWatch
description:
  - Creates, updates and deletes a dashboard of Amazon CloudWatch.
  - Bodies are compared as JSON. If they are equal, nothing is written.
  - Dashboards are global in an account. The region of the task is only the one to call. Charts name their
    regions themselves.
  - The tag C(ManagedBy=genai.bedrock) is always written. A dashboard that exists without it is neither changed nor
    deleted, unless O(adopt=true); nor is one by a task whose C(Environment), C(Workload) or C(ProfileKey) in O(tags)
    differs from its own.
options:
  name:
    description:
      - Name of the dashboard, 1 to 255 letters, digits, hyphens and underscores.
    type: str
    required: true
  state:
    description:
      - Whether the dashboard should exist.
    type: str
    choices: [present, absent]
    default: present
  body:
    description:
      - The dashboard as a map, or its JSON. It must have C(widgets), a list which may be empty. The rest is described
        in C(Dashboard Body Structure and Syntax) of the CloudWatch API reference.
      - Required to create a dashboard. If unset, the body of an existing one is left unchanged.
      - What AWS has to say about a body that it took nonetheless is a warning.
    type: raw
  adopt:
    description:
      - Take over a dashboard that exists without our tags. It is tagged and updated to the other options, or
        deleted with O(state=absent). Its own tags stay on that run.
    type: bool
    default: false
extends_documentation_fragment:
  - genai.bedrock.ignore_tags
  - genai.bedrock.tags
  - genai.bedrock.aws.modules
  - genai.bedrock.attributes
author:
  - genai.bedrock contributors (@genai-bedrock)
seealso:
  - module: genai.bedrock.observability
  - module: genai.bedrock.cloudwatch_alarms
notes:
  - C(PutDashboard) accepts tags since a botocore release after 1.42.1. With older releases, a dashboard is created with a text that names its
    tags, then tagged, then given its body. A run that is interrupted in between, or that may not tag, leaves that text, by which the
    next run recognizes the dashboard.
"""

EXAMPLES = r"""
- name: A dashboard of one profile
  genai.bedrock.cloudwatch_dashboard:
    name: dev-chat
    region: us-east-1
    body:
      widgets:
        - type: metric
          x: 0
          y: 0
          width: 12
          height: 6
          properties:
            title: Invocations
            region: us-east-1
            stat: Sum
            period: 300
            metrics:
              - [AWS/Bedrock, Invocations, ModelId, 4cbyr2n9st9w, {label: chat}]
    tags:
      Environment: dev

- name: Delete alarms and dashboard
  genai.bedrock.cloudwatch_dashboard:
    name: dev-chat
    region: us-east-1
    state: absent
"""

RETURN = r"""
dashboard:
  description: The dashboard that exists afterwards, or V(null).
  returned: success
  type: dict
  contains:
    name: {description: Name., type: str, returned: always}
    dashboard_arn:
      description: ARN, or V((known after create\)) in check mode.
      type: str
      returned: always
    body: {description: What it shows., type: dict, returned: always}
    tags: {description: Tags., type: dict, returned: always}
action:
  description: What was done, or would be done in check mode.
  returned: success
  type: str
  sample: update
reasons:
  description: Why.
  returned: success
  type: list
  elements: str
  sample: [the body differs]
errors:
  description: What went wrong, with C(key), C(region), C(operation), C(code) and C(message).
  returned: failure
  type: list
  elements: dict
"""

import re

from ansible_collections.genai.bedrock.plugins.module_utils._aws.dashboards import DashboardGateway
from ansible_collections.genai.bedrock.plugins.module_utils._core.failures import CallError
from ansible_collections.genai.bedrock.plugins.module_utils._core.ignore_options import read_ignored
from ansible_collections.genai.bedrock.plugins.module_utils._core.monitoring.dashboard_plan import (
    DashboardDone,
    WantedDashboard,
    diff_of,
    read_body,
)
from ansible_collections.genai.bedrock.plugins.module_utils._core.problems import Problem, ProblemError
from ansible_collections.genai.bedrock.plugins.module_utils._core.profiles.report import UNKNOWN
from ansible_collections.genai.bedrock.plugins.module_utils._core.tags import MANAGED_BY, OWNER, tag_problems, tag_texts
from ansible_collections.genai.bedrock.plugins.module_utils._engine.monitoring.dashboards import converge
from ansible_collections.genai.bedrock.plugins.module_utils._module.aws_module import (
    Module,
    aws_module,
    clients_of,
    fail_with,
    regions_of,
    warn_of,
)
from ansible_collections.genai.bedrock.plugins.module_utils._module.ignoring import IGNORE_TAGS

ARGUMENTS = {
    "name": {"type": "str", "required": True},
    "state": {"type": "str", "choices": ["present", "absent"], "default": "present"},
    "body": {"type": "raw"},
    "adopt": {"type": "bool", "default": False},
    "tags": {"type": "dict", "aliases": ["resource_tags"]},
    "ignore_tags": IGNORE_TAGS,
    "purge_tags": {"type": "bool", "default": True},
}
_NAME = re.compile(r"[A-Za-z0-9_-]{1,255}")


def wanted_dashboard(module: Module) -> WantedDashboard:
    """Raises with every rule that the options break."""
    params, problems = module.params, []
    tags = None if params["tags"] is None else tag_texts(params["tags"])
    if not _NAME.fullmatch(params["name"]):
        rule = "1 to 255 letters, digits, hyphens and underscores"
        problems.append(Problem(f"'{params['name']}' is not allowed: {rule}", "name"))
    problems += [Problem(text, "tags") for text in tag_problems({**(tags or {}), MANAGED_BY: OWNER})]
    absent, body = params["state"] == "absent", None
    try:
        body = None if absent or params["body"] is None else read_body(params["body"])
    except ProblemError as error:
        problems += error.problems
    if problems:
        raise ProblemError(problems)
    ignored = read_ignored(params["ignore_tags"])
    return WantedDashboard(params["name"], body, tags, params["purge_tags"], absent, params["adopt"], ignored)


def dashboard_of(done: DashboardDone) -> dict[str, object] | None:
    step = done.step
    if not step.exists_after:
        return None
    return {
        "name": step.wanted.name,
        "dashboard_arn": done.arn or UNKNOWN,
        "body": step.after,
        "tags": step.tags_after,
    }


def main() -> None:
    module = aws_module(ARGUMENTS)
    region = regions_of(module)[0]
    try:
        wanted = wanted_dashboard(module)
        done = converge(wanted, DashboardGateway(clients_of(module), region), check=module.check_mode)
    except ProblemError as error:
        fail_with(module, error.problems)
    except CallError as error:
        fail_with(module, [error.problem(module.params["name"])])
    warn_of(f"{wanted.name}: AWS says of the body: {warning}" for warning in done.warnings)
    step = done.step
    result = {"action": str(step.action), "reasons": list(step.reasons), "dashboard": dashboard_of(done)}
    module.exit_json(changed=done.changed, **result, **({"diff": diff_of(step)} if module._diff else {}))


if __name__ == "__main__":
    main()
