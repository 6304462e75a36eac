# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""A CloudWatch dashboard: live state, desired state, and what to do, decided once."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from ansible_collections.genai.bedrock.plugins.module_utils._core.ignored_tags import NOTHING_IGNORED, IgnoredTags
from ansible_collections.genai.bedrock.plugins.module_utils._core.monitoring.ownership import (
    NOT_OURS,
    NOT_THERE,
    refusal,
)
from ansible_collections.genai.bedrock.plugins.module_utils._core.problems import Problem, ProblemError
from ansible_collections.genai.bedrock.plugins.module_utils._core.steps import Action, Done, Step
from ansible_collections.genai.bedrock.plugins.module_utils._core.tags import (
    ENVIRONMENT,
    MANAGED_BY,
    OWNER,
    PROFILE_KEY,
    WORKLOAD,
    TagDelta,
    diff_tags,
    too_many,
)

_IDENTITY = (ENVIRONMENT, WORKLOAD, PROFILE_KEY)

#: How the text of a first body begins.
_MARK = "genai.bedrock is making this dashboard: "

Body = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class LiveDashboard:
    """A dashboard as returned by GetDashboard, with its tags; ``body`` is unchanged if it is not JSON.

    ``whose`` are the tags that say whose it is: those that it has, or those that its first body names (see
    :func:`first_body`) where it was not tagged yet.
    """

    name: str
    arn: str
    body: Any
    tags: Mapping[str, str] = field(default_factory=dict)

    @property
    def whose(self) -> Mapping[str, str]:
        return self.tags if MANAGED_BY in self.tags else {**self.tags, **_marked(self.body)}


@dataclass(frozen=True, slots=True)
class WantedDashboard:
    """``body`` and ``tags`` None: they are left alone."""

    name: str
    body: Body | None = None
    tags: Mapping[str, str] | None = None
    purge_tags: bool = True
    absent: bool = False
    adopt: bool = False
    ignore_tags: IgnoredTags = NOTHING_IGNORED


@dataclass(frozen=True, slots=True)
class DashboardStep(Step[WantedDashboard, LiveDashboard]):
    """``after`` is the resulting body, ``writes`` whether it has to be sent."""

    after: Any = None
    writes: bool = False


@dataclass(frozen=True, slots=True)
class DashboardDone(Done[DashboardStep]):
    """With the ARN where it is known, and what AWS says about the body."""

    arn: str | None = None
    warnings: tuple[str, ...] = ()


def read_body(body: object) -> dict[str, Any]:
    """The body of a task: a map, or its JSON."""
    loaded = parsed(body) if isinstance(body, str) else body
    if not isinstance(loaded, Mapping):
        raise ProblemError([Problem("must be a map, or a map as JSON: the body of a dashboard, with widgets", "body")])
    if not isinstance(loaded.get("widgets"), list):
        raise ProblemError([Problem("has no list 'widgets', which AWS wants in each body, be it empty", "body")])
    return dict(loaded)


def parsed(text: str) -> Any:
    try:
        return json.loads(text)
    except ValueError:
        return text


def first_body(tags: Mapping[str, str]) -> dict[str, Any]:
    """The body to create a dashboard with where its tags can only be set afterwards: it says whose it is until then."""
    text = {"markdown": f"{_MARK}{json.dumps(dict(tags), sort_keys=True)}"}
    return {"widgets": [{"type": "text", "x": 0, "y": 0, "width": 24, "height": 2, "properties": text}]}


def _marked(body: Any) -> dict[str, str]:
    """The tags that a first body names; none of any other body."""
    try:
        (widget,) = body["widgets"]
        text = widget["properties"]["markdown"]
        tags = json.loads(text.removeprefix(_MARK)) if text.startswith(_MARK) else {}
    except (AttributeError, KeyError, TypeError, ValueError):
        return {}
    return {str(key): str(value) for key, value in tags.items()} if isinstance(tags, dict) else {}


def decide(wanted: WantedDashboard, live: LiveDashboard | None) -> DashboardStep:
    """The step; raises what forbids it."""
    if live is None:
        return DashboardStep(wanted, Action.NONE, ("it does not exist",)) if wanted.absent else _create(wanted)
    ours = is_ours(wanted, live)
    if not ours and not wanted.adopt:
        raise ProblemError([_not_ours(wanted, live)])
    if wanted.absent:
        return DashboardStep(wanted, Action.DELETE, ("state is absent",), live, after=live.body)
    differs = wanted.body is not None and wanted.body != live.body
    # On the run that takes it over, its own tags stay.
    purge = wanted.tags is not None and wanted.purge_tags and ours
    delta = diff_tags(live.tags, _own_tags(wanted), purge=purge, keep=(MANAGED_BY,), ignore=wanted.ignore_tags)
    if text := too_many(delta, "a dashboard"):
        raise ProblemError([Problem(text, wanted.name)])
    reasons = (
        *(() if ours else ("it exists without our tags",)),
        *(("the body differs",) if differs else ()),
        *delta.reasons,
    )
    action = Action.UPDATE if differs else Action.RETAG if delta else Action.NONE
    after = wanted.body if differs else live.body
    return DashboardStep(wanted, action if ours else Action.ADOPT, reasons, live, delta, after, differs)


def diff_of(step: DashboardStep) -> dict[str, Any]:
    if not step.changes:
        return {"before": {}, "after": {}}
    live = step.live
    return {
        "before": {"body": live.body, "tags": dict(sorted(live.tags.items()))} if live else {},
        "after": {"body": step.after, "tags": step.tags_after} if step.exists_after else {},
    }


def _create(wanted: WantedDashboard) -> DashboardStep:
    if wanted.body is None:
        text = "it does not exist, and AWS needs a body to create it: set body, or state: absent"
        raise ProblemError([Problem(text, wanted.name, code=NOT_THERE)])
    tags = TagDelta(_own_tags(wanted), ())
    return DashboardStep(wanted, Action.CREATE, ("it does not exist",), None, tags, wanted.body, writes=True)


def _own_tags(wanted: WantedDashboard) -> dict[str, str]:
    return {**(wanted.tags or {}), MANAGED_BY: OWNER}


def is_ours(wanted: WantedDashboard, live: LiveDashboard) -> bool:
    """Whether it has our tag, and none that says it belongs to another environment than the task is about."""
    tags = wanted.tags or {}
    same = all(live.whose.get(key, tags[key]) == tags[key] for key in _IDENTITY if key in tags)
    return live.whose.get(MANAGED_BY) == OWNER and same


def _not_ours(wanted: WantedDashboard, live: LiveDashboard) -> Problem:
    text = refusal(live.arn, live.whose, _own_tags(wanted), _IDENTITY, absent=wanted.absent)
    return Problem(text, wanted.name, code=NOT_OURS)
