# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""A changed model, name or key: create, call, publish, retire, and what stays where one of these fails."""

from __future__ import annotations

import datetime
import json
import re
import time
from pathlib import Path

import pytest
from botocore.exceptions import ClientError

from tests.gateway.playing import play
from tests.gateway.running import writes

PLAYBOOK = str(Path(__file__).with_name("replacement.yml"))
PREFIX = "/local/bedrock/inference-profiles"
TITAN, COHERE = "amazon.titan-embed-text-v2:0", "cohere.embed-multilingual-v3"
REGION = "us-east-1"
ONCE = {"retries": {"total_max_attempts": 1}}


def deploy(aws, entries, *arguments, **variables):
    """Without the preflight, which would tell beforehand what is to go wrong on the way."""
    variables = {"inference_profiles_document": False, "inference_profiles_preflight": "skip"} | variables
    return play(aws, PLAYBOOK, "inventories/local", *arguments, inference_profiles_entries=entries, **variables)


def teardown(aws, **variables):
    tags = ("--tags", "inference_profiles")
    return play(aws, "genai.bedrock.teardown", "inventories/local", *tags, bedrock_confirm="local", **variables)


def entry(model=TITAN, **more):
    return {"chat": {"model": model, "regions": [REGION], **more}}


def live(aws):
    """ARN → name, key and model source of every application profile."""
    bedrock = aws.client("bedrock")
    rows = bedrock.list_inference_profiles(typeEquals="APPLICATION")["inferenceProfileSummaries"]
    found = {}
    for row in rows:
        arn = row["inferenceProfileArn"]
        tags = {tag["key"]: tag["value"] for tag in bedrock.list_tags_for_resource(resourceARN=arn)["tags"]}
        found[arn] = (row["inferenceProfileName"], tags["ProfileKey"], tags["ModelSource"].rpartition("/")[2])
    return found


def record(aws, key="chat"):
    value = aws.client("ssm").get_parameter(Name=f"{PREFIX}/inference_profiles/{key}")["Parameter"]["Value"]
    return json.loads(value)


def arn_of(aws, key="chat"):
    return record(aws, key)["targets"][0]["arn"]


def versions(aws, key="chat"):
    history = aws.client("ssm").get_parameter_history(Name=f"{PREFIX}/inference_profiles/{key}")["Parameters"]
    return [json.loads(row["Value"]) for row in history]


@pytest.mark.parametrize(
    ("names", "models"),
    [("accept", (TITAN, COHERE)), ("conflict", (TITAN, COHERE, TITAN))],
    ids=["names_may_repeat", "names_are_unique"],
)
def test_there_and_back_again(aws, names, models):
    """A → B → A, teardown and A once more: each time a new profile, though the request's token may repeat."""
    aws.switch(duplicate_names=names)
    arns, names_given = [], []
    for model in models:
        deploy(aws, entry(model, name="same-name")).ok()
        arn = arn_of(aws)
        name, _key, source = live(aws)[arn]
        assert (source, len(live(aws))) == (model, 1)
        names_given.append(name)
        arns.append(arn)
    # The name of the old one, where that may be held twice.
    second = "same-name-[0-9a-f]{4}" if names == "conflict" else "same-name"
    assert re.fullmatch(second, names_given[1])
    assert names_given[::2] == ["same-name"] * len(names_given[::2])
    teardown(aws).ok()
    assert live(aws) == {}
    deploy(aws, entry(TITAN, name="same-name")).ok()
    assert len({*arns, *live(aws)}) == len(models) + 1


def test_readers_are_told_of_the_old_profile_while_it_lives_and_get_their_time(aws):
    deploy(aws, entry(), inference_profiles_document=True).ok()
    old = arn_of(aws)
    moments = []
    for call, when, times in (("PutParameter", "after", 2), ("DeleteInferenceProfile", "before", 1)):
        for nth in range(1, times + 1):
            aws.at(call, lambda met: moments.append((met.params.get("Name"), time.monotonic())), when=when, nth=nth)
    wanted = entry(COHERE, name="same-name")
    deploy(aws, wanted, inference_profiles_grace_seconds=2, inference_profiles_document=True).ok()
    assert [name for name, _moment in moments] == [f"{PREFIX}/inference_profiles/chat", PREFIX, None]
    written, deleted = moments[1][1], moments[2][1]
    assert deleted - written >= 2
    first, moved, last = versions(aws)
    assert first["targets"][0]["arn"] == old
    assert (moved["previous"], last["previous"]) == ([old], [])
    assert moved["targets"] == last["targets"] != first["targets"]
    assert list(live(aws)) == [arn_of(aws)]


def test_a_changed_description_is_a_warning_and_replaces_only_if_that_is_asked_for(aws):
    deploy(aws, entry(description="Before")).ok()
    old = arn_of(aws)
    kept = deploy(aws, entry(description="After")).ok()
    assert (kept.changed, arn_of(aws)) == (0, old)
    assert "recreate: always" in kept.output
    deploy(aws, entry(description="After"), inference_profiles_recreate="always").ok()
    assert arn_of(aws) != old


def test_a_changed_name_replaces(aws):
    deploy(aws, entry(name="first-name")).ok()
    old = arn_of(aws)
    deploy(aws, entry(name="second-name")).ok()
    assert [name for name, _key, _source in live(aws).values()] == ["second-name"]
    assert arn_of(aws) != old


def test_a_new_key_keeps_the_profile_and_moves_its_record(aws):
    deploy(aws, entry(name="the-name")).ok()
    arn = arn_of(aws)
    moved = {"talk": entry(name="the-name")["chat"] | {"moved_from": "chat"}}
    planned = deploy(aws, moved, "--check").ok()
    assert planned.changed > 0
    assert list(live(aws).values()) == [("the-name", "chat", TITAN)]
    # Without the new record, readers of the old one keep it.
    aws.switch(deny=["ssm:PutParameter"])
    aws.clear_calls()
    failed = deploy(aws, moved)
    assert (failed.status == 0, "ssm:PutParameter" in failed.output) == (False, True)
    assert (arn_of(aws, "chat"), "DeleteParameter" in writes(aws)) == (arn, False)
    aws.switch(deny=[])
    aws.clear_calls()
    deploy(aws, moved).ok()
    assert [name for name in writes(aws) if "Parameter" in name] == ["PutParameter", "DeleteParameter"]
    assert live(aws) == {arn: ("the-name", "talk", TITAN)}
    assert arn_of(aws, "talk") == arn
    with pytest.raises(ClientError, match="ParameterNotFound"):
        record(aws, "chat")
    assert deploy(aws, moved).ok().changed == 0


def test_a_record_that_cannot_be_written_leaves_the_old_profile_and_the_next_run_reuses_the_new_one(aws):
    deploy(aws, entry()).ok()
    before = record(aws)
    old = arn_of(aws)
    aws.switch(deny=["ssm:PutParameter"])
    failed = deploy(aws, entry(COHERE))
    assert failed.status != 0
    assert "ssm:PutParameter" in failed.output
    assert "until it can be written" in failed.output
    assert record(aws) == before
    assert len(live(aws)) == 2
    (new,) = set(live(aws)) - {old}
    aws.switch(deny=[])
    deploy(aws, entry(COHERE)).ok()
    assert list(live(aws)) == [new] == [arn_of(aws)]
    assert deploy(aws, entry(COHERE)).ok().changed == 0


def test_a_profile_that_cannot_be_deleted_stays_known_to_readers(aws):
    deploy(aws, entry()).ok()
    old = arn_of(aws)
    aws.switch(deny=["bedrock:DeleteInferenceProfile"])
    failed = deploy(aws, entry(COHERE))
    assert failed.status != 0
    assert "bedrock:DeleteInferenceProfile" in failed.output
    assert record(aws)["previous"] == [old]
    aws.switch(deny=[])
    deploy(aws, entry(COHERE)).ok()
    assert (record(aws)["previous"], list(live(aws))) == ([], [arn_of(aws)])


def invoked(aws, arn, times=5):
    dimension = {"Name": "ModelId", "Value": arn.rpartition("/")[2]}
    now = datetime.datetime.now(datetime.UTC)
    metric = {"MetricName": "Invocations", "Dimensions": [dimension], "Value": times, "Timestamp": now}
    aws.client("cloudwatch").put_metric_data(Namespace="AWS/Bedrock", MetricData=[metric])


def test_what_is_still_used_is_replaced_but_not_deleted(aws):
    deploy(aws, entry()).ok()
    old = arn_of(aws)
    invoked(aws, old)
    guarded = deploy(aws, entry(COHERE), inference_profiles_refuse_if_used_within=24).ok()
    assert "was invoked 5 times in the last 24 hours" in guarded.output
    assert (record(aws)["previous"], len(live(aws))) == ([old], 2)
    assert deploy(aws, entry(COHERE), inference_profiles_refuse_if_used_within=24).ok().changed == 0
    deploy(aws, entry(COHERE)).ok()
    assert (record(aws)["previous"], list(live(aws))) == ([], [arn_of(aws)])


def test_an_entry_that_is_still_used_is_not_taken_away(aws):
    deploy(aws, entry()).ok()
    invoked(aws, arn_of(aws))
    aws.clear_calls()
    for arguments in (["--check"], []):
        refused = deploy(aws, entry(enabled=False), *arguments, inference_profiles_refuse_if_used_within=24)
        assert refused.status != 0
        assert "was invoked 5 times in the last 24 hours" in refused.output
    assert "was invoked 5 times" in teardown(aws, bedrock_refuse_if_used_within=24).output
    assert writes(aws) == []


@pytest.mark.parametrize("first", [True, False], ids=["new_entry", "replacement"])
def test_what_cannot_be_called_is_not_published_and_the_next_run_takes_it_up_again(aws, first):
    """The invocation of the new profile is denied: record, old profile and document stay as they are."""
    if not first:
        deploy(aws, entry()).ok()
    before, old = ({}, set()) if first else (record(aws), {arn_of(aws)})
    aws.switch(deny=["bedrock:InvokeModel"])
    failed = deploy(aws, entry(COHERE), bedrock_verify=True)
    assert failed.status != 0
    assert "bedrock:InvokeModel" in failed.output
    assert "until it can be called, what was published before stays" in " ".join(failed.output.split())
    if first:
        with pytest.raises(ClientError, match="ParameterNotFound"):
            record(aws)
    else:
        assert record(aws) == before
    (new,) = set(live(aws)) - old
    assert len(live(aws)) == len(old) + 1
    aws.switch(deny=[])
    aws.clear_calls()
    deploy(aws, entry(COHERE), bedrock_verify=True).ok()
    assert (arn_of(aws), list(live(aws))) == (new, [new])
    assert len(aws.calls("InvokeModel")) == 1
    aws.clear_calls()
    assert deploy(aws, entry(COHERE), bedrock_verify=True).ok().changed == 0
    assert aws.calls("InvokeModel") == []
