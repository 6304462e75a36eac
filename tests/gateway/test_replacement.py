# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""A changed model on the wire: create, call, publish, retire. Every rule of it is in tests/unit, of the engine."""

from __future__ import annotations

import json
import re
import time
from pathlib import Path

import pytest

from tests.gateway.deploying import deploy as deploy_inventory
from tests.gateway.deploying import teardown
from tests.gateway.playing import play

PLAYBOOK = str(Path(__file__).with_name("replacement.yml"))
PREFIX = "/local/bedrock/inference-profiles"
TITAN, COHERE = "amazon.titan-embed-text-v2:0", "cohere.embed-multilingual-v3"
REGION = "us-east-1"
ROLE = ("inference_profiles",)


def deploy(aws, entries, **variables):
    """Without the preflight, which would tell beforehand what is to go wrong on the way."""
    variables = {"inference_profiles_preflight": "skip"} | variables
    return deploy_inventory(aws, roles=ROLE, inference_profiles_entries=entries, **variables)


def entry(model=TITAN, **more):
    return {"chat": {"model": model, "regions": [REGION], **more}}


def live(aws):
    """ARN → name and model source of every application profile."""
    bedrock = aws.client("bedrock")
    rows = bedrock.list_inference_profiles(typeEquals="APPLICATION")["inferenceProfileSummaries"]
    found = {}
    for row in rows:
        arn = row["inferenceProfileArn"]
        tags = {tag["key"]: tag["value"] for tag in bedrock.list_tags_for_resource(resourceARN=arn)["tags"]}
        found[arn] = (row["inferenceProfileName"], tags["ModelSource"].rpartition("/")[2])
    return found


def record(aws):
    value = aws.client("ssm").get_parameter(Name=f"{PREFIX}/inference_profiles/chat")["Parameter"]["Value"]
    return json.loads(value)


def arn_of(aws):
    return record(aws)["targets"][0]["arn"]


def versions(aws):
    history = aws.client("ssm").get_parameter_history(Name=f"{PREFIX}/inference_profiles/chat")["Parameters"]
    return [json.loads(row["Value"]) for row in history]


@pytest.mark.parametrize(
    ("names", "models"),
    [("accept", (TITAN, COHERE)), ("conflict", (TITAN, COHERE, TITAN))],
    ids=["names_may_repeat", "names_are_unique"],
)
@pytest.mark.usefixtures("quick")
def test_there_and_back_again(aws, names, models):
    """A → B → A, teardown and A once more: each time a new profile, though the request's token may repeat."""
    aws.switch(duplicate_names=names)
    arns, names_given = [], []
    for model in models:
        deploy(aws, entry(model, name="same-name")).ok()
        arn = arn_of(aws)
        name, source = live(aws)[arn]
        assert (source, len(live(aws))) == (model, 1)
        names_given.append(name)
        arns.append(arn)
    # The name of the old one, where that may be held twice.
    second = "same-name-[0-9a-f]{4}" if names == "conflict" else "same-name"
    assert re.fullmatch(second, names_given[1])
    assert names_given[::2] == ["same-name"] * len(names_given[::2])
    teardown(aws, roles=ROLE).ok()
    assert live(aws) == {}
    deploy(aws, entry(TITAN, name="same-name")).ok()
    assert len({*arns, *live(aws)}) == len(models) + 1


def test_readers_see_the_old_profile_while_it_lives_and_get_their_time(aws):
    deploy(aws, entry()).ok()
    old = arn_of(aws)
    moments = []
    ours = {f"{PREFIX}/inference_profiles/chat", PREFIX}

    def met(call):
        if call.params.get("Name", PREFIX) in ours:
            moments.append((call.params.get("Name"), time.monotonic()))

    for nth in range(1, 5):
        aws.at("PutParameter", met, when="after", nth=nth)
    aws.at("DeleteInferenceProfile", met, when="before", nth=1)
    deploy(aws, entry(COHERE, name="same-name"), inference_profiles_grace_seconds=1).ok()
    assert [name for name, _moment in moments[:3]] == [f"{PREFIX}/inference_profiles/chat", PREFIX, None]
    assert moments[2][1] - moments[1][1] >= 1
    first, moved, last = versions(aws)
    assert first["targets"][0]["arn"] == old
    assert (moved["previous"], last["previous"]) == ([old], [])
    assert moved["targets"] == last["targets"] != first["targets"]
    assert list(live(aws)) == [arn_of(aws)]


def test_what_cannot_be_called_is_not_published_and_the_next_run_takes_it_up_again(aws):
    """The invocation of the new profile is denied: record, old profile and document stay as they are."""
    deploy(aws, entry()).ok()
    before, old = record(aws), arn_of(aws)
    aws.switch(deny=["bedrock:InvokeModel"])
    failed = deploy(aws, entry(COHERE), bedrock_verify=True)
    assert failed.status != 0
    assert "bedrock:InvokeModel" in failed.output
    assert "until it can be called, what was published before stays" in failed.output
    assert record(aws) == before
    (new,) = set(live(aws)) - {old}
    aws.switch(deny=[])
    aws.clear_calls()
    deploy(aws, entry(COHERE), bedrock_verify=True).ok()
    assert (arn_of(aws), list(live(aws)), len(aws.calls("InvokeModel"))) == (new, [new], 1)


def test_the_role_alone_in_a_playbook_of_somebodys_own(aws):
    """It publishes, tells what failed at its end, and ends with the exit status of that."""
    deploy(aws, entry()).ok()
    old = arn_of(aws)
    aws.switch(deny=["bedrock:DeleteInferenceProfile"])
    words = {"inference_profiles_preflight": "skip", "inference_profiles_entries": entry(COHERE)}
    failed = play(aws, PLAYBOOK, "inventories/local", **words)
    assert failed.status != 0
    assert "us-east-1  replaced    chat" in failed.output
    assert failed.output.index("document: /local") < failed.output.index(
        "TASK [genai.bedrock.inference_profiles : Fail"
    )
    assert "bedrock:DeleteInferenceProfile" in failed.output
    assert record(aws)["previous"] == [old]
    aws.switch(deny=[])
    deploy(aws, entry(COHERE)).ok()
    assert (record(aws)["previous"], list(live(aws))) == ([], [arn_of(aws)])
