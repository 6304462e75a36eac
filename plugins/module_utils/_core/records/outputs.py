# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Facts after a run, in the shapes of the outputs that a Terraform module of this kind has."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from ansible_collections.genai.bedrock.plugins.module_utils._core.records.documents import (
    EMBEDDING_KEYS,
    by_key,
    cross_region,
    full_document,
    other_records,
    primary,
)
from ansible_collections.genai.bedrock.plugins.module_utils._core.records.records import Record
from ansible_collections.genai.bedrock.plugins.module_utils._core.workloads.entries import (
    CAI,
    COPILOT,
    CROSS_REGION,
    EMBEDDING,
)
from ansible_collections.genai.bedrock.plugins.module_utils._core.workloads.kinds import CHAT


def outputs(records: Mapping[str, Record], profiles: Iterable[Mapping[str, Any]] = ()) -> dict[str, Any]:
    """The facts of these records (``<workload>/<key>`` → record).

    Descriptions are not in records; they come from ``profiles``, the rows of the bulk module, or are ``null``.
    """
    descriptions = {row["inference_profile_arn"]: row.get("description") for row in profiles}
    chat = by_key(records, COPILOT).get(CHAT)
    cai = by_key(records, CAI)
    return {
        "claude_copilot_profile_arn": primary(chat)["arn"] if chat else None,
        "claude_copilot_profile_id": primary(chat)["profile_id"] if chat else None,
        "cai_profiles": {key: _short(record) | _text(record, descriptions) for key, record in cai.items()},
        "cai_profile_arns": {key: primary(record)["arn"] for key, record in cai.items()},
        "embedding_profiles": dict.fromkeys(EMBEDDING_KEYS)
        | {key: _short(record) for key, record in by_key(records, EMBEDDING).items()},
        "cross_region_profiles": cross_region(by_key(records, CROSS_REGION)),
        "inference_profiles": {
            key: _short(record) | _text(record, descriptions) | {"region": primary(record)["region"]}
            for key, record in other_records(records).items()
        },
        "inference_profile_config": full_document(records),
    }


def _short(record: Record) -> dict[str, Any]:
    target = primary(record)
    return {"arn": target["arn"], "id": target["profile_id"], "name": target["name"]}


def _text(record: Record, descriptions: Mapping[str, str | None]) -> dict[str, Any]:
    return {"description": descriptions.get(primary(record)["arn"])}
