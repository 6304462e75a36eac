# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What the bulk module makes of its map: the rules between entries, and those of the whole run."""

from __future__ import annotations

import pytest
from ansible_collections.genai.bedrock.plugins.module_utils._core.problems import ProblemError
from ansible_collections.genai.bedrock.plugins.module_utils._core.profiles.inference_profiles import Policy
from ansible_collections.genai.bedrock.plugins.module_utils._core.profiles.requests import (
    policy_problems,
    wanted_profiles,
)

EAST, WEST = "us-east-1", "us-west-2"


def entry(**more):
    return {"model_source": "amazon.titan-embed-text-v2:0"} | more


def reported(entries, *, by_name=False):
    """Key, region and message of every problem."""
    try:
        wanted_profiles(entries, regions=[EAST, WEST], tags=None, by_name=by_name)
    except ProblemError as error:
        return [(problem.key, problem.region, problem.message) for problem in error.problems]
    return []


@pytest.mark.parametrize(
    ("given", "name", "generated"),
    [
        ({}, "chat", True),
        ({"name": "chosen"}, "chosen", False),
        ({"name": "made", "name_generated": True}, "made", True),
        ({"name": "made", "name_generated": False}, "made", False),
    ],
)
def test_whether_somebody_chose_the_name(given, name, generated):
    (wanted,) = wanted_profiles({"chat": entry(**given)}, regions=[EAST], tags=None)
    assert (wanted.name, wanted.name_generated) == (name, generated)


STILL = "moved_from 'talk' is still a separate entry: leave moved_from out, or set the other's state: absent"
ALSO = "moved_from 'old' is also that of a: leave moved_from out, or set the other's state: absent"


@pytest.mark.parametrize(
    ("entries", "problems"),
    [
        pytest.param(
            {"chat": entry(moved_from="talk"), "talk": entry()},
            [("chat", EAST, STILL), ("chat", WEST, STILL)],
            id="the former key is still there",
        ),
        pytest.param(
            {"chat": entry(moved_from="talk"), "talk": entry(regions=[WEST])},
            [("chat", WEST, STILL)],
            id="in one region",
        ),
        pytest.param(
            {"a": entry(moved_from="old", regions=[EAST]), "b": entry(moved_from="old", regions=[EAST])},
            [("b", EAST, ALSO)],
            id="two heirs",
        ),
        pytest.param(
            {"a": entry(moved_from="old", regions=[EAST]), "b": entry(moved_from="old", regions=[WEST])},
            [],
            id="two heirs in two regions",
        ),
        pytest.param({"chat": entry(moved_from="talk"), "talk": entry(state="absent")}, [], id="switched off"),
        pytest.param({"talk": entry(), "chat": entry(moved_from="talk", state="absent")}, [], id="switched back"),
        pytest.param({"chat": entry(moved_from="chat")}, [], id="its own key"),
    ],
)
def test_only_one_entry_keeps_the_profiles_of_a_former_key(entries, problems):
    assert reported(entries) == problems
    assert reported(entries, by_name=True) == []


@pytest.mark.parametrize(
    ("owners", "said"),
    [
        ({"ManagedBy": "team"}, "ownership_tags: ManagedBy is always 'genai.bedrock', not 'team': leave it out"),
        ({"ManagedBy": "genai.bedrock", "Environment": "dev"}, None),
        (
            {"ProfileKey": "x"},
            "ownership_tags: ProfileKey differs from profile to profile and is written by the module",
        ),
        ({"ModelSource": "x"}, "ownership_tags: ModelSource differs from profile to profile"),
        ({"Environment": "a,b"}, "ownership_tags: the value 'a,b' of tag 'Environment' has characters other than"),
    ],
)
def test_ownership_tags(owners, said):
    problems = policy_problems(Policy(ownership=owners))
    assert [problem.message.startswith(said or "") for problem in problems] == ([True] if said else [])
