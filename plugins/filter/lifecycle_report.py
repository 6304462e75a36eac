# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""How long the models of deployed profiles live."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime
from typing import Any

from ansible.errors import AnsibleFilterError
from ansible_collections.genai.bedrock.plugins.module_utils._core.lifecycle import report as core


def report(
    profiles: Sequence[Mapping[str, Any]],
    models: Sequence[Mapping[str, Any]],
    records: Mapping[str, Mapping[str, Any]] | None = None,
    days: int = 90,
    today: str = "",
    environment: str = "",
    workloads: Sequence[str] = (),
    system_profiles: Sequence[Mapping[str, Any]] = (),
) -> dict[str, Any]:
    """Rows, lines and how many are due."""
    try:
        day = date.fromisoformat(str(today)) if today else datetime.now(UTC).date()
        return core.lifecycle_report(
            profiles,
            models,
            records or {},
            days=int(days),
            today=day,
            environment=str(environment),
            workloads=list(workloads),
            system_profiles=system_profiles,
        )
    except (AttributeError, KeyError, TypeError, ValueError) as error:
        text = (
            "lifecycle_report: the input must be the list of genai.bedrock.inference_profile_info and that of "
            f"genai.bedrock.foundation_model_info, days a number, today a date as 2026-11-22, workloads a list: {error!r}"
        )
        raise AnsibleFilterError(text) from error


class FilterModule:
    """The filter lifecycle_report."""

    def filters(self) -> dict[str, Any]:
        return {"lifecycle_report": report}
