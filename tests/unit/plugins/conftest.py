# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Every record that a unit test lets the collection make is held against the schema that applications are given."""

from __future__ import annotations

from typing import Any

import pytest
from ansible_collections.genai.bedrock.plugins.module_utils._core.records import records
from ansible_collections.genai.bedrock.plugins.module_utils._core.records.schema import record_schema
from jsonschema import Draft202012Validator

SCHEMA = Draft202012Validator(record_schema())


@pytest.fixture(autouse=True)
def _records_follow_their_schema(monkeypatch: pytest.MonkeyPatch) -> None:
    make = records._record

    def checked(*arguments: Any) -> records.Record:
        record = make(*arguments)
        if record["targets"]:  # without any it is not published
            SCHEMA.validate(_as_if_created(record))
        return record

    monkeypatch.setattr(records, "_record", checked)


def _as_if_created(record: dict[str, Any]) -> dict[str, Any]:
    """In check mode a profile has no ARN yet, and its record is not written."""
    targets = [target | {"arn": target["arn"].replace("(account-id)", "1" * 12)} for target in record["targets"]]
    return record | {"targets": targets}
