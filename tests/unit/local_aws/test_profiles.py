# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Create, Get and Delete of application inference profiles."""

from __future__ import annotations

import re
from typing import Any

import pytest

from tests.local_aws.server import LocalAws
from tests.unit.local_aws.kit import ACCOUNT, GLOBAL_NOVA, OTHER_ACCOUNT, TITAN, client, create, refusal


def test_create_answers_201_with_arn_and_status_only(aws: LocalAws) -> None:
    made = client(aws).create_inference_profile(inferenceProfileName="chat", modelSource={"copyFrom": TITAN})
    assert made["ResponseMetadata"]["HTTPStatusCode"] == 201
    assert made["status"] == "ACTIVE"
    assert re.fullmatch(
        rf"arn:aws:bedrock:us-east-1:{ACCOUNT}:application-inference-profile/[a-z0-9]{{12}}",
        made["inferenceProfileArn"],
    )
    assert set(made) == {"inferenceProfileArn", "status", "ResponseMetadata"}


@pytest.mark.parametrize("identifier", ["arn", "id"])
def test_get_by_arn_and_by_id(aws: LocalAws, identifier: str) -> None:
    arn = create(aws, description="For chat", tags={"a": "b"})
    profile_id = arn.rpartition("/")[2]
    got = client(aws).get_inference_profile(inferenceProfileIdentifier={"arn": arn, "id": profile_id}[identifier])
    assert got["inferenceProfileName"] == "chat"
    assert got["inferenceProfileArn"] == arn
    assert got["inferenceProfileId"] == profile_id
    assert got["description"] == "For chat"
    assert got["models"] == [{"modelArn": TITAN}]
    assert (got["status"], got["type"]) == ("ACTIVE", "APPLICATION")
    assert got["createdAt"] == got["updatedAt"]
    assert not {"tags", "modelSource"} & set(got)


def test_description_is_absent_when_never_set(aws: LocalAws) -> None:
    got = client(aws).get_inference_profile(inferenceProfileIdentifier=create(aws))
    assert "description" not in got


def test_tagging_does_not_touch_the_times(aws: LocalAws) -> None:
    arn = create(aws)
    before = client(aws).get_inference_profile(inferenceProfileIdentifier=arn)
    client(aws).tag_resource(resourceARN=arn, tags=[{"key": "a", "value": "b"}])
    after = client(aws).get_inference_profile(inferenceProfileIdentifier=arn)
    assert before["updatedAt"] == after["updatedAt"]


@pytest.mark.parametrize(
    ("region", "account"),
    [("us-west-2", "local"), ("us-east-1", OTHER_ACCOUNT)],
    ids=["other region", "other account"],
)
def test_regions_and_accounts_are_kept_apart(aws: LocalAws, region: str, account: str) -> None:
    arn = create(aws)
    other = client(aws, region=region, account=account)
    for identifier in (arn, arn.rpartition("/")[2]):
        assert refusal(other.get_inference_profile, inferenceProfileIdentifier=identifier).status == 404
    assert other.list_inference_profiles(typeEquals="APPLICATION")["inferenceProfileSummaries"] == []


def test_twelve_digits_are_the_account(aws: LocalAws) -> None:
    made = client(aws, account=OTHER_ACCOUNT).create_inference_profile(
        inferenceProfileName="chat", modelSource={"copyFrom": TITAN}
    )
    assert f":{OTHER_ACCOUNT}:" in made["inferenceProfileArn"]
    assert client(aws, "sts", account=OTHER_ACCOUNT).get_caller_identity()["Account"] == OTHER_ACCOUNT


def test_assumed_role_acts_in_its_own_account(aws: LocalAws) -> None:
    role = f"arn:aws:iam::{OTHER_ACCOUNT}:role/deployer"
    keys = client(aws, "sts").assume_role(RoleArn=role, RoleSessionName="test")["Credentials"]
    made = client(aws, account=keys["AccessKeyId"]).create_inference_profile(
        inferenceProfileName="chat", modelSource={"copyFrom": TITAN}
    )
    assert f":{OTHER_ACCOUNT}:" in made["inferenceProfileArn"]


@pytest.mark.parametrize(
    "identifier",
    [
        "chat",
        "abcdefghijkl",
        f"arn:aws:bedrock:us-east-1:{ACCOUNT}:application-inference-profile/abcdefghijkl",
        f"arn:aws:bedrock:us-east-1:{ACCOUNT}:inference-profile/us.no.such-model",
    ],
)
@pytest.mark.parametrize("operation", ["get_inference_profile", "delete_inference_profile"])
def test_unknown_profile_is_404_and_a_name_is_no_identifier(aws: LocalAws, operation: str, identifier: str) -> None:
    create(aws)
    got = refusal(getattr(client(aws), operation), inferenceProfileIdentifier=identifier)
    assert (got.code, got.status) == ("ResourceNotFoundException", 404)
    assert got.headers["x-amzn-errortype"].startswith("ResourceNotFoundException:")


def test_delete_is_final(aws: LocalAws) -> None:
    arn = create(aws)
    assert (
        client(aws).delete_inference_profile(inferenceProfileIdentifier=arn)["ResponseMetadata"]["HTTPStatusCode"]
        == 200
    )
    assert refusal(client(aws).get_inference_profile, inferenceProfileIdentifier=arn).status == 404
    assert refusal(client(aws).list_tags_for_resource, resourceARN=arn).status == 404
    assert refusal(client(aws).delete_inference_profile, inferenceProfileIdentifier=arn).status == 404


@pytest.mark.parametrize(
    ("switches", "operation", "params", "code", "status"),
    [
        ({"duplicate_names": "conflict"}, "create", {}, "ConflictException", 400),
        ({"profile_quota": 1}, "create", {"name": "b"}, "ServiceQuotaExceededException", 400),
        ({"delete_conflict": "on"}, "delete", {}, "ConflictException", 400),
        ({"delete_system_defined": "validation"}, "delete_system", {}, "ValidationException", 400),
        ({"delete_system_defined": "access_denied"}, "delete_system", {}, "AccessDeniedException", 403),
        ({"delete_system_defined": "not_found"}, "delete_system", {}, "ResourceNotFoundException", 404),
        ({"get_other_region": "not_found"}, "get_other", {}, "ResourceNotFoundException", 404),
        ({"get_other_region": "validation"}, "get_other", {}, "ValidationException", 400),
    ],
)
def test_switched_refusals(
    aws: LocalAws, switches: dict[str, Any], operation: str, params: dict[str, Any], code: str, status: int
) -> None:
    arn = create(aws)
    aws.switch(**switches)
    bedrock, west = client(aws), client(aws, region="us-west-2")
    system = "us.anthropic.claude-sonnet-4-6"
    got = {
        "create": lambda: refusal(lambda **more: create(aws, **more), **params),
        "delete": lambda: refusal(bedrock.delete_inference_profile, inferenceProfileIdentifier=arn),
        "delete_system": lambda: refusal(bedrock.delete_inference_profile, inferenceProfileIdentifier=system),
        "get_other": lambda: refusal(west.get_inference_profile, inferenceProfileIdentifier=arn),
    }[operation]()
    assert (got.code, got.status) == (code, status)


def test_names_need_not_be_unique(aws: LocalAws) -> None:
    assert create(aws) != create(aws)


@pytest.mark.parametrize("token_replay", ["original", "fresh", "mismatch"])
@pytest.mark.parametrize("deleted", [False, True])
def test_token_replay(aws: LocalAws, token_replay: str, deleted: bool) -> None:
    aws.switch(token_replay=token_replay)
    first = create(aws, clientRequestToken="token-1")
    if deleted:
        client(aws).delete_inference_profile(inferenceProfileIdentifier=first)
    second = create(aws, clientRequestToken="token-1")
    assert (first == second) is (token_replay != "fresh")
    assert create(aws, clientRequestToken="token-2") not in {first, second}


@pytest.mark.parametrize(
    ("token_replay", "code"),
    [
        ("original", ""),
        ("fresh", ""),
        ("mismatch", "ConflictException"),
        ("mismatch_validation", "ValidationException"),
    ],
)
@pytest.mark.parametrize("change", [{"name": "talk"}, {"tags": {"a": "2"}}, {"description": "Other"}], ids=str)
def test_a_token_that_comes_again_with_another_content(
    aws: LocalAws, token_replay: str, code: str, change: dict[str, Any]
) -> None:
    aws.switch(token_replay=token_replay)
    content = {"tags": {"a": "1"}, "clientRequestToken": "token"}
    first = create(aws, **content)
    if code:
        assert refusal(lambda: create(aws, **content | change)).code == code
    else:
        assert (create(aws, **content | change) == first) is (token_replay == "original")


def test_a_replay_that_names_nothing(aws: LocalAws) -> None:
    aws.switch(token_replay="empty")
    create(aws, clientRequestToken="token")
    source = {"inferenceProfileName": "chat", "modelSource": {"copyFrom": TITAN}}
    again = client(aws).create_inference_profile(**source, clientRequestToken="token")
    assert (set(again), again["ResponseMetadata"]["HTTPStatusCode"]) == ({"ResponseMetadata"}, 201)
    assert len(client(aws).list_inference_profiles(typeEquals="APPLICATION")["inferenceProfileSummaries"]) == 1


def test_visibility_delay(aws: LocalAws) -> None:
    aws.switch(visibility_delay_seconds=3600)
    arn = create(aws)
    assert refusal(client(aws).get_inference_profile, inferenceProfileIdentifier=arn).status == 404
    assert client(aws).list_inference_profiles(typeEquals="APPLICATION")["inferenceProfileSummaries"] == []
    aws.switch(visibility_delay_seconds=0)
    assert client(aws).get_inference_profile(inferenceProfileIdentifier=arn)["inferenceProfileArn"] == arn


def test_quota_counts_one_region(aws: LocalAws) -> None:
    aws.switch(profile_quota=1)
    create(aws)
    create(aws, source=TITAN.replace("us-east-1", "us-west-2"), region="us-west-2")
    assert refusal(lambda: create(aws, source=GLOBAL_NOVA)).code == "ServiceQuotaExceededException"
