# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The records of a workload."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ansible.errors import AnsibleFilterError
from ansible_collections.genai.bedrock.plugins.module_utils._core import records as core


def records(plan: Mapping[str, Any], results: Any, published: Mapping[str, Any] | None = None) -> dict[str, Any]:
    """Key → record, of the plan, what the bulk module returned, and what was published before."""
    if not isinstance(plan, Mapping) or "entries" not in plan:
        raise AnsibleFilterError("records: the input must be a plan, as workload_plan returns it")
    return core.records(plan, results, published)


class FilterModule:
    """The filter records."""

    def filters(self) -> dict[str, Any]:
        return {"records": records}
