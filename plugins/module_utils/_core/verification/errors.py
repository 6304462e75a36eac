# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What a failed invocation means: whether to wait and retry, and what to report."""

from __future__ import annotations

from ansible_collections.genai.bedrock.plugins.module_utils._core.failures import CallError
from ansible_collections.genai.bedrock.plugins.module_utils._core.problems import Problem

ACTION = "bedrock:InvokeModel"
DIMENSION_MISMATCH = "DimensionMismatch"
GUARDRAIL_SILENT = "GuardrailDidNotIntervene"
GUARDRAIL_ENFORCED = "EnforcedGuardrail"
#: Seconds between calls of a profile that is not known yet, 15 in all.
_NEW = (0.5, 1.0, 1.5, 2.0, 2.5, 3.5, 4.0)
_BUSY = (0.5, 1.0, 2.0)
#: A time limit was waited for already.
_SILENT = (1.0,)
_BUSY_CODES = frozenset(
    {
        "ThrottlingException",
        "ModelErrorException",
        "ModelNotReadyException",
        "ModelTimeoutException",
        "InternalServerException",
        "ServiceUnavailableException",
        "EndpointConnectionError",
        "ConnectionClosedError",
    }
)
_SILENT_CODES = frozenset({"ReadTimeoutError", "ConnectTimeoutError"})


def is_unknown(error: CallError) -> bool:
    """Whether AWS does not know the target, not yet or no more."""
    return error.missing or error.invalid_model


def pauses(error: CallError) -> tuple[float, ...]:
    """Seconds to wait before each further call after such an error; none where it would fail again."""
    if is_unknown(error):
        return _NEW
    if error.code in _BUSY_CODES:
        return _BUSY
    return _SILENT if error.code in _SILENT_CODES else ()


def invocation_problem(error: CallError, key: str | None = None, arn: str = "") -> Problem:
    """The error of a call of a target, or of reading its record, with the way out."""
    if error.operation == "GetParameter":
        hint = "; correct parameter_name or region, or publish the record" if error.missing else ""
        problem = error.problem(key)
        return Problem(f"{problem.message}{hint}", key, problem.region, problem.operation, problem.code)
    text = f"{ACTION} of {arn} failed in {error.region}: {error.code}: {error.message}{_way_out(error)}"
    return Problem(text, key, error.region, error.operation, error.code)


_WAYS_OUT = {
    DIMENSION_MISMATCH: "correct dimensions of the entry, or choose a model that has them",
    GUARDRAIL_SILENT: "let the guardrail block that phrase, or name one that it blocks "
    "(guardrail_phrase; of a playbook bedrock_guardrail_phrase or cai_guardrail_phrase)",
    GUARDRAIL_ENFORCED: "ask who administers the account or the organization which guardrail it enforces "
    "(ListEnforcedGuardrailsConfiguration, policies of AWS Organizations), and let it pass such a prompt",
    "ThrottlingException": "run again later, or raise the model's quota in Service Quotas",
}


def _way_out(error: CallError) -> str:
    if error.denied:
        return f"; allow {ACTION} on the profile and on its model in every region that it routes to"
    if is_unknown(error):
        return "; the profile was deleted or is in another region, or its model is no longer offered: deploy again"
    if error.code in _WAYS_OUT:
        return f"; {_WAYS_OUT[error.code]}"
    return "; run again later" if pauses(error) else ""
