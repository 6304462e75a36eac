# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Points in the protocol: before a call takes effect, after it did and before its answer."""

from __future__ import annotations

from typing import Any

import pytest
from botocore.exceptions import ConnectionClosedError

from tests.local_aws.messages import Call
from tests.local_aws.server import LocalAws
from tests.unit.local_aws.kit import client, create, refusal


def names(aws: LocalAws) -> list[str]:
    rows = client(aws).list_inference_profiles(typeEquals="APPLICATION")["inferenceProfileSummaries"]
    return [row["inferenceProfileName"] for row in rows]


def drop(_call: Call) -> None:
    raise ConnectionAbortedError


@pytest.mark.parametrize(("when", "seen"), [("before", []), ("after", ["chat"])])
def test_the_call_waits_at_the_point(aws: LocalAws, when: str, seen: list[str]) -> None:
    met: list[Any] = []
    point = aws.at("CreateInferenceProfile", lambda call: met.append((call.region, names(aws))), when=when)
    assert not point.reached
    create(aws)
    assert met == [("us-east-1", seen)]
    assert point.reached
    assert names(aws) == ["chat"]


@pytest.mark.parametrize(("when", "left"), [("before", []), ("after", ["chat"])])
def test_a_connection_that_ends_there(aws: LocalAws, when: str, left: list[str]) -> None:
    aws.at("bedrock:CreateInferenceProfile", drop, when=when)
    with pytest.raises(ConnectionClosedError):
        create(aws)
    assert names(aws) == left
    create(aws, name="next")
    assert names(aws) == [*left, "next"]


def test_the_nth_call_once(aws: LocalAws) -> None:
    met: list[str] = []
    aws.at("CreateInferenceProfile", lambda call: met.append(call.params["inferenceProfileName"]), nth=2)
    for name in ("one", "two", "three"):
        create(aws, name=name)
    assert met == ["two"]


def test_a_call_that_fails_is_no_point_after(aws: LocalAws) -> None:
    met: list[str] = []
    aws.at("CreateInferenceProfile", lambda call: met.append(call.params["inferenceProfileName"]), when="after")
    refusal(lambda: create(aws, name="bad", source="arn:aws:bedrock:us-east-1::foundation-model/no.such"))
    create(aws, name="good")
    assert met == ["good"]


def test_a_reset_forgets_points(aws: LocalAws) -> None:
    point = aws.at("CreateInferenceProfile", drop)
    aws.reset()
    assert create(aws)
    assert not point.reached


@pytest.mark.parametrize("point", [{"when": "during"}, {"nth": 0}])
def test_what_is_no_point(aws: LocalAws, point: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match="before or after"):
        aws.at("CreateInferenceProfile", drop, **point)


def test_a_stopped_endpoint_has_no_points() -> None:
    with pytest.raises(RuntimeError, match="not running"):
        LocalAws().at("CreateInferenceProfile", drop)
