# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""From the user's map to wanted parameters: what is cast, what is merged, and every problem at once."""

from __future__ import annotations

import pytest
from ansible_collections.genai.bedrock.plugins.module_utils._core.parameters.requests import (
    entry_problems,
    wanted_parameters,
)
from ansible_collections.genai.bedrock.plugins.module_utils._core.parameters.ssm_parameters import WantedParameter
from ansible_collections.genai.bedrock.plugins.module_utils._core.problems import ProblemError

OURS = {"ManagedBy": "genai.bedrock"}
EAST, WEST = "us-east-1", "us-west-2"


def one(entry, **common):
    (wanted,) = wanted_parameters({"/x": entry}, regions=[EAST], **common)
    return wanted


@pytest.mark.parametrize(
    ("entry", "common", "wanted"),
    [
        pytest.param({"value": "v"}, {}, {"value": "v", "tags": OURS}, id="only a value"),
        pytest.param({"value": {"b": 1}}, {}, {"value": '{"b":1}', "tags": OURS}, id="data becomes JSON"),
        pytest.param(
            {"value": ["a", "b"], "type": "StringList"},
            {},
            {"value": "a,b", "type": "StringList", "tags": OURS},
            id="a list of texts",
        ),
        pytest.param(
            {"value": "v", "tags": {"A": True}},
            {},
            {"value": "v", "tags": {"A": "true", **OURS}, "exact_tags": True},
            id="own tags are exact",
        ),
        pytest.param(
            {"value": "v", "tags": {}},
            {},
            {"value": "v", "tags": OURS, "exact_tags": True},
            id="an empty map is a set one",
        ),
        pytest.param(
            {"value": "v", "tags": {"A": "own"}},
            {"tags": {"A": "all", "B": 1, "ManagedBy": "me"}},
            {"value": "v", "tags": {"A": "own", "B": "1", **OURS}, "exact_tags": True},
            id="own tags win over common ones, ours over all",
        ),
        pytest.param(
            {"value": "v"},
            {"tags": {"B": "1"}},
            {"value": "v", "tags": {"B": "1", **OURS}, "exact_tags": True},
            id="common tags alone are exact",
        ),
        pytest.param(
            {"value": "v", "tags": {"A": "1"}},
            {"purge_tags": False},
            {"value": "v", "tags": {"A": "1", **OURS}},
            id="common purge_tags",
        ),
        pytest.param(
            {"value": "v", "tags": {"A": "1"}, "purge_tags": "yes"},
            {"purge_tags": False},
            {"value": "v", "tags": {"A": "1", **OURS}, "exact_tags": True},
            id="own purge_tags wins, as text from the command line too",
        ),
        pytest.param({"value": "v"}, {"adopt": True}, {"value": "v", "tags": OURS, "adopt": True}, id="common adopt"),
        pytest.param(
            {"value": "v", "adopt": "false"}, {"adopt": True}, {"value": "v", "tags": OURS}, id="own adopt wins"
        ),
        pytest.param({"state": "absent"}, {}, {"tags": OURS, "absent": True}, id="absent"),
        pytest.param(
            {"value": 5, "description": "", "tier": "advanced", "key_id": None, "type": None, "state": "present"},
            {},
            {"value": "5", "description": "", "tier": "advanced", "tags": OURS},
            id="null is unset, empty text is set",
        ),
        pytest.param(
            {"value": "v", "type": "SecureString", "key_id": "alias/k", "description": 7},
            {},
            {"value": "v", "type": "SecureString", "key_id": "alias/k", "description": "7", "tags": OURS},
            id="secret",
        ),
    ],
)
def test_one_parameter(entry, common, wanted):
    assert one(entry, **common) == WantedParameter(name="/x", region=EAST, **wanted)


def test_every_parameter_in_every_region():
    wanted = wanted_parameters({"/b": {"value": "1"}, "/a": {"value": "2"}}, regions=[EAST, WEST, EAST])
    assert [entry.place for entry in wanted] == [(EAST, "/b"), (WEST, "/b"), (EAST, "/a"), (WEST, "/a")]


@pytest.mark.parametrize(
    ("entry", "reported"),
    [
        ("text", ["an entry is a map of options"]),
        (["x"], ["an entry is a map of options"]),
        (None, ["an entry is a map of options"]),
        ({"valeu": "s3cret"}, ["unknown option 'valeu': did you mean 'value'?"]),
        ({"overwrite_value": "always"}, ["unknown option 'overwrite_value'"]),
        ({"type": "Secret"}, ["type is 'Secret': it is one of String, StringList, SecureString"]),
        ({"tier": "gold"}, ["tier is 'gold': it is one of auto, standard, advanced"]),
        ({"state": "gone"}, ["state is 'gone': it is one of present, absent"]),
        ({"description": {"a": 1}}, ["description is not text"]),
        ({"key_id": ["a"]}, ["key_id is not text"]),
        ({"adopt": "perhaps"}, ["adopt must be true or false, not 'perhaps'"]),
        ({"purge_tags": "perhaps"}, ["purge_tags must be true or false, not 'perhaps'"]),
        ({"tags": ["a"]}, ["tags is a map of key to value"]),
        ({"tags": {"a": ["b"]}}, ["a tag's value is text, a number or a boolean"]),
        ({"type": "StringList", "value": {"a": 1}}, ["value of type StringList is a list"]),
        ({"typ": "x", "tier": "gold", "adopt": "?"}, ["unknown option 'typ'", "tier is 'gold'", "adopt must be"]),
        ({"value": "v", "tags": {"a": None}}, []),
    ],
)
def test_shape_of_an_entry(entry, reported):
    problems = entry_problems(entry)
    assert len(problems) == len(reported)
    assert all(text in problem for text, problem in zip(reported, problems, strict=True))


def test_all_problems_of_all_parameters_come_at_once_and_name_no_value():
    entries = {
        "bad name": {"value": "", "tags": {"a,b": "c"}},
        "/wrong": {"valeu": "s3cret", "tier": "gold"},
        "/long": {"value": "s3cret" * 2000, "type": "SecureString"},
        "/fine": {"value": "v"},
    }
    with pytest.raises(ProblemError) as caught:
        wanted_parameters(entries, regions=[EAST, WEST])
    keys = [problem.key for problem in caught.value.problems]
    assert keys == ["bad name"] * 3 + ["/wrong"] * 2 + ["/long"]
    assert "s3cret" not in str(caught.value)


def test_without_a_region_there_is_nothing_to_do():
    with pytest.raises(ProblemError, match="no region: set region, regions"):
        wanted_parameters({"/x": {"value": "v"}}, regions=[])
