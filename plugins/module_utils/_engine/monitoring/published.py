# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What is published in an environment, read in all SSM regions: records of ours, and why they may not be all."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from ansible_collections.genai.bedrock.plugins.module_utils._core.parameters.listing import Wish
from ansible_collections.genai.bedrock.plugins.module_utils._core.records.reading import damaged_records, read_records
from ansible_collections.genai.bedrock.plugins.module_utils._core.records.records import Record
from ansible_collections.genai.bedrock.plugins.module_utils._engine.parameters.listing import (
    ReadingGateway,
    list_parameters,
)


@dataclass(frozen=True, slots=True)
class Published:
    """Records by path; with any error, there may be others."""

    records: Mapping[str, Record] = field(default_factory=dict)
    errors: tuple[dict[str, Any], ...] = ()


def read_published(gateways: Mapping[str, ReadingGateway], prefix: str, environment: str, *, workers: int) -> Published:
    """Of a record in several regions, the first region counts. What is damaged is looked at closer: is it ours?"""
    found = list_parameters(gateways, Wish(path=prefix), workers=workers)
    order = list(gateways)
    rows = sorted(found.rows, key=lambda row: order.index(row["region"]))
    errors = [problem.as_dict() for problem in found.problems]
    suspects: dict[str, list[str]] = {}
    for row in damaged_records(rows, prefix, environment):
        suspects.setdefault(row["region"], []).append(row["key"])
    tagged = []
    for region, names in suspects.items():
        asked = list_parameters({region: gateways[region]}, Wish(names=tuple(names), tags=True), workers=workers)
        tagged += asked.rows
        errors += [problem.as_dict() for problem in asked.problems]
    if suspects:
        errors += [row for row in damaged_records(rows, prefix, environment, tagged) if row["managed"]]
    return Published(read_records(rows, prefix, environment), tuple(errors))
