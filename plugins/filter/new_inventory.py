# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The variables of a new inventory, out of what its author answered."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from ansible.errors import AnsibleFilterError
from ansible_collections.genai.bedrock.plugins.module_utils._aws.regions import known_regions
from ansible_collections.genai.bedrock.plugins.module_utils._core.records.shapes import TEXTS
from ansible_collections.genai.bedrock.plugins.module_utils._core.shapes import anything, map_of, require
from ansible_collections.genai.bedrock.plugins.module_utils._core.workloads import inventory


def new_inventory(answers: Mapping[str, Any], existing: Sequence[str] = ()) -> dict[str, Any]:
    """The variables, completed with defaults, and what is wrong with the answers."""
    try:
        require(answers=(map_of(anything), answers), existing=(TEXTS, existing))
    except ValueError as error:
        raise AnsibleFilterError(f"new_inventory: {error}") from error
    return inventory.new_inventory(answers, known_regions(), existing)


class FilterModule:
    """The filter new_inventory."""

    def filters(self) -> dict[str, Any]:
        return {"new_inventory": new_inventory}
