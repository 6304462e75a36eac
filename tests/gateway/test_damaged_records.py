# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""A record of ours that somebody has damaged: told by name by whoever reads it, never taken for not there, and repaired."""

from __future__ import annotations

import json

import pytest

from tests.gateway.holdings import EAST, held
from tests.gateway.playing import play
from tests.gateway.running import writes
from tests.gateway.test_access import PLAYBOOK as ACCESS
from tests.gateway.test_access import TRUST, attached, files, iam_writes, managed

LOCAL = "inventories/local"
PREFIX = "/local/bedrock/inference-profiles"
CHAT = f"{PREFIX}/copilot/chat"
ROLES = {"bedrock_roles": ["copilot", "embedding"], "copilot_regions": [EAST], "embedding_regions": [EAST]}
ENTRIES = {key: {"enabled": False} for key in ("code_review", "documentation", "quick_completions")}
WHAT = (
    f"{CHAT} in us-east-1: stands in the place of a record and is none: its value is no JSON (Expecting property name"
)
REPAIRED = "its record was damaged: its value is no JSON"
WAY_OUT = "deploy copilot again, which writes it anew"
STRANGERS = {
    f"{PREFIX}/notes": {},
    f"{PREFIX}/search/notes": {},
    f"{PREFIX}/copilot/notes": {"ManagedBy": "terraform"},
    f"{PREFIX}/copilot/team/notes": {},
}


def run(aws, playbook, *arguments, **variables):
    return play(aws, playbook, LOCAL, *arguments, **ROLES, **{"copilot_entries": ENTRIES} | variables)


def told(played):
    """What was printed, without the breaks of lines."""
    return " ".join(played.output.split())


def put(aws, name, value, **tags):
    ssm = aws.client("ssm")
    ssm.put_parameter(Name=name, Value=value, Type="String", Overwrite=True)
    if tags:
        listed = [{"Key": key, "Value": text} for key, text in tags.items()]
        ssm.add_tags_to_resource(ResourceType="Parameter", ResourceId=name, Tags=listed)


def value(name):
    return held().parameters[EAST, name][0]


@pytest.fixture
def deployed(aws):
    """An environment, with what strangers have put below its prefix."""
    run(aws, "genai.bedrock.deploy").ok()
    for name, tags in STRANGERS.items():
        put(aws, name, "theirs", **tags)
    return json.loads(value(CHAT))


@pytest.fixture
def damaged(aws, deployed):
    put(aws, CHAT, "{broken")
    aws.clear_calls()


def test_verify_calls_the_others_and_fails(aws, deployed):
    whole = run(aws, "genai.bedrock.verify").ok()
    assert "3 of 3 targets answered" in whole.output
    put(aws, CHAT, "{broken")
    aws.clear_calls()
    failed = run(aws, "genai.bedrock.verify")
    assert failed.status != 0
    assert "2 of 2 targets answered" in failed.output
    assert f"{WHAT} enclosed in double quotes in line 1, column 2); {WAY_OUT}" in told(failed)
    assert "notes" not in failed.output
    assert writes(aws) == []
    run(aws, "genai.bedrock.verify", "--tags", "embedding").ok()
    assert WHAT in told(run(aws, "genai.bedrock.verify", bedrock_keys="copilot/chat"))
    # Nobody's, and where a record of a role would stand.
    put(aws, f"{PREFIX}/embedding/own", "[]")
    failed = told(run(aws, "genai.bedrock.verify", "--tags", "embedding"))
    assert f"{PREFIX}/embedding/own in us-east-1: stands in the place of a record and is none: its value is a" in failed
    assert "delete it and deploy embedding again, or move it elsewhere" in failed


def test_export_and_lifecycle_fail(aws, damaged, tmp_path):
    refused = run(aws, "genai.bedrock.export", bedrock_export_path=str(tmp_path / "out"))
    assert (refused.status != 0, WHAT in told(refused), list(tmp_path.iterdir())) == (True, True, [])
    assert WHAT in told(run(aws, "genai.bedrock.lifecycle"))


def test_access_leaves_every_policy_as_it_is(aws, deployed, tmp_path):
    aws.client("iam").create_role(RoleName="assistant", AssumeRolePolicyDocument=json.dumps(TRUST))
    wish = {
        "access_path": str(tmp_path),
        "access_manage_policies": True,
        "access_roles": {"copilot": ["assistant"]},
    }
    run(aws, ACCESS, **wish).ok()
    before = files(tmp_path), managed(aws), attached(aws, "assistant")
    put(aws, CHAT, "{broken")
    aws.clear_calls()
    for arguments in (["--check"], []):
        refused = run(aws, ACCESS, *arguments, **wish)
        assert refused.status != 0
        assert WHAT in told(refused)
    assert iam_writes(aws) == []
    assert (files(tmp_path), managed(aws), attached(aws, "assistant")) == before


def test_the_next_deployment_repairs_it_and_keeps_the_document_meanwhile(aws, deployed):
    document = value(PREFIX)
    put(aws, CHAT, "{broken")
    # Of another workload alone: the document would lose what the damaged record told it.
    failed = run(aws, "genai.bedrock.deploy", "--tags", "embedding")
    assert (failed.status != 0, WHAT in told(failed), value(PREFIX)) == (True, True, document)
    planned = run(aws, "genai.bedrock.deploy", "--check", "--diff").ok()
    assert (planned.changed > 0, "{broken" in planned.output, value(CHAT)) == (True, True, "{broken")
    assert f"repair  chat  {REPAIRED}" in planned.output
    repaired = run(aws, "genai.bedrock.deploy").ok()
    assert f"repaired  chat  {REPAIRED}" in repaired.output
    assert (json.loads(value(CHAT)), value(PREFIX)) == (deployed, document)
    aws.clear_calls()
    assert run(aws, "genai.bedrock.deploy").ok().changed == 0
    assert writes(aws) == []


def test_it_goes_with_the_entry_that_is_switched_off(aws, damaged):
    before = held()
    off = {"copilot_entries": ENTRIES | {"chat": {"enabled": False}}}
    run(aws, "genai.bedrock.deploy", "--check", **off).ok()
    assert held() == before
    run(aws, "genai.bedrock.deploy", **off).ok()
    assert before.parameters.keys() - held().parameters.keys() == {(EAST, CHAT)}


def test_a_teardown_takes_it_and_leaves_those_of_strangers(aws, damaged):
    """Also that of a workload which no role knows, and of which nothing else is left."""
    lost = f"{PREFIX}/crew/lost"
    put(aws, lost, "{broken", ManagedBy="genai.bedrock", Environment="local", Workload="crew", ProfileKey="lost")
    before = held()
    word = {"bedrock_confirm": "local"}
    run(aws, "genai.bedrock.teardown", "--check", **word).ok()
    assert held() == before
    run(aws, "genai.bedrock.teardown", **word).ok()
    after = held()
    assert (after.profiles, {name for _region, name in after.parameters}) == ({}, set(STRANGERS))
    aws.clear_calls()
    assert (run(aws, "genai.bedrock.teardown", **word).ok().changed, writes(aws)) == (0, [])
