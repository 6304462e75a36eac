# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What is published, between Ansible and the engine: an environment in, its records out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, replace
from typing import Any, NoReturn

from ansible_collections.genai.bedrock.plugins.module_utils._aws.ssm_parameters import ParameterGateway
from ansible_collections.genai.bedrock.plugins.module_utils._core.policies.scope import read_scope
from ansible_collections.genai.bedrock.plugins.module_utils._core.problems import Problem, problem_lines
from ansible_collections.genai.bedrock.plugins.module_utils._core.records.choosing import chosen_records, workload_of
from ansible_collections.genai.bedrock.plugins.module_utils._core.workloads.entries import key_problem
from ansible_collections.genai.bedrock.plugins.module_utils._engine.records import Published, Request, read_published
from ansible_collections.genai.bedrock.plugins.module_utils._module.aws_module import (
    Module,
    clients_of,
    fail_with,
    region_of,
)

NOT_PUBLISHED = "NotPublished"
DAMAGED, UNREAD, NEVER = "damaged", "unread", "never"
FAIL_ON = (DAMAGED, UNREAD, NEVER)


def run(module: Module) -> NoReturn:
    """Read, and fail where what could not be read is as bad as ``fail_on``."""
    params = module.params
    scope, wrong = read_scope(params, region_of(module))
    if wrong := [*wrong, *_problems(params)]:
        fail_with(module, map(Problem, wrong))
    workloads, keys = list(dict.fromkeys(params["workloads"])), list(dict.fromkeys(params["keys"]))
    request = Request(
        environment=scope.environment,
        prefix=scope.prefix,
        # Suggestions for missing records need the names of all others.
        workloads=() if params["require"] else tuple(workloads or dict.fromkeys(map(workload_of, keys))),
        document=params["document"],
    )
    clients = clients_of(module, workers=params["workers"])
    gateways = {region: ParameterGateway(clients, region) for region in scope.ssm_regions}
    found = read_published(gateways, request, workers=params["workers"])
    chosen = chosen_records(found.records, workloads, keys, found.damaged)
    missing = _missing(found, chosen["problems"], request.prefix, scope.ssm_regions) if params["require"] else []
    found = replace(found, records=chosen["records"], damaged=chosen["damaged"])
    reported = _reported(found) | {"changed": False}
    reported["problems"] = problem_lines(
        [*reported["unread"], *reported["damaged"], *(problem.as_dict() for problem in missing)]
    )
    if bad := [*_bad(found, params["fail_on"]), *missing]:
        fail_with(module, bad, **reported)
    module.exit_json(**reported)


def _missing(found: Published, named: Sequence[str], prefix: str, regions: Sequence[str]) -> list[Problem]:
    """What is named and not there. Where nothing is, what could not be read may be why."""
    if found.records or found.damaged:
        return [Problem(text, code=NOT_PUBLISHED) for text in named]
    text = f"No record is published below {prefix} in {', '.join(regions)}: deploy first"
    return found.unread or [Problem(text, code=NOT_PUBLISHED)]


def _problems(params: Mapping[str, Any]) -> list[str]:
    problems = [f"workloads: {text}" for workload in params["workloads"] if (text := key_problem(workload))]
    problems += [f"keys: '{key}' is no path of a record, as copilot/chat" for key in params["keys"] if "/" not in key]
    return problems


def _bad(found: Published, fail_on: str) -> Sequence[Problem]:
    if fail_on == NEVER:
        return []
    damaged = found.damaged if fail_on == DAMAGED else []
    fields = ("message", "key", "region", "operation", "code")
    return [*found.unread, *(Problem(**{name: row[name] for name in fields}) for row in damaged)]


def _reported(found: Published) -> dict[str, Any]:
    return {
        "records": found.records,
        "damaged": found.damaged,
        "foreign": found.foreign,
        "unread": [problem.as_dict() for problem in found.unread],
        "document": asdict(found.document) if found.document else None,
    }
