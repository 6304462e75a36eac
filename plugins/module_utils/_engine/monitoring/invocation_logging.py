# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Converge the logging configuration of one region: read, decide, write."""

from __future__ import annotations

from typing import Any, Protocol

from ansible_collections.genai.bedrock.plugins.module_utils._core.monitoring.invocation_logging import (
    Config,
    LoggingDone,
    WantedLogging,
    decide,
)
from ansible_collections.genai.bedrock.plugins.module_utils._core.steps import Action
from ansible_collections.genai.bedrock.plugins.module_utils._engine.patience import Sleep, patiently

#: Seconds between attempts while IAM does not yet know a role that was just made: half a minute in all.
ROLE_AFTER = (1.0, 2.0, 3.0, 4.0, 5.0, 5.0, 5.0, 5.0)


class LoggingGateway(Protocol):
    """Invocation logging in one region. Every method may raise CallError; no configuration is an empty one."""

    def get(self) -> dict[str, Any]: ...

    def put(self, config: Config) -> None: ...

    def delete(self) -> None: ...


def converge(wanted: WantedLogging, gateway: LoggingGateway, *, check: bool, sleep: Sleep) -> LoggingDone:
    """Raises ProblemError before any write if it belongs to somebody else, CallError if a call fails."""
    step = decide(wanted, gateway.get())
    if check or not step.changes:
        return LoggingDone(step, changed=step.changes, config=step.after)
    if step.action is Action.DELETE:
        gateway.delete()
        return LoggingDone(step, changed=True)
    patiently(lambda: gateway.put(step.after), ROLE_AFTER, sleep, lambda error: error.unusable_role)
    return LoggingDone(step, changed=True, config=gateway.get())
