# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""IAM policies: statements, their document, its size, and several documents where one would be too large.

Grammar and sizes: IAM User Guide, "Grammar of the IAM JSON policy language" and "IAM and AWS STS quotas".
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeVar

from ansible_collections.genai.bedrock.plugins.module_utils._core.problems import Problem, ProblemError

#: Characters that a customer managed policy may have; IAM does not count white space.
MAX_CHARACTERS = 6144
VERSION = "2012-10-17"

ALLOW, DENY = "Allow", "Deny"

Document = dict[str, Any]
#: operator → condition key → values.
Conditions = Mapping[str, Mapping[str, Sequence[str]]]
Unit = TypeVar("Unit")


@dataclass(frozen=True, slots=True)
class Statement:
    """One statement; the order of actions, resources and values means nothing to IAM."""

    sid: str
    actions: Iterable[str]
    resources: Iterable[str]
    conditions: Conditions = field(default_factory=dict)
    effect: str = ALLOW

    def as_dict(self) -> dict[str, Any]:
        rendered: dict[str, Any] = {
            "Sid": self.sid,
            "Effect": self.effect,
            "Action": sorted(set(self.actions)),
            "Resource": sorted(set(self.resources)),
        }
        conditions = {
            operator: {key: _one_or_many(values) for key, values in sorted(keys.items())}
            for operator, keys in sorted(self.conditions.items())
            if keys
        }
        return rendered | ({"Condition": conditions} if conditions else {})


def document(statements: Iterable[Statement]) -> Document:
    return {"Version": VERSION, "Statement": [statement.as_dict() for statement in statements]}


def size(policy: Document) -> int:
    """Characters as IAM counts them: without white space."""
    return len("".join(json.dumps(policy, separators=(",", ":"), ensure_ascii=False).split()))


def documents(
    units: Iterable[Unit], build: Callable[[Sequence[Unit]], Sequence[Statement]], *, limit: int = MAX_CHARACTERS
) -> list[Document]:
    """As few documents as the order of the units gives, each within the limit.

    ``build`` makes statements of units, so that what units have in common is written once. A unit is never torn apart.
    """
    groups: list[list[Unit]] = []
    for unit in units:
        if groups and size(document(build([*groups[-1], unit]))) <= limit:
            groups[-1].append(unit)
        else:
            groups.append([unit])
    made = [document(build(group)) for group in groups]
    problems = [Problem(_too_large(policy, limit)) for policy in made if size(policy) > limit]
    if problems:
        raise ProblemError(problems)
    return made


def _too_large(policy: Document, limit: int) -> str:
    names = ", ".join(statement["Sid"] for statement in policy["Statement"])
    return (
        f"the statements {names} have {size(policy)} characters, and the limit of an IAM policy is {limit}: "
        "they cannot be split further; shorten the SSM prefix, or name fewer regions"
    )


def _one_or_many(values: Sequence[str]) -> str | list[str]:
    ordered = sorted(set(values))
    return ordered[0] if len(ordered) == 1 else ordered
