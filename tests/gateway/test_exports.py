# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""genai.bedrock.export of a deployed environment, and its files in the hands of those who read them."""

from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest
import yaml
from dotenv import dotenv_values
from jsonschema import Draft202012Validator

from tests.gateway.deploying import deploy
from tests.gateway.litellm_kit import litellm_at, router_of
from tests.gateway.playing import ROOT, Played, environment, play
from tests.gateway.running import writes
from tests.gateway.test_accounts import inventory

LOCAL = "inventories/local"
PREFIX = "/local/bedrock/inference-profiles"
FILES = {".env", "claude-code.env", "claude-code.settings.json", "litellm.yaml", "record.schema.json"}


def export(aws, folder, *arguments, **variables) -> Played:
    """Started in the folder, by somebody who has the collection installed and no clone of it."""
    installed = environment(aws, ANSIBLE_COLLECTIONS_PATH=str(ROOT / ".ansible/collections"))
    command = [str(Path(sys.executable).with_name("ansible-playbook")), "genai.bedrock.export", "-i", str(ROOT / LOCAL)]
    command += [*arguments, "-e", json.dumps(variables)]
    done = subprocess.run(command, cwd=folder, env=installed, capture_output=True, text=True, check=False)
    return Played(done.returncode, done.stdout + done.stderr)


def parameters(aws):
    pages = aws.client("ssm").get_paginator("get_parameters_by_path").paginate(Path=PREFIX, Recursive=True)
    rows = {row["Name"].removeprefix(f"{PREFIX}/"): row["Value"] for page in pages for row in page["Parameters"]}
    return {path: json.loads(value) for path, value in rows.items()}


@dataclass(frozen=True)
class Exported:
    """What one deployment left, and what was exported of it."""

    aws: object
    folder: Path
    records: dict
    planned: Played
    planned_files: list
    calls: set

    def text(self, name) -> str:
        return (self.folder / "exports/local" / name).read_text()


@pytest.fixture(scope="module")
def exported(_endpoint, tmp_path_factory):
    aws, folder = _endpoint, tmp_path_factory.mktemp("application")
    aws.reset()
    deploy(aws).ok()
    records = parameters(aws)
    aws.clear_calls()
    planned = export(aws, folder, "--check", "--diff").ok()
    planned_files = list(folder.iterdir())
    export(aws, folder).ok()
    calls = {call["operation"] for call in aws.calls()}
    return Exported(aws, folder, records, planned, planned_files, calls)


@pytest.fixture
def aws(exported):
    """The endpoint as it was deployed to, with every region up."""
    exported.aws.switch(fail=[], deny=[])
    exported.aws.clear_calls()
    yield exported.aws
    exported.aws.switch(fail=[], deny=[])


def test_check_mode_shows_the_files_and_writes_none(exported):
    assert exported.planned_files == []
    assert exported.planned.changed == 2
    assert "+BEDROCK_COPILOT_CHAT_REGION=us-east-1" in exported.planned.output


def test_nothing_is_written_to_aws_and_one_path_is_read(exported):
    assert exported.calls == {"GetParametersByPath"}


def test_the_second_run_changes_nothing(exported, aws):
    assert {path.name for path in (exported.folder / "exports/local").iterdir()} == FILES
    assert export(aws, exported.folder).ok().changed == 0
    assert writes(aws) == []


def test_every_record_of_a_deployment_follows_the_schema(exported):
    schema = Draft202012Validator(json.loads(exported.text("record.schema.json")))
    assert {record["kind"] for record in exported.records.values()} == {"text", "embedding"}
    assert len({record["workload"] for record in exported.records.values()}) == 5
    for record in exported.records.values():
        schema.validate(record)


def test_the_dotenv_file_says_what_the_records_say(exported):
    values = dotenv_values(exported.folder / "exports/local/.env")
    for path, record in exported.records.items():
        start = f"BEDROCK_{path.upper().replace('/', '_')}"
        assert values[f"{start}_PARAMETER"] == f"{PREFIX}/{path}"
        assert values[f"{start}_BASE_MODEL_ID"] == record["base_model_id"]
        for end, target in zip(("", "_2"), record["targets"], strict=False):
            assert (values[f"{start}_ARN{end}"], values[f"{start}_REGION{end}"]) == (target["arn"], target["region"])


def sourced(path):
    """The variables that a shell has after it has read the file."""
    done = subprocess.run(
        ["bash", "-euc", 'source "$1" && env -0', "bash", str(path)], env={}, capture_output=True, text=True, check=True
    )
    return dict(line.split("=", 1) for line in done.stdout.split("\0") if line)


@pytest.mark.parametrize(
    ("tier", "path", "model"),
    [
        ("OPUS", "copilot/documentation", "Claude Opus 5.5"),
        ("SONNET", "copilot/chat", "Claude Sonnet 5.5"),
        ("HAIKU", "copilot/quick_completions", "Claude Haiku 5.5"),
    ],
)
def test_claude_code_reaches_each_tier_in_its_region(exported, aws, tier, path, model):
    """It streams over the Invoke API, in AWS_REGION."""
    env = sourced(exported.folder / "exports/local/claude-code.env")
    assert env["CLAUDE_CODE_USE_BEDROCK"] == "1"
    assert env[f"ANTHROPIC_DEFAULT_{tier}_MODEL"] == exported.records[path]["targets"][0]["arn"]
    messages = [{"role": "user", "content": "Hello"}]
    body = {"anthropic_version": "bedrock-2023-05-31", "max_tokens": 50, "messages": messages}
    answer = aws.client("bedrock-runtime", env["AWS_REGION"]).invoke_model_with_response_stream(
        modelId=env[f"ANTHROPIC_DEFAULT_{tier}_MODEL"], body=json.dumps(body)
    )
    events = [json.loads(event["chunk"]["bytes"]) for event in answer["body"]]
    text = "".join(event["delta"]["text"] for event in events if event["type"] == "content_block_delta")
    assert text.startswith(f"{model} answers")


def test_the_settings_of_claude_code_are_the_same_environment(exported):
    settings = json.loads(exported.text("claude-code.settings.json"))
    env = sourced(exported.folder / "exports/local/claude-code.env")
    assert settings["env"].items() <= env.items()
    assert settings["modelOverrides"]["claude-sonnet-5-5"] == env["ANTHROPIC_DEFAULT_SONNET_MODEL"]


def test_litellm_loads_the_file_and_fails_over_when_a_region_is_down(exported, aws):
    config = yaml.safe_load(exported.text("litellm.yaml"))
    assert {model["model_name"].partition("@")[0] for model in config["model_list"]} == set(exported.records)
    messages = [{"role": "user", "content": "Hello"}]
    with litellm_at(aws) as litellm:
        gateway = router_of(litellm, config)
        answer = gateway.completion(model="copilot/chat", messages=messages)
        assert answer.choices[0].message.content == "Claude Sonnet 5.5 answers: Hello"
        aws.switch(fail=[{"operation": "*", "region": "us-east-1", "code": "ServiceUnavailableException"}])
        assert gateway.completion(model="copilot/chat", messages=messages).choices[0].message.content
        assert gateway.embedding(model="embedding/titan", input=["Hello"]).data
    regions = [call["region"] for call in aws.calls() if call["service"] == "bedrock-runtime"]
    assert regions == ["us-east-1", "us-east-1", "us-west-2", "us-east-1", "us-west-2"]


def test_options(exported, aws, tmp_path):
    export(
        aws,
        tmp_path,
        bedrock_export_path=str(tmp_path / "out"),
        bedrock_export_formats="claude_code,litellm,clients",
        bedrock_export_claude_code_start="haiku",
        bedrock_export_claude_code_service_tier="flex",
        bedrock_export_claude_code_tiers={"sonnet": "copilot/code_review", "opus": ""},
        bedrock_export_claude_code_region="us-west-2",
        bedrock_export_litellm_prefix="local-",
    ).ok()
    top = {"claude-code.env", "claude-code.settings.json", "litellm.yaml"}
    assert {path.name for path in (tmp_path / "out").iterdir()} == {*top, "clients"}
    clients = tmp_path / "out/clients"
    own = {".aider.conf.yml", ".aider.model.metadata.json", ".aider.model.settings.yml"}
    own |= {"README.md", "continue.yaml", "librechat.yaml", "opencode.json"}
    assert {path.name for path in clients.iterdir()} == own | FILES
    for name in top:
        assert (clients / name).read_text() == (tmp_path / "out" / name).read_text()
    models = json.loads((clients / "opencode.json").read_text())["provider"]["amazon-bedrock"]["models"]
    chat = exported.records["copilot/chat"]
    assert models["copilot/chat"]["id"] == chat["targets"][0]["arn"]
    assert models["copilot/chat"]["limit"]["context"] == chat["context_window"]
    env = sourced(tmp_path / "out/claude-code.env")
    assert env["ANTHROPIC_DEFAULT_SONNET_MODEL"] == exported.records["copilot/code_review"]["targets"][1]["arn"]
    assert "ANTHROPIC_DEFAULT_OPUS_MODEL" not in env
    assert (env["ANTHROPIC_DEFAULT_MODEL"], env["ANTHROPIC_BEDROCK_SERVICE_TIER"]) == ("haiku", "flex")
    config = yaml.safe_load((tmp_path / "out/litellm.yaml").read_text())
    assert all(model["model_name"].startswith("local-") for model in config["model_list"])


@pytest.mark.parametrize(
    ("variables", "deny", "message"),
    [
        ({"bedrock_environment": "other"}, [], "No record is published below /other/bedrock/inference-profiles"),
        ({"bedrock_export_formats": ["dotenv", "toml"]}, [], "takes litellm, claude_code, dotenv, schema, opencode,"),
        ({"bedrock_export_claude_code_tiers": {"opus": "embedding/titan"}}, [], "Claude Code calls Claude models only"),
        ({}, ["ssm:GetParametersByPath"], "ssm:GetParametersByPath"),
    ],
    ids=["nothing published", "unknown format", "no claude model", "denied"],
)
def test_what_stops_it_before_any_file(aws, tmp_path, variables, deny, message):
    aws.switch(deny=deny)
    refused = export(aws, tmp_path, **variables)
    assert refused.status != 0
    assert message in " ".join(refused.output.split())
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == []


def test_accounts_of_one_environment_have_a_folder_each(exported, aws, tmp_path):
    accounts = {"american": ("111111111111", "us-east-1"), "european": ("222222222222", "eu-west-1")}
    record = exported.records["copilot/chat"] | {"environment": "production"}
    for account, region in accounts.values():
        arn = record["targets"][0]["arn"].replace("123456789012", account)
        value = json.dumps(record | {"targets": [record["targets"][0] | {"arn": arn}]})
        aws.client("ssm", region, account=account).put_parameter(
            Name="/production/bedrock/inference-profiles/copilot/chat", Value=value, Type="String"
        )
    play(aws, "genai.bedrock.export", inventory(tmp_path), bedrock_export_path=str(tmp_path / "out")).ok()
    for host, (account, _region) in accounts.items():
        assert f":{account}:" in dotenv_values(tmp_path / "out" / host / ".env")["BEDROCK_COPILOT_CHAT_ARN"]
