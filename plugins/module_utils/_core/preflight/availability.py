# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Whether an account may use a model in a region, according to GetFoundationModelAvailability.

Meaning of the members: Amazon Bedrock API reference. Anthropic's use-case form: Amazon Bedrock User Guide,
"Troubleshooting Amazon Bedrock API Error Codes" (FTUFormNotFilled).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from ansible_collections.genai.bedrock.plugins.module_utils._core.findings import ERROR, WARNING, Finding
from ansible_collections.genai.bedrock.plugins.module_utils._core.models.ids import provider

_AVAILABLE, _AUTHORIZED, _PENDING = "AVAILABLE", "AUTHORIZED", "PENDING"


def availability_findings(
    answer: Mapping[str, Any], model_id: str, region: str, *, through_profile: bool
) -> Iterator[Finding]:
    """What is missing before the account can call the model. ``through_profile``: from a system-defined profile."""
    yield from _agreement(answer.get("agreementAvailability") or {}, model_id, region)
    if _lacks(answer, "authorizationStatus", _AUTHORIZED):
        message = f"the account is not authorized to use {model_id} in {region} ({answer['authorizationStatus']})"
        way_out = "ask the account's administrator: an organization's policy or missing AWS Marketplace permissions"
        yield Finding(ERROR, "not_authorized", message, f"{way_out} may forbid the model")
    if _lacks(answer, "entitlementAvailability", _AVAILABLE):
        message = f"the account is not entitled to {model_id} in {region} ({answer['entitlementAvailability']})"
        yield Finding(ERROR, "not_entitled", message, _access(model_id))
    if _lacks(answer, "regionAvailability", _AVAILABLE):
        # Whether a region that only routes elsewhere has the model itself is not documented.
        severity = WARNING if through_profile else ERROR
        message = f"{model_id} is not available to the account in {region} ({answer['regionAvailability']})"
        way_out = "see whether the region is enabled for the account, or choose another region or model"
        yield Finding(severity, "region_not_available", message, way_out)


def _agreement(agreement: Mapping[str, Any], model_id: str, region: str) -> Iterator[Finding]:
    status = agreement.get("status", _AVAILABLE)
    if status == _AVAILABLE:
        return
    detail = f": {agreement['errorMessage']}" if agreement.get("errorMessage") else ""
    message = f"the agreement for {model_id} is {status} in {region}{detail}"
    if status == _PENDING:
        yield Finding(WARNING, "agreement_pending", message, "wait until AWS has processed it")
    else:
        yield Finding(ERROR, "agreement_missing", message, _access(model_id))


def _access(model_id: str) -> str:
    form = " and send Anthropic's use-case form, once for the account" if provider(model_id) == "anthropic" else ""
    return f"request access to the model (Amazon Bedrock console, model access; CreateFoundationModelAgreement){form}"


def _lacks(answer: Mapping[str, Any], member: str, wanted: str) -> bool:
    """Whether a member differs; missing members do not count."""
    return bool(answer.get(member, wanted) != wanted)
