# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Whose guardrail intervened in a call."""

from __future__ import annotations

import pytest
from ansible_collections.genai.bedrock.plugins.module_utils._core.verification.interventions import (
    enforced_guardrail,
    only_enforced,
)

BLOCKED = {"wordPolicy": {"customWords": [{"match": "x", "action": "BLOCKED"}], "managedWordLists": []}}
MASKED = {"sensitiveInformationPolicy": {"piiEntities": [{"type": "NAME", "action": "ANONYMIZED"}]}}
SEEN = {"topicPolicy": {"topics": [{"name": "x", "action": "NONE"}]}, "invocationMetrics": {"usage": {"topics": 1}}}


def of(assessment, *origins):
    return {**assessment, "appliedGuardrailDetails": {"guardrailId": "any", "guardrailOrigin": list(origins)}}


@pytest.mark.parametrize(
    ("inputs", "outputs", "identifiers"),
    [
        ({"theirs": of(BLOCKED, "ACCOUNT_ENFORCED")}, {}, ["theirs"]),
        ({}, {"theirs": [of(SEEN, "REQUEST"), of(MASKED, "ORGANIZATION_ENFORCED")]}, ["theirs"]),
        ({"ours": of(SEEN, "REQUEST"), "theirs": of(BLOCKED, "ACCOUNT_ENFORCED")}, {}, ["theirs"]),
        ({"ours": of(BLOCKED, "REQUEST"), "theirs": of(BLOCKED, "ACCOUNT_ENFORCED")}, {}, []),
        ({"both": of(BLOCKED, "REQUEST", "ACCOUNT_ENFORCED")}, {}, []),
        ({"ours": of(MASKED, "REQUEST")}, {}, []),
        # A service that names no origin knows no enforced guardrails.
        ({"ours": BLOCKED}, {}, []),
        ({}, {}, []),
    ],
)
def test_who_intervened(inputs, outputs, identifiers) -> None:
    assert only_enforced({"guardrail": {"inputAssessment": inputs, "outputAssessments": outputs}}) == identifiers


@pytest.mark.parametrize("trace", [{}, {"guardrail": None}, {"guardrail": {"modelOutput": ["x"]}}])
def test_an_answer_without_a_trace(trace) -> None:
    assert only_enforced(trace) == []


def test_the_error_says_which_guardrail_it_was() -> None:
    assert "none is named for it" in enforced_guardrail("us-east-1").message
    message = enforced_guardrail("us-east-1", ["theirs"], {"identifier": "ours", "version": "3"}).message
    assert "enforces (theirs) stopped the call, and not guardrail ours version 3" in message
