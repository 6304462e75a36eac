# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Usage and cost between Ansible and the engine: an environment or tags in, one report out."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any, NoReturn

from ansible_collections.genai.bedrock.plugins.module_utils._aws.cost_tags import CostTagGateway
from ansible_collections.genai.bedrock.plugins.module_utils._aws.gateway import RegionGateway
from ansible_collections.genai.bedrock.plugins.module_utils._aws.metric_data import MetricGateway
from ansible_collections.genai.bedrock.plugins.module_utils._aws.ssm_parameters import ParameterGateway
from ansible_collections.genai.bedrock.plugins.module_utils._core.failures import CallError
from ansible_collections.genai.bedrock.plugins.module_utils._core.policies.scope import Scope, read_scope
from ansible_collections.genai.bedrock.plugins.module_utils._core.problems import problem_lines
from ansible_collections.genai.bedrock.plugins.module_utils._core.tags import ENVIRONMENT, WORKLOAD, tag_texts
from ansible_collections.genai.bedrock.plugins.module_utils._core.usage.advice import recommended_model
from ansible_collections.genai.bedrock.plugins.module_utils._core.usage.cost_tags import key_problems
from ansible_collections.genai.bedrock.plugins.module_utils._core.usage.output import usage_csv, usage_lines
from ansible_collections.genai.bedrock.plugins.module_utils._core.usage.prices import Prices, read_prices
from ansible_collections.genai.bedrock.plugins.module_utils._core.usage.report import Advice
from ansible_collections.genai.bedrock.plugins.module_utils._core.usage.spans import Span, read_span
from ansible_collections.genai.bedrock.plugins.module_utils._engine.usage.cost_tags import change_tags, look_at_tags
from ansible_collections.genai.bedrock.plugins.module_utils._engine.usage.usage import Found, Gateways, Request, usage
from ansible_collections.genai.bedrock.plugins.module_utils._module.aws_module import (
    Module,
    clients_of,
    fail_with,
    fail_with_lines,
    region_of,
)


def report(module: Module) -> NoReturn:
    """Read and report; it fails where anything could not be read, or a workload that is named has no profile."""
    params = module.params
    span, problems = read_span(params, datetime.now(UTC))
    prices, wrong = read_prices(params["prices"])
    scope, unclear = read_scope(params | {"environment": params["environment"] or None}, region_of(module))
    if problems := [*unclear, *_problems(params), *problems, *wrong]:
        fail_with_lines(module, problems)
    clients = clients_of(module, workers=params["workers"])
    places = scope.ssm_regions[:1] if scope.environment else ()
    gateways = Gateways(
        {place: ParameterGateway(clients, place) for place in places},
        lambda place: RegionGateway(clients, place),
        lambda place: MetricGateway(clients, place),
    )
    advice = Advice(Prices(prices), recommended_model)
    found = usage(_request(params, scope, span), gateways, advice, workers=params["workers"])
    keys = _cost_tags(params)
    tags = look_at_tags(CostTagGateway(clients, scope.regions[0]), keys) if keys else None
    _finish(module, found, tags)


def _finish(module: Module, found: Found, tags: Mapping[str, Any] | None) -> NoReturn:
    group_by = list(dict.fromkeys(module.params["group_by"]))
    result = {
        "usage": {**found.report, "cost_allocation_tags": tags},
        "csv": usage_csv(found.report, group_by),
        "lines": [*usage_lines(found.report), *(tags["lines"] if tags else [])],
        "changed": False,
    }
    # What could not be read may be why a workload seems to have no profile.
    if problems := problem_lines(found.unread) or found.problems:
        fail_with_lines(module, problems, errors=found.unread, **result)
    module.exit_json(problems=[], **result)


def _request(params: Mapping[str, Any], scope: Scope, span: Span) -> Request:
    return Request(
        regions=scope.regions,
        span=span,
        environment=scope.environment,
        prefix=scope.prefix,
        tags=tag_texts(params["tags"]),
        workloads=params["workloads"],
        group_by=list(dict.fromkeys(params["group_by"])),
    )


def _cost_tags(params: Mapping[str, Any]) -> list[str]:
    """The keys to look at: those named, else those by which costs are reported."""
    named = params["cost_allocation_tags"]
    return list(dict.fromkeys([ENVIRONMENT, WORKLOAD, *params["group_by"]] if named is None else named))


def _problems(params: Mapping[str, Any]) -> list[str]:
    return [
        *key_problems(params["group_by"], "group_by"),
        *key_problems(params["cost_allocation_tags"] or [], "cost_allocation_tags"),
    ]


def set_cost_tags(module: Module, status: str) -> NoReturn:
    """Give cost allocation tags a status; one exit_json, or one fail_json with every key that could not be changed."""
    keys = list(dict.fromkeys(module.params["tags"]))
    region = region_of(module)
    problems = key_problems(keys) + ([] if keys else ["tags: name at least one tag key"])
    if problems := problems + ([] if region else ["no region: set region, or AWS_REGION in the environment"]):
        fail_with_lines(module, problems)
    gateway = CostTagGateway(clients_of(module), region or "")
    try:
        done = change_tags(gateway, keys, status, check=module.check_mode)
    except CallError as error:
        fail_with(module, [error.problem()])
    after = {**done.plan.statuses, **dict.fromkeys(done.changed, status)}
    result: dict[str, Any] = {"changed": bool(done.changed), "statuses": after, "changed_tags": list(done.changed)}
    if module._diff:
        result["diff"] = {"before": dict(done.plan.statuses), "after": after}
    if done.problems:
        fail_with(module, done.problems, **result)
    module.exit_json(**result)
