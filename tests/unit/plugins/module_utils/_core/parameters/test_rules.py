# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Rules of Parameter Store: each broken one is told with its way out."""

from __future__ import annotations

import pytest
from ansible_collections.genai.bedrock.plugins.module_utils._core.parameters.rules import (
    account_of,
    name_problems,
    parameter_arn,
    parameter_problems,
    shape_problems,
    ssm_tag_problems,
    value_problems,
)
from ansible_collections.genai.bedrock.plugins.module_utils._core.parameters.ssm_parameters import WantedParameter

EAST = "us-east-2"


@pytest.mark.parametrize(
    "name",
    [
        "plain",
        "/a",
        "/dev/bedrock/inference-profiles/copilot/chat",
        "dotted.name_with-all",
        "/" + "/".join("abcdefghijklmno"),
        # 45 of the 1,011 characters are the ARN's in us-east-2, the slash before the name among them.
        "x" * 966,
        "/" + "x" * 966,
        "/team/aws",
        "my-aws",
    ],
)
def test_names_that_pass(name):
    assert name_problems(name, EAST) == []


@pytest.mark.parametrize(
    ("name", "reported"),
    [
        ("", ["'my-parameter' would do"]),
        ("has space", ["letters, digits and . - _ / only", "'has-space' would do"]),
        ("umläut", ["'uml-ut' would do"]),
        ("arn:aws:ssm:us-east-1:123456789012:parameter/x", ["is an ARN: give the parameter's name"]),
        ("a/b", ["does not begin with '/': '/a/b' would do"]),
        ("/a//b", ["empty level", "'/a/b' would do"]),
        ("/a/", ["empty level", "'/a' would do"]),
        ("//", ["empty level: no '//' and no '/' at the end"]),
        ("/" + "/".join("abcdefghijklmnop"), ["16 levels", "at most 15"]),
        ("aws-thing", ["'aws' or 'ssm'", "choose another beginning"]),
        ("/AWS/thing", ["'aws' or 'ssm'"]),
        ("SSM", ["'aws' or 'ssm'"]),
        ("/ssm/x", ["'aws' or 'ssm'"]),
        ("x" * 967, ["967 characters", "at most 966 are allowed in us-east-2"]),
        ("/" + "x" * 967, ["968 characters", "at most 967 are allowed in us-east-2"]),
    ],
)
def test_names_that_do_not(name, reported):
    problems = name_problems(name, EAST)
    assert len(problems) == 1
    assert all(text in problems[0] for text in reported)


def test_a_path_of_aws_itself_is_advised_to_nobody() -> None:
    assert not any("would do" in problem for problem in name_problems("aws/x", EAST))


def test_reserved_names_may_be_read():
    assert name_problems("/aws/service/x", EAST, reserved=True) == []


def test_several_rules_are_reported_together():
    assert len(name_problems("/aws//" + "/".join("abcdefghijklmnop"), EAST)) == 3


@pytest.mark.parametrize(
    ("value", "tier", "reported"),
    [
        ("x", "auto", None),
        ("a" * 8192, "auto", None),
        ("a" * 8192, "advanced", None),
        ("a" * 4096, "standard", None),
        ("} }}", "auto", None),
        ("", "auto", "value is empty"),
        ("a" * 8193, "auto", "8193 bytes, and a parameter holds at most 8192: split it"),
        ("a" * 8193, "standard", "8193 bytes, and a parameter holds at most 8192: split it"),
        ("a" * 4097, "standard", "4097 bytes, and tier standard holds 4096: shorten it, or set tier: auto"),
        ("é" * 4097, "auto", "8194 bytes"),
        ("see {{ssm:other}}", "auto", "value contains '{{'"),
        ("half \ud83d", "auto", "not valid Unicode"),
    ],
)
def test_value_problems(value, tier, reported):
    problems = value_problems(value, tier=tier)
    assert (reported is None and problems == []) or (len(problems) == 1 and reported in problems[0])


@pytest.mark.parametrize(
    ("value", "kind", "reported"),
    [
        (["a", "b"], "StringList", None),
        (["a", 1], "StringList", None),
        ("a,b", "StringList", None),
        (None, "StringList", None),
        ({"a": 1}, "String", None),
        ({"a": 1}, None, None),
        ({"a": 1}, "StringList", "is a list, or text with commas"),
        (7, "StringList", "is a list, or text with commas"),
        (["a,b"], "StringList", "holds a comma"),
        ([""], "StringList", "is empty"),
        ([["x"]], "StringList", "is no text"),
    ],
)
def test_shape_problems(value, kind, reported):
    problems = shape_problems(value, kind)
    assert (reported is None and problems == []) or reported in problems[0]


@pytest.mark.parametrize(
    ("tags", "reported"),
    [
        ({"Cost Center": "a_b.c:d/e=f+g-h@i"}, None),
        ({"Größe": "größer ②"}, None),
        ({"Empty": ""}, None),
        ({f"k{n}": "v" for n in range(50)}, None),
        (
            {f"k{n}": "v" for n in range(52)},
            "52 tags are too many: a parameter holds 50, ManagedBy among them; remove 2",
        ),
        ({"": "v"}, "0 characters: 1 to 128"),
        ({"k" * 129: "v"}, "129 characters: 1 to 128"),
        ({"k" * 128: "v" * 256}, None),
        ({"k": "v" * 257}, "257 characters: at most 256"),
        ({"AWS:k": "v"}, "begins with 'aws:'"),
        ({"a,b": "v"}, "tag key 'a,b' has characters"),
        ({"k": "a;b"}, "the value 'a;b' of tag 'k' has characters"),
        ({"k": "a\tb"}, "of tag 'k' has characters"),
    ],
)
def test_tag_problems(tags, reported):
    problems = ssm_tag_problems(tags)
    assert (reported is None and problems == []) or (len(problems) == 1 and reported in problems[0])


@pytest.mark.parametrize(
    ("changes", "reported"),
    [
        ({}, None),
        ({"value": None}, None),
        ({"description": "d" * 1024}, None),
        ({"description": "d" * 1025}, "description has 1025 characters: at most 1024"),
        ({"description": "\ud83d"}, "description is not valid Unicode"),
        ({"key_id": "alias/x"}, None),
        ({"key_id": "alias/x", "type": "SecureString"}, None),
        ({"key_id": "alias/x", "type": "String"}, "key_id is for type SecureString only"),
        ({"value": ""}, "value is empty"),
        ({"tags": {"a,b": ""}}, "tag key 'a,b'"),
        ({"name": "a b"}, "'a-b' would do"),
        # What is to be deleted needs a name and nothing else.
        ({"absent": True, "value": "", "tags": {"a,b": ""}}, None),
        ({"absent": True, "name": "a b"}, "'a-b' would do"),
    ],
)
def test_parameter_problems(changes, reported):
    problems = parameter_problems(WantedParameter(**({"name": "/x", "region": EAST, "value": "v"} | changes)))
    assert (reported is None and problems == []) or (len(problems) == 1 and reported in problems[0])


@pytest.mark.parametrize(
    ("name", "region", "arn"),
    [
        ("/a/b", "us-east-1", "arn:aws:ssm:us-east-1:123456789012:parameter/a/b"),
        ("a", "us-gov-west-1", "arn:aws-us-gov:ssm:us-gov-west-1:123456789012:parameter/a"),
    ],
)
def test_arn(name, region, arn):
    assert parameter_arn(name, region, "123456789012") == arn
    assert account_of(arn) == "123456789012"
