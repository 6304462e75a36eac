# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The report on guardrails: rows with AWS's field names, actions and diff, for plans and real runs alike."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from ansible_collections.genai.bedrock.plugins.module_utils._core.guardrails.content import (
    TEXTS,
    Content,
    as_answered,
    content_of,
)
from ansible_collections.genai.bedrock.plugins.module_utils._core.guardrails.guardrails import (
    GuardrailDone,
    GuardrailStep,
)
from ansible_collections.genai.bedrock.plugins.module_utils._core.profiles.report import UNKNOWN
from ansible_collections.genai.bedrock.plugins.module_utils._core.steps import Action

_WORD = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")
#: Fields of GetGuardrail besides the policies.
_FIELDS = (
    "name",
    "description",
    "guardrailId",
    "guardrailArn",
    "status",
    "statusReasons",
    "blockedInputMessaging",
    "blockedOutputsMessaging",
    "kmsKeyArn",
    "crossRegionDetails",
    "createdAt",
    "updatedAt",
)


def guardrail_row(
    answer: Mapping[str, Any], *, region: str, tags: Mapping[str, str], version: str | None
) -> dict[str, Any]:
    """A guardrail as returned by GetGuardrail, in snake_case; lists are in the order of their keys."""
    row = {snake(field): plain(answer.get(field)) for field in _FIELDS}
    policies = {snake(field): plain(value) for field, value in as_answered(content_of(answer)).items()}
    return {"region": region, **row, **policies, "version": version, "tags": dict(sorted(tags.items()))}


def guardrail_rows(done: Iterable[GuardrailDone]) -> list[dict[str, Any]]:
    """The guardrails that exist afterwards, a row a region."""
    rows = []
    for one in done:
        answer = _resulting(one)
        if answer is not None:
            step = one.step
            row = guardrail_row(answer, region=step.region, tags=step.tags_after, version=one.version)
            rows.append({**row, "action": str(step.action)})
    return rows


def action_rows(done: Iterable[GuardrailDone]) -> list[dict[str, Any]]:
    return [
        {
            "name": one.step.name,
            "region": one.step.region,
            "action": str(one.step.action),
            "publish": one.step.publishes,
            "version": one.version,
            "pruned": list(one.pruned),
            "reasons": list(one.step.reasons),
        }
        for one in done
    ]


def diff_of(steps: Sequence[GuardrailStep]) -> dict[str, dict[str, Any]]:
    """Before and after of what changes, by region. It is the plan's, so check mode shows the same."""
    before, after = {}, {}
    for step in steps:
        if step.changes:
            before[step.region] = _before(step)
            after[step.region] = _after(step)
    return {"before": before, "after": after}


def snake(name: str) -> str:
    return _WORD.sub("_", name).lower()


def plain(value: Any) -> Any:
    """Nested answers of AWS as Ansible returns them: names in snake_case, times as text."""
    if isinstance(value, Mapping):
        return {snake(str(key)): plain(item) for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [plain(item) for item in value]
    return value.isoformat() if isinstance(value, datetime) else value


def _resulting(done: GuardrailDone) -> Mapping[str, Any] | None:
    """GetGuardrail's answer after a step, predicted where nothing was written."""
    step = done.step
    if done.answer is not None:
        return done.answer
    if not step.exists_after:
        return None
    current = step.live.answer if step.live else {"guardrailId": UNKNOWN, "guardrailArn": UNKNOWN, "status": "READY"}
    if not step.writes:
        return current
    return _predicted(current, step)


def _predicted(current: Mapping[str, Any], step: GuardrailStep) -> dict[str, Any]:
    kept = {field: current[field] for field in ("guardrailId", "guardrailArn", "createdAt") if field in current}
    texts = {member: step.after.texts.get(option) for option, member in TEXTS.items()}
    key = texts.pop("kmsKeyId")
    answer = {"name": step.name, **kept, **texts, "status": "READY", **as_answered(step.after)}
    if key:
        answer["kmsKeyArn"] = key
    if profile := step.after.texts.get("guardrail_profile"):
        known = current.get("crossRegionDetails") or {}
        same = profile in known.values()
        answer["crossRegionDetails"] = known if same else {"guardrailProfileId": profile.rpartition("/")[2]}
    return answer


def _before(step: GuardrailStep) -> dict[str, Any]:
    if step.live is None:
        return {}
    return _shown(step.live.content, step.live.tags, step.live.version, step.live.versions if step.prunes else ())


def _after(step: GuardrailStep) -> dict[str, Any]:
    if step.action is Action.DELETE:
        return {}
    version = UNKNOWN if step.publishes else step.newest_kept
    content = step.after if step.writes or step.live is None else step.live.content
    return _shown(content, step.tags_after, version, _versions_after(step))


def _versions_after(step: GuardrailStep) -> tuple[str, ...]:
    if not step.live or not step.prunes:
        return ()
    kept = tuple(version for version in step.live.versions if version not in step.prunes)
    return (*kept, UNKNOWN) if step.publishes else kept


def _shown(
    content: Content, tags: Mapping[str, str], version: str | None, versions: Sequence[str] = ()
) -> dict[str, Any]:
    policies = {snake(field): plain(value) for field, value in as_answered(content).items()}
    texts = dict(sorted(content.texts.items()))
    listed = {"versions": list(versions)} if versions else {}
    return {**texts, **policies, "tags": dict(sorted(tags.items())), "newest_version": version, **listed}
