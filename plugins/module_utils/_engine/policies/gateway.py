# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What keeping managed policies needs of AWS."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, Protocol

from ansible_collections.genai.bedrock.plugins.module_utils._core.policies.managed import (
    Holders,
    LivePolicy,
    LiveRole,
    Version,
    WantedPolicy,
)
from ansible_collections.genai.bedrock.plugins.module_utils._core.tags import TagDelta
from ansible_collections.genai.bedrock.plugins.module_utils._engine.profiles.gateway import Gateway


class PolicyGateway(Protocol):
    """IAM, which is one for all regions of a partition. Every method may raise CallError."""

    def caller(self) -> tuple[str, str]: ...

    def policies(self) -> dict[str, str]: ...

    def policy(self, name: str, arn: str) -> LivePolicy | None: ...

    def tags(self, arn: str) -> dict[str, str] | None: ...

    def role(self, name: str) -> LiveRole | None: ...

    def create(self, wanted_policy: WantedPolicy) -> str: ...

    def versions(self, arn: str) -> list[Version]: ...

    def add_version(self, arn: str, document: Mapping[str, Any]) -> None: ...

    def delete_version(self, arn: str, version: str) -> None: ...

    def retag(self, arn: str, delta: TagDelta) -> None: ...

    def attach(self, arn: str, name: str) -> None: ...

    def holders(self, arn: str) -> Holders: ...

    def detach_role(self, arn: str, name: str) -> None: ...

    def detach_user(self, arn: str, name: str) -> None: ...

    def detach_group(self, arn: str, name: str) -> None: ...

    def delete(self, arn: str) -> None: ...


class Connection(Protocol):
    """Make gateways on the main thread."""

    def profiles(self, region: str) -> Gateway: ...

    def policies(self) -> PolicyGateway: ...


def profile_gateways(connection: Connection, regions: Iterable[str]) -> dict[str, Gateway]:
    return {region: connection.profiles(region) for region in regions}
