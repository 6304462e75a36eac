# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Workloads between Ansible and the engine: parameters in, one outcome out."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from functools import partial
from typing import Any, NoReturn

from ansible.module_utils.common.validation import check_type_dict
from ansible_collections.genai.bedrock.plugins.module_utils._aws.connection import AwsConnection
from ansible_collections.genai.bedrock.plugins.module_utils._aws.credential_errors import CREDENTIALS_HINT
from ansible_collections.genai.bedrock.plugins.module_utils._aws.regions import known_regions
from ansible_collections.genai.bedrock.plugins.module_utils._core.connecting.options import ALIASES, fingerprint
from ansible_collections.genai.bedrock.plugins.module_utils._core.deployment.options import OPTIONS
from ansible_collections.genai.bedrock.plugins.module_utils._core.deployment.workloads import (
    Workload,
    absent,
    read_workloads,
)
from ansible_collections.genai.bedrock.plugins.module_utils._core.preflight.report import preflight_report
from ansible_collections.genai.bedrock.plugins.module_utils._core.problems import written_problem
from ansible_collections.genai.bedrock.plugins.module_utils._core.suggestions import did_you_mean
from ansible_collections.genai.bedrock.plugins.module_utils._engine.deployment.changes import diffs
from ansible_collections.genai.bedrock.plugins.module_utils._engine.deployment.course import Run
from ansible_collections.genai.bedrock.plugins.module_utils._engine.deployment.deployment import (
    Deployment,
    deploy,
    plan,
)
from ansible_collections.genai.bedrock.plugins.module_utils._engine.deployment.events import Events
from ansible_collections.genai.bedrock.plugins.module_utils._engine.deployment.judging import preflight_input
from ansible_collections.genai.bedrock.plugins.module_utils._engine.deployment.planning import approval, plan_of
from ansible_collections.genai.bedrock.plugins.module_utils._engine.deployment.reporting import (
    errors,
    failures,
    refusal_of,
    result_of,
    warnings,
)
from ansible_collections.genai.bedrock.plugins.module_utils._engine.deployment.session import Session
from ansible_collections.genai.bedrock.plugins.module_utils._engine.pool import Pool
from ansible_collections.genai.bedrock.plugins.module_utils._module.aws_module import (
    Module,
    clients_of,
    fail_with_lines,
    refuse_with,
    warn_of,
)
from ansible_collections.genai.bedrock.plugins.module_utils._module.connection import connection_spec
from ansible_collections.genai.bedrock.plugins.module_utils._module.hidden import ArgumentType, Hidden, unhidden
from ansible_collections.genai.bedrock.plugins.module_utils._module.locks import locking_of
from ansible_collections.genai.bedrock.plugins.module_utils._module.progress import pipe_listener


class _ConnectionsType(ArgumentType):
    """The type of the map of connections, which may contain keys and is never shown.

    As ``no_log`` every text in it, a region or a profile, would be cut out of all results.
    """

    def __call__(self, value: Any) -> dict[str, Any]:
        return {
            str(name): Hidden.of(options, "(connection, not shown)") for name, options in check_type_dict(value).items()
        }


CONNECTIONS_TYPE = _ConnectionsType("dict")
_SECRETS = ("secret_key", "session_token")

#: Settings of every workload unless it has its own.
COMMON = (
    "environment",
    "regions",
    "geography",
    "allowed_regions",
    "former_regions",
    "tags",
    "partner_tags",
    "required_tags",
    "ignore_tags",
    "name_region",
    "ssm_prefix",
    "ssm_regions",
    *OPTIONS,
)


def run(module: Module) -> NoReturn:
    """Deploy, tear down or only render; one exit_json, or one fail_json with what failed and what succeeded."""
    params = module.params
    workloads, wrong = read_workloads(params["workloads"], {name: params.get(name) for name in COMMON}, known_regions())
    wrong += _connection_problems(params)
    if wrong:
        beside = [str(one) for workload in workloads for one in workload.problems]
        fail_with_lines(module, [*_further(params), *wrong, *beside], changed=False, refused=True)
    if params["state"] == "rendered":
        _render(module, workloads)
    if params["state"] == "absent":
        workloads = [absent(workload) for workload in workloads]
    validates = params["state"] == "validated"
    events = Events(pipe_listener())
    workers = max((workload.options.workers for workload in workloads), default=1)
    with Pool(workers) as pool:
        how = Run(
            pool,
            datetime.now(UTC),
            time.sleep,
            events.wait_for_readers,
            check=module.check_mode or validates,
            thorough=validates,
            everything=params["everything"],
            features=(*params["features"], *(["lock"] if params["lock"] else [])),
            today=params["today"] or "",
        )
        sessions = _sessions(module, events, workers)
        if validates:
            _validated(module, plan(workloads, sessions, how))
        if further := _further(params):
            planned = plan(workloads, sessions, how)
            _finish(module, replace(planned, forbidden=(*further, *planned.forbidden)), events)
        lock = locking_of(module, _purpose(params), events)
        deployment = deploy(workloads, sessions, how, lock, approval(params["approved_plan"]))
    _finish(module, deployment, events)


def _further(params: Mapping[str, Any]) -> list[str]:
    """What was found wrong elsewhere."""
    return [text for texts in params["further_problems"].values() for text in texts]


def _purpose(params: Mapping[str, Any]) -> str:
    words = {"present": "deploy", "absent": "tear down"}
    return f"{words[params['state']]} {', '.join(params['workloads'])}"


def _render(module: Module, workloads: Sequence[Workload]) -> NoReturn:
    """What entries come to, without AWS."""
    problems = [*_further(module.params), *(str(one) for workload in workloads for one in workload.problems)]
    plans = {workload.name: {**workload.plan, "errors": [*map(str, workload.plan["errors"])]} for workload in workloads}
    if problems:
        fail_with_lines(module, problems, changed=False, workloads=plans)
    module.exit_json(changed=False, workloads=plans, problems=[])


def _validated(module: Module, planned: Deployment) -> NoReturn:
    """Return all findings of a deployment, for the caller to evaluate."""
    found = {course.name: preflight_input(course) for course in planned.courses}
    further = {
        name: {"problems": [*map(written_problem, texts)]} for name, texts in module.params["further_problems"].items()
    }
    report = preflight_report({**found, **further})
    module.exit_json(changed=False, problems=[], report=report)


def _finish(module: Module, deployment: Deployment, events: Events) -> NoReturn:
    if deployment.forbidden:
        lines = map(_hinting(module.params["workloads"]), deployment.forbidden)
        fail_with_lines(module, lines, **refusal_of(deployment))
    warn_of(warnings(deployment))
    result = result_of(deployment, events, check=module.check_mode)
    if module._diff:
        result["diff"] = diffs(deployment)
    if module.check_mode:
        result["plan"] = plan_of(deployment, failures(deployment))
    if problems := failures(deployment):
        fail_with_lines(module, problems, errors=errors(deployment), **result)
    module.exit_json(problems=[], **result)


def _sessions(module: Module, events: Events, workers: int) -> Callable[[Workload], Session]:
    """One session for each distinct connection; what is wrong with one ends the module before anything is read."""
    made: dict[str, Session] = {}

    def session_of(workload: Workload) -> Session:
        options = {name: module.params[name] for name in ALIASES if module.params.get(name) is not None}
        options = dict(unhidden(module.params["connections"].get(workload.name)) or options)
        if not options.get("region") and workload.ssm_regions:
            options["region"] = workload.ssm_regions[0]
        known = fingerprint(options)
        if known not in made:
            hint = _hinting({workload.name: module.params["workloads"].get(workload.name)})
            clients = clients_of(module, workers=workers, options=options, fail=partial(refuse_with, line=hint))
            made[known] = Session(AwsConnection(clients), events)
        return made[known]

    return session_of


def _connection_problems(params: Mapping[str, Any]) -> list[str]:
    """Invalid connection options, each under the name of its variable."""
    known = {name for option, spec in connection_spec().items() for name in (option, *spec.get("aliases", ()))}
    problems = []
    for workload, hidden in params["connections"].items():
        options, variable = unhidden(hidden), _connection_variable(params["workloads"], workload)
        if not isinstance(options or {}, Mapping):
            problems.append(f"{variable}: must be a map of connection options")
        else:
            unknown = [name for name in options or {} if name not in known]
            problems += [f"{variable}.{name}: is unknown; {did_you_mean(name, known)}" for name in unknown]
    return problems


def _connection_variable(workloads: Mapping[str, Any], name: str) -> str:
    workload = workloads.get(name)
    variables = workload.get("variables") if isinstance(workload, Mapping) else None
    return str((variables or {}).get("connection") or f"connections.{name}")


def _hinting(workloads: Mapping[str, Any]) -> Callable[[str], str]:
    """Names variables where a line names options of the connection, if roles have declared the workloads."""
    named = (one["variables"] for one in workloads.values() if isinstance(one, Mapping) and one.get("variables"))
    variables: Mapping[str, str] = next(named, {})
    profile, connection = variables.get("aws_profile"), variables.get("connection")
    if not profile or not connection:
        return lambda line: line
    hint = f". Set {profile}, access_key and secret_key in {connection}, or AWS_PROFILE in the environment"
    return lambda line: line.replace(CREDENTIALS_HINT, hint)
