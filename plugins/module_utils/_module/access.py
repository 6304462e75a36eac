# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Policies between Ansible and the engine: records and options in, documents and one outcome out."""

from __future__ import annotations

from typing import Any, NoReturn

from ansible_collections.genai.bedrock.plugins.module_utils._aws.granting import GrantConnection
from ansible_collections.genai.bedrock.plugins.module_utils._core.failures import CallError
from ansible_collections.genai.bedrock.plugins.module_utils._core.policies.access import Access, access_lines
from ansible_collections.genai.bedrock.plugins.module_utils._core.policies.access_request import explain, read_access
from ansible_collections.genai.bedrock.plugins.module_utils._core.policies.managed import policy_name
from ansible_collections.genai.bedrock.plugins.module_utils._core.policies.managed_plan import (
    action_rows,
    diff_of,
    removal_lines,
)
from ansible_collections.genai.bedrock.plugins.module_utils._core.problems import Problem, ProblemError, problem_lines
from ansible_collections.genai.bedrock.plugins.module_utils._engine.policies.access import Granted, grant, revoke
from ansible_collections.genai.bedrock.plugins.module_utils._module.aws_module import (
    Module,
    clients_of,
    fail_with_lines,
    region_of,
)

ABSENT = "absent"


def run(module: Module) -> NoReturn:
    """Make the policies, and keep or take away managed ones; one exit_json, or one fail_json."""
    params = module.params
    access, wrong = read_access(params)
    absent = params["state"] == ABSENT
    if wrong:
        fail_with_lines(module, wrong, changed=False)
    home, workers = region_of(module) or access.deployment.ssm_regions[0], params["workers"]
    clients = clients_of(module, workers=workers, options={**params, "region": home})
    connection = GrantConnection(clients, home)
    try:
        if absent:
            granted = revoke(access, connection, check=module.check_mode, workers=workers)
        else:
            granted = grant(access, params["records"], connection, check=module.check_mode, workers=workers)
    except ProblemError as error:
        _refuse(module, access, error.problems)
    except CallError as error:
        _refuse(module, access, [error.problem()])
    _finish(module, access, granted)


def _refuse(module: Module, access: Access, problems: Any) -> NoReturn:
    listed: list[Problem] = list(problems)
    errors = [problem.as_dict() for problem in listed]
    fail_with_lines(module, [explain(problem, access.start) for problem in listed], changed=False, errors=errors)


def _finish(module: Module, access: Access, granted: Granted) -> NoReturn:
    names = [policy_name(document, access.policy_prefix) for document in granted.documents]
    required, deployed = granted.required_regions, granted.deployed_regions
    result: dict[str, Any] = {
        "changed": granted.changed,
        "documents": granted.documents,
        "policy_arns": granted.policy_arns,
        "required_regions": required,
        "deployed_regions": deployed,
        "actions": action_rows(granted.steps),
        "lines": [],
    }
    if module.params["state"] == ABSENT:
        result["lines"] = removal_lines(granted.steps, planned=module.check_mode)
    else:
        result["lines"] = access_lines(access, module.params["records"], names, required, deployed)
    if module._diff:
        result["diff"] = diff_of(granted.steps)
    if granted.problems:
        errors = [problem.as_dict() for problem in granted.problems]
        fail_with_lines(module, problem_lines(errors), errors=errors, **result)
    module.exit_json(problems=[], **result)
