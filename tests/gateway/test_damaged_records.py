# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""A record of ours that somebody has damaged: told by name by whoever reads it, never taken for not there, and repaired."""

from __future__ import annotations

import json

import pytest
import yaml

from tests.gateway.deploying import ROOT, deploy, teardown
from tests.gateway.playing import play
from tests.gateway.running import run_module, writes
from tests.gateway.snapshots import EAST, snapshot

PREFIX = "/local/bedrock/inference-profiles"
CHAT = f"{PREFIX}/copilot/chat"
ENTRIES = {key: {"enabled": False} for key in ("code_review", "documentation", "quick_completions")}
SETTINGS = {
    "bedrock_roles": ["copilot", "embedding"],
    "copilot_regions": [EAST],
    "embedding_regions": [EAST],
    "copilot_entries": ENTRIES,
}
WHAT = f"{CHAT} in us-east-1: is in the place of a record but is not one: its value is no JSON (Expecting property name"
REPAIRED = "its record was damaged: its value is no JSON"
WAY_OUT = "deploy copilot again to rewrite it"
STRANGERS = {
    f"{PREFIX}/notes": {},
    f"{PREFIX}/search/notes": {},
    f"{PREFIX}/copilot/notes": {"ManagedBy": "terraform"},
    f"{PREFIX}/copilot/team/notes": {},
}


def put(aws, name, value, **tags):
    ssm = aws.client("ssm")
    ssm.put_parameter(Name=name, Value=value, Type="String", Overwrite=True)
    if tags:
        listed = [{"Key": key, "Value": text} for key, text in tags.items()]
        ssm.add_tags_to_resource(ResourceType="Parameter", ResourceId=name, Tags=listed)


def value(name):
    return snapshot().parameters[EAST, name][0]


@pytest.fixture
def deployed(aws):
    """An environment, with what strangers have put below its prefix."""
    deploy(aws, **SETTINGS).ok()
    for name, tags in STRANGERS.items():
        put(aws, name, "theirs", **tags)
    return json.loads(value(CHAT))


@pytest.fixture
def damaged(aws, deployed):
    put(aws, CHAT, "{broken")
    aws.clear_calls()


def test_verify_calls_the_others_and_fails(aws, damaged):
    """Also for what is nobody's and stands where a record of a role would."""
    put(aws, f"{PREFIX}/embedding/own", "[]")
    # As the command line gives it, regions are a text.
    failed = play(aws, "genai.bedrock.verify", "inventories/local", bedrock_regions="us-east-1,us-west-2")
    reported = " ".join(failed.output.split())
    assert failed.status != 0
    assert "2 of 2 targets answered" in reported
    assert f"{WHAT} enclosed in double quotes in line 1, column 2); {WAY_OUT}" in reported
    assert (
        f"{PREFIX}/embedding/own in us-east-1: is in the place of a record but is not one: its value is a" in reported
    )
    assert "delete it and deploy embedding again, or move it elsewhere" in reported
    assert "notes" not in reported


@pytest.mark.parametrize("path", ["playbooks/export.yml", "roles/access/tasks/main.yml"])
def test_export_and_access_stop_before_they_write(aws, damaged, path):
    """Their first task reads the records, and fails of what it cannot read."""
    tasks = yaml.safe_load((ROOT / path).read_text())
    first = (tasks[0].get("tasks") or tasks)[0]
    options = first["genai.bedrock.records_info"]
    assert first.keys() <= {"name", "genai.bedrock.records_info", "module_defaults", "register"}
    failed = run_module("records_info", aws, environment="local", ssm_regions=[EAST], fail_on=options["fail_on"])
    assert (failed["failed"], WHAT in failed["msg"]) == (True, True)


def test_lifecycle_fails(aws, damaged):
    failed = run_module("lifecycle_info", aws, environment="local", regions=[EAST])
    assert WHAT in "\n".join(failed["problems"])


def test_the_next_deployment_repairs_it_and_keeps_the_document_meanwhile(aws, deployed):
    document = value(PREFIX)
    put(aws, CHAT, "{broken")
    # Of another workload alone: the document would lose what the damaged record told it.
    failed = deploy(aws, roles=("embedding",), **SETTINGS)
    assert (failed.status != 0, WHAT in failed.output, value(PREFIX)) == (True, True, document)
    planned = deploy(aws, check=True, diff=True, **SETTINGS).ok()
    assert (planned.changed, "{broken" in planned.output, value(CHAT)) == (True, True, "{broken")
    repaired = deploy(aws, **SETTINGS).ok()
    assert f"repaired  chat  {REPAIRED}" in repaired.output
    assert (json.loads(value(CHAT)), value(PREFIX)) == (deployed, document)
    aws.clear_calls()
    assert (deploy(aws, **SETTINGS).ok().changed, writes(aws)) == (False, [])


def test_a_teardown_takes_it_and_leaves_those_of_strangers(aws, damaged):
    """Also that of a workload which no role knows, and of which nothing else is left."""
    lost = f"{PREFIX}/crew/lost"
    put(aws, lost, "{broken", ManagedBy="genai.bedrock", Environment="local", Workload="crew", ProfileKey="lost")
    before = snapshot()
    teardown(aws, check=True, **SETTINGS).ok()
    assert snapshot() == before
    teardown(aws, **SETTINGS).ok()
    after = snapshot()
    assert (after.profiles, {name for _region, name in after.parameters}) == ({}, set(STRANGERS))
    aws.clear_calls()
    assert (teardown(aws, **SETTINGS).ok().changed, writes(aws)) == (False, [])
