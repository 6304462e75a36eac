# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""A hundred profiles over four regions, and a hundred parameters, under throttling and faults; whose word on retries holds.

Throttling is the endpoint's own, a bucket of tokens in each region: microburst's rate counts faults, not what is granted.
"""

from __future__ import annotations

from collections import Counter

import pytest

from tests.faults.running import REGIONS, apart, converge, made

RATE = 10
#: A tenth of all requests: errors of the service, and connections that end before or after the work was done.
FAULTS = (
    {"probability": 0.026, "error": {"code": "InternalServerException", "status": 500}},
    {"probability": 0.026, "error": {"code": "ServiceUnavailableException", "status": 503}},
    {"probability": 0.026, "reset": True},
    {"probability": 0.026, "response": {"abort_frac": 0}},
)
#: Of the others a fifth is slow.
LATENCY = {"probability": 0.2, "latency": {"min": 20, "max": 200}}


def summary_of(injected):
    """A line of figures. About 14 faults and 24 slow answers are to be expected; next to none would prove nothing."""
    faults = injected.total() - injected["latency"]
    assert faults >= 3, injected
    assert injected.total() >= 16, injected
    kinds = ", ".join(f"{kind} {count}" for kind, count in sorted(injected.items()))
    return f"{faults} faults and {injected['latency']} slow answers ({kinds})"


def hundred(turn):
    """Keys of the four regions one after the other, or taking turns."""
    return {
        f"key_{number}": {"name": f"profile-{number}", "regions": [REGIONS[number % 4 if turn else number // 25]]}
        for number in range(100)
    }


def ideal_seconds(aws, at, entries):
    """What nobody can beat: the process, and the calls of a clean run in the busiest region at the rate that is granted."""
    start = min(converge(at, {})[1] for _turn in range(2))
    aws.clear_calls()
    assert "failed" not in converge(at, entries)[0]
    calls = Counter(call["region"] for call in aws.calls() if call["service"] == "bedrock")
    return start + max(calls.values()) / RATE


@pytest.mark.parametrize("turn", [True, False], ids=["regions_in_turn", "region_by_region"])
def test_a_hundred_profiles_in_four_regions(aws, burst, turn, notify):
    entries = hundred(turn)
    ideal = ideal_seconds(aws, burst, entries)
    aws.reset(throttle={"bedrock": RATE})
    burst.rules(*FAULTS, LATENCY)
    result, elapsed = converge(burst, entries)
    codes = [call["code"] for call in aws.calls() if call["service"] == "bedrock"]
    refused = codes.count("ThrottlingException") / len(codes)
    notify(
        f"{elapsed:.2f} s, ideal {ideal:.2f} s, ratio {elapsed / ideal:.2f}; {refused:.0%} of {len(codes)} calls "
        f"throttled; {summary_of(burst.injected())}"
    )
    aws.switch(throttle={})
    assert "failed" not in result, result
    assert sorted(made(aws)) == sorted(entries)
    assert elapsed <= 1.5 * ideal
    assert 0 < refused < 0.25
    burst.rules()
    assert converge(burst, entries)[0]["changed"] is False


SSM = {"ssm": 40, "resourcegroupstaggingapi": 1}


def test_a_hundred_parameters(aws, burst, notify):
    """At the rate that AWS grants Parameter Store unless more is asked for."""
    names = [f"/faults/parameter-{number}" for number in range(100)]
    wanted = {"ssm_parameters": {name: {"value": name, "type": "String"} for name in names}, "regions": ["us-east-1"]}
    aws.switch(throttle=SSM)
    burst.rules(*FAULTS, LATENCY)
    result, elapsed = apart(burst, "ssm_parameters", **wanted)
    assert "failed" not in result, result
    codes = [call["code"] for call in aws.calls() if call["service"] in SSM]
    refused = codes.count("ThrottlingException") + codes.count("ThrottledException")
    notify(
        f"{elapsed:.2f} s; {refused / len(codes):.0%} of {len(codes)} calls throttled; {summary_of(burst.injected())}"
    )
    assert 0 < refused / len(codes) < 0.25
    aws.switch(throttle={})
    burst.rules()
    pages = aws.client("ssm").get_paginator("get_parameters_by_path").paginate(Path="/faults")
    assert sorted(row["Value"] for page in pages for row in page["Parameters"]) == sorted(names)
    assert apart(burst, "ssm_parameters", **wanted)[0]["changed"] is False


def test_the_users_retries_win(aws):
    """With one attempt the first refusal is the error, and the next run does the rest."""
    aws.switch(throttle={"bedrock": RATE})
    entries = {f"key_{number}": {"name": f"profile-{number}", "regions": ["us-east-1"]} for number in range(30)}
    once = {"aws_config": {"retries": {"total_max_attempts": 1}}, "regions": ["us-east-1"]}
    result, _elapsed = converge(aws, entries, **once)
    assert result["failed"] is True
    assert {error["code"] for error in result["errors"]} == {"ThrottlingException"}
    assert len(aws.calls("CreateInferenceProfile")) == len(entries)
    aws.switch(throttle={})
    assert "failed" not in converge(aws, entries, regions=["us-east-1"])[0]
    assert sorted(made(aws)) == sorted(entries)
