# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Generate the policies of an environment from records and live profiles, and manage them in IAM if requested."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from ansible_collections.genai.bedrock.plugins.module_utils._core.failures import CallError
from ansible_collections.genai.bedrock.plugins.module_utils._core.policies.access import (
    Access,
    open_regions,
    policy_documents,
    profile_arns,
    regions_of,
    source_arns,
    workload_problems,
)
from ansible_collections.genai.bedrock.plugins.module_utils._core.policies.managed import (
    LivePolicy,
    attachments,
    policy_name,
    register_name,
    remembered_names,
)
from ansible_collections.genai.bedrock.plugins.module_utils._core.policies.managed_plan import (
    PolicyStep,
    make_plan,
    removal_plan,
)
from ansible_collections.genai.bedrock.plugins.module_utils._core.policies.policies import Document
from ansible_collections.genai.bedrock.plugins.module_utils._core.problems import Problem, ProblemError
from ansible_collections.genai.bedrock.plugins.module_utils._core.records.records import Record
from ansible_collections.genai.bedrock.plugins.module_utils._core.steps import Plan
from ansible_collections.genai.bedrock.plugins.module_utils._engine.policies.applying import carry_out
from ansible_collections.genai.bedrock.plugins.module_utils._engine.policies.gateway import (
    Connection,
    PolicyGateway,
    profile_gateways,
)
from ansible_collections.genai.bedrock.plugins.module_utils._engine.pool import Pool
from ansible_collections.genai.bedrock.plugins.module_utils._engine.profiles.listing import Request, list_profiles


@dataclass(slots=True)
class Granted:
    """The documents by the names of their files, where they are kept, and what was done or would be."""

    documents: Mapping[str, Document] = field(default_factory=dict)
    policy_arns: dict[str, str] = field(default_factory=dict)
    required_regions: list[str] = field(default_factory=list)
    deployed_regions: list[str] = field(default_factory=list)
    steps: list[PolicyStep] = field(default_factory=list)
    #: What failed while it was done; the steps after it were not begun.
    problems: list[Problem] = field(default_factory=list)

    @property
    def changed(self) -> bool:
        return any(step.changes for step in self.steps)


def grant(
    access: Access, records: Mapping[str, Record], connection: Connection, *, check: bool, workers: int
) -> Granted:
    """Raises ProblemError with all problems before anything is written, and CallError if a call fails."""
    rows = _live_profiles(records, connection, workers)
    gateway = connection.policies()
    account, caller = gateway.caller()
    documents = policy_documents(access, account, records, rows)
    required, deployed = open_regions(access, records, rows)
    granted = Granted(documents, required_regions=required, deployed_regions=deployed)
    if not access.managed:
        return granted
    live, plan = _planned(access, documents, gateway, workers)
    if problems := [*plan.problems, *workload_problems(access, records)]:
        raise ProblemError(problems)
    partition = caller.split(":")[1]
    arns = {name: f"arn:{partition}:iam::{account}:policy/{name}" for name in _names(access, documents)}
    arns |= {name: policy.arn for name, policy in live.items()}
    _carry_out(granted, plan, gateway, arns, check=check)
    granted.policy_arns = {one: arns[policy_name(one, access.policy_prefix)] for one in documents}
    return granted


def revoke(access: Access, connection: Connection, *, check: bool, workers: int) -> Granted:
    """Delete the managed policies of ours, with their attachments."""
    granted, gateway = Granted(), connection.policies()
    with Pool(workers) as pool:
        live = _live_policies(access, (), gateway, pool)
    _carry_out(granted, removal_plan(access, live), gateway, {}, check=check)
    return granted


def _live_profiles(records: Mapping[str, Record], connection: Connection, workers: int) -> list[dict[str, Any]]:
    """Live profiles, and the system-defined ones behind them.

    Records list the regions to which AWS may route; live profiles are more current, and include replaced ones.
    Profiles know which models they had when they were made; AWS may have given their source further regions since.
    """
    rows = _listed(profile_arns(records), "application", connection, workers)
    return rows + _listed(source_arns(rows), "system_defined", connection, workers)


def _listed(arns: Sequence[str], kind: str, connection: Connection, workers: int) -> list[dict[str, Any]]:
    if not arns:
        return []
    request = Request(kind=kind, identifiers=frozenset(arns), lifecycle=False)
    rows, problems = list_profiles(profile_gateways(connection, regions_of(arns)), request, workers=workers)
    if problems:
        raise ProblemError(problems)
    return rows


def _planned(
    access: Access, documents: Mapping[str, Document], gateway: PolicyGateway, workers: int
) -> tuple[dict[str, LivePolicy], Plan[PolicyStep]]:
    names = sorted(attachments(access, ()))
    with Pool(workers) as pool:
        live = _live_policies(access, _names(access, documents), gateway, pool)
        roles = {answer.task: answer.result for answer in pool.map(gateway.role, names)}
    return live, make_plan(access, documents, live, roles)


def _live_policies(access: Access, wanted: Iterable[str], gateway: PolicyGateway, pool: Pool) -> dict[str, LivePolicy]:
    """Policies of wanted names and of those that an earlier run has made, by name."""
    arns = gateway.policies()
    register = register_name(access.policy_prefix)
    known = gateway.policy(register, arns[register]) if register in arns else None
    names = dict.fromkeys([*remembered_names(known, access), *wanted])
    requested = [name for name in names if name in arns and name != register]
    found = [answer.result for answer in pool.map(lambda name: gateway.policy(name, arns[name]), requested)]
    return {policy.name: policy for policy in (known, *found) if policy}


def _names(access: Access, documents: Iterable[str]) -> list[str]:
    return [policy_name(document, access.policy_prefix) for document in documents]


def _carry_out(
    granted: Granted, plan: Plan[PolicyStep], gateway: PolicyGateway, arns: dict[str, str], *, check: bool
) -> None:
    """One step after the other: each rests on those before it, so that the first that fails is the last."""
    for step in plan.steps:
        try:
            if not check:
                carry_out(step, gateway, arns)
        except CallError as error:
            granted.problems.append(error.problem(step.policy))
            return
        except ProblemError as error:
            granted.problems += error.problems
            return
        granted.steps.append(step)
