# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Records as the exports take them: whole, and in an order that does not depend on how they were read."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from ansible_collections.genai.bedrock.plugins.module_utils._core.problems import Problem, ProblemError
from ansible_collections.genai.bedrock.plugins.module_utils._core.records.model_members import model_members, present
from ansible_collections.genai.bedrock.plugins.module_utils._core.records.records import SCHEMA, Record
from ansible_collections.genai.bedrock.plugins.module_utils._core.records.schema import record_schema
from ansible_collections.genai.bedrock.plugins.module_utils._core.records.shapes import EXPORTED, RECORDS
from ansible_collections.genai.bedrock.plugins.module_utils._core.shapes import require


def exported_records(records: Mapping[str, Record]) -> dict[str, Record]:
    """``<workload>/<key>`` → record, by path; raises with every one that is no whole record of our schema."""
    if not isinstance(records, Mapping):
        raise ProblemError([Problem("records must be a map of <workload>/<key> to record")])
    problems = [Problem(text, str(path)) for path, record in records.items() if (text := _lacks(record))]
    if problems:
        raise ProblemError(problems)
    require(records=(RECORDS, records))
    require(records=(EXPORTED, records))
    return {path: _whole(records[path]) for path in sorted(records)}


def _whole(record: Mapping[str, Any]) -> Record:
    """Also with what an earlier version did not say of the model, and without its nulls."""
    known = present(record)
    targets = [present(target) for target in record["targets"]]
    return {**model_members({**known, "targets": targets}), **known, "targets": targets}


def _lacks(record: Any) -> str | None:
    if not isinstance(record, Mapping):
        return "it is no record, which is a map"
    if record.get("schema") != SCHEMA:
        return f"it has schema {record.get('schema')!r}, and only schema {SCHEMA} can be exported"
    missing = next(_missing(record), None)
    return f"it is no whole record, {missing} is missing: deploy it again" if missing else None


def _missing(record: Mapping[str, Any]) -> Iterator[str]:
    schema = record_schema()
    yield from (name for name in schema["required"] if name not in record)
    targets = record.get("targets")
    wanted = schema["properties"]["targets"]["items"]["required"]
    for number, target in enumerate(targets if isinstance(targets, list) else []):
        known = target if isinstance(target, Mapping) else {}
        yield from (f"targets[{number}].{name}" for name in wanted if name not in known)
    if not targets or not isinstance(targets, list):
        yield "a target"
