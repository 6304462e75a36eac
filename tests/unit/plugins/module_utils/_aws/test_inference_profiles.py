# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Profiles are of the kind that each says itself, since an endpoint may ignore the filter."""

from __future__ import annotations

import json

import pytest
from ansible_collections.genai.bedrock.plugins.module_utils._aws import inference_profiles
from ansible_collections.genai.bedrock.plugins.module_utils._core.failures import NOT_THE_SERVICE, CallError

from tests.unit.plugins.module_utils.aws_wire import REGION, Answered


def row(kind):
    return {
        "inferenceProfileName": kind,
        "inferenceProfileId": kind,
        "inferenceProfileArn": f"arn:{kind}",
        "models": [],
        "status": "ACTIVE",
        "type": kind,
    }


def client(*rows):
    body = json.dumps({"inferenceProfileSummaries": rows}).encode()
    return Answered(kind="application/json", body=body).client("bedrock", REGION)


@pytest.mark.parametrize(
    ("query", "kind"),
    [
        (inference_profiles.list_application_profiles, "APPLICATION"),
        (inference_profiles.list_system_profiles, "SYSTEM_DEFINED"),
    ],
)
def test_only_those_of_the_kind(query, kind):
    found = query(client(row("SYSTEM_DEFINED"), row("APPLICATION"), row("OF_LATER_YEARS")), REGION)
    assert [profile.arn for profile in found] == [f"arn:{kind}"]


def test_a_row_that_lacks_what_it_is_known_by_is_no_row_of_the_service():
    with pytest.raises(CallError, match="inferenceProfileArn") as raised:
        inference_profiles.list_application_profiles(client({"type": "APPLICATION"}), REGION)
    assert raised.value.code == NOT_THE_SERVICE
