# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""inference_profile_info and foundation_model_info: what they list, and what each costs."""

from __future__ import annotations

import pytest

from tests.gateway.running import run_module, writes

SONNET = "anthropic.claude-sonnet-4-6"
TITAN = "amazon.titan-embed-text-v2:0"


@pytest.fixture
def profiles(aws):
    run_module("inference_profile", aws, name="one", model_source=TITAN, tags={"Team": "a"})
    run_module("inference_profile", aws, name="two", model_source=SONNET, tags={"Team": "b"})
    run_module("inference_profile", aws, name="three", model_source=TITAN, region="us-west-2")
    aws.clear_calls()
    return aws


def names(result):
    return [row["inference_profile_name"] for row in result["inference_profiles"]]


@pytest.mark.parametrize(
    ("options", "found"),
    [
        ({}, ["one", "two"]),
        ({"regions": ["us-west-2", "us-east-1"]}, ["one", "two", "three"]),
        ({"names": ["two", "nobody"]}, ["two"]),
        ({"names": ["nobody"]}, []),
        ({"tags": {"Team": "a"}}, ["one"]),
        ({"tags": {"Team": "c"}}, []),
        ({"tags": {"ManagedBy": "genai.bedrock"}, "type": "all"}, ["one", "two"]),
        ({"identifiers": ["nobody"]}, []),
    ],
)
@pytest.mark.parametrize("check", [True, False])
def test_application_profiles(profiles, options, found, check):
    result = run_module("inference_profile_info", profiles, check=check, **options)
    assert (names(result), result["changed"]) == (found, False)
    assert writes(profiles) == []


def test_ids_and_arns(profiles):
    row = run_module("inference_profile_info", profiles, names=["one"])["inference_profiles"][0]
    for field in ("inference_profile_id", "inference_profile_arn"):
        assert names(run_module("inference_profile_info", profiles, identifiers=[row[field]])) == ["one"]
    assert (row["base_model_id"], row["destinations"], row["tags"]["Team"]) == (TITAN, ["us-east-1"], "a")
    assert row["model_lifecycle"]["status"] == "ACTIVE"


def test_system_defined_profiles(profiles):
    rows = run_module("inference_profile_info", profiles, type="system_defined")["inference_profiles"]
    assert {row["type"] for row in rows} == {"SYSTEM_DEFINED"}
    row = next(row for row in rows if row["inference_profile_id"] == f"us.{SONNET}")
    assert row["geography"] == "us"
    assert len(row["destinations"]) > 1
    both = run_module("inference_profile_info", profiles, type="all")["inference_profiles"]
    assert len(both) == len(rows) + 2


def test_what_it_costs(profiles):
    run_module("inference_profile_info", profiles)
    calls = sorted(call["operation"] for call in profiles.calls())
    assert calls == ["GetResources", "ListFoundationModels", "ListInferenceProfiles"]


@pytest.mark.parametrize("denied", ["bedrock:ListInferenceProfiles", "bedrock:ListFoundationModels"])
def test_a_denied_read_is_an_error(profiles, denied):
    profiles.switch(deny=[denied])
    assert f"needs the IAM action {denied}" in run_module("inference_profile_info", profiles)["msg"]


def test_denied_bulk_tags_are_read_one_by_one(profiles):
    profiles.switch(deny=["tag:GetResources"])
    assert names(run_module("inference_profile_info", profiles, tags={"Team": "a"})) == ["one"]


@pytest.mark.parametrize(
    ("options", "ids"),
    [({"model_ids": [TITAN]}, [TITAN]), ({"model_ids": ["nobody.knows"]}, []), ({"provider": "nobody"}, [])],
)
@pytest.mark.parametrize("check", [True, False])
def test_foundation_models(aws, options, ids, check):
    result = run_module("foundation_model_info", aws, check=check, **options)
    assert [row["model_id"] for row in result["foundation_models"]] == ids


def test_availability_is_asked_once_for_each_model_and_region(aws):
    options = {"model_ids": [TITAN], "include_availability": True, "regions": ["us-east-1", "us-west-2"]}
    rows = run_module("foundation_model_info", aws, **options)["foundation_models"]
    assert [row["availability"]["region_availability"] for row in rows] == ["AVAILABLE", "AVAILABLE"]
    assert rows[0]["availability"]["agreement_availability"] == {"status": "AVAILABLE"}
    assert len(aws.calls("GetFoundationModelAvailability")) == 2


def test_the_catalogue_of_another_day(aws):
    aws.switch(catalogue_date="2024-11-15")
    options = {"model_ids": ["anthropic.claude-3-sonnet-20240229-v1:0"]}
    (row,) = run_module("foundation_model_info", aws, **options)["foundation_models"]
    assert "ON_DEMAND" in row["inference_types_supported"]
    aws.switch(catalogue_date=None)
    assert run_module("foundation_model_info", aws, **options)["foundation_models"] == []
