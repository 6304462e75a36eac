# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Records of the tests, held against the schema that applications are given."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Any

import pytest
from ansible_collections.genai.bedrock.plugins.module_utils._core.records import records
from ansible_collections.genai.bedrock.plugins.module_utils._core.records.schema import record_schema
from jsonschema import Draft202012Validator

SCHEMA = Draft202012Validator(record_schema())
OURS = {"ManagedBy", "Environment"}


def check_what_is_made(patch: pytest.MonkeyPatch) -> None:
    """From now on every record that the collection makes is held against the schema."""
    make = records._record

    def checked(*arguments: Any) -> records.Record:
        record = make(*arguments)
        if record["targets"]:  # without any it is not published
            SCHEMA.validate(_as_if_created(record))
        return record

    patch.setattr(records, "_record", checked)


def check_what_is_published(parameters: Iterable[tuple[str, str, Mapping[str, str]]]) -> list[str]:
    """Name, value and tags of parameters; the names of the records of ours among them, all of which follow the schema."""
    checked = []
    for name, text, tags in parameters:
        value = _json(text)
        # The document has a schema, too, where it is an index.
        ours = isinstance(value, dict) and tags.keys() >= OURS and "index" not in value
        if ours and value.get("schema") == records.SCHEMA:
            errors = [f"{error.json_path}: {error.message}" for error in SCHEMA.iter_errors(value)]
            assert not errors, (name, errors)
            checked.append(name)
    return checked


def _json(text: str) -> Any:
    try:
        return json.loads(text)
    except ValueError:
        return None


def _as_if_created(record: dict[str, Any]) -> dict[str, Any]:
    """In check mode a profile has no ARN yet, and its record is not written."""
    targets = [target | {"arn": target["arn"].replace("(account-id)", "1" * 12)} for target in record["targets"]]
    return record | {"targets": targets}
