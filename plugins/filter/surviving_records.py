# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Records of what could not be deleted."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from ansible.errors import AnsibleFilterError
from ansible_collections.genai.bedrock.plugins.module_utils._core.records import records, shapes
from ansible_collections.genai.bedrock.plugins.module_utils._core.shapes import require


def surviving_records(published: Mapping[str, Any], arns: Sequence[str]) -> dict[str, Any]:
    """The records, reduced to targets of these ARNs."""
    try:
        require(published=(shapes.RECORDS, published), arns=(shapes.TEXTS, arns))
    except ValueError as error:
        raise AnsibleFilterError(f"surviving_records: {error}") from error
    return records.surviving_records(published, arns)


class FilterModule:
    """The filter surviving_records."""

    def filters(self) -> dict[str, Any]:
        return {"surviving_records": surviving_records}
