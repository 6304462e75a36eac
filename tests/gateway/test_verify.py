# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The playbook verify: a line for each published target, and a list of those that do not answer as they should."""

from __future__ import annotations

import json
import re

import pytest

from tests.gateway.deploying import deploy
from tests.gateway.invoke_kit import EAST, SONNET, called, profiles
from tests.gateway.playing import play
from tests.unit.plugins.module_utils.record_samples import record, target

PREFIX = "/local/bedrock/inference-profiles"


def verify(aws, *arguments, **variables):
    return play(aws, "genai.bedrock.verify", "inventories/local", *arguments, **variables)


def output_of(played):
    """What was printed, without the breaks of lines."""
    return " ".join(played.output.split())


def test_every_published_target_is_called_in_its_region(aws):
    nothing = verify(aws)
    assert f"No record is published below {PREFIX} in us-east-1" in output_of(nothing)
    assert nothing.status != 0
    chat = {key: {"enabled": False} for key in ("code_review", "documentation", "quick_completions")}
    deploy(
        aws,
        roles=("copilot", "embedding"),
        copilot_entries=chat | {"chat": {"regions": ["us-west-2"]}},
        embedding_entries={"titan": {"dimensions": 512}, "document": {"regions": ["us-east-1"]}},
    ).ok()
    aws.clear_calls()
    good = verify(aws).ok()
    assert good.changed == 0
    for line in (
        r"copilot/chat        us-west-2  anthropic\.claude-sonnet-5-5   ok +[0-9]+ ms",
        r"embedding/document  us-east-1  amazon\.titan-embed-text-v2:0  ok +[0-9]+ ms  1024 dimensions",
        r"embedding/titan     us-east-1  amazon\.titan-embed-text-v2:0  ok +[0-9]+ ms  512 dimensions",
        r"embedding/titan     us-west-2  amazon\.titan-embed-text-v2:0  ok +[0-9]+ ms  512 dimensions",
        r"4 of 4 targets answered",
    ):
        assert re.search(rf"^ +{line}$", good.output, re.MULTILINE), (line, good.output)
    assert sorted(called(aws)) == [
        ("Converse", "us-west-2"),
        ("InvokeModel", "us-east-1"),
        ("InvokeModel", "us-east-1"),
        ("InvokeModel", "us-west-2"),
    ]
    aws.clear_calls()
    verify(aws, "--check").ok()
    assert called(aws) == []
    some = verify(aws, "--tags", "embedding,observability", bedrock_keys="embedding/titan").ok()
    assert "2 of 2 targets answered" in some.output
    wrong_answers_fail(aws)


def wrong_answers_fail(aws):
    """One target may not be called, and one model does not answer as its record says."""
    aws.switch(deny=["bedrock:InvokeModel@us-west-2"])
    ssm = aws.client("ssm")
    record = json.loads(ssm.get_parameter(Name=f"{PREFIX}/embedding/document")["Parameter"]["Value"])
    text = json.dumps(record | {"dimensions": 999})
    ssm.put_parameter(Name=f"{PREFIX}/embedding/document", Value=text, Type="String", Overwrite=True)
    bad = verify(aws, "--tags", "embedding")
    assert bad.status != 0
    assert "1 of 3 targets answered" in bad.output
    assert "embedding/titan in us-west-2" in output_of(bad)
    assert "bedrock:InvokeModel" in bad.output
    assert "embedding/document in us-east-1" in output_of(bad)


@pytest.fixture
def published(aws):
    targets = profiles(aws, {"chat": (SONNET, [EAST])})["chat"]
    value = record("copilot", "chat", [target("chat") | targets[0]], environment="local")
    aws.client("ssm").put_parameter(Name=f"{PREFIX}/copilot/chat", Value=json.dumps(value), Type="String")
    aws.clear_calls()


@pytest.mark.parametrize(
    ("arguments", "keys", "said"),
    [
        ([], "copilot/chat, copilot/chta", "copilot/chta: no such record is published; did you mean 'copilot/chat'?"),
        (["--tags", "copilot,copilots"], "", "copilots: no record of such a workload is published; did you mean"),
        (["--tags", "copilot,cai"], "", "cai: no record of such a workload is published; it is one of copilot"),
    ],
    ids=["key", "workload", "workload without records"],
)
def test_what_is_named_and_not_published_is_not_taken_for_verified(aws, published, arguments, keys, said):
    refused = verify(aws, *arguments, bedrock_keys=keys)
    assert (refused.status != 0, said in output_of(refused), called(aws)) == (True, True, [])


def test_the_tag_of_a_role_without_records_is_no_mistake(aws, published):
    assert "0 of 0 targets answered" in verify(aws, "--tags", "publish").ok().output


@pytest.mark.parametrize("tags", ["untagged", "app"])
def test_a_tag_that_names_no_workload_chooses_none(aws, published, tags):
    verify(aws, "--tags", tags, bedrock_other_tags=["app"]).ok()
    assert called(aws) != []
