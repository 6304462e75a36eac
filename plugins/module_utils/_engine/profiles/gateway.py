# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""All that the engine knows of AWS: one region's operations as a protocol."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any, Protocol

from ansible_collections.genai.bedrock.plugins.module_utils._core.models.offered import FoundationModel, SystemProfile
from ansible_collections.genai.bedrock.plugins.module_utils._core.profiles.creation import Creation
from ansible_collections.genai.bedrock.plugins.module_utils._core.profiles.inference_profiles import LiveProfile
from ansible_collections.genai.bedrock.plugins.module_utils._core.tags import TagDelta


class Gateway(Protocol):
    """Bedrock in one region. Every method may raise CallError; ``missing`` resources are None or done already."""

    region: str

    def profiles(self) -> list[LiveProfile]: ...

    def get(self, arn: str) -> LiveProfile | None: ...

    def system_profiles(self) -> list[SystemProfile]: ...

    def foundation_models(self) -> list[FoundationModel]: ...

    def availability(self, model_id: str) -> dict[str, Any]: ...

    def invocations(self, profile_ids: Sequence[str], hours: int, now: datetime) -> Mapping[str, int]: ...

    def last_invocations(self, profile_ids: Sequence[str], days: int, now: datetime) -> Mapping[str, date | None]: ...

    def our_tags(self) -> dict[str, dict[str, str]]: ...

    def tags(self, arn: str) -> dict[str, str]: ...

    def create(self, creation: Creation, *, name: str, token: str) -> str: ...

    def retag(self, arn: str, delta: TagDelta) -> None: ...

    def delete(self, arn: str) -> None: ...
