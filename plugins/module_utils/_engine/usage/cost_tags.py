# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Read the status of cost allocation tags, and change it where somebody asked for that."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol

from ansible_collections.genai.bedrock.plugins.module_utils._core.failures import CallError
from ansible_collections.genai.bedrock.plugins.module_utils._core.problems import Problem
from ansible_collections.genai.bedrock.plugins.module_utils._core.usage.cost_tags import (
    LATER,
    UNKNOWN,
    TagPlan,
    inactive_lines,
    plan_tags,
)

_UPDATE = "UpdateCostAllocationTagsStatus"


class CostTagGateway(Protocol):
    """Cost Explorer. Every method may raise CallError."""

    region: str

    def statuses(self, keys: Sequence[str]) -> dict[str, str]: ...

    def set_status(self, keys: Sequence[str], status: str) -> dict[str, str]: ...


@dataclass(frozen=True, slots=True)
class Changed:
    """The plan, the keys that were changed (or would be), and a problem for each key that could not be."""

    plan: TagPlan
    changed: tuple[str, ...] = ()
    problems: list[Problem] = field(default_factory=list)


def look_at_tags(gateway: CostTagGateway, keys: Sequence[str]) -> dict[str, Any]:
    """Statuses by key, lines about those that are not active; where Cost Explorer does not answer, why.

    Members of an organization may not ask, so that this is a remark and no failure.
    """
    wanted = list(dict.fromkeys(keys))
    try:
        known = gateway.statuses(wanted) if wanted else {}
    except CallError as error:
        text = f"Whether cost allocation tags are active is not known: {error.problem().message}"
        return {"statuses": {}, "lines": [text], "known": False}
    statuses = {key: known.get(key, UNKNOWN) for key in wanted}
    return {"statuses": statuses, "lines": inactive_lines(statuses), "known": True}


def change_tags(gateway: CostTagGateway, keys: Sequence[str], status: str, *, check: bool) -> Changed:
    """Give the keys that status; those that Billing does not know are problems, and the others change all the same."""
    plan = plan_tags(keys, gateway.statuses(list(dict.fromkeys(keys))), status)
    problems = [Problem(LATER, key, operation=_UPDATE, code="UnknownTagKey") for key in plan.unknown]
    refused = gateway.set_status(plan.changes, status) if plan.changes and not check else {}
    problems += [Problem(why, key, operation=_UPDATE, code="Refused") for key, why in refused.items()]
    return Changed(plan, tuple(key for key in plan.changes if key not in refused), problems)
