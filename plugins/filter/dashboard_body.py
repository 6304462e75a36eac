# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The dashboard of an environment."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ansible.errors import AnsibleFilterError
from ansible_collections.genai.bedrock.plugins.module_utils._core.monitoring import dashboards
from ansible_collections.genai.bedrock.plugins.module_utils._core.records.shapes import RECORDS
from ansible_collections.genai.bedrock.plugins.module_utils._core.shapes import require, text


def dashboard_body(records: Mapping[str, Any], environment: str, period: int = 300) -> Mapping[str, Any]:
    """The body, as genai.bedrock.cloudwatch_dashboard takes it."""
    try:
        require(records=(RECORDS, records), environment=(text, environment))
        return dashboards.dashboard(records, environment, int(period)).body
    except (TypeError, ValueError) as error:
        raise AnsibleFilterError(f"dashboard_body: {error}") from error


class FilterModule:
    """The filter dashboard_body."""

    def filters(self) -> dict[str, Any]:
        return {"dashboard_body": dashboard_body}
