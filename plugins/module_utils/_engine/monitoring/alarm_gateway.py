# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""All that the engine knows of alarms: one region's operations as a protocol."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Protocol

from ansible_collections.genai.bedrock.plugins.module_utils._core.monitoring.metric_alarms import LiveAlarm, Settings
from ansible_collections.genai.bedrock.plugins.module_utils._core.tags import TagDelta


class AlarmGateway(Protocol):
    """Alarms in one region. Every method may raise CallError; names are at most a hundred a call."""

    region: str

    def alarms(self, names: Sequence[str]) -> list[LiveAlarm]: ...

    def our_tags(self, owner: Mapping[str, str]) -> dict[str, dict[str, str]]: ...

    def tags(self, arn: str) -> dict[str, str]: ...

    def put(self, name: str, settings: Settings, tags: Mapping[str, str]) -> None: ...

    def retag(self, arn: str, delta: TagDelta) -> None: ...

    def delete(self, names: Sequence[str]) -> None: ...
