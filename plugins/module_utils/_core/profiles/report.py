# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What a run reports: the same rows, actions and diff from a plan that was carried out and from one only made."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Any

from ansible_collections.genai.bedrock.plugins.module_utils._core.arns import destinations, model_ids
from ansible_collections.genai.bedrock.plugins.module_utils._core.profiles.inference_profiles import LiveProfile
from ansible_collections.genai.bedrock.plugins.module_utils._core.profiles.steps import ProfileDone, ProfileStep
from ansible_collections.genai.bedrock.plugins.module_utils._core.steps import Action
from ansible_collections.genai.bedrock.plugins.module_utils._core.tags import MODEL_SOURCE

UNKNOWN = "(known after create)"


def resulting(one: ProfileDone) -> LiveProfile | None:
    """The profile of the key after a step, predicted where nothing was made; None where none is left."""
    step = one.step
    if one.made is not None:
        return one.made
    if step.action in (Action.DELETE, Action.RETIRE):
        return None
    if step.creation:
        return LiveProfile(
            arn=UNKNOWN,
            profile_id=UNKNOWN,
            name=step.creation.name,
            region=step.region,
            model_arns=step.creation.source.model_arns,
            description=step.creation.description,
            tags=step.creation.tags,
        )
    if step.live is None:
        return None
    return replace(step.live, tags=step.tags_after)


def profile_rows(done: Iterable[ProfileDone]) -> list[dict[str, Any]]:
    """The profiles that exist afterwards, a row each."""
    rows = []
    for one in done:
        step, profile = one.step, resulting(one)
        if profile:
            source = (profile.tags or {}).get(MODEL_SOURCE)
            row = {"key": step.key, "action": str(step.action), **profile_row(profile), "model_source": source}
            rows.append(row | {"destinations": list(destinations(_routed(step, profile)))})
    return rows


def _routed(step: ProfileStep, profile: LiveProfile) -> tuple[str, ...]:
    # Whether a profile follows when AWS changes its source's destinations is not documented: either may be called.
    return profile.model_arns + (step.source.model_arns if step.source else ())


def profile_row(profile: LiveProfile) -> dict[str, Any]:
    """A profile in AWS's own field names as snake_case, with what they imply: the base model and the destinations."""
    models = sorted(model_ids(profile.model_arns))
    return {
        "region": profile.region,
        "inference_profile_arn": profile.arn,
        "inference_profile_id": profile.profile_id,
        "inference_profile_name": profile.name,
        "description": profile.description,
        "status": profile.status,
        "type": "APPLICATION",
        "models": [{"model_arn": arn} for arn in sorted(profile.model_arns)],
        "created_at": profile.created_at.isoformat() if profile.created_at else None,
        "updated_at": profile.updated_at.isoformat() if profile.updated_at else None,
        "tags": dict(sorted((profile.tags or {}).items())),
        "base_model_id": models[0] if models else None,
        "destinations": list(destinations(profile.model_arns)),
    }


def action_rows(steps: Iterable[ProfileStep]) -> list[dict[str, Any]]:
    """What happens to each key in each region; where something is deleted, ``deletes`` names it."""
    return [
        {"key": step.key, "region": step.region, "action": str(step.action), "reasons": list(step.reasons)}
        | ({"deletes": [profile.arn for profile in step.deletes]} if step.deletes else {})
        for step in steps
    ]


def superseded_rows(steps: Sequence[ProfileStep]) -> list[dict[str, str]]:
    """Profiles of ours that still exist although another one has replaced them."""
    retired = {profile.arn for step in steps if step.action is Action.RETIRE for profile in step.superseded}
    return [
        {"key": step.key, "region": step.region, "inference_profile_arn": profile.arn}
        for step in steps
        for profile in step.superseded
        if profile.arn not in retired
    ]


def diff_of(done: Iterable[ProfileDone]) -> dict[str, dict[str, Any]]:
    """Before and after of what changes, keyed ``key@region``; a superseded profile has a place of its own.

    What is replaced and retired in one run is only the former profile of its key.
    """
    before: dict[str, Any] = {}
    after: dict[str, Any] = {}
    for place, old, new in (change for one in done for change in _changes(one)):
        before.setdefault(place, old)
        after[place] = new
    changed = [place for place in before if before[place] != after[place]]
    return {"before": {place: before[place] for place in changed}, "after": {place: after[place] for place in changed}}


def _changes(one: ProfileDone) -> Iterator[tuple[str, dict[str, Any], dict[str, Any]]]:
    step = one.step
    place = f"{step.key}@{step.region}"
    if step.action is Action.RETIRE:
        yield from ((f"{place} superseded {one.profile_id}", _named(one), {}) for one in step.superseded)
    elif step.changes:
        result = resulting(one)
        old, new = _short(step.live) if step.live else {}, _short(result) if result else {}
        if step.action is Action.REPLACE and step.live:
            # Which models a profile lists follows from its source.
            old, new = ({k: v for k, v in shown.items() if k != "models"} for shown in (old, new))
            yield f"{place} superseded {step.live.profile_id}", {}, _named(step.live)
        yield place, old, new


def _named(profile: LiveProfile) -> dict[str, Any]:
    return {"inference_profile_arn": profile.arn, "inference_profile_name": profile.name}


def _short(profile: LiveProfile) -> dict[str, Any]:
    return _named(profile) | {
        "description": profile.description,
        "models": sorted(profile.model_arns),
        "tags": dict(sorted((profile.tags or {}).items())),
    }
