# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The switch throttle: so many calls a second of a service, in each account and region."""

from __future__ import annotations

from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

import pytest

from tests.local_aws import throttling
from tests.local_aws.server import LocalAws
from tests.local_aws.switches import SwitchError, Switches, merged
from tests.unit.local_aws.kit import OTHER_ACCOUNT, client, create, refusal

TOO_MANY = (
    "Too many requests, please wait before trying again. You have sent too many requests.  Wait before trying again."
)
CALLS: dict[str, Callable[[LocalAws], Any]] = {
    "bedrock": lambda aws: client(aws).list_inference_profiles(),
    "ssm": lambda aws: client(aws, "ssm").describe_parameters(),
    "resourcegroupstaggingapi": lambda aws: client(aws, "resourcegroupstaggingapi").get_resources(),
}


@pytest.mark.parametrize(
    ("service", "code", "status", "message"),
    [
        ("bedrock", "ThrottlingException", 429, TOO_MANY),
        ("ssm", "ThrottlingException", 400, "Rate exceeded"),
        ("resourcegroupstaggingapi", "ThrottledException", 400, "Rate exceeded"),
    ],
)
def test_each_service_refuses_in_its_own_words(
    aws: LocalAws, service: str, code: str, status: int, message: str
) -> None:
    aws.switch(throttle={service: 0.1})
    CALLS[service](aws)
    got = refusal(lambda: CALLS[service](aws))
    assert (got.code, got.status, got.message) == (code, status, message)
    assert [call["code"] for call in aws.calls()] == ["", code]


def test_a_call_that_is_refused_has_no_effect(aws: LocalAws) -> None:
    aws.switch(throttle={"bedrock": 0.1})
    CALLS["bedrock"](aws)
    refusal(lambda: create(aws))
    aws.switch(throttle={})
    assert client(aws).list_inference_profiles(typeEquals="APPLICATION")["inferenceProfileSummaries"] == []


def test_other_services_regions_and_accounts_have_buckets_of_their_own(aws: LocalAws) -> None:
    aws.switch(throttle={"bedrock": 0.1})
    CALLS["bedrock"](aws)
    assert client(aws, region="eu-west-1").list_inference_profiles()
    assert client(aws, account=OTHER_ACCOUNT).list_inference_profiles()
    assert CALLS["ssm"](aws)
    assert refusal(lambda: CALLS["bedrock"](aws)).code == "ThrottlingException"


def test_it_grants_the_rate_and_half_a_second_of_burst(aws: LocalAws, monkeypatch: pytest.MonkeyPatch) -> None:
    CALLS["bedrock"](aws)
    now = 0.0
    monkeypatch.setattr(throttling, "time", SimpleNamespace(monotonic=lambda: now))
    aws.switch(throttle={"bedrock": 20})
    aws.clear_calls()
    # 10 at once, 20 a second after that, and never more than 10 at once again.
    for passed, granted in ((0.0, 10), (0.05, 1), (0.125, 2), (0.03, 1), (60.0, 10)):
        now += passed
        for _call in range(granted):
            CALLS["bedrock"](aws)
        assert refusal(lambda: CALLS["bedrock"](aws)).code == "ThrottlingException"


def test_setting_it_again_fills_the_buckets(aws: LocalAws) -> None:
    for _round in range(2):
        aws.switch(throttle={"bedrock": 0.1})
        assert CALLS["bedrock"](aws)


@pytest.mark.parametrize("value", [{"bedrok": 10}, {"bedrock": 0}, {"bedrock": "fast"}, [10], 10])
def test_only_known_services_and_rates_are_taken(value: Any) -> None:
    with pytest.raises(SwitchError, match="throttle"):
        merged(Switches(), {"throttle": value})
