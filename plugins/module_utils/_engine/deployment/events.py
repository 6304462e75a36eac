# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What a run did, in order: one event for each write that succeeded, and one for each wait."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass
from typing import Any, cast

from ansible_collections.genai.bedrock.plugins.module_utils._core.tags import PROFILE_KEY, WORKLOAD
from ansible_collections.genai.bedrock.plugins.module_utils._engine.deployment.gateways import (
    GuardrailGateway,
    ParameterGateway,
    ProfileGateway,
)

#: Writes that nobody needs to be told of.
_SILENT = frozenset({"add_tags", "remove_tags", "retag"})


@dataclass(frozen=True, slots=True)
class Event:
    """``seconds`` since the run began; ``subject`` is ``<workload>/<key>``, a guardrail or a parameter's name."""

    seconds: float
    region: str
    subject: str
    action: str

    def as_dict(self) -> dict[str, Any]:
        return asdict(self)


class Events:
    """Collects events from any thread and passes each on to a listener."""

    def __init__(
        self, listener: Callable[[Event], None] | None = None, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._listener, self._clock, self._began = listener, clock, clock()
        self._lock = threading.Lock()
        self.timeline: list[Event] = []
        #: ARN → ``<workload>/<key>`` of the profiles that the plan touches.
        self.subjects: dict[str, str] = {}
        #: Asked before each write, with the name of the call.
        self.guards: list[Callable[[str], None]] = []

    def guard(self, operation: str) -> None:
        """Raise CallError where nothing may be written any more."""
        for guard in self.guards:
            guard(operation)

    def tell(self, region: str, subject: str, action: str) -> None:
        with self._lock:
            event = Event(round(self._clock() - self._began, 3), region, subject, action)
            self.timeline.append(event)
            if self._listener:
                self._listener(event)

    def of_profiles(self, gateway: ProfileGateway) -> ProfileGateway:
        def created(creation: Any, **_named: Any) -> tuple[str, str]:
            return f"{creation.tags.get(WORKLOAD)}/{creation.tags.get(PROFILE_KEY)}", "created"

        def named(word: str) -> Callable[..., tuple[str, str]]:
            return lambda arn, *_others: (self.subjects.get(arn, arn), word)

        told = {"create": created, "retag": named("retagged"), "delete": named("deleted")}
        return cast(ProfileGateway, _Telling(gateway, told, self))

    def of_parameters(self, gateway: ParameterGateway) -> ParameterGateway:
        told: dict[str, Callable[..., tuple[str, str]]] = {
            "put": lambda put: (put.name, "written"),
            "delete": lambda name: (name, "deleted"),
        }
        return cast(ParameterGateway, _Telling(gateway, told, self))

    def of_guardrails(self, gateway: GuardrailGateway) -> GuardrailGateway:
        def named(word: str) -> Callable[..., tuple[str, str]]:
            return lambda identifier, *_others: (f"guardrail {identifier}", word)

        told: dict[str, Callable[..., tuple[str, str]]] = {
            "create": lambda request, _tags: (f"guardrail {request.get('name')}", "created"),
            "update": named("updated"),
            "publish": named("version published"),
            "delete": named("deleted"),
        }
        return cast(GuardrailGateway, _Telling(gateway, told, self))


class _Telling:
    """Stands for a gateway: asks before each write whether it may be, and tells of each that succeeded."""

    def __init__(self, gateway: Any, told: Mapping[str, Callable[..., tuple[str, str]]], events: Events) -> None:
        self._gateway, self._told, self._events = gateway, told, events

    def __getattr__(self, name: str) -> Any:
        member = getattr(self._gateway, name)
        if name not in self._told and name not in _SILENT:
            return member

        def telling(*arguments: Any, **named: Any) -> Any:
            self._events.guard(name)
            answer = member(*arguments, **named)
            if name in self._told:
                subject, action = self._told[name](*arguments, **named)
                self._events.tell(self._gateway.region, subject, action)
            return answer

        return telling
