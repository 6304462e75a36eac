# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The plan: what to do with each alarm, decided once from desired and live state."""

from __future__ import annotations

from collections.abc import Mapping

from ansible_collections.genai.bedrock.plugins.module_utils._core.monitoring.alarm_rules import (
    contradictions,
    missing_options,
)
from ansible_collections.genai.bedrock.plugins.module_utils._core.monitoring.alarm_settings import differences, merged
from ansible_collections.genai.bedrock.plugins.module_utils._core.monitoring.metric_alarms import (
    AlarmStep,
    LiveAlarm,
    Settings,
    WantedAlarm,
)
from ansible_collections.genai.bedrock.plugins.module_utils._core.monitoring.ownership import (
    NOT_OURS,
    NOT_THERE,
    refusal,
)
from ansible_collections.genai.bedrock.plugins.module_utils._core.problems import Problem
from ansible_collections.genai.bedrock.plugins.module_utils._core.steps import Action
from ansible_collections.genai.bedrock.plugins.module_utils._core.tags import (
    ENVIRONMENT,
    MANAGED_BY,
    OWNER,
    WORKLOAD,
    TagDelta,
    diff_tags,
    too_many,
)


def decide(wanted: WantedAlarm, live: LiveAlarm | None, owner: Mapping[str, str]) -> AlarmStep | Problem:
    """The step for one alarm, or what forbids it. ``owner`` are the owner tags in addition to ManagedBy."""
    if live is None:
        return AlarmStep(wanted, Action.NONE, ("it does not exist",)) if wanted.absent else _create(wanted, owner)
    if not is_ours(live, owner) and not wanted.adopt:
        return _not_ours(wanted, live, owner)
    if wanted.absent:
        return AlarmStep(wanted, Action.DELETE, ("state is absent",), live)
    return _converge(wanted, live, owner)


def leftover(live: LiveAlarm) -> AlarmStep:
    """The step for an alarm of ours that is in no map."""
    wanted = WantedAlarm(live.name, live.region, absent=True)
    return AlarmStep(wanted, Action.DELETE, ("it is no longer in the map",), live)


def is_ours(live: LiveAlarm, owner: Mapping[str, str]) -> bool:
    """Whether it has our tag, and no tag that says it belongs to another environment or workload."""
    tags = live.tags or {}
    return tags.get(MANAGED_BY) == OWNER and all(tags.get(key, value) == value for key, value in owner.items())


def _create(wanted: WantedAlarm, owner: Mapping[str, str]) -> AlarmStep | Problem:
    settings = merged({}, wanted.settings)
    missing = missing_options(settings)
    if missing:
        text = f"it does not exist, and AWS needs {', '.join(missing)} to create it: set them, or state: absent"
        return Problem(text, wanted.name, wanted.region, code=NOT_THERE)
    tags = TagDelta(_own_tags(wanted, owner), ())
    return AlarmStep(wanted, Action.CREATE, ("it does not exist",), after=settings, writes=True, tags=tags)


def _converge(wanted: WantedAlarm, live: LiveAlarm, owner: Mapping[str, str]) -> AlarmStep | Problem:
    found = differences(live.settings, wanted.settings)
    ours = is_ours(live, owner)
    # On the run that takes it over, its own tags stay.
    purge = wanted.tags is not None and wanted.purge_tags and ours
    own, keep = _own_tags(wanted, owner), (MANAGED_BY, *owner)
    delta = diff_tags(live.tags or {}, own, purge=purge, keep=keep, ignore=wanted.ignore_tags)
    if text := too_many(delta, "an alarm"):
        return Problem(text, wanted.name, wanted.region)
    action = Action.UPDATE if found else Action.RETAG if delta else Action.NONE
    adoption: tuple[str, ...] = ()
    if not ours:
        action, adoption = Action.ADOPT, ("it exists without our tags",)
    after = merged(live.settings, wanted.settings) if found else dict(live.settings)
    if text := _refused(after, live.settings):
        return Problem(text, wanted.name, wanted.region)
    return AlarmStep(wanted, action, adoption + found + delta.reasons, live, delta, after, writes=bool(found))


def _refused(after: Settings, live: Settings) -> str:
    """Why AWS would not take the whole, as far as that is not how it is already."""
    missing = [option for option in missing_options(after) if option not in missing_options(live)]
    texts = [f"AWS needs {', '.join(missing)} with what is set: set them, too"] if missing else []
    texts += [
        f"{text}; what is not set here stays as the alarm has it: set it, too"
        for text in contradictions(after)
        if text not in contradictions(live)
    ]
    return " | ".join(texts)


def _own_tags(wanted: WantedAlarm, owner: Mapping[str, str]) -> dict[str, str]:
    return {**(wanted.tags or {}), **owner, MANAGED_BY: OWNER}


def _not_ours(wanted: WantedAlarm, live: LiveAlarm, owner: Mapping[str, str]) -> Problem:
    text = refusal(live.arn, live.tags or {}, _own_tags(wanted, owner), (ENVIRONMENT, WORKLOAD), absent=wanted.absent)
    return Problem(text, wanted.name, wanted.region, code=NOT_OURS)
