# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""An account full of others' things: they are paged through and never touched, and AWS may change its own as it likes."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path

import pytest

from tests.figures import count
from tests.gateway.playing import play
from tests.gateway.running import run_module, writes
from tests.gateway.snapshots import COHERE, EAST, TITAN, plant, snapshot

ROLE = str(Path(__file__).with_name("replacement.yml"))
PREFIX = "/local/bedrock/inference-profiles"
OWNER = {"Environment": "dev", "Workload": "copilot"}
OURS = {"ManagedBy": "genai.bedrock", **OWNER}
SONNET = "anthropic.claude-sonnet-4-6"
US_SONNET = f"us.{SONNET}"
COUNT = 1500
#: What strangers tag with, in turns: nothing, their own tags, half of ours, all of ours but for somebody else.
STRANGERS = (
    {},
    {"Team": "search", "CostCenter": "7"},
    OWNER | {"ProfileKey": "chat"},
    {"ManagedBy": "terraform", **OWNER, "ProfileKey": "chat"},
    OURS | {"Environment": "prod", "ProfileKey": "chat"},
    OURS | {"Workload": "cai", "ProfileKey": "chat"},
    {"ManagedBy": "genai.bedrock", "ProfileKey": "chat"},
)


def bulk(aws, entries, *, check=False, **options):
    wanted = {
        key: {"name": f"{key}-dev", "model_source": TITAN, "regions": [EAST]} | more for key, more in entries.items()
    }
    return run_module(
        "inference_profiles",
        aws,
        check=check,
        inference_profiles=wanted,
        ownership_tags=OWNER,
        tags={"a": "1"},
        **options,
    )


def crowd():
    for number in range(COUNT):
        plant(f"stranger-{number}", tags=STRANGERS[number % len(STRANGERS)])
    count("profiles of others beside ours", COUNT)


def untouched(before):
    """Whether all that was there before is there as it was."""
    after = snapshot()
    return after.profiles.items() >= before.profiles.items() and after.parameters.items() >= before.parameters.items()


def test_a_life_among_1500_strangers(aws):
    """Create, retag, replace, purge: pages of profiles and of tags, and no call for any stranger."""
    crowd()
    for tags in STRANGERS[4:]:
        plant("chat-dev", COHERE, tags)
    aws.switch(list_order="reversed", profile_quota=5000)
    before = snapshot()
    steps = [
        ({"chat": {}, "talk": {}}, {"create": 2}),
        ({"chat": {"tags": {"b": "2"}}, "talk": {}}, {"retag": 1, "none": 1}),
        ({"chat": {"model_source": COHERE}, "talk": {"name": "stranger-1"}}, {"replace": 2, "retire": 2}),
        ({"chat": {"model_source": COHERE}}, {"delete": 1, "none": 1}),
        ({"chat": {"state": "absent"}}, {"delete": 1}),
    ]
    for entries, wanted in steps:
        for check in (True, False):
            reported = bulk(aws, entries, check=check, purge_inference_profiles=True)
            assert {action: count for action, count in reported["summary"].items() if count} == wanted
        aws.clear_calls()
        assert bulk(aws, entries, purge_inference_profiles=True)["changed"] is False
        calls = Counter(call["operation"] for call in aws.calls())
        system_profiles = calls["ListFoundationModels"]
        assert calls["ListInferenceProfiles"] == 2 + system_profiles
        # A profile of the wanted name that the tagging API does not list as ours is asked for its own tags.
        assert calls["ListTagsForResource"] <= 3
        assert calls["GetResources"] <= 8
        assert untouched(before)
    assert snapshot() == before


def test_ours_are_listed_among_1500_strangers_without_asking_each(aws):
    """Also one that the tagging API does not know yet."""
    crowd()
    mine = plant("mine", tags=OURS | {"ProfileKey": "chat"})
    aws.switch(tagging_delay_seconds=3600)
    new = plant("new", tags=OURS | {"ProfileKey": "talk"}, days=0)
    wanted = {"tags": OURS, "include_lifecycle": False}
    rows = run_module("inference_profile_info", aws, **wanted)["inference_profiles"]
    assert [row["inference_profile_arn"] for row in rows] == [mine.arn, new.arn]
    assert len(aws.calls("ListTagsForResource")) == 1
    aws.switch(deny=["tag:GetResources"])
    assert len(run_module("inference_profile_info", aws, names=["mine", "new"], **wanted)["inference_profiles"]) == 2


OTHER_US = {"environment": {"Environment": "prod"}, "workload": {"Workload": "cai"}, "key": {"ProfileKey": "talk"}}
HALF = OWNER | {"ProfileKey": "chat", "Team": "search"}
FM = "arn:aws:bedrock:us-east-1::foundation-model/"

#: Section 4's table: who holds the name `chat-dev` (model, tags), whether we may adopt, and what is said or done.
REFUSED = {
    "nobody's": ([(TITAN, {})], False, ["which is not ours", "set adopt: true"]),
    "half ours": ([(TITAN, HALF)], False, ["which is not ours", "set adopt: true"]),
    "nobody's, of another source": ([(COHERE, {})], True, [f"has another source ({FM}{COHERE})"]),
    "nobody's, twice": ([(TITAN, {}), (TITAN, HALF)], True, ["used by several profiles without an owner"]),
    "nobody's, one of them of another source": ([(TITAN, {}), (COHERE, {})], True, ["used by several profiles"]),
    "terraform's": ([(TITAN, {**HALF, "ManagedBy": "terraform"})], True, ["managed by 'terraform'", "another name"]),
}
BESIDE = {f"ours of another {what}": [(TITAN, OURS | {"ProfileKey": "chat"} | tags)] for what, tags in OTHER_US.items()}


def planted(holders):
    return [plant("chat-dev", model, tags).arn for model, tags in holders]


@pytest.mark.parametrize("who", REFUSED)
def test_a_name_that_others_hold(aws, who):
    holders, adopt, said = REFUSED[who]
    arns = planted(holders)
    before = snapshot()
    for check in (True, False):
        refused = bulk(aws, {"chat": {}, "talk": {}}, check=check, adopt=adopt)
        assert [row["key"] for row in refused["errors"]] == ["chat"]
        assert [text for text in (*said, *arns) if text not in refused["msg"]] == []
    assert (writes(aws), snapshot()) == ([], before)


@pytest.mark.parametrize("names", ["accept", "conflict"], ids=["names_may_repeat", "names_are_unique"])
@pytest.mark.parametrize("who", BESIDE)
@pytest.mark.usefixtures("quick")
def test_a_name_that_another_of_ours_holds_is_used_beside_it(aws, who, names):
    planted(BESIDE[who])
    aws.switch(duplicate_names=names)
    before = snapshot()
    for check in (True, False):
        assert bulk(aws, {"chat": {}}, check=check)["summary"]["create"] == 1
    assert untouched(before)
    (made,) = snapshot().profiles.keys() - before.profiles.keys()
    assert snapshot().profiles[made][0].startswith("chat-dev")
    again = bulk(aws, {"chat": {}})
    assert (again["changed"], again["inference_profiles"][0]["inference_profile_arn"]) == (False, made)


@pytest.mark.parametrize("tags", [{}, HALF], ids=["nobody's", "half ours"])
def test_an_adopted_profile_keeps_what_it_has(aws, tags):
    (arn,) = planted([(TITAN, tags)])
    for check in (True, False):
        assert bulk(aws, {"chat": {}}, check=check, adopt=True)["summary"]["adopt"] == 1
    assert list(snapshot().profiles) == [arn]
    assert snapshot().profiles[arn][2].items() >= ({**tags, **OURS, "ProfileKey": "chat", "a": "1"}).items()
    after = snapshot()
    assert bulk(aws, {"chat": {}}, adopt=True)["changed"] is False
    assert snapshot() == after


def test_namesakes_of_a_profile_of_ours_are_left_alone_with_a_warning(aws):
    bulk(aws, {"chat": {}})
    others = planted([(TITAN, {}), (COHERE, HALF), (TITAN, {"ManagedBy": "terraform"})])
    before = snapshot()
    for check in (True, False):
        reported = bulk(aws, {"chat": {"model_source": COHERE}}, check=check, adopt=True)
        assert reported["summary"]["replace"] == 1
        (warning,) = [text for text in reported["warnings"] if "has the same name but is not ours" in text]
        assert [arn for arn in others if arn not in warning] == []
    gone = before.profiles.keys() - snapshot().profiles.keys()
    assert (len(gone), gone & set(others)) == (1, set())
    assert bulk(aws, {"chat": {"state": "absent"}})["summary"]["delete"] == 1
    assert set(snapshot().profiles) == set(others)


RECORD_TAGS = OURS | {"ProfileKey": "chat"}


@pytest.mark.parametrize("state", ["present", "absent"])
@pytest.mark.parametrize(
    ("tags", "said"),
    [
        ({}, "no tag ManagedBy"),
        (OWNER | {"ProfileKey": "chat"}, "no tag ManagedBy"),
        ({**RECORD_TAGS, "ManagedBy": "terraform"}, "the tag ManagedBy=terraform"),
        (RECORD_TAGS | {"Environment": "prod"}, "the tags Environment=prod, Workload=copilot, ProfileKey=chat"),
        (RECORD_TAGS | {"Workload": "cai"}, "the tags Environment=dev, Workload=cai, ProfileKey=chat"),
    ],
    ids=["untagged", "half ours", "terraform's", "another environment's", "another workload's"],
)
def test_a_parameter_of_others_at_our_path(aws, tags, said, state):
    """Neither overwritten, nor retagged, nor deleted, not even where its value is what we want."""
    listed = [{"Key": key, "Value": value} for key, value in tags.items()]
    aws.client("ssm").put_parameter(Name=f"{PREFIX}/copilot/chat", Value="theirs", Type="String", Tags=listed)
    before = snapshot()
    aws.clear_calls()
    for check in (True, False):
        for value in ("theirs", "ours"):
            wanted = {f"{PREFIX}/copilot/{key}": {"value": value, "tags": RECORD_TAGS} for key in ("chat", "talk")}
            wanted[f"{PREFIX}/copilot/chat"]["state"] = state
            refused = run_module("ssm_parameters", aws, check=check, ssm_parameters=wanted)
            assert [(row["key"], row["code"]) for row in refused["errors"]] == [
                (f"{PREFIX}/copilot/chat", "NotManaged")
            ]
            assert said in refused["msg"]
    assert (writes(aws), snapshot()) == ([], before)


def destinations(reported):
    (row,) = reported["inference_profiles"]
    return row["destinations"]


@pytest.mark.parametrize("copied", ["keep", "follow"])
@pytest.mark.parametrize(
    "source", [SONNET, US_SONNET, f"arn:aws:bedrock:us-east-1:123456789012:inference-profile/{US_SONNET}"]
)
def test_destinations_that_aws_changes(aws, copied, source):
    """No replacement and no other write, whichever way application profiles tell their models afterwards."""
    aws.switch(copied_destinations=copied)
    entries = {"chat": {"model_source": source}}
    old = destinations(bulk(aws, entries))
    before = snapshot()
    new = ["ca-central-1", "mx-central-1", "us-east-1"]
    aws.switch(destinations={US_SONNET: new})
    for check in (True, False):
        reported = bulk(aws, entries, check=check)
        assert (reported["changed"], reported["summary"]["none"]) == (False, 1)
        # A full ARN is not looked up: then the profile itself is the only witness.
        looked_up = not source.startswith("arn:")
        known = set(new) if copied == "follow" else set(old) | (set(new) if looked_up else set())
        assert destinations(reported) == sorted(known)
        warned = (
            f"AWS has changed the destinations of arn:aws:bedrock:us-east-1:123456789012:inference-profile/{US_SONNET}"
        )
        assert (warned in str(reported.get("warnings"))) is (copied == "keep" and looked_up)
    assert snapshot() == before


@pytest.mark.parametrize("copied", ["keep", "follow"])
def test_a_destination_that_aws_adds_outside_the_allowed_regions_is_an_error(aws, copied):
    aws.switch(copied_destinations=copied)
    entries = {"chat": {"model_source": SONNET}}
    allowed = destinations(bulk(aws, entries))
    assert bulk(aws, entries, allowed_regions=allowed)["changed"] is False
    aws.switch(destinations={US_SONNET: [*allowed, "mx-central-1"]})
    for check in (True, False):
        refused = bulk(aws, entries, check=check, allowed_regions=allowed)
        assert "may route to mx-central-1, outside the allowed regions" in refused["msg"]


def test_records_follow_the_destinations_and_nothing_else_changes(aws):
    """With a stranger's parameter beside ours: told in check mode, written once, and then at rest."""

    def deploy(*arguments):
        aws.clear_calls()
        wanted = {"chat": {"model": SONNET, "regions": [EAST]}}
        return play(aws, ROLE, "inventories/local", *arguments, inference_profiles_entries=wanted).ok()

    def written():
        return set(
            json.loads(snapshot().parameters[EAST, f"{PREFIX}/inference_profiles/chat"][0])["targets"][0][
                "destinations"
            ]
        )

    deploy()
    aws.client("ssm").put_parameter(Name=f"{PREFIX}/inference_profiles/theirs", Value="theirs", Type="String")
    old, before = written(), snapshot()
    aws.switch(destinations={US_SONNET: ["us-east-1", "mx-central-1"]})
    planned = deploy("--check", "--diff")
    assert "mx-central-1" in planned.output
    assert "AWS has changed the destinations" in planned.output
    assert (planned.changed > 0, writes(aws), snapshot()) == (True, [], before)
    changed = deploy()
    assert "AWS has changed the destinations" in changed.output
    assert (written(), writes(aws)) == (old | {"mx-central-1"}, ["PutParameter"])
    assert snapshot().profiles == before.profiles
    assert (deploy().changed, writes(aws)) == (0, [])
