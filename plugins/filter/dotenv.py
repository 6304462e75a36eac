# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Records as a dotenv file."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ansible.errors import AnsibleFilterError
from ansible_collections.genai.bedrock.plugins.module_utils._core.exports import dotenv as export_dotenv
from ansible_collections.genai.bedrock.plugins.module_utils._core.shapes import require, text


def dotenv(records: Mapping[str, Any], prefix: str = "") -> str:
    """The text of the file."""
    try:
        require(prefix=(text, prefix))
        return export_dotenv.dotenv(records, prefix)
    except ValueError as error:
        raise AnsibleFilterError(f"dotenv: {error}") from error


class FilterModule:
    """The filter dotenv."""

    def filters(self) -> dict[str, Any]:
        return {"dotenv": dotenv}
