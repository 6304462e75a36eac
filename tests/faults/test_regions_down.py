# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""A region that stays down fails its own keys; the rest is deployed, and no record points to nothing."""

from __future__ import annotations

import pytest
from ansible_collections.genai.bedrock.plugins.module_utils._aws.clients import Clients

from tests.faults.deploying import (
    COHERE,
    TITAN,
    assert_deployed,
    assert_settled,
    dangling,
    deploy,
    document,
    entries,
    profiles,
    records,
)
from tests.faults.running import REGIONS, converge, converge_here, made

UP, DOWN = "us-east-1", "us-west-2"
BOTH = (UP, DOWN)


def down(region=DOWN, **more):
    """Half of the calls are refused, the other half find no connection."""
    broken = {"code": "ServiceUnavailableException", "status": 503, "message": "Service is down."}
    return [
        {"region": region, "probability": 0.5, "error": broken, **more},
        {"region": region, "reset": True, **more},
    ]


def hangs(**more):
    return {"region": DOWN, "timeout_ms": 60_000, **more}


def problems_about(failed, key, region):
    """How many problems tell of a key's failure in a region."""
    return sum(line.startswith(f"inference_profiles/{key} in {region}: ") for line in failed.result["problems"])


def all_three(model=TITAN):
    """An entry in both regions, one in the region that is up, one in the region that goes down."""
    return {
        **entries("chat", model=model, regions=BOTH),
        **entries("east", model=model, regions=[UP]),
        **entries("west", model=model, regions=[DOWN]),
    }


def assert_reported(failed):
    """The keys of the region that is down, once each."""
    assert failed.status != 0
    lines = {
        key: (problems_about(failed, key, DOWN), problems_about(failed, key, UP)) for key in ("chat", "east", "west")
    }
    assert lines == {"chat": (1, 0), "east": (0, 0), "west": (1, 0)}, failed.output[-3000:]


def test_down_from_the_first_deployment_on(aws, burst):
    wanted = all_three()
    burst.rules(*down())
    assert_reported(deploy(burst, wanted))
    assert dangling(aws) == []
    published = records(aws)
    # What has no profile anywhere has no record.
    assert set(published) == {"inference_profiles/chat", "inference_profiles/east"}
    for record in published.values():
        assert [target["region"] for target in record["targets"]] == [UP]
    assert set(document(aws)["inference_profiles"]) == {"chat", "east"}
    assert (len(profiles(aws, UP)), len(profiles(aws, DOWN))) == (2, 0)
    burst.rules()
    deploy(burst, wanted).ok()
    assert_settled(aws, burst, wanted)
    assert records(aws)["inference_profiles/east"] == published["inference_profiles/east"]


def test_down_when_a_model_changes(aws, burst):
    """The last target of the region that is down stays in the record, as long as its profile lives."""
    deploy(aws, all_three()).ok()
    before, old = records(aws), set(profiles(aws, DOWN))
    burst.rules(*down(operation="CreateInferenceProfile"))
    wanted = all_three(COHERE)
    assert_reported(deploy(burst, wanted))
    assert dangling(aws) == []
    published = records(aws)
    assert published["inference_profiles/west"] == before["inference_profiles/west"]
    targets = published["inference_profiles/chat"]["targets"]
    assert {target["region"] for target in targets} == set(BOTH)
    assert len(old & {target["arn"] for target in targets}) == 1
    assert set(profiles(aws, DOWN)) == old
    burst.rules()
    deploy(burst, wanted).ok()
    assert_deployed(aws, wanted)
    assert records(aws)["inference_profiles/east"] == published["inference_profiles/east"]


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


@pytest.fixture
def impatient(monkeypatch):
    """Give up after a second in the region that hangs, on the calls of an operation or all; others may take their time.

    On a loaded machine any answer may take seconds, so that the limit of a client would end good calls as well.
    """

    def begin(operation):
        event = f"before-call.bedrock.{operation}" if operation else "before-call"
        make = Clients._made

        def made(clients, service, region, settings):
            client = make(clients, service, region, settings)
            if region == DOWN:
                client.meta.events.register(event, lambda params, **_event: params["context"].update(read_timeout=1))
            return client

        monkeypatch.setattr(Clients, "_made", made)

    return begin


@pytest.mark.parametrize("operation", [None, "CreateInferenceProfile"], ids=["every_call", "each_creation"])
def test_one_of_four_regions_hangs(aws, burst, impatient, operation):
    """Its calls are taken on and never answered: the client's own patience ends them."""
    wanted = {f"key_{number}": {"name": f"profile-{number}", "regions": [REGIONS[number % 4]]} for number in range(60)}
    burst.rules(hangs(**({"operation": operation} if operation else {})))
    impatient(operation)
    result = converge_here(burst, wanted, aws_config={"retries": {"mode": "standard", "total_max_attempts": 2}})
    here = {key for key, entry in wanted.items() if entry["regions"] == [DOWN]}
    assert result["failed"] is True
    assert sorted(error["key"] for error in result["errors"]) == sorted(here)
    assert {(error["region"], error["code"]) for error in result["errors"]} == {(DOWN, "ReadTimeoutError")}
    assert all("failed in us-west-2: ReadTimeoutError: Read timeout" in error["message"] for error in result["errors"])
    assert sorted(made(aws)) == sorted(set(wanted) - here)
    assert burst.injected()["timeout"] > 0
    burst.rules()
    assert "failed" not in converge(burst, wanted)[0]
    assert sorted(made(aws)) == sorted(wanted)
