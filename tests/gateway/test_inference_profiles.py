# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""inference_profile and inference_profiles: in check mode and for real, with the open questions of AWS in each position."""

from __future__ import annotations

import itertools

import pytest

from tests.gateway.running import run_module, writes

SONNET = "anthropic.claude-sonnet-4-6"
HAIKU = "anthropic.claude-haiku-4-5-20251001-v1:0"
TITAN = "amazon.titan-embed-text-v2:0"
OWNER = {"Environment": "dev", "Workload": "copilot"}
FM = "arn:aws:bedrock:us-east-1::foundation-model/"


def bulk(aws, entries, **options):
    return run_module("inference_profiles", aws, inference_profiles=entries, ownership_tags=OWNER, **options)


def entry(source=SONNET, **options):
    return {"name": "chat-dev", "model_source": source, "regions": ["us-east-1"]} | options


def live(aws, region="us-east-1"):
    """Name → (models, tags) of every application profile, as AWS tells it."""
    client = aws.client("bedrock", region)
    rows = client.list_inference_profiles(typeEquals="APPLICATION", maxResults=1000)["inferenceProfileSummaries"]
    found = []
    for row in rows:
        tags = client.list_tags_for_resource(resourceARN=row["inferenceProfileArn"])["tags"]
        models = sorted(model["modelArn"] for model in row["models"])
        found.append((row["inferenceProfileName"], models, {tag["key"]: tag["value"] for tag in tags}))
    return sorted(found)


def seed(aws, name, source, tags=(), region="us-east-1"):
    return aws.client("bedrock", region).create_inference_profile(
        inferenceProfileName=name,
        modelSource={"copyFrom": source},
        tags=[{"key": key, "value": value} for key, value in dict(tags).items()],
    )["inferenceProfileArn"]


def comparable(result):
    unlike = ("inference_profile_arn", "inference_profile_id", "created_at", "updated_at")
    rows = [{field: row[field] for field in row if field not in unlike} for row in result["inference_profiles"]]
    return result["changed"], result["actions"], result["summary"], rows


SCENES = {
    "create": (lambda _aws: None, {"chat": entry()}),
    "two regions": (lambda _aws: None, {"chat": entry(regions=["us-east-1", "us-west-2"])}),
    "none": (lambda aws: bulk(aws, {"chat": entry()}), {"chat": entry()}),
    "retag": (lambda aws: bulk(aws, {"chat": entry(tags={"a": "1", "b": "2"})}), {"chat": entry(tags={"a": "2"})}),
    "replace": (lambda aws: bulk(aws, {"chat": entry(TITAN)}), {"chat": entry()}),
    "rename": (lambda aws: bulk(aws, {"chat": entry(name="old-name")}), {"chat": entry()}),
    "delete": (lambda aws: bulk(aws, {"chat": entry()}), {"chat": entry(state="absent")}),
    "move": (lambda aws: bulk(aws, {"talk": entry()}), {"chat": entry(moved_from="talk")}),
    "beside a foreign name": (
        lambda aws: seed(aws, "chat-dev", FM + TITAN, {"ManagedBy": "genai.bedrock"}),
        {"chat": entry()},
    ),
}


@pytest.mark.parametrize("scene", SCENES)
def test_check_mode_predicts_and_a_second_run_changes_nothing(aws, scene):
    prepare, wanted = SCENES[scene]
    prepare(aws)
    before = live(aws), live(aws, "us-west-2")
    aws.clear_calls()
    predicted = bulk(aws, wanted, check=True, diff=True)
    assert writes(aws) == []
    assert (live(aws), live(aws, "us-west-2")) == before
    real = bulk(aws, wanted, diff=True)
    assert comparable(predicted) == comparable(real)
    assert predicted["diff"]["before"] == real["diff"]["before"]
    again = bulk(aws, wanted)
    assert (again["changed"], again["summary"]["none"]) == (False, len(real["actions"]) - real["summary"]["retire"])


QUESTIONS = {
    "duplicate_names": ("accept", "conflict"),
    "token_replay": ("original", "fresh"),
    "visibility_delay_seconds": (0, 1),
    "tagging_delay_seconds": (0, 3600),
    "tagging_after_delete": ("hide", "empty"),
    "default_page_size": (None, 1),
    "profile_only_source": ("accept", "reject"),
    "other_region_source": ("accept", "reject"),
}


@pytest.mark.parametrize(
    "switches",
    [{question: value} for question, values in QUESTIONS.items() for value in values if value is not None]
    + [
        dict(zip(("duplicate_names", "token_replay"), pair, strict=True))
        for pair in itertools.product(*list(QUESTIONS.values())[:2])
    ],
    ids=str,
)
@pytest.mark.usefixtures("quick")
def test_the_main_flows_hold_whatever_aws_answers(aws, switches):
    aws.switch(**switches)

    def run(source, **options):
        return bulk(aws, {"chat": entry(source, **options), "other": entry(TITAN, name="other-dev")})

    assert run(SONNET)["summary"]["create"] == 2
    assert run(SONNET)["changed"] is False
    for source in (HAIKU, SONNET):
        assert run(source)["summary"]["replace"] == 1
        assert run(source)["changed"] is False
        (models,) = (models for name, models, _tags in live(aws) if name.startswith("chat-dev"))
        assert all(arn.endswith(source) for arn in models)
    assert bulk(aws, {key: entry(state="absent") for key in ("chat", "other")})["summary"]["delete"] == 2
    assert live(aws) == []
    assert run(SONNET)["summary"]["create"] == 2
    assert len(live(aws)) == 2


def test_tags_are_what_the_design_says(aws):
    bulk(aws, {"chat": entry(tags={"UseCase": "copilot", "Customer": True})}, tags={"CostCenter": "x", "UseCase": "y"})
    ((_name, _models, tags),) = live(aws)
    date = tags.pop("CreatedDate")
    assert date[:2] == "20"
    assert tags == {
        "ManagedBy": "genai.bedrock",
        "Environment": "dev",
        "Workload": "copilot",
        "ProfileKey": "chat",
        "ModelSource": f"arn:aws:bedrock:us-east-1:123456789012:inference-profile/us.{SONNET}",
        "CreatedBy": "ansible",
        "CostCenter": "x",
        "UseCase": "copilot",
        "Customer": "true",
    }


@pytest.mark.parametrize("module", ["inference_profile", "inference_profiles"])
def test_adopting_needs_the_word_and_keeps_their_tags(aws, module):
    arn = seed(aws, "chat-dev", FM + TITAN, {"Team": "x"})

    def run(**options):
        if module == "inference_profiles":
            return bulk(aws, {"chat": entry(TITAN, tags={"Tier": "1"})}, **options)
        return run_module(module, aws, name="chat-dev", model_source=TITAN, tags={"Tier": "1"}, **options)

    refused = run()
    assert arn in refused["msg"]
    assert "adopt: true" in refused["msg"]
    adopted = run(adopt=True)
    assert [row["action"] for row in adopted["actions"]] == ["adopt"]
    ((_name, _models, tags),) = live(aws)
    assert tags.items() >= {"Team": "x", "Tier": "1", "ManagedBy": "genai.bedrock"}.items()


def test_the_singular_module_is_a_map_of_one(aws):
    steps = [
        ({"model_source": TITAN, "tags": {"a": "1"}}, "create"),
        ({"model_source": TITAN, "tags": {"a": "1"}}, "none"),
        ({"model_source": TITAN, "tags": {}}, "retag"),
        ({"model_source": SONNET}, "replace"),
        ({"state": "absent"}, "delete"),
        ({"state": "absent"}, "none"),
    ]
    for options, action in steps:
        predicted = run_module("inference_profile", aws, check=True, name="one", **options)
        real = run_module("inference_profile", aws, name="one", **options)
        assert predicted["actions"] == real["actions"]
        assert real["actions"][0]["action"] == action
        assert bool(real["inference_profile"]) is (options.get("state") != "absent")
    assert live(aws) == []


@pytest.mark.parametrize("count", [100, 500])
def test_a_no_op_costs_pages_only(aws, count):
    entries = {f"k{n}": entry(TITAN, name=f"n-{n}") for n in range(count)}
    bulk(aws, entries)
    aws.clear_calls()
    assert bulk(aws, entries)["changed"] is False
    calls = sorted(call["operation"] for call in aws.calls())
    pages = -(-count // 100)
    assert calls == ["GetResources"] * pages + [
        "ListFoundationModels",
        "ListInferenceProfiles",
        "ListInferenceProfiles",
    ]


def test_denied_bulk_tags_are_read_one_by_one(aws):
    entries = {f"k{n}": entry(TITAN, name=f"n-{n}") for n in range(5)}
    bulk(aws, entries)
    aws.switch(deny=["tag:GetResources"])
    aws.clear_calls()
    assert bulk(aws, entries)["changed"] is False
    assert len(aws.calls("ListTagsForResource")) == 5


def test_purging_removes_ours_of_this_workload_only(aws):
    bulk(aws, {"chat": entry(), "gone": entry(TITAN, name="gone-dev")})
    seed(aws, "foreign", FM + TITAN, {"Environment": "dev", "Workload": "copilot"})
    seed(aws, "elsewhere", FM + TITAN, {"ManagedBy": "genai.bedrock", "Environment": "prod", "Workload": "copilot"})
    assert bulk(aws, {"chat": entry()})["orphans"][0]["key"] == "gone"
    assert bulk(aws, {"chat": entry()}, purge_inference_profiles=True)["summary"]["delete"] == 1
    assert [name for name, _models, _tags in live(aws)] == ["chat-dev", "elsewhere", "foreign"]


def test_what_was_invoked_lately_is_not_deleted(aws):
    bulk(aws, {"chat": entry()})
    (row,) = aws.client("bedrock").list_inference_profiles(typeEquals="APPLICATION")["inferenceProfileSummaries"]
    gone = {"chat": entry(state="absent")}
    dimension = {"Name": "ModelId", "Value": row["inferenceProfileId"]}
    metric = {"MetricName": "Invocations", "Dimensions": [dimension], "Value": 2, "Unit": "Count"}
    aws.client("cloudwatch").put_metric_data(Namespace="AWS/Bedrock", MetricData=[metric])
    aws.clear_calls()
    refused = bulk(aws, gone, refuse_if_used_within=24)
    assert "was invoked 2 times in the last 24 hours" in refused["msg"]
    assert (writes(aws), len(aws.calls("GetMetricData"))) == ([], 1)
    aws.switch(deny=["cloudwatch:GetMetricData"])
    assert "cloudwatch:GetMetricData" in bulk(aws, gone, refuse_if_used_within=24)["msg"]
    assert bulk(aws, gone)["summary"]["delete"] == 1


def test_explicit_keys_win_over_whatever_the_shell_holds(aws, monkeypatch):
    monkeypatch.setenv("AWS_PROFILE", "of-the-shell")
    monkeypatch.setenv("AWS_BEARER_TOKEN_BEDROCK", "secret-token")
    monkeypatch.setenv("AWS_ENDPOINT_URL", "http://127.0.0.1:9")
    assert bulk(aws, {"chat": entry()}, profile="", session_token="")["summary"]["create"] == 1
