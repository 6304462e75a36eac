# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Availability of a model for the account, member by member."""

from __future__ import annotations

import pytest
from ansible_collections.genai.bedrock.plugins.module_utils._core.preflight.availability import availability_findings

SONNET, TITAN = "anthropic.claude-sonnet-4-6", "amazon.titan-embed-text-v2:0"
GOOD = {
    "agreementAvailability": {"status": "AVAILABLE"},
    "authorizationStatus": "AUTHORIZED",
    "entitlementAvailability": "AVAILABLE",
    "regionAvailability": "AVAILABLE",
}


def reported(model_id=SONNET, through_profile=True, **members):
    return list(availability_findings(GOOD | members, model_id, "us-east-1", through_profile=through_profile))


def agreement(status, message=None):
    return {"agreementAvailability": {"status": status} | ({"errorMessage": message} if message else {})}


@pytest.mark.parametrize(
    ("members", "severity", "code", "said"),
    [
        (agreement("NOT_AVAILABLE"), "error", "agreement_missing", "NOT_AVAILABLE in us-east-1"),
        (agreement("ERROR", "card declined"), "error", "agreement_missing", "ERROR in us-east-1: card declined"),
        (agreement("PENDING"), "warning", "agreement_pending", "PENDING"),
        ({"authorizationStatus": "NOT_AUTHORIZED"}, "error", "not_authorized", "NOT_AUTHORIZED"),
        ({"entitlementAvailability": "NOT_AVAILABLE"}, "error", "not_entitled", "not entitled"),
        ({"regionAvailability": "NOT_AVAILABLE"}, "warning", "region_not_available", "in us-east-1"),
        ({"regionAvailability": "SOMETHING_NEW"}, "warning", "region_not_available", "SOMETHING_NEW"),
    ],
    ids=["no agreement", "agreement failed", "pending", "not authorized", "not entitled", "region", "unknown word"],
)
def test_each_member(members, severity, code, said):
    findings = reported(**members)
    assert [(one.severity, one.code) for one in findings] == [(severity, code)]
    assert SONNET in findings[0].message
    assert said in findings[0].message


def test_a_model_that_is_called_in_its_own_region_must_be_there():
    assert [one.severity for one in reported(TITAN, False, regionAvailability="NOT_AVAILABLE")] == ["error"]


def test_nothing_is_said_of_an_available_model_or_of_what_is_not_reported():
    assert reported() == []
    assert list(availability_findings({}, SONNET, "us-east-1", through_profile=True)) == []


@pytest.mark.parametrize(("model_id", "form"), [(SONNET, True), (TITAN, False)], ids=["anthropic", "amazon"])
def test_anthropic_wants_a_form(model_id, form):
    assert ("use-case form" in reported(model_id, **agreement("NOT_AVAILABLE"))[0].way_out) is form


def test_everything_that_is_missing_is_reported():
    bad = {"authorizationStatus": "NOT_AUTHORIZED", "entitlementAvailability": "NOT_AVAILABLE"}
    assert [one.code for one in reported(**bad)] == ["not_authorized", "not_entitled"]
