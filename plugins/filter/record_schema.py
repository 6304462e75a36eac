# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The JSON schema of a record."""

from __future__ import annotations

from typing import Any

from ansible.errors import AnsibleFilterError
from ansible_collections.genai.bedrock.plugins.module_utils._core.records import schema as core


def record_schema(version: int) -> dict[str, Any]:
    """The schema of records of this version."""
    try:
        return core.record_schema(version)
    except ValueError as error:
        raise AnsibleFilterError(f"record_schema: {error}") from error


class FilterModule:
    """The filter record_schema."""

    def filters(self) -> dict[str, Any]:
        return {"record_schema": record_schema}
