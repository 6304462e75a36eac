# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The lifecycle of deployed models between Ansible and the engine: an environment in, one report out."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, date, datetime
from typing import Any, NoReturn

from ansible_collections.genai.bedrock.plugins.module_utils._aws.gateway import RegionGateway
from ansible_collections.genai.bedrock.plugins.module_utils._aws.ssm_parameters import ParameterGateway
from ansible_collections.genai.bedrock.plugins.module_utils._core.policies.scope import read_scope
from ansible_collections.genai.bedrock.plugins.module_utils._core.problems import problem_lines
from ansible_collections.genai.bedrock.plugins.module_utils._engine.lifecycle import Request, read_lifecycles
from ansible_collections.genai.bedrock.plugins.module_utils._module.aws_module import (
    Module,
    clients_of,
    fail_with_lines,
    region_of,
)


def run(module: Module) -> NoReturn:
    """Read and report; it fails where anything could not be read, or a workload that is named has no profile."""
    params = module.params
    scope, wrong = read_scope(params, region_of(module))
    if wrong := [*wrong, *_problems(params)]:
        fail_with_lines(module, wrong)
    workers = params["workers"]
    request = Request(
        scope.environment,
        scope.prefix,
        scope.regions,
        date.fromisoformat(params["today"]) if params["today"] else datetime.now(UTC).date(),
        days=params["eol_days"],
        workloads=params["workloads"],
        everybody=params["everybody"],
    )
    clients = clients_of(module, workers=workers)
    parameters = {place: ParameterGateway(clients, place) for place in scope.ssm_regions[:1]}
    found = read_lifecycles(request, parameters, lambda place: RegionGateway(clients, place), workers=workers)
    report = found.report
    reported = {name: report[name] for name in ("profiles", "lines", "due", "model_facts")} | {"changed": False}
    if problems := problem_lines(found.unread) or report["problems"]:
        fail_with_lines(module, problems, errors=found.unread, **reported)
    module.exit_json(problems=[], **reported)


def _problems(params: Mapping[str, Any]) -> list[str]:
    problems = [] if params["eol_days"] >= 0 else ["eol_days: takes whole days, 0 or more"]
    try:
        date.fromisoformat(params["today"] or "2026-11-30")
    except ValueError:
        problems.append(f"today: '{params['today']}' is no date, as 2026-11-30")
    return problems
