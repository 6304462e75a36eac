# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Policies of a parameter: as written by users, as returned by AWS, and compared.

Sources: API reference of PutParameter and its errors (botocore 1.44.5); that ``[{}]`` removes all: AWS Systems Manager
User Guide, Assigning parameter policies.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from ansible_collections.genai.bedrock.plugins.module_utils._core.casting import CastError
from ansible_collections.genai.bedrock.plugins.module_utils._core.suggestions import did_you_mean

POLICY_TYPES = ("Expiration", "ExpirationNotification", "NoChangeNotification")
_MOST = 10
_LONGEST = 4096
_NONE = "[{}]"

#: Each policy as JSON with sorted keys.
Policies = tuple[str, ...]


def as_policies(value: object) -> Policies:
    """A list of policies, or JSON text of one; raises CastError."""
    if isinstance(value, str):
        value = _loaded(value)
    if not isinstance(value, Sequence) or not all(isinstance(row, Mapping) for row in value):
        raise CastError("is a list of policies, each a map with Type, Version and Attributes")
    return tuple(_text(row) for row in value if row)


def policy_problems(policies: Policies) -> list[str]:
    rows = [json.loads(text) for text in policies]
    problems = [text for number, row in enumerate(rows, 1) for text in _one(number, row)]
    if len(policies) > _MOST:
        problems.append(f"policies: {len(policies)} are too many: a parameter holds {_MOST}")
    if sum(row.get("Type") == "Expiration" for row in rows) > 1:
        problems.append("policies: there is more than one Expiration, and AWS takes one: leave the others out")
    if len(sent(policies)) > _LONGEST:
        problems.append(f"policies: they have {len(sent(policies))} characters as JSON: at most {_LONGEST} are allowed")
    return problems


def same_policies(one: Policies, other: Policies) -> bool:
    return sorted(one) == sorted(other)


def sent(policies: Policies) -> str:
    """What PutParameter takes; without policies, what removes them."""
    return f"[{','.join(policies)}]" if policies else _NONE


def shown(policies: Policies) -> list[Any]:
    return [json.loads(text) for text in policies]


def described(rows: Iterable[Mapping[str, Any]] | None) -> Policies:
    """The policies that DescribeParameters and GetParameterHistory return."""
    return tuple(_text(found) for row in rows or () if (found := _loaded(row.get("PolicyText", ""))))


def _one(number: int, row: Mapping[str, Any]) -> list[str]:
    problems = [f"policies: entry {number} has no {key}" for key in ("Type", "Version", "Attributes") if key not in row]
    kind = row.get("Type")
    if kind is not None and kind not in POLICY_TYPES:
        problems.append(f"policies: entry {number} has the Type '{kind}': {did_you_mean(str(kind), POLICY_TYPES)}")
    return problems


def _loaded(text: str) -> Any:
    try:
        return json.loads(text) if text.strip() else []
    except (ValueError, RecursionError) as error:
        raise CastError("is no JSON: give a list of policies") from error


def _text(row: Mapping[str, Any]) -> str:
    return json.dumps(row, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
