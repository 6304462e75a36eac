# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Records as the map that the SSM module takes."""

from __future__ import annotations

import json

import pytest
from ansible_collections.genai.bedrock.plugins.module_utils._core.parameters.plan import make_plan
from ansible_collections.genai.bedrock.plugins.module_utils._core.parameters.requests import wanted_parameters
from ansible_collections.genai.bedrock.plugins.module_utils._core.parameters.ssm_parameters import LiveParameter
from ansible_collections.genai.bedrock.plugins.module_utils._core.records.publication import (
    record_parameters,
)

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
            "type": "String",
            "tags": OWNER | {"Workload": "copilot", "ProfileKey": "chat"},
            "state": "present",
        },
        "/dev/p/copilot/old": {"tags": OWNER | {"Workload": "copilot", "ProfileKey": "old"}, "state": "absent"},
        "/dev/p": {
            "value": '{"copilot":{}}',
            "description": "Inference profiles of all workloads in dev",
            "type": "String",
            "tags": OWNER,
            "state": "present",
        },
    }


def test_nothing_to_publish() -> None:
    assert record_parameters({}, "/p", "dev") == {}


@pytest.mark.parametrize("prefix", ["/dev/p", "/dev/p/", "/dev/p//"])
def test_an_empty_document_is_none(prefix: str) -> None:
    assert record_parameters({}, prefix, "dev", document={}) == {"/dev/p": {"tags": OWNER, "state": "absent"}}


def current(name: str, region: str, tags: dict[str, str]) -> LiveParameter:
    return LiveParameter(name, region, "String", "{}", 1, "arn", tags=tags)


@pytest.mark.parametrize(
    ("tags", "options", "said"),
    [
        (OWNER, {}, None),
        (OWNER, {"absent": True}, None),
        ({"ManagedBy": "genai.bedrock"}, {}, None),
        ({"ManagedBy": "genai.bedrock"}, {"absent": True}, "no tag Environment, so it is not deleted"),
        ({}, {}, "no tag ManagedBy, so it is not changed: set adopt: true"),
        ({}, {"adopt": True}, None),
        ({"ManagedBy": "terraform"}, {"absent": True}, "the tag ManagedBy=terraform, so it is not deleted"),
        (OWNER | {"Environment": "prod"}, {}, "the tags Environment=prod, so it is not changed"),
        (OWNER | {"Environment": "prod"}, {}, "(the task expects ManagedBy=genai.bedrock, Environment=dev)"),
        (OWNER | {"Environment": "prod"}, {"absent": True}, "the tags Environment=prod, so it is not deleted"),
        (OWNER | {"Environment": "prod"}, {"adopt": True, "absent": True}, None),
        (OWNER | {"Workload": "p", "ProfileKey": "x"}, {}, "Environment=dev, Workload=p, ProfileKey=x, so it"),
    ],
)
@pytest.mark.parametrize("prefix", ["/dev/p", "/dev/p/"])
def test_whose_the_document_is_shows_before_anything_is_written(tags, options, said, prefix: str) -> None:
    live = [
        current("/dev/p", "us-east-1", tags),
        current("/dev/p", "us-west-2", OWNER),
        current("/dev/p/x/y", "us-west-2", {}),
    ]
    document = {} if options.get("absent") else {"copilot": {}}
    parameters = record_parameters({}, prefix, "dev", document=document)
    wanted = wanted_parameters(parameters, regions=["us-east-1", "us-west-2"], adopt=options.get("adopt", False))
    problems = make_plan(wanted, {one.place: one for one in live}).problems
    assert [(problem.key, problem.region) for problem in problems] == ([("/dev/p", "us-east-1")] if said else [])
    assert said is None or said in problems[0].message
