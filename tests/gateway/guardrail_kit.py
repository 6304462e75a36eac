# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""A guardrail with every option, and what AWS then tells of it."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

import boto3

from tests.gateway.running import run_module
from tests.local_aws.server import LocalAws

REGION, WEST = "us-east-1", "us-west-2"
TEXTS = {"blocked_input_messaging": "Not that question.", "blocked_outputs_messaging": "Not that answer."}
PLAIN: dict[str, Any] = {**TEXTS, "words": ["purple elephant"]}
FULL: dict[str, Any] = {
    **TEXTS,
    "description": "What assistants may say",
    "content_filters": {
        "HATE": "HIGH",
        "VIOLENCE": {"input_strength": "LOW", "output_strength": "HIGH", "input_modalities": ["TEXT", "IMAGE"]},
    },
    "prompt_attack": "HIGH",
    "denied_topics": {
        "Legal advice": {"definition": "Questions about the law.", "examples": ["Can I sue him?", "Is it legal?"]},
        "Medicine": "Questions about treatment.",
    },
    "words": ["purple elephant", {"text": "Acme", "output_action": "NONE"}],
    "managed_word_lists": ["PROFANITY"],
    "pii_entities": {"EMAIL": "ANONYMIZE", "PIN": {"action": "BLOCK", "input_action": "NONE"}},
    "regexes": {"ticket": {"pattern": "TICKET-[0-9]+", "action": "ANONYMIZE", "description": "A ticket"}, "x": "x+ "},
    "grounding": {"GROUNDING": 0.7, "RELEVANCE": {"threshold": 0.5, "action": "NONE"}},
    "tags": {"Team": "a"},
}


@lru_cache(maxsize=8)
def _client(url: str, region: str) -> Any:
    """Made once; making one costs more than calling it."""
    session = boto3.Session(aws_access_key_id="local", aws_secret_access_key="local", region_name=region)
    return session.client("bedrock", endpoint_url=url)


def guardrail(aws: LocalAws, **options: Any) -> dict[str, Any]:
    return run_module("guardrail", aws, **{"name": "cai", **options})


def live(aws: LocalAws, region: str = REGION, name: str = "cai", version: str | None = None) -> dict[str, Any] | None:
    """What AWS tells of the guardrail of a name, with its tags and the numbers of its versions."""
    client = _client(aws.url, region)
    found = [row["id"] for row in client.list_guardrails()["guardrails"] if row["name"] == name]
    if not found:
        return None
    wanted = {"guardrailVersion": version} if version else {}
    answer: dict[str, Any] = client.get_guardrail(guardrailIdentifier=found[0], **wanted)
    rows = client.list_guardrails(guardrailIdentifier=found[0])["guardrails"]
    tags = client.list_tags_for_resource(resourceARN=answer["guardrailArn"])["tags"]
    answer.pop("ResponseMetadata")
    return {
        **answer,
        "versions": [row["version"] for row in rows if row["version"] != "DRAFT"],
        "tags": {tag["key"]: tag["value"] for tag in tags},
    }


def seed(aws: LocalAws, tags: dict[str, str] | None = None, region: str = REGION, **settings: Any) -> str:
    """A guardrail that somebody else made; its ARN."""
    request = {
        "name": "cai",
        "blockedInputMessaging": "Theirs.",
        "blockedOutputsMessaging": "Theirs.",
        "wordPolicyConfig": {"wordsConfig": [{"text": "theirs"}]},
        "tags": [{"key": key, "value": value} for key, value in (tags or {}).items()],
        **settings,
    }
    arn: str = _client(aws.url, region).create_guardrail(**request)["guardrailArn"]
    return arn


def writes(aws: LocalAws) -> list[str]:
    verbs = ("Create", "Update", "Delete", "Tag", "Untag")
    return [call["operation"] for call in aws.calls() if call["operation"].startswith(verbs)]
