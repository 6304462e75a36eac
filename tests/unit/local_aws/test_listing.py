# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""ListInferenceProfiles: types, pages, order."""

from __future__ import annotations

import functools
import operator
from typing import Any

import pytest

from tests.local_aws.server import LocalAws
from tests.unit.local_aws.kit import ACCOUNT, OTHER_ACCOUNT, client, create, refusal


def names(page: dict[str, Any]) -> list[str]:
    return [summary["inferenceProfileName"] for summary in page["inferenceProfileSummaries"]]


def test_without_a_type_only_system_defined_profiles_are_listed(aws: LocalAws) -> None:
    create(aws)
    listed = client(aws).list_inference_profiles()["inferenceProfileSummaries"]
    assert {summary["type"] for summary in listed} == {"SYSTEM_DEFINED"}
    assert listed == client(aws).list_inference_profiles(typeEquals="SYSTEM_DEFINED")["inferenceProfileSummaries"]


def test_a_summary_says_what_get_says(aws: LocalAws) -> None:
    arn = create(aws, description="For chat", tags={"a": "b"})
    (summary,) = client(aws).list_inference_profiles(typeEquals="APPLICATION")["inferenceProfileSummaries"]
    got = client(aws).get_inference_profile(inferenceProfileIdentifier=arn)
    del got["ResponseMetadata"]
    assert summary == got


@pytest.mark.parametrize("account", [ACCOUNT, OTHER_ACCOUNT])
def test_system_defined_profiles_carry_the_callers_account(aws: LocalAws, account: str) -> None:
    bedrock = client(aws, region="eu-west-1", account=account)
    listed = bedrock.list_inference_profiles()["inferenceProfileSummaries"]
    for summary in listed:
        identifier = summary["inferenceProfileId"]
        assert summary["inferenceProfileArn"] == f"arn:aws:bedrock:eu-west-1:{account}:inference-profile/{identifier}"
        for name in (identifier, summary["inferenceProfileArn"]):
            assert bedrock.get_inference_profile(inferenceProfileIdentifier=name)["inferenceProfileId"] == identifier


@pytest.mark.parametrize(
    ("region", "geographies"),
    [
        ("us-east-1", {"us", "global"}),
        ("us-west-1", {"us", "global"}),
        ("ca-west-1", {"us", "global"}),
        ("eu-central-1", {"eu", "global"}),
        ("ap-northeast-1", {"jp", "apac", "global"}),
        ("ap-northeast-2", {"apac", "global"}),
        ("ap-southeast-2", {"au", "apac", "global"}),
        ("us-gov-west-1", {"us-gov"}),
        ("sa-east-1", {"global"}),
        ("af-south-1", set()),
    ],
)
def test_geographies_by_region(aws: LocalAws, region: str, geographies: set[str]) -> None:
    listed = client(aws, region=region).list_inference_profiles()["inferenceProfileSummaries"]
    assert {summary["inferenceProfileId"].split(".")[0] for summary in listed} == geographies


@pytest.mark.parametrize(
    ("switches", "params", "sizes"),
    [
        ({}, {}, [5]),
        ({}, {"maxResults": 2}, [2, 2, 1]),
        ({}, {"maxResults": 5}, [5]),
        ({"default_page_size": 3}, {}, [3, 2]),
        ({"default_page_size": 1}, {"maxResults": 1000}, [5]),
    ],
)
def test_pages(aws: LocalAws, switches: dict[str, Any], params: dict[str, Any], sizes: list[int]) -> None:
    aws.switch(**switches)
    for number in range(5):
        create(aws, name=f"p{number}")
    pages: list[list[str]] = []
    token: dict[str, str] = {}
    while not pages or token:
        page = client(aws).list_inference_profiles(typeEquals="APPLICATION", **params, **token)
        pages.append(names(page))
        token = {"nextToken": page["nextToken"]} if "nextToken" in page else {}
    assert [len(page) for page in pages] == sizes
    assert functools.reduce(operator.iadd, pages, []) == [f"p{number}" for number in range(5)]


@pytest.mark.parametrize(("list_order", "expected"), [("created", ["b", "a"]), ("reversed", ["a", "b"])])
def test_order(aws: LocalAws, list_order: str, expected: list[str]) -> None:
    aws.switch(list_order=list_order)
    create(aws, name="b")
    create(aws, name="a")
    assert names(client(aws).list_inference_profiles(typeEquals="APPLICATION")) == expected


def test_a_foreign_token_is_refused(aws: LocalAws) -> None:
    for name in ("a", "b"):
        create(aws, name=name)
    token = client(aws).list_inference_profiles(typeEquals="APPLICATION", maxResults=1)["nextToken"]
    for params in ({"nextToken": "nonsense"}, {"nextToken": token, "typeEquals": "SYSTEM_DEFINED"}):
        assert refusal(client(aws).list_inference_profiles, **params).code == "ValidationException"
