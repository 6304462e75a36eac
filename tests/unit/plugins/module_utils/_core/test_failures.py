# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What a failed call tells the user, the missing IAM action above all."""

from __future__ import annotations

import pytest
from ansible_collections.genai.bedrock.plugins.module_utils._core.failures import NOT_THE_SERVICE, CallError

USER = "User: arn:aws:iam::123456789012:user/ci is not authorized to perform"


@pytest.mark.parametrize(
    ("code", "message", "permission", "action"),
    [
        ("AccessDeniedException", "", "bedrock:CreateInferenceProfile", "bedrock:CreateInferenceProfile"),
        # The permission that AWS misses is not the call's own: creating with tags needs tagging as well.
        (
            "AccessDeniedException",
            f"{USER}: bedrock:TagResource on resource: * because no identity-based policy allows it",
            "bedrock:CreateInferenceProfile",
            "bedrock:TagResource",
        ),
        ("AccessDenied", f"{USER}: sts:AssumeRole on resource: role/x", "", "sts:AssumeRole"),
        ("AccessDeniedException", "no", "", None),
        ("ThrottlingException", f"{USER}: bedrock:TagResource", "bedrock:TagResource", None),
    ],
)
def test_the_iam_action_that_is_missing(code, message, permission, action):
    reported = CallError("Call", "us-east-1", code, message, permission).problem("chat").message
    assert reported.partition(" (the caller")[0] == f"Call failed in us-east-1: {code}: {message}"
    assert reported.partition("needs the IAM action ")[2] == (f"{action})" if action else "")


@pytest.mark.parametrize(
    ("code", "stops"),
    [
        ("AccessDeniedException", True),
        ("ExpiredTokenException", True),
        (NOT_THE_SERVICE, True),
        # A region that is down fails its own keys only.
        ("503", False),
        ("EndpointConnectionError", False),
        ("ResourceNotFoundException", False),
    ],
)
def test_what_stops_a_run_before_it_writes(code, stops):
    assert CallError("Call", "us-east-1", code, "").stops_everything is stops


@pytest.mark.parametrize(
    ("code", "message", "known"),
    [
        ("ConflictException", "", {"conflict"}),
        ("TooManyUpdates", "", {"conflict"}),
        ("ResourceInUseException", "", set()),
        ("ValidationException", "The provided model identifier is invalid.", {"invalid_model"}),
        ("AccessDeniedException", "The provided model identifier is invalid.", set()),
        ("ValidationException", "Failed to validate permissions for log group: /dev", {"unusable_role"}),
        ("AccessDeniedException", "with an explicit deny in a service control policy", {"denied_by_organization"}),
        ("ThrottlingException", "a service control policy", set()),
    ],
)
def test_what_only_the_text_of_aws_says(code, message, known):
    error = CallError("Call", "us-east-1", code, message)
    properties = ("conflict", "invalid_model", "unusable_role", "denied_by_organization")
    assert {name for name in properties if getattr(error, name)} == known
