# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The filters that export records: wiring and errors; what they make is tested where it is made."""

from __future__ import annotations

import json

import pytest
import yaml
from ansible.errors import AnsibleFilterError
from ansible_collections.genai.bedrock.plugins.filter import (
    claude_code_environment,
    client_files,
    dotenv,
    litellm_config,
    record_schema,
)

from tests.unit.plugins.module_utils.record_samples import WEST, record, target

LITELLM = litellm_config.FilterModule().filters()["litellm_config"]
CLAUDE_CODE = claude_code_environment.FilterModule().filters()["claude_code_environment"]
CLIENTS = client_files.FilterModule().filters()["client_files"]
DOTENV = dotenv.FilterModule().filters()["dotenv"]
RECORD_SCHEMA = record_schema.FilterModule().filters()["record_schema"]

RECORDS = {"copilot/chat": record("copilot", "chat", [target("chat"), target("chat", WEST)])}


def test_their_options_arrive() -> None:
    assert LITELLM(RECORDS, "x-")["config"]["model_list"][0]["model_name"] == "x-copilot/chat"
    assert CLAUDE_CODE(RECORDS, {"opus": "copilot/chat"}, WEST)["env"]["AWS_REGION"] == WEST
    more = {"start": "sonnet", "service_tier": "flex", "prompt_caching_1h": True, "long_context": True}
    env = CLAUDE_CODE(RECORDS, **more)["env"]
    assert (env["ANTHROPIC_BEDROCK_SERVICE_TIER"], env["ENABLE_PROMPT_CACHING_1H"]) == ("flex", "1")
    assert env["ANTHROPIC_DEFAULT_SONNET_MODEL"].endswith("[1m]")
    assert "BEDROCK_COPILOT_CHAT_PARAMETER=/p/copilot/chat\n" in DOTENV(RECORDS, "/p")
    assert RECORD_SCHEMA(1)["properties"]["schema"] == {"const": 1, "description": "Version of the shape."}


def test_files_of_clients() -> None:
    (name, text), *others = CLIENTS(RECORDS, ["continue"], "Made by a test.").items()
    assert (name, others) == ("continue.yaml", [])
    assert text.startswith("# Made by a test.\nname: Amazon Bedrock, dev\n")
    assert yaml.safe_load(text)["models"][0]["name"] == "copilot/chat"
    every = CLIENTS(RECORDS, beside={".env": "A=1\n"}, folder="clients")
    assert every["clients/.env"] == "A=1\n"
    assert json.loads(every["clients/opencode.json"])["model"] == "amazon-bedrock/copilot/chat"
    assert "| `.env` | programs |" in every["clients/README.md"]
    assert {name.partition("/")[0] for name in every} == {"clients"}


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
        (lambda: CLIENTS(RECORDS, ["aidr"]), "client_files: clients: there is no 'aidr'"),
        (lambda: CLIENTS(RECORDS, beside=["x"]), "client_files: beside: must be a map, not a list"),
        (lambda: DOTENV({"a/b": record("a", "b", context_window="x")}), "context_window: must be a number, not 'x'"),
        (lambda: DOTENV({"a/b": record("a", "b", base_model_id=[])}), "base_model_id: must be a text, not a list"),
    ],
    ids=[
        "litellm",
        "claude code",
        "dotenv",
        "schema",
        "dotenv prefix",
        "litellm prefix",
        "tiers",
        "clients",
        "beside",
        "window",
        "model",
    ],
)
def test_errors_name_the_filter(use, message) -> None:
    with pytest.raises(AnsibleFilterError, match=message):
        use()
