# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The records of a workload."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from ansible.errors import AnsibleFilterError
from ansible_collections.genai.bedrock.plugins.module_utils._core.records import records as core
from ansible_collections.genai.bedrock.plugins.module_utils._core.records import shapes
from ansible_collections.genai.bedrock.plugins.module_utils._core.shapes import maybe, require


def records(
    plan: Mapping[str, Any],
    results: Any,
    published: Mapping[str, Any] | None = None,
    held: Iterable[str] = (),
    guardrails: Mapping[str, Mapping[str, Any]] | None = None,
) -> dict[str, Any]:
    """Key → record, of the plan, what the bulk module returned, what was published before, and what stays as it was."""
    if not isinstance(plan, Mapping) or "entries" not in plan:
        raise AnsibleFilterError("records: the input must be a plan, as workload_plan returns it")
    pins = guardrails if isinstance(guardrails, Mapping) else None
    try:
        require(
            plan=(shapes.PLAN, plan),
            results=(shapes.RESULT if isinstance(results, Mapping) else shapes.PROFILES, results),
            published=(maybe(shapes.RECORDS), published),
            held=(shapes.KEYS, held),
            guardrails=(maybe(shapes.GUARDRAILS), pins),
        )
    except ValueError as error:
        raise AnsibleFilterError(f"records: {error}") from error
    return core.records(plan, results, published, held, pins)


class FilterModule:
    """The filter records."""

    def filters(self) -> dict[str, Any]:
        return {"records": records}
