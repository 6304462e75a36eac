# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Purging and taking down: what carries our tags of this environment and role goes, and nothing else, ever."""

from __future__ import annotations

import datetime
import json

import pytest

from tests.gateway.deploying import deploy, teardown
from tests.gateway.running import run_module, writes
from tests.gateway.snapshots import EAST, EU, TITAN, WEST, plant, snapshot
from tests.unit.plugins.module_utils import record_samples as samples

PREFIX = "/local/bedrock/inference-profiles"
OWNER = {"Environment": "dev", "Workload": "copilot"}
OURS = {"ManagedBy": "genai.bedrock", **OWNER}
#: Everybody who shares something with us: half of our tags, another environment, workload, or owner; or only a name.
OTHERS = {
    "no-tags": {},
    "no-owner": {**OWNER, "ProfileKey": "gone"},
    "of-terraform": {**OWNER, "ManagedBy": "terraform", "ProfileKey": "gone"},
    "no-key-elsewhere": {"ManagedBy": "genai.bedrock"},
    "other-environment": OURS | {"Environment": "prod", "ProfileKey": "gone"},
    "other-workload": OURS | {"Workload": "cai", "ProfileKey": "gone"},
    "no-workload": {"ManagedBy": "genai.bedrock", "Environment": "dev", "ProfileKey": "gone"},
    "other-case": {**OWNER, "Environment": "Dev", "ManagedBy": "genai.bedrock", "ProfileKey": "gone"},
    "gone-dev": {},
}


def entries(*keys, **options):
    return {key: {"name": f"{key}-dev", "model_source": TITAN, "regions": [EAST]} | options for key in keys}


def bulk(aws, keys, *, check=False, entry=None, **options):
    wanted = entries(*keys, **(entry or {}))
    return run_module(
        "inference_profiles", aws, check=check, inference_profiles=wanted, ownership_tags=OWNER, **options
    )


def purge(aws, keys, *, check=False, **options):
    return bulk(aws, keys, check=check, purge_inference_profiles=True, **options)


def invoked(aws, arn, times=5, hours=0, region=EAST):
    dimension = {"Name": "ModelId", "Value": arn.rpartition("/")[2]}
    moment = datetime.datetime.now(datetime.UTC) - datetime.timedelta(hours=hours)
    metric = {"MetricName": "Invocations", "Dimensions": [dimension], "Value": times, "Timestamp": moment}
    aws.client("cloudwatch", region).put_metric_data(Namespace="AWS/Bedrock", MetricData=[metric])


def keys_of(found, region=EAST):
    """Profiles of a region by their key, those of others by their name."""
    return sorted(
        tags.get("ProfileKey", name) if tags.items() >= OURS.items() else name
        for arn, (name, _models, tags) in found.profiles.items()
        if arn.split(":")[3] == region
    )


def test_purging_takes_what_is_ours_and_in_no_map(aws):
    bulk(aws, ("chat", "gone", "lost"))
    bulk(aws, ("gone",), entry={"regions": [WEST]})
    bulk(aws, ("gone",), entry={"regions": [EU]})
    for name, tags in OTHERS.items():
        plant(name, tags=tags)
    before = snapshot()
    to_delete = [("gone", EAST), ("lost", EAST), ("gone", WEST)]

    def ran(check):
        aws.clear_calls()
        reported = purge(aws, ("chat",), regions=[EAST, WEST], check=check, diff=True)
        deleted = [(row["key"], row["region"]) for row in reported["actions"] if row["action"] == "delete"]
        assert (deleted, reported["summary"]["delete"], reported["orphans"]) == (to_delete, 3, [])
        assert {place: after for place, after in reported["diff"]["after"].items() if after} == {}
        return writes(aws)

    assert (ran(check=True), snapshot()) == ([], before)
    assert ran(check=False) == ["DeleteInferenceProfile"] * 3
    after = snapshot()
    assert keys_of(after) == sorted(["chat", *OTHERS])
    assert (keys_of(after, WEST), keys_of(after, EU)) == ([], ["gone"])
    assert after.profiles.items() <= before.profiles.items()
    again = purge(aws, ("chat",), regions=[EAST, WEST])
    assert (again["changed"], snapshot()) == (False, after)


REFUSALS = {
    "more than the limit": (
        ("chat",),
        {"purge_limit": 1},
        ["2 profiles, more than purge_limit (1)", "purge_all: true"],
    ),
    "a limit of none": (("chat",), {"purge_limit": 0}, ["more than purge_limit (0)"]),
    "an empty map": ((), {"regions": [EAST]}, ["empty map would delete everything", "purge_all: true"]),
    "no environment": (
        ("chat",),
        {"ownership_tags": {"Workload": "copilot"}},
        ["Environment", "say what may be purged"],
    ),
    "an empty workload": (("chat",), {"ownership_tags": OWNER | {"Workload": ""}}, ["say what may be purged"]),
    "by name alone": (("chat",), {"ownership_tags": None}, ["needs ownership_tags"]),
}


@pytest.mark.parametrize("why", REFUSALS)
def test_purging_is_refused_before_anything_is_written(aws, why):
    keys, options, said = REFUSALS[why]
    bulk(aws, ("chat", "gone", "lost"))
    before = snapshot()
    aws.clear_calls()
    for check in (True, False):
        wanted = entries(*keys, tags={"New": "x"})
        options = {"ownership_tags": OWNER} | options
        refused = run_module(
            "inference_profiles", aws, check=check, inference_profiles=wanted, purge_inference_profiles=True, **options
        )
        assert refused["failed"]
        assert [text for text in said if text not in refused["msg"]] == []
        if "limit" in why:
            to_delete = [arn for arn, (name, *_rest) in before.profiles.items() if name != "chat-dev"]
            assert [arn for arn in to_delete if arn not in refused["msg"]] == []
    assert (writes(aws), snapshot()) == ([], before)


@pytest.mark.parametrize(
    ("keys", "options"),
    [(("chat",), {"purge_limit": 2}), (("chat",), {"purge_limit": 0, "purge_all": True}), ((), {"purge_all": True})],
)
def test_the_limit_and_the_word(aws, keys, options):
    bulk(aws, ("chat", "gone", "lost"))
    assert purge(aws, keys, regions=[EAST], **options)["changed"]
    assert keys_of(snapshot()) == list(keys)


#: What deletes, and what of it is left when nothing forbids it.
DELETING = {
    "absent": (lambda aws, **more: bulk(aws, ("chat", "gone"), entry={"state": "absent"}, **more), ["lost"]),
    "purge": (lambda aws, **more: purge(aws, ("lost",), **more), ["lost"]),
}


@pytest.mark.parametrize("way", DELETING)
def test_what_was_invoked_lately_is_not_deleted(aws, way):
    """One profile that is used forbids the run: nothing is deleted, nothing else is written."""
    run, left = DELETING[way]
    bulk(aws, ("chat", "gone", "lost"))
    before = snapshot()
    (used,) = (arn for arn, (name, *_rest) in before.profiles.items() if name == "gone-dev")
    (spare,) = (arn for arn, (name, *_rest) in before.profiles.items() if name == "lost-dev")
    invoked(aws, used, times=7, hours=3)
    invoked(aws, used, region=WEST)
    invoked(aws, spare)
    aws.clear_calls()
    for check in (True, False):
        refused = run(aws, check=check, refuse_if_used_within=4)
        assert f"{used} would be deleted, but was invoked 7 times in the last 4 hours" in refused["msg"]
        assert [(row["key"], row["region"], row["code"]) for row in refused["errors"]] == [("gone", EAST, "StillUsed")]
    assert (writes(aws), snapshot(), len(aws.calls("GetMetricData"))) == ([], before, 2)
    aws.clear_calls()
    assert run(aws, check=True, refuse_if_used_within=2)["summary"]["delete"] == 2
    assert snapshot() == before
    assert run(aws, refuse_if_used_within=2)["summary"]["delete"] == 2
    order = [call["operation"] for call in aws.calls()]
    assert order.index("DeleteInferenceProfile") > max(n for n, name in enumerate(order) if name == "GetMetricData")
    assert keys_of(snapshot()) == left
    aws.clear_calls()
    assert run(aws, refuse_if_used_within=2)["changed"] is False
    assert aws.calls("GetMetricData") == []


def test_cloudwatch_that_does_not_answer_deletes_nothing_in_its_region(aws):
    both = {"regions": [EAST, WEST]}
    bulk(aws, ("chat",), entry=both)
    aws.switch(fail=[{"operation": "GetMetricData", "region": WEST, "code": "InternalServiceError", "status": 500}])
    once = {"retries": {"mode": "standard", "total_max_attempts": 1}}
    failed = bulk(aws, ("chat",), entry=both | {"state": "absent"}, refuse_if_used_within=1, aws_config=once)
    assert [(row["key"], row["region"], row["operation"]) for row in failed["errors"]] == [
        ("chat", WEST, "GetMetricData")
    ]
    assert [keys_of(snapshot(), region) for region in (EAST, WEST)] == [[], ["chat"]]


def parameter(aws, name, value, tags=None, region=EAST):
    listed = [{"Key": key, "Value": text} for key, text in (tags or {}).items()]
    text = value if isinstance(value, str) else json.dumps(value)
    aws.client("ssm", region).put_parameter(Name=f"{PREFIX}{name}", Value=text, Type="String", Tags=listed)


def record(workload, key, environment="local", arn=None):
    """A record like those of ours; ``arn`` is its only target."""
    arns = {"arn": arn, "region": arn.split(":")[3]} if arn else {}
    return samples.record(workload, key, [samples.target(key) | arns], environment=environment)


def record_tags(workload, key, environment="local"):
    return {"ManagedBy": "genai.bedrock", "Environment": environment, "Workload": workload, "ProfileKey": key}


def others_parameters(aws):
    """Below our prefix: no records at all, or not ours, or of another environment."""
    parameter(aws, "/inference_profiles/theirs", "theirs")
    parameter(aws, "/inference_profiles/terraformed", "theirs", {"ManagedBy": "terraform", "Environment": "local"})
    parameter(aws, "/inference_profiles/notes", {"a": 1}, {"ManagedBy": "genai.bedrock", "Environment": "local"})
    of_prod = record("inference_profiles", "elsewhere", "prod")
    parameter(aws, "/inference_profiles/elsewhere", of_prod, record_tags("inference_profiles", "elsewhere", "prod"))


def by_role(aws, *keys, check=False, diff=False, **options):
    """The role inference_profiles with a map of these keys."""
    aws.clear_calls()
    wanted = {key: {"model": TITAN, "regions": [EAST]} for key in keys}
    settings = {"roles": ("inference_profiles",), "check": check, "diff": diff}
    return deploy(aws, inference_profiles_entries=wanted, **settings, **options)


def deletions_in(diffs):
    """What a diff takes away altogether, as `key@region` or `parameter@region`, and the ARNs of profiles in it."""
    places = {place for part in diffs for place, after in part["after"].items() if not after}
    rows = [row for part in diffs for place, row in part["before"].items() if place in places]
    return places, {row["inference_profile_arn"] for row in rows if "inference_profile_arn" in row}


def test_a_role_purges_profiles_with_their_records(aws):
    """In check mode with its diff, and for real; each rule of it is in tests/unit, of the engine."""
    by_role(aws, "chat", "gone", "lost").ok()
    others_parameters(aws)
    parameter(aws, "/crew/gone", record("crew", "gone"), record_tags("crew", "gone"))
    stranger = plant("stranger", tags=record_tags("crew", "gone"))
    before = snapshot()
    to_delete = {
        arn for arn, (name, *_rest) in before.profiles.items() if name in ("titan-gone-local", "titan-lost-local")
    }
    places = {f"{start}inference_profiles/{key}@{EAST}" for start in ("", f"{PREFIX}/") for key in ("gone", "lost")}
    planned = by_role(aws, "chat", check=True, diff=True, inference_profiles_purge=True).ok()
    assert deletions_in(planned.result["diff"]) == (places, to_delete)
    assert (writes(aws), snapshot()) == ([], before)
    by_role(aws, "chat", inference_profiles_purge=True).ok()
    # Their records go before they do: no reader is sent to a profile that is gone.
    order = [name for name in writes(aws) if name.startswith("Delete")]
    assert order == ["DeleteParameter"] * 2 + ["DeleteInferenceProfile"] * 2
    after = snapshot()
    assert sorted(name for name, *_rest in after.profiles.values()) == [stranger.name, "titan-chat-local"]
    gone = {(EAST, f"{PREFIX}/inference_profiles/{key}") for key in ("gone", "lost")}
    assert before.parameters.keys() - after.parameters.keys() == gone
    changed = {place for place in after.parameters if after.parameters[place] != before.parameters[place]}
    assert changed == {(EAST, PREFIX)}
    assert json.loads(after.parameters[EAST, PREFIX][0])["inference_profiles"].keys() == {"chat", "gone"}


def test_a_teardown_takes_its_environment_and_a_second_one_nothing(aws):
    """Workloads of roles and of others, in both regions of the records; profiles without a record, too."""
    regions = {"bedrock_ssm_regions": [EAST, EU]}
    kept = [plant(name, tags=tags) for name, tags in OTHERS.items()]
    half = {"Environment": "local", "Workload": "copilot", "ProfileKey": "chat"}
    kept += [plant("half", tags=half), plant("of-prod", tags=record_tags("copilot", "chat", "prod"), region=WEST)]
    others_parameters(aws)
    elsewhere = {"ManagedBy": "genai.bedrock", "Environment": "prod"}
    parameter(aws, "-of-prod", {"copilot": {}}, elsewhere)
    before = snapshot()
    for workload, key, region in (
        ("copilot", "chat", EAST),
        ("crew", "x", WEST),
        ("band", "y", EU),
        ("gang", "z", WEST),
    ):
        arn = plant(f"{workload}-{key}", tags=record_tags(workload, key), region=region).arn
        # One has no record, another one only where records are not read first.
        for place in {"gang": (), "crew": (EU,)}.get(workload, (EAST, EU)):
            made = record(workload, key, arn=arn)
            parameter(aws, f"/{workload}/{key}", made, record_tags(workload, key), place)
    for place in (EAST, EU):
        parameter(aws, "", {"copilot": {}}, {"ManagedBy": "genai.bedrock", "Environment": "local"}, place)
    full = snapshot()

    def taken_down(*, check=False):
        aws.clear_calls()
        return teardown(aws, check=check, **regions).ok()

    assert taken_down(check=True).changed
    assert (writes(aws), snapshot()) == ([], full)
    assert taken_down().changed
    assert snapshot() == before
    assert len(before.profiles) == len(kept)
    assert (taken_down().changed, writes(aws), snapshot()) == (False, [], before)
