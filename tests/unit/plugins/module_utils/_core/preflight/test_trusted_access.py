# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""A model that is not listed may be gated by a trusted access program of its provider."""

from __future__ import annotations

import pytest
from ansible_collections.genai.bedrock.plugins.module_utils._core.preflight.trusted_access import (
    explained,
    program_findings,
)

PROGRAM = {
    "programId": "anthropic-early",
    "name": "Early access",
    "providerName": "Anthropic",
    "status": "requestable",
    "detailsUrl": "https://details",
}


@pytest.mark.parametrize(
    ("changes", "source", "reported"),
    [
        ({}, "anthropic.claude-x", "apply for access: https://details"),
        ({"enrollmentUrl": "https://apply"}, "us.anthropic.claude-x", "apply for access: https://apply"),
        ({"status": "eligible"}, "anthropic.claude-x", "let the account opt in"),
        ({"status": "disabled"}, "anthropic.claude-x", "let the account opt in"),
        ({"status": "revoked", "statusReason": "Late."}, "anthropic.claude-x", "apply for access"),
        ({"status": "enabled"}, "anthropic.claude-x", None),
        ({}, "amazon.nova-x", None),
        ({}, "nothing", None),
        ({"providerName": "Mistral AI"}, "mistral.large-x", "apply for access"),
    ],
)
def test_programs(changes, source, reported) -> None:
    found = list(program_findings([PROGRAM | changes], source))
    assert [finding.code for finding in found] == ([] if reported is None else ["trusted_access"])
    if reported:
        assert reported in found[0].way_out
        assert f"{source} may be hidden from the account" in found[0].message
        assert changes.get("statusReason", "") in found[0].message


@pytest.mark.parametrize("code", ["unknown_model", "model_not_listed", "unusable_model"])
def test_the_error_of_a_plan_carries_the_explanation(code) -> None:
    error = {
        "key": "chat",
        "region": "us-east-1",
        "code": code,
        "message": "m is unknown; name m2",
        "way_out": "name m2",
    }
    found = [one.at("chat", "us-east-1") for one in program_findings([PROGRAM], "anthropic.claude-x")]
    (row,) = explained([error], found)
    assert row["message"].startswith("m is unknown; name m2; or anthropic.claude-x may be hidden from the account")
    assert row["message"].endswith(row["way_out"])
    assert row["way_out"].endswith("apply for access: https://details")


@pytest.mark.parametrize("other", [{"code": "AccessDeniedException"}, {"region": "us-west-2"}, {"key": "titan"}])
def test_other_errors_stay(other) -> None:
    error = {"key": "chat", "region": "us-east-1", "code": "unknown_model", "message": "m", **other}
    found = [one.at("chat", "us-east-1") for one in program_findings([PROGRAM], "anthropic.claude-x")]
    assert explained([error], found) == [error]
