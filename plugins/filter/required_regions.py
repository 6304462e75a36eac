# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Regions that an organisation must not deny."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from ansible.errors import AnsibleFilterError
from ansible_collections.genai.bedrock.plugins.module_utils._core.policies import invoking as invoke_policies
from ansible_collections.genai.bedrock.plugins.module_utils._core.policies.rules import PROFILES, RECORDS
from ansible_collections.genai.bedrock.plugins.module_utils._core.problems import ProblemError
from ansible_collections.genai.bedrock.plugins.module_utils._core.shapes import require


def required_regions(records: Mapping[str, Any], profiles: Sequence[Mapping[str, Any]] = ()) -> list[str]:
    """The regions to which calls of these records may be routed."""
    try:
        require(
            records=(RECORDS, records),
            profiles=(PROFILES, profiles),
        )
        return invoke_policies.required_regions(records, profiles)
    except ProblemError as error:
        raise AnsibleFilterError(f"required_regions: {error}") from error


class FilterModule:
    """The filter required_regions."""

    def filters(self) -> dict[str, Any]:
        return {"required_regions": required_regions}
