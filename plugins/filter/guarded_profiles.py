# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Which profiles of a plan may be made while some regions lack their guardrail."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ansible.errors import AnsibleFilterError
from ansible_collections.genai.bedrock.plugins.module_utils._core.guardrails import guarded, shapes
from ansible_collections.genai.bedrock.plugins.module_utils._core.shapes import require


def guarded_profiles(plan: Mapping[str, Any], guardrails: Mapping[str, Any]) -> dict[str, Any]:
    """The profiles of the plan, without the regions in which their guardrail is missing."""
    try:
        require(plan=(shapes.PLAN, plan), guardrails=(shapes.PINS, guardrails))
    except ValueError as error:
        raise AnsibleFilterError(f"guarded_profiles: {error}") from error
    return guarded.guarded_profiles(plan, guardrails)


class FilterModule:
    """The filter guarded_profiles."""

    def filters(self) -> dict[str, Any]:
        return {"guarded_profiles": guarded_profiles}
