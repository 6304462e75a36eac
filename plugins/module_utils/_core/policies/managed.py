# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Managed policies of an environment: how they are called, what is there, and what is wanted."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from ansible_collections.genai.bedrock.plugins.module_utils._core.ignored_tags import NOTHING_IGNORED, IgnoredTags
from ansible_collections.genai.bedrock.plugins.module_utils._core.policies.access import (
    DEPLOYER,
    INVOKE,
    Access,
)
from ansible_collections.genai.bedrock.plugins.module_utils._core.policies.policies import Document
from ansible_collections.genai.bedrock.plugins.module_utils._core.tags import (
    ENVIRONMENT,
    MANAGED_BY,
    OWNER,
    WORKLOAD,
    is_subset,
    merge_tags,
)

_INVOKE = re.compile(rf"{INVOKE}-([a-z0-9_]+)")
_NUMBER = re.compile(r"-[0-9]+$")
REMEMBERED = "Documents/"
#: IAM User Guide, "IAM and AWS STS quotas": versions of a managed policy.
_MOST_VERSIONS = 5


@dataclass(frozen=True, slots=True)
class LivePolicy:
    """A managed policy of the account; ``document`` is that of its default version."""

    name: str
    arn: str
    tags: Mapping[str, str]
    document: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class LiveRole:
    """An IAM role, with the ARNs of the managed policies that it has."""

    name: str
    attached: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Holders:
    """Who has a managed policy: names of roles, users and groups."""

    roles: tuple[str, ...] = ()
    users: tuple[str, ...] = ()
    groups: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Version:
    """One version of a managed policy; its id is ``v`` with a number that only grows."""

    version_id: str
    is_default: bool

    @property
    def number(self) -> int:
        return int(self.version_id.removeprefix("v"))


@dataclass(frozen=True, slots=True)
class WantedPolicy:
    name: str
    document: Document
    description: str
    tags: Mapping[str, str]
    ignore_tags: IgnoredTags = NOTHING_IGNORED


def in_the_way(versions: Iterable[Version]) -> list[Version]:
    """What must go before another version fits in: nothing, or the oldest that is not in use."""
    listed = list(versions)
    spare = [one for one in listed if not one.is_default]
    return [min(spare, key=lambda one: one.number)] if len(listed) >= _MOST_VERSIONS and spare else []


def policy_name(document: str, prefix: str) -> str:
    """``invoke-copilot-2`` → ``<prefix>copilot-invoke-2``."""
    return prefix + _INVOKE.sub(rf"\1-{INVOKE}", document)


def register_name(prefix: str) -> str:
    """The policy whose tags remember how many documents there were of each."""
    return policy_name(DEPLOYER, prefix)


def remembered_names(register: LivePolicy | None, access: Access) -> list[str]:
    """Names of the policies of an earlier run."""
    if register is None or not is_ours(register, access.environment):
        return []
    counted = {
        tag.removeprefix(REMEMBERED): int(count)
        for tag, count in register.tags.items()
        if tag.startswith(REMEMBERED) and count.isdecimal()
    }
    documents = [f"{stem}-{n}" if n > 1 else stem for stem, count in counted.items() for n in range(1, count + 1)]
    return [policy_name(document, access.policy_prefix) for document in documents]


def is_ours(policy: LivePolicy, environment: str) -> bool:
    return is_subset({MANAGED_BY: OWNER, ENVIRONMENT: environment}, policy.tags)


def wanted_policies(access: Access, documents: Mapping[str, Document]) -> list[WantedPolicy]:
    stems = Counter(_NUMBER.sub("", document) for document in documents)
    register = {f"{REMEMBERED}{stem}": str(count) for stem, count in stems.items()}
    owner = {MANAGED_BY: OWNER, ENVIRONMENT: access.environment}
    wanted = []
    for document, policy in documents.items():
        workload = _INVOKE.match(document)
        own = {WORKLOAD: workload[1]} if workload else register if document == DEPLOYER else {}
        wanted.append(
            WantedPolicy(
                policy_name(document, access.policy_prefix),
                policy,
                f"Made by genai.bedrock.access of the records of {access.environment}",
                merge_tags(access.tags, owner, own),
                access.ignore_tags,
            )
        )
    return wanted


def attachments(access: Access, documents: Iterable[str]) -> dict[str, list[str]]:
    """IAM role → names of the policies that it gets."""
    stems: dict[str, list[str]] = {}
    for workload, roles in access.roles.items():
        for role in roles:
            stems.setdefault(role, []).append(f"{INVOKE}-{workload}")
    for role in access.deployer_roles:
        stems.setdefault(role, []).append(DEPLOYER)
    return {
        role: [policy_name(one, access.policy_prefix) for one in documents if _NUMBER.sub("", one) in own]
        for role, own in stems.items()
    }
