# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""ssm_parameter_info against the endpoint: by name and by path, with what was asked for."""

from __future__ import annotations

import json
from typing import Any

import pytest

from tests.gateway.ssm_kit import REGION, Store
from tests.local_aws.server import LocalAws

WEST = "us-west-2"
OURS = {"ManagedBy": "genai.bedrock"}
HELD = {
    "/t/a": {"value": {"k": [1]}, "description": "about a", "tags": {"A": "1"}},
    "/t/deep/b": {"value": "plain"},
    "/t/secret": {"value": "s3cret", "type": "SecureString"},
    "/other": {"value": "x"},
}


@pytest.fixture
def store(aws: LocalAws) -> Store:
    current = Store(aws)
    current.converge(HELD)
    current.converge({"/t/a": {"value": "west"}}, region=WEST)
    return current


def read(store: Store, **options: Any) -> dict[str, Any]:
    return store.run("ssm_parameter_info", **options)


@pytest.mark.parametrize(
    ("options", "names", "missing"),
    [
        ({"names": ["/t/a", "/no", "/other"]}, [(REGION, "/other"), (REGION, "/t/a")], ["/no"]),
        ({"names": ["/t/a", "/t/a"]}, [(REGION, "/t/a")], []),
        ({"names": []}, [], []),
        ({"names": ["/aws/reserved"]}, [], ["/aws/reserved"]),
        ({"path": "/t"}, [(REGION, "/t/a"), (REGION, "/t/deep/b"), (REGION, "/t/secret")], []),
        ({"path": "/t", "recursive": False}, [(REGION, "/t/a"), (REGION, "/t/secret")], []),
        ({"path": "/nothing"}, [], []),
        (
            {"names": ["/t/a", "/other"], "regions": [REGION, WEST]},
            [(REGION, "/other"), (REGION, "/t/a"), (WEST, "/t/a")],
            ["/other"],
        ),
    ],
)
def test_what_is_found(store: Store, options: dict[str, Any], names: list[Any], missing: list[str]) -> None:
    found = read(store, **options)
    assert [(row["region"], row["name"]) for row in found["ssm_parameters"]] == names
    assert (found["missing"], found["changed"]) == (missing, False)


@pytest.mark.parametrize("check", [False, True])
def test_a_row(store: Store, check: bool) -> None:
    (row,) = read(store, names=["/t/a"], include_tags=True, include_metadata=True, check=check)["ssm_parameters"]
    assert row.pop("last_modified_date").startswith("20")
    assert row == {
        "name": "/t/a",
        "selector": None,
        "region": REGION,
        "arn": f"arn:aws:ssm:{REGION}:123456789012:parameter/t/a",
        "type": "String",
        "data_type": "text",
        "value": '{"k":[1]}',
        "json": {"k": [1]},
        "version": 1,
        "tags": {"A": "1", **OURS},
        "description": "about a",
        "tier": "Standard",
        "key_id": None,
        "allowed_pattern": None,
        "policies": [],
        "last_modified_user": "arn:aws:iam::123456789012:user/local",
        "labels": None,
    }


@pytest.mark.parametrize("options", [{"names": ["/t/secret"]}, {"path": "/t"}])
def test_a_secret_is_returned_on_demand_only(store: Store, options: dict[str, Any]) -> None:
    assert "s3cret" not in json.dumps(read(store, **options))
    reported = {row["name"]: row["value"] for row in read(store, **options, decrypt=True)["ssm_parameters"]}
    assert reported["/t/secret"] == "s3cret"


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"names": ["a b", "/c//d"]}, "2 problems"),
        ({"path": "t"}, "'/t' would do"),
        ({"names": ["/t/a"], "path": "/t"}, "mutually exclusive"),
        ({}, "one of the following is required: names, path"),
    ],
)
def test_bad_input(store: Store, options: dict[str, Any], message: str) -> None:
    assert message in read(store, **options)["msg"]


@pytest.mark.parametrize(
    ("operation", "options"),
    [
        ("GetParameters", {"names": ["/t/a"]}),
        ("GetParametersByPath", {"path": "/t"}),
        ("DescribeParameters", {"names": ["/t/a"], "include_metadata": True}),
        ("ListTagsForResource", {"names": ["/t/a"], "include_tags": True}),
    ],
)
def test_denied(store: Store, operation: str, options: dict[str, Any]) -> None:
    store.aws.switch(deny=[f"ssm:{operation}"])
    found = read(store, **options)
    assert found["failed"] is True
    assert f"the caller needs the IAM action ssm:{operation}" in found["msg"]
    assert found["missing"] == []


def test_older_versions_and_labels(store: Store) -> None:
    store.converge({"/t/deep/b": {"value": "newer", "description": "second"}})
    store.ssm().label_parameter_version(Name="/t/deep/b", ParameterVersion=1, Labels=["stable"])
    names = ["/t/deep/b", "/t/deep/b:1", "/t/deep/b:2", "/t/deep/b:stable", "/t/deep/b:9", "/t/deep/b:no"]
    found = read(store, names=names, include_metadata=True, include_tags=True)
    assert [(row["selector"], row["value"], row["description"], row["labels"]) for row in found["ssm_parameters"]] == [
        (None, "newer", "second", None),
        ("1", "plain", "", ["stable"]),
        ("2", "newer", "second", []),
        ("stable", "plain", "", ["stable"]),
    ]
    assert found["missing"] == ["/t/deep/b:9", "/t/deep/b:no"]
    assert {tuple(row["tags"].items()) for row in found["ssm_parameters"]} == {tuple(OURS.items())}
