# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What stands against a deployment is told before the first write, each thing once, and of all workloads together."""

from __future__ import annotations

import pytest
from ansible_collections.genai.bedrock.plugins.module_utils._core.preflight.report import preflight_report
from ansible_collections.genai.bedrock.plugins.module_utils._engine.deployment.course import Run
from ansible_collections.genai.bedrock.plugins.module_utils._engine.deployment.deployment import plan
from ansible_collections.genai.bedrock.plugins.module_utils._engine.deployment.events import Events
from ansible_collections.genai.bedrock.plugins.module_utils._engine.deployment.judging import preflight_input
from ansible_collections.genai.bedrock.plugins.module_utils._engine.deployment.session import Session
from ansible_collections.genai.bedrock.plugins.module_utils._engine.pool import Pool

from tests.unit.plugins.module_utils.environment_fakes import EAST, PREFIX, WEST, FakeAws, declared, run
from tests.unit.plugins.module_utils.fakes import HAIKU, NOW, SONNET, TITAN, denied

SHOP = {"shop": {"entries": {"chat": {"model": SONNET}}, "entries_variable": "shop_entries"}}
HERE = {"geography": "us", "regions": [EAST]}


def deploy(aws, workloads=None, **options):
    return run(aws, workloads or SHOP, **{**HERE, **options})


def done(ran):
    assert (ran.forbidden, ran.failures) == ([], [])
    return ran


def shop(**entries):
    return {"shop": {"entries": entries, "entries_variable": "shop_entries"}}


def validated(aws, workloads, *, features=(), **defaults):
    """Place and code of everything that a validation tells, in its order."""
    session = Session(aws, Events())
    with Pool(4) as pool:
        how = Run(pool, NOW, lambda _seconds: None, check=True, thorough=True, features=features)
        planned = plan(declared(workloads, **{**HERE, **defaults}), lambda _workload: session, how)
    report = preflight_report({course.name: preflight_input(course) for course in planned.courses})
    assert aws.writes == []
    assert all(row["message"] for row in report["findings"])
    return [(row["workload"], row["key"], row["region"], row["code"]) for row in report["findings"]], report


def queried(aws):
    return bool(aws.simulated), aws.calls["availability"], aws.calls["profile_quota"]


@pytest.fixture
def aws():
    return FakeAws()


def test_a_deployment_looks_before_it_makes_something(aws):
    aws.profiles(EAST).unavailable = (SONNET,)
    for check in (True, False):
        refused = deploy(aws, check=check)
        assert refused.forbidden[0].startswith(
            f"shop_entries.chat.model in {EAST}: the agreement for {SONNET} is NOT_AVAILABLE"
        )
        assert aws.writes == []


@pytest.mark.parametrize(
    ("declared_so", "path"),
    [
        ({"entries": {"chat": {"model": "x.y"}}}, "shop_entries.chat.model"),
        ({"entries": {"chat": {"model_source": "x.y"}}}, "shop_entries.chat.model_source"),
        ({"entries": {"chat": {}}, "model": "x.y"}, "shop_model"),
        ({"entries": {"chat": {}}, "model": "x.y", "variables": {"model": "common_model"}}, "common_model"),
        ({"entries": {"chat": {"model": SONNET, "geography": "eu"}}}, "shop_entries.chat.geography"),
        ({"entries": {"chat": {"model": "x.y"}}, "entries_variable": None}, "shop/chat"),
    ],
    ids=[
        "its model",
        "its source",
        "the role's model",
        "what the role's repeats",
        "its geography",
        "a module's option",
    ],
)
def test_what_is_refused_is_named_as_it_was_set(aws, declared_so, path):
    (line,) = deploy(aws, {"shop": {"entries_variable": "shop_entries", **declared_so}}).forbidden
    assert line.startswith(f"{path} in {EAST}: ")


def test_regions_that_are_none_are_said_once(aws):
    variables = {"regions": "bedrock_regions"}
    two = {name: {"entries": {"a": {"model": SONNET}, "b": {"model": SONNET}}, "variables": variables} for name in "xy"}
    for workload in two.values():
        workload |= {"regions": ["nowhere"], "entries_variable": "shop_entries"}
    (line,) = deploy(aws, two).forbidden
    assert line.startswith("bedrock_regions: 'nowhere' is no")


def test_what_is_only_warned_of_is_in_the_summary(aws):
    aws.profiles(EAST).unavailable = (SONNET,)
    warned = done(deploy(aws, preflight="warn"))
    assert warned.result["changed"]
    table = [line.split() for line in warned.result["lines"]]
    assert [line[:4] for line in table if line[:1] == ["error"]] == [["error", "shop/chat", EAST, "agreement_missing"]]
    aws.forget_calls()
    again = done(deploy(aws))
    assert (queried(aws), "agreement" in str(again.result["lines"])) == ((False, 0, 0), False), "nothing is to be made"


def test_a_skipped_look_asks_nothing(aws):
    done(deploy(aws, preflight="skip"))
    assert queried(aws) == (False, 0, 0)


@pytest.mark.parametrize(
    ("action", "changed"),
    [
        ("bedrock:UntagResource", {"tags": {"Team": "search"}}),
        ("bedrock:DeleteInferenceProfile", {"enabled": False}),
    ],
    ids=["tags", "deletion"],
)
def test_what_changes_without_a_new_profile_needs_permissions_too(aws, action, changed):
    done(deploy(aws))
    aws.forget_calls()
    aws.denied_actions = (action,)
    refused = deploy(aws, shop(chat={"model": SONNET, **changed}))
    assert f"may not {action}" in " ".join(refused.forbidden)
    assert (queried(aws), aws.writes) == ((True, 0, 0), [])


def test_taking_a_guardrail_away_needs_permissions_too(aws):
    messages = {"blocked_input_messaging": "no", "blocked_outputs_messaging": "no"}
    cai = {"kind": "cai", "model": SONNET, "guardrail": {"variable": "cai_guardrail", "given": messages}}
    done(deploy(aws, {"cai": {**cai, "entries": {"chat": {"enable_guardrails": True}}}}))
    aws.forget_calls()
    aws.denied_actions = ("bedrock:DeleteGuardrail",)
    refused = deploy(aws, {"cai": {**cai, "entries": {"chat": {"enable_guardrails": False}}}})
    assert "may not bedrock:DeleteGuardrail" in " ".join(refused.forbidden)
    assert aws.writes == []


@pytest.mark.parametrize(
    ("quota", "elsewhere", "found"),
    [(3, False, ["profile_quota"]), (4, False, []), (3, True, [])],
    ids=["one too many", "just fits", "another account"],
)
def test_the_quota_is_for_all_workloads_of_an_account_together(aws, quota, elsewhere, found):
    aws.profiles(EAST).quota = quota
    two = {
        name: {"entries": {key: {"model": TITAN, "name": f"{name}-{key}"} for key in ("a", "b")}}
        for name in ("shop", "desk")
    }
    ran = deploy(aws, two, check=True, elsewhere={"desk": FakeAws()} if elsewhere else None)
    codes = [one.code for one in ran.deployment.courses[1].findings if one.severity == "error"]
    assert (codes, bool(ran.forbidden)) == (found, bool(found))


def test_what_was_made_is_not_counted_as_planned_as_well(aws):
    """Workloads one after the other, as roles in a play."""
    aws.profiles(EAST).quota = 4
    for name in ("shop", "desk", "shop"):
        entries = {key: {"model": TITAN, "name": f"{name}-{key}"} for key in ("a", "b")}
        done(deploy(aws, {name: {"entries": entries}}))
    assert len(aws.live_arns) == 4


def test_what_the_plan_refuses_hides_nothing_that_was_found_beside(aws):
    aws.parameters(EAST).seed(f"{PREFIX}/shop/chat", "theirs", tags={})
    aws.profiles(EAST).unavailable = (SONNET,)
    aws.denied_actions = ("bedrock:CreateInferenceProfile",)
    places, _report = validated(aws, SHOP)
    assert places == [
        ("shop", None, EAST, "permission_missing"),
        ("shop", f"{PREFIX}/shop/chat", EAST, "NotManaged"),
        ("shop", "chat", EAST, "agreement_missing"),
    ]
    places, report = validated(aws, SHOP, allowed_regions=[EAST])
    assert [(place[1], place[3]) for place in places] == [
        (None, "permission_missing"),
        ("chat", "agreement_missing"),
        ("chat", "destination_not_allowed"),
    ]
    assert report["findings"][2]["way_out"] == "allow them or choose another model_source or geography"


def test_a_region_that_cannot_be_read_is_reported_once(aws):
    aws.profiles(WEST).down = denied("ListInferenceProfiles", WEST)
    places, report = validated(aws, SHOP, regions=[EAST, WEST])
    assert places == [("shop", None, WEST, "region_denied")]
    assert report["findings"][0]["way_out"].startswith(f"allow aws:RequestedRegion {WEST}")


def test_wrong_input_is_reported_beside_what_was_found(aws):
    """What the plan refuses of one entry hides nothing of the others, nor of itself."""
    entries = shop(
        chat={"modle": "x"},
        typo={"model": "amazon.nova-lit-v1:0"},
        titan={"model": TITAN, "dimensions": 300},
    )
    places, report = validated(aws, entries, tags={"Team": "a"}, required_tags=["Team"])
    assert {(place[1], place[3]) for place in places} == {
        ("chat", "invalid_input"),
        ("typo", "unknown_model"),
        ("titan", "dimensions_mismatch"),
    }
    assert ("shop", "chat", None, "invalid_input") in places
    assert all(row["way_out"] for row in report["findings"])


def test_a_required_tag_that_all_lack_is_reported_for_each(aws):
    typo = "amazon.nova-lit-v1:0"
    places, _report = validated(aws, shop(titan={"model": TITAN}, typo={"model": typo}), required_tags=["Team"])
    assert sorted((place[1], place[3]) for place in places) == [
        ("titan", "required_tag_missing"),
        ("typo", "required_tag_missing"),
        ("typo", "unknown_model"),
    ]


@pytest.mark.parametrize(("preflight", "explained"), [("fail", True), ("warn", True), ("skip", False)])
def test_an_unknown_model_is_explained_by_trusted_access_programs(aws, preflight, explained):
    program = {"programId": "early", "name": "Early access", "providerName": "Anthropic", "status": "requestable"}
    aws.profiles(EAST).trusted_programs = [{**program, "detailsUrl": "https://details"}]
    ran = deploy(aws, shop(new={"model": "anthropic.nobody-knows-v1:0"}), preflight=preflight)
    (line,) = ran.forbidden
    assert line.startswith(
        "shop_entries.new.model in us-east-1: model 'anthropic.nobody-knows-v1:0' is unknown in us-east-1"
    )
    assert ("apply for access: https://details" in line) is explained
    assert ("programs" in aws.profiles(EAST).calls) is explained


def test_a_listed_model_needs_no_explanation(aws):
    done(deploy(aws))
    assert "programs" not in aws.profiles(EAST).calls


def test_what_else_is_used_is_requested(aws):
    aws.denied_actions = ("cloudwatch:PutMetricAlarm",)
    places, report = validated(aws, SHOP, features=("observability",))
    assert places == [("shop", None, EAST, "permission_missing")]
    assert "may not cloudwatch:PutMetricAlarm" in report["findings"][0]["message"]
    assert validated(aws, SHOP)[0] == []


def test_all_workloads_are_judged_together_before_anything_is_written(aws):
    workloads = {
        "copilot": {"kind": "copilot", "model": SONNET, "entries": {"review": {"description": "a, b"}}},
        "embedding": {"kind": "embedding", "entries": {"titan": {"model": TITAN, "dimensions": 300}}},
        "good": {"entries": {"chat": {"model": HAIKU}}},
        "shop": {"entries": {"mine": {"model": "x.y", "regions": ["mars-north-1"], "colour": "red"}}},
    }
    for name, workload in workloads.items():
        workload["entries_variable"] = f"{name}_entries"
    refused = deploy(aws, workloads, required_tags=["Team"], tags={"Team": "a"})
    said = "\n".join(refused.forbidden)
    for text in ("copilot_entries.review.description", "'a b' would do", "embedding_entries.titan.dimensions", "1024"):
        assert text in said
    assert "shop_entries.mine.colour" in said
    assert "good" not in said
    assert (aws.writes, len(refused.forbidden)) == ([], len(set(refused.forbidden)))


def test_somebody_elses_profile_and_parameter_are_reported_together(aws):
    aws.profiles(EAST).put("shop-chat", f"arn:aws:bedrock:{EAST}::foundation-model/{TITAN}", {})
    aws.parameters(EAST).seed(f"{PREFIX}/desk/search", "theirs", tags={})
    workloads = {
        "shop": {"entries": {"chat": {"model": TITAN, "name": "shop-chat"}}},
        "desk": {"entries": {"search": {"model": HAIKU}}},
    }
    refused = deploy(aws, workloads)
    assert len(refused.forbidden) == 2
    assert "shop-chat" in refused.forbidden[0]
    assert f"{PREFIX}/desk/search" in refused.forbidden[1]
    assert aws.writes == []


@pytest.mark.parametrize("service", ["regions", "stores"])
def test_a_denied_list_stops_the_run(aws, service):
    done(deploy(aws))
    getattr(aws, service)[EAST].down = denied("ListSomething")
    aws.forget_calls()
    refused = deploy(aws, shop(chat={"model": HAIKU}))
    assert "bedrock:ListSomething" in refused.forbidden[0]
    assert len(refused.forbidden) == len(set(refused.forbidden))
    assert aws.writes == []
