# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The engine on regions in memory: what is read, what is written, and in which order."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from ansible_collections.genai.bedrock.plugins.module_utils._core.failures import CallError
from ansible_collections.genai.bedrock.plugins.module_utils._core.problems import ProblemError
from ansible_collections.genai.bedrock.plugins.module_utils._core.profiles.inference_profiles import (
    Policy,
    WantedProfile,
)
from ansible_collections.genai.bedrock.plugins.module_utils._core.profiles.report import (
    action_rows,
    profile_rows,
    superseded_rows,
)
from ansible_collections.genai.bedrock.plugins.module_utils._engine.profiles.inference_profiles import converge
from ansible_collections.genai.bedrock.tests.unit.plugins.module_utils.fakes import (
    HAIKU,
    NOW,
    SONNET,
    TITAN,
    FakeRegion,
    denied,
    down,
    fm,
    system_arn,
)

EAST = "us-east-1"
OWNERS = {"Environment": "dev", "Workload": "copilot"}
POLICY = Policy(ownership=OWNERS, today="2026-11-22")


def want(key="chat", region="us-east-1", source=SONNET, **more):
    return WantedProfile(key, region, more.pop("name", f"{key}-dev"), source, **more)


def run(regions, wanted, policy=POLICY, check=False, now=NOW):
    gateways = {region.region: region for region in regions}
    return converge(wanted, gateways, policy, check=check, workers=4, sleep=lambda _s: None, now=now)


def reported(outcome):
    return [(row["key"], row["region"], row["action"]) for row in action_rows([a.step for a in outcome.succeeded])]


def test_a_first_run_creates_and_a_second_changes_nothing():
    east, west = FakeRegion("us-east-1"), FakeRegion("us-west-2")
    wanted = [want(), want("embed", source=TITAN), want(region="us-west-2")]
    assert [row[2] for row in reported(run([east, west], wanted))] == ["create"] * 3
    before = (east.state, west.state)
    assert [row[2] for row in reported(run([east, west], wanted))] == ["none"] * 3
    assert (east.state, west.state) == before


@pytest.mark.parametrize("state", ["empty", "equal", "drifted", "replaced", "foreign"])
@pytest.mark.parametrize("absent", [False, True])
def test_check_mode_predicts_the_real_run(state, absent):
    def prepared():
        region = FakeRegion()
        ours = {"ManagedBy": "genai.bedrock", **OWNERS, "ProfileKey": "chat"}
        source = system_arn(f"us.{SONNET}")
        if state == "equal":
            region.put("chat-dev", source, ours | {"ModelSource": source})
        elif state == "drifted":
            region.put("chat-dev", source, ours)
        elif state == "replaced":
            region.put("chat-dev", fm(TITAN), ours | {"ModelSource": fm(TITAN)})
        elif state == "foreign":
            region.put("elsewhere", source, {"ManagedBy": "other"})
        return region

    wanted = [want(absent=absent)]
    predicted_in, real_in = prepared(), prepared()
    before = predicted_in.state
    predicted, real = run([predicted_in], wanted, check=True), run([real_in], wanted)
    assert (predicted_in.state, predicted_in.writes) == (before, [])
    assert reported(predicted) == reported(real)

    def comparable(outcome):
        unlike = ("inference_profile_arn", "inference_profile_id", "created_at", "updated_at")
        rows = profile_rows(outcome.succeeded)
        return [{field: row[field] for field in row if field not in unlike} for row in rows]

    assert comparable(predicted) == comparable(real)


@pytest.mark.parametrize(
    ("sources", "requested"),
    [
        ([SONNET], True),
        ([f"us.{SONNET}"], True),
        ([fm(TITAN)], False),
        ([system_arn(f"us.{SONNET}")], False),
        ([fm(TITAN), TITAN], True),
    ],
)
def test_a_no_op_reads_the_catalogue_only_where_the_text_needs_it(sources, requested):
    region = FakeRegion()
    wanted = [want(f"k{n}", source=source) for n, source in enumerate(sources)]
    run([region], wanted)
    region.calls.clear()
    run([region], wanted)
    lists = ["foundation_models", "system_profiles"] if requested else []
    assert sorted(region.calls) == sorted(["profiles", "our_tags", *lists])


def test_a_no_op_does_not_grow_with_the_number_of_profiles():
    region = FakeRegion()
    for count in (5, 60):
        wanted = [want(f"k{n}") for n in range(count)]
        run([region], wanted)
        region.calls.clear()
        run([region], wanted)
        assert len(region.calls) == 4


@pytest.mark.parametrize("length", [8, 59, 60, 64])
def test_a_suffixed_profile_is_found_by_its_tags_though_the_tagging_api_does_not_know_it(length):
    region = FakeRegion(unique_names=True, bulk_tags_lag=True)
    later = NOW + timedelta(hours=1)
    for source in (TITAN, SONNET):
        run([region], [want(source=source, name="n" * length)])
    assert len(region.live) == 1
    profile = next(iter(region.live.values()))
    assert len(profile.name) == min(length + 5, 64)
    region.calls.clear()
    assert reported(run([region], [want(name="n" * length)], now=later)) == [("chat", "us-east-1", "none")]
    assert region.calls.count("tags") == 1


def test_a_new_name_without_the_digits_of_the_former_one_makes_a_new_profile():
    region = FakeRegion()
    for name in ("titan-embeddings-1024", "titan-embeddings", "titan-embeddings"):
        outcome = run([region], [want(name=name)])
    assert not outcome.changed
    assert [profile.name for profile in region.live.values()] == ["titan-embeddings"]


def test_all_tags_can_be_renamed_at_once():
    """Old and new ones together are more than a profile holds."""
    region = FakeRegion()
    for prefix in ("old", "new"):
        wanted = [want(tags={f"{prefix}{number}": "x" for number in range(40)})]
        assert run([region], wanted).problems == ()
    assert reported(run([region], wanted)) == [("chat", "us-east-1", "none")]


def test_denied_bulk_tags_fall_back_to_each_profile():
    region = FakeRegion(
        fail={"our_tags": CallError("GetResources", "us-east-1", "AccessDeniedException", "no", "tag:GetResources")}
    )
    wanted = [want(f"k{n}") for n in range(3)]
    run([region], wanted)
    region.calls.clear()
    assert {row[2] for row in reported(run([region], wanted))} == {"none"}
    assert region.calls.count("tags") == 3


def test_lagging_bulk_tags_make_no_duplicate():
    region = FakeRegion(bulk_tags_lag=True)
    run([region], [want()])
    assert reported(run([region], [want()])) == [("chat", "us-east-1", "none")]
    assert len(region.live) == 1


def test_a_fresh_profile_is_found_under_another_name_too():
    region = FakeRegion(bulk_tags_lag=True)
    source = system_arn(f"us.{SONNET}")
    region.put(
        "former-name",
        source,
        {"ManagedBy": "genai.bedrock", **OWNERS, "ProfileKey": "chat", "ModelSource": source},
        age=timedelta(seconds=5),
    )
    assert reported(run([region], [want()])) == [("chat", "us-east-1", "replace"), ("chat", "us-east-1", "retire")]


@pytest.mark.parametrize("unique", [False, True])
@pytest.mark.parametrize("replays", [False, True])
def test_there_and_back_again(unique, replays):
    region = FakeRegion(unique_names=unique, replays=replays)
    for source in (SONNET, HAIKU, SONNET, HAIKU):
        run([region], [want(source=source)], replace(POLICY, default_geography="us"))
        (profile,) = list(region.live.values())
        assert f"foundation-model/{source}" in profile.model_arns[0]
    run([region], [want(absent=True)])
    assert not region.live
    run([region], [want()])
    assert len(region.live) == 1


def test_the_new_one_is_seen_before_the_old_one_goes():
    region = FakeRegion(unseen_for=3)
    run([region], [want(source=TITAN)])
    region.calls.clear()
    run([region], [want()])
    after_create = region.calls[region.calls.index("create") + 1 :]
    assert after_create == ["profiles"] * 4 + ["delete"]


def test_what_nobody_can_see_is_made_again_and_then_an_error_of_its_key():
    region = FakeRegion(unseen_for=1000)
    outcome = run([region], [want()])
    assert [problem.code for problem in outcome.problems] == ["NotVisible"]
    assert region.calls.count("create") == 2


def test_an_error_of_a_write_fails_its_own_key_and_keeps_the_old_profile():
    region = FakeRegion()
    run([region], [want(source=TITAN), want("other", source=TITAN)])
    region.fail["create"] = CallError(
        "CreateInferenceProfile", "us-east-1", "ServiceQuotaExceededException", "1000 profiles", ""
    )
    outcome = run([region], [want(), want("other", source=TITAN, tags={"a": "b"})])
    assert [(p.key, p.code) for p in outcome.problems] == [("chat", "ServiceQuotaExceededException")]
    assert reported(outcome) == [("other", "us-east-1", "retag")]
    assert len(region.live) == 2


def test_a_region_that_is_down_fails_its_own_keys():
    east, west = FakeRegion("us-east-1", fail={"profiles": down("ListInferenceProfiles")}), FakeRegion("us-west-2")
    outcome = run([east, west], [want(), want(region="us-west-2"), want("embed", source=TITAN)])
    assert [(p.key, p.region) for p in outcome.problems] == [("chat", "us-east-1"), ("embed", "us-east-1")]
    assert reported(outcome) == [("chat", "us-west-2", "create")]


@pytest.mark.parametrize("question", ["profiles", "foundation_models", "system_profiles"])
def test_denied_reads_stop_everything(question):
    east, west = FakeRegion("us-east-1", fail={question: denied("ListSomething")}), FakeRegion("us-west-2")
    with pytest.raises(ProblemError, match="needs the IAM action bedrock:ListSomething"):
        run([east, west], [want(), want(region="us-west-2")])
    assert east.writes + west.writes == []


def test_denied_tags_are_not_taken_for_no_tags():
    region = FakeRegion()
    run([region], [want()])
    region.fail |= {"our_tags": denied("GetResources"), "tags": denied("ListTagsForResource")}
    with pytest.raises(ProblemError, match="bedrock:ListTagsForResource"):
        run([region], [want()])


def test_all_problems_come_at_once_and_nothing_is_written():
    region = FakeRegion()
    region.put("held-dev", system_arn(f"us.{SONNET}"), {"Team": "x"})
    wanted = [
        want("ok"),
        want("held"),
        want("typo", source="anthropic.claude-sonet-4-6"),
        want("arn", source=fm(SONNET)),
    ]
    with pytest.raises(ProblemError) as caught:
        run([region], wanted)
    reported = {problem.key: problem for problem in caught.value.problems}
    assert sorted(reported) == ["arn", "held", "typo"]
    assert (reported["arn"].code, reported["typo"].code) == ("profile_only_model", "unknown_model")
    assert reported["typo"].way_out == f"did you mean '{SONNET}'?"
    assert reported["typo"].message.endswith(reported["typo"].way_out)
    assert region.writes == []


def moved_region(*keys):
    """A profile for each key, of which the first was ``old`` a moment ago, and the tagging API still says so."""
    region = FakeRegion()
    run([region], [want("old", name="chat-dev"), *(want(key) for key in keys[1:])])
    (before,) = [arn for arn, tags in region.tagged.items() if tags["ProfileKey"] == "old"]
    region.stale = {before: dict(region.tagged[before])}
    run([region], [want(keys[0], name="chat-dev", moved_from="old"), *(want(key) for key in keys[1:])])
    assert region.tagged[before]["ProfileKey"] == keys[0]
    region.calls.clear()
    return region


@pytest.mark.parametrize("check", [True, False], ids=["check", "real"])
@pytest.mark.parametrize("policy", [POLICY, replace(POLICY, purge=True)], ids=["kept", "purged"])
@pytest.mark.parametrize("name", ["chat-dev", "another-name"])
def test_a_moved_key_is_not_made_again_while_the_tagging_api_lags_behind(name, policy, check):
    region = moved_region("chat", "docs")
    actions = reported(run([region], [want(name=name), want("docs")], policy, check=check))
    expected = ["none"] if name == "chat-dev" else ["replace", "retire"]
    assert actions == [("chat", "us-east-1", action) for action in expected] + [("docs", "us-east-1", "none")]
    assert len(region.live) == 2


def test_a_former_key_that_is_used_again_at_once_gets_a_profile_of_its_own():
    region = moved_region("chat")
    wanted = [want(name="chat-dev"), want("old")]
    actions = [("chat", "us-east-1", "none"), ("old", "us-east-1", "create")]
    assert reported(run([region], wanted)) == actions
    assert {tags["ProfileKey"] for tags in region.tagged.values()} == {"chat", "old"}


def test_no_purge_is_refused_by_what_only_the_tagging_api_lists():
    region = moved_region("chat")
    policy = replace(POLICY, purge=True, purge_limit=0)
    assert reported(run([region], [want(name="chat-dev")], policy)) == [("chat", "us-east-1", "none")]
    assert region.writes == []


def test_a_creation_asks_those_profiles_only_that_may_be_the_same():
    region = FakeRegion()
    run([region], [want(), want("embed", source=TITAN)])
    region.calls.clear()
    run([region], [want(), want("embed", source=TITAN), want("more")], check=True)
    assert region.calls.count("tags") == 1


def test_a_model_whose_life_is_over_is_reported_as_such_with_what_follows_it():
    class Reporting(FakeRegion):
        def foundation_models(self):
            return [replace(one, lifecycle={"status": "ACTIVE"}) for one in super().foundation_models()]

    region, ended = Reporting(), "anthropic.claude-sonnet-4-20250514-v1:0"
    with pytest.raises(ProblemError) as caught:
        run([region], [want(source=ended), want("docs", source=f"us.{ended}")])
    assert [(problem.key, problem.code, problem.way_out) for problem in caught.value.problems] == [
        (key, "model_ended", f"change to {SONNET}") for key in ("chat", "docs")
    ]
    assert region.calls.count("system_profiles") == 1


def test_purging_is_shown_by_check_mode():
    region = FakeRegion()
    run([region], [want(), want("gone")])
    purging = replace(POLICY, purge=True)
    assert reported(run([region], [want()], purging, check=True)) == [
        ("chat", "us-east-1", "none"),
        ("gone", "us-east-1", "delete"),
    ]
    assert len(region.live) == 2
    run([region], [want()], purging)
    assert len(region.live) == 1


@pytest.mark.parametrize("purge_all", [False, True])
def test_purging_knows_the_whole_map_though_a_region_of_it_is_down(purge_all):
    """What cannot be read is neither an empty map nor an entry taken out of it."""
    east, west = FakeRegion(), FakeRegion("us-west-2")
    run([east, west], [want(), want(region="us-west-2"), want("gone")])
    west.fail = {"profiles": down("ListInferenceProfiles", "us-west-2")}
    outcome = run([east, west], [want(region="us-west-2")], replace(POLICY, purge=True, purge_all=purge_all))
    assert [(problem.key, problem.region) for problem in outcome.problems] == [("chat", "us-west-2")]
    assert reported(outcome) == [("chat", "us-east-1", "delete"), ("gone", "us-east-1", "delete")]
    assert (len(east.live), len(west.live)) == (0, 1)


def test_purging_says_nothing_of_an_empty_map_where_nothing_could_be_read():
    region = FakeRegion()
    run([region], [want(), want("gone")])
    purging = replace(POLICY, purge=True)
    region.fail = {"profiles": down("ListInferenceProfiles")}
    assert [problem.key for problem in run([region], [want()], purging).problems] == ["chat"]
    region.fail = {"profiles": denied("ListInferenceProfiles")}
    with pytest.raises(ProblemError) as caught:
        run([region], [want()], purging)
    assert [problem.key for problem in caught.value.problems] == ["chat"]
    assert len(region.live) == 2


@pytest.mark.parametrize("workers", [1, 4])
def test_keys_of_one_name_are_replaced_in_one_run_where_names_are_unique(workers):
    region, slept = FakeRegion(unique_names=True), []
    for count in (1, 2, 3):
        run([region], [want(f"k{n}", name="shared", source=TITAN) for n in range(count)])
    wanted = [want(f"k{n}", name="shared") for n in range(3)]
    outcome = converge(wanted, {EAST: region}, POLICY, check=False, workers=workers, sleep=slept.append, now=NOW)
    assert outcome.problems == ()
    assert len({profile.name for profile in region.live.values()}) == len(region.live) == 3
    assert not run([region], wanted).changed


def test_new_keys_of_one_name_are_refused_and_both_are_named():
    region = FakeRegion()
    with pytest.raises(ProblemError, match="docs in us-east-1: the name 'shared' is also that of chat"):
        run([region], [want(name="shared"), want("docs", name="shared")])
    assert region.writes == []


def test_transient_conflicts_are_tried_again():
    class Flaky(FakeRegion):
        left = 2

        def create(self, creation, *, name, token):
            if self.left:
                self.left -= 1
                raise CallError("CreateInferenceProfile", self.region, "ConflictException", "busy", "")
            return super().create(creation, name=name, token=token)

    region = Flaky()
    assert reported(run([region], [want()])) == [("chat", "us-east-1", "create")]


GUARDED = replace(POLICY, refuse_if_used_within=24)


def used_region(count):
    region = FakeRegion()
    run([region], [want()])
    region.used = {profile.profile_id: count for profile in region.live.values()}
    region.calls.clear()
    return region


@pytest.mark.parametrize("wanted", [[want(absent=True)], [want(source=TITAN)]], ids=["removed", "replaced"])
def test_what_nobody_uses_goes_after_one_question(wanted):
    region = used_region(0)
    outcome = run([region], wanted, GUARDED)
    assert region.calls.count("invocations") == 1
    assert {str(one.step.action) for one in outcome.succeeded} & {"delete", "retire"}


def test_a_removal_of_what_is_used_is_refused_before_anything_is_written():
    region = used_region(3)
    with pytest.raises(ProblemError, match="was invoked 3 times in the last 24 hours"):
        run([region], [want(absent=True), want(key="other", name="other-dev")], GUARDED)
    assert region.writes == []


@pytest.mark.parametrize("check", [True, False], ids=["check", "real"])
def test_a_superseded_profile_that_is_used_is_kept_with_a_warning_until_a_later_run(check):
    region = used_region(3)
    outcome = run([region], [want(source=TITAN)], GUARDED, check=check)
    assert [str(one.step.action) for one in outcome.succeeded] == ["replace"]
    assert "is superseded, but was invoked 3 times in the last 24 hours: kept" in outcome.plan.warnings[0]
    region.used = {}
    later = run([region], [want(source=TITAN)], GUARDED)
    assert "retire" in [str(one.step.action) for one in later.succeeded]
    assert len(region.live) == 1


def test_a_region_that_does_not_report_its_usage_keeps_what_it_has_and_the_rest_is_done():
    silent, answering = used_region(0), FakeRegion("us-west-2")
    run([answering], [want(region="us-west-2")])
    silent.fail = {"invocations": down("GetMetricData")}
    outcome = run([silent, answering], [want(absent=True), want(region="us-west-2", absent=True)], GUARDED)
    assert [(problem.key, problem.region) for problem in outcome.problems] == [("chat", "us-east-1")]
    assert (len(silent.live), len(answering.live)) == (1, 0)


def test_usage_is_asked_only_where_something_goes():
    region = FakeRegion()
    run([region], [want()], replace(POLICY, refuse_if_used_within=24))
    assert "invocations" not in region.calls


@pytest.mark.parametrize(("listed", "left"), [(None, 1), ("old", 2), ("nothing", 3)])
def test_only_listed_profiles_are_retired(listed, left):
    region = FakeRegion()
    ours = {"ManagedBy": "genai.bedrock", **OWNERS, "ProfileKey": "chat", "ModelSource": fm(TITAN)}
    old, of_another_run = region.put("chat-dev", fm(TITAN), ours), region.put("chat-dev", fm(TITAN), ours)
    arns = {None: None, "old": frozenset({old}), "nothing": frozenset()}[listed]
    outcome = run([region], [want()], replace(POLICY, retire_arns=arns))
    assert len(region.live) == left
    assert (of_another_run in region.live) == (listed is not None)
    kept = {row["inference_profile_arn"] for row in superseded_rows(outcome.plan.steps)}
    assert kept == {old, of_another_run} & set(region.live)
