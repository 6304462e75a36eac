# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The steps from the managed policies that are there to those that are wanted, in the order in which they must be done.

Readers keep what they have at every moment: where a policy grows into one more document, that one is there and attached
before the others drop its statements.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias

from ansible_collections.genai.bedrock.plugins.module_utils._core.policies.access import Access
from ansible_collections.genai.bedrock.plugins.module_utils._core.policies.managed import (
    LivePolicy,
    LiveRole,
    WantedPolicy,
    attachments,
    is_ours,
    register_name,
    wanted_policies,
)
from ansible_collections.genai.bedrock.plugins.module_utils._core.policies.policies import Document
from ansible_collections.genai.bedrock.plugins.module_utils._core.problems import Problem
from ansible_collections.genai.bedrock.plugins.module_utils._core.steps import Action, Plan, Step
from ansible_collections.genai.bedrock.plugins.module_utils._core.tags import ENVIRONMENT, MANAGED_BY, OWNER, diff_tags

NOT_OURS, NOT_THERE = "NotOurs", "NotThere"
#: What a step is for. Nobody wants a policy that is deleted.
OptionalPolicy: TypeAlias = "WantedPolicy | None"


@dataclass(frozen=True, slots=True)
class PolicyStep(Step[OptionalPolicy, LivePolicy]):
    """``role``: to which the policy is attached; ``renewed``: whether the document is another one."""

    role: str = ""
    renewed: bool = False

    @property
    def policy(self) -> str:
        return self.wanted.name if self.wanted else self.live.name if self.live else ""


def make_plan(
    access: Access,
    documents: Mapping[str, Document],
    live: Mapping[str, LivePolicy],
    roles: Mapping[str, LiveRole | None],
) -> Plan[PolicyStep]:
    """The steps in order. ``live``: all policies with wanted or remembered names; ``roles``: None for missing ones."""
    wanted = wanted_policies(access, documents)
    problems = _foreign(access, wanted, live) + _missing(access, roles)
    if problems:
        return Plan((), tuple(problems))
    register = register_name(access.policy_prefix)
    there = [one for one in wanted if one.name in live]
    new = [PolicyStep(one, Action.CREATE) for one in wanted if one.name not in live]
    renewed = [_renewed(one, live[one.name]) for one in reversed(there) if one.name != register]
    # Last, so that what a broken run leaves behind is still known to the next one.
    last = [_renewed(one, live[one.name]) for one in there if one.name == register]
    gone = _removals(access, live, {one.name for one in wanted})
    attached = _attached(access, {one.name: one for one in wanted}, documents, live, roles)
    return Plan((*new, *attached, *renewed, *gone, *last))


def removal_plan(access: Access, live: Mapping[str, LivePolicy]) -> Plan[PolicyStep]:
    """Delete everything of ours; the policy that remembers the others comes last."""
    register = register_name(access.policy_prefix)
    return Plan(tuple(sorted(_removals(access, live, set()), key=lambda step: step.policy == register)))


def _removals(access: Access, live: Mapping[str, LivePolicy], wanted: set[str]) -> list[PolicyStep]:
    return [
        PolicyStep(None, Action.DELETE, ("it is no longer needed",), policy)
        for name, policy in live.items()
        if name not in wanted and is_ours(policy, access.environment)
    ]


def _renewed(wanted: WantedPolicy, live: LivePolicy) -> PolicyStep:
    tags = diff_tags(live.tags, wanted.tags, purge=True, ignore=wanted.ignore_tags)
    renewed = live.document != wanted.document
    action = Action.UPDATE if renewed else Action.RETAG if tags else Action.NONE
    reasons = (*(("the document is another one",) if renewed else ()), *tags.reasons)
    return PolicyStep(wanted, action, reasons, live, tags, renewed=renewed)


def _attached(
    access: Access,
    wanted: Mapping[str, WantedPolicy],
    documents: Iterable[str],
    live: Mapping[str, LivePolicy],
    roles: Mapping[str, LiveRole | None],
) -> list[PolicyStep]:
    attached = {name: role.attached if role else frozenset() for name, role in roles.items()}
    return [
        PolicyStep(wanted[policy], Action.ATTACH, live=live.get(policy), role=role)
        for role, policies in attachments(access, list(documents)).items()
        for policy in policies
        if policy not in live or live[policy].arn not in attached[role]
    ]


def _foreign(access: Access, wanted: Sequence[WantedPolicy], live: Mapping[str, LivePolicy]) -> list[Problem]:
    way_out = (
        f"delete it, or set {access.start}policy_prefix, or tag it {MANAGED_BY}={OWNER} and "
        f"{ENVIRONMENT}={access.environment} if it may be overwritten"
    )
    text = f"a managed policy of this name is there without our tags; {way_out}"
    return [
        Problem(text, one.name, code=NOT_OURS)
        for one in wanted
        if one.name in live and not is_ours(live[one.name], access.environment)
    ]


def _missing(access: Access, roles: Mapping[str, LiveRole | None]) -> list[Problem]:
    text = (
        f"there is no IAM role of this name; create it, or take it out of {access.start}roles and "
        f"{access.start}deployer_roles"
    )
    return [Problem(text, name, code=NOT_THERE) for name, role in roles.items() if role is None]


def removal_lines(steps: Iterable[PolicyStep], *, planned: bool) -> list[str]:
    """Which policies a teardown deletes, or would delete."""
    gone = [step.policy for step in steps if step.action is Action.DELETE]
    return [f"managed policies: {'delete' if planned else 'deleted'} {', '.join(gone)}"] if gone else []


def action_rows(steps: Iterable[PolicyStep]) -> list[dict[str, Any]]:
    return [
        {"name": step.policy, "action": str(step.action), "role": step.role or None, "reasons": list(step.reasons)}
        for step in steps
    ]


def diff_of(steps: Iterable[PolicyStep]) -> dict[str, dict[str, Any]]:
    """Before and after of what changes, by name of policy, and ``<policy> of <role>`` for what is attached."""
    before: dict[str, Any] = {}
    after: dict[str, Any] = {}
    for step in steps:
        if step.action is Action.ATTACH:
            after[f"{step.policy} of {step.role}"] = "attached"
        elif step.changes:
            if step.live:
                before[step.policy] = {"document": step.live.document, "tags": dict(sorted(step.live.tags.items()))}
            if step.wanted:
                tags = step.tags.applied_to(step.live.tags) if step.live else dict(step.wanted.tags)
                after[step.policy] = {"document": step.wanted.document, "tags": dict(sorted(tags.items()))}
    return {"before": before, "after": after}
