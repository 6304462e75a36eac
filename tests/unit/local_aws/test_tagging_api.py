# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Resource Groups Tagging API: profiles beside moto's own resource types."""

from __future__ import annotations

from typing import Any

import pytest

from tests.local_aws.server import LocalAws
from tests.unit.local_aws.kit import ACCOUNT, client, create, refusal

PROFILES = "bedrock:application-inference-profile"


def found(aws: LocalAws, region: str = "us-east-1", **params: Any) -> dict[str, dict[str, str]]:
    """All pages: ARN → tags."""
    resources: dict[str, dict[str, str]] = {}
    token = ""
    while True:
        more = {"PaginationToken": token} if token else {}
        page = client(aws, "resourcegroupstaggingapi", region).get_resources(**params, **more)
        for entry in page["ResourceTagMappingList"]:
            resources[entry["ResourceARN"]] = {tag["Key"]: tag["Value"] for tag in entry["Tags"]}
        token = page["PaginationToken"]
        if not token:
            return resources


def test_tagged_profiles_are_found_and_never_tagged_ones_are_not(aws: LocalAws) -> None:
    tagged = create(aws, tags={"a": "b"})
    create(aws)
    assert found(aws) == {tagged: {"a": "b"}}
    assert found(aws, "us-west-2") == {}


def test_profiles_and_parameters_by_type(aws: LocalAws) -> None:
    arn = create(aws, tags={"a": "b"})
    client(aws, "ssm").put_parameter(Name="/x", Value="v", Type="String", Tags=[{"Key": "a", "Value": "b"}])
    parameter = f"arn:aws:ssm:us-east-1:{ACCOUNT}:parameter/x"
    assert set(found(aws)) == {arn, parameter}
    for types, expected in (
        ([PROFILES], {arn}),
        (["bedrock"], {arn}),
        (["ssm:parameter"], {parameter}),
        (["s3"], set()),
    ):
        assert set(found(aws, ResourceTypeFilters=types)) == expected


@pytest.mark.parametrize(
    ("filters", "expected"),
    [
        ([{"Key": "Environment"}], {"one", "two"}),
        ([{"Key": "Environment", "Values": ["dev"]}], {"one"}),
        ([{"Key": "Environment", "Values": ["dev", "prod"]}], {"one", "two"}),
        ([{"Key": "Environment", "Values": ["prod"]}, {"Key": "Workload", "Values": ["cai"]}], {"two"}),
        ([{"Key": "Environment", "Values": ["other"]}], set()),
    ],
)
def test_tag_filters(aws: LocalAws, filters: list[dict[str, Any]], expected: set[str]) -> None:
    arns = {
        create(aws, name="one", tags={"Environment": "dev", "Workload": "cai"}): "one",
        create(aws, name="two", tags={"Environment": "prod", "Workload": "cai"}): "two",
        create(aws, name="three", tags={"Other": "x"}): "three",
    }
    assert {arns[arn] for arn in found(aws, TagFilters=filters, ResourceTypeFilters=[PROFILES])} == expected


@pytest.mark.parametrize(
    ("params", "calls"),
    [({}, 1), ({"ResourcesPerPage": 2}, 4), ({"ResourcesPerPage": 100}, 1), ({"TagsPerPage": 100}, 4)],
)
def test_pages_lose_nothing_and_split_no_resource(aws: LocalAws, params: dict[str, Any], calls: int) -> None:
    tags = {f"key{number}": "x" for number in range(40)}
    arns = {create(aws, name=f"p{number}", tags=tags) for number in range(7)}
    aws.clear_calls()
    resources = found(aws, **params)
    assert set(resources) == arns
    assert all(found_tags == tags for found_tags in resources.values())
    assert len(aws.calls("GetResources")) == calls


def test_a_profile_that_lost_its_tags_is_still_found(aws: LocalAws) -> None:
    arn = create(aws, tags={"a": "b"})
    client(aws).untag_resource(resourceARN=arn, tagKeys=["a"])
    assert found(aws) == {arn: {}}


@pytest.mark.parametrize("tagging_after_delete", ["hide", "empty"])
def test_after_delete(aws: LocalAws, tagging_after_delete: str) -> None:
    aws.switch(tagging_after_delete=tagging_after_delete)
    arn = create(aws, tags={"a": "b"})
    client(aws).delete_inference_profile(inferenceProfileIdentifier=arn)
    assert found(aws) == ({} if tagging_after_delete == "hide" else {arn: {}})


def test_lag_of_creation_change_and_deletion(aws: LocalAws) -> None:
    old = create(aws, name="old", tags={"a": "1"})
    aws.switch(tagging_delay_seconds=3600)
    assert found(aws) == {}
    aws.switch(tagging_delay_seconds=0)
    assert found(aws) == {old: {"a": "1"}}
    client(aws).tag_resource(resourceARN=old, tags=[{"key": "a", "value": "2"}])
    assert found(aws) == {old: {"a": "2"}}


def test_tags_set_through_the_tagging_api(aws: LocalAws) -> None:
    arn = create(aws, tags={"a": "b"})
    missing = f"arn:aws:bedrock:us-east-1:{ACCOUNT}:application-inference-profile/abcdefghijkl"
    tagging = client(aws, "resourcegroupstaggingapi")
    failed = tagging.tag_resources(ResourceARNList=[missing, arn], Tags={"c": "d"})["FailedResourcesMap"]
    assert list(failed) == [missing]
    assert found(aws) == {arn: {"a": "b", "c": "d"}}
    assert tagging.untag_resources(ResourceARNList=[arn], TagKeys=["a"])["FailedResourcesMap"] == {}
    assert client(aws).list_tags_for_resource(resourceARN=arn)["tags"] == [{"key": "c", "value": "d"}]
    assert tagging.get_tag_keys()["TagKeys"] == ["c"]


def test_by_arn_missing_ones_are_left_out(aws: LocalAws) -> None:
    arn = create(aws, tags={"a": "b"})
    create(aws, tags={"a": "b"})
    assert set(found(aws, ResourceARNList=[arn, arn[:-3] + "abc"])) == {arn}


@pytest.mark.parametrize(
    ("params", "code"),
    [
        ({"ResourcesPerPage": 101}, "InvalidParameterException"),
        ({"TagsPerPage": 99}, "InvalidParameterException"),
        ({"ResourceARNList": ["arn:aws:x:y:z:a"], "TagFilters": [{"Key": "a"}]}, "InvalidParameterException"),
        ({"PaginationToken": "stale"}, "PaginationTokenExpiredException"),
        ({"TagFilters": [{"Key": "a"}] * 51}, "ValidationException"),
    ],
)
def test_refusals(aws: LocalAws, params: dict[str, Any], code: str) -> None:
    assert refusal(client(aws, "resourcegroupstaggingapi").get_resources, **params).code == code
