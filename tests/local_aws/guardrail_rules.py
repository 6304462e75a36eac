# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What AWS refuses in a guardrail beyond its service model. The rules are the user guide's, the texts are assumed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from .errors import validation_error

# User guide, "Block denied topics": a definition has up to 200 characters, up to 1,000 in the STANDARD tier. The
# service model has 200.
_DEFINITION, LONG_DEFINITION = 200, 1000
_ELEMENTS = (
    ("topicPolicyConfig", "topicsConfig", "name"),
    ("contentPolicyConfig", "filtersConfig", "type"),
    ("wordPolicyConfig", "wordsConfig", "text"),
    ("wordPolicyConfig", "managedWordListsConfig", "type"),
    ("sensitiveInformationPolicyConfig", "piiEntitiesConfig", "type"),
    ("sensitiveInformationPolicyConfig", "regexesConfig", "name"),
    ("contextualGroundingPolicyConfig", "filtersConfig", "type"),
)


def check_policies(request: Mapping[str, Any]) -> None:
    """Raise what AWS answers to policies that it does not take."""
    for text in _faults(request):
        raise validation_error(text)


def elements_of(request: Mapping[str, Any], policy: str, members: str) -> list[dict[str, Any]]:
    return list((request.get(policy) or {}).get(members) or [])


def _tier(request: Mapping[str, Any], policy: str) -> str:
    tier = (request.get(policy) or {}).get("tierConfig") or {}
    return str(tier.get("tierName", "CLASSIC"))


def _faults(request: Mapping[str, Any]) -> Iterator[str]:
    # User guide, "Create your guardrail": a guardrail must contain at least one filter.
    if not any(elements_of(request, policy, members) for policy, members, _key in _ELEMENTS) and not request.get(
        "automatedReasoningPolicyConfig"
    ):
        yield "At least one policy must be configured for the guardrail."
    for policy, members, key in _ELEMENTS:
        keys = [element[key] for element in elements_of(request, policy, members)]
        if len(keys) != len(set(keys)):
            yield f"{policy}.{members} must not hold the same {key} twice."
    for element in elements_of(request, "contentPolicyConfig", "filtersConfig"):
        if element["type"] == "PROMPT_ATTACK" and element["outputStrength"] != "NONE":
            yield "The output strength of the filter PROMPT_ATTACK must be NONE."
    for element in elements_of(request, "contextualGroundingPolicyConfig", "filtersConfig"):
        if element["threshold"] > 0.99:
            yield "The threshold of a contextual grounding filter must be from 0 to 0.99."
    yield from _tier_faults(request)


def _tier_faults(request: Mapping[str, Any]) -> Iterator[str]:
    tier = _tier(request, "topicPolicyConfig")
    for number, element in enumerate(elements_of(request, "topicPolicyConfig", "topicsConfig"), 1):
        if tier != "STANDARD" and len(element["definition"]) > _DEFINITION:
            path = f"topicPolicyConfig.topicsConfig.{number}.member.definition"
            rule = f"Member must have length less than or equal to {_DEFINITION}"
            yield f"1 validation error detected: Value at '{path}' failed to satisfy constraint: {rule}"
    for policy in ("contentPolicyConfig", "topicPolicyConfig", "contextualGroundingPolicyConfig"):
        # Service model, GuardrailTopicsTierConfig: this tier requires cross-Region inference; that of grounding is assumed to be alike.
        if _tier(request, policy) == "STANDARD" and not request.get("crossRegionConfig"):
            yield "The STANDARD tier requires a cross-Region guardrail profile."
