# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The record and its targets."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from ansible_collections.genai.bedrock.plugins.module_utils._router.errors import RecordError

SCHEMA = 1


@dataclass(frozen=True, slots=True)
class Target:
    """One inference profile: called in ``region`` by its ``arn``; ``guardrail`` is {identifier, version} or None."""

    region: str
    arn: str
    name: str = ""
    guardrail: Mapping[str, str] | None = None


@dataclass(frozen=True, slots=True)
class Record:
    """What of a record the router needs."""

    targets: tuple[Target, ...]
    base_model_id: str = ""
    dimensions: int | None = None
    max_tokens: int | None = None
    temperature: float | None = None

    @classmethod
    def parse(cls, value: Any, origin: str = "the record") -> Record:
        """From the JSON object that the collection publishes (else RecordError); unknown fields are ignored."""
        if not isinstance(value, Mapping):
            raise RecordError(f"{origin} is no JSON object")
        if value.get("schema") != SCHEMA:
            raise RecordError(f"{origin} has schema {value.get('schema')!r}; this router reads schema {SCHEMA}")
        rows = value.get("targets")
        if not isinstance(rows, list) or not rows or not all(_has_texts(row, "region", "arn") for row in rows):
            raise RecordError(f"{origin} needs targets: a list of at least one object with region and arn")
        for guardrail in (row.get("guardrail") for row in rows):
            if guardrail is not None and not _has_texts(guardrail, "identifier", "version"):
                raise RecordError(f"{origin} has a guardrail that needs identifier and version, both non-empty texts")
        targets = tuple(Target(row["region"], row["arn"], row.get("name") or "", row.get("guardrail")) for row in rows)
        known = {name: value.get(name) for name in ("dimensions", "max_tokens", "temperature")}
        return cls(targets, value.get("base_model_id") or "", **known)


def _has_texts(value: Any, *names: str) -> bool:
    return isinstance(value, Mapping) and all(isinstance(value.get(name), str) and value[name] for name in names)
