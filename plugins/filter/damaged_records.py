# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What stands in the place of a record and is none."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from ansible.errors import AnsibleFilterError
from ansible_collections.genai.bedrock.plugins.module_utils._core.records import reading, shapes
from ansible_collections.genai.bedrock.plugins.module_utils._core.shapes import maybe, require, text


def damaged_records(
    parameters: Sequence[Mapping[str, Any]],
    prefix: str,
    environment: str,
    tagged: Sequence[Mapping[str, Any]] | None = None,
) -> list[dict[str, Any]]:
    """An error for each place of a record that holds none."""
    try:
        require(
            parameters=(shapes.READ, parameters),
            prefix=(text, prefix),
            environment=(text, environment),
            tagged=(maybe(shapes.READ), tagged),
        )
    except ValueError as error:
        raise AnsibleFilterError(f"damaged_records: {error}") from error
    return reading.damaged_records(parameters, prefix, environment, tagged)


class FilterModule:
    """The filter damaged_records."""

    def filters(self) -> dict[str, Any]:
        return {"damaged_records": damaged_records}
