# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""One session as a deployment sees it: gateways to every service, region by region."""

from __future__ import annotations

from ansible_collections.genai.bedrock.plugins.module_utils._aws.clients import Clients
from ansible_collections.genai.bedrock.plugins.module_utils._aws.guardrails import GuardrailGateway
from ansible_collections.genai.bedrock.plugins.module_utils._aws.lease import LeaseGateway
from ansible_collections.genai.bedrock.plugins.module_utils._aws.preflight import CallersAccount, PreflightRegion
from ansible_collections.genai.bedrock.plugins.module_utils._aws.runtime import RegionRuntime
from ansible_collections.genai.bedrock.plugins.module_utils._aws.ssm_parameters import ParameterGateway

#: Seconds that a model may take to answer when a new profile is tried.
_TIMEOUT = 60.0


class AwsConnection:
    """Gateways over one session. Make them on the main thread, since they make clients."""

    def __init__(self, clients: Clients) -> None:
        self._clients = clients

    def profiles(self, region: str) -> PreflightRegion:
        return PreflightRegion(self._clients, region)

    def parameters(self, region: str) -> ParameterGateway:
        return ParameterGateway(self._clients, region)

    def guardrails(self, region: str) -> GuardrailGateway:
        return GuardrailGateway(self._clients, region)

    def runtime(self, region: str) -> RegionRuntime:
        return RegionRuntime(self._clients, region, timeout=_TIMEOUT)

    def lease(self, region: str) -> LeaseGateway:
        return LeaseGateway(self._clients, region)

    def account(self, region: str) -> CallersAccount:
        return CallersAccount(self._clients, region)
