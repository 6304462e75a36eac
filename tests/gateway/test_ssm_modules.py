# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""ssm_parameter and ssm_parameters against the endpoint: predicted and done, said and held, refused and failed."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest
from botocore.exceptions import ClientError

from tests.gateway.ssm_kit import REGION, Store
from tests.local_aws.server import LocalAws

WEST = "us-west-2"
OURS = {"ManagedBy": "genai.bedrock"}
KEPT = {"action", "reasons", "actions", "summary", "changed", "diff"}


@pytest.fixture
def store(aws: LocalAws) -> Store:
    return Store(aws)


def actions_of(result: dict[str, Any]) -> list[tuple[str, str, str]]:
    return [(row["name"], row["region"], row["action"]) for row in result["actions"]]


def prepare(store: Store, state: str) -> None:
    if state == "ours":
        store.converge({"/t/x": {"value": {"a": 1}, "description": "old", "tags": {"Old": "1"}}})
    elif state == "foreign":
        store.put("/t/x", "theirs", tags={"Team": "other"})
    elif state == "secret":
        store.converge({"/t/x": {"value": "s3cret-old", "type": "SecureString"}})
    elif state == "guarded":
        store.converge({"/t/x": {"value": "7", **GUARDS}})
    elif state == "advanced":
        store.converge({"/t/x": {"value": "a" * 5000}})
    store.aws.clear_calls()


QUIET = {"Type": "NoChangeNotification", "Version": "1.0", "Attributes": {"After": "20", "Unit": "Days"}}
GUARDS: dict[str, Any] = {"data_type": "integer", "allowed_pattern": "^[0-9]+$", "policies": [QUIET]}

CASES = [
    pytest.param("empty", {"value": "7", **GUARDS}, "create", id="create with policies"),
    pytest.param("empty", {"value": "{}", "data_type": "json"}, "create", id="create of a data type"),
    pytest.param("ours", {"policies": [QUIET], "allowed_pattern": "a"}, "update", id="pattern and policies"),
    pytest.param("guarded", {"value": "7", **GUARDS}, "none", id="equal with policies"),
    pytest.param("guarded", {"value": "8"}, "update", id="unset pattern and policies stay"),
    pytest.param("guarded", {"policies": [], "allowed_pattern": "", "data_type": "text"}, "update", id="unguarded"),
    pytest.param("empty", {"value": "v"}, "create", id="create"),
    pytest.param(
        "empty",
        {"value": "s3cret-new", "type": "SecureString", "description": "d", "tags": {"A": True}},
        "create",
        id="create a secret",
    ),
    pytest.param("empty", {"value": ["a", "b"], "type": "StringList"}, "create", id="create a list"),
    pytest.param("empty", {"value": "a" * 4097}, "create", id="create an Advanced one"),
    pytest.param("empty", {"state": "absent"}, "none", id="absent already"),
    pytest.param("ours", {"value": '{ "a": 1 }'}, "none", id="equal as JSON"),
    pytest.param("ours", {"value": {"a": 2}}, "update", id="value"),
    pytest.param("ours", {"description": "new"}, "update", id="description alone"),
    pytest.param("ours", {"value": {"a": 1}, "tags": {"New": "1"}}, "retag", id="retag"),
    pytest.param("ours", {"tags": {"New": "1"}, "purge_tags": False}, "retag", id="add a tag"),
    pytest.param("ours", {"value": "w", "tags": {"New": "1"}}, "update", id="value and tags"),
    pytest.param("ours", {"value": "a" * 8192}, "update", id="tier goes up"),
    pytest.param("ours", {"tier": "advanced"}, "update", id="tier by wish"),
    pytest.param("ours", {"state": "absent"}, "delete", id="delete"),
    pytest.param("foreign", {"value": "v", "adopt": True, "tags": {"A": "1"}}, "adopt", id="adopt and change"),
    pytest.param("foreign", {"adopt": True}, "adopt", id="adopt as it is"),
    pytest.param("foreign", {"state": "absent", "adopt": True}, "delete", id="delete by word"),
    pytest.param("secret", {"value": "s3cret-old"}, "none", id="equal secret"),
    pytest.param("secret", {"value": "s3cret-new"}, "update", id="new secret"),
    pytest.param("secret", {"description": "d"}, "update", id="secret with a description"),
    pytest.param("advanced", {"value": "small"}, "update", id="Advanced stays"),
]


@pytest.mark.parametrize(("state", "options", "action"), CASES)
def test_predicted_done_and_then_nothing(store: Store, state: str, options: dict[str, Any], action: str) -> None:
    def bulk(check: bool) -> dict[str, Any]:
        return store.converge({"/t/x": options}, check=check)

    predict_and_do(store, state, bulk, action)


@pytest.mark.parametrize(("state", "options", "action"), CASES[1::4])
def test_the_singular_module_is_a_map_of_one(store: Store, state: str, options: dict[str, Any], action: str) -> None:
    def singular(check: bool) -> dict[str, Any]:
        return store.run("ssm_parameter", name="/t/x", check=check, **options)

    predict_and_do(store, state, singular, action)


def predict_and_do(store: Store, state: str, run: Callable[[bool], dict[str, Any]], action: str) -> None:
    prepare(store, state)
    before = store.holds("/t/x")
    store.aws.clear_calls()
    predicted = run(True)
    assert store.writes() == []
    assert store.holds("/t/x") == before
    real = run(False)
    again = run(False)
    assert predicted.get("failed", real.get("failed", again.get("failed"))) is None
    assert {key: predicted[key] for key in KEPT & predicted.keys()} == {key: real[key] for key in KEPT & real.keys()}
    assert (real["action"] if "action" in real else real["actions"][0]["action"]) == action
    assert real["changed"] is (action != "none")
    assert again["changed"] is False
    assert "s3cret" not in json.dumps([predicted, real, again])
    assert rows_of(predicted) == rows_of(real)


def rows_of(result: dict[str, Any]) -> list[dict[str, Any]]:
    rows = result["ssm_parameters"] if "ssm_parameters" in result else [result["ssm_parameter"]]
    # The ARN of a new one has an account that check mode may not know.
    return [{key: value for key, value in row.items() if key != "arn"} for row in rows if row]


@pytest.mark.parametrize(
    ("state", "options", "stored"),
    [
        pytest.param(
            "empty",
            {"value": {"b": [1, True], "a": "Zoë"}, "description": "d", "tags": {"A": True}},
            {
                "value": '{"a":"Zoë","b":[1,true]}',
                "type": "String",
                "version": 1,
                "description": "d",
                "tier": "Standard",
                "tags": {**OURS, "A": "true"},
            },
            id="create",
        ),
        pytest.param(
            "ours",
            {"value": "w", "tags": {"New": "1"}},
            {
                "value": "w",
                "type": "String",
                "version": 2,
                "description": "old",
                "tier": "Standard",
                "tags": {**OURS, "New": "1"},
            },
            id="update keeps the description and has exact tags",
        ),
        pytest.param(
            "ours",
            {"value": {"a": 1}},
            {
                "value": '{"a":1}',
                "type": "String",
                "version": 1,
                "description": "old",
                "tier": "Standard",
                "tags": {**OURS, "Old": "1"},
            },
            id="unset is untouched",
        ),
        pytest.param(
            "advanced",
            {"value": "small"},
            {"value": "small", "type": "String", "version": 2, "description": "", "tier": "Advanced", "tags": OURS},
            id="Advanced stays",
        ),
        pytest.param(
            "foreign",
            {"value": "v", "adopt": True},
            {
                "value": "v",
                "type": "String",
                "version": 2,
                "description": "",
                "tier": "Standard",
                "tags": {**OURS, "Team": "other"},
            },
            id="adopted, with its tags where none are set",
        ),
        pytest.param(
            "secret",
            {"description": "d"},
            {
                "value": "s3cret-old",
                "type": "SecureString",
                "version": 2,
                "description": "d",
                "tier": "Standard",
                "tags": OURS,
            },
            id="a secret with a description",
        ),
        pytest.param("ours", {"state": "absent"}, None, id="deleted"),
    ],
)
def test_what_is_stored(store: Store, state: str, options: dict[str, Any], stored: dict[str, Any] | None) -> None:
    prepare(store, state)
    store.converge({"/t/x": options})
    assert store.holds("/t/x") == stored


def test_the_same_parameters_in_each_region(store: Store) -> None:
    result = store.converge({"/t/a": {"value": "1"}, "/t/b": {"value": "2"}}, regions=[REGION, WEST], tags={"E": "dev"})
    assert actions_of(result) == [(name, region, "create") for name in ("/t/a", "/t/b") for region in (REGION, WEST)]
    assert result["summary"] == {"create": 4, "update": 0, "retag": 0, "adopt": 0, "delete": 0, "none": 0}
    assert result["ssm_parameters"][3]["arn"] == f"arn:aws:ssm:{WEST}:123456789012:parameter/t/b"
    assert store.holds("/t/b", WEST)["tags"] == {**OURS, "E": "dev"}


def test_the_diff_shows_plain_values_as_data(store: Store) -> None:
    prepare(store, "ours")
    diff = store.converge({"/t/x": {"value": {"a": 2}}, "/t/new": {"value": "v"}}, check=True)["diff"]
    assert diff["before"]["/t/x@us-east-1"]["value"] == {"a": 1}
    assert diff["after"]["/t/x@us-east-1"]["value"] == {"a": 2}
    assert diff["before"]["/t/new@us-east-1"] == {}
    assert diff["after"]["/t/new@us-east-1"]["value"] == "v"


def test_no_diff_unless_requested(store: Store) -> None:
    assert "diff" not in store.converge({"/t/x": {"value": "v"}}, diff=False)


@pytest.mark.parametrize(
    ("state", "options", "messages"),
    [
        pytest.param(
            "foreign", {"value": "v"}, ["no tag ManagedBy, so it is not changed: set adopt: true"], id="foreign"
        ),
        pytest.param(
            "foreign", {"state": "absent"}, ["so it is not deleted: set adopt: true"], id="foreign, to delete"
        ),
        pytest.param(
            "advanced", {"tier": "standard", "value": "v"}, ["delete it (state: absent) and create"], id="tier"
        ),
        pytest.param("empty", {"description": "d"}, ["there is no value to create it with: set value"], id="no value"),
        pytest.param(
            "empty", {"value": "a" * 8193}, ["8193 bytes, and a parameter holds at most 8192"], id="too large"
        ),
        pytest.param("empty", {"value": ""}, ["value is empty"], id="empty value"),
        pytest.param("empty", {"value": "{{x}}"}, ["value contains '{{'"], id="reference"),
        pytest.param(
            "empty",
            {"value": "v", "description": "d" * 1025, "tags": {"a,b": "c;d"}},
            ["description has 1025", "tag key 'a,b'", "the value 'c;d'"],
            id="several at once",
        ),
    ],
)
def test_refused_before_any_write(store: Store, state: str, options: dict[str, Any], messages: list[str]) -> None:
    prepare(store, state)
    result = store.converge({"/t/x": options, "/t/fine": {"value": "v"}})
    assert result["failed"] is True
    assert "actions" not in result
    assert store.writes() == []
    assert [error["key"] for error in result["errors"]] == ["/t/x"] * len(messages)
    for error, message in zip(result["errors"], messages, strict=True):
        assert message in error["message"]
        assert message in result["msg"]


@pytest.mark.parametrize("name", ["a b", "/aws/x", "ssm-x", "no/slash", "/a//b", "/" + "/".join("abcdefghijklmnop")])
def test_names_that_the_endpoint_refuses_too(store: Store, name: str) -> None:
    result = store.run("ssm_parameter", name=name, value="v")
    assert result["errors"][0]["key"] == name
    assert store.aws.calls() == []
    with pytest.raises(ClientError, match=r"(Validation|AccessDenied|HierarchyLevelLimitExceeded)Exception"):
        store.put(name, "v")


@pytest.mark.parametrize(
    ("denied", "action"),
    [
        ("ssm:GetParameters", "ssm:GetParameters"),
        ("ssm:ListTagsForResource", "ssm:ListTagsForResource"),
        ("ssm:DescribeParameters", "ssm:DescribeParameters"),
    ],
)
def test_a_denied_read_is_no_absence(store: Store, denied: str, action: str) -> None:
    prepare(store, "foreign")
    store.aws.switch(deny=[denied])
    result = store.converge({"/t/x": {"value": "v", "adopt": True}, "/t/new": {"value": "v"}})
    assert f"the caller needs the IAM action {action}" in result["msg"]
    assert {error["code"] for error in result["errors"]} == {"AccessDeniedException"}
    assert "actions" not in result
    assert store.writes() == []


def test_a_denied_write_fails_its_own_parameter(store: Store) -> None:
    prepare(store, "ours")
    store.aws.switch(deny=["ssm:DeleteParameter"])
    result = store.converge({"/t/x": {"state": "absent"}, "/t/new": {"value": "v"}})
    assert (result["failed"], result["changed"]) == (True, True)
    assert actions_of(result) == [("/t/new", REGION, "create")]
    (error,) = result["errors"]
    assert (error["key"], error["region"], error["operation"]) == ("/t/x", REGION, "DeleteParameter")
    assert "ssm:DeleteParameter" in error["message"]
    assert store.holds("/t/x") is not None


@pytest.mark.parametrize("check", [True, False])
def test_a_region_that_is_down(store: Store, check: bool) -> None:
    store.aws.switch(
        fail=[{"operation": "GetParameters", "region": WEST, "code": "InternalServerError", "status": 500}]
    )
    result = store.converge({"/t/x": {"value": "v"}}, regions=[REGION, WEST], check=check)
    assert result["failed"] is True
    assert actions_of(result) == [("/t/x", REGION, "create")]
    assert [(error["key"], error["region"]) for error in result["errors"]] == [("/t/x", WEST)]
    assert (store.holds("/t/x") is None) is check


def test_too_many_updates_are_tried_again(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("time.sleep", lambda _seconds: None)
    store.aws.switch(fail=[{"operation": "PutParameter", "code": "TooManyUpdates", "times": 2}])
    assert store.converge({"/t/x": {"value": "v"}})["changed"] is True
    assert store.writes() == ["PutParameter"] * 3


def test_a_lost_answer_makes_no_error(store: Store) -> None:
    lost = {"operation": "PutParameter", "code": "InternalServerError", "status": 500, "times": 1, "when": "after"}
    store.aws.switch(fail=[lost])
    result = store.converge({"/t/x": {"value": "v"}})
    assert actions_of(result) == [("/t/x", REGION, "create")]
    assert store.holds("/t/x")["version"] == 1


def test_no_secret_is_in_what_a_failing_write_reports(store: Store) -> None:
    text = "Value 's3cret-new' at 'value' failed to satisfy constraint"
    store.aws.switch(fail=[{"operation": "PutParameter", "code": "ValidationException", "message": text}])
    result = store.converge({"/t/x": {"value": "s3cret-new", "type": "SecureString"}})
    assert "ValidationException" in result["msg"]
    assert "s3cret" not in json.dumps(result)


@pytest.mark.parametrize(
    ("module", "options"),
    [
        ("ssm_parameter", {"name": "/t/x", "value": "s3cret-new", "type": "SecureString", "tier": "bogus"}),
        ("ssm_parameter", {"name": "/t/x", "value": {"key": "s3cret-new"}, "type": "SecureString", "stat": "present"}),
        ("ssm_parameters", {"ssm_parameters": {"/t/x": {"value": "s3cret-new"}}, "workers": "many"}),
        ("ssm_parameters", {"ssm_parameters": {"/t/x": {"valeu": "s3cret-new"}}}),
        ("ssm_parameters", {"ssm_parameters": {"/t/x": "s3cret-new"}}),
    ],
)
def test_no_secret_is_in_refused_arguments(store: Store, module: str, options: dict[str, Any]) -> None:
    result = store.run(module, **options)
    assert result["failed"] is True
    assert "s3cret" not in json.dumps(result)


def test_missing_credentials_are_reported(store: Store) -> None:
    result = store.converge({"/t/x": {"value": "v"}}, access_key="", secret_key="")
    assert {error["code"] for error in result["errors"]} == {"MissingCredentials"}
    assert "AWS_PROFILE" in result["msg"]


def test_without_a_region_nothing_is_asked(store: Store) -> None:
    result = store.converge({"/t/x": {"value": "v"}}, region="")
    assert "no region: set region, regions, or AWS_REGION" in result["msg"]
    assert store.aws.calls() == []
