# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Records by what the user names."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from ansible.errors import AnsibleFilterError
from ansible_collections.genai.bedrock.plugins.module_utils._core.records import choosing, shapes
from ansible_collections.genai.bedrock.plugins.module_utils._core.shapes import anything, map_of, require


def chosen_records(
    records: Mapping[str, Any],
    workloads: Sequence[str] = (),
    keys: Sequence[str] = (),
    damaged: Sequence[Mapping[str, Any]] = (),
) -> dict[str, Any]:
    """What is named, and what is named and not there."""
    try:
        require(
            records=(map_of(anything), records),
            workloads=(shapes.TEXTS, workloads),
            keys=(shapes.TEXTS, keys),
            damaged=(shapes.DAMAGED, damaged),
        )
    except ValueError as error:
        raise AnsibleFilterError(f"chosen_records: {error}") from error
    return choosing.chosen_records(records, workloads, keys, damaged)


class FilterModule:
    """The filter chosen_records."""

    def filters(self) -> dict[str, Any]:
        return {"chosen_records": chosen_records}
