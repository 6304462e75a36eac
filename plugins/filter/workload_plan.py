# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What the entries of a workload want."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ansible.errors import AnsibleFilterError
from ansible_collections.genai.bedrock.plugins.module_utils._aws.regions import known_regions
from ansible_collections.genai.bedrock.plugins.module_utils._core.workloads import workloads


def workload_plan(entries: object, workload_kind: str, settings: Mapping[str, Any]) -> dict[str, Any]:
    """The plan of a workload; what is wrong with the entries stands in its ``errors``."""
    if not isinstance(settings, Mapping):
        raise AnsibleFilterError("workload_plan: settings must be a map, with environment and regions in it")
    try:
        return workloads.workload_plan(entries, workload_kind, settings, known_regions())
    except ValueError as error:
        raise AnsibleFilterError(f"workload_plan: {error}") from error


class FilterModule:
    """The filter workload_plan."""

    def filters(self) -> dict[str, Any]:
        return {"workload_plan": workload_plan}
