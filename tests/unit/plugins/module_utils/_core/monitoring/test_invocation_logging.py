# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The one logging configuration of a region: unset is untouched, and what delivers elsewhere is somebody else's."""

from __future__ import annotations

from typing import Any

import pytest
from ansible_collections.genai.bedrock.plugins.module_utils._core.monitoring.invocation_logging import (
    WantedLogging,
    check,
    decide,
    from_aws,
    to_aws,
)
from ansible_collections.genai.bedrock.plugins.module_utils._core.problems import ProblemError

ROLE = "arn:aws:iam::123456789012:role/logs"
LOGS = {"log_group_name": "/dev", "role_arn": ROLE}
LARGE = {"large_data_delivery_s3_config": {"bucket_name": "large"}}
BUCKET = {"bucket_name": "dev-logs", "key_prefix": ""}
TEXT = {"text_data_delivery_enabled": True}


def wanted(**options: Any) -> WantedLogging:
    settings = {name: options.pop(name) for name in ("absent", "overwrite") if name in options}
    return WantedLogging("us-east-1", options, **settings)


@pytest.mark.parametrize(
    ("query", "live", "action", "after"),
    [
        (wanted(cloudwatch_config=LOGS, **TEXT), {}, "create", {"cloudwatch_config": LOGS, **TEXT}),
        (wanted(absent=True), {}, "none", {}),
        (
            wanted(cloudwatch_config=LOGS),
            {"cloudwatch_config": LOGS, **TEXT},
            "none",
            {"cloudwatch_config": LOGS, **TEXT},
        ),
        (wanted(s3_config={"bucket_name": "dev-logs"}), {"s3_config": BUCKET}, "none", {"s3_config": BUCKET}),
        (
            wanted(cloudwatch_config={"log_group_name": "/dev"}, text_data_delivery_enabled=False),
            {"cloudwatch_config": LOGS | LARGE, **TEXT},
            "update",
            {"cloudwatch_config": LOGS | LARGE, "text_data_delivery_enabled": False},
        ),
        (
            wanted(cloudwatch_config={**LOGS, "large_data_delivery_s3_config": {}}),
            {"cloudwatch_config": LOGS | LARGE},
            "update",
            {"cloudwatch_config": LOGS},
        ),
        (
            wanted(cloudwatch_config=LOGS, s3_config=BUCKET),
            {"cloudwatch_config": LOGS},
            "update",
            {"cloudwatch_config": LOGS, "s3_config": BUCKET},
        ),
        (
            wanted(cloudwatch_config={}, s3_config=BUCKET, overwrite=True),
            {"cloudwatch_config": LOGS},
            "update",
            {"s3_config": BUCKET},
        ),
        (wanted(absent=True, s3_config=BUCKET), {"s3_config": BUCKET}, "delete", {}),
        (wanted(absent=True, overwrite=True), {"s3_config": BUCKET}, "delete", {}),
        (wanted(image_data_delivery_enabled=True), {"s3_config": BUCKET, "newField": 1}, None, {}),
    ],
    ids=[
        "create",
        "nothing to delete",
        "unset is untouched",
        "an empty prefix is none",
        "a flag",
        "no large data",
        "one more destination",
        "another destination by force",
        "delete ours",
        "delete by force",
        "no destination named",
    ],
)
def test_what_is_done(query: WantedLogging, live: dict[str, Any], action: str | None, after: dict[str, Any]) -> None:
    if action is None:
        with pytest.raises(ProblemError, match="the bucket dev-logs, which the task does not name"):
            decide(query, live)
        return
    step = decide(query, live)
    assert (str(step.action), dict(step.after)) == (action, after)


@pytest.mark.parametrize(
    ("query", "live", "text"),
    [
        (wanted(cloudwatch_config={**LOGS, "log_group_name": "/x"}), {"cloudwatch_config": LOGS}, "the log group /dev"),
        (wanted(cloudwatch_config={}, s3_config=BUCKET), {"cloudwatch_config": LOGS, "s3_config": BUCKET}, "/dev"),
        (wanted(s3_config=BUCKET), {"cloudwatch_config": LOGS}, "the log group /dev"),
        (wanted(absent=True), {"s3_config": BUCKET}, "not deleted"),
        (wanted(absent=True, s3_config=BUCKET), {"cloudwatch_config": LOGS, "s3_config": BUCKET}, "the log group /dev"),
    ],
    ids=["another group", "take one away", "add to somebody's", "delete unnamed", "delete with another"],
)
def test_what_delivers_elsewhere_is_refused(query: WantedLogging, live: dict[str, Any], text: str) -> None:
    with pytest.raises(ProblemError, match=text) as caught:
        decide(query, live)
    assert [problem.code for problem in caught.value.problems] == ["Foreign"]


@pytest.mark.parametrize(
    ("query", "text"),
    [
        (wanted(**TEXT), "needs a destination"),
        (wanted(cloudwatch_config={"log_group_name": "/dev"}), "cloudwatch_config.role_arn in us-east-1: is required"),
    ],
    ids=["nowhere", "no role"],
)
def test_a_new_one_needs_a_destination(query: WantedLogging, text: str) -> None:
    with pytest.raises(ProblemError, match=text):
        decide(query, {})


def test_the_last_destination_cannot_go() -> None:
    with pytest.raises(ProblemError, match="needs a destination"):
        decide(wanted(s3_config={}, overwrite=True), {"s3_config": BUCKET})


def test_all_that_is_wrong_is_reported_at_once() -> None:
    logs = {"role_arn": "me", "large_data_delivery_s3_config": {"bucket_name": "x"}}
    with pytest.raises(ProblemError) as caught:
        check(wanted(cloudwatch_config=logs, s3_config={"key_prefix": "k" * 1025}))
    assert [problem.key for problem in caught.value.problems] == [
        "cloudwatch_config.log_group_name",
        "cloudwatch_config.role_arn",
        "s3_config.bucket_name",
        "s3_config.key_prefix",
        "cloudwatch_config.large_data_delivery_s3_config.bucket_name",
    ]


def test_what_a_newer_aws_returns_is_kept() -> None:
    reported = {
        "cloudWatchConfig": {"logGroupName": "/dev", "roleArn": ROLE},
        "textDataDeliveryEnabled": True,
        "new": {"a": 1},
    }
    assert to_aws(from_aws(reported)) == reported
    step = decide(wanted(cloudwatch_config=LOGS, text_data_delivery_enabled=False), from_aws(reported))
    assert to_aws(step.after)["new"] == {"a": 1}
    assert step.reasons == ("text_data_delivery_enabled: true → false",)
