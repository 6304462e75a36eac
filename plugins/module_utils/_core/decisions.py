# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Decisions: what one entry needs in one region, given the profiles that concern it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from ansible_collections.genai.bedrock.plugins.module_utils._core.arns import destinations
from ansible_collections.genai.bedrock.plugins.module_utils._core.creation import creation_of, wanted_tags
from ansible_collections.genai.bedrock.plugins.module_utils._core.inference_profiles import (
    LiveProfile,
    Policy,
    WantedProfile,
    compare,
    has_source,
)
from ansible_collections.genai.bedrock.plugins.module_utils._core.matching import Candidates, ambiguous, preferred
from ansible_collections.genai.bedrock.plugins.module_utils._core.problems import Problem
from ansible_collections.genai.bedrock.plugins.module_utils._core.sources import Source
from ansible_collections.genai.bedrock.plugins.module_utils._core.steps import Action, Decision, Step
from ansible_collections.genai.bedrock.plugins.module_utils._core.tags import (
    CREATED_BY,
    CREATOR,
    IDENTITY_TAGS,
    TagDelta,
    diff_tags,
    tag_problems,
)


def decide_present(entry: WantedProfile, found: Candidates, source: Source, policy: Policy) -> Decision:
    if policy.ownership is None and ambiguous(found.own):
        return _refused(entry, f"the name '{entry.name}' is held by several profiles of different owners ({arns_text(found.own)})")
    if not found.own:
        return _new(entry, found, source, policy)
    warnings = [
        f"{profile.arn} has the same name and belongs to somebody else: left alone" for profile in (*found.unowned, *found.foreign)
    ]
    differences = {profile.arn: compare(profile, entry, source, recreate=policy.recreate) for profile in found.own}
    fitting = [profile for profile in found.own if not differences[profile.arn].replace]
    current = preferred(fitting or found.own, entry, policy)
    difference = differences[current.arn]
    if fitting:
        kept = _keep(entry, current, found, source, policy)
        return Decision(kept.steps, kept.problems, (*warnings, *difference.warnings))
    if policy.recreate == "never":
        return _refused(entry, f"{', '.join(difference.replace)}: only a new profile can mend that, and recreate: never forbids it")
    return _replace(entry, current, found, source, policy, difference.replace, tuple(warnings))


def _new(entry: WantedProfile, found: Candidates, source: Source, policy: Policy) -> Decision:
    if found.foreign:
        owner = found.foreign[0].managed_by
        return _refused(
            entry, f"the name '{entry.name}' is held by a profile managed by '{owner}' ({arns_text(found.foreign)}): choose another name"
        )
    if len(found.unowned) > 1:
        return _refused(
            entry,
            f"the name '{entry.name}' is held by several profiles without an owner ({arns_text(found.unowned)}): "
            "choose another name, or delete those that nobody needs",
        )
    if found.unowned:
        return _adopt(entry, found.unowned[0], source, policy)
    return _creating(entry, Action.CREATE, source, policy, ("no profile of ours has this key yet",), (), None)


def _adopt(entry: WantedProfile, live: LiveProfile, source: Source, policy: Policy) -> Decision:
    if not has_source(live, source):
        return _refused(
            entry,
            f"the name '{entry.name}' is held by {live.arn}, which is not ours and has another source "
            f"({', '.join(sorted(live.model_arns))}): choose another name or another model_source",
        )
    if not policy.adopt:
        return _refused(
            entry, f"the name '{entry.name}' is held by {live.arn}, which is not ours: set adopt: true to take it over, or choose another name"
        )
    delta = diff_tags(live.tags or {}, wanted_tags(entry, source, policy), purge=False)
    difference = compare(live, entry, source, recreate="source")
    step = Step(entry.key, entry.region, Action.ADOPT, (f"{live.arn} has the wanted name and source",), entry, source, live, tags=delta)
    return Decision((step,), _checked(entry, source, policy), difference.warnings)


def _keep(entry: WantedProfile, current: LiveProfile, found: Candidates, source: Source, policy: Policy) -> Decision:
    left_over = tuple(profile for profile in found.own if profile.arn != current.arn)
    tags = current.tags or {}
    delta = diff_tags(tags, wanted_tags(entry, source, policy), purge=_purges_tags(entry, current, policy), keep=_kept_tags(current, policy))
    reasons = (*(f"tag {key}: {tags.get(key, '(none)')} → {value}" for key, value in sorted(delta.put.items())),)
    reasons += tuple(f"tag {key} removed" for key in delta.remove)
    action = Action.RETAG if delta else Action.NONE
    step = Step(entry.key, entry.region, action, reasons, entry, source, current, tags=delta, superseded=left_over)
    return Decision((step, *_retire(entry, left_over, policy)), _tag_count(entry, tags, delta))


def _replace(
    entry: WantedProfile,
    current: LiveProfile,
    found: Candidates,
    source: Source,
    policy: Policy,
    reasons: tuple[str, ...],
    warnings: tuple[str, ...],
) -> Decision:
    decision = _creating(entry, Action.REPLACE, source, policy, reasons, found.own, current)
    return Decision(decision.steps + _retire(entry, found.own, policy), decision.problems, warnings)


def _creating(
    entry: WantedProfile,
    action: Action,
    source: Source,
    policy: Policy,
    reasons: tuple[str, ...],
    beside: tuple[LiveProfile, ...],
    current: LiveProfile | None,
) -> Decision:
    creation = creation_of(entry, source, policy, beside)
    step = Step(entry.key, entry.region, action, reasons, entry, source, current, creation, superseded=beside)
    return Decision((step,), _checked(entry, source, policy) + _problems(entry, tag_problems(creation.tags)))


def _retire(entry: WantedProfile, left_over: tuple[LiveProfile, ...], policy: Policy) -> tuple[Step, ...]:
    if not left_over or policy.superseded == "keep":
        return ()
    reasons = tuple(f"{profile.arn} is superseded" for profile in left_over)
    return (Step(entry.key, entry.region, Action.RETIRE, reasons, entry, superseded=left_over),)


def decide_absent(entry: WantedProfile, found: Candidates, policy: Policy) -> Decision:
    doomed = found.own
    if policy.ownership is None:
        if ambiguous(found.own):
            return _refused(entry, f"the name '{entry.name}' is held by several profiles of different owners ({arns_text(found.own)})")
        others = found.unowned + found.foreign
        if others and not policy.adopt:
            return _refused(
                entry,
                f"the name '{entry.name}' is held by {arns_text(others)}, not ours: set adopt: true to delete it nevertheless",
            )
        if len(others) > 1:
            return _refused(entry, f"the name '{entry.name}' is held by several profiles ({arns_text(others)}): delete them by hand")
        doomed += others
    if not doomed:
        return Decision((Step(entry.key, entry.region, Action.NONE, wanted=entry),))
    return Decision(tuple(Step(entry.key, entry.region, Action.DELETE, ("state: absent",), entry, live=live) for live in doomed))


def _checked(entry: WantedProfile, source: Source, policy: Policy) -> tuple[Problem, ...]:
    outside = sorted(set(destinations(source.model_arns)) - policy.allowed_regions) if policy.allowed_regions else []
    if not outside:
        return ()
    text = f"{source.arn} may route to {', '.join(outside)}, outside the allowed regions: allow them or choose another model_source or geography"
    return _problems(entry, [text])


def _tag_count(entry: WantedProfile, actual: Mapping[str, str], delta: TagDelta) -> tuple[Problem, ...]:
    after = {key: value for key, value in actual.items() if key not in delta.remove} | delta.put
    return _problems(entry, tag_problems({key: value for key, value in after.items() if not key.startswith("aws:")})) if delta else ()


def _purges_tags(entry: WantedProfile, live: LiveProfile, policy: Policy) -> bool:
    # An adopted profile keeps its former owner's tags for as long as the user says adopt.
    adopted = policy.adopt and (live.tags or {}).get(CREATED_BY) != CREATOR
    return policy.purge_tags and entry.tags is not None and not (adopted and policy.ownership is not None)


def _kept_tags(live: LiveProfile, policy: Policy) -> tuple[str, ...]:
    # By name alone a profile of a role may be met: its identity is not the singular task's to remove.
    return IDENTITY_TAGS if policy.ownership is None and live.key else ()


def _refused(entry: WantedProfile, *texts: str) -> Decision:
    return Decision(problems=_problems(entry, texts))


def _problems(entry: WantedProfile, texts: Iterable[str]) -> tuple[Problem, ...]:
    return tuple(Problem(text, entry.key, entry.region) for text in texts)


def arns_text(profiles: Iterable[LiveProfile]) -> str:
    return ", ".join(profile.arn for profile in profiles)
