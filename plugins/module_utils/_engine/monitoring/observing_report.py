# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The report on alarms, dashboard and logging: rows, lines, notes and problems, for plans and real runs alike."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from ansible_collections.genai.bedrock.plugins.module_utils._core.differences import changed_parts
from ansible_collections.genai.bedrock.plugins.module_utils._core.failures import is_denied
from ansible_collections.genai.bedrock.plugins.module_utils._core.monitoring.alarm_report import (
    alarm_rows,
)
from ansible_collections.genai.bedrock.plugins.module_utils._core.monitoring.alarm_report import diff_of as alarm_diff
from ansible_collections.genai.bedrock.plugins.module_utils._core.monitoring.dashboard_plan import (
    diff_of as dashboard_diff,
)
from ansible_collections.genai.bedrock.plugins.module_utils._core.monitoring.following import (
    decided_drawing,
    following_lines,
    former_of,
    parted,
)
from ansible_collections.genai.bedrock.plugins.module_utils._core.monitoring.metric_alarms import ACTIONS, AlarmStep
from ansible_collections.genai.bedrock.plugins.module_utils._core.monitoring.silenced import (
    silenced_notes,
    silenced_rows,
)
from ansible_collections.genai.bedrock.plugins.module_utils._core.monitoring.watch_report import watch_lines
from ansible_collections.genai.bedrock.plugins.module_utils._core.monitoring.watch_settings import silent_regions
from ansible_collections.genai.bedrock.plugins.module_utils._core.monitoring.watching import PRESENT
from ansible_collections.genai.bedrock.plugins.module_utils._core.problems import Problem, problem_lines
from ansible_collections.genai.bedrock.plugins.module_utils._core.profiles.report import UNKNOWN
from ansible_collections.genai.bedrock.plugins.module_utils._core.steps import (
    Action,
    action_counts,
    action_rows,
    steps_of,
)
from ansible_collections.genai.bedrock.plugins.module_utils._engine.monitoring.observing import Observed

#: The calls that search for alarms and a dashboard.
_SEARCHES = ("GetResources", "GetDashboard")


def result_of(done: Observed, *, check: bool) -> dict[str, Any]:
    """Everything that a module returns except ``errors``, ``problems`` and ``diff``."""
    steps = steps_of(done.alarms.succeeded) if done.alarms else []
    return {
        "changed": done.changed,
        "alarms": alarm_rows(done.alarms.succeeded) if done.alarms else [],
        "actions": action_rows(steps),
        "silenced": silenced_rows(steps),
        "summary": action_counts(ACTIONS, steps),
        "dashboard": _dashboard(done),
        "logging": done.delivered.rows,
        "lines": _lines(done, check=check),
    }


def errors(done: Observed) -> list[dict[str, Any]]:
    """What failed, but for what is only noted."""
    noted = unsearched(done)
    found = [*done.alarm_problems, *done.dashboard_problems, *done.delivered.problems]
    unread = done.unread if done.request.needs_all else ()
    return [*unread, *(problem.as_dict() for problem in found if problem not in noted)]


def diffs(done: Observed) -> list[dict[str, Any]]:
    """One part for each kind of resource that changes, as ansible-core prints lists of diffs: only what differs.

    What only follows from other profiles is counted.
    """
    steps = steps_of(done.alarms.succeeded) if done.alarms else []
    drawn = done.drawn.step if done.drawn else None
    following: list[AlarmStep] = []
    drawing = False
    if former := former_of(done.request, done.records):
        steps, following = parted(steps, former)
        decided = decided_drawing(drawn, former) if drawn else None
        drawing = bool(drawn and drawn.changes and not decided)
        drawn = decided
    parts = {
        "alarms": alarm_diff(steps),
        "dashboard": dashboard_diff(drawn) if drawn else {},
        "invocation logging": {"before": done.delivered.before, "after": done.delivered.after},
    }
    lines = following_lines(following, drawing=drawing)
    return [*_parts(parts), *([{"prepared": "".join(f"{line}\n" for line in lines)}] if lines else [])]


def _parts(parts: Mapping[str, Mapping[str, Any]]) -> list[dict[str, Any]]:
    states = [
        (kind, *changed_parts(part["before"], part["after"]))
        for kind, part in parts.items()
        if part and (part["before"] or part["after"])
    ]
    return [
        {"before_header": kind, "after_header": kind, "before": before, "after": after}
        for kind, before, after in states
    ]


def warnings(done: Observed) -> list[str]:
    found = done.drawn.warnings if done.drawn else ()
    return [f"{done.request.dashboard_name}: AWS says of the body: {text}" for text in found]


def unsearched(done: Observed) -> list[Problem]:
    """Denied searches of callers who may never have had alarms and need no permission for them.

    Where the tagging API knows some, or the environment is to have them, they are errors.
    """
    found = done.alarm_problems
    acted = done.alarms is not None and bool(done.alarms.done)
    if done.request.expected or acted or any(problem.operation != _SEARCHES[0] for problem in found):
        return []
    return [
        problem
        for problem in (*found, *done.dashboard_problems)
        if problem.operation in _SEARCHES and is_denied(problem.code)
    ]


def _dashboard(done: Observed) -> dict[str, Any] | None:
    if done.drawn is None:
        return None
    step = done.drawn.step
    reported: dict[str, Any] = {"name": step.wanted.name, "action": str(step.action), "reasons": list(step.reasons)}
    if not step.exists_after:
        return reported
    return reported | {"dashboard_arn": done.drawn.arn or UNKNOWN, "body": step.after, "tags": step.tags_after}


def _lines(done: Observed, *, check: bool) -> list[str]:
    """A note for searches that were denied, and nothing else."""
    blocks = []
    noted = unsearched(done)
    if not noted:
        blocks = watch_lines(
            [_alarm_result(done)],
            done.request.environment,
            _drawn_result(done),
            done.request.dashboard_name,
            left_off=done.left_off,
            chosen_by=_named(done, "dashboard_workloads"),
            planned=check,
        )
    notes = [f"observability: {text}" for text in _notes(done, noted)]
    return [*blocks, *([""] if blocks and notes else []), *notes]


def _alarm_result(done: Observed) -> dict[str, Any]:
    failed = [problem.as_dict() for problem in done.alarm_problems]
    if done.alarms is None:
        return {"errors": failed}
    steps = steps_of(done.alarms.succeeded)
    return {"alarms": alarm_rows(done.alarms.succeeded), "actions": action_rows(steps), "errors": failed}


def _drawn_result(done: Observed) -> dict[str, Any]:
    failed = [problem.as_dict() for problem in done.dashboard_problems]
    if done.drawn is None:
        return {"errors": failed}
    there = done.drawn.step.exists_after or done.drawn.step.action is Action.DELETE
    return {"action": str(done.drawn.step.action), "dashboard": there, "errors": failed}


def _notes(done: Observed, noted: Iterable[Problem]) -> list[str]:
    request, texts = done.request, []
    following = request.state == PRESENT
    read = not (done.unread and request.needs_all)
    silent = (
        silent_regions(request.settings, request.entries, _regions(done))
        if following and request.alarms and read
        else []
    )
    if silent:
        where = _named(done, "alarm_actions")
        texts.append(f"nobody is notified of alarms in {', '.join(silent)}: {where} has no topic there")
    texts += silenced_notes(silenced_rows(steps_of(done.alarms.succeeded)) if done.alarms else [])
    if done.delivered.regions:
        texts.append(f"invocations are logged in {', '.join(done.delivered.regions)}")
    if following and read:
        known = {*done.records, *(path.partition("/")[0] for path in done.records)}
        missing = sorted(path for path in request.entries if path not in known)
        texts += [f"{_named(done, 'entries')}.{path}: nothing of that name is published" for path in missing]
    texts += [f"alarms of {path} stay, since it is still published" for path in done.left_out]
    if done.unread and read:
        texts += [f"found by tags only: {line}" for line in problem_lines(done.unread)]
    return texts + [f"not checked: {line}" for line in problem_lines(problem.as_dict() for problem in noted)]


def _regions(done: Observed) -> list[str]:
    found: list[Mapping[str, Any]] = [target for record in done.records.values() for target in record["targets"]]
    return list(dict.fromkeys(target["region"] for target in found))


def _named(done: Observed, option: str) -> str:
    """The name of an option as the user wrote it; alarm options are in ``settings`` unless they come from variables."""
    if done.request.variables:
        return f"{done.request.variables}{option}"
    return f"settings.{option}" if option == "alarm_actions" else option
