# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Records from what was read by path."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from ansible_collections.genai.bedrock.plugins.module_utils._core.records import of_workload, read_records


def published_records(
    parameters: Sequence[Mapping[str, Any]], prefix: str, environment: str, workload: str | None = None
) -> dict[str, Any]:
    """``<workload>/<key>`` → record; with ``workload``, key → record of that one."""
    found = read_records(parameters, prefix, environment)
    return of_workload(found, workload) if workload else found


class FilterModule:
    """The filter published_records."""

    def filters(self) -> dict[str, Any]:
        return {"published_records": published_records}
