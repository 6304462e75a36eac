# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What a run did, in order: one event for each write that succeeded, and one for each wait."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterable, Mapping
from dataclasses import asdict, dataclass
from functools import partial
from types import MappingProxyType
from typing import Any, cast

from ansible_collections.genai.bedrock.plugins.module_utils._core.sending import only_if
from ansible_collections.genai.bedrock.plugins.module_utils._core.tags import PROFILE_KEY, WORKLOAD
from ansible_collections.genai.bedrock.plugins.module_utils._engine.deployment.gateways import (
    GuardrailGateway,
    ParameterGateway,
    ProfileGateway,
)

#: Writes that are not reported.
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


@dataclass(frozen=True, slots=True)
class Note:
    """A line about the run itself, such as a wait. It is shown as progress, and not part of the timeline."""

    seconds: float
    text: str

    def as_dict(self) -> dict[str, Any]:
        return asdict(self)


#: Called with each event and note, one at a time, in the thread that reports it.
Listener = Callable[["Event | Note"], None]


class Events:
    """Collects events from any thread and passes each on to a listener."""

    def __init__(self, listener: Listener | None = None, clock: Callable[[], float] = time.monotonic) -> None:
        self._listener, self._clock, self._began = listener, clock, clock()
        self._lock = threading.Lock()
        self.timeline: list[Event] = []
        #: ARN → ``<workload>/<key>`` of the profiles that the plan touches; id → guardrail.
        self.subjects: dict[str, str] = {}
        #: Asked before each write, with the name of the call.
        self.guards: list[Callable[[str], None]] = []

    def guard(self, operation: str) -> None:
        """Raise CallError if writes are no longer allowed."""
        for guard in self.guards:
            guard(operation)

    def notify(self, region: str, subject: str, action: str) -> None:
        with self._lock:
            event = Event(self._seconds(), region, subject, action)
            self.timeline.append(event)
            if self._listener:
                self._listener(event)

    def say(self, text: str) -> None:
        """One line of progress."""
        with self._lock:
            if self._listener:
                self._listener(Note(self._seconds(), text))

    def wait_for_readers(self, seconds: int) -> None:
        self.say(f"waiting {seconds} s for readers to move on")

    def _seconds(self) -> float:
        return round(self._clock() - self._began, 3)

    def of_profiles(self, gateway: ProfileGateway) -> ProfileGateway:
        def created(_arn: str, creation: Any, **_named: Any) -> Wording:
            return f"{creation.tags.get(WORKLOAD)}/{creation.tags.get(PROFILE_KEY)}", "created"

        def named(word: str) -> Callable[..., Wording]:
            return lambda _answer, arn, *_others: (self.subjects.get(arn, arn), word)

        wording = {"create": created, "retag": named("retagged"), "delete": named("deleted")}
        return cast(ProfileGateway, _Reporting(gateway, wording, self))

    def of_parameters(self, gateway: ParameterGateway) -> ParameterGateway:
        wording: dict[str, Callable[..., Wording]] = {
            "put": lambda _answer, put: (put.name, "written"),
            "delete": lambda _answer, name: (name, "deleted"),
        }
        return cast(ParameterGateway, _Reporting(gateway, wording, self))

    def of_guardrails(self, gateway: GuardrailGateway) -> GuardrailGateway:
        def named(word: str) -> Callable[..., Wording]:
            return lambda _answer, identifier, *_others: (
                self.subjects.get(identifier, f"guardrail {identifier}"),
                word,
            )

        def created(identifier: str, request: Mapping[str, Any], _tags: Any) -> Wording:
            self.subjects[identifier] = f"guardrail {request.get('name')}"
            return self.subjects[identifier], "created"

        def listed(rows: Iterable[Mapping[str, Any]]) -> None:
            self.subjects |= {row["id"]: f"guardrail {row['name']}" for row in rows}

        wording: dict[str, Callable[..., Wording]] = {
            "create": created,
            "update": named("updated"),
            "publish": named("version published"),
            "delete": named("deleted"),
        }
        return cast(GuardrailGateway, _Reporting(gateway, wording, self, {"summaries": listed}))


#: Subject and action.
Wording = tuple[str, str]


class _Reporting:
    """Wraps a gateway: checks before each write, and whenever it is sent, that it is allowed, and reports its success.

    The functions in ``noted`` receive the results of reads.
    """

    def __init__(
        self,
        gateway: Any,
        wording: Mapping[str, Callable[..., Wording]],
        events: Events,
        noted: Mapping[str, Callable[[Any], None]] = MappingProxyType({}),
    ) -> None:
        self._gateway, self._wording, self._events, self._noted = gateway, wording, events, noted

    def __getattr__(self, name: str) -> Any:
        member = getattr(self._gateway, name)
        if name in self._noted:
            return self._noting(member, self._noted[name])
        return self._reporting(name, member) if name in self._wording or name in _SILENT else member

    def _reporting(self, name: str, member: Callable[..., Any]) -> Callable[..., Any]:
        def reporting(*arguments: Any, **named: Any) -> Any:
            self._events.guard(name)
            with only_if(partial(self._events.guard, name)):
                answer = member(*arguments, **named)
            if name in self._wording:
                self._events.notify(self._gateway.region, *self._wording[name](answer, *arguments, **named))
            return answer

        return reporting

    @staticmethod
    def _noting(member: Callable[..., Any], note: Callable[[Any], None]) -> Callable[..., Any]:
        def noting(*arguments: Any, **named: Any) -> Any:
            answer = member(*arguments, **named)
            note(answer)
            return answer

        return noting
