# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""One session as observability sees it: gateways to alarms, the dashboard, records and logs, region by region."""

from __future__ import annotations

from ansible_collections.genai.bedrock.plugins.module_utils._aws.alarms import AlarmGateway
from ansible_collections.genai.bedrock.plugins.module_utils._aws.clients import Clients
from ansible_collections.genai.bedrock.plugins.module_utils._aws.dashboards import DashboardGateway
from ansible_collections.genai.bedrock.plugins.module_utils._aws.invocation_logging import LoggingGateway
from ansible_collections.genai.bedrock.plugins.module_utils._aws.log_groups import LogGroupGateway
from ansible_collections.genai.bedrock.plugins.module_utils._aws.log_role import LogRoleGateway
from ansible_collections.genai.bedrock.plugins.module_utils._aws.ssm_parameters import ParameterGateway


class WatchConnection:
    """Gateways over one session. Make them on the main thread, since they make clients."""

    def __init__(self, clients: Clients) -> None:
        self._clients = clients

    def alarms(self, region: str) -> AlarmGateway:
        return AlarmGateway(self._clients, region)

    def dashboards(self, region: str) -> DashboardGateway:
        return DashboardGateway(self._clients, region)

    def parameters(self, region: str) -> ParameterGateway:
        return ParameterGateway(self._clients, region)

    def logging(self, region: str) -> LoggingGateway:
        return LoggingGateway(self._clients, region)

    def log_groups(self, region: str) -> LogGroupGateway:
        return LogGroupGateway(self._clients, region)

    def log_role(self, region: str) -> LogRoleGateway:
        return LogRoleGateway(self._clients, region)
