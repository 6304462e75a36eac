# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Whose guardrail intervened in a call, as its trace says: the request's, or one that account or organization enforces.

Source: GuardrailTraceAssessment and AppliedGuardrailDetails of the service model (botocore 1.44.8).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from ansible_collections.genai.bedrock.plugins.module_utils._core.failures import CallError
from ansible_collections.genai.bedrock.plugins.module_utils._core.verification.errors import GUARDRAIL_ENFORCED

INTERVENED = "guardrail_intervened"
_REQUEST = "REQUEST"
_DONE = ("BLOCKED", "ANONYMIZED")


def only_enforced(trace: Mapping[str, Any]) -> list[str]:
    """Ids of the guardrails that intervened where none of them is of the request; else, or if it is unknown, none."""
    found = {identifier: _origins(assessment) for identifier, assessment in _assessments(trace) if _acted(assessment)}
    return [] if any(not origins or _REQUEST in origins for origins in found.values()) else sorted(found)


def enforced_guardrail(
    region: str, identifiers: list[str] | None = None, named: Mapping[str, Any] | None = None
) -> CallError:
    """The error for a call that was stopped by a guardrail that nobody named for it."""
    message = "a guardrail stopped the call, and none is named for it: the account or its organization enforces one"
    if named:
        message = (
            f"a guardrail that the account or its organization enforces ({', '.join(identifiers or ())}) stopped the "
            f"call, and not guardrail {named.get('identifier')} version {named.get('version')}, which is named for it"
        )
    return CallError("InvokeModel", region, GUARDRAIL_ENFORCED, message)


def _assessments(trace: Mapping[str, Any]) -> Iterator[tuple[str, Mapping[str, Any]]]:
    reported = trace.get("guardrail") or {}
    yield from (reported.get("inputAssessment") or {}).items()
    for identifier, several in (reported.get("outputAssessments") or {}).items():
        yield from ((identifier, one) for one in several)


def _acted(assessment: Mapping[str, Any]) -> bool:
    policies = [policy for policy in assessment.values() if isinstance(policy, Mapping)]
    rows = [row for policy in policies for rows in policy.values() if isinstance(rows, list) for row in rows]
    return any(isinstance(row, Mapping) and row.get("action") in _DONE for row in rows)


def _origins(assessment: Mapping[str, Any]) -> list[str]:
    return list((assessment.get("appliedGuardrailDetails") or {}).get("guardrailOrigin") or [])
