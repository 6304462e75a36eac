# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The name of a profile by the convention."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from ansible.errors import AnsibleFilterError
from ansible_collections.genai.bedrock.plugins.module_utils._aws.regions import known_regions
from ansible_collections.genai.bedrock.plugins.module_utils._core import names
from ansible_collections.genai.bedrock.plugins.module_utils._core.records.shapes import TEXTS
from ansible_collections.genai.bedrock.plugins.module_utils._core.regions import region_short_code
from ansible_collections.genai.bedrock.plugins.module_utils._core.shapes import maybe, require, text


def inference_profile_name(
    family: str,
    use_case: str,
    environment: str,
    region: str | None = None,
    allowed_regions: Sequence[str] = (),
) -> str:
    """``{model-family}-{use-case}-{environment}[-{region-short}]``; an error where that is no name for a profile."""
    try:
        require(
            family=(text, family),
            use_case=(text, use_case),
            environment=(text, environment),
            region=(maybe(text), region),
            allowed_regions=(TEXTS, allowed_regions),
        )
    except ValueError as error:
        raise AnsibleFilterError(f"inference_profile_name: {error}") from error
    if region and (problem := known_regions().trusting(allowed_regions).problem(region)):
        raise AnsibleFilterError(f"inference_profile_name: {problem}")
    short = region_short_code(region) if region else None
    name = names.inference_profile_name(family, use_case, environment, short)
    if problem := names.role_name_problem(name):
        raise AnsibleFilterError(f"inference_profile_name: {problem}")
    return name


class FilterModule:
    """The filter inference_profile_name."""

    def filters(self) -> dict[str, Any]:
        return {"inference_profile_name": inference_profile_name}
