# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The log group and the IAM role behind invocation logging: whose they are, and what differs."""

from __future__ import annotations

import pytest
from ansible_collections.genai.bedrock.plugins.module_utils._core.monitoring.log_destinations import (
    LiveGroup,
    LiveRole,
    WantedRole,
    decide_group,
    decide_role,
)
from ansible_collections.genai.bedrock.plugins.module_utils._core.monitoring.log_settings import (
    LogSettings,
    configuration,
    permissions,
    trust,
)
from ansible_collections.genai.bedrock.plugins.module_utils._core.problems import ProblemError

OURS = {"ManagedBy": "genai.bedrock", "Environment": "dev"}
ARN = "arn:aws:iam::123456789012:role/dev-logs"
TRUST = trust("aws", "123456789012", ["us-east-1", "us-west-2"])
POLICY = permissions("aws", "123456789012", ["us-east-1"], "/logs")
WANTED = WantedRole("dev-logs", ARN, TRUST, POLICY, "text", "", OURS)


@pytest.mark.parametrize(
    ("live", "action", "reasons"),
    [
        (None, "create", ("it does not exist",)),
        (LiveGroup(30, OURS), "none", ()),
        (LiveGroup(None, OURS), "update", ("retention: for ever → 30",)),
        (LiveGroup(30, OURS | {"x": "1"}), "retag", ("tag x is removed",)),
        # Of others: used as it is.
        (LiveGroup(None, {}), "none", ()),
    ],
    ids=["new", "as wanted", "kept for ever", "another tag", "somebody else's"],
)
def test_a_log_group(live: LiveGroup | None, action: str, reasons: tuple[str, ...]) -> None:
    step = decide_group(live, 30, OURS)
    assert (str(step.action), step.reasons) == (action, reasons)


def shuffled() -> dict[str, object]:
    """The same trust, as IAM may tell it."""
    (statement,) = TRUST["Statement"]
    sources = statement["Condition"]["ArnLike"]["aws:SourceArn"]
    condition = statement["Condition"] | {"ArnLike": {"aws:SourceArn": sources[::-1]}}
    return {"Version": TRUST["Version"], "Statement": statement | {"Condition": condition}}


@pytest.mark.parametrize(
    ("live", "parts"),
    [
        (LiveRole(ARN, TRUST, POLICY, tags=OURS), set()),
        (LiveRole(ARN, shuffled(), POLICY, tags=OURS), set()),
        (LiveRole(ARN, trust("aws", "123456789012", ["us-east-1"]), POLICY, tags=OURS), {"trust"}),
        (LiveRole(ARN, TRUST, None, tags=OURS), {"policy"}),
        (LiveRole(ARN, TRUST, POLICY, "arn:aws:iam::123456789012:policy/b", OURS), set()),
    ],
    ids=["as wanted", "another order", "another region", "no policy", "a boundary that nobody names stays"],
)
def test_what_of_a_role_differs(live: LiveRole, parts: set[str]) -> None:
    step = decide_role(live, WANTED)
    assert (set(step.parts), str(step.action)) == (parts, "update" if parts else "none")


@pytest.mark.parametrize("tags", [{}, {"ManagedBy": "genai.bedrock"}, OURS | {"Environment": "prod"}])
def test_a_role_of_others_is_refused(tags: dict[str, str]) -> None:
    with pytest.raises(ProblemError, match="The IAM role dev-logs is there without our tags"):
        decide_role(LiveRole(ARN, TRUST, POLICY, tags=tags), WANTED)


def test_the_configuration_of_a_region() -> None:
    both = LogSettings(group="/logs", bucket="b-{region}", large_data_bucket="l-{region}", data=("text",))
    found = configuration(both, ARN, "us-west-2")
    large = {"bucket_name": "l-us-west-2", "key_prefix": ""}
    assert found["cloudwatch_config"] == {
        "log_group_name": "/logs",
        "role_arn": ARN,
        "large_data_delivery_s3_config": large,
    }
    assert found["s3_config"] == {"bucket_name": "b-us-west-2", "key_prefix": ""}
    assert [name for name, value in found.items() if value is True] == ["text_data_delivery_enabled"]
    assert "cloudwatch_config" not in configuration(LogSettings(bucket="b"), "", "us-west-2")
    assert (both.own_role, LogSettings(bucket="b").own_role) == (True, False)
