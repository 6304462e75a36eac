# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Records as a dotenv file: names derived from workload and key, values that all parsers read the same way."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from ansible_collections.genai.bedrock.plugins.module_utils._core.exports.records import exported_records
from ansible_collections.genai.bedrock.plugins.module_utils._core.parameters.paths import path_below
from ansible_collections.genai.bedrock.plugins.module_utils._core.problems import Problem, ProblemError
from ansible_collections.genai.bedrock.plugins.module_utils._core.records.records import Record

#: Of a record, in the order of the file; an empty text is no value.
_MEMBERS = (
    *("base_model_id", "provider", "model_family", "kind"),
    *("context_window", "max_tokens", "temperature", "dimensions"),
)
_PLAIN = re.compile(r"[A-Za-z0-9:/@._+-]+")
#: Shells and dotenv libraries disagree about these, between whatever quotes.
_DISPUTED = re.compile(r"['\\\r\n\0]|\$\{")


def dotenv(records: Mapping[str, Record], prefix: str = "") -> str:
    """A block for each record; with ``prefix``, the path under which they are published, its parameter too."""
    known = exported_records(records)
    problems = [Problem(_shared(names), path) for path, names in _collisions(known).items()]
    if problems:
        raise ProblemError(problems)
    return "\n".join(_block(path, record, prefix) for path, record in known.items())


def variable(path: str) -> str:
    """``copilot/code_review`` → ``BEDROCK_COPILOT_CODE_REVIEW``."""
    return f"BEDROCK_{re.sub(r'[^A-Z0-9]', '_', path.upper())}"


def _collisions(records: Mapping[str, Record]) -> dict[str, list[str]]:
    """Path → the others that want one of its variables."""
    owners: dict[str, list[str]] = {}
    for path, record in records.items():
        for name in _values(path, record, ""):
            owners.setdefault(name, []).append(path)
    found: dict[str, list[str]] = {}
    for paths in owners.values():
        if len(paths) > 1:
            found.setdefault(paths[0], paths[1:])
    return found


def _shared(paths: list[str]) -> str:
    return f"its variables would have the names of {', '.join(paths)}: rename a key, or export fewer records"


def _block(path: str, record: Record, prefix: str) -> str:
    lines = [f"{name}={_quoted(name, value)}" for name, value in _values(path, record, prefix).items()]
    return "".join(f"{line}\n" for line in (f"# {path}", *lines))


def _values(path: str, record: Record, prefix: str) -> dict[str, str]:
    start = variable(path)
    values: dict[str, Any] = {"PARAMETER": path_below(prefix, path) if prefix else None}
    for number, target in enumerate(record["targets"], start=1):
        end = "" if number == 1 else f"_{number}"
        values |= {f"{name}{end}": value for name, value in _target(target).items()}
    values |= {name.upper(): record.get(name) for name in _MEMBERS}
    return {f"{start}_{name}": str(value) for name, value in values.items() if value not in (None, "")}


def _target(target: Mapping[str, Any]) -> dict[str, Any]:
    guardrail = target.get("guardrail") or {}
    return {
        "ARN": target["arn"],
        "REGION": target["region"],
        "PROFILE_ID": target["profile_id"],
        "PROFILE_NAME": target["name"],
        "GUARDRAIL_ID": guardrail.get("identifier"),
        "GUARDRAIL_VERSION": guardrail.get("version"),
    }


def _quoted(name: str, value: str) -> str:
    if _PLAIN.fullmatch(value):
        return value
    if _DISPUTED.search(value):
        raise ProblemError([Problem(f"{name} cannot be written into a dotenv file: {value!r}")])
    return f"'{value}'"
