# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Managed policies: their names and tags, and steps in an order in which nobody loses anything."""

from __future__ import annotations

import pytest
from ansible_collections.genai.bedrock.plugins.module_utils._core.policies.managed import (
    LivePolicy,
    LiveRole,
    Version,
    attachments,
    in_the_way,
    policy_name,
    remembered_names,
    wanted_policies,
)
from ansible_collections.genai.bedrock.plugins.module_utils._core.policies.managed_plan import (
    action_rows,
    diff_of,
    make_plan,
    removal_lines,
    removal_plan,
)

from tests.unit.plugins.module_utils.access_samples import OURS, access

DOCUMENTS = {
    name: {"Version": "2012-10-17", "Statement": [name]} for name in ("invoke-copilot", "invoke-copilot-2", "deployer")
}
ROLES = {"roles": {"copilot": ["app"]}, "deployer_roles": ["ci"]}


def arn(name):
    return f"arn:aws:iam::123456789012:policy/{name}"


def live(name, document=None, **tags):
    return LivePolicy(name, arn(name), OURS | tags, document or {})


def as_wanted(query, documents=DOCUMENTS):
    """What is there after a run."""
    return {
        one.name: LivePolicy(one.name, arn(one.name), one.tags, one.document)
        for one in wanted_policies(query, documents)
    }


def planned(query, there=(), roles=None, documents=DOCUMENTS):
    found = {name: LiveRole(name) for name in attachments(query, ())} | (roles or {})
    return make_plan(query, documents, {policy.name: policy for policy in there}, found)


def steps(plan):
    return [(str(step.action), step.policy.removeprefix("dev-bedrock-"), step.role) for step in plan.steps]


@pytest.mark.parametrize(
    ("document", "name"),
    [
        ("invoke-copilot", "p-copilot-invoke"),
        ("invoke-cross_region-12", "p-cross_region-invoke-12"),
        ("deployer-2", "p-deployer-2"),
        ("assume-role", "p-assume-role"),
    ],
)
def test_names(document, name):
    assert policy_name(document, "p-") == name


def test_tags_say_whose_it_is_and_the_deployers_how_many_there_were():
    query = access(tags={"Team": True, "Environment": "theirs"})
    tags = {one.name: one.tags for one in wanted_policies(query, DOCUMENTS)}
    both = OURS | {"Team": "true"}
    assert tags["dev-bedrock-copilot-invoke-2"] == both | {"Workload": "copilot"}
    assert tags["dev-bedrock-deployer"] == both | {"Documents/invoke-copilot": "2", "Documents/deployer": "1"}
    register = live("dev-bedrock-deployer", **tags["dev-bedrock-deployer"])
    assert remembered_names(register, query) == [policy_name(name, "dev-bedrock-") for name in DOCUMENTS]


@pytest.mark.parametrize(
    "register",
    [
        None,
        live("dev-bedrock-deployer", Environment="two", **{"Documents/deployer": "1"}),
        live("dev-bedrock-deployer", **{"Documents/deployer": "many", "Other/deployer": "1"}),
    ],
    ids=["none", "another environment's", "damaged"],
)
def test_what_remembers_nothing(register):
    assert remembered_names(register, access()) == []


def test_first_everything_is_made_and_then_attached():
    assert steps(planned(access(**ROLES))) == [
        ("create", "copilot-invoke", ""),
        ("create", "copilot-invoke-2", ""),
        ("create", "deployer", ""),
        ("attach", "copilot-invoke", "app"),
        ("attach", "copilot-invoke-2", "app"),
        ("attach", "deployer", "ci"),
    ]


def test_a_policy_that_grows_is_attached_before_the_first_part_lets_go():
    query = access(**ROLES)
    there = [live("dev-bedrock-copilot-invoke"), live("dev-bedrock-deployer"), live("dev-bedrock-old-invoke")]
    current = {"app": LiveRole("app", frozenset({arn("dev-bedrock-copilot-invoke"), arn("theirs")}))}
    assert steps(planned(query, there, current)) == [
        ("create", "copilot-invoke-2", ""),
        ("attach", "copilot-invoke-2", "app"),
        ("attach", "deployer", "ci"),
        ("update", "copilot-invoke", ""),
        ("delete", "old-invoke", ""),
        ("update", "deployer", ""),
    ]


def test_the_last_documents_are_renewed_first():
    there = [live(f"dev-bedrock-{name}") for name in ("copilot-invoke", "copilot-invoke-2", "deployer")]
    assert [row[1] for row in steps(planned(access(), there))] == ["copilot-invoke-2", "copilot-invoke", "deployer"]


def test_the_same_again_is_nothing_and_other_tags_are_no_other_document():
    query = access(**ROLES)
    current = {
        "app": LiveRole("app", frozenset(map(arn, ("dev-bedrock-copilot-invoke", "dev-bedrock-copilot-invoke-2")))),
        "ci": LiveRole("ci", frozenset({arn("dev-bedrock-deployer")})),
    }
    there = as_wanted(query)
    again = planned(query, there.values(), current)
    assert {row["action"] for row in action_rows(again.steps)} == {"none"}
    assert diff_of(again.steps) == {"before": {}, "after": {}}
    retagged = planned(access(tags={"Team": "a"}, **ROLES), there.values(), current)
    assert {row[0] for row in steps(retagged)} == {"retag"}
    assert diff_of(retagged.steps)["after"]["dev-bedrock-deployer"]["tags"]["Team"] == "a"


def test_what_is_not_ours_and_what_is_missing_are_reported_together():
    query = access(**ROLES)
    theirs = LivePolicy("dev-bedrock-deployer", arn("x"), {"ManagedBy": "genai.bedrock", "Environment": "two"}, {})
    plan = planned(query, [theirs], {"ci": None})
    assert plan.steps == ()
    assert [(problem.key, problem.code) for problem in plan.problems] == [
        ("dev-bedrock-deployer", "NotOurs"),
        ("ci", "NotThere"),
    ]
    assert (
        "or set access_policy_prefix, or tag it ManagedBy=genai.bedrock and Environment=dev" in plan.problems[0].message
    )
    assert "take it out of access_roles and access_deployer_roles" in plan.problems[1].message


def test_all_of_ours_goes_and_the_one_that_remembers_the_others_last():
    query = access()
    theirs = LivePolicy("dev-bedrock-search-invoke", arn("x"), {}, {})
    there = [live("dev-bedrock-deployer"), live("dev-bedrock-copilot-invoke"), theirs]
    plan = removal_plan(query, {policy.name: policy for policy in there})
    assert steps(plan) == [("delete", "copilot-invoke", ""), ("delete", "deployer", "")]


@pytest.mark.parametrize(
    ("versions", "default", "gone"),
    [
        (["v1"], "v1", []),
        (["v9", "v10", "v11", "v12", "v13"], "v13", ["v9"]),
        (["v2", "v3", "v4", "v5", "v6"], "v2", ["v3"]),
    ],
)
def test_the_oldest_version_makes_room_and_never_the_one_in_use(versions, default, gone):
    assert [one.version_id for one in in_the_way(Version(name, name == default) for name in versions)] == gone


def test_a_teardown_names_the_policies_that_it_deletes():
    query = access(manage=True, **ROLES)
    steps = removal_plan(query, as_wanted(query)).steps
    (line,) = removal_lines(steps, planned=True)
    assert line == f"managed policies: delete {', '.join(step.policy for step in steps)}"
    assert removal_lines(steps, planned=False)[0].startswith("managed policies: deleted ")
    assert removal_lines([], planned=True) == []
