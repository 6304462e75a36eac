# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Records that something else has made, and the document alone: the module, the role, and `deploy --tags publish`."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from tests.gateway.playing import Played, play
from tests.gateway.running import run_module, writes
from tests.gateway.ssm_kit import Store
from tests.local_aws.server import LocalAws
from tests.unit.plugins.module_utils.record_samples import arn, record

PLAYBOOK = str(Path(__file__).with_name("publish.yml"))
DEPLOY = "genai.bedrock.deploy"
PREFIX = "/local/bedrock/inference-profiles"
REPORTS, DRAFTS = (record("search", key, environment="local") for key in ("reports", "drafts"))
BOTH = {"search/reports": REPORTS, "search/drafts": DRAFTS}


def run(aws: LocalAws, playbook: str, *arguments: str, **variables: Any) -> Played:
    return play(aws, playbook, "inventories/local", *arguments, **variables)


def output_of(played: Played) -> str:
    return " ".join(played.output.split())


def document(aws: LocalAws) -> dict[str, Any]:
    current = aws.client("ssm").get_parameter(Name=PREFIX)["Parameter"]["Value"]
    output_of = json.loads(current)
    return {**output_of["inference_profiles"], **output_of["copilot"]}


def test_the_module_writes_under_the_lock_and_then_nothing(aws: LocalAws) -> None:
    settings = {"environment": "local", "ssm_regions": ["us-east-1"], "records": BOTH}
    planned = run_module("records", aws, check=True, diff=True, **settings)
    assert (planned["changed"], planned["lines"][0], writes(aws)) == (
        True,
        "local: 3 create (a plan; nothing was changed)",
        [],
    )
    assert [part["before_header"] for part in planned["diff"]] == ["records", "document"]
    made = run_module("records", aws, **settings)
    assert (made["problems"], made["lines"][0]) == ([], "local: 3 created")
    assert [row["subject"] for row in made["timeline"]][-1] == PREFIX
    assert writes(aws) == ["PutParameter"] * 3
    about_lock = [
        call["operation"]
        for call in aws.calls()
        if any("genai.bedrock.lock" in check["resource"] for check in call["authorizations"])
    ]
    assert (about_lock[0], about_lock[-1]) == ("PutParameter", "DeleteParameter")
    assert document(aws) == {"primary_arn": None, "reports": arn("reports1"), "drafts": arn("drafts1")}
    store = Store(aws)
    assert store.holds(f"{PREFIX}/search/reports")["tags"] == {
        "ManagedBy": "genai.bedrock",
        "Environment": "local",
        "Workload": "search",
        "ProfileKey": "reports",
    }
    aws.clear_calls()
    assert run_module("records", aws, **settings)["changed"] is False
    assert writes(aws) == []


def test_the_role_with_variables_of_the_command_line(aws: LocalAws) -> None:
    """All of them are text there."""
    own = {"value": "text", "tags": {"Environment": "local"}}
    first = run(
        aws,
        PLAYBOOK,
        publish_ssm_regions="us-east-1,us-west-2",
        publish_records=json.dumps(BOTH),
        publish_parameters=json.dumps({"/local/own": own}),
    ).ok()
    assert "created search/reports" in output_of(first)
    for region in ("us-east-1", "us-west-2"):
        names = {row["Name"] for row in aws.client("ssm", region).describe_parameters()["Parameters"]}
        assert names == {PREFIX, f"{PREFIX}/search/reports", f"{PREFIX}/search/drafts", "/local/own"}
    aws.clear_calls()
    some = run(aws, PLAYBOOK, publish_document="false", publish_removed="search/drafts,search/never").ok()
    assert (some.changed, document(aws).keys()) == (1, {"primary_arn", "reports", "drafts"})
    assert run(aws, PLAYBOOK, publish_document="true").ok().changed == 1
    assert document(aws).keys() == {"primary_arn", "reports"}
    assert run(aws, PLAYBOOK).ok().changed == 0


def test_a_parameter_that_cannot_be_written_keeps_the_document(aws: LocalAws) -> None:
    run(aws, PLAYBOOK, publish_records={"search/reports": REPORTS}).ok()
    aws.switch(deny=["ssm:PutParameter"])
    further = {"publish_parameters": {"/local/own": {"value": "text"}}, "publish_records": BOTH}
    aws.clear_calls()
    refused = run(aws, PLAYBOOK, **further)
    assert (refused.status != 0, "/local/own" in output_of(refused)) == (True, True)
    assert writes(aws) == ["PutParameter"]


def test_deploy_writes_them_and_with_the_tag_the_document_alone(aws: LocalAws) -> None:
    off = {"bedrock_roles": ["copilot"], "bedrock_observability": False}
    run(aws, DEPLOY, publish_records=BOTH, **off).ok()
    assert {"reports", "drafts", "chat"} <= document(aws).keys()
    assert run(aws, DEPLOY, **off).ok().changed == 0
    whole = document(aws)
    aws.client("ssm").delete_parameter(Name=PREFIX)
    aws.clear_calls()
    run(aws, DEPLOY, "--tags", "publish", **off).ok()
    assert document(aws) == whole
    services = {call["service"] for call in aws.calls()}
    assert not services & {"bedrock", "bedrock-runtime"}
    aws.client("ssm").put_parameter(Name=f"{PREFIX}/search/reports", Value="{broken", Overwrite=True)
    refused = run(aws, DEPLOY, "--tags", "publish", **off)
    assert (refused.status != 0, document(aws)) == (True, whole)
    assert f"{PREFIX}/search/reports in us-east-1: is in the place of a record" in output_of(refused)
