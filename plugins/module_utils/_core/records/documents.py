# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The consolidated document: one parameter for applications that want every ARN at once."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from ansible_collections.genai.bedrock.plugins.module_utils._core.parameters.values import byte_size
from ansible_collections.genai.bedrock.plugins.module_utils._core.records.records import SCHEMA, Record
from ansible_collections.genai.bedrock.plugins.module_utils._core.workloads.entries import (
    CAI,
    COPILOT,
    CROSS_REGION,
    EMBEDDING,
    INFERENCE_PROFILES,
)
from ansible_collections.genai.bedrock.plugins.module_utils._core.workloads.kinds import CHAT

#: The most that an SSM parameter holds (Advanced tier).
MAX_BYTES = 8192

#: The embedding entries of the catalogue: their keys always stand in the document, ``null`` where they are off.
EMBEDDING_KEYS = ("titan", "cohere", "document")


def compact(value: Any) -> str:
    """JSON without spaces, in a stable order of keys."""
    return json.dumps(value, separators=(",", ":"), ensure_ascii=False, sort_keys=True)


def consolidated_document(records: Mapping[str, Record]) -> dict[str, Any]:
    """The document of these records (``<workload>/<key>`` → record), or its index form where it would not fit."""
    document = full_document(records)
    if byte_size(compact(document)) <= MAX_BYTES:
        return document
    index: dict[str, list[str]] = {}
    for path in sorted(records):
        workload, _slash, key = path.partition("/")
        index.setdefault(workload, []).append(key)
    return {"schema": SCHEMA, "index": True, "records": index}


def full_document(records: Mapping[str, Record]) -> dict[str, Any]:
    """Key → ARN of the primary, by workload, with the shapes of the sections."""
    return {
        "copilot": {"primary_arn": None} | _copilot(by_key(records, COPILOT)),
        "cai": {key: primary(record)["arn"] for key, record in by_key(records, CAI).items()},
        "embeddings": dict.fromkeys(EMBEDDING_KEYS)
        | {key: primary(record)["arn"] for key, record in by_key(records, EMBEDDING).items()},
        "cross_region": cross_region(by_key(records, CROSS_REGION)),
        "inference_profiles": {key: primary(record)["arn"] for key, record in other_records(records).items()},
    }


def primary(record: Record) -> dict[str, Any]:
    """The first target of a record."""
    target: dict[str, Any] = record["targets"][0]
    return target


def by_key(records: Mapping[str, Record], workload: str) -> dict[str, Record]:
    """Key → record of one workload that has targets, in the order of the entries where records tell it."""
    start = f"{workload}/"
    found = [(path.removeprefix(start), record) for path, record in records.items() if path.startswith(start)]
    found = sorted(
        (pair for pair in found if pair[1].get("targets")), key=lambda pair: (pair[1].get("order", 0), pair[0])
    )
    return dict(found)


def other_records(records: Mapping[str, Record]) -> dict[str, Record]:
    """Records of the engine's own maps; a key that two workloads have is told with its workload."""
    own = by_key(records, INFERENCE_PROFILES)
    others = sorted(
        {path.partition("/")[0] for path in records} - {COPILOT, CAI, EMBEDDING, CROSS_REGION, INFERENCE_PROFILES}
    )
    for workload in others:
        for key, record in by_key(records, workload).items():
            own[f"{workload}/{key}" if key in own else key] = record
    return own


def cross_region(records: Mapping[str, Record]) -> dict[str, Any]:
    """Each entry with its primary and what stands in for it; at the top those of the first entry."""
    sections = {key: _routes(record) for key, record in records.items()}
    first: dict[str, Any] = next(iter(sections.values()), {})
    return {"primary": first.get("primary"), "secondary": first.get("secondary")} | sections


def _routes(record: Record) -> dict[str, Any]:
    routes = [{"arn": target["arn"], "region": target["region"]} for target in record["targets"]]
    return {"primary": routes[0], "secondary": routes[1] if len(routes) > 1 else None, "failover": routes[1:]}


def _copilot(records: Mapping[str, Record]) -> dict[str, str]:
    arns: dict[str, str] = {key: primary(record)["arn"] for key, record in records.items()}
    return ({"primary_arn": arns[CHAT]} if CHAT in arns else {}) | arns
