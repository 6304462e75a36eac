# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""All that the engine knows of guardrails: one region's operations as a protocol."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Protocol

from ansible_collections.genai.bedrock.plugins.module_utils._core.tags import TagDelta


class GuardrailGateway(Protocol):
    """Guardrails in one region. Every method may raise CallError; missing ones are None, empty or done already."""

    region: str

    def summaries(self) -> list[dict[str, Any]]: ...

    def versions(self, identifier: str) -> list[str]: ...

    def get(self, identifier: str, version: str | None = None) -> dict[str, Any] | None: ...

    def tags(self, arn: str) -> dict[str, str]: ...

    def create(self, request: Mapping[str, Any], tags: Mapping[str, str]) -> str: ...

    def update(self, identifier: str, request: Mapping[str, Any]) -> None: ...

    def publish(self, identifier: str, description: str | None) -> str: ...

    def delete(self, identifier: str) -> None: ...

    def delete_version(self, identifier: str, version: str) -> None: ...

    @property
    def takes_grounding_tier(self) -> bool: ...

    def retag(self, arn: str, delta: TagDelta) -> None: ...

    def key_arn(self, key: str) -> str: ...
