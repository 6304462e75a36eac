# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The preflight's calls to a region and the account, bound to their clients. Create both on the main thread."""

from __future__ import annotations

from typing import Any

from ansible_collections.genai.bedrock.plugins.module_utils._aws import foundation_models, service_quotas, simulation
from ansible_collections.genai.bedrock.plugins.module_utils._aws.clients import Clients
from ansible_collections.genai.bedrock.plugins.module_utils._aws.gateway import RegionGateway
from ansible_collections.genai.bedrock.plugins.module_utils._aws.known import has_call
from ansible_collections.genai.bedrock.plugins.module_utils._core.failures import CallError
from ansible_collections.genai.bedrock.plugins.module_utils._core.preflight.permissions import (
    Question,
    Verdict,
    assumed_role,
    principal_of,
)
from ansible_collections.genai.bedrock.plugins.module_utils._core.preflight.quota import QUOTA, SERVICE


class PreflightRegion(RegionGateway):
    """A region's gateway, and the quota of profiles there."""

    def __init__(self, clients: Clients, region: str) -> None:
        super().__init__(clients, region)
        self._quotas = clients.later("service-quotas", region)

    @property
    def knows_programs(self) -> bool:
        """Whether the installed botocore has the calls of trusted access programs (1.44.8)."""
        return has_call(self._bedrock, "ListTrustedAccessPrograms")

    def programs(self) -> list[dict[str, Any]]:
        return foundation_models.list_trusted_programs(self._bedrock, self.region)

    def profile_quota(self) -> int:
        try:
            return service_quotas.applied_quota(self._quotas(), self.region, service=SERVICE, quota=QUOTA)
        except CallError as error:
            if error.code != service_quotas.NO_APPLIED_VALUE:
                raise
            return service_quotas.default_quota(self._quotas(), self.region, service=SERVICE, quota=QUOTA)


class CallersAccount:
    """The account of the caller, called in one region: IAM is global."""

    def __init__(self, clients: Clients, region: str) -> None:
        self._region = region
        self._sts = clients.client("sts", region)
        self._iam = clients.client("iam", region)

    def caller(self) -> tuple[str, str]:
        return simulation.caller_identity(self._sts, self._region)

    def principal(self, caller: str) -> str:
        if role := assumed_role(caller):
            try:
                return simulation.role_arn(self._iam, self._region, role)
            except CallError as error:
                # Without its path the ARN may be right; where it is not, the simulator knows no such role.
                if not error.denied:
                    raise
        return principal_of(caller) or ""

    def simulate(self, principal: str, question: Question) -> list[Verdict]:
        return simulation.simulate(self._iam, self._region, principal, question)
