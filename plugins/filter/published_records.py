# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Records from what was read by path."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from ansible.errors import AnsibleFilterError
from ansible_collections.genai.bedrock.plugins.module_utils._core.records import shapes
from ansible_collections.genai.bedrock.plugins.module_utils._core.records.reading import of_workload, read_records
from ansible_collections.genai.bedrock.plugins.module_utils._core.shapes import maybe, require, text


def published_records(
    parameters: Sequence[Mapping[str, Any]], prefix: str, environment: str, workload: str | None = None
) -> dict[str, Any]:
    """``<workload>/<key>`` → record; with ``workload``, key → record of that one."""
    try:
        require(
            parameters=(shapes.PARAMETERS, parameters),
            prefix=(text, prefix),
            environment=(text, environment),
            workload=(maybe(text), workload),
        )
    except ValueError as error:
        raise AnsibleFilterError(f"published_records: {error}") from error
    found = read_records(parameters, prefix, environment)
    return of_workload(found, workload) if workload else found


class FilterModule:
    """The filter published_records."""

    def filters(self) -> dict[str, Any]:
        return {"published_records": published_records}
