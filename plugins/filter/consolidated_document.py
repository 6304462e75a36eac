# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The consolidated document."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ansible.errors import AnsibleFilterError
from ansible_collections.genai.bedrock.plugins.module_utils._core.records import documents
from ansible_collections.genai.bedrock.plugins.module_utils._core.records.shapes import RECORDS
from ansible_collections.genai.bedrock.plugins.module_utils._core.shapes import require


def consolidated_document(records: Mapping[str, Any]) -> dict[str, Any]:
    """The document of these records, or its index form."""
    try:
        require(records=(RECORDS, records))
    except ValueError as error:
        raise AnsibleFilterError(f"consolidated_document: {error}") from error
    return documents.consolidated_document(records)


class FilterModule:
    """The filter consolidated_document."""

    def filters(self) -> dict[str, Any]:
        return {"consolidated_document": consolidated_document}
