# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""deploy and teardown, whole: what they leave behind, what they leave alone, and what stops them before they write.

One run of each playbook shows what only a playbook can; the rules are those of the engine, tested in its own folder.
"""

from __future__ import annotations

import json
import os
import re

import pytest
import yaml

from tests.gateway.deploying import ROOT, deploy
from tests.gateway.playing import play, play_in
from tests.gateway.running import run_module, writes

LOCAL, REFERENCE = "inventories/local", "tests/reference/inventory"
PREFIX = "/local/bedrock/inference-profiles"
REGIONS = ("us-east-1", "us-west-2")
KEYS = {"access_key": "local", "secret_key": "unused-by-the-endpoint", "profile": ""}
EMBEDDING, COPILOT = ("embedding",), ("copilot",)


def profiles(aws, region="us-east-1"):
    rows = aws.client("bedrock", region).list_inference_profiles(typeEquals="APPLICATION", maxResults=1000)
    return {row["inferenceProfileName"]: row["inferenceProfileArn"] for row in rows["inferenceProfileSummaries"]}


def tags_of(aws, arn):
    return {tag["key"]: tag["value"] for tag in aws.client("bedrock").list_tags_for_resource(resourceARN=arn)["tags"]}


def parameters(aws, path=PREFIX):
    ssm = aws.client("ssm")
    pages = ssm.get_paginator("get_parameters_by_path").paginate(Path=path, Recursive=True)
    return {
        row["Name"].removeprefix(f"{path}/"): json.loads(row["Value"])
        for page in pages
        for row in page["Parameters"]
        if row["Value"].startswith("{")
    }


def document(aws):
    return json.loads(aws.client("ssm").get_parameter(Name=PREFIX)["Parameter"]["Value"])


def test_the_life_of_an_environment(aws):
    foreign = run_module("inference_profile", aws, name="foreign", model_source="amazon.titan-embed-text-v2:0")
    aws.client("ssm").put_parameter(Name=f"{PREFIX}/copilot/foreign", Value="theirs", Type="String")
    aws.clear_calls()
    planned = play(aws, "genai.bedrock.deploy", LOCAL, "--check", "--diff").ok()
    assert planned.changed > 0
    assert "+++ after: inference profiles" in planned.output
    assert writes(aws) == []
    first = play(aws, "genai.bedrock.deploy", LOCAL).ok()
    assert len(first.output.splitlines()) <= 60, first.output
    assert "copilot             us-east-1, us-west-2  created  chat, code_review, documentation" in first.output
    assert f"records: {PREFIX}/<workload>/<key> in us-east-1" in first.output
    arns = {arn for region in REGIONS for arn in profiles(aws, region).values()}
    records = parameters(aws, f"{PREFIX}/copilot") | {}
    assert {"chat", "code_review", "documentation", "quick_completions"} <= set(records)
    assert all(target["arn"] in arns for target in records["chat"]["targets"])
    assert [target["region"] for target in records["chat"]["targets"]] == list(REGIONS)
    assert document(aws)["copilot"]["primary_arn"] == records["chat"]["targets"][0]["arn"]
    aws.clear_calls()
    again = play(aws, "genai.bedrock.deploy", LOCAL).ok()
    assert (again.changed, writes(aws), len(again.output.splitlines()) <= 40) == (0, [], True), again.output
    refused = play(aws, "genai.bedrock.teardown", LOCAL)
    assert (refused.status != 0, refused.changed, writes(aws)) == (True, 0, [])
    assert "local: this removes 24 profiles, 13 records, 1 document, 2 guardrails (a plan" in refused.output
    row = r"copilot +chat +us-west-2 +claude-copilot-local +not in 90 days"
    assert re.search(row, refused.output), refused.output
    last = "to remove what the table lists, add -e bedrock_confirm=local, or CONFIRM=local with make teardown"
    assert refused.output.partition("PLAY RECAP")[0].rstrip().splitlines()[-1].strip() == last, refused.output
    assert refused.output.index("last use") < refused.output.index("Nothing was removed")
    play(aws, "genai.bedrock.teardown", LOCAL, bedrock_confirm="local").ok()
    assert list(profiles(aws)) == ["foreign"]
    assert foreign["inference_profile"]["inference_profile_arn"] in profiles(aws).values()
    assert profiles(aws, "us-west-2") == {}
    left = aws.client("ssm").get_parameters_by_path(Path="/", Recursive=True)["Parameters"]
    assert [row["Name"] for row in left] == [f"{PREFIX}/copilot/foreign"]


def test_tags_limit_the_run_and_the_document_keeps_the_rest(aws):
    deploy(aws, roles=EMBEDDING).ok()
    play(aws, "genai.bedrock.deploy", LOCAL, "--tags", "cai").ok()
    assert {path.partition("/")[0] for path in parameters(aws)} == {"embedding", "cai"}
    assert document(aws)["embeddings"]["titan"]
    assert set(document(aws)["cai"]) == {"customer_support", "internal_assistant", "sales_copilot"}


def test_an_entry_switched_off_goes_with_its_record(aws):
    deploy(aws, roles=EMBEDDING).ok()
    deploy(aws, roles=EMBEDDING, embedding_entries={"document": {"enabled": False}, "cohere": {"enabled": True}}).ok()
    assert set(profiles(aws)) == {"titan-embeddings-local", "cohere-embeddings-local"}
    assert set(parameters(aws)) == {"embedding/titan", "embedding/cohere"}
    assert document(aws)["embeddings"]["document"] is None


def test_regions_may_be_a_text_as_the_command_line_gives_it(aws):
    deploy(aws, bedrock_regions="us-east-1,us-west-2", bedrock_roles="embedding").ok()
    assert [target["region"] for target in parameters(aws)["embedding/titan"]["targets"]] == ["us-east-1", "us-west-2"]
    assert {path.partition("/")[0] for path in parameters(aws)} == {"embedding"}


def test_all_roles_are_judged_together_before_anything_is_written(aws):
    refused = deploy(
        aws,
        bedrock_required_tags=["CostCenter", "Team"],
        copilot_entries={"chat": {"model": "anthropic.claude-sonet-4-6"}, "code_review": {"description": "a, b"}},
        cai_entries={"customer_support": {"enable_guardrails": False}},
        embedding_entries={"titan": {"dimensions": 300}},
        inference_profiles_entries={"mine": {"model": "x.y", "regions": ["mars-north-1"], "colour": "red"}},
    )
    assert refused.status != 0
    for said in (
        "copilot_entries.code_review.description",
        "'a b' would do",
        "cai_entries.customer_support",
        "guardrails",
        "embedding_entries.titan.dimensions",
        "1024",
        "inference_profiles_entries.mine.colour",
        "mars-north-1",
        "Team",
    ):
        assert said in refused.output, said
    assert writes(aws) == []


@pytest.mark.parametrize(
    ("variables", "said"),
    [
        (
            {"copilot_entries": {"chat": {"model": "anthropic.claude-sonet-4-6"}}},
            "did you mean 'anthropic.claude-sonnet-4-6'",
        ),
        ({"bedrock_regions": ["mars-north-1"]}, "mars-north-1"),
        ({"bedrock_allowed_regions": ["us-east-1"]}, "outside the allowed regions"),
        ({"copilot_max_tokens": "many"}, "max_tokens"),
        ({"bedrock_environment": "No Good"}, "No Good"),
    ],
)
def test_bad_input_of_a_role(aws, variables, said):
    refused = deploy(aws, roles=COPILOT, **variables)
    assert refused.status != 0
    assert said in refused.output
    assert writes(aws) == []


@pytest.mark.parametrize("action", ["bedrock:ListInferenceProfiles", "ssm:GetParametersByPath"])
def test_a_denied_read_names_the_action(aws, action):
    aws.switch(deny=[action])
    refused = deploy(aws, roles=EMBEDDING)
    assert action in refused.output
    assert refused.status != 0
    assert writes(aws) == []


def test_a_region_that_is_down_fails_its_own_keys_and_the_rest_is_published(aws):
    deploy(aws, roles=EMBEDDING).ok()
    before = parameters(aws)["embedding/titan"]["targets"]
    aws.switch(
        fail=[
            {
                "operation": "ListInferenceProfiles",
                "region": "us-west-2",
                "code": "InternalServerException",
                "status": 500,
            }
        ]
    )
    connection = KEYS | {"aws_config": {"retries": {"total_max_attempts": 1}}}
    entries = {"titan": {"tags": {"New": "x"}}}
    failed = deploy(aws, roles=EMBEDDING, bedrock_connection=connection, embedding_entries=entries)
    assert failed.status != 0
    assert "titan in us-west-2" in failed.output
    after = parameters(aws)["embedding/titan"]["targets"]
    assert [{**target, "tags_hash": ""} for target in after] == [{**target, "tags_hash": ""} for target in before]
    assert after[1] == before[1], "what could not be read is as it was"
    arn = profiles(aws)["titan-embeddings-local"]
    tags = aws.client("bedrock").list_tags_for_resource(resourceARN=arn)["tags"]
    assert {"key": "New", "value": "x"} in tags


def test_missing_credentials_are_reported(aws):
    refused = deploy(aws, roles=EMBEDDING, bedrock_connection={})
    assert "Unable to locate credentials" in refused.output
    assert writes(aws) == []


@pytest.mark.parametrize(("environment", "roles"), [("dev", 3), ("staging", 4), ("production", 4)])
def test_the_inventories_that_users_copy_can_be_deployed(aws, environment, roles):
    deploy(aws, f"inventories/{environment}", bedrock_connection=KEYS).ok()
    records = parameters(aws, f"/{environment}/bedrock/inference-profiles")
    assert len({path.partition("/")[0] for path in records}) == roles
    assert all(name.endswith(f"-{environment}") for name in profiles(aws))


CONNECTING = ("bedrock_endpoint_url", "bedrock_connection")


def test_local_never_leaves_this_machine_whatever_the_shell_holds(tmp_path):
    """Every other way out is a closed port: the run must fail for want of the endpoint on 127.0.0.1, and name it."""
    credentials = tmp_path / "credentials"
    credentials.write_text("[real]\naws_access_key_id = REAL\naws_secret_access_key = REAL\n")
    environment = os.environ | {
        "AWS_PROFILE": "real",
        "AWS_ACCESS_KEY_ID": "REAL",
        "AWS_SECRET_ACCESS_KEY": "REAL",
        "AWS_SHARED_CREDENTIALS_FILE": str(credentials),
        "LOCAL_AWS_PORT": "9",
    }
    once = "{{ bedrock_connection | combine({'aws_config': {'retries': {'total_max_attempts': 1}}}) }}"
    words = ("genai.bedrock.deploy", LOCAL, "--tags", "embedding")
    refused = play_in(environment, *words, embedding_connection=once)
    assert refused.status != 0
    assert "http://127.0.0.1:9/" in refused.output
    assert "amazonaws.com" not in refused.output
    assert "REAL" not in refused.output


def test_so_does_the_inventory_of_the_reference():
    read = [yaml.safe_load((ROOT / f"{where}/group_vars/bedrock.yml").read_text()) for where in (LOCAL, REFERENCE)]
    local, reference = ({name: found[name] for name in CONNECTING} for found in read)
    assert local["bedrock_endpoint_url"] == reference["bedrock_endpoint_url"]
    assert local["bedrock_connection"] | {"access_key": "reference"} == reference["bedrock_connection"]


def test_a_temperature_that_the_model_refuses(aws):
    """The role's goes only where a model takes one; an entry's own is an error, and null is the way out that it names."""

    def run(**chat):
        models = {"documentation": {"model": "anthropic.claude-sonnet-4-6"}, "quick_completions": {"enabled": False}}
        return deploy(aws, roles=COPILOT, copilot_entries=models | {"chat": chat})

    refused = run(temperature=0.2)
    assert refused.status != 0
    assert (
        "takes no temperature and would refuse every call that sends 0.2; set its temperature: null" in refused.output
    )
    assert parameters(aws) == {}
    run(temperature=None).ok()
    records = parameters(aws, f"{PREFIX}/copilot")
    sent = {key: record.get("temperature") for key, record in records.items()}
    assert sent == {"chat": None, "code_review": None, "documentation": 0.3}
    tags = {name: tags_of(aws, arn).get("Temperature") for name, arn in profiles(aws).items()}
    assert tags == {
        "claude-copilot-local": None,
        "claude-copilot-code-review-local": None,
        "claude-copilot-documentation-local": "0.3",
    }
    assert run().ok().changed is False


def test_partners_are_tags_of_every_profile(aws):
    deploy(aws, roles=EMBEDDING, bedrock_partner_tags={"012345678901": "5ugbbrmu7ud3u5hsipfzug61p"}).ok()
    tagged = {tags_of(aws, arn).get("aws-apn-id-012345678901") for arn in profiles(aws).values()}
    assert tagged == {"pc:5ugbbrmu7ud3u5hsipfzug61p"}
