# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Where cross-region entries live: a routed profile in the primary region, a regional one in each other."""

from __future__ import annotations

import pytest
from ansible_collections.genai.bedrock.plugins.module_utils._core.workloads.workloads import workload_plan

SONNET = "anthropic.claude-sonnet-4-6"
EAST, WEST = "us-east-1", "us-west-2"


def good_plan(entries, kind, **settings):
    plan = workload_plan(entries, kind, {"environment": "dev", "regions": [EAST, WEST]} | settings)
    assert plan["errors"] == []
    return plan


def cross(leaves, **settings):
    return good_plan({"claude": {"model": SONNET} | leaves}, "cross_region", **settings)


def test_a_cross_region_entry_is_one_profile_for_each_region() -> None:
    plan = cross({"failover_regions": [WEST, "eu-west-1"]})
    first, west, europe = plan["inference_profiles"].values()
    assert list(plan["inference_profiles"]) == ["claude", "claude_usw2", "claude_euw1"]
    assert (first["name"], west["name"], europe["name"]) == (
        "claude-cross-region-dev",
        "claude-regional-usw2-dev",
        "claude-regional-euw1-dev",
    )
    assert first["geography"] == "any"
    assert "geography" not in west
    assert first["tags"] == {"CrossRegion": "true", "PrimaryRegion": EAST, "FailoverRegion": "us-west-2 eu-west-1"}
    assert west["tags"] == {"CrossRegion": "false", "Region": WEST}
    assert plan["entries"]["claude"]["order"] == 0
    assert [target["region"] for target in plan["entries"]["claude"]["targets"]] == [EAST, WEST, "eu-west-1"]


@pytest.mark.parametrize(
    ("leaves", "settings", "regions"),
    [
        ({}, {}, [EAST, WEST]),
        ({"primary_region": WEST}, {}, [WEST, EAST]),
        ({"primary_region": "eu-west-1", "failover_regions": "eu-west-3"}, {}, ["eu-west-1", "eu-west-3"]),
        ({"failover_regions": []}, {}, [EAST]),
    ],
)
def test_regions_of_a_cross_region_entry(leaves, settings, regions) -> None:
    assert cross(leaves, **settings)["regions"] == regions


@pytest.mark.parametrize(
    ("leaves", "settings", "geographies"),
    [
        ({}, {}, ["any", None]),
        ({}, {"geography": "us"}, ["any", None]),
        ({}, {"geography": "global"}, ["global", None]),
        ({"geography": "us"}, {"geography": "global"}, ["us", None]),
        ({"geography": {EAST: "us", WEST: "global"}}, {}, ["us", "global"]),
        ({"geography": {WEST: "us"}}, {}, ["any", "us"]),
        ({"model_source": "us.x.y-1"}, {}, [None, None]),
        ({"model_source": "us.x.y-1", "geography": "us"}, {}, ["us", None]),
    ],
)
def test_geography_of_a_cross_region_entry(leaves, settings, geographies) -> None:
    profiles = cross(leaves, **settings)["inference_profiles"].values()
    assert [profile.get("geography") for profile in profiles] == geographies


def test_the_failover_profiles_are_over_the_model_even_where_the_primary_has_a_source_of_its_own() -> None:
    source = f"arn:aws:bedrock:{EAST}::foundation-model/{SONNET}"
    profiles = good_plan({"claude": {"model_source": source}}, "cross_region")["inference_profiles"]
    assert [profile["model_source"] for profile in profiles.values()] == [source, SONNET]


def test_names_descriptions_and_moves_of_cross_region_profiles() -> None:
    leaves = {
        "name": "claude-cross",
        "description": "Cross",
        "failover_names": {WEST: "claude-west"},
        "failover_descriptions": {WEST: "West"},
        "moved_from": "old",
        "tags": {"own": True},
    }
    first, west = cross(leaves)["inference_profiles"].values()
    assert (first["name"], first["description"], first["moved_from"]) == ("claude-cross", "Cross", "old")
    assert (west["name"], west["description"], west["moved_from"]) == ("claude-west", "West", "old_usw2")
    assert first["tags"]["own"] == west["tags"]["own"] == "true"


def test_region_in_names_of_cross_region_profiles() -> None:
    profiles = cross({}, name_region=True)["inference_profiles"]
    assert [profile["name"] for profile in profiles.values()] == [
        "claude-cross-region-dev-use1",
        "claude-regional-usw2-dev",
    ]


def test_a_removed_cross_region_entry_takes_its_regional_profiles_along() -> None:
    profiles = cross({"enabled": False})["inference_profiles"]
    assert {key: profile["state"] for key, profile in profiles.items()} == {"claude": "absent", "claude_usw2": "absent"}
