# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""CloudWatch alarms: live state, desired state and decisions, as data.

Settings are in the field names of PutMetricAlarm, so that fields that this collection does not know stay as they are.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from ansible_collections.genai.bedrock.plugins.module_utils._core.ignored_tags import NOTHING_IGNORED, IgnoredTags
from ansible_collections.genai.bedrock.plugins.module_utils._core.steps import Action, Done, Step

#: Region and name.
Place = tuple[str, str]
Settings = Mapping[str, Any]
#: What happens to one alarm.
ACTIONS = (Action.CREATE, Action.ADOPT, Action.UPDATE, Action.RETAG, Action.DELETE, Action.NONE)


@dataclass(frozen=True, slots=True)
class LiveAlarm:
    """An alarm as returned by DescribeAlarms; ``tags`` None: not known yet."""

    name: str
    region: str
    arn: str
    settings: Settings
    tags: Mapping[str, str] | None = None

    @property
    def place(self) -> Place:
        return self.region, self.name


@dataclass(frozen=True, slots=True)
class WantedAlarm:
    """One alarm. Settings that are not there are left alone; ``tags`` None: those of the user are."""

    name: str
    region: str
    settings: Settings = field(default_factory=dict)
    tags: Mapping[str, str] | None = None
    purge_tags: bool = True
    ignore_tags: IgnoredTags = NOTHING_IGNORED
    absent: bool = False
    adopt: bool = False

    @property
    def place(self) -> Place:
        return self.region, self.name


@dataclass(frozen=True, slots=True)
class AlarmStep(Step[WantedAlarm, LiveAlarm]):
    """``after`` are the resulting settings, ``writes`` whether they have to be sent."""

    after: Settings = field(default_factory=dict)
    writes: bool = False


@dataclass(frozen=True, slots=True)
class AlarmDone(Done[AlarmStep]):
    """With the ARN, where it is known."""

    arn: str | None = None
