# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Which changes of alarms and dashboard only follow from other profiles, and which the settings decide.

A change follows if what is live is what the present settings require of the records before the run.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from ansible_collections.genai.bedrock.plugins.module_utils._core.monitoring.alarm_requests import requested_alarms
from ansible_collections.genai.bedrock.plugins.module_utils._core.monitoring.alarm_settings import differences, merged
from ansible_collections.genai.bedrock.plugins.module_utils._core.monitoring.dashboard_plan import DashboardStep
from ansible_collections.genai.bedrock.plugins.module_utils._core.monitoring.dashboards import dashboard
from ansible_collections.genai.bedrock.plugins.module_utils._core.monitoring.metric_alarms import (
    AlarmStep,
    Place,
    Settings,
)
from ansible_collections.genai.bedrock.plugins.module_utils._core.monitoring.watching import (
    PRESENT,
    Records,
    Request,
    alarm_map,
    drawing,
    records_before,
    shown_records,
)
from ansible_collections.genai.bedrock.plugins.module_utils._core.problems import ProblemError
from ansible_collections.genai.bedrock.plugins.module_utils._core.steps import Action
from ansible_collections.genai.bedrock.plugins.module_utils._core.tags import ENVIRONMENT


@dataclass(frozen=True, slots=True)
class Former:
    """What the present settings require of the records before the run; ``body`` None: no dashboard."""

    alarms: Mapping[Place, Settings] = field(default_factory=dict)
    body: Mapping[str, Any] | None = None


def former_of(request: Request, records: Records) -> Former | None:
    """None if it is not known what was published before: then no change is said to follow from it."""
    if request.state != PRESENT or not request.former:
        return None
    before = records_before(request, records)
    try:
        wanted = requested_alarms(
            alarm_map(request, before), region=None, owner={ENVIRONMENT: request.environment}, tags=request.tags
        )
    except ProblemError:
        # Settings may name a workload that is new.
        return None
    shown = shown_records(request, before)
    body = dashboard(shown, request.environment, request.period).body if drawing(request, shown) else None
    return Former({one.place: one.settings for one in wanted}, body)


def parted(steps: Iterable[AlarmStep], former: Former) -> tuple[list[AlarmStep], list[AlarmStep]]:
    """Steps that the settings decide, each with only that part of its change, and steps that follow."""
    decided: list[AlarmStep] = []
    following: list[AlarmStep] = []
    for step in steps:
        if step.changes:
            own = _decided(step, former.alarms.get(step.place))
            (decided if own else following).append(own or step)
    return decided, following


def decided_drawing(step: DashboardStep, former: Former) -> DashboardStep | None:
    """The part of a dashboard's change that the settings decide; None if all of it follows."""
    if step.live is None or former.body is None or step.action is Action.ADOPT:
        return step
    if step.live.body == former.body:
        return replace(step, after=former.body) if step.tags else None
    return step if step.action is Action.DELETE else replace(step, after=former.body)


def following_lines(alarms: Sequence[AlarmStep], *, drawing: bool) -> list[str]:
    """Counts of what follows; ``drawing``: whether the dashboard does."""
    counted = Counter(str(step.action) for step in alarms)
    lines = []
    if counted:
        only = "replaced " if set(counted) == {Action.UPDATE} else ""
        actions = "" if only else f": {', '.join(f'{count} {action}' for action, count in sorted(counted.items()))}"
        lines.append(f"alarms: {len(alarms)} follow the {only}profiles{actions}")
    return [*lines, *(["dashboard: follows the profiles"] if drawing else [])]


def _decided(step: AlarmStep, before: Settings | None) -> AlarmStep | None:
    if step.live is None:
        return step if before is not None else None
    if before is None or step.action is Action.ADOPT:
        return step
    if step.action is Action.DELETE or not (differences(step.live.settings, before) or step.tags):
        return None
    return replace(step, after=merged(step.live.settings, before))
