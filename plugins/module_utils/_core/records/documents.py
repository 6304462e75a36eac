# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The consolidated document: one parameter for applications that want every ARN at once."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
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

#: The maximum size of an SSM parameter (Advanced tier).
MAX_BYTES = 8192

#: The embedding entries of the catalogue: their keys are always in the document, ``null`` if disabled.
EMBEDDING_KEYS = ("titan", "cohere", "document")

#: Workload → its section of the whole document, and other members next to the keys.
_SECTIONS = {
    COPILOT: "copilot",
    CAI: "cai",
    EMBEDDING: "embeddings",
    CROSS_REGION: "cross_region",
    INFERENCE_PROFILES: "inference_profiles",
}
_NO_KEYS = {COPILOT: ("primary_arn",), CROSS_REGION: ("primary", "secondary")}


def compact(value: Any) -> str:
    """JSON without spaces, in a stable order of keys."""
    return json.dumps(value, separators=(",", ":"), ensure_ascii=False, sort_keys=True)


def consolidated_document(records: Mapping[str, Record]) -> dict[str, Any]:
    """The document of these records (``<workload>/<key>`` → record): the first of its forms that fits a parameter.

    The whole; an index of the keys by workload; an index of the workloads; and an index that only says that the records
    are below the prefix, which always fits.
    """
    index = {"schema": SCHEMA, "index": True}
    keys = keys_by_workload(records)
    shorter = ({**index, "records": keys}, {**index, "workloads": list(keys)})
    return next((form for form in (full_document(records), *shorter) if _fits(form)), index)


def keys_by_workload(paths: Iterable[str]) -> dict[str, list[str]]:
    keys: dict[str, list[str]] = {}
    for path in sorted(paths):
        workload, _slash, key = path.partition("/")
        keys.setdefault(workload, []).append(key)
    return keys


def named_records(document: Any) -> list[str]:
    """``<workload>/<key>`` of the records that a document, of whatever form and version, names; it may not name all.

    The whole document does not contain the workload of each key of custom maps, and an index may omit it.
    """
    if not isinstance(document, Mapping):
        return []
    if document.get("index"):
        return sorted(f"{workload}/{key}" for workload, keys in _maps(document, "records") for key in _texts(keys))
    sections = {workload: dict(_maps(document, section)) for workload, section in _SECTIONS.items()}
    paths = {
        key if "/" in key else f"{workload}/{key}"
        for workload, section in sections.items()
        for key, target in section.items()
        if target is not None and key not in _NO_KEYS.get(workload, ())
    }
    return sorted(paths)


def _maps(document: Mapping[str, Any], name: str) -> Iterable[tuple[str, Any]]:
    section = document.get(name)
    return section.items() if isinstance(section, Mapping) else ()


def _texts(keys: Any) -> list[str]:
    return [key for key in keys if isinstance(key, str)] if isinstance(keys, list) else []


def _fits(form: Mapping[str, Any]) -> bool:
    return byte_size(compact(form)) <= MAX_BYTES


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
    """Key → record of one workload that has targets, in the order of the entries if records contain it."""
    start = f"{workload}/"
    found = [(path.removeprefix(start), record) for path, record in records.items() if path.startswith(start)]
    found = sorted(
        (pair for pair in found if pair[1].get("targets")), key=lambda pair: (pair[1].get("order", 0), pair[0])
    )
    return dict(found)


def other_records(records: Mapping[str, Record]) -> dict[str, Record]:
    """Records of custom maps; a key of two workloads is prefixed with its workload."""
    own = by_key(records, INFERENCE_PROFILES)
    others = sorted(
        {path.partition("/")[0] for path in records} - {COPILOT, CAI, EMBEDDING, CROSS_REGION, INFERENCE_PROFILES}
    )
    for workload in others:
        for key, record in by_key(records, workload).items():
            own[f"{workload}/{key}" if key in own else key] = record
    return own


def cross_region(records: Mapping[str, Record]) -> dict[str, Any]:
    """Each entry with its primary and failover targets; at the top those of the first entry."""
    sections = {key: _routes(record) for key, record in records.items()}
    first: dict[str, Any] = next(iter(sections.values()), {})
    return {"primary": first.get("primary"), "secondary": first.get("secondary")} | sections


def _routes(record: Record) -> dict[str, Any]:
    routes = [{"arn": target["arn"], "region": target["region"]} for target in record["targets"]]
    return {"primary": routes[0], "secondary": routes[1] if len(routes) > 1 else None, "failover": routes[1:]}


def _copilot(records: Mapping[str, Record]) -> dict[str, str]:
    arns: dict[str, str] = {key: primary(record)["arn"] for key, record in records.items()}
    return ({"primary_arn": arns[CHAT]} if CHAT in arns else {}) | arns
