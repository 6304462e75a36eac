# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The model that is recommended for a use case."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from ansible.errors import AnsibleFilterError
from ansible_collections.genai.bedrock.plugins.module_utils._core.models.recommended import RECOMMENDED, recommended
from ansible_collections.genai.bedrock.plugins.module_utils._core.shapes import require, text
from ansible_collections.genai.bedrock.plugins.module_utils._core.suggestions import did_you_mean


def recommended_model(use_case: str) -> dict[str, str]:
    """``code_review`` → {model, reason, checked}."""
    try:
        require(use_case=(text, use_case))
    except ValueError as error:
        raise AnsibleFilterError(f"recommended_model: {error}") from error
    found = recommended(use_case)
    if found is None:
        reported = did_you_mean(use_case, RECOMMENDED)
        raise AnsibleFilterError(f"recommended_model: nothing is recommended for the use case {use_case!r}; {reported}")
    return asdict(found)


class FilterModule:
    """The filter recommended_model."""

    def filters(self) -> dict[str, Any]:
        return {"recommended_model": recommended_model}
