# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The regions of an entry in order, and its profile in each of them."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from ansible_collections.genai.bedrock.plugins.module_utils._core.models.offered import GLOBAL
from ansible_collections.genai.bedrock.plugins.module_utils._core.problems import InputProblem
from ansible_collections.genai.bedrock.plugins.module_utils._core.profiles.sources import ANY
from ansible_collections.genai.bedrock.plugins.module_utils._core.regions import region_short_code
from ansible_collections.genai.bedrock.plugins.module_utils._core.workloads.entries import CROSS_REGION, Entry
from ansible_collections.genai.bedrock.plugins.module_utils._core.workloads.kinds import (
    Described,
    cross_region_tags,
    default_name,
    regional_name,
)
from ansible_collections.genai.bedrock.plugins.module_utils._core.workloads.settings import Settings


@dataclass(frozen=True, slots=True)
class Place:
    """One profile of an entry: its key in the bulk map and its regions."""

    profile_key: str
    regions: tuple[str, ...]
    name: str
    model_source: str
    description: str | None = None
    geography: str | dict[str, str] | None = None
    moved_from: str | None = None
    name_generated: bool = True
    tags: dict[str, Any] = field(default_factory=dict)


def regions_of(entry: Entry, kind: str, settings: Settings) -> tuple[list[str], list[InputProblem]]:
    """The regions of an entry, primary first, and what is wrong with them, each with its leaf.

    None, and nothing wrong, where those of its workload are wrong.
    """
    regions, leaf = _wanted_regions(entry, kind, settings)
    if not regions and settings.regions_refused:
        return [], []
    if not regions:
        return [], [InputProblem(f".{leaf}", f"no region; set it, or {settings.variable('regions')}")]
    problems = []
    if entry.regions or entry.primary_region or entry.failover_regions:
        found = (settings.known.problem(region) for region in dict.fromkeys(regions))
        problems = [InputProblem(f".{leaf}", problem) for problem in found if problem]
    problems += [InputProblem(f".{leaf}", f"{region} is listed twice; list it once") for region in _twice(regions)]
    problems += _strangers(entry, regions)
    return list(dict.fromkeys(regions)), problems


def places_of(described: Described, regions: list[str], settings: Settings) -> list[Place]:
    """The profiles of an entry; every region must be known."""
    if described.kind == CROSS_REGION:
        return _cross_region(described, regions, settings)
    entry = described.entry
    if settings.name_region and not entry.name:
        return [_with_region(described, region, settings) for region in regions]
    return [
        Place(
            profile_key=entry.key,
            regions=tuple(regions),
            name=entry.name or default_name(described, settings.environment),
            model_source=entry.model_source or described.model,
            description=entry.description,
            geography=entry.geography,
            moved_from=entry.moved_from,
            name_generated=not entry.name,
        )
    ]


def _wanted_regions(entry: Entry, kind: str, settings: Settings) -> tuple[list[str], str]:
    if kind != CROSS_REGION:
        return entry.regions or settings.regions, "regions"
    primary = entry.primary_region or (settings.regions[0] if settings.regions else None)
    if primary is None:
        return [], "primary_region"
    if entry.failover_regions is None:
        return [primary, *(region for region in settings.regions if region != primary)], "primary_region"
    return [primary, *entry.failover_regions], "failover_regions"


def _twice(regions: list[str]) -> list[str]:
    return sorted({region for region in regions if regions.count(region) > 1})


def _strangers(entry: Entry, regions: list[str]) -> list[InputProblem]:
    """Regions in a map of the entry that are not among the entry's regions."""
    maps = {
        "geography": entry.geography,
        "failover_names": entry.failover_names,
        "failover_descriptions": entry.failover_descriptions,
    }
    return [
        InputProblem(f".{leaf}.{region}", f"is not one of the entry's regions ({', '.join(regions)})")
        for leaf, value in maps.items()
        if isinstance(value, dict)
        for region in value
        if region not in regions
    ]


def _with_region(described: Described, region: str, settings: Settings) -> Place:
    """A profile whose name contains its region, so each region needs its own key."""
    entry, short = described.entry, region_short_code(region)
    return Place(
        profile_key=f"{entry.key}_{short}",
        regions=(region,),
        name=default_name(described, settings.environment, short),
        model_source=entry.model_source or described.model,
        description=entry.description,
        geography=_geography_in(entry.geography, region),
        # Without the region in names the profile was known by the plain key.
        moved_from=f"{entry.moved_from}_{short}" if entry.moved_from else entry.key,
    )


def _cross_region(described: Described, regions: list[str], settings: Settings) -> list[Place]:
    """A profile over the geographic one in the primary, so that AWS itself routes, and a regional one in each other."""
    entry = described.entry
    primary, *failover = regions
    names, descriptions = entry.failover_names or {}, entry.failover_descriptions or {}
    short = {region: region_short_code(region) for region in regions}
    demand = _geography_in(entry.geography, primary) or (GLOBAL if settings.geography == GLOBAL else ANY)
    first = Place(
        profile_key=entry.key,
        regions=(primary,),
        name=entry.name
        or default_name(described, settings.environment, short[primary] if settings.name_region else None),
        model_source=entry.model_source or described.model,
        description=entry.description,
        geography=entry.geography and demand if entry.model_source else demand,
        moved_from=entry.moved_from,
        name_generated=not entry.name,
        tags=cross_region_tags(primary, failover, primary),
    )
    return [first] + [
        Place(
            profile_key=f"{entry.key}_{short[region]}",
            regions=(region,),
            name=names.get(region) or regional_name(entry.key, settings.environment, short[region]),
            model_source=described.model,
            description=descriptions.get(region),
            geography=entry.geography.get(region) if isinstance(entry.geography, dict) else None,
            moved_from=f"{entry.moved_from}_{short[region]}" if entry.moved_from else None,
            name_generated=region not in names,
            tags=cross_region_tags(primary, failover, region),
        )
        for region in failover
    ]


def _geography_in(geography: str | dict[str, str] | None, region: str) -> str | None:
    return geography.get(region) if isinstance(geography, dict) else geography
