# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Guardrails as GetGuardrail tells them, and a region of them in memory."""

from __future__ import annotations

import itertools
from dataclasses import dataclass, field
from typing import Any

from ansible_collections.genai.bedrock.plugins.module_utils._core.failures import CallError
from ansible_collections.genai.bedrock.plugins.module_utils._core.guardrails.content import Content, content_of
from ansible_collections.genai.bedrock.plugins.module_utils._core.guardrails.guardrails import LiveGuardrail

OURS = {"ManagedBy": "genai.bedrock"}
ARN = "arn:aws:bedrock:us-east-1:123456789012:guardrail/abc"
HATE = {"type": "HATE", "inputStrength": "HIGH", "outputStrength": "LOW"}
ATTACK = {"type": "PROMPT_ATTACK", "inputStrength": "HIGH", "outputStrength": "NONE"}
TOPIC = {"name": "Law", "definition": "About the law.", "examples": ["b", "a"], "type": "DENY"}
TEXTS = {"blockedInputMessaging": "in", "blockedOutputsMessaging": "out"}


def answer(**members: Any) -> dict[str, Any]:
    """What GetGuardrail tells; without more, of a guardrail that forbids a word."""
    reported = {
        "name": "cai",
        "guardrailId": "abc",
        "guardrailArn": ARN,
        "version": "DRAFT",
        "status": "READY",
        **TEXTS,
    }
    return {**reported, "wordPolicy": {"words": [{"text": "no"}]}, **members}


FULL = answer(
    description="about it",
    topicPolicy={"topics": [TOPIC], "tier": {"tierName": "CLASSIC"}},
    contentPolicy={"filters": [ATTACK, HATE], "tier": {"tierName": "STANDARD"}},
    wordPolicy={"words": [{"text": "b"}, {"text": "a"}], "managedWordLists": [{"type": "PROFANITY"}]},
    sensitiveInformationPolicy={
        "piiEntities": [{"type": "EMAIL", "action": "ANONYMIZE"}],
        "regexes": [{"name": "x", "pattern": "x+", "action": "BLOCK"}],
    },
    contextualGroundingPolicy={
        "filters": [{"type": "GROUNDING", "threshold": 0.5}],
        "tier": {"tierName": "CLASSIC"},
    },
    automatedReasoningPolicy={"policies": ["arn:of-a-policy"], "confidenceThreshold": 0.9},
    crossRegionDetails={"guardrailProfileId": "us.guardrail.v1:0", "guardrailProfileArn": "arn:x/us.guardrail.v1:0"},
    kmsKeyArn="arn:aws:kms:us-east-1:123456789012:key/k",
)


def live(reported: dict[str, Any] | None = None, **facts: Any) -> LiveGuardrail:
    return LiveGuardrail("us-east-1", reported or answer(), **{"tags": OURS, **facts})


def words(*listed: str) -> Content:
    return Content(parts={"words": {word: {} for word in listed}})


@dataclass
class FakeGuardrails:
    """Implements the engine's gateway: answers are told as they come, the last one again and again."""

    region: str = "us-east-1"
    drafts: list[dict[str, Any] | None] = field(default_factory=list)
    numbered: dict[str, list[dict[str, Any] | None]] = field(default_factory=dict)
    listings: list[list[dict[str, Any]]] = field(default_factory=list)
    current_tags: dict[str, str] = field(default_factory=lambda: dict(OURS))
    fail: dict[str, list[CallError]] = field(default_factory=dict)
    calls: list[str] = field(default_factory=list)
    requests: list[Any] = field(default_factory=list)
    grounding_tier: bool = True

    def _call(self, name: str, *reported: Any) -> None:
        self.calls.append(name)
        if reported:
            self.requests.append(reported)
        if errors := self.fail.get(name):
            raise errors.pop(0)

    def summaries(self) -> list[dict[str, Any]]:
        self._call("summaries")
        if self.listings:
            return self.listings.pop(0) if len(self.listings) > 1 else self.listings[0]
        return [{"id": "abc", "arn": ARN, "name": "cai"}] if self.drafts and self.drafts[0] else []

    def versions(self, identifier: str) -> list[str]:
        self._call("versions")
        return sorted(self.numbered, key=int)

    def get(self, identifier: str, version: str | None = None) -> dict[str, Any] | None:
        self._call(f"get {version}" if version else "get")
        reported = self.numbered[version] if version else self.drafts
        return reported.pop(0) if len(reported) > 1 else reported[0]

    def tags(self, arn: str) -> dict[str, str]:
        self._call("tags")
        return self.current_tags

    def create(self, request: Any, tags: Any) -> str:
        self._call("create", request, tags)
        return "abc"

    def update(self, identifier: str, request: Any) -> None:
        self._call("update", request)

    def publish(self, identifier: str, description: str | None) -> str:
        self._call("publish", description)
        number = str(len(self.numbered) + 1)
        self.numbered.setdefault(number, [dict(self.drafts[-1] or {}, version=number)])
        return number

    def delete(self, identifier: str) -> None:
        self._call("delete")

    def delete_version(self, identifier: str, version: str) -> None:
        self._call(f"delete {version}")
        self.numbered.pop(version, None)

    @property
    def takes_grounding_tier(self) -> bool:
        return self.grounding_tier

    def retag(self, arn: str, delta: Any) -> None:
        self._call("retag", delta.put, delta.remove)

    def key_arn(self, key: str) -> str:
        self._call("key_arn", key)
        return "arn:aws:kms:us-east-1:123456789012:key/k"


@dataclass
class Clock:
    """Sleeps that take no time and are counted."""

    slept: list[float] = field(default_factory=list)

    def __call__(self, seconds: float) -> None:
        self.slept.append(seconds)


def failing(code: str, operation: str, times: int = 1) -> list[CallError]:
    return list(itertools.repeat(CallError(operation, "us-east-1", code, "as asked"), times))


def content(**members: Any) -> Content:
    return content_of(answer(**members))
