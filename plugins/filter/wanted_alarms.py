# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Alarms that published profiles want."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ansible.errors import AnsibleFilterError
from ansible_collections.genai.bedrock.plugins.module_utils._core.monitoring import wanted_alarms as alarms
from ansible_collections.genai.bedrock.plugins.module_utils._core.records.shapes import RECORDS
from ansible_collections.genai.bedrock.plugins.module_utils._core.shapes import anything, map_of, maybe, require, text


def wanted_alarms(
    records: Mapping[str, Any],
    environment: str,
    settings: Mapping[str, Any] | None = None,
    entries: Mapping[str, Any] | None = None,
    absent: bool = False,
    variables: str = "",
) -> dict[str, dict[str, Any]]:
    """Name → options, as genai.bedrock.cloudwatch_alarms takes them."""
    maps = maybe(map_of(anything))
    try:
        require(
            records=(RECORDS, records),
            environment=(text, environment),
            settings=(maps, settings),
            entries=(maps, entries),
        )
        return alarms.wanted_alarms(records, environment, settings, entries, absent=absent, variables=variables)
    except ValueError as error:
        raise AnsibleFilterError(f"wanted_alarms: {error}") from error


class FilterModule:
    """The filter wanted_alarms."""

    def filters(self) -> dict[str, Any]:
        return {"wanted_alarms": wanted_alarms}
