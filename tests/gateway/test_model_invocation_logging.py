# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""model_invocation_logging against the endpoint: in check mode and for real, and what delivers elsewhere stays."""

from __future__ import annotations

from typing import Any

import pytest

from tests.gateway.running import run_module, writes
from tests.local_aws.server import LocalAws

ROLE = "arn:aws:iam::123456789012:role/logs"
LOGS: dict[str, Any] = {"log_group_name": "/dev", "role_arn": ROLE}
BUCKET: dict[str, Any] = {"bucket_name": "dev-logs", "key_prefix": "invocations"}
REPORTED = {"cloudWatchConfig": {"logGroupName": "/dev", "roleArn": ROLE}, "textDataDeliveryEnabled": True}


def logging(aws: LocalAws, **options: Any) -> dict[str, Any]:
    return run_module("model_invocation_logging", aws, **options)


def live(aws: LocalAws, region: str = "us-east-1") -> dict[str, Any]:
    answer = aws.client("bedrock", region).get_model_invocation_logging_configuration()
    found: dict[str, Any] = answer.get("loggingConfig") or {}
    return found


def seed(aws: LocalAws, config: dict[str, Any]) -> None:
    if config:
        aws.client("bedrock").put_model_invocation_logging_configuration(loggingConfig=config)


SCENES: dict[str, tuple[dict[str, Any], dict[str, Any], str]] = {
    "create": ({}, {"cloudwatch_config": LOGS, "text_data_delivery_enabled": True}, "create"),
    "create in S3": ({}, {"s3_config": BUCKET, "audio_data_delivery_enabled": False}, "create"),
    "nothing": (REPORTED, {"cloudwatch_config": {"log_group_name": "/dev"}}, "none"),
    "a flag": (REPORTED, {"cloudwatch_config": LOGS, "text_data_delivery_enabled": False}, "update"),
    "large data": (REPORTED, {"cloudwatch_config": {**LOGS, "large_data_delivery_s3_config": BUCKET}}, "update"),
    "another role": (REPORTED, {"cloudwatch_config": {**LOGS, "role_arn": f"{ROLE}-2"}}, "update"),
    "to S3 by force": (REPORTED, {"cloudwatch_config": {}, "s3_config": BUCKET, "overwrite": True}, "update"),
    "delete": (REPORTED, {"cloudwatch_config": LOGS, "state": "absent"}, "delete"),
    "nothing to delete": ({}, {"state": "absent"}, "none"),
}


@pytest.mark.parametrize("scene", SCENES)
def test_check_mode_predicts_and_a_second_run_changes_nothing(aws: LocalAws, scene: str) -> None:
    before, wanted, action = SCENES[scene]
    seed(aws, before)
    aws.clear_calls()
    predicted = logging(aws, check=True, diff=True, **wanted)
    assert (writes(aws), live(aws)) == ([], before)
    real = logging(aws, diff=True, **wanted)
    assert real["action"] == action
    assert {**predicted, "invocation": 0} == {**real, "invocation": 0}
    aws.clear_calls()
    again = logging(aws, **wanted)
    assert (again["changed"], writes(aws)) == (False, [])
    assert again["logging_config"] == real["logging_config"]


def test_what_aws_receives(aws: LocalAws) -> None:
    wanted = {**LOGS, "large_data_delivery_s3_config": {"bucket_name": "large"}}
    logging(aws, cloudwatch_config=wanted, s3_config=BUCKET, embedding_data_delivery_enabled=False)
    assert live(aws) == {
        "cloudWatchConfig": {
            "logGroupName": "/dev",
            "roleArn": ROLE,
            "largeDataDeliveryS3Config": {"bucketName": "large"},
        },
        "s3Config": {"bucketName": "dev-logs", "keyPrefix": "invocations"},
        "embeddingDataDeliveryEnabled": False,
    }
    assert live(aws, "us-west-2") == {}


@pytest.mark.parametrize(
    "wanted",
    [{"cloudwatch_config": {**LOGS, "log_group_name": "/other"}}, {"s3_config": BUCKET}, {"state": "absent"}],
    ids=["elsewhere", "beside it", "away"],
)
def test_what_delivers_elsewhere_is_left_alone(aws: LocalAws, wanted: dict[str, Any]) -> None:
    seed(aws, REPORTED)
    aws.clear_calls()
    result = logging(aws, **wanted)
    assert "delivers to the log group /dev, which the task does not name" in result["msg"]
    assert (writes(aws), live(aws)) == ([], REPORTED)
    assert logging(aws, overwrite=True, **wanted)["changed"]


def test_a_role_that_iam_does_not_know_yet(aws: LocalAws, quick: None) -> None:
    text = (
        "Failed to validate permissions for log group: /dev, with role: x. Verify the IAM role permissions are correct."
    )
    put = "PutModelInvocationLoggingConfiguration"
    aws.switch(fail=[{"operation": put, "code": "ValidationException", "status": 400, "message": text, "times": 2}])
    assert logging(aws, cloudwatch_config=LOGS)["changed"]
    assert len(aws.calls(put)) == 3


@pytest.mark.parametrize(
    ("wanted", "texts"),
    [
        ({}, ["needs a destination"]),
        ({"cloudwatch_config": {"log_group_name": "/dev"}}, ["cloudwatch_config.role_arn", "is required"]),
        (
            {"cloudwatch_config": {"role_arn": "me"}, "s3_config": {"key_prefix": "x"}},
            ["log_group_name", "bucket_name"],
        ),
    ],
    ids=["nothing", "no role", "everything"],
)
def test_bad_input(aws: LocalAws, wanted: dict[str, Any], texts: list[str]) -> None:
    result = logging(aws, **wanted)
    assert [text for text in texts if text not in result["msg"]] == []
    assert writes(aws) == []


def test_a_denied_read_is_not_taken_for_nothing_there(aws: LocalAws) -> None:
    aws.switch(deny=["bedrock:GetModelInvocationLoggingConfiguration"])
    assert "bedrock:GetModelInvocationLoggingConfiguration" in logging(aws, s3_config=BUCKET)["msg"]
    assert writes(aws) == []
