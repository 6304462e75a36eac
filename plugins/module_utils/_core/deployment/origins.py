# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Where a difference comes from: somebody changed AWS by hand, or somebody changed the inventory.

What the last deployment wrote is the third state beside the inventory and AWS. A record has it: the profile of each
target, what that was made from, and hashes. Of a guardrail it is the newest version, since every change is published.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from typing import Any, TypeAlias

from ansible_collections.genai.bedrock.plugins.module_utils._core.guardrails.differences import differences, whole
from ansible_collections.genai.bedrock.plugins.module_utils._core.guardrails.guardrails import GuardrailStep
from ansible_collections.genai.bedrock.plugins.module_utils._core.profiles.inference_profiles import has_source
from ansible_collections.genai.bedrock.plugins.module_utils._core.profiles.steps import ProfileStep
from ansible_collections.genai.bedrock.plugins.module_utils._core.records.hashes import (
    HASH,
    TAGS_HASH,
    edited,
    tags_hash,
)
from ansible_collections.genai.bedrock.plugins.module_utils._core.records.model_members import MODEL_SOURCE, source_id
from ansible_collections.genai.bedrock.plugins.module_utils._core.steps import Action
from ansible_collections.genai.bedrock.plugins.module_utils._core.tables import few
from ansible_collections.genai.bedrock.plugins.module_utils._core.tags import IDENTITY_TAGS

AWS, INVENTORY, BOTH, UNKNOWN = "aws", "inventory", "both", "unknown"
BY_HAND = "changed by hand in AWS"
#: How many changes a line names, and how many lines there are.
_NAMED, _LINES = 3, 6
_EARLIER = "published by a version that did not remember what it wrote"

#: One of these origins, and what makes it that.
Origin = tuple[str, str]
Target: TypeAlias = "Mapping[str, Any] | None"


def combined(origins: Iterable[str]) -> str:
    """The origin of what follows from several differences."""
    found = set(origins)
    if BOTH in found or {AWS, INVENTORY} <= found:
        return BOTH
    return next(iter(found)) if len(found) == 1 else UNKNOWN


def profile_origin(step: ProfileStep, target: Target, requested: str | None, replaced: str | None = None) -> Origin:
    """Of a step about the profile of a published ``target``. ``requested`` is the hash of the tags that it should have.

    ``replaced`` is the origin of the replacement from which a retirement follows.
    """
    if step.action is Action.CREATE:
        return _created(step, target)
    if step.action is Action.RETIRE:
        return (replaced, "its key has another profile now") if replaced else (UNKNOWN, "left by an earlier deployment")
    if step.action in (Action.ADOPT, Action.DELETE):
        return INVENTORY, "requested by the inventory"
    if target is None or step.live is None or target.get("arn") != step.live.arn:
        return UNKNOWN, "its record does not name this profile"
    if step.action is Action.REPLACE and step.source and has_source(step.live, step.source):
        # Neither a name nor a description of a profile can be changed.
        return INVENTORY, "changed in the inventory"
    return _of_tags(step, target, requested)


def _created(step: ProfileStep, target: Target) -> Origin:
    if target is None:
        return INVENTORY, "new in the inventory"
    about = f"{BY_HAND}: profile {target.get('profile_id')} was deleted, or its tags were"
    made_from = source_id(step.source.arn) if step.source else None
    if target.get(MODEL_SOURCE) not in (None, made_from):
        return BOTH, f"{about}; the inventory names another model"
    return AWS, about


def _of_tags(step: ProfileStep, target: Mapping[str, Any], requested: str | None) -> Origin:
    """A source is a tag, too: the models of a profile cannot be changed."""
    last = target.get(TAGS_HASH)
    if last is None or requested is None:
        return UNKNOWN, _EARLIER
    if requested == last:
        return AWS, f"{BY_HAND}: the inventory requests the tags of the last deployment"
    live = step.live.tags or {} if step.live else {}
    # What neither goes nor is requested belongs to others, as ignore_tags and adopt leave it.
    ours = {key: value for key, value in live.items() if key in step.tags.remove or key in _requested(step)}
    if last in (tags_hash(live), tags_hash(ours)):
        return INVENTORY, "changed in the inventory"
    return BOTH, f"changed in the inventory, and {BY_HAND}"


def _requested(step: ProfileStep) -> Collection[str]:
    return {*((step.wanted.tags or {}) if step.wanted else {}), *IDENTITY_TAGS}


def guardrail_origin(step: GuardrailStep | None, *, pinned: bool) -> Origin:
    """Of the guardrail in one region; ``pinned``: whether a record names one there."""
    if step is None:
        return INVENTORY, "no entry needs it any longer"
    if step.live is None:
        if pinned:
            return AWS, f"{BY_HAND}: the guardrail that records name was deleted"
        return INVENTORY, "new in the inventory"
    if step.live.newest is None:
        return (AWS, f"{BY_HAND}: the version that records name was deleted") if pinned else (UNKNOWN, "no version")
    found = set()
    if differences(step.live.newest, whole(step.live.content, without=("description",))):
        found.add(AWS)
    if differences(step.live.newest, whole(step.after, without=("description",))):
        found.add(INVENTORY)
    if not found:
        return UNKNOWN, "only its tags differ, and nothing remembers those"
    texts = {AWS: f"{BY_HAND}: the draft is not the published version", INVENTORY: "changed in the inventory"}
    return combined(found), ", and ".join(texts[one] for one in (INVENTORY, AWS) if one in found)


def record_origin(before: Any, after: Any, of_profiles: Collection[str], *, known: bool = False) -> Origin:
    """Of the parameter of a record, both values as read. ``of_profiles`` are the origins of what it follows from.

    ``known``: whether another region has the record, of what is created.
    """
    if after is None:
        return INVENTORY, "no entry needs it any longer"
    if before is None:
        if of_profiles:
            return combined(of_profiles), "follows from its profiles"
        if known:
            return UNKNOWN, "another region has it: deleted there, or new in ssm_regions"
        return AWS, f"{BY_HAND}: it was deleted, or an interrupted run never wrote it"
    if not isinstance(before, Mapping):
        return AWS, f"{BY_HAND}: it was no record"
    return _of_record(before, after, of_profiles)


def _of_record(before: Mapping[str, Any], after: Mapping[str, Any], of_profiles: Collection[str]) -> Origin:
    by_hand = edited(before)
    if by_hand is None:
        return (combined(of_profiles), "follows from its profiles") if of_profiles else (UNKNOWN, _EARLIER)
    found = {AWS} if by_hand or before == after else set()
    texts = [f"{BY_HAND}: it is not what was written"] if found else []
    if before.get(HASH) != after.get(HASH):
        found |= set(of_profiles) or {INVENTORY}
        texts.append("follows from its profiles" if of_profiles else "changed in the inventory")
    return combined(found), ", and ".join(texts)


def document_origin(action: str, of_records: Collection[str]) -> Origin:
    """Of the document, which follows from records and profiles."""
    if of_records:
        return combined(of_records), "follows from its records"
    return (INVENTORY, "no entry needs it any longer") if action == "delete" else (AWS, BY_HAND)


def drift_lines(changes: Iterable[Mapping[str, Any]], name: Any) -> list[str]:
    """Lines of a summary about what was changed by hand; ``name`` makes the name of a change."""
    found: dict[str, list[str]] = {}
    for row in changes:
        if row["origin"] in (AWS, BOTH):
            found.setdefault(row["origin_reason"], []).append(name(row))
    lines = [f"{few(names, _NAMED)}: {reason}" for reason, names in found.items()]
    rest = len(lines) - _LINES
    return [*lines[:_LINES], *([f"and {rest} more kinds of changes by hand in AWS"] if rest > 0 else [])]
