# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The environment's lock: its parameter, what is written there, and what it says to a run that finds it taken.

One parameter per environment and prefix, in the first SSM region. The run that creates it without Overwrite holds
it and rewrites it before its lease expires. Parameter Store's own dates show when that was.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from typing import Any

from ansible_collections.genai.bedrock.plugins.module_utils._core.failures import CallError
from ansible_collections.genai.bedrock.plugins.module_utils._core.problems import InputProblem, Problem
from ansible_collections.genai.bedrock.plugins.module_utils._core.tags import ENVIRONMENT, MANAGED_BY, OWNER, is_subset

#: Outside every prefix of records, so that listing records by path never returns it.
ROOT = "/genai.bedrock.lock"
#: Seconds from the last write after which others may take the lock over.
LEASE_SECONDS = 45
#: Share of the lease after which it is renewed, and after which a holder that could not renew it stops writing.
RENEW_AFTER, STOP_AFTER = 1 / 3, 2 / 3
#: A lease that claims to be longer is not ours.
MAX_LEASE_SECONDS = 3600

LOCK_HELD, LOCK_LOST, LOCK_FOREIGN = "LockHeld", "LockLost", "LockForeign"
#: Of the value; a record has a schema in its place.
_FORM = 1
_LONGEST = 200
_OFF = "bedrock_lock: false switches the lock off"


class State(StrEnum):
    """What a lock that is there says to one run."""

    OURS = "ours"
    HELD = "held"
    LAPSED = "lapsed"
    FOREIGN = "foreign"


@dataclass(frozen=True, slots=True)
class Lock:
    """Which lock is wanted, by whom (``user@host pid 123``) and for what (``deploy copilot, embedding``)."""

    environment: str
    prefix: str
    owner: str
    purpose: str

    @property
    def name(self) -> str:
        return f"{ROOT}/{self.environment}{self.prefix.rstrip('/')}"

    @property
    def tags(self) -> dict[str, str]:
        return {MANAGED_BY: OWNER, ENVIRONMENT: self.environment}

    def claim(self, run: str, taken_at: datetime) -> Claim:
        """What one attempt writes; ``run`` is of this attempt alone."""
        when = taken_at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
        return Claim(self.environment, self.prefix.rstrip("/"), _plain(self.owner), _plain(self.purpose), run, when)


@dataclass(frozen=True, slots=True)
class Claim:
    """The value of the lock. ``taken_at`` is the holder's clock, for people to read; nothing is decided by it."""

    environment: str
    prefix: str
    owner: str
    purpose: str
    run: str
    taken_at: str
    lease_seconds: int = LEASE_SECONDS

    @property
    def text(self) -> str:
        return json.dumps({"lock": _FORM} | asdict(self), separators=(",", ":"))

    @property
    def holder(self) -> str:
        return f"{self.owner} ({self.purpose}) since {self.taken_at}"


@dataclass(frozen=True, slots=True)
class LiveLock:
    """The lock's parameter as it was read, and the time that the same answer gives as its own."""

    value: str
    version: int
    modified: datetime
    server_time: datetime

    @property
    def claim(self) -> Claim | None:
        return read_claim(self.value)


def read_claim(value: str) -> Claim | None:
    """What a value claims; None where it is not ours."""
    try:
        data = json.loads(value)
    except (ValueError, RecursionError):
        return None
    if not isinstance(data, dict) or data.pop("lock", None) != _FORM:
        return None
    return _claim(data)


def state_of(live: LiveLock, lock: Lock, run: str) -> State:
    """``run``: of the attempt whose answer may have been lost.

    The server's time has whole seconds and is rounded down, so that a lease rather seems younger than it is.
    """
    claim = live.claim
    if claim is None or (claim.environment, claim.prefix) != (lock.environment, lock.prefix.rstrip("/")):
        return State.FOREIGN
    if claim.run == run:
        return State.OURS
    lapsed = live.server_time - live.modified >= timedelta(seconds=claim.lease_seconds)
    return State.LAPSED if lapsed else State.HELD


def is_tagged(lock: Lock, tags: Mapping[str, str]) -> bool:
    return is_subset(lock.tags, tags)


def lock_problems(environment: str, prefix: str) -> list[InputProblem]:
    """Why this prefix cannot have its own lock."""
    if f"{Lock(environment, prefix, '', '').name}/".startswith(f"{prefix.rstrip('/')}/"):
        text = f"'{prefix}' is where locks are kept ({ROOT}): choose another path"
        return [InputProblem("bedrock_ssm_prefix", text)]
    return []


def held_problem(lock: Lock, region: str, claim: Claim | None, timeout: float) -> Problem:
    who = f"is held by {claim.holder}" if claim else "changes hands all the time"
    lapses = claim.lease_seconds if claim else LEASE_SECONDS
    text = (
        f"the environment's lock {who}, and bedrock_lock_timeout ({timeout:g} seconds) is over: nothing was written; "
        "run again when that run has ended, or raise bedrock_lock_timeout. "
        f"A run that died loses the lock after {lapses} seconds"
    )
    return Problem(text, lock.name, region, "PutParameter", LOCK_HELD)


def foreign_problem(lock: Lock, region: str, what: str) -> Problem:
    text = f"is in the place of the environment's lock and {what}: delete it, or move it if something needs it; {_OFF}"
    return Problem(text, lock.name, region, "GetParameters", LOCK_FOREIGN)


def lost_problem(lock: Lock, region: str, why: str) -> Problem:
    text = f"the environment's lock is lost ({why}): nothing more is written; run again, and the rest is done"
    return Problem(text, lock.name, region, "PutParameter", LOCK_LOST)


def call_problem(lock: Lock, error: CallError) -> Problem:
    """A failed call about the lock, with the permission where one is missing, and the way to do without."""
    known = error.problem(lock.name)
    cure = (
        "allow it for the lock, as the deployer policy of role access with the feature lock does "
        "(it never grants access to parameters with foreign tags); or "
        if error.denied
        else ""
    )
    return Problem(f"{known.message}; {cure}{_OFF}", lock.name, error.region, error.operation, error.code)


def _claim(data: dict[str, Any]) -> Claim | None:
    texts = ("environment", "prefix", "owner", "purpose", "run", "taken_at")
    seconds = data.get("lease_seconds")
    if not all(isinstance(data.get(name), str) for name in texts):
        return None
    if not isinstance(seconds, int) or isinstance(seconds, bool):
        return None
    if not data["run"] or not 1 <= seconds <= MAX_LEASE_SECONDS:
        return None
    return Claim(**{name: data[name] for name in texts}, lease_seconds=seconds)


def _plain(text: str) -> str:
    """Parameter Store keeps ``{{`` for references, and a person reads this in one line."""
    return re.sub(r"[{}\s]+", " ", text).strip()[:_LONGEST]
