# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Records as the map that the SSM module takes."""

from __future__ import annotations

import json

import pytest
from ansible_collections.genai.bedrock.plugins.module_utils._core.records.publication import record_parameters

CHAT = {"schema": 1, "key": "chat"}
OWNER = {"ManagedBy": "genai.bedrock", "Environment": "dev"}


@pytest.mark.parametrize("prefix", ["/dev/p", "/dev/p/"])
def test_records_removed_ones_and_the_document(prefix: str) -> None:
    found = record_parameters({"copilot/chat": CHAT}, prefix, "dev", ["copilot/old", "copilot/chat"], {"copilot": {}})
    assert list(found) == ["/dev/p/copilot/chat", "/dev/p/copilot/old", "/dev/p"]
    assert json.loads(found["/dev/p/copilot/chat"].pop("value")) == CHAT
    assert found == {
        "/dev/p/copilot/chat": {
            "description": "Inference profiles of copilot/chat in dev",
            "tags": OWNER | {"Workload": "copilot", "ProfileKey": "chat"},
            "state": "present",
        },
        "/dev/p/copilot/old": {"state": "absent"},
        "/dev/p": {
            "value": '{"copilot":{}}',
            "description": "Inference profiles of all workloads in dev",
            "tags": OWNER,
            "state": "present",
        },
    }


def test_nothing_to_publish() -> None:
    assert record_parameters({}, "/p", "dev") == {}
