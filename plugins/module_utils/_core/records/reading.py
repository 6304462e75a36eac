# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The parameters below the prefix: our records, and damaged records."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from ansible_collections.genai.bedrock.plugins.module_utils._core.casting import kind_of
from ansible_collections.genai.bedrock.plugins.module_utils._core.parameters.paths import is_below, path_below
from ansible_collections.genai.bedrock.plugins.module_utils._core.parameters.ssm_parameters import SECURE_STRING
from ansible_collections.genai.bedrock.plugins.module_utils._core.records import shapes
from ansible_collections.genai.bedrock.plugins.module_utils._core.records.records import SCHEMA, Record
from ansible_collections.genai.bedrock.plugins.module_utils._core.tags import (
    ENVIRONMENT,
    MANAGED_BY,
    OWNER,
    PROFILE_KEY,
    WORKLOAD,
    is_subset,
)
from ansible_collections.genai.bedrock.plugins.module_utils._core.workloads.entries import WORKLOAD_KINDS, key_problem

#: Code of the errors about damaged records.
DAMAGED = "DamagedRecord"

Row = Mapping[str, Any]


def read_records(parameters: Iterable[Row], prefix: str, environment: str) -> dict[str, Record]:
    """``<workload>/<key>`` → record, of the parameters under the prefix; everything else is ignored.

    Of a record in several regions, the first one listed counts.
    """
    found: dict[str, Record] = {}
    for path, row in _below(parameters, prefix):
        value = row.get("json")
        if isinstance(value, Mapping) and not _fault(row, path) and value["environment"] == environment:
            found.setdefault(path, dict(value))
    return found


def of_workload(published: Mapping[str, Record] | None, workload: str) -> dict[str, Record]:
    """Key → record of one workload."""
    start = f"{workload}/"
    return {path.removeprefix(start): record for path, record in (published or {}).items() if path.startswith(start)}


def damaged_records(
    parameters: Sequence[Row], prefix: str, environment: str, tagged: Iterable[Row] | None = None
) -> list[dict[str, Any]]:
    """An error for everything that is in the place of a record but is not one, with ``path``, ``workload``, ``fault``.

    ``tagged`` are the same parameters with their tags, if they were read; without tags, the owner is
    unknown and every place counts. ``managed``: whether the tags name exactly this record. A parameter without
    owner tags counts if the workload is known; foreign ones never count.
    """
    known = {*WORKLOAD_KINDS, *(path.partition("/")[0] for path in read_records(parameters, prefix, environment))}
    tags = None if tagged is None else {_place(row): row.get("tags") or {} for row in tagged}
    rows_found = []
    for path, row in _below(parameters, prefix):
        fault = _fault(row, path) if _is_place(path) else ""
        if not fault or (tags is not None and _place(row) not in tags):
            continue
        owner = {} if tags is None else tags[_place(row)]
        ours = _is_ours(owner, path, environment)
        if ours or tags is None or (MANAGED_BY not in owner and path.partition("/")[0] in known):
            rows_found.append(
                _error(row, path, fault, ours) | {"managed": ours and owner.keys() >= {WORKLOAD, PROFILE_KEY}}
            )
    return rows_found


def foreign_parameters(
    parameters: Sequence[Row], prefix: str, environment: str, tagged: Iterable[Row]
) -> list[dict[str, Any]]:
    """Parameters under the prefix that do not belong to this environment: ``name``, ``region`` and ``reason``.

    ``tagged`` as for ``damaged_records``: a parameter at the path of a record with unreadable tags is not
    included.
    """
    listed = list(tagged)
    damaged = {(row["region"], row["key"]) for row in damaged_records(parameters, prefix, environment, listed)}
    tags = {_place(row): row.get("tags") or {} for row in listed}
    rows_found = []
    for path, row in _below(parameters, prefix):
        reason = "" if _place(row) in damaged else _foreign(row, path, environment, tags.get(_place(row)))
        if reason:
            rows_found.append({"name": row["name"], "region": row.get("region"), "reason": reason})
    return rows_found


def _foreign(row: Row, path: str, environment: str, tags: Mapping[str, str] | None) -> str:
    """Why a parameter that is not damaged is not ours; empty for our records, and if unknown."""
    if not _is_place(path):
        return "no record belongs at this path"
    if not _fault(row, path):
        named = row["json"]["environment"]
        return f"it is a record of the environment {named}" if named != environment else ""
    if tags is None:
        return ""
    if MANAGED_BY in tags:
        return "it is not a record, and its tags name another owner or environment"
    return "it is not a record, it does not carry our tags, and no workload of this name has records"


def _below(parameters: Iterable[Row], prefix: str) -> Iterator[tuple[str, Row]]:
    for row in parameters:
        name = str(row["name"])
        if is_below(name, prefix):
            yield name.removeprefix(path_below(prefix, "")), row


def _place(row: Row) -> tuple[Any, Any]:
    return row.get("region"), row["name"]


def is_place(name: str, prefix: str) -> bool:
    """Whether a record of the prefix may stand under the name of a parameter."""
    return is_below(name, prefix) and _is_place(name.removeprefix(path_below(prefix, "")))


def _is_place(path: str) -> bool:
    """Whether a record may be at this path: deeper paths may belong to another prefix."""
    names = path.split("/")
    return len(names) == 2 and not any(map(key_problem, names))


def _is_ours(tags: Mapping[str, str], path: str, environment: str) -> bool:
    workload, _slash, key = path.partition("/")
    own = {WORKLOAD: workload, PROFILE_KEY: key}
    return is_subset({MANAGED_BY: OWNER, ENVIRONMENT: environment} | own, {**own, **tags})


def _fault(row: Row, path: str) -> str:
    """Why it is no record, whatever its environment; empty where it is one."""
    value = row.get("json")
    return record_fault(value, path) if isinstance(value, Mapping) else _no_object(row, value)


def record_fault(value: Any, path: str) -> str:
    """Why no reader takes a value for the record of ``<workload>/<key>``; empty where it is one."""
    if not isinstance(value, Mapping):
        return f"it is {kind_of(value)}, not a record, which is a map"
    if value.get("schema") != SCHEMA:
        return f"its schema is {value.get('schema')!r}, where this collection reads {SCHEMA}"
    named = f"{value.get('workload')}/{value.get('key')}"
    if named != path:
        return f"it says that it is the record {named}"
    for problem in shapes.PUBLISHED(value, path):
        return f"{problem.key}: {problem.message}"
    return "" if value["targets"] else "it has no target"


def _no_object(row: Row, value: Any) -> str:
    if row.get("type") == SECURE_STRING:
        return f"it is a {SECURE_STRING}, which is not read"
    if value is not None:
        return f"its value is {kind_of(value)}, not a JSON object"
    try:
        json.loads(str(row.get("value")))
    except json.JSONDecodeError as error:
        return f"its value is no JSON ({error.msg} in line {error.lineno}, column {error.colno})"
    except (ValueError, RecursionError):
        return "its value is no JSON"
    return "its value is no JSON object"


def _error(row: Row, path: str, fault: str, ours: bool) -> dict[str, Any]:
    workload = path.partition("/")[0]
    if ours:
        way_out = f"deploy {workload} again to rewrite it, or delete it if no entry has this key"
    else:
        way_out = f"delete it and deploy {workload} again"
    if not ours:
        way_out += f", or move it elsewhere if it is to be none (it has no tag {MANAGED_BY})"
    return {
        "key": row["name"],
        "region": row.get("region"),
        "operation": "GetParametersByPath",
        "code": DAMAGED,
        "message": f"is in the place of a record but is not one: {fault}; {way_out}",
        "path": path,
        "workload": workload,
        "fault": fault,
    }
