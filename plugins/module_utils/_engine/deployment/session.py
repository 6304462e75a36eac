# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""One connection during a run: caching gateways for planning, and reporting gateways for writes."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any, TypeVar

from ansible_collections.genai.bedrock.plugins.module_utils._engine.deployment.events import Events
from ansible_collections.genai.bedrock.plugins.module_utils._engine.deployment.gateways import (
    Account,
    Connection,
    GuardrailGateway,
    ParameterGateway,
    ProfileGateway,
    Runtime,
)
from ansible_collections.genai.bedrock.plugins.module_utils._engine.deployment.memory import (
    RememberingParameters,
    remembering_account,
    remembering_guardrails,
    remembering_profiles,
)
from ansible_collections.genai.bedrock.plugins.module_utils._engine.lease import LeaseGateway

Made = TypeVar("Made")


class Session:
    """Gateways by region. Make each on the main thread: clients are created there."""

    def __init__(self, connection: Connection, events: Events) -> None:
        self._connection, self._events = connection, events
        self._made: dict[tuple[str, str], Any] = {}
        self._remembered: dict[tuple[str, str], Any] = {}

    def forget(self) -> None:
        """Plan from what is there now, not from what was read before."""
        self._remembered.clear()

    def name(self, profiles: Mapping[str, str]) -> None:
        """ARN → ``<workload>/<key>``, for events."""
        self._events.subjects |= profiles

    def profiles(self, regions: Iterable[str]) -> dict[str, ProfileGateway]:
        return {
            region: self._once(
                self._remembered, "profiles", region, lambda at: remembering_profiles(self._profiles(at))
            )
            for region in regions
        }

    def parameters(self, regions: Iterable[str]) -> dict[str, RememberingParameters]:
        return {
            region: self._once(
                self._remembered, "parameters", region, lambda at: RememberingParameters(self._parameters(at))
            )
            for region in regions
        }

    def guardrails(self, regions: Iterable[str]) -> dict[str, GuardrailGateway]:
        return {
            region: self._once(
                self._remembered, "guardrails", region, lambda at: remembering_guardrails(self._guardrails(at))
            )
            for region in regions
        }

    def live_profiles(self, regions: Iterable[str]) -> dict[str, ProfileGateway]:
        return {region: self._events.of_profiles(self._profiles(region)) for region in regions}

    def live_parameters(self, regions: Iterable[str]) -> dict[str, ParameterGateway]:
        return {region: self._events.of_parameters(self._parameters(region)) for region in regions}

    def live_guardrails(self, regions: Iterable[str]) -> dict[str, GuardrailGateway]:
        return {region: self._events.of_guardrails(self._guardrails(region)) for region in regions}

    def runtimes(self, regions: Iterable[str]) -> dict[str, Runtime]:
        return {region: self._once(self._made, "runtime", region, self._connection.runtime) for region in regions}

    @property
    def guards(self) -> list[Callable[[str], None]]:
        """Asked before each write, with the name of the call; raise CallError where it may not be."""
        return self._events.guards

    def lease(self, region: str) -> LeaseGateway:
        return self._once(self._made, "lease", region, self._connection.lease)

    def account(self, region: str) -> Account:
        return self._once(
            self._remembered, "account", "", lambda _any: remembering_account(self._connection.account(region))
        )

    def _profiles(self, region: str) -> ProfileGateway:
        return self._once(self._made, "profiles", region, self._connection.profiles)

    def _parameters(self, region: str) -> ParameterGateway:
        return self._once(self._made, "parameters", region, self._connection.parameters)

    def _guardrails(self, region: str) -> GuardrailGateway:
        return self._once(self._made, "guardrails", region, self._connection.guardrails)

    @staticmethod
    def _once(kept: dict[tuple[str, str], Any], kind: str, region: str, make: Callable[[str], Made]) -> Made:
        found = kept.get((kind, region))
        if found is None:
            found = kept[kind, region] = make(region)
        made: Made = found
        return made
