# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Bad input to the profile modules: one clear message that names the key, the rule and the way out; nothing is written."""

from __future__ import annotations

import pytest

from tests.gateway.running import run_module, writes

SONNET, OPUS = "anthropic.claude-sonnet-4-6", "anthropic.claude-opus-4-5-20251101-v1:0"
TITAN = "amazon.titan-embed-text-v2:0"
FM = "arn:aws:bedrock:us-east-1::foundation-model/"


@pytest.mark.parametrize(
    ("entry", "said"),
    [
        ({"model_source": "anthropic.claude-sonet-4-6"}, ["is unknown in us-east-1", f"did you mean '{SONNET}'?"]),
        ({"model_source": "eu." + SONNET}, ["is not offered in us-east-1", f"'us.{SONNET}'"]),
        ({"model_source": FM + SONNET}, ["only through an inference profile", f"'us.{SONNET}'"]),
        ({"model_source": FM.replace("us-east-1", "eu-west-1") + TITAN}, ["is of region eu-west-1", f"'{TITAN}'"]),
        ({"model_source": TITAN, "geography": "us"}, ["no us profile serves", "the model itself would be used"]),
        ({"model_source": OPUS, "regions": ["ap-northeast-1"]}, ["only worldwide", "geography: global"]),
        ({"model_source": SONNET, "geography": "mars"}, ["geography 'mars' is unknown: one of us, eu"]),
        ({}, ["model_source is missing"]),
        ({"model_source": TITAN, "name": "team--a"}, ["name 'team--a' is not allowed", "'team-a' would do"]),
        ({"model_source": TITAN, "name": "x" * 65}, ["is not allowed: 1 to 64"]),
        (
            {"model_source": TITAN, "description": "a, b (c)"},
            ["description 'a, b (c)' is not allowed", "'a b c' would do"],
        ),
        ({"model_source": TITAN, "tags": {"Team": "a,b"}}, ["the value 'a,b' of tag 'Team'", "'a-b' would do"]),
        ({"model_source": TITAN, "state": "gone"}, ["value of state must be one of: present, absent"]),
        ({"model_source": TITAN, "modell": "x"}, ["modell"]),
        ({"model_source": TITAN, "regions": ["us-east-1", "us-east-1"]}, ["the region is listed twice"]),
        ("text", ["must be a map of options"]),
    ],
)
@pytest.mark.parametrize("check", [True, False])
def test_an_entry_is_refused(aws, entry, said, check):
    good = {"model_source": TITAN, "regions": ["us-east-1"]}
    result = run_module("inference_profiles", aws, check=check, inference_profiles={"good": good, "bad": entry})
    assert result["failed"]
    assert "bad" in result["msg"]
    assert all(text in result["msg"] for text in said), result["msg"]
    assert "actions" not in result
    assert writes(aws) == []


def test_a_model_that_is_elsewhere_says_where(aws):
    entries = {
        "east": {"model_source": "amazon.nova-2-multimodal-embeddings-v1:0", "regions": ["us-east-1"]},
        "west": {"model_source": "amazon.nova-2-multimodal-embeddings-v1:0", "regions": ["eu-west-1"]},
    }
    result = run_module("inference_profiles", aws, inference_profiles=entries)
    assert "is not offered in eu-west-1; of the requested regions, it is in us-east-1" in result["msg"]


def test_two_geographies_are_a_question(aws):
    entry = {"model_source": "amazon.nova-2-lite-v1:0", "regions": ["ap-northeast-1"]}
    result = run_module("inference_profiles", aws, inference_profiles={"chat": entry})
    assert "is served by several profiles in ap-northeast-1: say which" in result["msg"]
    assert "'apac.amazon.nova-2-lite-v1:0' or 'jp.amazon.nova-2-lite-v1:0'" in result["msg"]
    assert writes(aws) == []
    answers = [{"default_geography": "jp"}, {"inference_profiles": {"chat": entry | {"geography": "jp"}}}]
    for answer in answers:
        result = run_module("inference_profiles", aws, check=True, **({"inference_profiles": {"chat": entry}} | answer))
        assert result["inference_profiles"][0]["model_source"].endswith("inference-profile/jp.amazon.nova-2-lite-v1:0")


def test_every_problem_is_reported_at_once(aws):
    entries = {
        "typo": {"model_source": "nobody.knows", "regions": ["us-east-1"]},
        "arn": {"model_source": FM + SONNET, "regions": ["us-east-1"]},
        "far": {"model_source": TITAN, "geography": "eu", "regions": ["us-west-2"]},
    }
    result = run_module("inference_profiles", aws, inference_profiles=entries)
    assert result["msg"].startswith("3 problems: ")
    assert {error["key"] for error in result["errors"]} == set(entries)


@pytest.mark.parametrize(
    ("options", "said"),
    [
        ({"purge_inference_profiles": True}, "needs ownership_tags with Environment and Workload"),
        ({"inference_profiles": {"UPPER": {"model_source": TITAN}}}, "'UPPER' is no key: 1 to 40 lower-case letters"),
        ({"inference_profiles": {"a": {"model_source": TITAN}}, "region": ""}, "no region"),
        (
            {"allowed_regions": ["eu-west-1"], "inference_profiles": {"a": {"model_source": TITAN}}},
            "outside the allowed",
        ),
    ],
)
def test_options_of_the_whole_run_are_refused(aws, options, said):
    result = run_module("inference_profiles", aws, **({"inference_profiles": {}} | options))
    assert said in result["msg"]
    assert writes(aws) == []


DENIALS = ["bedrock:ListInferenceProfiles", "bedrock:ListFoundationModels", "bedrock:ListTagsForResource"]


@pytest.mark.parametrize("action", DENIALS)
@pytest.mark.parametrize("check", [True, False])
def test_a_denied_read_stops_the_run_and_names_the_action(aws, action, check):
    taken = {"held": {"name": "held", "model_source": TITAN, "regions": ["us-east-1"]}}
    aws.client("bedrock").create_inference_profile(inferenceProfileName="held", modelSource={"copyFrom": FM + TITAN})
    aws.clear_calls()
    aws.switch(deny=[action])
    result = run_module("inference_profiles", aws, check=check, inference_profiles=taken)
    assert f"needs the IAM action {action}" in result["msg"]
    assert writes(aws) == []


@pytest.mark.parametrize("module", ["inference_profiles", "inference_profile_info", "foundation_model_info"])
def test_missing_credentials(aws, module):
    entries = {"inference_profiles": {"a": {"model_source": TITAN}}} if module == "inference_profiles" else {}
    result = run_module(module, aws, access_key="", secret_key="", profile="", **entries)
    assert "Unable to locate credentials" in result["msg"]
    assert "Set the profile option" in result["msg"]


def test_an_unknown_credentials_profile(aws):
    result = run_module("inference_profile_info", aws, access_key="", secret_key="", profile="nobody")
    assert "nobody" in result["msg"]
    assert "MissingCredentials" in result["msg"]


@pytest.mark.parametrize(
    "connection", [{"profile": "nobody"}, {"access_key": "", "secret_key": ""}], ids=["no such profile", "nobody"]
)
def test_workloads_of_roles_name_variables_where_credentials_are_missing(aws, connection):
    variables = {"aws_profile": "bedrock_aws_profile", "connection": "shop_connection"}
    entries = {"entries": {"a": {"model": TITAN}}, "entries_variable": "shop_entries", "variables": variables}
    result = run_module(
        "workloads",
        aws,
        environment="dev",
        regions=["us-east-1"],
        workloads={"shop": entries},
        connections={"shop": {"endpoint_url": aws.url, **connection}},
    )
    assert result["refused"]
    assert result["problems"]
    hint = "Set bedrock_aws_profile, access_key and secret_key in shop_connection, or AWS_PROFILE"
    assert all(hint in line for line in result["problems"]), result["problems"]
