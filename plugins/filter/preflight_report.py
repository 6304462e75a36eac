# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What speaks against a deployment, as one report."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ansible.errors import AnsibleFilterError
from ansible_collections.genai.bedrock.plugins.module_utils._core.preflight import report as core
from ansible_collections.genai.bedrock.plugins.module_utils._core.shapes import require


class FilterModule:
    """The filter preflight_report."""

    def filters(self) -> dict[str, Any]:
        return {"preflight_report": report}


def report(found: Mapping[str, Mapping[str, Any]]) -> dict[str, Any]:
    """Rows, lines and counts of what workloads' plans and their preflight told."""
    try:
        require(found=(core.FOUND, found))
    except ValueError as error:
        raise AnsibleFilterError(f"preflight_report: {error}") from error
    return core.preflight_report(found)
