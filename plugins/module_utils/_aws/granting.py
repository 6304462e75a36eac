# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""One session as making policies sees it: profiles region by region, and IAM."""

from __future__ import annotations

from ansible_collections.genai.bedrock.plugins.module_utils._aws.clients import Clients
from ansible_collections.genai.bedrock.plugins.module_utils._aws.gateway import RegionGateway
from ansible_collections.genai.bedrock.plugins.module_utils._aws.managed_policies import PolicyGateway


class GrantConnection:
    """Gateways over one session; ``home`` calls IAM. Create them on the main thread, since they create clients."""

    def __init__(self, clients: Clients, home: str) -> None:
        self._clients, self._home = clients, home

    def profiles(self, region: str) -> RegionGateway:
        return RegionGateway(self._clients, region)

    def policies(self) -> PolicyGateway:
        return PolicyGateway(self._clients, self._home)
