# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What goes, goes altogether: not more than was told, nothing is forgotten where a call fails, and the next run ends it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.faults.deploying import COHERE, INVENTORY, PREFIX, dangling, deploy, document, entries, profiles, teardown
from tests.faults.deploying import records as records_of
from tests.gateway.playing import play
from tests.gateway.running import writes
from tests.gateway.snapshots import EAST, EU, WEST, plant, snapshot
from tests.gateway.test_pruning import invoked

PURGE = {"inference_profiles_purge": True}
OWNED = {"ManagedBy": "genai.bedrock", "Environment": "local", "Workload": "inference_profiles"}
WORDS = {"retagged": "retag", "replaced": "replace", "retired": "retire", "deleted": "delete", "kept": "keep"} | {
    "created": "create",
    "updated": "update",
}
DENIED = {"code": "AccessDeniedException", "status": 400}


def keys(aws, region=EAST):
    """The keys of profiles and of records, which are to be the same."""
    return (
        sorted(tags["ProfileKey"] for tags in profiles(aws, region).values()),
        sorted(path.rpartition("/")[2] for path in records_of(aws)),
    )


def switched_off(key):
    return {key: entries(key)[key] | {"enabled": False}}


def test_no_more_is_purged_than_was_reported(aws):
    """Another run makes a profile of the same workload, meanwhile."""
    deploy(aws, entries("chat", "gone")).ok()

    def another_run(_call):
        plant("titan-new-local", tags=OWNED | {"ProfileKey": "new"})

    aws.at("DeleteParameter", another_run)
    deploy(aws, entries("chat"), inference_profiles_purge_limit=1, **PURGE).ok()
    assert keys(aws) == (["chat", "new"], ["chat"])


@pytest.mark.parametrize("wanted", [entries("chat"), entries("chat") | switched_off("gone")], ids=["purged", "off"])
def test_a_record_that_stays_in_one_region_keeps_its_profile(aws, wanted):
    both = PURGE | {"bedrock_ssm_regions": [EAST, WEST]}
    deploy(aws, entries("chat", "gone"), **both).ok()
    aws.switch(fail=[DENIED | {"operation": "DeleteParameter", "region": WEST}])
    assert deploy(aws, wanted, **both).status != 0
    gone = f"{PREFIX}/inference_profiles/gone"
    assert (keys(aws)[0], (WEST, gone) in snapshot().parameters) == (["chat", "gone"], True)
    aws.switch(fail=[])
    deploy(aws, wanted, **both).ok()
    assert keys(aws) == (["chat"], ["chat"])
    assert (WEST, gone) not in snapshot().parameters


def test_what_cannot_be_deleted_keeps_its_record_which_says_where_it_is(aws):
    """In a region that nothing else names."""
    elsewhere = entries("gone", regions=[EU])
    deploy(aws, entries("chat") | elsewhere).ok()
    aws.switch(deny=["bedrock:DeleteInferenceProfile"])
    failed = deploy(aws, entries("chat"), **PURGE)
    assert (failed.status != 0, dangling(aws), len(profiles(aws, EU))) == (True, [], 1)
    assert set(records_of(aws)) == {"inference_profiles/chat", "inference_profiles/gone"}
    assert set(document(aws)["inference_profiles"]) == {"chat", "gone"}
    failed = teardown(aws)
    assert (failed.status != 0, dangling(aws), len(profiles(aws, EU)), len(records_of(aws))) == (True, [], 1, 2)
    aws.switch(deny=[])
    deploy(aws, entries("chat"), **PURGE).ok()
    assert (profiles(aws, EU), set(records_of(aws))) == ({}, {"inference_profiles/chat"})
    deploy(aws, entries("chat") | elsewhere).ok()
    teardown(aws).ok()
    assert (profiles(aws), profiles(aws, EU), records_of(aws), document(aws)) == ({}, {}, {}, {})


def test_a_document_that_is_no_longer_requested_is_still_read(aws):
    quiet = {"inference_profiles_document": False}
    deploy(aws, entries("chat"), **quiet).ok()
    assert document(aws) == {}
    deploy(aws, entries("chat", "gone")).ok()
    deploy(aws, entries("chat", model=COHERE), **PURGE, **quiet).ok()
    assert (dangling(aws), list(document(aws)["inference_profiles"])) == ([], ["chat"])
    teardown(aws, **quiet).ok()
    assert (profiles(aws), document(aws)) == ({}, {})


def test_a_document_beside_the_environments_own(aws):
    apart = {"inference_profiles_ssm_prefix": "/team/profiles"}
    deploy(aws, entries("chat"), **apart).ok()
    deploy(aws, entries("chat", model=COHERE), **apart).ok()
    (arn,) = profiles(aws)
    assert arn in snapshot().parameters[EAST, "/team/profiles"][0]
    teardown(aws, **apart).ok()
    assert (profiles(aws), snapshot().parameters) == ({}, {})


def reported(deployed):
    """What the summary tells of profiles, in the words of a plan."""
    text = "\n".join(deployed.result["lines"]).partition("document:")[0]
    for done, planned in WORDS.items():
        text = text.replace(done, planned)
    lines = re.findall(r"local: .*|us-east-1 .*", text.replace(" (a plan; nothing was changed)", ""))
    return sorted(" ".join(line.split()) for line in lines)


def test_check_mode_shows_what_goes(aws):
    before = entries("changed", "off", "purged", "moved")
    after = entries("changed", model=COHERE) | switched_off("off")
    after |= {"talk": entries("moved")["moved"] | {"name": "titan-moved-local", "moved_from": "moved"}}
    deploy(aws, before).ok()
    planned = reported(deploy(aws, after, check=True, **PURGE).ok())
    assert planned == reported(deploy(aws, after, **PURGE).ok())
    assert any("retire" in line for line in planned)


def test_check_mode_shows_what_an_earlier_run_could_not_delete(aws):
    deploy(aws, entries("chat")).ok()
    aws.switch(deny=["bedrock:DeleteInferenceProfile"])
    assert deploy(aws, entries("chat", model=COHERE)).status != 0
    aws.switch(deny=[])
    planned = deploy(aws, entries("chat", model=COHERE), check=True).ok()
    done = deploy(aws, entries("chat", model=COHERE)).ok()
    assert (planned.changed, reported(planned)) == (True, reported(done))
    assert len(profiles(aws)) == 1


def test_nobody_waits_for_what_may_not_go(aws, monkeypatch):
    patient = {"inference_profiles_refuse_if_used_within": 24, "inference_profiles_grace_seconds": 1}
    deploy(aws, entries("chat")).ok()
    (arn,) = profiles(aws)
    invoked(aws, arn)
    deploy(aws, entries("chat", model=COHERE), **patient).ok()
    assert len(profiles(aws)) == 2
    aws.clear_calls()
    slept = []
    monkeypatch.setattr("time.sleep", slept.append)
    again = deploy(aws, entries("chat", model=COHERE), **patient).ok()
    assert (again.changed, writes(aws), slept) == (False, [], [])


def test_a_purge_that_waits_for_a_failed_key_takes_nothing_out_of_the_document(aws):
    deploy(aws, entries("chat", "gone")).ok()
    aws.switch(deny=["bedrock:CreateInferenceProfile"])
    assert deploy(aws, entries("chat", "new"), **PURGE).status != 0
    assert (keys(aws), set(document(aws)["inference_profiles"])) == ((["chat", "gone"],) * 2, {"chat", "gone"})


def test_deployed_and_deleted_in_one_run(aws):
    playbook = str(Path(__file__).with_name("deleting.yml"))
    wanted = {"inference_profiles_entries": entries("chat"), "bedrock_confirm": "local"}
    play(aws, playbook, INVENTORY, **wanted).ok()
    assert (profiles(aws), records_of(aws), document(aws)) == ({}, {}, {})


def test_a_region_that_cannot_be_listed_keeps_no_other_from_being_deleted(aws):
    """Of workloads that no role knows: they are looked for last."""
    here = {"bedrock_regions": [EAST]}
    deploy(aws, entries("chat"), inference_profiles_workload="crew").ok()
    deploy(aws, entries("chat", regions=[EU]), inference_profiles_workload="team").ok()
    aws.switch(deny=[f"tag:GetResources@{EU}", f"bedrock:ListInferenceProfiles@{EU}"])
    failed = teardown(aws, **here)
    assert (failed.status != 0, EU in failed.output) == (True, True)
    assert (profiles(aws), set(records_of(aws))) == ({}, {"team/chat"})
    aws.switch(deny=[])
    assert dangling(aws) == []
    teardown(aws, **here).ok()
    assert (profiles(aws, EU), records_of(aws), document(aws)) == ({}, {}, {})
