# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Regions: which ones Bedrock is known in, and the short codes that names carry.

The list only catches typing errors before AWS is called. A region that is newer than this file is taken at the user's
word where ``bedrock_allowed_regions`` names it; whether AWS has Bedrock there, the live calls tell.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from ansible_collections.genai.bedrock.plugins.module_utils._core.suggestions import did_you_mean

#: Regions with a Bedrock endpoint (botocore 1.44.5, checked 2026-11-22; a unit test compares the list with botocore).
BEDROCK_REGIONS = (
    "af-south-1",
    "ap-east-2",
    "ap-northeast-1",
    "ap-northeast-2",
    "ap-northeast-3",
    "ap-south-1",
    "ap-south-2",
    "ap-southeast-1",
    "ap-southeast-2",
    "ap-southeast-3",
    "ap-southeast-4",
    "ap-southeast-5",
    "ap-southeast-6",
    "ap-southeast-7",
    "ca-central-1",
    "ca-west-1",
    "eu-central-1",
    "eu-central-2",
    "eu-north-1",
    "eu-south-1",
    "eu-south-2",
    "eu-west-1",
    "eu-west-2",
    "eu-west-3",
    "il-central-1",
    "me-central-1",
    "me-south-1",
    "mx-central-1",
    "sa-east-1",
    "us-east-1",
    "us-east-2",
    "us-west-1",
    "us-west-2",
    "us-gov-east-1",
    "us-gov-west-1",
)

_REGION = re.compile(r"(?P<area>[a-z]{2,4})-(?:(?P<realm>gov)-)?(?P<place>[a-z]+)-(?P<number>[0-9]+)")
_PLACES = {
    "north": "n",
    "south": "s",
    "east": "e",
    "west": "w",
    "central": "c",
    "northeast": "ne",
    "northwest": "nw",
    "southeast": "se",
    "southwest": "sw",
}


def region_problem(region: str, also_known: Iterable[str] = ()) -> str | None:
    """Why a text is not taken for a region of Bedrock; ``also_known`` are regions that the user vouches for."""
    if region in BEDROCK_REGIONS or (region in also_known and _parts(region)):
        return None
    return f"'{region}' is no region in which Bedrock is known: {did_you_mean(region, BEDROCK_REGIONS)}"


def region_short_code(region: str, also_known: Iterable[str] = ()) -> str:
    """``us-east-1`` → ``use1``, ``ap-northeast-1`` → ``apne1``, ``us-gov-west-1`` → ``usgw1``; else ValueError."""
    problem = region_problem(region, also_known)
    parts = _parts(region)
    if problem or parts is None:
        raise ValueError(problem)
    area, realm, place, number = parts
    return f"{area}{'g' if realm else ''}{_PLACES[place]}{number}"


def _parts(region: str) -> tuple[str, str | None, str, str] | None:
    match = _REGION.fullmatch(region)
    if not match or match["place"] not in _PLACES:
        return None
    return match["area"], match["realm"], match["place"], match["number"]
