# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Preflight between Ansible and the engine: parameters in, findings out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime
from typing import Any, NoReturn

from ansible.module_utils.common.arg_spec import ArgumentSpecValidator
from ansible_collections.genai.bedrock.plugins.module_utils._aws.preflight import CallersAccount, PreflightRegion
from ansible_collections.genai.bedrock.plugins.module_utils._core.findings import (
    ERROR,
    Finding,
    as_problems,
    counts,
    failing,
    finding_lines,
    ordered,
)
from ansible_collections.genai.bedrock.plugins.module_utils._core.preflight.checks import Parameters, Rules
from ansible_collections.genai.bedrock.plugins.module_utils._core.preflight.permissions import Scope
from ansible_collections.genai.bedrock.plugins.module_utils._core.problems import Problem, ProblemError
from ansible_collections.genai.bedrock.plugins.module_utils._core.profiles.inference_profiles import (
    Policy,
    WantedProfile,
)
from ansible_collections.genai.bedrock.plugins.module_utils._core.profiles.requests import (
    key_problems,
    policy_problems,
    wanted_profiles,
)
from ansible_collections.genai.bedrock.plugins.module_utils._core.tags import ENVIRONMENT, tag_texts
from ansible_collections.genai.bedrock.plugins.module_utils._engine.preflight import Request, Seen, preflight
from ansible_collections.genai.bedrock.plugins.module_utils._module.aws_module import (
    Module,
    clients_of,
    fail_with,
    region_of,
)
from ansible_collections.genai.bedrock.plugins.module_utils._module.profiles import read_entries

#: Options of one key in the map of parameters.
PARAMETER_OPTIONS: dict[str, dict[str, Any]] = {"dimensions": {"type": "int"}, "temperature": {"type": "float"}}


def run(module: Module) -> NoReturn:
    """Check everything; fail where a finding is as bad as ``fail_on``."""
    params = module.params
    request, problems = _read(module)
    if problems:
        findings = [_of_input(problem) for problem in problems]
        fail_with(module, problems, **_reported(findings))
    seen = Seen([], {})
    if request.regions_to_check:
        clients = clients_of(module, workers=params["workers"])
        regions = dict.fromkeys([*request.regions, *params["regions"]])
        gateways = {region: PreflightRegion(clients, region) for region in regions}
        account = CallersAccount(clients, request.regions_to_check[0])
        seen = preflight(request, gateways, account, workers=params["workers"])
    reported = _reported(seen.findings) | {"new_profiles": dict(seen.new)}
    if bad := failing(seen.findings, params["fail_on"]):
        fail_with(module, as_problems(bad), **reported)
    module.exit_json(**reported)


def _read(module: Module) -> tuple[Request, list[Problem]]:
    params = module.params
    owner = params["ownership_tags"]
    policy = Policy(
        ownership=None if owner is None else tag_texts(owner),
        default_geography=params["default_geography"] or None,
        allowed_regions=frozenset(params["allowed_regions"]),
    )
    problems = key_problems(params["inference_profiles"]) + policy_problems(policy)
    parameters, wrong = _parameters(params["parameters"])
    problems += wrong
    today, wrong = _today(params["today"])
    problems += wrong
    planned, wrong = _planned(params["planned_profiles"])
    problems += wrong
    wanted: list[WantedProfile] = []
    places = params["regions"] or [region for region in (region_of(module),) if region]
    try:
        entries = read_entries(params["inference_profiles"])
        wanted = wanted_profiles(entries, regions=places, tags=params["tags"], by_name=policy.ownership is None)
    except ProblemError as error:
        problems += error.problems
    rules = Rules(
        today=today,
        checks=frozenset(params["checks"]),
        policy=policy,
        eol_days=params["eol_days"],
        required_tags=params["required_tags"],
        parameters=parameters,
    )
    present = [entry for entry in wanted if not entry.absent]
    scope, deployer = _scope(params, places), params["deployer_arn"] or ""
    return Request(present, rules, scope, deployer, params["changed_regions"], planned), problems


def _scope(params: Mapping[str, Any], places: Sequence[str]) -> Scope:
    owner = tag_texts(params["ownership_tags"])
    return Scope(
        account="",
        regions=(),
        owner=owner,
        features=params["features"],
        environment=owner.get(ENVIRONMENT, ""),
        ssm_prefix=params["ssm_prefix"] or "",
        ssm_regions=params["ssm_regions"] or places[:1],
    )


def _today(given: str | None) -> tuple[date, list[Problem]]:
    now = datetime.now(UTC).date()
    try:
        return (date.fromisoformat(given) if given else now), []
    except ValueError:
        return now, [Problem(f"today: must be a date as {now}, not '{given}'")]


def _planned(given: Sequence[Mapping[str, Any]]) -> tuple[dict[str, int], list[Problem]]:
    """How many profiles others make in each region, from what several tasks returned."""
    counted: Counter[str] = Counter()
    for reported in given:
        for region, count in reported.items():
            if not str(count).isdecimal():
                return {}, [Problem(f"planned_profiles: must be maps of region to number, not '{count}'")]
            counted[region] += int(count)
    return dict(counted), []


def _parameters(given: Mapping[str, Any]) -> tuple[dict[str, Parameters], list[Problem]]:
    """What applications send, by key; a value that is null is not sent."""
    found: dict[str, Parameters] = {}
    problems = []
    for key, value in given.items():
        if not isinstance(value, Mapping):
            problems.append(Problem(f"parameters: must be a map of options, not {type(value).__name__}", str(key)))
            continue
        reported = {name: text for name, text in value.items() if text not in (None, "")}
        checked = ArgumentSpecValidator(PARAMETER_OPTIONS).validate(reported)
        problems += [Problem(f"parameters: {text}", str(key)) for text in checked.error_messages]
        if not checked.error_messages:
            found[str(key)] = Parameters(**checked.validated_parameters)
    return found, problems


def _of_input(problem: Problem) -> Finding:
    return Finding(ERROR, "invalid_input", problem.message, "correct the input", problem.key, problem.region)


def _reported(findings: Sequence[Finding]) -> dict[str, Any]:
    listed = ordered(findings)
    return {
        "changed": False,
        "findings": [finding.as_dict() for finding in listed],
        "lines": finding_lines(listed),
        "summary": counts(listed),
    }
