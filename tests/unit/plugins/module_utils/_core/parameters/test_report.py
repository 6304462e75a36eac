# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What is told of a run over parameters: rows, actions, counts and the diff, without any secret."""

from __future__ import annotations

import json

import pytest
from ansible_collections.genai.bedrock.plugins.module_utils._core.parameters.listing import Request, info_row
from ansible_collections.genai.bedrock.plugins.module_utils._core.parameters.plan import make_plan
from ansible_collections.genai.bedrock.plugins.module_utils._core.parameters.report import (
    diff_of,
    parameter_rows,
)
from ansible_collections.genai.bedrock.plugins.module_utils._core.parameters.ssm_parameters import (
    ACTIONS,
    Details,
    LiveParameter,
    ParameterDone,
    WantedParameter,
    Written,
)
from ansible_collections.genai.bedrock.plugins.module_utils._core.steps import action_counts, action_rows

OURS = {"ManagedBy": "genai.bedrock"}
ARN = "arn:aws:ssm:us-east-1:123456789012:parameter/x"


def live(**changes):
    known = {"name": "/x", "region": "us-east-1", "type": "String", "value": "v", "version": 3, "arn": ARN}
    return LiveParameter(**(known | {"tags": OURS} | changes))


def done(wanted, found=None, written=None):
    entry = WantedParameter(**({"name": "/x", "region": "us-east-1", "value": "v"} | wanted))
    plan = make_plan([entry], {entry.place: live(**found)} if found is not None else {})
    return ParameterDone(plan.steps[0], written=written)


ROW = {
    "name": "/x",
    "region": "us-east-1",
    "arn": ARN,
    "type": "String",
    "data_type": "text",
    "description": "",
    "tags": OURS,
}


@pytest.mark.parametrize(
    ("one", "account", "row"),
    [
        pytest.param(
            done({}),
            None,
            {"action": "create", "arn": "(known after create)", "version": 1, "tier": "Standard"},
            id="to be created",
        ),
        pytest.param(
            done({}, written=Written(1, "Standard")),
            "123456789012",
            {"action": "create", "version": 1, "tier": "Standard"},
            id="created",
        ),
        pytest.param(
            done({}, {}),
            None,
            {"action": "none", "version": 3, "tier": None, "description": None},
            id="equal, not described",
        ),
        pytest.param(
            done({}, {"details": Details("d", "Advanced")}),
            None,
            {"action": "none", "version": 3, "tier": "Advanced", "description": "d"},
            id="equal, described",
        ),
        pytest.param(
            done({"value": "w"}, {"details": Details("d", "Standard")}),
            None,
            {"action": "update", "version": 4, "tier": "Standard", "description": "d"},
            id="to be updated",
        ),
        pytest.param(
            done({"value": "w"}, {}, Written(9, "Advanced")),
            None,
            {"action": "update", "version": 9, "tier": "Advanced"},
            id="updated, as AWS says",
        ),
        pytest.param(
            done({"tags": OURS | {"A": "1"}, "exact_tags": True}, {"tags": OURS | {"B": "1"}}),
            None,
            {"action": "retag", "version": 3, "tier": None, "description": None, "tags": {"A": "1", **OURS}},
            id="retagged",
        ),
    ],
)
def test_rows(one, account, row):
    assert parameter_rows([one], account) == [ROW | row]


@pytest.mark.parametrize("one", [done({"absent": True}, {}), done({"absent": True})])
def test_what_is_gone_has_no_row(one):
    assert parameter_rows([one], None) == []


def test_actions_and_counts():
    steps = [done({}).step, done({}, {}).step, done({"absent": True}, {}).step]
    assert action_rows(steps)[2] == {
        "name": "/x",
        "region": "us-east-1",
        "action": "delete",
        "reasons": ["state is absent"],
    }
    assert action_counts(ACTIONS, steps) == {"create": 1, "update": 0, "retag": 0, "adopt": 0, "delete": 1, "none": 1}


@pytest.mark.parametrize(
    ("one", "before", "after"),
    [
        pytest.param(
            done({"value": '{"a":1}'}),
            {},
            {"type": "String", "value": {"a": 1}, "tier": "Standard", "description": "", "tags": OURS},
            id="create",
        ),
        pytest.param(
            done({"value": '{"a":2}'}, {"value": '{"a": 1}', "details": Details("d", "Standard")}),
            {"type": "String", "value": {"a": 1}, "tier": "Standard", "description": "d", "tags": OURS},
            {"type": "String", "value": {"a": 2}, "tier": "Standard", "description": "d", "tags": OURS},
            id="update",
        ),
        pytest.param(
            done({"tags": OURS | {"A": "1"}}, {}),
            {"type": "String", "value": "v", "tags": OURS},
            {"type": "String", "value": "v", "tags": {"A": "1", **OURS}},
            id="retag",
        ),
        pytest.param(done({"absent": True}, {}), {"type": "String", "value": "v", "tags": OURS}, {}, id="delete"),
    ],
)
def test_diff(one, before, after):
    assert diff_of([one]) == {"before": {"/x@us-east-1": before}, "after": {"/x@us-east-1": after}}


def test_no_diff_of_what_stays():
    assert diff_of([done({}, {})]) == {"before": {}, "after": {}}


HIDDEN = "(SecureString, not shown)"
SECURE = {"type": "SecureString", "decrypted": True, "details": Details("", "Standard", "alias/aws/ssm")}


@pytest.mark.parametrize(
    ("wanted", "found", "before", "after"),
    [
        pytest.param({"value": "s3cret", "type": "SecureString"}, None, None, HIDDEN, id="create"),
        pytest.param(
            {"value": "s3cret"},
            SECURE | {"value": "s3cret0"},
            HIDDEN,
            "(SecureString, not shown; it differs)",
            id="update",
        ),
        pytest.param(
            {"value": "s3cret", "description": "d"}, SECURE | {"value": "s3cret"}, HIDDEN, HIDDEN, id="other things"
        ),
        pytest.param(
            {"value": "s3cret", "type": "SecureString"},
            {"value": "s3cret", "details": Details("", "Standard")},
            HIDDEN,
            HIDDEN,
            id="from plain",
        ),
        pytest.param(
            {"value": "s3cret", "type": "String"}, SECURE | {"value": "s3cret"}, HIDDEN, HIDDEN, id="to plain"
        ),
        pytest.param({"absent": True}, SECURE | {"value": "s3cret"}, HIDDEN, None, id="delete"),
        pytest.param(
            {"tags": OURS | {"A": "1"}, "value": None}, SECURE | {"value": "s3cret"}, HIDDEN, HIDDEN, id="retag"
        ),
    ],
)
def test_no_secret_in_anything_reported(wanted, found, before, after):
    one = done(wanted, found)
    diff = diff_of([one])
    assert diff["before"]["/x@us-east-1"].get("value") == before
    assert diff["after"]["/x@us-east-1"].get("value") == after
    assert "s3cret" not in json.dumps([diff, parameter_rows([one], None), action_rows([one.step])])


NO_METADATA = dict.fromkeys(
    ("description", "tier", "key_id", "allowed_pattern", "policies", "last_modified_user", "labels")
)


@pytest.mark.parametrize(
    ("found", "query", "row"),
    [
        ({"value": '{"a":1}'}, {}, {"value": '{"a":1}', "json": {"a": 1}}),
        ({"last_modified_date": "2026-11-22T00:00:00+00:00"}, {}, {"last_modified_date": "2026-11-22T00:00:00+00:00"}),
        ({}, {"tags": True}, {"tags": OURS}),
        (
            {"details": Details("d", "Standard", "k")},
            {"metadata": True},
            NO_METADATA | {"description": "d", "tier": "Standard", "key_id": "k", "policies": []},
        ),
        (
            {"selector": ":live", "details": Details(policies=('{"Type":"Expiration"}',), labels=("live",))},
            {"metadata": True},
            NO_METADATA
            | {"selector": "live", "description": "", "policies": [{"Type": "Expiration"}], "labels": ["live"]},
        ),
        (
            {"details": Details(allowed_pattern="^a", last_modified_user="arn:aws:iam::1:user/x")},
            {"metadata": True},
            NO_METADATA
            | {
                "description": "",
                "allowed_pattern": "^a",
                "policies": [],
                "last_modified_user": "arn:aws:iam::1:user/x",
            },
        ),
        ({"details": None}, {"metadata": True}, NO_METADATA),
        ({"type": "SecureString", "value": "cipher"}, {}, {"type": "SecureString", "value": None, "json": None}),
        ({"type": "SecureString"}, {"decrypt": True}, {"type": "SecureString", "value": "v"}),
    ],
)
def test_info_row(found, query, row):
    plain = {key: ROW[key] for key in ("name", "region", "arn", "type", "data_type")}
    rest = {"selector": None, "value": "v", "json": None, "version": 3, "last_modified_date": None}
    assert info_row(live(**found), Request(**query)) == plain | rest | row


@pytest.mark.parametrize(
    ("query", "reported"),
    [
        ({"names": ("/a", "/aws/x")}, []),
        ({"path": "/"}, []),
        ({"path": "dev"}, ["path 'dev' does not begin with '/': '/dev' would do"]),
        ({"names": ("a b", "/c//d")}, ["'a-b' would do", "empty level"]),
        ({"names": ("/a:3", "/a:live")}, []),
        ({"names": ("/a:0", "/a:3x", "/a:aws-x", "/a:")}, ["neither a version nor a label"] * 4),
    ],
)
def test_request(query, reported):
    problems = Request(**query).problems(["us-east-1", "us-west-2"])
    assert len(problems) == len(reported)
    assert all(text in problem.message for text, problem in zip(reported, problems, strict=True))
