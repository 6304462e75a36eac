# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""records_info against the endpoint: what it returns, when it fails, and which calls it makes."""

from __future__ import annotations

import json
from typing import Any

import pytest

from tests.gateway.running import run_module
from tests.gateway.ssm_kit import REGION, Store
from tests.local_aws.server import LocalAws
from tests.unit.plugins.module_utils.record_samples import record

WEST = "us-west-2"
PREFIX = "/dev/bedrock/inference-profiles"
OWNER = {"ManagedBy": "genai.bedrock", "Environment": "dev"}
CHAT = record("copilot", "chat", dimensions=None)
DOCUMENT = {"copilot": {"chat": "arn"}}


def put(store: Store, path: str, value: Any, **tags: str) -> None:
    store.put(f"{PREFIX}/{path}".rstrip("/"), value if isinstance(value, str) else json.dumps(value), tags=OWNER | tags)


@pytest.fixture
def store(aws: LocalAws) -> Store:
    """Two records, one of them damaged, a document, and a note of somebody else."""
    current = Store(aws)
    put(current, "copilot/chat", CHAT, Workload="copilot", ProfileKey="chat")
    put(current, "embedding/titan", "{broken", Workload="embedding", ProfileKey="titan")
    put(current, "", DOCUMENT)
    put(current, "notes", "theirs")
    current.counted()
    return current


def read(store: Store, **options: Any) -> dict[str, Any]:
    return run_module("records_info", store.aws, **{"environment": "dev"} | options)


@pytest.mark.parametrize("check", [False, True])
def test_everything_is_reported(store: Store, check: bool) -> None:
    found = read(store, check=check)
    assert (found["changed"], found.get("failed"), found["unread"]) == (False, None, [])
    assert found["records"] == {"copilot/chat": CHAT}
    (damaged,) = found["damaged"]
    assert damaged.pop("message").startswith("is in the place of a record but is not one: its value is no JSON")
    assert damaged.pop("fault").startswith("its value is no JSON")
    assert damaged == {
        "key": f"{PREFIX}/embedding/titan",
        "region": REGION,
        "operation": "GetParametersByPath",
        "code": "DamagedRecord",
        "path": "embedding/titan",
        "workload": "embedding",
        "managed": True,
    }
    assert found["foreign"] == [
        {"name": f"{PREFIX}/notes", "region": REGION, "reason": "no record belongs at this path"}
    ]
    assert found["document"] == {"name": PREFIX, "region": REGION, "state": "ours", "value": DOCUMENT, "version": 1}
    assert store.counted() == {"GetParametersByPath": 1, "ListTagsForResource": 2, "GetParameters": 1}


def test_workloads_regions_and_a_prefix_of_ones_own(store: Store) -> None:
    found = read(store, ssm_prefix=f"{PREFIX}/", ssm_regions=[WEST, REGION], workloads=["copilot"], document=False)
    assert (list(found["records"]), found["damaged"], found["document"]) == (["copilot/chat"], [], None)
    assert store.counted() == {"GetParametersByPath": 2}
    assert read(store, ssm_prefix="/elsewhere")["records"] == {}


DENIED, DAMAGED = "AccessDeniedException", "DamagedRecord"


@pytest.mark.parametrize(
    ("deny", "fail_on", "unread", "errors"),
    [
        ([], "unread", 0, []),
        ([], "damaged", 0, [DAMAGED]),
        (["ssm:GetParametersByPath"], "never", 2, []),
        (["ssm:GetParametersByPath"], "unread", 2, [DENIED, DENIED]),
        (["ssm:GetParametersByPath@us-west-2"], "damaged", 1, [DENIED, DAMAGED]),
        (["ssm:ListTagsForResource"], "unread", 2, [DENIED, DENIED]),
        (["ssm:GetParameters"], "unread", 1, [DENIED]),
    ],
)
def test_when_it_fails_and_that_it_reports_the_rest_all_the_same(
    store: Store, deny: list[str], fail_on: str, unread: int, errors: list[str]
) -> None:
    store.aws.switch(deny=deny)
    found = read(store, ssm_regions=[REGION, WEST], fail_on=fail_on)
    assert ([row["code"] for row in found.get("errors", [])], len(found["unread"])) == (errors, unread)
    assert bool(found.get("failed")) is bool(errors)
    assert {"records", "damaged", "foreign", "document"} <= found.keys()
    for row in found["unread"]:
        assert "the caller needs the IAM action ssm:" in row["message"]


@pytest.mark.parametrize(
    ("options", "records", "missing"),
    [
        ({"keys": ["copilot/chat"]}, ["copilot/chat"], []),
        ({"workloads": ["copilot", "access"]}, ["copilot/chat"], []),
        ({"workloads": ["access"]}, [], []),
        ({"keys": ["copilot/chta"]}, [], ["copilot/chta: no such record is published; did you mean 'copilot/chat'?"]),
        ({"workloads": ["copilots"]}, [], ["copilots: no record of such a workload is published; did you mean"]),
        ({"ssm_prefix": "/else"}, [], ["No record is published below /else in us-east-1: deploy first"]),
    ],
)
def test_what_is_named_must_be_there_if_the_task_says_so(
    store: Store, options: dict[str, Any], records: list[str], missing: list[str]
) -> None:
    found = read(store, require=True, document=False, **options)
    assert (list(found["records"]), bool(found.get("failed"))) == (records, bool(missing))
    assert [text for text in missing if not any(line.startswith(text) for line in found["problems"])] == []
    assert store.counted()["GetParametersByPath"] == 1
    assert "failed" not in read(store, document=False, **options)


def test_what_could_not_be_read_may_be_why_nothing_is_there(store: Store) -> None:
    store.aws.switch(deny=["ssm:GetParametersByPath"])
    found = read(store, require=True, fail_on="never", document=False)
    assert (found["failed"], "AccessDenied" in found["problems"][0], "deploy first" in found["msg"]) == (
        True,
        True,
        False,
    )


def test_problems_are_lines_whether_they_fail_the_task_or_not(store: Store) -> None:
    (line,) = read(store, fail_on="never")["problems"]
    assert line.startswith(f"{PREFIX}/embedding/titan in us-east-1: is in the place of a record")
    assert read(store, fail_on="damaged")["problems"] == [line]


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"keys": ["chat"]}, "keys: 'chat' is no path of a record, as copilot/chat"),
        ({"environment": "Dev*"}, "environment: 'Dev*' is no environment"),
        ({"ssm_prefix": "models"}, "ssm_prefix: 'models' is no path"),
        ({"ssm_regions": ["us-east"]}, "ssm_regions: 'us-east' is no region"),
        ({"workloads": ["My Team"]}, "workloads: 'My Team' is no key"),
        ({"region": None}, "no region: set ssm_regions, region, or AWS_REGION"),
    ],
)
def test_bad_input(store: Store, options: dict[str, Any], message: str) -> None:
    found = read(store, **options)
    assert (message in found["msg"], store.counted()) == (True, {})
