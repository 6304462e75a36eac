# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Under which name CloudWatch counts what the guardrail of a target does.

Namespace, metric and dimensions: Bedrock User Guide, Monitor Amazon Bedrock Guardrails using CloudWatch metrics. The
dimensions GuardrailArn and GuardrailVersion come together, and the version may be DRAFT.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ansible_collections.genai.bedrock.plugins.module_utils._core.profiles.report import UNKNOWN

NAMESPACE = "AWS/Bedrock/Guardrails"
INTERVENTIONS = "InvocationsIntervened"


def guardrail_dimensions(target: Mapping[str, Any]) -> dict[str, str] | None:
    """Name → value, None for a target without a guardrail. A record may pin one by its id or by its ARN."""
    pinned = target.get("guardrail")
    if not isinstance(pinned, Mapping) or not pinned.get("identifier") or not pinned.get("version"):
        return None
    return {
        "GuardrailArn": _arn(str(pinned["identifier"]), target["arn"]),
        "GuardrailVersion": str(pinned["version"]),
    }


def pinned_guardrails(records: Mapping[str, Any]) -> dict[tuple[str, str], dict[str, str]]:
    """Workload and region → dimensions of the guardrail that its records pin there.

    Entries share it. If one of them could not be updated yet, the newer version of the others is used.
    """
    found: dict[tuple[str, str], dict[str, str]] = {}
    for path, record in records.items():
        for target in record["targets"]:
            dimensions = guardrail_dimensions(target)
            place = (path.partition("/")[0], target["region"])
            if dimensions and (place not in found or _version(dimensions) > _version(found[place])):
                found[place] = dimensions
    return found


def _version(dimensions: Mapping[str, str]) -> int:
    reported = dimensions["GuardrailVersion"]
    return int(reported) if reported.isdecimal() else 0


def _arn(identifier: str, profile_arn: str) -> str:
    if identifier.startswith("arn:") or UNKNOWN in (identifier, profile_arn):
        return identifier
    # It is in the partition, region and account of the profile.
    return ":".join([*profile_arn.split(":")[:5], f"guardrail/{identifier}"])
