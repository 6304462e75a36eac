# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""TagResource, UntagResource and ListTagsForResource."""

from __future__ import annotations

from typing import Any

import pytest

from tests.local_aws.server import LocalAws
from tests.unit.local_aws.guardrail_kit import make
from tests.unit.local_aws.kit import ACCOUNT, client, create, refusal

SYSTEM_ARN = f"arn:aws:bedrock:us-east-1:{ACCOUNT}:inference-profile/us.anthropic.claude-sonnet-4-6"
UNKNOWN_ARN = f"arn:aws:bedrock:us-east-1:{ACCOUNT}:application-inference-profile/abcdefghijkl"


def listed(aws: LocalAws, arn: str) -> dict[str, str]:
    return {tag["key"]: tag["value"] for tag in client(aws).list_tags_for_resource(resourceARN=arn)["tags"]}


def pairs(tags: dict[str, str]) -> list[dict[str, str]]:
    return [{"key": key, "value": value} for key, value in tags.items()]


def test_tags_are_added_replaced_and_removed(aws: LocalAws) -> None:
    arn = create(aws, tags={"a": "1", "b": "2"})
    client(aws).tag_resource(resourceARN=arn, tags=pairs({"b": "3", "c": ""}))
    assert listed(aws, arn) == {"a": "1", "b": "3", "c": ""}
    client(aws).untag_resource(resourceARN=arn, tagKeys=["a", "not-there"])
    assert listed(aws, arn) == {"b": "3", "c": ""}


def test_the_order_is_not_sorted_and_not_the_tagging_apis(aws: LocalAws) -> None:
    tags = dict.fromkeys(("Environment", "ManagedBy", "ProfileKey", "Workload", "CostCenter"), "x")
    arn = create(aws, tags=tags)
    ours = [tag["key"] for tag in client(aws).list_tags_for_resource(resourceARN=arn)["tags"]]
    found = client(aws, "resourcegroupstaggingapi").get_resources()["ResourceTagMappingList"][0]["Tags"]
    assert ours != sorted(ours)
    assert ours != [tag["Key"] for tag in found]


@pytest.mark.parametrize(
    ("operation", "params"),
    [
        ("tag_resource", {"tags": [{"key": "a", "value": "b"}]}),
        ("untag_resource", {"tagKeys": ["a"]}),
        ("list_tags_for_resource", {}),
    ],
)
@pytest.mark.parametrize(
    ("arn", "code"),
    [
        (UNKNOWN_ARN, "ResourceNotFoundException"),
        (UNKNOWN_ARN.replace("us-east-1", "us-west-2"), "ResourceNotFoundException"),
        (SYSTEM_ARN, "ValidationException"),
        ("no arn at all, really", "ValidationException"),
    ],
)
def test_what_cannot_be_tagged(aws: LocalAws, operation: str, params: dict[str, Any], arn: str, code: str) -> None:
    assert refusal(getattr(client(aws), operation), resourceARN=arn, **params).code == code


@pytest.mark.parametrize(
    ("switch", "code"), [("too_many_tags", "TooManyTagsException"), ("validation", "ValidationException")]
)
def test_fifty_tags_and_no_more(aws: LocalAws, switch: str, code: str) -> None:
    aws.switch(too_many_tags=switch)
    many = {f"key{number}": "x" for number in range(50)}
    assert refusal(lambda: create(aws, tags={**many, "one": "more"})).code == code
    arn = create(aws, tags=many)
    got = refusal(client(aws).tag_resource, resourceARN=arn, tags=pairs({"one": "more"}))
    assert (got.code, got.status) == (code, 400)
    client(aws).tag_resource(resourceARN=arn, tags=pairs({"key1": "y"}))
    assert len(listed(aws, arn)) == 50


@pytest.mark.parametrize(("switch", "refused"), [("reject", True), ("accept", False)])
def test_tag_keys_of_aws(aws: LocalAws, switch: str, refused: bool) -> None:
    aws.switch(aws_tag_keys=switch)
    if refused:
        assert refusal(lambda: create(aws, tags={"aws:x": "y"})).code == "ValidationException"
    else:
        assert listed(aws, create(aws, tags={"aws:x": "y"})) == {"aws:x": "y"}


def test_what_has_a_tag_of_aws_itself_is_tagged_like_any_other(aws: LocalAws) -> None:
    aws.switch(aws_tag_keys="accept")
    arns = [
        create(aws, tags={"aws:cloudformation:stack-name": "x"}),
        make(aws, tags=pairs({"aws:x": "y"}))["guardrailArn"],
    ]
    aws.switch(aws_tag_keys="reject")
    for arn in arns:
        current = listed(aws, arn)
        client(aws).tag_resource(resourceARN=arn, tags=pairs({f"key{number}": "x" for number in range(50)}))
        assert len(listed(aws, arn)) == 51
        assert listed(aws, arn).items() >= current.items()
        got = refusal(client(aws).tag_resource, resourceARN=arn, tags=pairs({"aws:y": "z"}))
        assert got.code == "ValidationException"


def test_duplicate_keys_are_refused(aws: LocalAws) -> None:
    tags = [{"key": "a", "value": "1"}, {"key": "a", "value": "2"}]
    arn = create(aws)
    assert "Duplicate tag keys" in refusal(client(aws).tag_resource, resourceARN=arn, tags=tags).message
