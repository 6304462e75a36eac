# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Cost allocation tags: which tag keys Billing knows, and which of them it breaks costs down by.

Cost Explorer API reference and user guide "Activating user-defined cost allocation tags": a key is known up to 24
hours after the first resource carries it, and only the management account of an organization, or an account that is in
none, may ask.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

ACTIVE, INACTIVE, UNKNOWN = "Active", "Inactive", "Unknown"
#: ListCostAllocationTags and UpdateCostAllocationTagsStatus take so many keys a call (Cost Explorer API reference).
KEYS_A_READ, KEYS_A_WRITE = 100, 20
#: A tag key at most has so many characters (Cost Explorer API reference).
_LONGEST = 1024

LATER = (
    "Billing does not know the tag key yet: it takes up to 24 hours after the first resource carries it; "
    "run this again then, and check the spelling of the key"
)


@dataclass(frozen=True, slots=True)
class TagPlan:
    """The status of every key, which of them change, and which cannot since Billing does not know them."""

    statuses: Mapping[str, str]
    changes: tuple[str, ...]
    unknown: tuple[str, ...]


def plan_tags(keys: Iterable[str], known: Mapping[str, str], wanted: str) -> TagPlan:
    """``known``: key → status, of those that Billing knows. A key that shall be inactive may well be unknown."""
    statuses = {key: known.get(key, UNKNOWN) for key in dict.fromkeys(keys)}
    changes = tuple(key for key, status in statuses.items() if status not in (UNKNOWN, wanted))
    unknown = tuple(key for key, status in statuses.items() if status == UNKNOWN and wanted == ACTIVE)
    return TagPlan(statuses, changes, unknown)


def key_problems(keys: Iterable[str], option: str = "tags") -> list[str]:
    """Why a text cannot be a tag key."""
    return [
        f"{option}: '{key[:40]}' is no tag key: it has 1 to {_LONGEST} characters"
        for key in keys
        if not 1 <= len(key.strip()) <= _LONGEST
    ]


def inactive_lines(statuses: Mapping[str, str]) -> list[str]:
    """What a reader of costs must know of tags that are not active, a line for each kind."""
    inactive = [key for key, status in statuses.items() if status == INACTIVE]
    unknown = [key for key, status in statuses.items() if status == UNKNOWN]
    lines = []
    if inactive:
        lines.append(
            f"Not active as cost allocation tags, so that bills do not show them: {', '.join(inactive)}. "
            "Activate them with genai.bedrock.cost_allocation_tags, or with bedrock_activate_cost_tags in the playbook."
        )
    if unknown:
        lines.append(f"Not known to Billing yet (up to 24 hours after the first use): {', '.join(unknown)}.")
    return lines
