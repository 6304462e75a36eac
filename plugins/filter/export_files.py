# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The files of the playbook export."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from ansible.errors import AnsibleFilterError
from ansible_collections.genai.bedrock.plugins.module_utils._core.exports.claude_code import Options
from ansible_collections.genai.bedrock.plugins.module_utils._core.exports.formats import chosen_formats
from ansible_collections.genai.bedrock.plugins.module_utils._core.exports.records import exported_records
from ansible_collections.genai.bedrock.plugins.module_utils._core.records.shapes import TEXTS
from ansible_collections.genai.bedrock.plugins.module_utils._core.shapes import (
    anything,
    fields,
    map_of,
    maybe,
    require,
    text,
)
from ansible_collections.genai.bedrock.plugins.plugin_utils.exported_files import Export, export_texts

_TEXT = maybe(text)
_CLAUDE_CODE = fields(
    {},
    {
        "tiers": maybe(map_of(_TEXT)),
        "region": _TEXT,
        "start": _TEXT,
        "service_tier": _TEXT,
        "prompt_caching_1h": anything,
        "long_context": anything,
    },
)


def export_files(
    records: Mapping[str, Any],
    formats: str | Sequence[str] | None = None,
    ssm_prefix: str = "",
    litellm_prefix: str = "",
    claude_code: Mapping[str, Any] | None = None,
) -> dict[str, str]:
    """File name → text, of these formats, or of the default ones."""
    try:
        require(
            ssm_prefix=(text, ssm_prefix),
            litellm_prefix=(text, litellm_prefix),
            claude_code=(maybe(_CLAUDE_CODE), claude_code),
        )
        if not isinstance(formats, str):
            require(bedrock_export_formats=(maybe(TEXTS), formats))
        chosen = chosen_formats(formats, exported_records(records), "bedrock_export_formats")
        return export_texts(Export(records, ssm_prefix, litellm_prefix, _options(claude_code or {})), chosen)
    except ValueError as error:
        raise AnsibleFilterError(f"export_files: {error}") from error


def _options(given: Mapping[str, Any]) -> Options:
    return Options(
        tiers=given.get("tiers") or {},
        region=given.get("region") or "",
        start=given.get("start") or "",
        service_tier=given.get("service_tier") or "",
        prompt_caching_1h=bool(given.get("prompt_caching_1h")),
        long_context=bool(given.get("long_context")),
    )


class FilterModule:
    """The filter export_files."""

    def filters(self) -> dict[str, Any]:
        return {"export_files": export_files}
