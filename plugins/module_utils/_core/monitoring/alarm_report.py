# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The report on alarms: rows with the names of the options, actions and diff, for plans and real runs alike."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from ansible_collections.genai.bedrock.plugins.module_utils._core.monitoring.alarm_settings import options
from ansible_collections.genai.bedrock.plugins.module_utils._core.monitoring.metric_alarms import (
    AlarmDone,
    AlarmStep,
    Settings,
)
from ansible_collections.genai.bedrock.plugins.module_utils._core.profiles.report import UNKNOWN


def alarm_rows(done: Iterable[AlarmDone]) -> list[dict[str, Any]]:
    """The alarms that exist afterwards."""
    return [
        {
            "name": one.step.name,
            "region": one.step.region,
            "action": str(one.step.action),
            "alarm_arn": one.arn or (one.step.live.arn if one.step.live else UNKNOWN),
            **options(one.step.after),
            "tags": one.step.tags_after,
        }
        for one in done
        if one.step.exists_after
    ]


def diff_of(steps: Iterable[AlarmStep]) -> dict[str, dict[str, Any]]:
    """Before and after of what changes, keyed ``name@region``. It is the plan's, so check mode shows the same."""
    before, after = {}, {}
    for step in steps:
        if step.changes:
            place = f"{step.name}@{step.region}"
            before[place] = _shown(step.live.settings, step.live.tags or {}) if step.live else {}
            after[place] = _shown(step.after, step.tags_after) if step.exists_after else {}
    return {"before": before, "after": after}


def _shown(settings: Settings, tags: Mapping[str, str]) -> dict[str, Any]:
    return {**dict(sorted(options(settings).items())), "tags": dict(sorted(tags.items()))}
