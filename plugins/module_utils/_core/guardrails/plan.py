# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The plan: what to do with a guardrail in each region, decided once from desired and live state."""

from __future__ import annotations

from ansible_collections.genai.bedrock.plugins.module_utils._core.guardrails.content import Content, merged
from ansible_collections.genai.bedrock.plugins.module_utils._core.guardrails.differences import differences, whole
from ansible_collections.genai.bedrock.plugins.module_utils._core.guardrails.guardrails import (
    FAILED,
    GuardrailStep,
    LiveGuardrail,
    WantedGuardrail,
)
from ansible_collections.genai.bedrock.plugins.module_utils._core.guardrails.pruning import Pins, prunable
from ansible_collections.genai.bedrock.plugins.module_utils._core.ownership import (
    is_foreign,
    owner_expected,
    owner_found,
)
from ansible_collections.genai.bedrock.plugins.module_utils._core.problems import Problem
from ansible_collections.genai.bedrock.plugins.module_utils._core.steps import Action
from ansible_collections.genai.bedrock.plugins.module_utils._core.tags import (
    MANAGED_BY,
    OWNER,
    TagDelta,
    diff_tags,
    too_many,
)

NOT_OURS = "NotOurs"
NOT_THERE = "NotThere"
_REQUIRED = ("blocked_input_messaging", "blocked_outputs_messaging")
#: Versions have their own description.
_OF_THE_DRAFT = ("description",)


def decide(
    wanted: WantedGuardrail, live: LiveGuardrail | None, pinned: Pins = frozenset()
) -> GuardrailStep | list[Problem]:
    """The step for one region, or all that forbids it. ``pinned`` are versions that records pin."""
    if live is None:
        return GuardrailStep(wanted, Action.NONE, ("it does not exist",)) if wanted.absent else _create(wanted)
    if not wanted.adopt and is_foreign(live.tags, _own_tags(wanted), absent=wanted.absent):
        return [_not_ours(wanted, live)]
    if wanted.absent:
        return GuardrailStep(wanted, Action.DELETE, ("state is absent",), live)
    return _converge(wanted, live, pinned)


def _create(wanted: WantedGuardrail) -> GuardrailStep | list[Problem]:
    after = merged(Content(), wanted.content)
    missing = [option for option in _REQUIRED if not after.texts.get(option)]
    problems = []
    if missing:
        text = f"it does not exist, and AWS needs {' and '.join(missing)} to create it: set them, or state: absent"
        problems.append(_problem(wanted, text, NOT_THERE))
    problems += _filterless(wanted, after)
    if problems:
        return problems
    tags = TagDelta(_own_tags(wanted), ())
    reasons = ("it does not exist",)
    return GuardrailStep(wanted, Action.CREATE, reasons, after=after, writes=True, tags=tags, publishes=wanted.publish)


def _converge(wanted: WantedGuardrail, live: LiveGuardrail, pinned: Pins) -> GuardrailStep | list[Problem]:
    after = merged(live.content, wanted.content)
    found = differences(live.content, wanted.content)
    purge, ignore = _exact_tags(wanted, live), wanted.ignore_tags
    delta = diff_tags(live.tags, _own_tags(wanted), purge=purge, keep=(MANAGED_BY,), ignore=ignore)
    problems = (_filterless(wanted, after) if found else []) + _too_many_tags(wanted, delta)
    if problems:
        return problems
    if live.status == FAILED:
        found = ("its status is FAILED", *found)
    publication = _publication(wanted, live, after)
    pruned = _pruned(wanted, live, pinned, publishes=bool(publication))
    action = _action(live, settings=bool(found), tags=bool(delta), publishes=bool(publication), prunes=bool(pruned))
    # What changes the draft is no news for the version that is made of it.
    missing = tuple(f"not in version {live.version}: {reason}" for reason in publication if reason not in found)
    unpublished = missing if live.newest else publication
    adoption = (f"it exists without the tag {MANAGED_BY}={OWNER}",) if action is Action.ADOPT else ()
    old = tuple(f"version {version} is older than the {wanted.keep_versions} to keep" for version in pruned)
    reasons = adoption + found + delta.reasons + unpublished + old
    return GuardrailStep(wanted, action, reasons, live, delta, after, bool(found), bool(publication), pruned)


def _pruned(wanted: WantedGuardrail, live: LiveGuardrail, pinned: Pins, *, publishes: bool) -> tuple[str, ...]:
    if wanted.keep_versions is None:
        return ()
    return prunable(live, keep=wanted.keep_versions, publishes=publishes, pinned=pinned)


def _action(live: LiveGuardrail, *, settings: bool, tags: bool, publishes: bool, prunes: bool) -> Action:
    if not live.is_ours:
        return Action.ADOPT
    if settings:
        return Action.UPDATE
    if tags:
        return Action.RETAG
    if publishes:
        return Action.PUBLISH
    return Action.PRUNE if prunes else Action.NONE


def _publication(wanted: WantedGuardrail, live: LiveGuardrail, after: Content) -> tuple[str, ...]:
    """Why a new version is created: the draft will differ from the newest version."""
    if not wanted.publish:
        return ()
    if live.newest is None:
        return ("no version is published yet",)
    found = differences(live.newest, whole(after, without=_OF_THE_DRAFT))
    if live.newest.reasoning != after.reasoning:
        found += ("the automated reasoning policy differs",)
    return found


def _exact_tags(wanted: WantedGuardrail, live: LiveGuardrail) -> bool:
    # On the run that takes it over, its own tags stay.
    return wanted.tags is not None and wanted.purge_tags and live.is_ours


def _own_tags(wanted: WantedGuardrail) -> dict[str, str]:
    return {**(wanted.tags or {}), MANAGED_BY: OWNER}


def _filterless(wanted: WantedGuardrail, after: Content) -> list[Problem]:
    if after.filters:
        return []
    text = "it would detect nothing, and AWS accepts no guardrail without a filter: set one, such as content_filters"
    return [_problem(wanted, text)]


def _too_many_tags(wanted: WantedGuardrail, delta: TagDelta) -> list[Problem]:
    text = too_many(delta, "a guardrail")
    return [_problem(wanted, text)] if text else []


def _not_ours(wanted: WantedGuardrail, live: LiveGuardrail) -> Problem:
    claimed = _own_tags(wanted)
    harm = "deleted" if wanted.absent else "changed"
    text = f"{live.arn} exists with {owner_found(live.tags, claimed)}, so it is not {harm}"
    way_out = f"set adopt: true to take it over, or choose another name ({owner_expected(claimed, live.tags)})"
    return _problem(wanted, f"{text}: {way_out}", NOT_OURS)


def _problem(wanted: WantedGuardrail, text: str, code: str | None = None) -> Problem:
    place = (text, wanted.name, wanted.region)
    return Problem(*place, code=code) if code else Problem(*place)
