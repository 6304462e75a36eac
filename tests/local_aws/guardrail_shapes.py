# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""From what a guardrail is created with to what GetGuardrail tells: other names, another order, defaults filled in."""

from __future__ import annotations

import json
import zlib
from collections.abc import Mapping
from typing import Any

# Member of the request → member of the answer → the lists in it, as they are called in either.
_POLICIES: dict[str, tuple[str, dict[str, str]]] = {
    "topicPolicyConfig": ("topicPolicy", {"topicsConfig": "topics"}),
    "contentPolicyConfig": ("contentPolicy", {"filtersConfig": "filters"}),
    "wordPolicyConfig": ("wordPolicy", {"wordsConfig": "words", "managedWordListsConfig": "managedWordLists"}),
    "sensitiveInformationPolicyConfig": (
        "sensitiveInformationPolicy",
        {"piiEntitiesConfig": "piiEntities", "regexesConfig": "regexes"},
    ),
    "contextualGroundingPolicyConfig": ("contextualGroundingPolicy", {"filtersConfig": "filters"}),
}
# Tiers are told even where none was sent (hashicorp/terraform-provider-aws pull request 43702).
_TIERED = ("topicPolicy", "contentPolicy")
_BOTH_ENABLED = {"inputEnabled": True, "outputEnabled": True}


def answered_policies(request: Mapping[str, Any], defaults: str) -> dict[str, Any]:
    """The policies as GetGuardrail tells them; `defaults` is the switch guardrail_defaults."""
    reported = {}
    for member, (name, lists) in _POLICIES.items():
        if member in request:
            reported[name] = _answered_policy(name, request[member], lists, defaults)
    if "automatedReasoningPolicyConfig" in request:
        reported["automatedReasoningPolicy"] = dict(request["automatedReasoningPolicyConfig"])
    return reported


def _answered_policy(name: str, config: Mapping[str, Any], lists: Mapping[str, str], defaults: str) -> dict[str, Any]:
    reported: dict[str, Any] = {}
    for sent, shown in lists.items():
        if config.get(sent):
            elements = [_answered_element(name, element, defaults) for element in config[sent]]
            # The API keeps no order (hashicorp/terraform-provider-aws pull requests 40304 and 48772).
            reported[shown] = sorted(elements, key=lambda element: zlib.crc32(json.dumps(element).encode()))
    if tier := config.get("tierConfig"):
        reported["tier"] = tier
    elif name in _TIERED and defaults != "none":
        reported["tier"] = {"tierName": "CLASSIC"}
    return reported


def _answered_element(policy: str, element: Mapping[str, Any], defaults: str) -> dict[str, Any]:
    reported = dict(element)
    if defaults == "all":
        reported = _defaults(policy, element) | reported
    for member in ("inputModalities", "outputModalities"):
        if member in reported:
            reported[member] = sorted(reported[member])
    return reported


def _defaults(policy: str, element: Mapping[str, Any]) -> dict[str, Any]:
    """What the members that were not sent might read; no source tells whether AWS fills them in."""
    if policy == "contextualGroundingPolicy":
        return {"action": "BLOCK", "enabled": True}
    action = element.get("action", "BLOCK")
    filled = {"inputAction": action, "outputAction": action, **_BOTH_ENABLED}
    if policy == "contentPolicy":
        filled |= {"inputModalities": ["TEXT"], "outputModalities": ["TEXT"]}
        if element["outputStrength"] == "NONE":
            filled |= {"outputAction": "NONE", "outputEnabled": False}
    if policy == "topicPolicy":
        filled["examples"] = []
    return filled
