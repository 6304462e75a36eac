# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""A guardrail with something of everything, and how tests make one."""

from __future__ import annotations

from typing import Any

from tests.local_aws.server import LocalAws
from tests.unit.local_aws.kit import client

BLOCKED_IN, BLOCKED_OUT = "Not that question.", "Not that answer."
WORDS = {"wordPolicyConfig": {"wordsConfig": [{"text": "purple elephant"}]}}
FULL: dict[str, Any] = {
    "topicPolicyConfig": {
        "topicsConfig": [
            {
                "name": "Medical advice",
                "definition": "Any question about treatment of an illness.",
                "examples": ["What helps against a headache?"],
                "type": "DENY",
            }
        ]
    },
    "contentPolicyConfig": {
        "filtersConfig": [
            {"type": "VIOLENCE", "inputStrength": "HIGH", "outputStrength": "HIGH"},
            {"type": "HATE", "inputStrength": "HIGH", "outputStrength": "NONE"},
            {"type": "PROMPT_ATTACK", "inputStrength": "HIGH", "outputStrength": "NONE"},
        ]
    },
    "wordPolicyConfig": {
        "wordsConfig": [{"text": "purple elephant"}, {"text": "Acme"}],
        "managedWordListsConfig": [{"type": "PROFANITY"}],
    },
    "sensitiveInformationPolicyConfig": {
        "piiEntitiesConfig": [
            {"type": "EMAIL", "action": "ANONYMIZE"},
            {"type": "US_SOCIAL_SECURITY_NUMBER", "action": "BLOCK"},
        ],
        "regexesConfig": [{"name": "ticket", "pattern": "TICKET-[0-9]+", "action": "ANONYMIZE"}],
    },
    "contextualGroundingPolicyConfig": {"filtersConfig": [{"type": "GROUNDING", "threshold": 0.7}]},
}


def make(aws: LocalAws, name: str = "cai", region: str = "us-east-1", **settings: Any) -> dict[str, Any]:
    """Create a guardrail; without any settings, one that forbids a word."""
    request = {"blockedInputMessaging": BLOCKED_IN, "blockedOutputsMessaging": BLOCKED_OUT, **(settings or WORDS)}
    if not any(member.endswith("PolicyConfig") for member in settings):
        request |= WORDS
    answer: dict[str, Any] = client(aws, region=region).create_guardrail(name=name, **request)
    return answer


def publish(aws: LocalAws, guardrail_id: str, **more: Any) -> str:
    answer = client(aws).create_guardrail_version(guardrailIdentifier=guardrail_id, **more)
    return str(answer["version"])
