# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""A region that stays down fails its own keys; the rest is deployed, and no record points to nothing."""

from __future__ import annotations

import re

from tests.faults.deploying import (
    COHERE,
    assert_deployed,
    assert_settled,
    dangling,
    deploy,
    document,
    entries,
    profiles,
    records,
)
from tests.faults.running import REGIONS, converge, made

UP, DOWN = "us-east-1", "us-west-2"
BOTH = (UP, DOWN)


def down(region=DOWN, **more):
    """Half of the calls are refused, the other half find no connection."""
    broken = {"code": "ServiceUnavailableException", "status": 503, "message": "Service is down."}
    return [
        {"region": region, "probability": 0.5, "error": broken, **more},
        {"region": region, "reset": True, **more},
    ]


def told(output, key, region):
    """How often the list at the end tells of a key's failure in a region."""
    return len(re.findall(rf"^ +- .?inference_profiles/{key} in {region}: ", output, re.MULTILINE))


def test_down_from_the_first_deployment_on(aws, burst):
    wanted = entries("chat", "search", regions=BOTH)
    burst.rules(*down())
    failed = deploy(burst, wanted)
    assert failed.status != 0
    for key in wanted:
        assert (told(failed.output, key, DOWN), told(failed.output, key, UP)) == (1, 0), failed.output[-3000:]
    assert dangling(aws) == []
    for record in records(aws).values():
        assert [target["region"] for target in record["targets"]] == [UP]
    assert set(document(aws)["inference_profiles"]) == set(wanted)
    assert (len(profiles(aws, UP)), len(profiles(aws, DOWN))) == (2, 0)
    burst.rules()
    deploy(burst, wanted).ok()
    assert_settled(aws, burst, wanted)


def test_down_when_a_model_changes(aws, burst):
    """The last target of the region that is down stays in the record, as long as its profile lives."""
    deploy(aws, entries("chat", regions=BOTH)).ok()
    (old,) = profiles(aws, DOWN)
    burst.rules(*down(operation="CreateInferenceProfile"))
    wanted = entries("chat", model=COHERE, regions=BOTH)
    failed = deploy(burst, wanted)
    assert failed.status != 0
    assert (told(failed.output, "chat", DOWN), told(failed.output, "chat", UP)) == (1, 0), failed.output[-3000:]
    assert dangling(aws) == []
    targets = records(aws)["inference_profiles/chat"]["targets"]
    assert {target["region"] for target in targets} == set(BOTH)
    assert old in {target["arn"] for target in targets}
    burst.rules()
    deploy(burst, wanted).ok()
    assert_deployed(aws, wanted)


def test_one_of_four_regions_goes_down_while_a_hundred_profiles_are_made(aws, burst):
    wanted = {f"key_{number}": {"name": f"profile-{number}", "regions": [REGIONS[number % 4]]} for number in range(100)}
    burst.rules(*down(operation="CreateInferenceProfile"))
    result, _elapsed = converge(burst, wanted)
    failed = {error["key"] for error in result["errors"]}
    assert failed == {key for key, entry in wanted.items() if entry["regions"] == [DOWN]}
    assert len(result["errors"]) == len(failed)
    assert sorted(made(aws)) == sorted(set(wanted) - failed)
    burst.rules()
    assert "failed" not in converge(burst, wanted)[0]
    assert sorted(made(aws)) == sorted(wanted)
