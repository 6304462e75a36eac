# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Converge one dashboard: read, decide, write."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Protocol

from ansible_collections.genai.bedrock.plugins.module_utils._core.monitoring.dashboard_plan import (
    Body,
    DashboardDone,
    DashboardStep,
    LiveDashboard,
    WantedDashboard,
    decide,
)
from ansible_collections.genai.bedrock.plugins.module_utils._core.steps import Action
from ansible_collections.genai.bedrock.plugins.module_utils._core.tags import TagDelta


class DashboardGateway(Protocol):
    """The account's dashboards. Every method may raise CallError; writing a body returns AWS's messages about it."""

    def get(self, name: str) -> LiveDashboard | None: ...

    def create(self, name: str, body: Body, tags: Mapping[str, str]) -> list[str]: ...

    def update(self, name: str, body: Body) -> list[str]: ...

    def retag(self, arn: str, delta: TagDelta) -> None: ...

    def delete(self, name: str) -> None: ...


def converge(wanted: WantedDashboard, gateway: DashboardGateway, *, check: bool) -> DashboardDone:
    """Raises ProblemError before any write if it belongs to somebody else, CallError if a call fails."""
    return carry_out(decide(wanted, gateway.get(wanted.name)), gateway, check=check)


def carry_out(step: DashboardStep, gateway: DashboardGateway, *, check: bool) -> DashboardDone:
    """Do what was decided; raises CallError where a call fails."""
    wanted = step.wanted
    arn = step.live.arn if step.live else None
    if check or not step.changes:
        return DashboardDone(step, changed=step.changes, arn=arn)
    if step.action is Action.DELETE:
        gateway.delete(wanted.name)
        return DashboardDone(step, changed=True, arn=arn)
    messages: list[str] = []
    if step.live is None:
        messages = gateway.create(wanted.name, step.after, step.tags.put)
        made = gateway.get(wanted.name)
        return DashboardDone(step, changed=True, arn=made.arn if made else None, warnings=tuple(messages))
    # First the tags: until they are set, the body may be all that says whose it is.
    if step.tags:
        gateway.retag(step.live.arn, step.tags)
    if step.writes:
        messages = gateway.update(wanted.name, step.after)
    return DashboardDone(step, changed=True, arn=arn, warnings=tuple(messages))
