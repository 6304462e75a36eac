# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The short code of a region, as names carry it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from ansible.errors import AnsibleFilterError
from ansible_collections.genai.bedrock.plugins.module_utils._aws.regions import known_regions
from ansible_collections.genai.bedrock.plugins.module_utils._core import regions
from ansible_collections.genai.bedrock.plugins.module_utils._core.records.shapes import TEXTS
from ansible_collections.genai.bedrock.plugins.module_utils._core.shapes import require, text


def region_short_code(region: str, allowed_regions: Sequence[str] = ()) -> str:
    """``us-east-1`` → ``use1``."""
    try:
        require(region=(text, region), allowed_regions=(TEXTS, allowed_regions))
    except ValueError as error:
        raise AnsibleFilterError(f"region_short_code: {error}") from error
    if problem := known_regions().trusting(allowed_regions).problem(region):
        raise AnsibleFilterError(f"region_short_code: {problem}")
    return regions.region_short_code(region)


class FilterModule:
    """The filter region_short_code."""

    def filters(self) -> dict[str, Any]:
        return {"region_short_code": region_short_code}
