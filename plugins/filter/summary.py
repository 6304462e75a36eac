# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The end of a run in a few lines."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from ansible.errors import AnsibleFilterError
from ansible_collections.genai.bedrock.plugins.module_utils._core import summary as core
from ansible_collections.genai.bedrock.plugins.module_utils._core.records.shapes import SUMMARIZED, TEXTS
from ansible_collections.genai.bedrock.plugins.module_utils._core.shapes import map_of, require


def summary(
    results: Mapping[str, Any],
    environment: str,
    prefix: str,
    ssm_regions: Sequence[str] = (),
    planned: bool = False,
) -> list[str]:
    """Lines to print, from the results of the bulk module by workload."""
    try:
        require(results=(map_of(SUMMARIZED), results), ssm_regions=(TEXTS, ssm_regions))
    except ValueError as error:
        raise AnsibleFilterError(f"summary: {error}") from error
    return core.summary(results, environment, prefix, ssm_regions, planned=planned)


class FilterModule:
    """The filter summary."""

    def filters(self) -> dict[str, Any]:
        return {"summary": summary}
