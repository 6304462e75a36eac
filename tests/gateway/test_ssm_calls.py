# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""How many API calls the SSM modules make: exactly so many, and none that grows without need."""

from __future__ import annotations

from typing import Any

import pytest

from tests.gateway.ssm_kit import REGION, Store
from tests.local_aws.server import LocalAws

WEST = "us-west-2"


@pytest.fixture
def store(aws: LocalAws) -> Store:
    return Store(aws)


def numbered(count: int, **options: Any) -> dict[str, Any]:
    return {f"/t/p{number:03}": {"value": {"number": number}} | options for number in range(count)}


@pytest.mark.parametrize(
    ("before", "wanted", "options", "calls"),
    [
        pytest.param(
            {},
            numbered(30),
            {},
            {"GetParameters": 4, "GetResources": 1, "PutParameter": 30},
            id="a first run; one read tells the account",
        ),
        pytest.param(numbered(30), numbered(30), {}, {"GetParameters": 3, "GetResources": 1}, id="a no-op over 30"),
        pytest.param(
            numbered(120), numbered(120), {}, {"GetParameters": 12, "GetResources": 2}, id="a no-op over 120: two pages"
        ),
        pytest.param(
            numbered(30),
            numbered(30),
            {"regions": [REGION, WEST], "check": True},
            {"GetParameters": 6, "GetResources": 2},
            id="a prediction over two regions",
        ),
        pytest.param(
            numbered(30),
            numbered(30, description=""),
            {},
            {"GetParameters": 3, "GetResources": 1, "DescribeParameters": 1},
            id="a no-op over 30 with descriptions",
        ),
        pytest.param(
            numbered(30),
            numbered(30) | {"/t/p000": {"value": "new"}},
            {},
            {
                "GetParameters": 3,
                "GetResources": 1,
                "ListTagsForResource": 1,
                "DescribeParameters": 1,
                "PutParameter": 1,
            },
            id="one of 30 changed",
        ),
        pytest.param(
            numbered(3),
            numbered(3),
            {"tags": {"A": "1"}},
            {"GetParameters": 1, "GetResources": 1, "ListTagsForResource": 3, "AddTagsToResource": 3},
            id="retag",
        ),
        pytest.param(
            numbered(3),
            numbered(3, state="absent"),
            {},
            {"GetParameters": 1, "GetResources": 1, "ListTagsForResource": 3, "DeleteParameter": 3},
            id="delete",
        ),
        pytest.param(
            {},
            {"/t/s": {"value": "s3cret", "type": "SecureString"}},
            {},
            {"GetParameters": 2, "PutParameter": 1},
            id="a single new one",
        ),
        pytest.param(
            numbered(1), numbered(1), {}, {"GetParameters": 1, "ListTagsForResource": 1}, id="a no-op over a single one"
        ),
    ],
)
def test_calls(
    store: Store, before: dict[str, Any], wanted: dict[str, Any], options: dict[str, Any], calls: dict[str, int]
) -> None:
    if before:
        store.converge(before)
    store.counted()
    assert "failed" not in store.converge(wanted, **options)
    assert store.counted() == calls


@pytest.mark.parametrize(
    "fault",
    [{"deny": ["tag:GetResources"]}, {"fail": [{"operation": "GetResources", "code": "InternalServiceException"}]}],
    ids=["denied", "down"],
)
def test_without_the_tagging_api_tags_are_read_one_by_one(store: Store, fault: dict[str, Any]) -> None:
    store.converge(numbered(30))
    store.aws.switch(**fault)
    store.counted()
    result = store.converge(numbered(30))
    calls = store.counted()
    assert (result["changed"], calls["GetParameters"], calls["ListTagsForResource"]) == (False, 3, 30)


@pytest.mark.parametrize(
    ("options", "calls"),
    [
        ({"names": sorted(numbered(29))}, {"GetParameters": 3}),
        ({"path": "/t"}, {"GetParametersByPath": 3}),
        ({"path": "/t", "include_metadata": True}, {"GetParametersByPath": 3, "DescribeParameters": 1}),
        ({"names": sorted(numbered(2)), "include_tags": True}, {"GetParameters": 1, "ListTagsForResource": 2}),
    ],
)
def test_calls_of_reading(store: Store, options: dict[str, Any], calls: dict[str, int]) -> None:
    store.converge(numbered(29))
    store.counted()
    assert len(store.run("ssm_parameter_info", **options)["ssm_parameters"]) in (2, 29)
    assert store.counted() == calls
