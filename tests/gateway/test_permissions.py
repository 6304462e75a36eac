# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""One denied action at a time: it is named with the keys that need it, nothing counts as absent, the next run completes."""

from __future__ import annotations

import functools
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest

from tests.gateway.deploying import deploy
from tests.gateway.running import run_module, writes
from tests.gateway.snapshots import COHERE, EAST, TITAN, WEST, plant, snapshot

#: The engine's role alone.
ROLE = {"roles": ("inference_profiles",)}
PAIR = ("chat", "other")
AB = ("/dev/a", "/dev/b")
OWNER = {"Environment": "dev", "Workload": "copilot"}


def bulk(aws, keys, model=TITAN, *, check=False, regions=(EAST,), entry=None, **options):
    shared = {"model_source": model, "regions": list(regions)} | (entry or {})
    entries = {key: {"name": f"{key}-dev"} | shared for key in keys}
    return run_module(
        "inference_profiles", aws, check=check, inference_profiles=entries, ownership_tags=OWNER, **options
    )


def single(aws, *, check=False, **options):
    return run_module("inference_profile", aws, check=check, name="lone", **options)


def parameters(aws, *, check=False, **entry):
    return run_module("ssm_parameters", aws, check=check, ssm_parameters=dict.fromkeys(AB, entry))


@dataclass(frozen=True)
class Flow:
    """What is run, the keys or names that it changes, what is there before, and the keys of its map where they differ."""

    run: Callable[..., dict[str, Any]]
    changes: tuple[str, ...]
    before: Callable[[Any], Any] = lambda _aws: None
    keys: tuple[str, ...] = ()


TAGGED = {"entry": {"tags": {"a": "1", "b": "2"}}}


def two(aws):
    bulk(aws, PAIR, **TAGGED)


def two_parameters(aws):
    parameters(aws, value="1", tags={"a": "1", "b": "2"})


FLOWS = {
    "create": Flow(lambda aws, **more: bulk(aws, PAIR, **more), PAIR),
    "no-op": Flow(lambda aws, **more: bulk(aws, PAIR, **TAGGED, **more), PAIR, two),
    "retag": Flow(lambda aws, **more: bulk(aws, PAIR, entry={"tags": {"a": "2", "b": "2"}}, **more), PAIR, two),
    "untag": Flow(lambda aws, **more: bulk(aws, PAIR, entry={"tags": {"a": "1"}}, **more), PAIR, two),
    "replace": Flow(lambda aws, **more: bulk(aws, PAIR, COHERE, **TAGGED, **more), PAIR, two),
    "delete": Flow(lambda aws, **more: bulk(aws, PAIR, entry={"state": "absent"}, **more), PAIR, two),
    "unused": Flow(
        lambda aws, **more: bulk(aws, PAIR, entry={"state": "absent"}, refuse_if_used_within=1, **more), PAIR, two
    ),
    "purge": Flow(
        lambda aws, **more: bulk(aws, ("chat",), purge_inference_profiles=True, **TAGGED, **more),
        ("other",),
        two,
        ("chat",),
    ),
    "adopt": Flow(
        lambda aws, **more: bulk(aws, ("chat",), adopt=True, **more), ("chat",), lambda _aws: plant("chat-dev")
    ),
    "two regions": Flow(lambda aws, **more: bulk(aws, PAIR, regions=(EAST, WEST), **more), PAIR),
    "lone create": Flow(lambda aws, **more: single(aws, model_source=TITAN, **more), ("lone",)),
    "lone delete": Flow(
        lambda aws, **more: single(aws, state="absent", **more), ("lone",), lambda aws: single(aws, model_source=TITAN)
    ),
    "put": Flow(lambda aws, **more: parameters(aws, value="1", **more), AB),
    "overwrite": Flow(lambda aws, **more: parameters(aws, value="2", **more), AB, two_parameters),
    "tag": Flow(
        lambda aws, **more: parameters(aws, tags={"a": "2", "b": "2"}, **more),
        AB,
        two_parameters,
    ),
    "remove tag": Flow(lambda aws, **more: parameters(aws, tags={"a": "1"}, **more), AB, two_parameters),
    "delete parameters": Flow(lambda aws, **more: parameters(aws, state="absent", **more), AB, two_parameters),
    "lone parameter": Flow(
        lambda aws, check=False: run_module("ssm_parameter", aws, check=check, name="/dev/a", value="3"),
        ("/dev/a",),
        two_parameters,
    ),
}

#: Denied while reading: check mode fails alike, and nothing at all is written.
READS = [
    *[("bedrock:ListInferenceProfiles", flow) for flow in ("create", "no-op", "replace", "delete", "purge", "two regions")],
    *[("bedrock:ListInferenceProfiles", flow) for flow in ("lone create", "lone delete")],
    *[("bedrock:ListInferenceProfiles@us-west-2", flow) for flow in ("two regions",)],
    *[("bedrock:ListFoundationModels", flow) for flow in ("create", "replace")],
    *[("bedrock:ListTagsForResource", flow) for flow in ("retag", "delete", "purge", "adopt")],
    ("cloudwatch:GetMetricData", "unused"),
    *[("ssm:GetParameters", flow) for flow in ("put", "overwrite", "delete parameters", "lone parameter")],
    *[("ssm:ListTagsForResource", flow) for flow in ("overwrite", "tag", "delete parameters", "lone parameter")],
    *[("ssm:DescribeParameters", flow) for flow in ("overwrite", "lone parameter")],
]  # fmt: skip
#: Denied while writing: check mode cannot know, and what was there stays.
WRITES = [
    *[("bedrock:CreateInferenceProfile", flow) for flow in ("create", "replace", "lone create")],
    ("bedrock:CreateInferenceProfile@us-west-2", "two regions"),
    *[("bedrock:TagResource", flow) for flow in ("create", "retag", "adopt")],
    ("bedrock:UntagResource", "untag"),
    *[("bedrock:DeleteInferenceProfile", flow) for flow in ("delete", "replace", "purge", "lone delete")],
    *[("ssm:PutParameter", flow) for flow in ("put", "overwrite", "lone parameter")],
    *[("ssm:AddTagsToResource", flow) for flow in ("put", "tag")],
    ("ssm:RemoveTagsFromResource", "remove tag"),
    ("ssm:DeleteParameter", "delete parameters"),
]


@pytest.fixture(scope="module")
def undisturbed(_endpoint):
    """What the account holds after a flow where everything is allowed."""

    @functools.cache
    def after(name):
        _endpoint.reset()
        FLOWS[name].before(_endpoint)
        assert not FLOWS[name].run(_endpoint).get("failed")
        found = snapshot().alike()
        _endpoint.reset()
        return found

    return after


def denied(aws, action, flow, *, check=False):
    """The run without the action: its result, and what it wrote."""
    aws.switch(deny=[action])
    aws.clear_calls()
    result = flow.run(aws, check=check)
    return result, writes(aws)


def names_action_and_places(result, action, places):
    """The message has both; and so has every row of errors, for its own place."""
    plain = action.partition("@")[0]
    assert result["failed"]
    assert f"the caller needs the IAM action {plain})" in result["msg"]
    assert [place for place in places if place not in result["msg"]] == []
    rows = result["errors"]
    assert {row["key"] for row in rows} == set(places)
    assert all(row["code"] == "AccessDeniedException" and plain in row["message"] for row in rows)


def completes(aws, flow, wanted):
    aws.switch(deny=[])
    assert not flow.run(aws).get("failed")
    assert snapshot().alike() == wanted
    assert flow.run(aws)["changed"] is False


@pytest.mark.parametrize(("action", "name"), READS)
def test_a_denied_read_stops_the_run_before_it_writes(aws, undisturbed, action, name):
    flow, wanted = FLOWS[name], undisturbed(name)
    flow.before(aws)
    before = snapshot()
    for check in (True, False):
        refused, written = denied(aws, action, flow, check=check)
        names_action_and_places(refused, action, flow.keys or flow.changes)
        assert (written, refused.get("actions")) == ([], None)
    assert snapshot() == before
    completes(aws, flow, wanted)


@pytest.mark.parametrize(("action", "name"), WRITES)
def test_a_denied_write_loses_nothing(aws, undisturbed, action, name):
    flow, wanted = FLOWS[name], undisturbed(name)
    flow.before(aws)
    before = snapshot()
    checked, written = denied(aws, action, flow, check=True)
    assert (checked.get("failed"), checked["changed"], written) == (None, True, [])
    assert snapshot() == before
    refused, _written = denied(aws, action, flow)
    names_action_and_places(refused, action, flow.changes)
    after = snapshot()
    if "delete" not in name:
        assert after.profiles.keys() >= before.profiles.keys()
        assert after.parameters.keys() >= before.parameters.keys()
    completes(aws, flow, wanted)


@pytest.mark.parametrize(
    "name", ["no-op", "retag", "replace", "delete", "purge", "overwrite", "tag", "delete parameters"]
)
def test_tags_in_bulk_are_a_convenience(aws, undisturbed, name):
    """Without tag:GetResources every profile and parameter tells its tags itself."""
    flow, wanted = FLOWS[name], undisturbed(name)
    flow.before(aws)
    done, _written = denied(aws, "tag:GetResources", flow)
    assert "AccessDeniedException" in {call["code"] for call in aws.calls("GetResources")}
    assert not done.get("failed")
    assert snapshot().alike() == wanted


@pytest.mark.usefixtures("quick")
def test_a_new_profile_that_may_not_be_read(aws):
    """Get is asked only where List does not show a new profile: then it was made, and the next run takes it up."""
    aws.switch(visibility_delay_seconds=3600, deny=["bedrock:GetInferenceProfile"])
    refused = bulk(aws, ("chat",))
    assert "created arn:aws:bedrock:" in refused["msg"]
    assert "bedrock:GetInferenceProfile" in refused["msg"]
    assert [row["key"] for row in refused["errors"]] == ["chat"]
    (arn,) = snapshot().profiles
    aws.switch(visibility_delay_seconds=0, deny=[])
    assert bulk(aws, ("chat",))["inference_profiles"][0]["inference_profile_arn"] == arn
    assert bulk(aws, ("chat",))["changed"] is False


INFO = [
    ("bedrock:ListInferenceProfiles", "inference_profile_info", {}),
    ("bedrock:ListInferenceProfiles", "inference_profile_info", {"names": ["chat-dev"], "include_lifecycle": False}),
    ("bedrock:ListTagsForResource", "inference_profile_info", {"names": ["untagged"]}),
    ("bedrock:ListFoundationModels", "inference_profile_info", {}),
    ("bedrock:ListFoundationModels", "foundation_model_info", {}),
    ("bedrock:GetFoundationModelAvailability", "foundation_model_info", {"include_availability": True}),
    ("ssm:GetParameters", "ssm_parameter_info", {"names": ["/dev/a"]}),
    ("ssm:GetParametersByPath", "ssm_parameter_info", {"path": "/dev"}),
    ("ssm:DescribeParameters", "ssm_parameter_info", {"names": ["/dev/a"], "include_metadata": True}),
    ("ssm:ListTagsForResource", "ssm_parameter_info", {"names": ["/dev/a"], "include_tags": True}),
]


@pytest.mark.parametrize(("action", "module", "options"), INFO)
def test_what_may_not_be_read_is_not_reported_as_missing(aws, action, module, options):
    bulk(aws, ("chat",))
    parameters(aws, value="1")
    plant("untagged", days=0)
    aws.switch(deny=[action])
    refused = run_module(module, aws, **options)
    assert refused["failed"]
    assert f"the caller needs the IAM action {action})" in refused["msg"]
    assert "/dev/a" not in refused.get("missing", [])


def test_a_deployment_with_half_of_its_permissions(aws):
    """Each failed run says which entries miss which action, publishes what it could, and loses nothing."""

    def deploy_without(*denied, **entries):
        aws.switch(deny=list(denied))
        aws.clear_calls()
        wanted = {key: {"model": TITAN, "regions": [EAST, WEST], **options} for key, options in entries.items()}
        # The preflight would tell it beforehand.
        values = {"inference_profiles_document": False, "inference_profiles_preflight": "skip"}
        return deploy(aws, inference_profiles_entries=wanted, **ROLE, **values)

    first = deploy_without("bedrock:CreateInferenceProfile@us-west-2", chat={}, talk={})
    assert first.status != 0
    for said in (
        "inference_profiles/chat in us-west-2",
        "inference_profiles/talk in us-west-2",
        "bedrock:CreateInference",
    ):
        assert said in first.output
    half = snapshot()
    assert {arn.split(":")[3] for arn in half.profiles} == {EAST}
    assert {WEST in value for value, *_rest in half.parameters.values()} == {False}
    deploy_without("tag:GetResources", chat={"tags": {"New": "x"}}, talk={}).ok()
    whole = snapshot()
    assert whole.profiles.keys() > half.profiles.keys()
    assert {WEST in value for value, *_rest in whole.parameters.values()} == {True}
    assert deploy_without(chat={"tags": {"New": "x"}}, talk={}).ok().changed is False
    assert (writes(aws), snapshot()) == ([], whole)


def test_a_look_where_nothing_is_to_be_published_may_be_denied(aws):
    """The deployer's policy allows nothing of Parameter Store there; an earlier setting may have published there."""
    aws.switch(deny=[f"ssm:*@{WEST}"])
    wanted = {"chat": {"model": TITAN, "regions": [EAST, WEST]}}
    assert [deploy(aws, inference_profiles_entries=wanted, **ROLE).ok().changed for _run in range(2)] == [True, False]
    assert "GetParameters" in {call["operation"] for call in aws.calls() if call["region"] == WEST}


def test_a_role_that_may_not_be_assumed(aws):
    """Nothing else is asked, and least of all with the caller's own credentials."""
    role = "arn:aws:iam::333333333333:role/deployer"
    aws.switch(deny=["sts:AssumeRole"])
    wanted = {"chat": {"model": TITAN, "regions": [EAST]}}
    refused = deploy(aws, inference_profiles_entries=wanted, bedrock_assume_role_arn=role, **ROLE)
    assert refused.status != 0
    said = " ".join(refused.output.split())
    assert f"The role {role} could not be assumed: " in said
    assert "is not authorized to perform: sts:AssumeRole" in said
    assert {call["operation"] for call in aws.calls()} == {"AssumeRole"}
