# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The rules of a guardrail's values: how each is cast, which are allowed, and what to say of the others.

Lengths, patterns, counts and enumerations are those of Bedrock's API model (botocore 1.44.5; a unit test compares). The
user guide adds: a grounding threshold is from 0 to 0.99, prompt attacks are detected in prompts only.
"""

from __future__ import annotations

import re
import warnings
from collections.abc import Callable
from typing import Any

from ansible_collections.genai.bedrock.plugins.module_utils._core.casting import (
    CastError,
    as_bool,
    as_number,
    as_text,
    as_texts,
)
from ansible_collections.genai.bedrock.plugins.module_utils._core.suggestions import did_you_mean

Rule = Callable[[object], Any]

CONTENT_FILTERS = ("HATE", "INSULTS", "MISCONDUCT", "SEXUAL", "VIOLENCE")
STRENGTHS = ("NONE", "LOW", "MEDIUM", "HIGH")
MODALITIES = ("TEXT", "IMAGE")
ACTIONS = ("BLOCK", "NONE")
SENSITIVE_ACTIONS = ("BLOCK", "ANONYMIZE", "NONE")
GROUNDING = ("GROUNDING", "RELEVANCE")
MANAGED_WORD_LISTS = ("PROFANITY",)
PII_ENTITIES = (
    "ADDRESS",
    "AGE",
    "AWS_ACCESS_KEY",
    "AWS_SECRET_KEY",
    "CA_HEALTH_NUMBER",
    "CA_SOCIAL_INSURANCE_NUMBER",
    "CREDIT_DEBIT_CARD_CVV",
    "CREDIT_DEBIT_CARD_EXPIRY",
    "CREDIT_DEBIT_CARD_NUMBER",
    "DRIVER_ID",
    "EMAIL",
    "INTERNATIONAL_BANK_ACCOUNT_NUMBER",
    "IP_ADDRESS",
    "LICENSE_PLATE",
    "MAC_ADDRESS",
    "NAME",
    "PASSWORD",
    "PHONE",
    "PIN",
    "SWIFT_CODE",
    "UK_NATIONAL_HEALTH_SERVICE_NUMBER",
    "UK_NATIONAL_INSURANCE_NUMBER",
    "UK_UNIQUE_TAXPAYER_REFERENCE_NUMBER",
    "URL",
    "USERNAME",
    "US_BANK_ACCOUNT_NUMBER",
    "US_BANK_ROUTING_NUMBER",
    "US_INDIVIDUAL_TAX_IDENTIFICATION_NUMBER",
    "US_PASSPORT_NUMBER",
    "US_SOCIAL_SECURITY_NUMBER",
    "VEHICLE_IDENTIFICATION_NUMBER",
)
_EXAMPLES, _EXAMPLE_LENGTH = 5, 100
_HIGHEST_THRESHOLD = 0.99
_PATTERN_LENGTH = 500

#: Unicode classes, named groups, absolute ends, flags within: what other dialects of regular expressions have.
_FOREIGN = (
    (re.compile(r"\\[pP](?:\{\^?\w+\}|[A-Z])"), r"\\w"),
    (re.compile(r"\[:\^?[a-z]+:\]"), r"\\w"),
    (re.compile(r"\(\?<(?=[A-Za-z])"), "(?P<"),
    (re.compile(r"\\k<(\w+)>"), r"(?P=\1)"),
    (re.compile(r"\\[zZGhHRXKQE]"), ""),
    (re.compile(r"\\x\{[0-9A-Fa-f]+\}"), "x"),
    (re.compile(r"\(\?[a-zA-Z]*(?:-[a-zA-Z]+)?(?=[:)])"), "(?"),
    (re.compile(r"\(\?\)"), ""),
)
_NAME = re.compile(r"[0-9a-zA-Z-_]+")
_TOPIC = re.compile(r"[0-9a-zA-Z-_ !?.]+")
_KEY = re.compile(
    r"(arn:aws(-[^:]+)?:kms:[a-zA-Z0-9-]*:[0-9]{12}:((key/[a-zA-Z0-9-]{36})|(alias/[a-zA-Z0-9-_/]+)))"
    r"|([a-zA-Z0-9-]{36})|(alias/[a-zA-Z0-9-_/]+)"
)
_PROFILE = re.compile(
    r"[a-z0-9-]+[.]guardrail[.]v[0-9:]+"
    r"|arn:aws(-[^:]+)?:bedrock:[a-z0-9-]{1,20}:[0-9]{12}:guardrail-profile/[a-z0-9-]+[.]guardrail[.]v[0-9:]+"
)


def one_of(choices: tuple[str, ...]) -> Rule:
    """One of the words that AWS knows, in whatever case it is written."""

    def rule(value: object) -> str:
        word = as_text(value).upper()
        if word not in choices:
            raise CastError(f"'{as_text(value)}' is unknown: {did_you_mean(word, choices)}")
        return word

    return rule


def text(most: int, *, least: int = 1) -> Rule:
    def rule(value: object) -> str:
        written = as_text(value)
        if not least <= len(written) <= most:
            raise CastError(f"has {len(written)} characters: {least} to {most} are allowed")
        return written

    return rule


def pattern(value: object) -> str:
    """A regular expression as it is written: a blank at its end may be meant."""
    text(_PATTERN_LENGTH)(value)
    written = value if isinstance(value, str) else as_text(value)
    if problem := _broken(written):
        raise CastError(f"'{written}' is no regular expression: {problem}")
    return written


def _broken(written: str) -> str | None:
    """Why no dialect takes an expression; words that Python lacks and others have are read as what it has."""
    known = written
    for word, instead in _FOREIGN:
        known = word.sub(instead, known)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            re.compile(known)
    except (re.error, OverflowError, RecursionError) as error:
        return str(error)
    return None


def matching(allowed: re.Pattern[str], most: int, what: str, *, least: int = 1) -> Rule:
    length = text(most, least=least)

    def rule(value: object) -> str:
        written: str = length(value)
        if written and not allowed.fullmatch(written):
            raise CastError(f"'{written}' is not allowed: {what}")
        return written

    return rule


def modalities(value: object) -> list[str]:
    words = [one_of(MODALITIES)(word) for word in as_texts(value)]
    if not words:
        raise CastError(f"must name at least one of {', '.join(MODALITIES)}")
    return sorted(set(words))


def examples(value: object) -> list[str]:
    listed = [value] if isinstance(value, str) else value
    written = as_texts(listed)
    if len(written) > _EXAMPLES:
        raise CastError(f"has {len(written)} examples: at most {_EXAMPLES} are allowed")
    return [text(_EXAMPLE_LENGTH)(one) for one in written]


def threshold(value: object) -> float:
    number = as_number(value)
    if not 0 <= number <= _HIGHEST_THRESHOLD:
        raise CastError(f"{number} is not allowed: a threshold is from 0 to {_HIGHEST_THRESHOLD}")
    return float(number)


def flag(value: object) -> bool:
    return as_bool(value)


guardrail_name = matching(_NAME, 50, "letters, digits, hyphens and underscores only")
topic_name = matching(_TOPIC, 100, "letters, digits, spaces and - _ ! ? . only")
key_id = matching(_KEY, 2048, "the id, alias (alias/…) or ARN of a KMS key, or empty for none", least=0)
profile_id = matching(_PROFILE, 2048, "the id of a guardrail profile (us.guardrail.v1:0) or its ARN", least=0)
