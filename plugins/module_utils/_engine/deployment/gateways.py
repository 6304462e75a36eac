# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""All that a deployment knows of AWS: one account, reached over one connection, as protocols."""

from __future__ import annotations

from typing import Protocol

from ansible_collections.genai.bedrock.plugins.module_utils._core.parameters.ssm_parameters import (
    Details,
    LiveParameter,
)
from ansible_collections.genai.bedrock.plugins.module_utils._engine.guardrails.gateway import GuardrailGateway
from ansible_collections.genai.bedrock.plugins.module_utils._engine.lease import LeaseGateway
from ansible_collections.genai.bedrock.plugins.module_utils._engine.parameters.gateway import (
    ParameterGateway as PlainParameterGateway,
)
from ansible_collections.genai.bedrock.plugins.module_utils._engine.preflight_gateway import Account, PreflightGateway
from ansible_collections.genai.bedrock.plugins.module_utils._engine.verifying import Runtime

__all__ = ["Account", "Connection", "GuardrailGateway", "ParameterGateway", "ProfileGateway", "Runtime"]

#: Bedrock's profiles and lists in one region, with the quota for the preflight.
ProfileGateway = PreflightGateway


class ParameterGateway(PlainParameterGateway, Protocol):
    """Parameter Store in one region: reads by prefix, and everything that writing needs."""

    def under_path(self, path: str, *, recursive: bool, decrypt: bool) -> list[LiveParameter]: ...

    def details_below(self, path: str) -> dict[str, Details]: ...


class Connection(Protocol):
    """One session. Gateways are made on the main thread, once each, and used in any."""

    def profiles(self, region: str) -> ProfileGateway: ...

    def parameters(self, region: str) -> ParameterGateway: ...

    def guardrails(self, region: str) -> GuardrailGateway: ...

    def runtime(self, region: str) -> Runtime: ...

    def lease(self, region: str) -> LeaseGateway: ...

    def account(self, region: str) -> Account: ...
