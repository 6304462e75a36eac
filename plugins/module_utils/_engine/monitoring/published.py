# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What is published in an environment, as far as watching needs it: records of ours, and why they may not be all."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from ansible_collections.genai.bedrock.plugins.module_utils._core.records.records import Record
from ansible_collections.genai.bedrock.plugins.module_utils._engine import records as published
from ansible_collections.genai.bedrock.plugins.module_utils._engine.records import RecordGateway


@dataclass(frozen=True, slots=True)
class Published:
    """Records by path; with any error, there may be others."""

    records: Mapping[str, Record] = field(default_factory=dict)
    errors: tuple[dict[str, Any], ...] = ()


def read_published(gateways: Mapping[str, RecordGateway], prefix: str, environment: str, *, workers: int) -> Published:
    """What is damaged counts where its tags say that it is ours."""
    request = published.Request(environment, prefix, document=False)
    found = published.read_published(gateways, request, workers=workers)
    damaged = [row for row in found.damaged if row["managed"]]
    return Published(found.records, (*(problem.as_dict() for problem in found.unread), *damaged))
