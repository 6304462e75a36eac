# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Preflight over regions: the live lists first, then follow-up calls, then all checks together."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from ansible_collections.genai.bedrock.plugins.module_utils._core.failures import CallError
from ansible_collections.genai.bedrock.plugins.module_utils._core.findings import (
    INFO,
    NOT_CHECKED,
    Finding,
    ordered,
)
from ansible_collections.genai.bedrock.plugins.module_utils._core.lifecycle.lifecycle import offered_in
from ansible_collections.genai.bedrock.plugins.module_utils._core.preflight.checks import (
    Rules,
    entry_findings,
    resolve_all,
    unchecked,
    unread_finding,
    unsimulated,
)
from ansible_collections.genai.bedrock.plugins.module_utils._core.preflight.permissions import (
    Scope,
    permission_findings,
    questions,
)
from ansible_collections.genai.bedrock.plugins.module_utils._core.preflight.quota import quota_finding, to_be_made
from ansible_collections.genai.bedrock.plugins.module_utils._core.profiles.inference_profiles import WantedProfile
from ansible_collections.genai.bedrock.plugins.module_utils._core.profiles.plan import SourceKey
from ansible_collections.genai.bedrock.plugins.module_utils._core.profiles.sources import Source
from ansible_collections.genai.bedrock.plugins.module_utils._engine.pool import Answer, Workers, pool_of
from ansible_collections.genai.bedrock.plugins.module_utils._engine.preflight_gateway import Account, PreflightGateway
from ansible_collections.genai.bedrock.plugins.module_utils._engine.preflight_models import availability, programs
from ansible_collections.genai.bedrock.plugins.module_utils._engine.profiles.reading import Snapshot


@dataclass(frozen=True, slots=True)
class Task:
    """A call about the account, or several: who deploys (kind ``deployer``) is known before it is simulated."""

    kind: str
    region: str
    subject: Any = None


@dataclass(frozen=True, slots=True)
class Request:
    """What to check: the present entries, and the rules. ``scope``: of the permissions.

    ``changed_regions`` are those with other changes: only permissions are checked there. ``planned``:
    how many profiles others are about to make, by region.
    """

    wanted: Sequence[WantedProfile]
    rules: Rules
    scope: Scope
    principal: str = ""
    changed_regions: Sequence[str] = ()
    planned: Mapping[str, int] = field(default_factory=dict)

    @property
    def regions(self) -> list[str]:
        return list(dict.fromkeys(entry.region for entry in self.wanted))

    @property
    def regions_to_check(self) -> list[str]:
        """Where the deployer needs permissions."""
        return list(dict.fromkeys([*self.regions, *self.changed_regions]))


@dataclass(frozen=True, slots=True)
class Seen:
    """All findings, the worst first, and how many profiles are yet to be made, by region.

    ``answers`` are those of all calls; ``judged`` adds what they say of the quota.
    """

    findings: list[Finding]
    new: Mapping[str, int]
    answers: Sequence[Answer[Task, Any]] = ()


def preflight(request: Request, gateways: Mapping[str, PreflightGateway], account: Account, *, workers: int) -> Seen:
    """Check everything; a call that fails is a finding, too."""
    return judged(request, look(request, gateways, account, workers=workers))


def look(request: Request, gateways: Mapping[str, PreflightGateway], account: Account, *, workers: Workers) -> Seen:
    """Make all calls, and judge everything except the quota, for which others' plans count too."""
    with pool_of(workers) as pool:
        snapshot = Snapshot(gateways, pool)
        snapshot.read_catalogues(list(gateways) if request.wanted else [])
        sources, findings = resolve_all(request.wanted, snapshot.catalogues, request.rules)
        findings += _unread(request, snapshot)
        tasks = [Task("deployer", ""), *_tasks(request, snapshot, sources)]
        tasks += [Task("programs", region) for region in _gated(request, sources, gateways, snapshot)]

        def answer(task: Task) -> Any:
            return _deployer(request, account, sources) if task.kind == "deployer" else _call(task, gateways)

        deployer, *answers = pool.map(answer, tasks, place=lambda task: task.region)
        principal, scope, more = deployer.result
        simulated = [Task("simulate", one.region, one) for one in questions(scope)] if principal else []
        answers += pool.map(
            lambda task: account.simulate(principal, task.subject), simulated, place=lambda task: task.region
        )
    offered = {region: offered_in(catalogue) for region, catalogue in snapshot.catalogues.items()}
    for entry in request.wanted:
        source = sources.get((entry.key, entry.region))
        findings += entry_findings(entry, source, offered, request.rules)
    new = _new_profiles(request, sources, answers)
    return Seen([*findings, *more, *_judged(request, sources, principal, answers)], new, answers)


def judged(request: Request, seen: Seen) -> Seen:
    """Everything, with the quota of all profiles that are to be made, ``planned`` ones included."""
    return replace(seen, findings=ordered([*seen.findings, *_quota(request, seen.new, seen.answers)]))


def _unread(request: Request, snapshot: Snapshot) -> Iterator[Finding]:
    """A finding for each region that could not be read; regions without entries only serve to find models."""
    for region, error in snapshot.failures.items():
        alone = bool(snapshot.catalogues)
        yield unread_finding(error, alone=alone) if region in request.regions else unchecked(error, f"region {region}")


def _deployer(
    request: Request, account: Account, sources: Mapping[SourceKey, Source]
) -> tuple[str, Scope, list[Finding]]:
    """The principal to simulate; empty if there is none."""
    if "permissions" not in request.rules.checks or not request.regions_to_check:
        return "", request.scope, []
    try:
        number, caller = account.caller()
        principal = request.principal or account.principal(caller)
    except CallError as error:
        return "", request.scope, [unchecked(error, "permissions")]
    if not principal:
        message = "permissions could not be checked: the caller is neither an IAM user nor an IAM role"
        way_out = "name the role that deploys with deployer_arn"
        return "", request.scope, [Finding(INFO, NOT_CHECKED, message, way_out)]
    by_region: dict[str, list[Source]] = {}
    tags: dict[str, dict[str, str]] = {}
    for entry in request.wanted:
        tags.setdefault(entry.region, {}).update(entry.tags or {})
        if source := sources.get((entry.key, entry.region)):
            by_region.setdefault(entry.region, []).append(source)
    unmade = [region for region in request.regions_to_check if region not in tags]
    scope = replace(request.scope, account=number, regions=request.regions_to_check, unmade_regions=unmade)
    return principal, replace(scope, sources=by_region, tags=tags), []


def _tasks(request: Request, snapshot: Snapshot, sources: Mapping[SourceKey, Source]) -> list[Task]:
    readable = [region for region in request.regions if region in snapshot.catalogues]
    tasks = []
    if "quota" in request.rules.checks:
        tasks += [Task(kind, region) for region in readable for kind in ("profiles", "quota")]
    if "availability" in request.rules.checks:
        models = {(region, source.model_id): None for (_key, region), source in sources.items()}
        tasks += [Task("availability", region, model_id) for region, model_id in models]
    return tasks


def _call(task: Task, gateways: Mapping[str, PreflightGateway]) -> Any:
    gateway = gateways[task.region]
    if task.kind == "availability":
        return gateway.availability(task.subject)
    calls = {"profiles": gateway.profiles, "quota": gateway.profile_quota, "programs": gateway.programs}
    return calls[task.kind]()


def _gated(
    request: Request,
    sources: Mapping[SourceKey, Source],
    gateways: Mapping[str, PreflightGateway],
    snapshot: Snapshot,
) -> list[str]:
    """Regions that do not list a model, which a trusted access program may hide; an older botocore cannot ask."""
    if "availability" not in request.rules.checks:
        return []
    unlisted = dict.fromkeys(entry.region for entry in request.wanted if (entry.key, entry.region) not in sources)
    return [region for region in unlisted if region in snapshot.catalogues and gateways[region].knows_programs]


def _judged(
    request: Request, sources: Mapping[SourceKey, Source], principal: str, answers: Sequence[Answer[Task, Any]]
) -> Iterator[Finding]:
    by_kind: dict[str, list[Answer[Task, Any]]] = {}
    for answer in answers:
        by_kind.setdefault(answer.task.kind, []).append(answer)
    yield from availability(request.wanted, sources, by_kind.get("availability", []))
    yield from programs(request.wanted, sources, by_kind.get("programs", []))
    for answer in by_kind.get("simulate", []):
        if answer.error:
            # IAM is one for all regions: what it refuses is said once.
            yield unsimulated(answer.error, principal)
        else:
            yield from permission_findings(principal, answer.task.subject, answer.result)


def _new_profiles(
    request: Request, sources: Mapping[SourceKey, Source], answers: Iterable[Answer[Task, Any]]
) -> dict[str, int]:
    counted = {}
    for answer in answers:
        if answer.task.kind == "profiles" and not answer.error:
            wanted = [entry for entry in request.wanted if entry.region == answer.task.region]
            counted[answer.task.region] = to_be_made(wanted, sources, answer.result)
    return counted


def _quota(request: Request, new: Mapping[str, int], answers: Iterable[Answer[Task, Any]]) -> Iterator[Finding]:
    known = {(answer.task.kind, answer.task.region): answer for answer in answers}
    for region in request.regions:
        listed, quota = known.get(("profiles", region)), known.get(("quota", region))
        if listed is None or quota is None:
            continue
        if error := listed.error or quota.error:
            yield unchecked(error, "the quota of inference profiles")
            continue
        planned, live = request.planned.get(region, 0), len(listed.result)
        finding = quota_finding(region, live=live, planned=planned, new=new[region], quota=quota.result)
        if finding:
            yield finding.at(None, region)
