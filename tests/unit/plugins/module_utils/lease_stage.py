# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""A stage on which runs and their threads act one at a time, in an order and at a pace that a seed decides.

Time is the stage's own: it moves when everybody on it sleeps. The lock's parameter lives on it too, with latency.
"""

from __future__ import annotations

import random
import threading
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

from ansible_collections.genai.bedrock.plugins.module_utils._core.failures import CallError
from ansible_collections.genai.bedrock.plugins.module_utils._core.lease import LiveLock
from ansible_collections.genai.bedrock.plugins.module_utils._core.sending import confirm
from ansible_collections.genai.bedrock.plugins.module_utils._engine.lease import Timing

EPOCH = datetime(2026, 11, 30, tzinfo=UTC)


class Killed(BaseException):
    """Ends whatever a killed run does."""


class Stage:
    def __init__(self, seed: int = 0) -> None:
        self.random = random.Random(seed)
        self.time = 0.0
        self.errors: list[BaseException] = []
        self._turn = threading.Condition()
        self._waking: dict[Actor, float] = {}
        self._actors: set[Actor] = set()
        self._acting: Actor | None = None

    def enter(self, run: Run, work: Callable[[], None]) -> Actor:
        actor = Actor(self, run, work)
        with self._turn:
            self._actors.add(actor)
            self._waking[actor] = self.time
        actor.thread.start()
        return actor

    def play(self) -> None:
        """Until everybody has left."""
        with self._turn:
            self._next()
            assert self._turn.wait_for(lambda: not self._actors, timeout=60), "somebody never leaves"
        if self.errors:
            raise self.errors[0]

    def sleep(self, seconds: float) -> None:
        actor = _actor.of_this_thread
        with self._turn:
            self._waking[actor] = actor.run.awake(self.time + max(0.0, seconds))
            self._acting = None
            self._next()
            self._turn.wait_for(lambda: self._acting is actor)
        if actor.run.killed_at <= self.time:
            raise Killed

    def begin(self, actor: Actor) -> None:
        with self._turn:
            self._turn.wait_for(lambda: self._acting is actor)

    def leave(self, actor: Actor) -> None:
        with self._turn:
            self._actors.discard(actor)
            self._acting = None
            self._next()
            self._turn.notify_all()

    def _next(self) -> None:
        if self._acting is None and self._waking:
            actor = min(self._waking, key=lambda one: (self._waking[one], one.number))
            self.time = max(self.time, self._waking.pop(actor))
            self._acting = actor
            self._turn.notify_all()


class Run:
    """A process: what it makes dies with it, and pauses with it, ``paused_for`` seconds from ``paused_at`` on."""

    def __init__(
        self, stage: Stage, killed_at: float = float("inf"), paused_at: float = float("inf"), paused_for: float = 0.0
    ) -> None:
        self.stage, self.killed_at = stage, killed_at
        self._pause = paused_at, paused_at + paused_for

    def awake(self, moment: float) -> float:
        """When its threads go on that would go on at this moment."""
        begins, ends = self._pause
        return ends if begins <= moment < ends else moment

    @property
    def timing(self) -> Timing:
        stage = self.stage
        return Timing(lambda: stage.time, stage.sleep, self._wait, lambda work: stage.enter(self, work))

    def _wait(self, event: threading.Event, seconds: float) -> bool:
        end = self.stage.time + seconds
        while not event.is_set() and self.stage.time < end:
            self.stage.sleep(min(0.5, end - self.stage.time))
        return event.is_set()


class Actor:
    _numbers = iter(range(10**9))

    def __init__(self, stage: Stage, run: Run, work: Callable[[], None]) -> None:
        self.stage, self.run, self.work = stage, run, work
        self.number = next(self._numbers)
        self.gone = False
        self.thread = threading.Thread(target=self._act, daemon=True)

    def _act(self) -> None:
        _actor.of_this_thread = self
        self.stage.begin(self)
        try:
            self.work()
        except Killed:
            pass
        except BaseException as error:
            self.stage.errors.append(error)
            raise
        finally:
            self.gone = True
            self.stage.leave(self)

    def join(self, timeout: float) -> None:
        end = self.stage.time + timeout
        while not self.gone and self.stage.time < end:
            self.stage.sleep(0.1)

    def is_alive(self) -> bool:
        return not self.gone


class _Current(threading.local):
    of_this_thread: Actor


_actor = _Current()


class Parameter:
    """The one parameter, as Parameter Store has it."""

    def __init__(self, stage: Stage, latency: Callable[[str], float] = lambda _operation: 0.02) -> None:
        self.stage, self.latency = stage, latency
        self.value: str | None = None
        self.version, self.modified, self.known_tags = 0, 0.0, {}
        self.calls: list[str] = []
        self.fail: Callable[[str], str | None] = lambda _operation: None

    def put(self, value: str, tags: dict[str, str] | None = None) -> int:
        self.version = self.version + 1 if self.value is not None else 1
        self.value, self.modified = value, self.stage.time
        self.known_tags = self.known_tags if tags is None else tags
        return self.version


class Gateway:
    """One run's way to it: each call waits for its turn, is sent if it still may be, and takes its time there and back."""

    region = "us-east-1"

    def __init__(self, parameter: Parameter) -> None:
        self._current = parameter

    def _arrive(self, operation: str) -> None:
        self._current.stage.sleep(self._current.latency("turn"))
        confirm()
        self._current.stage.sleep(self._current.latency(operation))
        self._current.calls.append(operation)
        if code := self._current.fail(operation):
            raise CallError(operation, self.region, code, "told by AWS", f"ssm:{operation}")

    def _return(self) -> None:
        self._current.stage.sleep(self._current.latency("answer"))

    def create(self, name, value, tags):
        self._arrive("create")
        made = self._current.value is None
        if made:
            self._current.put(value, dict(tags))
        self._return()
        return made

    def overwrite(self, name, value):
        self._arrive("overwrite")
        version = self._current.put(value)
        self._return()
        return version

    def read(self, name):
        self._arrive("read")
        current = self._current
        now = EPOCH + timedelta(seconds=int(current.stage.time))
        found = current.value and LiveLock(
            current.value, current.version, EPOCH + timedelta(seconds=current.modified), now
        )
        self._return()
        return found or None

    def tags(self, name):
        self._arrive("tags")
        if self._current.value is None:
            raise CallError("tags", self.region, "InvalidResourceId", "no such parameter")
        return dict(self._current.known_tags)

    def delete(self, name):
        self._arrive("delete")
        self._current.value, self._current.known_tags = None, {}
        self._return()
