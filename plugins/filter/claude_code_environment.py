# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Records as the environment of Claude Code."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ansible.errors import AnsibleFilterError
from ansible_collections.genai.bedrock.plugins.module_utils._core.exports.claude_code import Options, claude_code
from ansible_collections.genai.bedrock.plugins.module_utils._core.shapes import map_of, maybe, require, text


def claude_code_environment(
    records: Mapping[str, Any],
    tiers: Mapping[str, str | None] | None = None,
    region: str | None = None,
    start: str | None = None,
    service_tier: str | None = None,
    prompt_caching_1h: bool = False,
    long_context: bool = False,
) -> dict[str, Any]:
    """The environment as a map, as lines for a shell, and in settings.json."""
    try:
        require(
            tiers=(maybe(map_of(maybe(text))), tiers),
            region=(maybe(text), region),
            start=(maybe(text), start),
            service_tier=(maybe(text), service_tier),
        )
        options = Options(
            tiers=tiers or {},
            region=region or "",
            start=start or "",
            service_tier=service_tier or "",
            prompt_caching_1h=bool(prompt_caching_1h),
            long_context=bool(long_context),
        )
        return claude_code(records, options)
    except ValueError as error:
        raise AnsibleFilterError(f"claude_code_environment: {error}") from error


class FilterModule:
    """The filter claude_code_environment."""

    def filters(self) -> dict[str, Any]:
        return {"claude_code_environment": claude_code_environment}
