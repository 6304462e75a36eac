# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Alarms that somebody has silenced: their actions are disabled in AWS, which no setting of an environment does."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from ansible_collections.genai.bedrock.plugins.module_utils._core.monitoring.metric_alarms import AlarmStep
from ansible_collections.genai.bedrock.plugins.module_utils._core.tables import few

_NAMED = 3
_ENABLED = "ActionsEnabled"


def silenced_rows(steps: Iterable[AlarmStep]) -> list[dict[str, str]]:
    """``name`` and ``region`` of each alarm that stays and notifies nobody. A deployment leaves them so."""
    return [
        {"name": step.name, "region": step.region, "origin": "aws"}
        for step in steps
        if step.exists_after and step.live and step.after.get(_ENABLED) is False
    ]


def silenced_notes(rows: Sequence[dict[str, str]]) -> list[str]:
    if not rows:
        return []
    names = few([f"{row['name']} in {row['region']}" for row in rows], _NAMED)
    return [f"changed by hand in AWS, and kept: actions are disabled of {names}; aws cloudwatch enable-alarm-actions"]
