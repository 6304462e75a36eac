# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Converge application inference profiles over regions: read, decide everything, then write."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime

from ansible_collections.genai.bedrock.plugins.module_utils._core.failures import CallError
from ansible_collections.genai.bedrock.plugins.module_utils._core.names import suffixed_base, unsuffixed_name
from ansible_collections.genai.bedrock.plugins.module_utils._core.problems import Problem, ProblemError
from ansible_collections.genai.bedrock.plugins.module_utils._core.profiles.inference_profiles import (
    LiveProfile,
    Policy,
    WantedProfile,
)
from ansible_collections.genai.bedrock.plugins.module_utils._core.profiles.plan import make_plan
from ansible_collections.genai.bedrock.plugins.module_utils._core.profiles.sources import needs_catalogue
from ansible_collections.genai.bedrock.plugins.module_utils._core.profiles.steps import ProfileDone, ProfilePlan
from ansible_collections.genai.bedrock.plugins.module_utils._core.profiles.usage import spare_used
from ansible_collections.genai.bedrock.plugins.module_utils._core.steps import Outcome
from ansible_collections.genai.bedrock.plugins.module_utils._engine.patience import Sleep
from ansible_collections.genai.bedrock.plugins.module_utils._engine.pool import Pool
from ansible_collections.genai.bedrock.plugins.module_utils._engine.profiles.applying import apply
from ansible_collections.genai.bedrock.plugins.module_utils._engine.profiles.gateway import Gateway
from ansible_collections.genai.bedrock.plugins.module_utils._engine.profiles.reading import Snapshot
from ansible_collections.genai.bedrock.plugins.module_utils._engine.profiles.resolving import (
    request_of,
    resolve_sources,
)
from ansible_collections.genai.bedrock.plugins.module_utils._engine.profiles.usage import usage_of


@dataclass(frozen=True, slots=True)
class ProfileOutcome(Outcome[ProfileDone]):
    """With the plan, of which all was done or failed its own key."""

    plan: ProfilePlan = field(default_factory=lambda: ProfilePlan(()))


@dataclass(frozen=True, slots=True)
class Decided:
    """A plan, what could not be read for it, and (region, name) of every profile of ours."""

    plan: ProfilePlan
    unread: tuple[Problem, ...]
    our_names: frozenset[tuple[str, str]]


def converge(
    wanted: Sequence[WantedProfile],
    gateways: Mapping[str, Gateway],
    policy: Policy,
    *,
    check: bool,
    workers: int,
    sleep: Sleep,
    now: datetime | None = None,
) -> ProfileOutcome:
    """Bring the regions to what is wanted; raises ProblemError, before any write, with all that forbids it."""
    with Pool(workers) as pool:
        decided = decide(wanted, gateways, policy, pool, now=now or datetime.now(UTC))
        if check:
            done = tuple(ProfileDone(step, changed=step.changes) for step in decided.plan.steps)
        else:
            done = apply(decided.plan, gateways, pool, our_names=decided.our_names, sleep=sleep).done
        return ProfileOutcome(done, decided.unread, decided.plan)


def decide(
    wanted: Sequence[WantedProfile], gateways: Mapping[str, Gateway], policy: Policy, pool: Pool, *, now: datetime
) -> Decided:
    """Read the regions and plan; raises ProblemError with all that forbids the plan. Nothing is written."""
    snapshot = Snapshot(gateways, pool)
    plan, unread = _decide(wanted, snapshot, policy, now)
    if policy.refuse_if_used_within:
        usage = usage_of(plan, gateways, pool, hours=policy.refuse_if_used_within, now=now)
        plan, unreported = spare_used(plan, usage)
        _stop_for([*plan.problems, *_stopping(unreported, usage.failures)])
        unread += unreported
    our_names = frozenset((profile.region, profile.name) for profile in snapshot.profiles if profile.is_ours)
    return Decided(plan, unread, our_names)


def _decide(
    wanted: Sequence[WantedProfile], snapshot: Snapshot, policy: Policy, now: datetime
) -> tuple[ProfilePlan, tuple[Problem, ...]]:
    snapshot.read(
        catalogues=sorted({e.region for e in wanted if not e.absent and needs_catalogue(request_of(e, policy))}),
        relevant=_relevant(wanted),
        now=now,
    )
    sources, problems = resolve_sources(wanted, snapshot, policy, today=now.date())
    while True:
        unread = _unread(wanted, snapshot)
        solvable: list[WantedProfile] = []
        undecided: list[WantedProfile] = []
        for entry in wanted:
            known = entry.absent or (entry.key, entry.region) in sources
            (solvable if known and entry.region not in snapshot.failures else undecided).append(entry)
        plan = make_plan(solvable, _in_readable(snapshot), sources, policy, undecided=undecided)
        unconfirmed = snapshot.unconfirmed(plan.rests_on)
        if not unconfirmed:
            break
        snapshot.confirm(unconfirmed)
    _stop_for([*problems, *plan.problems, *_stopping(unread, snapshot.failures)])
    return plan, tuple(unread)


def _stop_for(problems: Iterable[Problem]) -> None:
    found = list(dict.fromkeys(problems))
    if found:
        raise ProblemError(found)


def _stopping(problems: Iterable[Problem], failures: Mapping[str, CallError]) -> list[Problem]:
    """Of the problems of regions that could not be read, those that end the run."""
    return [problem for problem in problems if failures[problem.region or ""].stops_everything]


def _relevant(wanted: Iterable[WantedProfile]) -> Callable[[LiveProfile], bool]:
    """Whether a profile bears a wanted name, so that its tags matter even where the tagging API does not know it."""
    names = {(entry.region, entry.name) for entry in wanted}
    bases = {(region, suffixed_base(name)) for region, name in names}

    def relevant(profile: LiveProfile) -> bool:
        place = profile.region, profile.name
        return place in names or (profile.region, unsuffixed_name(profile.name)) in bases

    return relevant


def _in_readable(snapshot: Snapshot) -> list[LiveProfile]:
    return [profile for profile in snapshot.profiles if profile.region not in snapshot.failures]


def _unread(wanted: Iterable[WantedProfile], snapshot: Snapshot) -> tuple[Problem, ...]:
    """A problem for every key of a region that could not be read, or one for the region if it has no keys."""
    problems = [snapshot.failures[e.region].problem(e.key) for e in wanted if e.region in snapshot.failures]
    named = {problem.region for problem in problems}
    return tuple(problems + [error.problem() for region, error in snapshot.failures.items() if region not in named])
