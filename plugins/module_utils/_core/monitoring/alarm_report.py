# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The report on alarms: rows with the names of the options, actions and diff, for plans and real runs alike."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any

from ansible_collections.genai.bedrock.plugins.module_utils._core.monitoring.alarm_settings import options
from ansible_collections.genai.bedrock.plugins.module_utils._core.monitoring.metric_alarms import (
    Done,
    Settings,
    Step,
)
from ansible_collections.genai.bedrock.plugins.module_utils._core.monitoring.ownership import Action
from ansible_collections.genai.bedrock.plugins.module_utils._core.profiles.report import UNKNOWN


def alarm_rows(done: Iterable[Done]) -> list[dict[str, Any]]:
    """The alarms that exist afterwards."""
    return [
        {
            "name": one.step.name,
            "region": one.step.region,
            "action": str(one.step.action),
            "alarm_arn": one.arn or (one.step.live.arn if one.step.live else UNKNOWN),
            **options(one.step.after),
            "tags": dict(sorted(one.step.tags_after.items())),
        }
        for one in done
        if one.step.action is not Action.DELETE and (one.step.live or one.step.action is not Action.NONE)
    ]


def action_rows(steps: Iterable[Step]) -> list[dict[str, Any]]:
    return [
        {"name": step.name, "region": step.region, "action": str(step.action), "reasons": list(step.reasons)}
        for step in steps
    ]


def action_counts(steps: Iterable[Step]) -> dict[str, int]:
    """How many of each action; every action is there, so that a template needs no default."""
    counted = Counter(str(step.action) for step in steps)
    return {str(action): counted[str(action)] for action in Action}


def diff_of(steps: Iterable[Step]) -> dict[str, dict[str, Any]]:
    """Before and after of what changes, keyed ``name@region``. It is the plan's, so check mode shows the same."""
    before, after = {}, {}
    for step in steps:
        if step.action is not Action.NONE:
            place = f"{step.name}@{step.region}"
            before[place] = _shown(step.live.settings, step.live.tags or {}) if step.live else {}
            after[place] = {} if step.action is Action.DELETE else _shown(step.after, step.tags_after)
    return {"before": before, "after": after}


def _shown(settings: Settings, tags: Mapping[str, str]) -> dict[str, Any]:
    return {**dict(sorted(options(settings).items())), "tags": dict(sorted(tags.items()))}
