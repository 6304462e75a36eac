# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Model invocation logging over the Bedrock API: one call a function, as the engine's gateway to one region."""

from __future__ import annotations

from typing import Any

from ansible_collections.genai.bedrock.plugins.module_utils._aws.clients import Clients
from ansible_collections.genai.bedrock.plugins.module_utils._aws.errors import aws_call
from ansible_collections.genai.bedrock.plugins.module_utils._core.monitoring.invocation_logging import (
    Config,
    from_aws,
    to_aws,
)


class LoggingGateway:
    """Make it on the main thread, since it makes a client."""

    def __init__(self, clients: Clients, region: str) -> None:
        self.region = region
        self._bedrock = clients.client("bedrock", region)

    def get(self) -> dict[str, Any]:
        """The configuration by the names of the options; empty where there is none."""
        with aws_call("bedrock", "GetModelInvocationLoggingConfiguration", self.region):
            answer = self._bedrock.get_model_invocation_logging_configuration()
        return from_aws(answer.get("loggingConfig"))

    def put(self, config: Config) -> None:
        with aws_call("bedrock", "PutModelInvocationLoggingConfiguration", self.region):
            self._bedrock.put_model_invocation_logging_configuration(loggingConfig=to_aws(config))

    def delete(self) -> None:
        with aws_call("bedrock", "DeleteModelInvocationLoggingConfiguration", self.region):
            self._bedrock.delete_model_invocation_logging_configuration()
