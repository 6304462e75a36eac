# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Regions: which texts are some, and the short codes that names carry.

Which regions there are is handed in: ``_aws/regions.py`` reads it from the data of the installed botocore. Codes and
partitions follow from how AWS forms the names of regions, so that a region that is newer than botocore has both.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace

from ansible_collections.genai.bedrock.plugins.module_utils._core.suggestions import did_you_mean, nearest

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
#: ``us-east-1``, ``us-gov-west-1``, ``us-isob-east-1``, ``eusc-de-east-1``: a realm is that of a government, an
#: isolated partition (with its letter), or the country of a sovereign cloud.
_REALM = r"gov|iso(?P<letter>[a-z]?)|[a-z]{2}"
_REGION = re.compile(
    rf"(?P<area>[a-z]{{2,4}})-(?:(?P<realm>{_REALM})-)?(?P<place>{'|'.join(_PLACES)})-(?P<number>[1-9][0-9]?)"
)


@dataclass(frozen=True, slots=True)
class Regions:
    """The regions that are known: those of a list, and those that the user vouches for.

    Without a list (no botocore at hand) every text that is formed as AWS forms the names of regions is taken for one.
    """

    listed: tuple[str, ...] = ()
    trusted: frozenset[str] = frozenset()

    def trusting(self, regions: Iterable[str]) -> Regions:
        """These regions and further ones that the user vouches for."""
        return replace(self, trusted=self.trusted | frozenset(regions))

    def problem(self, region: str) -> str | None:
        """Why a text is not taken for a region; None where it is one."""
        formed = well_formed(region)
        if region in self.listed or (formed and (region in self.trusted or not self.listed)):
            return None
        unknown = f"'{region}' is no region in which Bedrock is known"
        if not self.listed:
            return f"{unknown}: {_repaired(region)}"
        way_out = "; if AWS has added it since, list it in bedrock_allowed_regions" if formed else ""
        return f"{unknown}: {did_you_mean(region, self.listed)}{way_out}"


@dataclass(frozen=True, slots=True)
class Parts:
    """What the name of a region is made of; ``letter`` is None outside the isolated partitions."""

    area: str
    realm: str
    letter: str | None
    place: str
    number: str


def region_parts(region: str) -> Parts | None:
    """The parts of a region's name, None where a text is not formed as AWS forms them."""
    match = _REGION.fullmatch(region)
    return (
        Parts(match["area"], match["realm"] or "", match["letter"], match["place"], match["number"]) if match else None
    )


def well_formed(region: str) -> bool:
    """Whether a text is formed as AWS forms the names of regions."""
    return region_parts(region) is not None


def region_short_code(region: str) -> str:
    """``us-east-1`` → ``use1``, ``us-gov-west-1`` → ``usgw1``, ``eusc-de-east-1`` → ``euscdee1``; else ValueError."""
    parts = region_parts(region)
    if parts is None:
        raise ValueError(Regions().problem(region))
    realm = "g" if parts.realm == "gov" else parts.realm
    if parts.letter is not None:
        realm = f"i{parts.letter}"
    return f"{parts.area}{realm}{_PLACES[parts.place]}{parts.number}"


def _repaired(region: str) -> str:
    """The region that was probably meant, by its form alone."""
    words, numbers = re.findall(r"[a-z]+", region), re.findall(r"[0-9]+", region)
    if len(words) > 1 and numbers:
        would_do = "-".join([*words[:-1], nearest(words[-1], _PLACES), numbers[-1]])
        if well_formed(would_do):
            return did_you_mean(region, [would_do])
    return "a region reads like us-east-1, ap-northeast-1 or us-gov-west-1"
