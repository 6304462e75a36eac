# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The options of a task about the policies of an environment: read, cast and checked."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from ansible_collections.genai.bedrock.plugins.module_utils._core.casting import kind_of
from ansible_collections.genai.bedrock.plugins.module_utils._core.ignore_options import as_ignored, ignore_problems
from ansible_collections.genai.bedrock.plugins.module_utils._core.policies.access import DEPLOYER, Access
from ansible_collections.genai.bedrock.plugins.module_utils._core.policies.deploying import Deployment
from ansible_collections.genai.bedrock.plugins.module_utils._core.policies.invoking import InvokeRequest
from ansible_collections.genai.bedrock.plugins.module_utils._core.policies.managed import REMEMBERED
from ansible_collections.genai.bedrock.plugins.module_utils._core.policies.rules import (
    RECORDS,
    environment_problems,
    prefix_of,
    region_problems,
)
from ansible_collections.genai.bedrock.plugins.module_utils._core.problems import Problem
from ansible_collections.genai.bedrock.plugins.module_utils._core.tags import tag_problems, tag_texts

#: IAM API reference, CreatePolicy: PolicyName.
_NAME_PART = re.compile(r"[\w+=,.@-]{0,64}", re.ASCII)
#: Option of the policies → option of the module, where the connection of a task has an option of that name, too.
_RENAMED = {"assume_role_arn": "deployer_role_arn"}


def read_access(options: Mapping[str, Any]) -> tuple[Access, list[str]]:
    """The request and all its problems, with the names of the user's variables."""
    start = str(options.get("variables") or "")
    access = _access(options, start)
    problems = [
        *environment_problems(access.environment),
        *region_problems(access.deployment.regions, "regions"),
        *region_problems(access.deployment.ssm_regions, "ssm_regions"),
        *region_problems(access.deployment.former_regions, "former_regions"),
        *_prefix_problems(access),
        *(f"tags: {text}" for text in tag_problems(access.tags)),
        *ignore_problems(options.get("ignore_tags"), (REMEMBERED, f"{REMEMBERED}{DEPLOYER}")),
    ]
    if not problems:
        access = replace(access, ignore_tags=as_ignored(options.get("ignore_tags")))
    problems = [f"{start}{text}" for text in problems]
    if not access.deployment.ssm_regions:
        problems.append(f"{start}ssm_regions: is empty; name the regions of the records, or {start}regions")
    problems += [f"{found.key}: {found.message}" for found in RECORDS(options["records"], "records")]
    problems += _role_problems(options, start)
    return access, problems


def explain(problem: Problem, start: str) -> str:
    """A problem of making the policies, as a line with the user's variable."""
    option = problem.option
    name = f"{start}{option}" if start else _RENAMED.get(option, option)
    text = f"{name}{problem.message.removeprefix(option)}" if option else problem.message
    return f"{problem.key}: {text}" if problem.key else text


def _access(options: Mapping[str, Any], start: str) -> Access:
    environment, regions = str(options["environment"]), _texts(options["regions"])
    ssm_regions = _texts(options["ssm_regions"]) or regions[:1]
    prefix = prefix_of(environment, options["ssm_prefix"] or "")
    deployment = Deployment(
        environment=environment,
        account="",
        regions=regions,
        ssm_prefix=prefix,
        ssm_regions=ssm_regions,
        former_regions=_texts(options["former_regions"]),
        features=_texts(options["features"]),
        assume_role_arn=options["deployer_role_arn"] or "",
        log_role_arn=options["log_role_arn"] or "",
        log_role_boundary_arn=options["log_role_boundary_arn"] or "",
        dashboard_name=options["dashboard_name"] or "",
    )
    invoking = InvokeRequest(
        ssm_prefix=prefix,
        ssm_regions=ssm_regions,
        require_guardrail=options["require_guardrail"],
        only_through_profiles=options["only_through_profiles"],
        guardrail_profiles=_texts(options["guardrail_profiles"]),
        allow_get_inference_profile=options["allow_get_inference_profile"],
    )
    given = options["roles"]
    roles = {str(key): tuple(names) for key, names in given.items() if isinstance(names, (list, tuple))}
    default = f"{environment}-bedrock-"
    return Access(
        deployment,
        invoking,
        managed=options["manage"],
        policy_prefix=default if options["policy_prefix"] is None else options["policy_prefix"],
        tags=tag_texts(options["tags"]),
        roles=roles,
        deployer_roles=_texts(options["deployer_roles"]),
        start=start,
    )


def _prefix_problems(access: Access) -> list[str]:
    if _NAME_PART.fullmatch(access.policy_prefix):
        return []
    rule = "at most 64 letters, digits and + = , . @ _ -"
    return [f"policy_prefix: '{access.policy_prefix}' cannot begin the name of a managed policy: {rule}"]


def _role_problems(options: Mapping[str, Any], start: str) -> list[str]:
    problems = [
        f"{start}roles.{workload}: must be a list of names of IAM roles, not {kind_of(names)}"
        for workload, names in options["roles"].items()
        if not isinstance(names, (list, tuple))
    ]
    if (options["roles"] or options["deployer_roles"]) and not options["manage"]:
        manage = f"{start}manage_policies" if start else "manage"
        problems.append(
            f"{start}roles and {start}deployer_roles: roles can only be given managed policies; set {manage}: true"
        )
    return problems


def _texts(values: Sequence[Any] | None) -> list[str]:
    return list(dict.fromkeys(text for value in values or () if (text := str(value).strip())))
