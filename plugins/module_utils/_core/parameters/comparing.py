# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""In what a parameter differs from what is wanted of it, as far as it has been read."""

from __future__ import annotations

from ansible_collections.genai.bedrock.plugins.module_utils._core.parameters.policies import same_policies
from ansible_collections.genai.bedrock.plugins.module_utils._core.parameters.ssm_parameters import (
    AUTO,
    Details,
    LiveParameter,
    WantedParameter,
)
from ansible_collections.genai.bedrock.plugins.module_utils._core.parameters.values import ADVANCED, same_value

#: The key that Parameter Store takes where none is given.
DEFAULT_KEY = "alias/aws/ssm"


def described_differences(wanted: WantedParameter, details: Details | None) -> list[str]:
    """What DescribeParameters shows; of what it does not list yet nothing is known, and nothing is written for it."""
    if details is None:
        return []
    reasons = []
    if wanted.description is not None and wanted.description != details.description:
        reasons.append("description differs")
    if wanted.tier == "advanced" and details.tier != ADVANCED:
        reasons.append(f"tier is {details.tier}, wanted {ADVANCED}")
    if wanted.key_id is not None and not _same_key(wanted.key_id, details.key_id):
        reasons.append(f"key_id is {details.key_id}, wanted {wanted.key_id}")
    if wanted.allowed_pattern is not None and wanted.allowed_pattern != (details.allowed_pattern or ""):
        reasons.append("allowed_pattern differs")
    if wanted.policies is not None and not same_policies(wanted.policies, details.policies):
        reasons.append("policies differ")
    return reasons


def compares_details(wanted: WantedParameter) -> bool:
    compared = (wanted.description, wanted.key_id, wanted.allowed_pattern, wanted.policies)
    return wanted.tier != AUTO or any(option is not None for option in compared)


def value_differs(wanted: WantedParameter, live: LiveParameter) -> bool:
    return wanted.value is not None and not same_value(wanted.value, live.value)


def type_differs(wanted: WantedParameter, live: LiveParameter) -> bool:
    return wanted.type is not None and wanted.type != live.type


def data_type_differs(wanted: WantedParameter, live: LiveParameter) -> bool:
    return wanted.data_type is not None and wanted.data_type != live.data_type


def kind_differs(wanted: WantedParameter, live: LiveParameter) -> bool:
    return type_differs(wanted, live) or data_type_differs(wanted, live)


def _same_key(wanted: str, live: str | None) -> bool:
    """A key as id, alias or ARN; an alias and the id behind it count as two, since only KMS knows."""
    return _key_name(wanted) == _key_name(live or DEFAULT_KEY)


def _key_name(key: str) -> str:
    return key.rsplit(":", 1)[-1].removeprefix("key/")


def is_overwritten_unread(wanted: WantedParameter, live: LiveParameter) -> bool:
    """A SecureString that becomes plain text: its own value need not be known, nor its key be at hand."""
    return live.secure and not live.decrypted and wanted.value is not None and type_differs(wanted, live)
