# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Which records go."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from ansible.errors import AnsibleFilterError
from ansible_collections.genai.bedrock.plugins.module_utils._core.records import shapes
from ansible_collections.genai.bedrock.plugins.module_utils._core.records.records import removed_keys
from ansible_collections.genai.bedrock.plugins.module_utils._core.shapes import anything, map_of, maybe, require


def removed_records(
    plan: Mapping[str, Any], published: Mapping[str, Any] | None, purge: bool = False, held: Iterable[str] = ()
) -> list[str]:
    """Keys of published records that the plan takes away."""
    if not isinstance(plan, Mapping) or "entries" not in plan:
        raise AnsibleFilterError("removed_records: the input must be a plan, as workload_plan returns it")
    try:
        require(plan=(shapes.PLAN, plan), published=(maybe(map_of(anything)), published), held=(shapes.KEYS, held))
    except ValueError as error:
        raise AnsibleFilterError(f"removed_records: {error}") from error
    return removed_keys(plan, published, purge=purge, held=held)


class FilterModule:
    """The filter removed_records."""

    def filters(self) -> dict[str, Any]:
        return {"removed_records": removed_records}
