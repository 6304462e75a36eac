# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The plan for parameters: every difference, every refusal, and what is asked for before."""

from __future__ import annotations

import pytest
from ansible_collections.genai.bedrock.plugins.module_utils._core.parameters.plan import (
    make_plan,
    needs_decryption,
    needs_details,
)
from ansible_collections.genai.bedrock.plugins.module_utils._core.parameters.ssm_parameters import (
    Details,
    LiveParameter,
    Put,
    WantedParameter,
)

OURS = {"ManagedBy": "genai.bedrock"}
RECORD = OURS | {"Environment": "dev", "Workload": "copilot", "ProfileKey": "chat"}
DOCUMENT = OURS | {"Environment": "dev"}
PLAIN = Details(tier="Standard")
SECRET = Details(tier="Standard", key_id="alias/aws/ssm")


EXPIRES, REPORTED = '{"Type":"Expiration"}', '{"Type":"NoChangeNotification"}'
PATTERNED = {"details": Details(tier="Standard", allowed_pattern="v")}
GUARDED = {"details": Details(tier="Advanced", policies=(EXPIRES, REPORTED))}


def want(**changes):
    return WantedParameter(**({"name": "/x", "region": "us-east-1", "value": "v"} | changes))


def live(**changes):
    arn = "arn:aws:ssm:us-east-1:123456789012:parameter/x"
    known = {"name": "/x", "region": "us-east-1", "type": "String", "value": "v", "version": 3, "arn": arn}
    return LiveParameter(**(known | {"tags": OURS, "details": PLAIN} | changes))


def decide(wanted, found=None):
    plan = make_plan([wanted], {found.place: found} if found else {})
    assert len(plan.steps) + bool(plan.problems) == 1
    return plan


def step_of(wanted, found=None):
    plan = decide(wanted, found)
    assert plan.problems == ()
    return plan.steps[0]


@pytest.mark.parametrize(
    ("wanted", "put"),
    [
        pytest.param({}, {"type": "String", "tier": "Standard"}, id="defaults"),
        pytest.param({"value": "a" * 4096}, {"type": "String", "tier": "Standard"}, id="up to 4096 bytes"),
        pytest.param({"value": "a" * 4097}, {"type": "String", "tier": "Advanced"}, id="auto goes up"),
        pytest.param({"tier": "advanced"}, {"type": "String", "tier": "Advanced"}, id="advanced by wish"),
        pytest.param({"tier": "standard"}, {"type": "String", "tier": "Standard"}, id="standard by wish"),
        pytest.param({"description": ""}, {"type": "String", "tier": "Standard"}, id="no description"),
        pytest.param(
            {"type": "SecureString", "key_id": "alias/k", "description": "d", "tags": OURS | {"A": "1"}},
            {
                "type": "SecureString",
                "tier": "Standard",
                "key_id": "alias/k",
                "description": "d",
                "tags": OURS | {"A": "1"},
            },
            id="everything",
        ),
    ],
)
def test_create(wanted, put):
    step = step_of(want(**wanted))
    assert (step.action, step.reasons) == ("create", ("it does not exist",))
    assert step.put == Put(**({"name": "/x", "value": want(**wanted).value, "overwrite": False, "tags": OURS} | put))
    assert not step.tags


@pytest.mark.parametrize(
    ("wanted", "found", "action", "reasons"),
    [
        pytest.param({}, {}, "none", (), id="equal"),
        pytest.param({"value": None}, {}, "none", (), id="unset value"),
        pytest.param({"value": '{"b":1,"a":2}'}, {"value": '{"a": 2, "b": 1}'}, "none", (), id="equal as JSON"),
        pytest.param({"value": "w"}, {}, "update", ("value differs",), id="value"),
        pytest.param({"type": "StringList"}, {}, "update", ("type is String, wanted StringList",), id="type"),
        pytest.param({}, {"type": "StringList"}, "none", (), id="unset type"),
        pytest.param({"description": "d"}, {}, "update", ("description differs",), id="description"),
        pytest.param({"description": ""}, {}, "none", (), id="no description is empty text"),
        pytest.param({}, {"details": Details("d", "Standard")}, "none", (), id="unset description"),
        pytest.param({"data_type": "integer"}, {}, "update", ("data_type is text, wanted integer",), id="data type"),
        pytest.param(
            {"data_type": "text"}, {"data_type": "url"}, "update", ("data_type is url, wanted text",), id="to text"
        ),
        pytest.param({}, {"data_type": "url"}, "none", (), id="unset data type"),
        pytest.param({"allowed_pattern": "v"}, {}, "update", ("allowed_pattern differs",), id="pattern"),
        pytest.param({"allowed_pattern": ""}, {}, "none", (), id="no pattern is empty text"),
        pytest.param({"allowed_pattern": ""}, PATTERNED, "update", ("allowed_pattern differs",), id="pattern removed"),
        pytest.param({}, PATTERNED, "none", (), id="unset pattern"),
        pytest.param({"policies": (EXPIRES,)}, {}, "update", ("policies differ",), id="policies"),
        pytest.param({"policies": (REPORTED, EXPIRES)}, GUARDED, "none", (), id="policies in another order"),
        pytest.param({"policies": ()}, GUARDED, "update", ("policies differ",), id="policies removed"),
        pytest.param({}, GUARDED, "none", (), id="unset policies"),
        pytest.param({"tier": "advanced"}, {}, "update", ("tier is Standard, wanted Advanced",), id="tier up"),
        pytest.param({"tier": "advanced"}, {"details": Details(tier="Advanced")}, "none", (), id="tier equal"),
        pytest.param({"tier": "standard"}, {}, "none", (), id="standard equal"),
        pytest.param({"tier": "auto"}, {"details": Details(tier="Advanced")}, "none", (), id="auto never goes down"),
        pytest.param({}, {"tags": OURS | {"A": "1"}}, "none", (), id="unset tags"),
        pytest.param(
            {"tags": OURS | {"A": "2", "B": "1"}, "exact_tags": True},
            {"tags": OURS | {"A": "1", "C": "1", "aws:x": "1"}},
            "retag",
            ("tag A is set", "tag B is set", "tag C is removed"),
            id="exact tags",
        ),
        pytest.param(
            {"tags": OURS | {"B": "1"}}, {"tags": OURS | {"C": "1"}}, "retag", ("tag B is set",), id="added tags"
        ),
        pytest.param(
            {"value": "w", "tags": OURS | {"A": "1"}},
            {},
            "update",
            ("value differs", "tag A is set"),
            id="value and tags",
        ),
        pytest.param(
            {"adopt": True},
            {"tags": {"A": "1"}},
            "adopt",
            ("it exists without the tag ManagedBy=genai.bedrock", "tag ManagedBy is set"),
            id="adopt an equal one",
        ),
        pytest.param(
            {"adopt": True, "value": "w", "exact_tags": True},
            {"tags": {"A": "1", "ManagedBy": "terraform"}},
            "adopt",
            (
                "it exists without the tag ManagedBy=genai.bedrock",
                "value differs",
                "tag ManagedBy is set",
            ),
            id="adopt and change",
        ),
        pytest.param(
            {"adopt": True, "exact_tags": True},
            {"tags": OURS | {"A": "1"}},
            "none",
            (),
            id="an adopted one keeps its tags",
        ),
        pytest.param(
            {"adopt": True, "tags": RECORD},
            {"tags": RECORD | {"Environment": "prod"}},
            "retag",
            ("tag Environment is set",),
            id="adopt the record of another environment",
        ),
        pytest.param(
            {"tags": OURS | {"Environment": "dev"}},
            {},
            "retag",
            ("tag Environment is set",),
            id="an owner for what has none",
        ),
        pytest.param(
            {"adopt": True, "tags": DOCUMENT},
            {"tags": DOCUMENT | {"Environment": "prod"}},
            "retag",
            ("tag Environment is set",),
            id="adopt the document of another environment",
        ),
        pytest.param({}, {"tags": DOCUMENT}, "none", (), id="by its name alone"),
        pytest.param(
            {"absent": True}, {"tags": DOCUMENT}, "delete", ("state is absent",), id="delete by its name alone"
        ),
        pytest.param(
            {"absent": True, "tags": RECORD}, {"tags": RECORD}, "delete", ("state is absent",), id="delete a record"
        ),
        pytest.param(
            {"absent": True, "tags": RECORD},
            {"tags": DOCUMENT},
            "delete",
            ("state is absent",),
            id="delete a record that has lost its key",
        ),
        pytest.param({"adopt": True}, {}, "none", (), id="ours is not adopted again"),
        pytest.param({"absent": True}, {}, "delete", ("state is absent",), id="delete ours"),
        pytest.param(
            {"absent": True, "adopt": True}, {"tags": {}}, "delete", ("state is absent",), id="delete by word"
        ),
    ],
)
def test_converge(wanted, found, action, reasons):
    step = step_of(want(**wanted), live(**found))
    assert (step.action, step.reasons) == (action, reasons)
    assert (step.put is not None) == any("differ" in text or "wanted" in text for text in reasons)


@pytest.mark.parametrize(
    ("wanted", "known", "reasons"),
    [
        ("alias/k", "alias/k", ()),
        ("arn:aws:kms:us-east-1:123456789012:alias/k", "alias/k", ()),
        ("arn:aws:kms:us-east-1:123456789012:key/0a-1b", "0a-1b", ()),
        ("alias/aws/ssm", None, ()),
        ("alias/k", "alias/aws/ssm", ("key_id is alias/aws/ssm, wanted alias/k",)),
        ("alias/k", None, ("key_id is None, wanted alias/k",)),
    ],
)
def test_key(wanted, known, reasons):
    found = live(type="SecureString", decrypted=True, details=Details(tier="Standard", key_id=known))
    assert step_of(want(key_id=wanted), found).reasons == reasons


@pytest.mark.parametrize(
    ("wanted", "found", "put"),
    [
        pytest.param(
            {"value": "w"},
            {"details": Details("keep", "Standard", None, "^w$"), "data_type": "aws:ec2:image"},
            {
                "value": "w",
                "type": "String",
                "tier": "Standard",
                "description": "keep",
                "allowed_pattern": "^w$",
                "data_type": "aws:ec2:image",
            },
            id="what is unset is sent as it is",
        ),
        pytest.param(
            {"value": None, "description": "new"},
            {},
            {"value": "v", "type": "String", "tier": "Standard", "description": "new"},
            id="the live value with a new description",
        ),
        pytest.param(
            {"value": "w"},
            {"details": Details(tier="Advanced")},
            {"value": "w", "type": "String", "tier": "Advanced", "description": ""},
            id="Advanced stays",
        ),
        pytest.param(
            {"value": "w" * 5000},
            {},
            {"value": "w" * 5000, "type": "String", "tier": "Advanced", "description": ""},
            id="auto goes up",
        ),
        pytest.param(
            {"value": "w"},
            {"details": None},
            {"value": "w", "type": "String", "tier": None, "description": None},
            id="an unknown tier is left to AWS, as is the description",
        ),
        pytest.param(
            {"value": "w" * 5000},
            {"details": None},
            {"value": "w" * 5000, "type": "String", "tier": "Advanced", "description": None},
            id="an unknown tier that must be Advanced",
        ),
        pytest.param(
            {"value": "w"},
            {"type": "SecureString", "decrypted": True, "details": SECRET},
            {
                "value": "w",
                "type": "SecureString",
                "tier": "Standard",
                "description": "",
                "key_id": "alias/aws/ssm",
            },
            id="a secret stays one, with its key",
        ),
        pytest.param(
            {"value": "w", "type": "String"},
            {"type": "SecureString", "decrypted": True, "details": SECRET},
            {"value": "w", "type": "String", "tier": "Standard", "description": ""},
            id="no key without a secret",
        ),
        pytest.param(
            {"value": "w", "type": "String", "description": "d"},
            {"type": "SecureString", "value": "ciphertext", "details": None},
            {"value": "w", "type": "String", "tier": None, "description": "d"},
            id="plain again, whatever the secret and its key were",
        ),
        pytest.param(
            {"value": "w", "key_id": "alias/k"},
            {"type": "SecureString", "decrypted": True, "details": None},
            {"value": "w", "type": "SecureString", "tier": None, "description": None, "key_id": "alias/k"},
            id="a secret that is not listed yet, with a key that is told",
        ),
    ],
)
def test_overwrite_loses_nothing(wanted, found, put):
    assert step_of(want(**wanted), live(**found)).put == Put(name="/x", overwrite=True, **put)


@pytest.mark.parametrize(
    ("wanted", "found", "code", "reported"),
    [
        pytest.param({"value": None}, None, "DoesNotExist", "set value", id="nothing to create it with"),
        pytest.param({"key_id": "k"}, None, "InvalidInput", "set type: SecureString", id="key of a new String"),
        pytest.param(
            {}, {"tags": {}}, "NotManaged", "no tag ManagedBy, so it is not changed: set adopt: true", id="foreign"
        ),
        pytest.param(
            {"value": "w"}, {"tags": {"ManagedBy": "terraform"}}, "NotManaged", "ManagedBy=terraform", id="other owner"
        ),
        pytest.param(
            {"tags": RECORD},
            {"tags": RECORD | {"Environment": "prod"}},
            "NotManaged",
            "the tags Environment=prod, Workload=copilot, ProfileKey=chat, so it is not changed: set adopt: true",
            id="the record of another environment",
        ),
        pytest.param(
            {"tags": RECORD, "absent": True},
            {"tags": RECORD | {"Workload": "cai"}},
            "NotManaged",
            "Workload=cai, ProfileKey=chat, so it is not deleted",
            id="the record of another workload",
        ),
        pytest.param(
            {"tags": DOCUMENT},
            {"tags": DOCUMENT | {"Environment": "prod"}},
            "NotManaged",
            "the tags Environment=prod, so it is not changed: set adopt: true to take it over, or choose another name or "
            "prefix (the task expects ManagedBy=genai.bedrock, Environment=dev)",
            id="the document of another environment",
        ),
        pytest.param(
            {"tags": DOCUMENT, "absent": True},
            {"tags": DOCUMENT | {"Environment": "prod"}},
            "NotManaged",
            "the tags Environment=prod, so it is not deleted",
            id="the document of another environment, to be deleted",
        ),
        pytest.param(
            {"tags": DOCUMENT, "absent": True},
            {},
            "NotManaged",
            "the tag ManagedBy=genai.bedrock and no tag Environment, so it is not deleted",
            id="nobody's, to be deleted for an environment",
        ),
        pytest.param(
            {"tags": DOCUMENT},
            {"tags": RECORD},
            "NotManaged",
            "ProfileKey=chat, so it is not changed: set adopt: true to take it over, or choose another name or prefix "
            "(the task expects ManagedBy=genai.bedrock, Environment=dev and no tag ProfileKey)",
            id="a record where the document goes",
        ),
        pytest.param(
            {"absent": True},
            {"tags": RECORD},
            "NotManaged",
            "Environment=dev, Workload=copilot, ProfileKey=chat, so it is not deleted",
            id="a record, by its name alone",
        ),
        pytest.param(
            {"value": "w"},
            {"type": "SecureString", "decrypted": True, "details": None},
            "NotListedYet",
            "the key it is encrypted with is not known: run again in a minute, or set key_id",
            id="a secret whose key is not known",
        ),
        pytest.param(
            {"absent": True},
            {"tags": {}},
            "NotManaged",
            "it is not deleted: set adopt: true",
            id="foreign, to be deleted",
        ),
        pytest.param(
            {"tier": "standard"},
            {"details": Details(tier="Advanced")},
            "TierNotLowered",
            "delete it (state: absent) and create it again, or set tier: auto",
            id="down",
        ),
        pytest.param(
            {"key_id": "k"}, {}, "InvalidInput", "it is a String: leave key_id out", id="key of a live String"
        ),
        pytest.param(
            {"tags": OURS | {"A": "1"}},
            {"tags": OURS | {f"k{n}": "v" for n in range(49)}},
            "InvalidInput",
            "it would have 51 tags, and the limit for a parameter is 50",
            id="too many with those that stay",
        ),
    ],
)
def test_refusals(wanted, found, code, reported):
    (problem,) = decide(want(**wanted), None if found is None else live(**found)).problems
    assert (problem.key, problem.region, problem.code) == ("/x", "us-east-1", code)
    assert reported in problem.message


def test_tags_of_aws_do_not_count():
    tags = OURS | {f"k{n}": "v" for n in range(48)} | {"aws:a": "1", "aws:b": "1"}
    assert step_of(want(tags=OURS | {"A": "1"}), live(tags=tags)).action == "retag"


def test_an_absent_one_that_does_not_exist_is_as_wanted():
    step = step_of(want(absent=True))
    assert (step.action, step.reasons) == ("none", ("it does not exist",))


def test_all_refusals_come_at_once_and_steps_keep_the_order():
    wanted = [want(name="/b"), want(name="/a", value=None), want(name="/c", key_id="k")]
    plan = make_plan(wanted, {})
    assert [step.name for step in plan.steps] == ["/b"]
    assert [problem.key for problem in plan.problems] == ["/a", "/c"]


@pytest.mark.parametrize(
    ("wanted", "found", "decryption", "details"),
    [
        ({}, {}, False, False),
        ({"value": "w"}, {}, False, True),
        ({"description": "d"}, {}, False, True),
        ({"tier": "advanced"}, {}, False, True),
        ({"key_id": "k"}, {}, False, True),
        ({"type": "StringList"}, {}, False, True),
        ({"absent": True, "value": "w", "description": "d"}, {}, False, False),
        ({}, {"type": "SecureString"}, True, False),
        ({}, {"type": "SecureString", "decrypted": True}, False, False),
        ({"value": None}, {"type": "SecureString"}, False, False),
        ({"value": None, "description": "d"}, {"type": "SecureString"}, True, True),
        ({"value": None, "type": "String"}, {"type": "SecureString"}, True, True),
        ({"type": "String"}, {"type": "SecureString", "value": "ciphertext"}, False, True),
        ({"absent": True}, {"type": "SecureString"}, False, False),
    ],
)
def test_what_has_to_be_asked(wanted, found, decryption, details):
    entry, known = want(**wanted), live(**found)
    assert (needs_decryption(entry, known), needs_details(entry, known)) == (decryption, details)


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        ({"description": "d"}, {}),
        ({"tier": "advanced"}, {}),
        ({"key_id": "alias/k"}, {"type": "SecureString", "decrypted": True}),
    ],
)
def test_what_is_not_listed_yet_is_not_taken_for_empty(wanted, found):
    assert step_of(want(**wanted), live(details=None, **found)).action == "none"


def test_plain_again_shows_nothing_of_the_secret():
    step = step_of(want(type="String"), live(type="SecureString", value="ciphertext"))
    assert step.reasons == ("type is SecureString, wanted String",)


def test_no_value_is_in_a_representation():
    secret = step_of(want(value="s3cret", type="SecureString"), live(value="s3cret0", decrypted=True))
    assert "s3cret" not in repr(secret)
