# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Records as the environment of Claude Code."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ansible.errors import AnsibleFilterError
from ansible_collections.genai.bedrock.plugins.module_utils._core.exports.claude_code import claude_code
from ansible_collections.genai.bedrock.plugins.module_utils._core.shapes import map_of, maybe, require, text


def claude_code_environment(
    records: Mapping[str, Any], tiers: Mapping[str, str | None] | None = None, region: str | None = None
) -> dict[str, Any]:
    """The environment as a map, as lines for a shell, and in settings.json."""
    try:
        require(tiers=(maybe(map_of(maybe(text))), tiers), region=(maybe(text), region))
        return claude_code(records, tiers, region)
    except ValueError as error:
        raise AnsibleFilterError(f"claude_code_environment: {error}") from error


class FilterModule:
    """The filter claude_code_environment."""

    def filters(self) -> dict[str, Any]:
        return {"claude_code_environment": claude_code_environment}
