# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Records as SSM parameters."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from ansible.errors import AnsibleFilterError
from ansible_collections.genai.bedrock.plugins.module_utils._core.records import publication, shapes
from ansible_collections.genai.bedrock.plugins.module_utils._core.shapes import anything, map_of, maybe, require, text


def record_parameters(
    records: Mapping[str, Any],
    prefix: str,
    environment: str,
    removed: Sequence[str] = (),
    document: Mapping[str, Any] | None = None,
) -> dict[str, Any]:
    """The map that the module ssm_parameters takes."""
    try:
        require(
            records=(shapes.RECORDS, records),
            prefix=(text, prefix),
            environment=(text, environment),
            removed=(shapes.TEXTS, removed),
            document=(maybe(map_of(anything)), document),
        )
    except ValueError as error:
        raise AnsibleFilterError(f"record_parameters: {error}") from error
    return publication.record_parameters(records, prefix, environment, removed, document)


class FilterModule:
    """The filter record_parameters."""

    def filters(self) -> dict[str, Any]:
        return {"record_parameters": record_parameters}
