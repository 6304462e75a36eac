# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""A model that is not listed may be gated by a trusted access program of its provider."""

from __future__ import annotations

import pytest
from ansible_collections.genai.bedrock.plugins.module_utils._core.preflight.trusted_access import program_findings

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
