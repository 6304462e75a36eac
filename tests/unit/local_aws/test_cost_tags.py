# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Cost allocation tags: the tag keys of profiles, as Cost Explorer lists and changes them."""

from __future__ import annotations

from tests.unit.local_aws.kit import OTHER_ACCOUNT, client, create, refusal


def statuses(aws, account="local", **request):
    pages = client(aws, "ce", account=account).get_paginator("list_cost_allocation_tags").paginate(**request)
    return {row["TagKey"]: row["Status"] for page in pages for row in page["CostAllocationTags"]}


def update(aws, **wanted):
    rows = [{"TagKey": key, "Status": status} for key, status in wanted.items()]
    return client(aws, "ce").update_cost_allocation_tags_status(CostAllocationTagsStatus=rows)["Errors"]


def test_keys_of_all_regions_are_inactive_until_they_are_activated(aws):
    create(aws, "one", tags={"Team": "a"})
    create(
        aws,
        "two",
        region="eu-west-1",
        source="arn:aws:bedrock:eu-west-1::foundation-model/amazon.titan-embed-text-v2:0",
        tags={"Cost": "b"},
    )
    assert statuses(aws) == {"Cost": "Inactive", "Team": "Inactive"}
    assert update(aws, Team="Active", Nope="Active") == [
        {"TagKey": "Nope", "Code": "TagKeysNotFoundException", "Message": "Tag keys not found: Nope"}
    ]
    assert statuses(aws) == {"Cost": "Inactive", "Team": "Active"}
    assert statuses(aws, Status="Active") == {"Team": "Active"}
    assert statuses(aws, TagKeys=["Cost"], PaginationConfig={"PageSize": 1}) == {"Cost": "Inactive"}
    assert statuses(aws, Type="AWSGenerated") == statuses(aws, account=OTHER_ACCOUNT) == {}
    assert update(aws, Team="Inactive") == []
    assert statuses(aws)["Team"] == "Inactive"
    aws.reset()
    assert statuses(aws) == {}


def test_no_more_than_twenty_keys_a_call(aws):
    rows = [{"TagKey": f"k{number}", "Status": "Active"} for number in range(21)]
    call = client(aws, "ce").update_cost_allocation_tags_status
    assert refusal(call, CostAllocationTagsStatus=rows).code == "ValidationException"
