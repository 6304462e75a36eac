# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Where a region is, in words for somebody who protects data: its place, its country, and the legal area around it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from ansible_collections.genai.bedrock.plugins.module_utils._core.regions import region_parts

NOT_KNOWN = "Not known"
_EU = "European Union"
_OTHER_EUROPE = "Europe outside the EU"
_ASIA = "Asia Pacific"
_MIDDLE_EAST = "Middle East"
_AFRICA = "Africa"

#: Area of a region's name, or the region itself, to country and legal area.
_COUNTRIES: dict[str, tuple[str, str]] = {
    "us": ("United States", "United States"),
    "ca": ("Canada", "Canada"),
    "mx": ("Mexico", "Latin America"),
    "sa-east-1": ("Brazil", "Latin America"),
    "sa-west-1": ("Chile", "Latin America"),
    "eu-central-1": ("Germany", _EU),
    "eu-central-2": ("Switzerland", _OTHER_EUROPE),
    "eu-north-1": ("Sweden", _EU),
    "eu-south-1": ("Italy", _EU),
    "eu-south-2": ("Spain", _EU),
    "eu-west-1": ("Ireland", _EU),
    "eu-west-2": ("United Kingdom", _OTHER_EUROPE),
    "eu-west-3": ("France", _EU),
    "eusc-de-east-1": ("Germany", _EU),
    "af-south-1": ("South Africa", _AFRICA),
    "ap-east-1": ("Hong Kong", _ASIA),
    "ap-east-2": ("Taiwan", _ASIA),
    "ap-northeast-1": ("Japan", _ASIA),
    "ap-northeast-2": ("South Korea", _ASIA),
    "ap-northeast-3": ("Japan", _ASIA),
    "ap-south-1": ("India", _ASIA),
    "ap-south-2": ("India", _ASIA),
    "ap-southeast-1": ("Singapore", _ASIA),
    "ap-southeast-2": ("Australia", _ASIA),
    "ap-southeast-3": ("Indonesia", _ASIA),
    "ap-southeast-4": ("Australia", _ASIA),
    "ap-southeast-5": ("Malaysia", _ASIA),
    "ap-southeast-6": ("New Zealand", _ASIA),
    "ap-southeast-7": ("Thailand", _ASIA),
    "cn": ("China", "China"),
    "il": ("Israel", _MIDDLE_EAST),
    "me-central-1": ("United Arab Emirates", _MIDDLE_EAST),
    "me-south-1": ("Bahrain", _MIDDLE_EAST),
    "me-west-1": ("Saudi Arabia", _MIDDLE_EAST),
}


def locations(regions: Iterable[str], descriptions: Mapping[str, str]) -> dict[str, dict[str, str]]:
    """Region → ``place``, ``country`` and ``area``; ``descriptions`` are botocore's, as "Europe (Frankfurt)"."""
    return {region: _location(region, descriptions.get(region, "")) for region in sorted(set(regions))}


def _location(region: str, description: str) -> dict[str, str]:
    parts = region_parts(region)
    start = parts.area if parts else ""
    country, area = _COUNTRIES.get(region) or _COUNTRIES.get(start) or (NOT_KNOWN, NOT_KNOWN)
    return {"place": description.partition("(")[2].rstrip(")") or description, "country": country, "area": area}
