# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What steps of every kind have in common: what exists afterwards, what changed, what failed, rows and counts."""

from __future__ import annotations

import pytest
from ansible_collections.genai.bedrock.plugins.module_utils._core.monitoring.metric_alarms import (
    AlarmDone,
    AlarmStep,
    LiveAlarm,
    WantedAlarm,
)
from ansible_collections.genai.bedrock.plugins.module_utils._core.problems import Problem
from ansible_collections.genai.bedrock.plugins.module_utils._core.steps import (
    Action,
    Outcome,
    action_counts,
    action_rows,
    steps_of,
)
from ansible_collections.genai.bedrock.plugins.module_utils._core.tags import TagDelta

WANTED = WantedAlarm("a", "us-east-1")
LIVE = LiveAlarm("a", "us-east-1", "arn", {}, {"z": "1", "gone": "2"})
FAILED = Problem("no", "a", "us-east-1")
UNREAD = Problem("down", None, "eu-west-1")


@pytest.mark.parametrize(
    ("action", "live", "exists"),
    [
        (Action.CREATE, None, True),
        (Action.UPDATE, LIVE, True),
        (Action.DELETE, LIVE, False),
        (Action.NONE, LIVE, True),
        (Action.NONE, None, False),
    ],
)
def test_what_exists_afterwards(action: Action, live: LiveAlarm | None, *, exists: bool) -> None:
    assert AlarmStep(WANTED, action, live=live).exists_after is exists


def test_tags_afterwards_are_in_order() -> None:
    delta = TagDelta({"b": "1", "a": "2"}, ("gone",))
    assert list(AlarmStep(WANTED, Action.RETAG, live=LIVE, tags=delta).tags_after.items()) == [
        ("a", "2"),
        ("b", "1"),
        ("z", "1"),
    ]
    assert AlarmStep(WANTED, Action.CREATE, tags=delta).tags_after == {"a": "2", "b": "1"}


@pytest.mark.parametrize(
    ("changed", "error", "unread", "expected"),
    [
        ((True, False), None, (), (True, 2, ())),
        ((False, False), None, (), (False, 2, ())),
        ((True, False), FAILED, (), (True, 1, (FAILED,))),
        ((False, False), None, (UNREAD,), (False, 2, (UNREAD,))),
        ((False, False), FAILED, (UNREAD,), (False, 1, (UNREAD, FAILED))),
    ],
)
def test_an_outcome(
    changed: tuple[bool, bool],
    error: Problem | None,
    unread: tuple[Problem, ...],
    expected: tuple[bool, int, tuple[Problem, ...]],
) -> None:
    first, second = changed
    step = AlarmStep(WANTED, Action.UPDATE, live=LIVE)
    outcome = Outcome((AlarmDone(step, first, error), AlarmDone(step, second)), unread)
    assert (outcome.changed, len(outcome.succeeded), outcome.problems) == expected


def test_rows_and_counts() -> None:
    steps = [AlarmStep(WANTED, Action.CREATE, ("it does not exist",)), AlarmStep(WANTED, Action.NONE)]
    assert steps_of([AlarmDone(step) for step in steps]) == steps
    assert action_rows(steps) == [
        {"name": "a", "region": "us-east-1", "action": "create", "reasons": ["it does not exist"]},
        {"name": "a", "region": "us-east-1", "action": "none", "reasons": []},
    ]
    assert action_counts((Action.CREATE, Action.DELETE), steps) == {"create": 1, "delete": 0}
