# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The plan: what to do with every key in every region, decided once from desired and live state."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from ansible_collections.genai.bedrock.plugins.module_utils._core.problems import Problem
from ansible_collections.genai.bedrock.plugins.module_utils._core.profiles.conflicts import conflicts_within
from ansible_collections.genai.bedrock.plugins.module_utils._core.profiles.decisions import (
    arns_text,
    decide_absent,
    decide_present,
)
from ansible_collections.genai.bedrock.plugins.module_utils._core.profiles.inference_profiles import (
    LiveProfile,
    Policy,
    WantedProfile,
)
from ansible_collections.genai.bedrock.plugins.module_utils._core.profiles.matching import (
    Candidates,
    candidates,
    index_regions,
    may_be_made,
    orphans,
    without,
)
from ansible_collections.genai.bedrock.plugins.module_utils._core.profiles.sources import Source
from ansible_collections.genai.bedrock.plugins.module_utils._core.profiles.steps import (
    Decision,
    ProfilePlan,
    ProfileStep,
)
from ansible_collections.genai.bedrock.plugins.module_utils._core.steps import Action
from ansible_collections.genai.bedrock.plugins.module_utils._core.tables import few

SourceKey = tuple[str, str]

_BYSTANDERS = "has the same name but is not ours: left unchanged"
_ORPHANS = "is orphaned: no entry needs it, and purging deletes it"
#: How many profiles a warning names before it only counts them.
_NAMED = 3


def make_plan(
    wanted: Sequence[WantedProfile],
    live: Sequence[LiveProfile],
    sources: Mapping[SourceKey, Source],
    policy: Policy,
    *,
    undecided: Sequence[WantedProfile] = (),
) -> ProfilePlan:
    """Decide every step; ``sources`` has the resolved source of each present (key, region).

    ``undecided`` are entries of which too little is known to decide: nothing that they name is purged.
    """
    decisions = _decisions(wanted, live, sources, policy)
    steps = [step for _entry, _found, decided in decisions for step in decided.steps]
    problems = [problem for _entry, _found, decided in decisions for problem in decided.problems]
    problems += conflicts_within(steps)
    warnings = [f"{e.key} in {e.region}: {text}" for e, _found, decided in decisions for text in decided.warnings]
    bystanders = [_place(e.key, profile) for e, _found, decided in decisions for profile in decided.bystanders]
    named = [*wanted, *undecided]
    left_over = orphans(live, named, policy)
    to_delete = [profile for profile in left_over if policy.purge and policy.may_go(profile.arn)]
    purged = _purge(to_delete, named, policy)
    kept = tuple(profile for profile in left_over if profile not in to_delete)
    refused = [profile for _e, found, decided in decisions if decided.problems for profile in found.all]
    refused += to_delete if purged.problems else []
    creations = [step.creation for step in steps if step.creation]
    warned = [_place(profile.key or "", profile) for profile in kept] if policy.warn_orphans else []
    return ProfilePlan(
        steps=tuple(sorted(steps + list(purged.steps), key=_order)),
        problems=tuple(problems) + purged.problems,
        warnings=(*warnings, *_left_alone(bystanders, _BYSTANDERS), *_left_alone(warned, _ORPHANS)),
        orphans=kept,
        rests_on=(*_touched([*steps, *purged.steps]), *refused, *may_be_made(live, creations, named, policy)),
    )


def _touched(steps: Iterable[ProfileStep]) -> list[LiveProfile]:
    return [profile for step in steps if step.changes for profile in step.touches]


def _decisions(
    wanted: Sequence[WantedProfile],
    live: Sequence[LiveProfile],
    sources: Mapping[SourceKey, Source],
    policy: Policy,
) -> list[tuple[WantedProfile, Candidates, Decision]]:
    """What each entry needs, in their order, and the profiles that concern it."""
    decisions = []
    regions = index_regions(live)
    taken = {(entry.region, key) for entry in wanted if not entry.absent for key in entry.keys}
    for entry in wanted:
        found = candidates(entry, regions[entry.region], policy)
        if entry.absent and policy.ownership is not None:
            # The profiles of a key that another entry has, or has moved from, are not this one's to delete.
            found = without(found, {key for region, key in taken if region == entry.region})
            taken |= {(entry.region, key) for key in entry.keys}
        if entry.absent:
            decided = decide_absent(entry, found, policy)
        else:
            decided = decide_present(entry, found, sources[entry.key, entry.region], policy)
        decisions.append((entry, found, decided))
    return decisions


def _purge(left_over: Sequence[LiveProfile], wanted: Sequence[WantedProfile], policy: Policy) -> Decision:
    if not policy.purge:
        return Decision()
    if not policy.purge_all and not wanted:
        return Decision(
            problems=(
                Problem("purging with an empty map would delete everything: set purge_all: true if that is intended"),
            )
        )
    if not policy.purge_all and len(left_over) > policy.purge_limit:
        count = f"{len(left_over)} profiles, more than purge_limit ({policy.purge_limit})"
        text = f"purging would delete {count}: {arns_text(left_over)}"
        return Decision(problems=(Problem(f"{text}; raise purge_limit or set purge_all: true if that is intended"),))
    return Decision(
        tuple(ProfileStep(None, Action.DELETE, ("its entry is no longer in the map",), live) for live in left_over)
    )


def _place(key: str, profile: LiveProfile) -> str:
    return f"{key} in {profile.region} ({profile.arn})"


def _left_alone(places: Sequence[str], why: str) -> list[str]:
    """One warning of a kind: an account may have hundreds of such profiles."""
    return [f"{few(places, _NAMED)}: {why}"] if places else []


def _order(step: ProfileStep) -> tuple[str, str, int]:
    # A key's successor is made before what it supersedes is retired.
    return (step.region, step.key, step.action is Action.RETIRE)
