# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The guardrail of a workload."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ansible.errors import AnsibleFilterError
from ansible_collections.genai.bedrock.plugins.module_utils._aws.regions import known_regions
from ansible_collections.genai.bedrock.plugins.module_utils._core.guardrails import guarded, shapes
from ansible_collections.genai.bedrock.plugins.module_utils._core.shapes import require


def guarded_plan(plan: Mapping[str, Any], wish: Mapping[str, Any] | None = None) -> dict[str, Any]:
    """The plan with what its role wants of guardrails; what is wrong with that stands in its ``errors``."""
    try:
        require(plan=(shapes.PLAN, plan), wish=(shapes.WISH, wish))
    except ValueError as error:
        raise AnsibleFilterError(f"guarded_plan: {error}") from error
    return guarded.guarded_plan(plan, wish, known_regions())


class FilterModule:
    """The filter guarded_plan."""

    def filters(self) -> dict[str, Any]:
        return {"guarded_plan": guarded_plan}
