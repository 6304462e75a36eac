# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The report on parameters: the same rows, actions and diff for plans and real runs."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from ansible_collections.genai.bedrock.plugins.module_utils._core.parameters.data_types import TEXT
from ansible_collections.genai.bedrock.plugins.module_utils._core.parameters.policies import Policies
from ansible_collections.genai.bedrock.plugins.module_utils._core.parameters.policies import shown as shown_policies
from ansible_collections.genai.bedrock.plugins.module_utils._core.parameters.rules import parameter_arn
from ansible_collections.genai.bedrock.plugins.module_utils._core.parameters.ssm_parameters import (
    Details,
    ParameterDone,
    ParameterStep,
)
from ansible_collections.genai.bedrock.plugins.module_utils._core.parameters.values import (
    HIDDEN,
    HIDDEN_CHANGE,
    same_value,
    shown,
)

UNKNOWN = "(known after create)"


def parameter_rows(done: Iterable[ParameterDone], account: str | None) -> list[dict[str, Any]]:
    """The parameters that exist afterwards, a row each; ``account`` is for the ARNs of new ones."""
    return [_row(one, account) for one in done if one.step.exists_after]


def diff_of(done: Iterable[ParameterDone]) -> dict[str, dict[str, Any]]:
    """Before and after of what changes, keyed ``name@region``; no value of a SecureString is in it."""
    before: dict[str, Any] = {}
    after: dict[str, Any] = {}
    for one in done:
        step = one.step
        if step.changes:
            place = f"{step.name}@{step.region}"
            before[place], after[place] = _before(step), _after(step)
    return {"before": before, "after": after}


def _row(one: ParameterDone, account: str | None) -> dict[str, Any]:
    step, live, put = one.step, one.step.live, one.step.put
    details = (live.details if live else None) or Details()
    return {
        "name": step.name,
        "region": step.region,
        "action": str(step.action),
        "arn": live.arn if live else parameter_arn(step.name, step.region, account) if account else UNKNOWN,
        "type": put.type if put else live.type if live else None,
        "data_type": _data_type(step),
        "version": one.written.version if one.written else _version(step),
        "tier": (one.written.tier if one.written else None) or (put.tier if put else None) or details.tier,
        "description": put.description or "" if put else live.details.description if live and live.details else None,
        "tags": step.tags_after,
    }


def _data_type(step: ParameterStep) -> str:
    if step.put and step.put.data_type:
        return step.put.data_type
    return step.live.data_type if step.live else TEXT


def _version(step: ParameterStep) -> int | None:
    written = 1 if step.put else 0
    return written + (step.live.version if step.live else 0)


def _before(step: ParameterStep) -> dict[str, Any]:
    live = step.live
    if live is None:
        return {}
    row: dict[str, Any] = {"type": live.type, "value": HIDDEN if step.secret else shown(live.value)}
    if live.details:
        row |= _details(live.details.tier, live.details.description, live.details.key_id)
        row |= _optional(live.data_type, live.details.allowed_pattern, live.details.policies)
    return row | {"tags": dict(sorted((live.tags or {}).items()))}


def _after(step: ParameterStep) -> dict[str, Any]:
    if not step.exists_after:
        return {}
    if step.put is None:
        return _before(step) | {"tags": step.tags_after}
    if not step.secret:
        value = shown(step.put.value)
    else:
        value = (
            HIDDEN
            if step.live and same_value(step.put.value, step.live.value)
            else HIDDEN_CHANGE
            if step.live
            else HIDDEN
        )
    row = {"type": step.put.type, "value": value} | _details(step.put.tier, step.put.description, step.put.key_id)
    row |= _optional(_data_type(step), step.put.allowed_pattern, _policies_after(step))
    return row | {"tags": step.tags_after}


def _policies_after(step: ParameterStep) -> Policies:
    if step.wanted.policies is not None:
        return step.wanted.policies
    return step.live.details.policies if step.live and step.live.details else ()


def _optional(data_type: str, allowed_pattern: str | None, policies: Policies) -> dict[str, Any]:
    """What few parameters have, where this one has it."""
    row = {"data_type": "" if data_type == TEXT else data_type, "allowed_pattern": allowed_pattern}
    return {key: value for key, value in {**row, "policies": shown_policies(policies)}.items() if value}


def _details(tier: str | None, description: str | None, key_id: str | None) -> dict[str, Any]:
    key = {"key_id": key_id} if key_id else {}
    return {"tier": tier, "description": description or ""} | key
