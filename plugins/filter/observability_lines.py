# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What a run tells of alarms and the dashboard."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from ansible.errors import AnsibleFilterError
from ansible_collections.genai.bedrock.plugins.module_utils._core.monitoring.dashboards import dashboard
from ansible_collections.genai.bedrock.plugins.module_utils._core.monitoring.watch_report import watch_lines
from ansible_collections.genai.bedrock.plugins.module_utils._core.records.shapes import ERRORS, RECORDS, TEXTS
from ansible_collections.genai.bedrock.plugins.module_utils._core.shapes import (
    fields,
    list_of,
    maybe,
    require,
    text,
)

_PLACE = {"name": text, "region": text}
_ALARMS = fields(
    {},
    {
        "alarms": maybe(list_of(fields(_PLACE))),
        "actions": maybe(list_of(fields({**_PLACE, "action": text, "reasons": TEXTS}))),
        "errors": maybe(ERRORS),
    },
)
_DASHBOARD = fields({}, {"action": maybe(text), "errors": maybe(ERRORS)})


def observability_lines(
    results: Sequence[Mapping[str, Any]],
    environment: str,
    drawn: Mapping[str, Any] | None = None,
    name: str = "",
    records: Mapping[str, Any] | None = None,
    planned: bool = False,
) -> list[str]:
    """Lines to print, from results of cloudwatch_alarms and one of cloudwatch_dashboard."""
    try:
        require(
            results=(list_of(_ALARMS), results),
            environment=(text, environment),
            drawn=(maybe(_DASHBOARD), drawn),
            name=(text, name),
            records=(maybe(RECORDS), records),
        )
    except ValueError as error:
        raise AnsibleFilterError(f"observability_lines: {error}") from error
    left_off = dashboard(records or {}, environment).left_off
    return watch_lines(results, environment, drawn, name, left_off=left_off, planned=planned)


class FilterModule:
    """The filter observability_lines."""

    def filters(self) -> dict[str, Any]:
        return {"observability_lines": observability_lines}
