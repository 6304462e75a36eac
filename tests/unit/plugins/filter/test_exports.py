# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The filters that export records: wiring and errors; what they make is tested where it is made."""

from __future__ import annotations

import pytest
from ansible.errors import AnsibleFilterError
from ansible_collections.genai.bedrock.plugins.filter import (
    claude_code_environment,
    dotenv,
    litellm_config,
    record_schema,
)

from tests.unit.plugins.module_utils.record_samples import WEST, record, target

LITELLM = litellm_config.FilterModule().filters()["litellm_config"]
CLAUDE_CODE = claude_code_environment.FilterModule().filters()["claude_code_environment"]
DOTENV = dotenv.FilterModule().filters()["dotenv"]
RECORD_SCHEMA = record_schema.FilterModule().filters()["record_schema"]

RECORDS = {"copilot/chat": record("copilot", "chat", [target("chat"), target("chat", WEST)])}


def test_their_options_arrive() -> None:
    assert LITELLM(RECORDS, "x-")["config"]["model_list"][0]["model_name"] == "x-copilot/chat"
    assert CLAUDE_CODE(RECORDS, {"opus": "copilot/chat"}, WEST)["env"]["AWS_REGION"] == WEST
    assert "BEDROCK_COPILOT_CHAT_PARAMETER=/p/copilot/chat\n" in DOTENV(RECORDS, "/p")
    assert RECORD_SCHEMA(1)["properties"]["schema"] == {"const": 1, "description": "Version of the shape."}


@pytest.mark.parametrize(
    ("use", "message"),
    [
        (lambda: LITELLM(None), "litellm_config: records must be a map"),
        (lambda: CLAUDE_CODE({}), "claude_code_environment: no record has a Claude model"),
        (lambda: DOTENV({"a/b": {}}), "dotenv: a/b: it has schema None"),
        (lambda: RECORD_SCHEMA(7), "record_schema: there is no schema 7 of records"),
        (lambda: DOTENV(RECORDS, 5), "dotenv: prefix: must be a text, not '5'"),
        (lambda: LITELLM(RECORDS, []), "litellm_config: prefix: must be a text, not a list"),
        (lambda: CLAUDE_CODE(RECORDS, "sonnet"), "claude_code_environment: tiers: must be a map, not 'sonnet'"),
        (lambda: DOTENV({"a/b": record("a", "b", base_model_id=[])}), "base_model_id: must be a text, not a list"),
    ],
    ids=["litellm", "claude code", "dotenv", "schema", "dotenv prefix", "litellm prefix", "tiers", "model"],
)
def test_errors_name_the_filter(use, message) -> None:
    with pytest.raises(AnsibleFilterError, match=message):
        use()
