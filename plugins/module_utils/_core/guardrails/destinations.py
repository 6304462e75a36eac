# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The regions to which a guardrail profile may route, and thus the permissions its callers need.

No API returns the destinations. Sources: Bedrock User Guide, "Supported Regions for cross-Region guardrail inference"
(checked 2026-11-30) and "Permissions for using cross-Region inference with Amazon Bedrock Guardrails": the caller needs
``bedrock:ApplyGuardrail`` on the guardrail and on its profile in each destination.
"""

from __future__ import annotations

import re

#: The id of a guardrail profile, as Bedrock's API model has it (botocore 1.44.5; a unit test compares).
PROFILE_ID = re.compile(r"[a-z0-9-]+[.]guardrail[.]v[0-9:]+")

_US = ("us-east-1", "us-east-2", "us-west-2")
_US_GOV = ("us-gov-east-1", "us-gov-west-1")
_EU = ("eu-central-1", "eu-north-1", "eu-south-1", "eu-south-2", "eu-west-1", "eu-west-3")
_APAC = (
    "ap-northeast-1",
    "ap-northeast-2",
    "ap-northeast-3",
    "ap-south-1",
    "ap-southeast-1",
    "ap-southeast-2",
)
_APAC_8 = (*_APAC, "ap-south-2", "ap-southeast-4")
_APAC_9 = (*_APAC_8, "ap-southeast-3")

#: Profile → source region → destinations.
_DESTINATIONS: dict[str, dict[str, tuple[str, ...]]] = {
    "us.guardrail.v1:0": dict.fromkeys(_US, _US) | {"us-west-1": (*_US, "us-west-1")},
    "us-gov.guardrail.v1:0": dict.fromkeys(_US_GOV, _US_GOV),
    "eu.guardrail.v1:0": dict.fromkeys(_EU, _EU) | {"il-central-1": (*_EU, "il-central-1")},
    "uk.guardrail.v1:0": {"eu-west-2": ("eu-west-2",)},
    "au.guardrail.v1:0": {"ap-southeast-2": ("ap-southeast-2",)},
    "ca.guardrail.v1:0": {"ca-central-1": ("ca-central-1", "ca-west-1")},
    "apac.guardrail.v1:0": {
        **dict.fromkeys(
            ("ap-northeast-1", "ap-northeast-2", "ap-south-1", "ap-southeast-1", "ap-southeast-2"),
            _APAC,
        ),
        "ap-southeast-3": _APAC_9,
        "ap-southeast-4": _APAC_8,
        **{region: (*_APAC_9, region) for region in ("ap-east-2", "ap-southeast-5", "ap-southeast-7", "me-central-1")},
    },
}


def guardrail_profile_arns(profile_id: str, partition: str, region: str, account: str) -> list[str]:
    """ARNs of a guardrail profile in every region to which it may route from this one, sorted.

    Of a profile or source that AWS's page did not name yet, the ARN is that of any region: its id holds it to its
    geography.
    """
    found = _DESTINATIONS.get(profile_id, {}).get(region)
    regions = {region, *found} if found else {"*"}
    return sorted(f"arn:{partition}:bedrock:{place}:{account}:guardrail-profile/{profile_id}" for place in regions)
