# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Configuration files of clients, read as a whole; `make clients` gives them to the clients themselves."""

from __future__ import annotations

import pytest
from ansible_collections.genai.bedrock.plugins.module_utils._core.exports.choosing import common_region, everyday, small
from ansible_collections.genai.bedrock.plugins.module_utils._core.exports.clients import client_files, index
from ansible_collections.genai.bedrock.plugins.module_utils._core.problems import ProblemError

from tests.unit.plugins.module_utils.record_samples import EAST, SONNET, WEST, arn, record, target

OPUS, HAIKU = "anthropic.claude-opus-4-8", "anthropic.claude-haiku-4-5-20251001-v1:0"
NOVA, TITAN = "amazon.nova-pro-v1:0", "amazon.titan-embed-text-v2:0"
GUARDRAIL = {"identifier": "gr1234567890", "version": "3"}
SENT = {"guardrailIdentifier": "gr1234567890", "guardrailVersion": "3"}


def made(path, model=SONNET, regions=(EAST,), guardrail=None, source=None, **values):
    workload, key = path.split("/")
    extra = {"guardrail": guardrail} if guardrail else {}
    extra |= {"model_source": source} if source else {}
    targets = [target(key, region) | extra for region in regions]
    values = {"max_tokens": 100, **values} if "embed" not in model else {"dimensions": 512, **values}
    given = record(workload, key, targets, base_model_id=model, kind="embedding" if "embed" in model else "text")
    return {path: {name: value for name, value in given.items() if name not in ("max_tokens", "temperature")} | values}


CHAT = made("copilot/chat", source=f"us.{SONNET}", temperature=0.3)
DOCS, QUICK = made("copilot/docs", OPUS, (EAST, WEST)), made("copilot/quick", HAIKU, (WEST,))
VECTORS = made("embedding/titan", TITAN)
ALL = CHAT | DOCS | QUICK | VECTORS
EMBEDS = f"{TITAN} makes embeddings"


def files(records, *clients):
    return {file.name: file for file in client_files(records, clients or None)}


def test_opencode() -> None:
    (file,) = client_files(ALL, ["opencode"])
    chat = {
        "id": arn("chat1"),
        "name": "copilot/chat (claude-sonnet-4-6)",
        "tool_call": True,
        "attachment": True,
        "reasoning": True,
        "limit": {"context": 1000000, "output": 64000},
        "modalities": {"input": ["text", "image", "pdf"], "output": ["text"]},
        "cost": {"input": 3.3, "output": 16.5, "cache_read": 0.33, "cache_write": 4.125},
    }
    provider = file.content["provider"]["amazon-bedrock"]
    assert (file.content["model"], file.content["small_model"]) == ("amazon-bedrock/copilot/chat",) * 2
    assert provider["options"] == {"region": EAST}
    assert provider["models"]["copilot/chat"] == chat
    assert provider["models"]["copilot/docs"]["temperature"] is False
    assert provider["whitelist"] == list(provider["models"]) == ["copilot/chat", "copilot/docs"]
    assert file.left_out == {
        "copilot/quick": "it has no target in us-east-1, the one region of this file",
        "embedding/titan": EMBEDS,
    }


def test_opencode_of_a_model_of_which_nothing_is_known() -> None:
    (file,) = client_files(made("a/b", "vendor.new-v1", guardrail=GUARDRAIL), ["opencode"])
    (model,) = file.content["provider"]["amazon-bedrock"]["models"].values()
    assert model == {"id": arn("b1"), "name": "a/b (vendor.new-v1)", "options": {"guardrailConfig": SENT}}


def test_continue() -> None:
    guarded = made("cai/support", NOVA, guardrail=GUARDRAIL)
    (file,) = client_files(ALL | guarded, ["continue"])
    chat, docs, quick = file.content["models"]
    assert chat == {
        "name": "copilot/chat",
        "provider": "bedrock",
        "model": arn("chat1"),
        "env": {"region": EAST},
        "roles": ["chat", "edit", "apply", "summarize"],
        "capabilities": ["tool_use", "image_input"],
        "defaultCompletionOptions": {
            "contextLength": 1000000,
            "maxTokens": 100,
            "temperature": 0.3,
            "promptCaching": True,
        },
    }
    assert "temperature" not in docs["defaultCompletionOptions"]
    assert quick["env"] == {"region": WEST}
    assert {key: file.content[key] for key in ("name", "version", "schema")} == {
        "name": "Amazon Bedrock, dev",
        "version": "1.0.0",
        "schema": "v1",
    }
    assert file.left_out == {
        "cai/support": "its guardrail is required, and Continue sends none",
        "embedding/titan": EMBEDS,
    }


def test_aider() -> None:
    found = files(ALL | made("cai/support", NOVA, guardrail=GUARDRAIL), "aider")
    chat, quick, support = (f"bedrock/converse/{one}" for one in (arn("chat1"), arn("quick2", WEST), arn("support1")))
    config = found[".aider.conf.yml"].content
    assert (config["model"], config["weak-model"]) == (chat, quick)
    assert f"copilot/chat:{chat}" in config["alias"]
    settings = {row["name"]: row for row in found[".aider.model.settings.yml"].content}
    assert settings[chat] == {
        "name": chat,
        "edit_format": "diff",
        "weak_model_name": quick,
        "use_temperature": 0.3,
        "extra_params": {"aws_region_name": EAST, "max_tokens": 100},
    }
    assert [settings[f"bedrock/converse/{arn('docs1')}"]["use_temperature"], settings[quick]["use_temperature"]] == [
        False,
        True,
    ]
    assert settings[support]["extra_params"]["guardrailConfig"] == SENT
    assert found[".aider.model.metadata.json"].content[chat] == {
        "max_tokens": 64000,
        "max_input_tokens": 1000000,
        "max_output_tokens": 64000,
        "input_cost_per_token": 3.3e-06,
        "output_cost_per_token": 1.65e-05,
        "supports_vision": True,
        "litellm_provider": "bedrock",
        "mode": "chat",
    }
    assert {file.name: file.left_out for file in found.values()} == {key: {"embedding/titan": EMBEDS} for key in found}


def test_librechat() -> None:
    again, guarded = made("copilot/again"), made("cai/support", NOVA, guardrail=GUARDRAIL)
    (file,) = client_files(ALL | again | guarded, ["librechat"])
    assert file.content == {
        "version": "1.3.0",
        "cache": True,
        "endpoints": {
            "bedrock": {
                "availableRegions": [EAST],
                "models": [SONNET, OPUS],
                "inferenceProfiles": {SONNET: arn("chat1"), OPUS: arn("docs1")},
                "titleModel": SONNET,
            }
        },
    }
    assert "BEDROCK_AWS_DEFAULT_REGION=us-east-1" in file.place
    assert file.left_out == {
        "copilot/again": "copilot/chat has the same model, and LibreChat takes one profile for each",
        "cai/support": "its guardrail differs from that of copilot/chat, and LibreChat has one for all",
        "copilot/quick": "it has no target in us-east-1, the one region of this file",
        "embedding/titan": EMBEDS,
    }


def test_librechat_sends_the_guardrail_that_all_have() -> None:
    (file,) = client_files(made("cai/support", NOVA, guardrail=GUARDRAIL), ["librechat"])
    assert file.content["endpoints"]["bedrock"]["guardrailConfig"] == SENT


@pytest.mark.parametrize("client", ["opencode", "continue", "aider", "librechat"])
def test_a_client_without_any_record_that_it_can_call_gets_no_file(client) -> None:
    assert client_files(VECTORS, [client]) == []


@pytest.mark.parametrize("version", ["earlier", "this"])
def test_files_are_the_same_for_records_of_an_earlier_version_and_hold_no_null(version) -> None:
    earlier = {path: given | {"temperature": given.get("temperature")} for path, given in ALL.items()}
    found = client_files(earlier if version == "earlier" else ALL)
    assert found == client_files(ALL)
    assert "None" not in str([file.content for file in found])


@pytest.mark.parametrize(
    ("records", "main", "background"),
    [
        (ALL, "copilot/chat", "copilot/quick"),
        (DOCS | QUICK, "copilot/quick", "copilot/quick"),
        (DOCS | made("a/nova", NOVA), "a/nova", "a/nova"),
        (DOCS, "copilot/docs", "copilot/docs"),
        (VECTORS, None, None),
    ],
)
def test_which_record_a_client_starts_with(records, main, background) -> None:
    assert (everyday(records), small(records)) == (main, background)


@pytest.mark.parametrize(
    ("records", "region"),
    [
        (ALL, EAST),
        (DOCS | QUICK, WEST),
        (made("a/b", regions=(WEST, EAST)), WEST),
        ({}, None),
    ],
)
def test_the_region_of_clients_that_have_one(records, region) -> None:
    assert common_region(records) == region


def test_the_index_says_where_each_file_belongs_and_what_it_lacks() -> None:
    page = index(client_files(ALL), [".env", "claude-code.env"], sorted(ALL), "Made by a test.")
    assert "Made by a test.\n\nThey are made of these records: copilot/chat, copilot/docs," in page
    assert "| `claude-code.env` | Claude Code | source it in a shell; the settings above are better |" in page
    assert "| `opencode.json` | opencode | opencode.json in a project, or ~/.config/opencode/opencode.json |" in page
    assert f"\nThe files for aider lack\n\n- embedding/titan: {EMBEDS}\n" in page
    assert "litellm.yaml" not in page


def test_an_unknown_client() -> None:
    with pytest.raises(ProblemError, match="clients: there is no 'aidr': did you mean 'aider'"):
        client_files(ALL, ["aidr"])
