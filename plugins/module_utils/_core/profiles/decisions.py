# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Decisions: what one entry needs in one region, given the profiles that concern it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from ansible_collections.genai.bedrock.plugins.module_utils._core.arns import destinations
from ansible_collections.genai.bedrock.plugins.module_utils._core.problems import Problem
from ansible_collections.genai.bedrock.plugins.module_utils._core.profiles.creation import (
    created_here,
    creation_of,
    wanted_tags,
)
from ansible_collections.genai.bedrock.plugins.module_utils._core.profiles.inference_profiles import (
    LiveProfile,
    Policy,
    WantedProfile,
    compare,
    has_source,
)
from ansible_collections.genai.bedrock.plugins.module_utils._core.profiles.matching import (
    Candidates,
    ambiguous,
    owner_in,
    preferred,
)
from ansible_collections.genai.bedrock.plugins.module_utils._core.profiles.sources import Source
from ansible_collections.genai.bedrock.plugins.module_utils._core.profiles.steps import Decision, ProfileStep
from ansible_collections.genai.bedrock.plugins.module_utils._core.steps import Action
from ansible_collections.genai.bedrock.plugins.module_utils._core.tags import (
    ENVIRONMENT,
    IDENTITY_TAGS,
    PROFILE_KEY,
    WORKLOAD,
    TagDelta,
    diff_tags,
    tag_problems,
)


@dataclass(frozen=True, slots=True)
class _Case:
    """One present entry, with everything that determines its step."""

    entry: WantedProfile
    found: Candidates
    source: Source
    policy: Policy

    def refused(self, text: str) -> Decision:
        return _refused(self.entry, text)

    def step(self, action: Action, reasons: Iterable[str], live: LiveProfile | None = None) -> ProfileStep:
        return ProfileStep(self.entry, action, tuple(reasons), live, source=self.source)


def decide_present(entry: WantedProfile, found: Candidates, source: Source, policy: Policy) -> Decision:
    """The steps of a present entry: the rows of the matching table, in order."""
    case = _Case(entry, found, source, policy)
    if policy.ownership is None and ambiguous(found.own):
        return case.refused(_ambiguous_text(entry, found))
    if not found.own:
        return _new(case)
    differences = {profile.arn: compare(profile, entry, source, recreate=policy.recreate) for profile in found.own}
    fitting = [profile for profile in found.own if not differences[profile.arn].replace]
    current = preferred(fitting or found.own, entry, policy)
    difference = differences[current.arn]
    if policy.ownership is None and (changes := _owner_changes(entry, current)):
        return case.refused(
            f"{current.arn} is managed together with others, and these tags identify its owner ({', '.join(changes)}): "
            "leave them out, or choose another name"
        )
    if fitting:
        decided = _keep(case, current)
    elif policy.recreate == "never":
        reasons = ", ".join(difference.replace)
        decided = case.refused(f"{reasons}: only a new profile can mend that, and recreate: never forbids it")
    else:
        decided = _create(case, Action.REPLACE, difference.replace, current)
    return replace(decided, warnings=difference.warnings, bystanders=found.unowned + found.foreign)


def _new(case: _Case) -> Decision:
    found, name = case.found, case.entry.name
    if found.foreign:
        owner = found.foreign[0].managed_by
        return case.refused(
            f"the name '{name}' is used by a profile managed by '{owner}' ({arns_text(found.foreign)}): "
            "choose another name"
        )
    if len(found.unowned) > 1:
        return case.refused(
            f"the name '{name}' is used by several profiles without an owner ({arns_text(found.unowned)}): "
            "choose another name, or delete those you do not need"
        )
    if found.unowned:
        return _adopt(case, found.unowned[0])
    return _create(case, Action.CREATE, ("no profile of ours has this key yet",))


def _adopt(case: _Case, live: LiveProfile) -> Decision:
    name = case.entry.name
    if not has_source(live, case.source):
        return case.refused(
            f"the name '{name}' is used by {live.arn}, which is not ours and has another source "
            f"({', '.join(sorted(live.model_arns))}): choose another name or another model_source"
        )
    if not case.policy.adopt:
        return case.refused(
            f"the name '{name}' is used by {live.arn}, which is not ours: "
            "set adopt: true to take it over, or choose another name"
        )
    difference = compare(live, case.entry, case.source, recreate=case.policy.recreate)
    if difference.replace:
        return case.refused(
            f"the name '{name}' is used by {live.arn}, which is not ours, and once adopted it would be replaced "
            f"({', '.join(difference.replace)}): leave recreate: always out, or choose another name"
        )
    wanted, purge = wanted_tags(case.entry, case.source, case.policy), _purges_tags(case.entry, live, case.policy)
    delta = diff_tags(live.tags or {}, wanted, purge=purge, ignore=case.policy.ignore_tags)
    step = replace(case.step(Action.ADOPT, (f"{live.arn} has the wanted name and source",), live), tags=delta)
    problems = _destination_problems(case) + _tag_count_problems(case.entry, live, delta)
    return Decision((step,), problems, difference.warnings)


def _keep(case: _Case, current: LiveProfile) -> Decision:
    actual = current.tags or {}
    delta = diff_tags(
        actual,
        wanted_tags(case.entry, case.source, case.policy),
        purge=_purges_tags(case.entry, current, case.policy),
        keep=_kept_tags(current, case.policy),
        ignore=case.policy.ignore_tags,
    )
    put = [f"tag {key}: {actual.get(key, '(none)')} → {value}" for key, value in sorted(delta.put.items())]
    reasons = put + [f"tag {key} removed" for key in delta.remove]
    left_over = tuple(profile for profile in case.found.own if profile.arn != current.arn)
    step = case.step(Action.RETAG if delta else Action.NONE, reasons, current)
    steps = (replace(step, tags=delta, superseded=left_over), *_retire(case, left_over))
    # AWS may have changed them since, and the rule may be younger than the profile.
    problems = _destination_problems(case, current.model_arns)
    return Decision(steps, problems + _tag_count_problems(case.entry, current, delta))


def _create(case: _Case, action: Action, reasons: Iterable[str], current: LiveProfile | None = None) -> Decision:
    beside = case.found.own
    former = (current.tags or {}) if current else {}
    inherited = {tag: former[tag] for tag in (_kept_tags(current, case.policy) if current else ()) if tag in former}
    creation = creation_of(case.entry, case.source, case.policy, beside, inherited)
    step = replace(case.step(action, reasons, current), creation=creation, superseded=beside)
    problems = _destination_problems(case) + _problems(case.entry, tag_problems(creation.tags))
    return Decision((step, *_retire(case, beside)), problems)


def _retire(case: _Case, left_over: tuple[LiveProfile, ...]) -> tuple[ProfileStep, ...]:
    to_delete = tuple(profile for profile in left_over if case.policy.may_go(profile.arn))
    if not to_delete or case.policy.superseded == "keep":
        return ()
    step = case.step(Action.RETIRE, (f"{profile.arn} is superseded" for profile in to_delete))
    return (replace(step, superseded=to_delete),)


def decide_absent(entry: WantedProfile, found: Candidates, policy: Policy) -> Decision:
    to_delete = found.own
    if policy.ownership is None:
        if ambiguous(found.own):
            return _refused(
                entry,
                f"the name '{entry.name}' is used by several profiles of different owners ({arns_text(found.own)})",
            )
        others = found.unowned + found.foreign
        if others and not policy.adopt:
            return _refused(
                entry,
                f"the name '{entry.name}' is used by {arns_text(others)}, not ours: "
                "set adopt: true to delete it anyway",
            )
        if len(others) > 1:
            return _refused(
                entry, f"the name '{entry.name}' is used by several profiles ({arns_text(others)}): delete them by hand"
            )
        to_delete += others
    to_delete = tuple(profile for profile in to_delete if policy.may_go(profile.arn))
    if not to_delete:
        return Decision((ProfileStep(entry, Action.NONE),))
    return Decision(tuple(ProfileStep(entry, Action.DELETE, ("state: absent",), live) for live in to_delete))


def _destination_problems(case: _Case, also: tuple[str, ...] = ()) -> tuple[Problem, ...]:
    allowed = case.policy.allowed_regions
    outside = sorted(set(destinations(case.source.model_arns + also)) - allowed) if allowed else []
    if not outside:
        return ()
    way_out = "allow them or choose another model_source or geography"
    text = f"{case.source.arn} may route to {', '.join(outside)}, outside the allowed regions: {way_out}"
    place = (case.entry.key, case.entry.region)
    return (Problem(text, *place, code="destination_not_allowed", way_out=way_out),)


def _tag_count_problems(entry: WantedProfile, live: LiveProfile, delta: TagDelta) -> tuple[Problem, ...]:
    if not delta:
        return ()
    after = delta.applied_to(live.tags)
    return _problems(entry, tag_problems({key: after[key] for key in after if not key.startswith("aws:")}))


def _purges_tags(entry: WantedProfile, live: LiveProfile, policy: Policy) -> bool:
    # An adopted profile keeps its former owner's tags for as long as the user says adopt.
    return policy.purge_tags and entry.tags is not None and not (policy.adopt and not created_here(live, entry, policy))


def _kept_tags(live: LiveProfile, policy: Policy) -> tuple[str, ...]:
    # By name alone a profile of a role may be met: its identity is not the singular task's to remove.
    return IDENTITY_TAGS if policy.ownership is None and live.key else ()


def _owner_changes(entry: WantedProfile, live: LiveProfile) -> list[str]:
    """When matching by name only: tags that would change the owner of a profile."""
    before, requested = live.tags or {}, entry.tags or {}
    if owner_in(before) == owner_in({**before, **requested}):
        return []
    changed = [
        tag for tag in (ENVIRONMENT, WORKLOAD, PROFILE_KEY) if tag in requested and requested[tag] != before.get(tag)
    ]
    return [f"{tag}: {before.get(tag, '(none)')} → {requested[tag]}" for tag in changed]


def _refused(entry: WantedProfile, *texts: str) -> Decision:
    return Decision(problems=_problems(entry, texts))


def _problems(entry: WantedProfile, texts: Iterable[str]) -> tuple[Problem, ...]:
    return tuple(Problem(text, entry.key, entry.region) for text in texts)


def _ambiguous_text(entry: WantedProfile, found: Candidates) -> str:
    return f"the name '{entry.name}' is used by several profiles of different owners ({arns_text(found.own)})"


def arns_text(profiles: Iterable[LiveProfile]) -> str:
    return ", ".join(profile.arn for profile in profiles)
