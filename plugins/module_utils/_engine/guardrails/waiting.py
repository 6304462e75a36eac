# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Wait until a guardrail is what it is on its way to. AWS has no waiter for it and documents no bound."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import Any

from ansible_collections.genai.bedrock.plugins.module_utils._core.failures import CallError
from ansible_collections.genai.bedrock.plugins.module_utils._core.guardrails.content import Content, content_of
from ansible_collections.genai.bedrock.plugins.module_utils._core.guardrails.differences import differences, whole
from ansible_collections.genai.bedrock.plugins.module_utils._core.guardrails.guardrails import FAILED, PASSING
from ansible_collections.genai.bedrock.plugins.module_utils._engine.guardrails.gateway import GuardrailGateway
from ansible_collections.genai.bedrock.plugins.module_utils._engine.patience import Sleep, polled

#: Seconds between polls of a guardrail that is CREATING, UPDATING, VERSIONING or DELETING: two minutes in total.
POLL_AFTER = (0.5, 1.0, 2.0, 3.0, *(5.0,) * 23)
#: Seconds between polls of a guardrail that is READY but does not return the new settings yet.
REPORTED_AFTER = (0.5, 1.0, 2.0, 4.0)

Answer = dict[str, Any]


def settled(gateway: GuardrailGateway, identifier: str, sleep: Sleep, version: str | None = None) -> Answer | None:
    """The guardrail once its status is final; None if it is deleted."""
    answer = polled(lambda: gateway.get(identifier, version), _is_settled, POLL_AFTER, sleep)
    if answer is None or _is_settled(answer):
        return answer
    text = f"{_named(identifier, version)} is still {answer['status']}; run again when it is not"
    raise CallError("GetGuardrail", gateway.region, "NotReady", text)


def ready(gateway: GuardrailGateway, identifier: str, sleep: Sleep, version: str | None = None) -> Answer:
    """The guardrail once it is READY. One that was just made may be unseen for a while; a failed one is an error."""
    there = partial(settled, gateway, identifier, sleep, version)
    answer = polled(there, lambda found: found is not None, REPORTED_AFTER, sleep)
    if answer is None:
        text = f"{_named(identifier, version)} was made, but GetGuardrail does not show it; run again to compare it"
        raise CallError("GetGuardrail", gateway.region, "NotVisible", text)
    if answer.get("status") == FAILED:
        raise CallError("GetGuardrail", gateway.region, "GuardrailFailed", failure_text(answer))
    return answer


def wait_until_visible(
    gateway: GuardrailGateway, identifier: str, content: Content, sleep: Sleep, version: str | None = None
) -> tuple[Answer, tuple[str, ...]]:
    """The guardrail once it is READY with the settings that were sent, and any differences after the last poll."""
    # Versions have their own description.
    sent = whole(content, without=("description", "kms_key_id") if version else ("kms_key_id",))

    def reported() -> tuple[Answer, tuple[str, ...]]:
        answer = ready(gateway, identifier, sleep, version)
        return answer, differences(content_of(answer), sent)

    return polled(reported, lambda found: not found[1], REPORTED_AFTER, sleep)


def _is_settled(answer: Answer | None) -> bool:
    return answer is None or answer.get("status") not in PASSING


def failure_text(answer: Mapping[str, Any]) -> str:
    """Why a guardrail is FAILED, in AWS's words."""
    reasons = [*answer.get("statusReasons", []), *answer.get("failureRecommendations", [])]
    return f"the guardrail is {FAILED}: {' '.join(reasons) or 'AWS gives no reason'}"


def _named(identifier: str, version: str | None) -> str:
    return f"guardrail {identifier}" + (f" version {version}" if version else "")
