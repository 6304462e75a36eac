# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Whether the guardrails that a user names are there."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ansible.errors import AnsibleFilterError
from ansible_collections.genai.bedrock.plugins.module_utils._core.guardrails import shapes
from ansible_collections.genai.bedrock.plugins.module_utils._core.guardrails.existing import judge_existing
from ansible_collections.genai.bedrock.plugins.module_utils._core.shapes import require


def existing_guardrails(guardrail: Mapping[str, Any], looked: Mapping[str, Any]) -> dict[str, Any]:
    """What there is of the existing guardrails of a plan, what is missing, and what failed."""
    try:
        require(guardrail=(shapes.GUARDRAIL, guardrail), looked=(shapes.LOOKED, looked))
    except ValueError as error:
        raise AnsibleFilterError(f"existing_guardrails: {error}") from error
    return judge_existing(guardrail, looked)


class FilterModule:
    """The filter existing_guardrails."""

    def filters(self) -> dict[str, Any]:
        return {"existing_guardrails": existing_guardrails}
