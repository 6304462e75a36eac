# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The content of a guardrail, by the module's options, and its form in AWS requests and responses.

Requests and responses use two sets of names for the same content: ``topicPolicyConfig.topicsConfig`` is sent,
``topicPolicy.topics`` comes back (Bedrock's API model, botocore 1.44.5). The order of lists means nothing in either.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

Element = Mapping[str, Any]

PROMPT_ATTACK = "PROMPT_ATTACK"
CLASSIC = "CLASSIC"
STANDARD = "STANDARD"


@dataclass(frozen=True, slots=True)
class Part:
    """A list in a policy, as seen by one option: its path, and the member that identifies its elements."""

    policy: str
    members: str
    key: str


PARTS = {
    "content_filters": Part("contentPolicy", "filters", "type"),
    "prompt_attack": Part("contentPolicy", "filters", "type"),
    "denied_topics": Part("topicPolicy", "topics", "name"),
    "words": Part("wordPolicy", "words", "text"),
    "managed_word_lists": Part("wordPolicy", "managedWordLists", "type"),
    "pii_entities": Part("sensitiveInformationPolicy", "piiEntities", "type"),
    "regexes": Part("sensitiveInformationPolicy", "regexes", "name"),
    "grounding": Part("contextualGroundingPolicy", "filters", "type"),
}
#: Policies that have a tier. An older botocore does not know that of grounding.
TIERS = {
    "content_filters_tier": "contentPolicy",
    "denied_topics_tier": "topicPolicy",
    "grounding_tier": "contextualGroundingPolicy",
}
#: Plain texts: option → member of the request.
TEXTS = {
    "description": "description",
    "blocked_input_messaging": "blockedInputMessaging",
    "blocked_outputs_messaging": "blockedOutputsMessaging",
    "kms_key_id": "kmsKeyId",
}
PROFILE = "guardrail_profile"
ALL_TEXTS = (*TEXTS, PROFILE, *TIERS)
_REASONING = "automatedReasoningPolicy"


@dataclass(frozen=True, slots=True)
class Content:
    """Settings by option. Missing options are unset; empty ones remove the setting."""

    texts: Mapping[str, str] = field(default_factory=dict)
    parts: Mapping[str, Mapping[str, Element]] = field(default_factory=dict)
    #: The automated reasoning policy, which no option manages: it is sent back as it is.
    reasoning: Mapping[str, Any] = field(default_factory=dict)

    @property
    def filters(self) -> int:
        """The number of filters of a guardrail."""
        return sum(len(elements) for elements in self.parts.values()) + len(self.reasoning)

    def has(self, policy: str) -> bool:
        return any(elements for option, elements in self.parts.items() if PARTS[option].policy == policy)


def merged(live: Content, wanted: Content) -> Content:
    """Live settings with those that are wanted in their place: UpdateGuardrail replaces all of them."""
    texts = {option: text for option, text in {**live.texts, **wanted.texts}.items() if text}
    parts = {option: elements for option, elements in {**live.parts, **wanted.parts}.items() if elements}
    return Content(texts, parts, live.reasoning)


def content_of(answer: Mapping[str, Any]) -> Content:
    """The settings in an answer of GetGuardrail."""
    texts = {option: answer[member] for option, member in TEXTS.items() if answer.get(member)}
    if key := answer.get("kmsKeyArn"):
        texts["kms_key_id"] = key
    if profile := _profile_of(answer):
        texts[PROFILE] = profile
    for option, policy in TIERS.items():
        if tier := answer.get(policy, {}).get("tier", {}).get("tierName"):
            texts[option] = tier
    parts = {option: dict(_elements(answer, option)) for option in PARTS}
    return Content(texts, {option: found for option, found in parts.items() if found}, answer.get(_REASONING) or {})


def request_of(name: str, content: Content) -> dict[str, Any]:
    """The members of CreateGuardrail and UpdateGuardrail that make these settings."""
    request: dict[str, Any] = {"name": name}
    request |= {TEXTS[option]: text for option, text in content.texts.items() if option in TEXTS and text}
    for option, elements in content.parts.items():
        part = PARTS[option]
        if elements:
            config = request.setdefault(f"{part.policy}Config", {})
            listed = config.setdefault(f"{part.members}Config", [])
            listed += [_sent(part, key, element) for key, element in elements.items()]
    for option, policy in TIERS.items():
        if content.texts.get(option) and f"{policy}Config" in request:
            request[f"{policy}Config"]["tierConfig"] = {"tierName": content.texts[option]}
    if profile := content.texts.get(PROFILE):
        request["crossRegionConfig"] = {"guardrailProfileIdentifier": profile}
    if content.reasoning:
        request[f"{_REASONING}Config"] = dict(content.reasoning)
    return request


def as_answered(content: Content) -> dict[str, Any]:
    """The policies as GetGuardrail would return them, lists in the order of their keys."""
    policies: dict[str, Any] = {}
    for option, elements in content.parts.items():
        part = PARTS[option]
        if elements:
            listed = policies.setdefault(part.policy, {}).setdefault(part.members, [])
            listed += [{part.key: key, **element} for key, element in elements.items()]
            listed.sort(key=lambda element: element[part.key])
    for option, policy in TIERS.items():
        if content.texts.get(option) and policy in policies:
            policies[policy]["tier"] = {"tierName": content.texts[option]}
    if content.reasoning:
        policies[_REASONING] = dict(content.reasoning)
    return policies


def _elements(answer: Mapping[str, Any], option: str) -> Iterator[tuple[str, Element]]:
    part = PARTS[option]
    for row in answer.get(part.policy, {}).get(part.members) or []:
        key = row[part.key]
        if part.policy != "contentPolicy" or (key == PROMPT_ATTACK) == (option == "prompt_attack"):
            dropped = {part.key} | ({"type"} if option == "denied_topics" else set())
            yield key, {member: value for member, value in row.items() if member not in dropped}


def _sent(part: Part, key: str, element: Element) -> dict[str, Any]:
    kind = {"type": "DENY"} if part.policy == "topicPolicy" else {}
    return {part.key: key, **element, **kind}


def _profile_of(answer: Mapping[str, Any]) -> str | None:
    details = answer.get("crossRegionDetails", {})
    found: str | None = details.get("guardrailProfileId") or details.get("guardrailProfileArn")
    return found
