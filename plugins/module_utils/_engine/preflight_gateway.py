# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""All that a preflight knows of AWS: a region, and the account, as protocols."""

from __future__ import annotations

from typing import Any, Protocol

from ansible_collections.genai.bedrock.plugins.module_utils._core.preflight.permissions import Question, Verdict
from ansible_collections.genai.bedrock.plugins.module_utils._engine.profiles.gateway import Gateway


class PreflightGateway(Gateway, Protocol):
    """What is asked of one region beside Bedrock's lists."""

    @property
    def knows_programs(self) -> bool: ...

    def profile_quota(self) -> int: ...

    def programs(self) -> list[dict[str, Any]]: ...


class Account(Protocol):
    """What is asked of the account: who calls, and what he may do. Every method may raise CallError."""

    def caller(self) -> tuple[str, str]:
        """The account's id and the caller's ARN."""

    def principal(self, caller: str) -> str:
        """The ARN whose policies hold for a caller; empty for one that has none of its own."""

    def simulate(self, principal: str, question: Question) -> list[Verdict]: ...
