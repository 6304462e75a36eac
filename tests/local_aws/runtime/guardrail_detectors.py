# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What in a text a guardrail's policies find: simple stand-ins, for no model judges here.

Words, regular expressions and the PII below are looked for as they are. A denied topic is found by one of its examples or by
all words of its name, a content filter by its type in brackets (`[VIOLENCE]`), a prompt attack by its best known phrase too.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

_PROFANITY = re.compile(r"\b(?:damn|crap|bollocks)\b", re.IGNORECASE)
_ATTACK = re.compile(r"ignore (?:all |your |the )*previous instructions", re.IGNORECASE)
_PII = {
    "EMAIL": r"[\w.+-]+@[\w-]+\.[\w.-]*\w",
    "PHONE": r"\+?\d{1,3}[ -]\(?\d{3}\)?[ -]\d{3}[ -]?\d{4}",
    "US_SOCIAL_SECURITY_NUMBER": r"\b\d{3}-\d{2}-\d{4}\b",
    "CREDIT_DEBIT_CARD_NUMBER": r"\b(?:\d{4}[ -]?){3}\d{4}\b",
    "IP_ADDRESS": r"\b(?:\d{1,3}\.){3}\d{1,3}\b",
    "MAC_ADDRESS": r"\b(?:[0-9A-Fa-f]{2}:){5}[0-9A-Fa-f]{2}\b",
    "AWS_ACCESS_KEY": r"\b(?:AKIA|ASIA)[A-Z0-9]{16}\b",
    "URL": r"https?://\S+",
}


@dataclass(frozen=True)
class Finding:
    """One thing found: where it is told in the assessment, what it says there, and what is to be done about it."""

    policy: str
    members: str
    reported: Mapping[str, Any]
    action: str
    match: str = ""
    mask: str = ""


def findings(settings: Mapping[str, Any], side: str, text: str) -> Iterator[Finding]:
    """All that is found in a text on its way in (`input`) or out (`output`)."""
    yield from _topics(settings, side, text)
    yield from _content(settings, side, text)
    yield from _words(settings, side, text)
    yield from _sensitive(settings, side, text)


def _elements(settings: Mapping[str, Any], policy: str, members: str, side: str) -> Iterator[tuple[Any, str]]:
    """The elements that are evaluated on this side, each with its action there."""
    for element in (settings.get(f"{policy}Config") or {}).get(f"{members}Config") or []:
        if element.get(f"{side}Enabled", True):
            yield element, element.get(f"{side}Action", element.get("action", "BLOCK"))


def _topics(settings: Mapping[str, Any], side: str, text: str) -> Iterator[Finding]:
    for topic, action in _elements(settings, "topicPolicy", "topics", side):
        examples = [example.lower() for example in topic.get("examples", [])]
        words = re.findall(r"\w+", topic["name"].lower())
        words_of_text = set(re.findall(r"\w+", text.lower()))
        if any(example in text.lower() for example in examples) or words_of_text.issuperset(words):
            yield Finding("topicPolicy", "topics", {"name": topic["name"], "type": "DENY"}, action)


def _content(settings: Mapping[str, Any], side: str, text: str) -> Iterator[Finding]:
    for element, action in _elements(settings, "contentPolicy", "filters", side):
        kind, strength = element["type"], element[f"{side}Strength"]
        if strength != "NONE" and (f"[{kind}]" in text or (kind == "PROMPT_ATTACK" and _ATTACK.search(text))):
            reported = {"type": kind, "confidence": "HIGH", "filterStrength": strength}
            yield Finding("contentPolicy", "filters", reported, action)


def _words(settings: Mapping[str, Any], side: str, text: str) -> Iterator[Finding]:
    for word, action in _elements(settings, "wordPolicy", "words", side):
        if found := re.search(rf"(?<!\w){re.escape(word['text'])}(?!\w)", text, re.IGNORECASE):
            yield Finding("wordPolicy", "customWords", {"match": found[0]}, action)
    for managed, action in _elements(settings, "wordPolicy", "managedWordLists", side):
        if found := _PROFANITY.search(text):
            reported = {"match": found[0], "type": managed["type"]}
            yield Finding("wordPolicy", "managedWordLists", reported, action)


def _sensitive(settings: Mapping[str, Any], side: str, text: str) -> Iterator[Finding]:
    policy = "sensitiveInformationPolicy"
    for entity, action in _elements(settings, policy, "piiEntities", side):
        kind = entity["type"]
        for found in re.finditer(_PII.get(kind, r"(?!)"), text):
            reported = {"type": kind, "match": found[0]}
            yield Finding(policy, "piiEntities", reported, action, found[0], f"{{{kind}}}")
    for regex, action in _elements(settings, policy, "regexes", side):
        for found in re.finditer(regex["pattern"], text):
            reported = {"name": regex["name"], "match": found[0], "regex": regex["pattern"]}
            yield Finding(policy, "regexes", reported, action, found[0], f"{{{regex['name']}}}")
