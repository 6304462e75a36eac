# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Records as a configuration of LiteLLM."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ansible.errors import AnsibleFilterError
from ansible_collections.genai.bedrock.plugins.module_utils._core.exports import litellm as export_litellm
from ansible_collections.genai.bedrock.plugins.module_utils._core.shapes import require, text


def litellm_config(records: Mapping[str, Any], prefix: str = "") -> dict[str, Any]:
    """The configuration, and which records LiteLLM cannot call."""
    try:
        require(prefix=(text, prefix))
        return export_litellm.litellm_config(records, prefix)
    except ValueError as error:
        raise AnsibleFilterError(f"litellm_config: {error}") from error


class FilterModule:
    """The filter litellm_config."""

    def filters(self) -> dict[str, Any]:
        return {"litellm_config": litellm_config}
