# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""ARNs of Bedrock: read, build, compare.

Formats: Service Authorization Reference of Amazon Bedrock. A foundation model has no account; a system-defined profile
carries the caller's account; the region of a global profile's region-less model is empty.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import lru_cache

from ansible_collections.genai.bedrock.plugins.module_utils._core.regions import region_parts

FOUNDATION_MODEL = "foundation-model"
INFERENCE_PROFILE = "inference-profile"
APPLICATION_INFERENCE_PROFILE = "application-inference-profile"

#: How IAM and CloudTrail call the destination of a global profile's region-less model (``aws:RequestedRegion``).
UNSPECIFIED_REGION = "unspecified"

#: Areas of the partition ``aws`` have two letters, that of a sovereign cloud (``eusc``) has more.
_LETTERS_OF_AN_AREA = 2

_ARN = re.compile(
    r"arn:(?P<partition>aws[a-z-]*):bedrock:(?P<region>[a-z0-9-]*):(?P<account>[0-9]{12}|):"
    r"(?P<kind>foundation-model|inference-profile|application-inference-profile)/(?P<id>[a-zA-Z0-9:.-]+)"
)


@dataclass(frozen=True, slots=True)
class BedrockArn:
    """The parts of a Bedrock ARN; ``region`` and ``account`` may be empty."""

    partition: str
    region: str
    account: str
    kind: str
    id: str

    def __str__(self) -> str:
        return f"arn:{self.partition}:bedrock:{self.region}:{self.account}:{self.kind}/{self.id}"


# The same few ARNs are in records, tags and lists of models, for each workload.
@lru_cache(maxsize=10_000)
def parse_arn(text: str) -> BedrockArn | None:
    """The parts of a Bedrock model or profile ARN, or None if the text is not one."""
    match = _ARN.fullmatch(text)
    return BedrockArn(**match.groupdict()) if match else None


def partition_of(region: str) -> str:
    """The partition of a region, by the form of its name (a unit test compares those of botocore); else ``aws``."""
    parts = region_parts(region)
    if parts is None:
        return "aws"
    if parts.realm == "gov":
        return f"aws-{parts.area}-gov"
    if parts.letter is not None:
        return f"aws-iso-{parts.letter}".rstrip("-")
    sovereign = parts.area == "cn" or len(parts.area) > _LETTERS_OF_AN_AREA
    return f"aws-{parts.area}" if sovereign else "aws"


def model_arn(model_id: str, region: str) -> str:
    """The ARN of a foundation model in a region; an ARN is returned as it is."""
    if model_id.startswith("arn:"):
        return model_id
    return str(BedrockArn(partition_of(region), region, "", FOUNDATION_MODEL, model_id))


def same_source(one: str, other: str) -> bool:
    """Whether two source ARNs name the same thing; the account is left out, since AWS accepts it empty."""
    left, right = parse_arn(one), parse_arn(other)
    if left is None or right is None:
        return one == other
    return replace(left, account="") == replace(right, account="")


def model_ids(arns: tuple[str, ...]) -> frozenset[str]:
    """The foundation model ids of a profile's ``models``."""
    return frozenset(parsed.id if (parsed := parse_arn(arn)) else arn.rsplit("/", 1)[-1] for arn in arns)


def destinations(arns: tuple[str, ...]) -> tuple[str, ...]:
    """The regions that a profile's ``models`` may route to, sorted; a region-less model reads ``unspecified``."""
    regions = {
        (parsed.region or UNSPECIFIED_REGION) if (parsed := parse_arn(arn)) else arn.split(":")[3] for arn in arns
    }
    return tuple(sorted(regions))
