# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""A new inventory: the author's answers, checked and completed, by variable."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from pathlib import PurePath
from typing import Any

from ansible_collections.genai.bedrock.plugins.module_utils._core.casting import CastError, as_text_map, as_texts
from ansible_collections.genai.bedrock.plugins.module_utils._core.regions import Regions, region_parts
from ansible_collections.genai.bedrock.plugins.module_utils._core.suggestions import did_you_mean
from ansible_collections.genai.bedrock.plugins.module_utils._core.workloads.entries import (
    CAI,
    COPILOT,
    CROSS_REGION,
    EMBEDDING,
    INFERENCE_PROFILES,
)
from ansible_collections.genai.bedrock.plugins.module_utils._core.workloads.settings import read_settings

PATH, ACCOUNTS, ROLES = "bedrock_inventory_path", "bedrock_accounts", "bedrock_roles"
#: In the order in which the playbooks have them.
_ROLES = (INFERENCE_PROFILES, COPILOT, CAI, EMBEDDING, CROSS_REGION)
_ENVIRONMENT, _REGION = "dev", "us-east-1"
#: Geographies that are one country's, by their source regions (AWS's tables of Claude models in Japan and Australia).
_COUNTRIES = {
    "ap-northeast-1": "jp",
    "ap-northeast-3": "jp",
    "ap-southeast-2": "au",
    "ap-southeast-4": "au",
}
_AREAS = {"us": "us", "ca": "us", "eu": "eu", "ap": "apac"}

_HOST = re.compile(r"[A-Za-z0-9][A-Za-z0-9_.-]*")
_ROLE_ARN = re.compile(r"arn:aws[a-z-]*:iam::[0-9]{12}:role/[\w+=,.@/-]+")
_ACCOUNT = re.compile(r"[0-9]{12}")
_PROFILE = re.compile(r"[\w.@:/+-]+(?: [\w.@:/+-]+)*")


def new_inventory(
    answers: Mapping[str, Any], known: Regions | None = None, existing: Sequence[str] = ()
) -> dict[str, Any]:
    """The variables of the inventory, and every problem of the answers under ``problems``.

    An answer that is missing or empty gets its default. ``bedrock_accounts`` comes back as host → its variables,
    ``bedrock_geography`` is empty where no geography follows from the first region. ``existing``: files that are there.
    """
    regions, wrong_regions = _cast(as_texts, answers.get("bedrock_regions") or [_REGION], "bedrock_regions")
    given = {
        "environment": answers.get("bedrock_environment") or _ENVIRONMENT,
        "regions": regions or [_REGION],
        "geography": answers.get("bedrock_geography"),
        # So that problems name the variables of the environment.
        "entries_variable": "bedrock_entries",
    }
    settings, problems = read_settings(given, INFERENCE_PROFILES, known)
    accounts, wrong_accounts = _accounts(answers.get(ACCOUNTS) or f"genai-{settings.environment}")
    roles, wrong_roles = _roles(answers.get(ROLES), settings.regions)
    return {
        "bedrock_environment": settings.environment,
        "bedrock_regions": settings.regions,
        "bedrock_geography": settings.geography or _geography(settings.regions),
        ACCOUNTS: accounts,
        ROLES: roles,
        "problems": [
            *_path(answers.get(PATH), existing),
            *wrong_regions,
            *map(str, problems),
            *wrong_accounts,
            *wrong_roles,
        ],
    }


def _path(value: object, existing: Sequence[str]) -> list[str]:
    if not value:
        return [f"{PATH}: is missing; name the folder to write, as in -e {PATH}=inventories/dev"]
    if "ansible_collections" in PurePath(str(value)).parts:
        return [f"{PATH}: {value} lies in an installed collection, and goes when that is upgraded; name another folder"]
    if existing:
        there = f"{', '.join(existing)} {'is' if len(existing) == 1 else 'are'} there already"
        return [f"{PATH}: {there}, and nothing is overwritten; edit what is there, or name another folder"]
    return []


def _geography(regions: Sequence[str]) -> str:
    """The geography of the first region, empty where it is not known."""
    parts = region_parts(regions[0]) if regions else None
    if parts is None:
        return ""
    if parts.realm:
        return "us-gov" if parts.realm == "gov" else ""
    return _COUNTRIES.get(regions[0]) or _AREAS.get(parts.area, "")


def _roles(value: object, regions: Sequence[str]) -> tuple[list[str], list[str]]:
    """The roles, those that fit where none is named; a profile of one's own is always possible."""
    if not value:
        return [role for role in _ROLES if role != CROSS_REGION or len(regions) > 1], []
    named, problems = _cast(as_texts, value, ROLES)
    unknown = [role for role in named or [] if role not in _ROLES]
    problems += [f"{ROLES}: there is no role '{role}'; {did_you_mean(role, _ROLES)}" for role in unknown]
    return [role for role in _ROLES if role == INFERENCE_PROFILES or role in (named or [])], problems


def _accounts(value: object) -> tuple[dict[str, dict[str, str]], list[str]]:
    """Host → its variables. A map, a list of names, or a text: ``name=role or profile,name``."""
    pairs, problems = _pairs(value)
    found: dict[str, dict[str, str]] = {}
    for host, credentials in pairs:
        if not _HOST.fullmatch(host):
            problems.append(f"{ACCOUNTS}: '{host}' is no name of a host: letters, digits and . _ -")
        elif host in found:
            problems.append(f"{ACCOUNTS}: '{host}' is there twice")
        else:
            found[host], wrong = _credentials(credentials)
            problems += [f"{ACCOUNTS}: {host}: {text}" for text in wrong]
    return found, problems


def _pairs(value: object) -> tuple[list[tuple[str, str]], list[str]]:
    if isinstance(value, Mapping) or (isinstance(value, str) and value.strip().startswith("{")):
        named, problems = _cast(as_text_map, value, ACCOUNTS)
        return list((named or {}).items()), problems
    words, problems = _cast(as_texts, value, ACCOUNTS)
    split = [word.partition("=") for word in words or []]
    return [(name.strip(), credentials.strip()) for name, _equals, credentials in split], problems


def _credentials(text: str) -> tuple[dict[str, str], list[str]]:
    """The variable that says how to reach the account; none where the credentials of the shell do."""
    if not text:
        return {}, []
    if _ROLE_ARN.fullmatch(text):
        return {"bedrock_assume_role_arn": text}, []
    if _ACCOUNT.fullmatch(text):
        role = f"arn:aws:iam::{text}:role/<name>"
        return {}, [
            f"'{text}' is the number of an account; name a role to assume there, {role}, or a credentials profile"
        ]
    if text.startswith("arn:") or not _PROFILE.fullmatch(text):
        rule = "the ARN of an IAM role (arn:aws:iam::111111111111:role/<name>), or a profile of ~/.aws/config"
        return {}, [f"'{text}' is neither of the two that reach an account: {rule}"]
    return {"bedrock_aws_profile": text}, []


def _cast(cast: Callable[[object], Any], value: object, variable: str) -> tuple[Any, list[str]]:
    try:
        return cast(value), []
    except CastError as error:
        return None, [f"{variable}: {error}"]
