# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Conflicts that a plan shows: between keys of one map, and between workloads that are planned together."""

from __future__ import annotations

from typing import Any

import pytest
from ansible_collections.genai.bedrock.plugins.module_utils._core.profiles.conflicts import conflicts_between
from ansible_collections.genai.bedrock.plugins.module_utils._core.profiles.inference_profiles import (
    LiveProfile,
    Policy,
    WantedProfile,
)
from ansible_collections.genai.bedrock.plugins.module_utils._core.profiles.plan import make_plan
from ansible_collections.genai.bedrock.plugins.module_utils._core.profiles.sources import Source
from ansible_collections.genai.bedrock.plugins.module_utils._core.profiles.steps import ProfilePlan

EAST, WEST = "us-east-1", "us-west-2"
FM, OLD = ("arn:aws:bedrock:us-east-1::foundation-model/" + name for name in ("a.model", "an.older"))
SOURCE = Source(FM, "a.model", (FM,))
EQUAL = "the name 'shared' is also that of {}, and AWS may take one profile of a name only: give one of the two another name"
ADOPTED = "arn:1 has the name that {} wants too: give one of the two another name"


def want(key: str = "chat", region: str = EAST, name: str = "shared") -> WantedProfile:
    return WantedProfile(key, region, name, FM)


def live(number: int, name: str = "shared", owner: str = "", **more: Any) -> LiveProfile:
    workload, _slash, key = owner.partition("/")
    tags = {"ManagedBy": "genai.bedrock", "Environment": "dev", "Workload": workload, "ProfileKey": key}
    source = more.pop("source", FM)
    tags = tags | {"ModelSource": source} if owner else {}
    return LiveProfile(f"arn:{number}", str(number), name, more.pop("region", EAST), (source,), tags=tags)


def planned(
    workload: str, wanted: list[WantedProfile], profiles: list[LiveProfile], *, adopt: bool = True
) -> ProfilePlan:
    policy = Policy(ownership={"Environment": "dev", "Workload": workload}, adopt=adopt)
    return make_plan(wanted, profiles, {(entry.key, entry.region): SOURCE for entry in wanted}, policy)


def reported(plans: dict[str, ProfilePlan]) -> list[tuple[str, str | None, str | None, str]]:
    return [
        (workload, problem.key, problem.region, problem.message)
        for workload, problems in conflicts_between(plans).items()
        for problem in problems
    ]


BOTH = [("cai", "help", EAST), ("copilot", "chat", EAST)]


@pytest.mark.parametrize(
    ("others", "profiles", "text"),
    [
        pytest.param([want("help")], [], EQUAL, id="both are new"),
        pytest.param([want("help", name="another")], [], None, id="another name"),
        pytest.param([want("help", region=WEST)], [], None, id="another region"),
        pytest.param([want("help")], [live(1)], ADOPTED, id="both adopt"),
        pytest.param([want("help")], [live(1, owner="copilot/chat")], None, id="one lives"),
        pytest.param([want("help")], [live(1, owner="copilot/chat"), live(2, owner="cai/help")], None, id="both live"),
        pytest.param(
            [want("help")],
            [live(1, owner="copilot/chat", source=OLD), live(2, "shared-0a1b", owner="cai/help", source=OLD)],
            None,
            id="both live and are replaced",
        ),
        pytest.param(
            [want("help"), want("more", WEST, "two")],
            [live(number, "two", owner="cai/more", region=WEST) for number in (1, 2)],
            None,
            id="names are not unique here",
        ),
        pytest.param(
            [want("help")],
            [live(1, "before", owner="copilot/chat"), live(2, "former", owner="cai/help")],
            EQUAL,
            id="both are renamed",
        ),
    ],
)
def test_workloads_that_cannot_both_have_it(
    others: list[WantedProfile], profiles: list[LiveProfile], text: str | None
) -> None:
    plans = {"copilot": planned("copilot", [want()], profiles), "cai": planned("cai", others, profiles)}
    assert [plan.problems for plan in plans.values()] == [(), ()]
    first, second = ("copilot", "chat", EAST), ("cai", "help", EAST)
    expected = [(*first, text.format("cai/help")), (*second, text.format("copilot/chat"))] if text else []
    assert sorted(reported(plans)) == sorted(expected)


def test_the_first_of_three_is_reported_for_each_and_a_fourth_for_nothing() -> None:
    plans = {name: planned(name, [want()], []) for name in ("a", "b", "c")}
    plans["d"] = planned("d", [want(name="alone")], [])
    found = conflicts_between(plans)
    assert {name: len(problems) for name, problems in found.items()} == {"a": 2, "b": 1, "c": 1}
    assert {problem.code for problems in found.values() for problem in problems} == {"equal_names"}


def test_keys_of_one_workload_are_reported_by_its_own_plan_alone() -> None:
    plan = planned("copilot", [want(), want("docs")], [])
    (problem,) = plan.problems
    assert (problem.key, problem.region, problem.message) == ("docs", EAST, EQUAL.format("chat"))
    assert conflicts_between({"copilot": plan}) == {}
