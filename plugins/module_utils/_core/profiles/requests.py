# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""From the bulk map, or the options of one profile, to wanted profiles: all rules checked, all problems reported."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from ansible_collections.genai.bedrock.plugins.module_utils._core.models.offered import GEOGRAPHIES
from ansible_collections.genai.bedrock.plugins.module_utils._core.names import description_problem, name_problem
from ansible_collections.genai.bedrock.plugins.module_utils._core.problems import Problem, ProblemError
from ansible_collections.genai.bedrock.plugins.module_utils._core.profiles.inference_profiles import (
    Policy,
    WantedProfile,
)
from ansible_collections.genai.bedrock.plugins.module_utils._core.profiles.sources import ANY
from ansible_collections.genai.bedrock.plugins.module_utils._core.tags import (
    ENVIRONMENT,
    MANAGED_BY,
    MODEL_SOURCE,
    OWNER,
    PROFILE_KEY,
    WORKLOAD,
    merge_tags,
    tag_problems,
)

KEY = re.compile(r"[a-z0-9_]{1,40}")
_DEMANDS = (*GEOGRAPHIES, ANY)


def wanted_profiles(
    entries: Mapping[str, Mapping[str, Any]],
    *,
    regions: Sequence[str],
    tags: Mapping[str, object] | None,
    by_name: bool = False,
) -> list[WantedProfile]:
    """Every entry in each of its regions (else in ``regions``), ordered as written; raises with all problems at once.

    ``by_name``: profiles are matched by their names alone, so that no two entries may share one in a region.
    """
    problems: list[Problem] = []
    wanted: list[WantedProfile] = []
    for key, entry in entries.items():
        problems += [Problem(text, key) for text in _entry_problems(key, entry)]
        places = entry.get("regions") or regions
        if not places:
            problems.append(Problem("no region: set its regions, or the region of the task", key))
        wanted += [_wanted(key, entry, region, tags) for region in places]
    problems += _twice(wanted, by_name=by_name)
    problems += [] if by_name else _disputed(wanted)
    if problems:
        raise ProblemError(problems)
    return wanted


def key_problems(entries: Mapping[str, Any]) -> list[Problem]:
    """Keys of the bulk map that break the rule of keys."""
    rule = "is no key: 1 to 40 lower-case letters, digits and underscores"
    return [Problem(f"'{key}' {rule}", key) for key in entries if not KEY.fullmatch(str(key))]


def policy_problems(policy: Policy) -> list[Problem]:
    """Rules between options of the whole run."""
    problems = []
    owners = policy.ownership or {}
    if policy.purge and not (owners.get(ENVIRONMENT) and owners.get(WORKLOAD)):
        needed = f"ownership_tags with {ENVIRONMENT} and {WORKLOAD}"
        problems.append(Problem(f"purge_inference_profiles needs {needed}, which say what may be purged"))
    problems += [Problem(f"ownership_tags: {text}") for text in _reserved_problems(owners)]
    return problems + [Problem(f"ownership_tags: {text}") for text in tag_problems(owners)]


def _reserved_problems(owners: Mapping[str, str]) -> Iterable[str]:
    """Tags that say of each profile what it is: with another value here, no run would know what it made itself."""
    if owners.get(MANAGED_BY, OWNER) != OWNER:
        yield f"{MANAGED_BY} is always '{OWNER}', not '{owners[MANAGED_BY]}': leave it out"
    for tag in (PROFILE_KEY, MODEL_SOURCE):
        if tag in owners:
            yield f"{tag} differs from profile to profile and is written by the module itself: leave it out"


def _wanted(key: str, entry: Mapping[str, Any], region: str, tags: Mapping[str, object] | None) -> WantedProfile:
    geography = entry.get("geography")
    own = entry.get("tags")
    return WantedProfile(
        key=key,
        region=region,
        name=entry.get("name") or key,
        model_source=entry.get("model_source"),
        geography=geography.get(region) if isinstance(geography, Mapping) else geography or None,
        description=entry.get("description"),
        tags=None if tags is None and own is None else merge_tags(tags, own),
        absent=entry.get("state") == "absent",
        moved_from=entry.get("moved_from"),
        name_generated=bool(entry.get("name_generated")) or not entry.get("name"),
    )


def _entry_problems(key: str, entry: Mapping[str, Any]) -> Iterable[str]:
    name = entry.get("name") or key
    if problem := name_problem(name):
        yield problem
    if entry.get("state") == "absent":
        return
    if not entry.get("model_source"):
        yield "model_source is missing: give a model id, the id or ARN of a system-defined profile, or a model ARN"
    if entry.get("description") is not None and (problem := description_problem(entry["description"])):
        yield problem
    yield from tag_problems(merge_tags(entry.get("tags")))
    geography = entry.get("geography")
    for value in geography.values() if isinstance(geography, Mapping) else [geography]:
        if value and value not in _DEMANDS:
            yield f"geography '{value}' is unknown: one of {', '.join(_DEMANDS)}, or a map of region to one of them"


def _twice(wanted: Sequence[WantedProfile], *, by_name: bool) -> list[Problem]:
    """A region twice in one entry, or, where names identify, one name in one region under two keys."""
    problems: list[Problem] = []
    names: dict[tuple[str, str], str] = {}
    places: set[tuple[str, str]] = set()
    for entry in wanted:
        if (entry.key, entry.region) in places:
            problems.append(Problem("the region is listed twice: list it once", entry.key, entry.region))
        elif by_name and names.setdefault((entry.region, entry.name), entry.key) != entry.key:
            other = names[entry.region, entry.name]
            problems.append(
                Problem(
                    f"the name '{entry.name}' is also that of {other}: give one of them another",
                    entry.key,
                    entry.region,
                )
            )
        places.add((entry.key, entry.region))
    return problems


def _disputed(wanted: Sequence[WantedProfile]) -> list[Problem]:
    present = [(entry.region, entry.key, entry.moved_from) for entry in wanted if not entry.absent]
    return [Problem(f"moved_from {text}", key, region) for region, key, text in move_problems(present)]


def move_problems(moves: Sequence[tuple[str, str, str | None]]) -> list[tuple[str, str, str]]:
    """Region, key and sentence for each (region, key, former key) that would keep the profiles of another entry.

    Only present entries are checked: absent ones give up their profiles.
    """
    successors = {(region, key): key for region, key, _former in moves}
    problems = []
    for region, key, former in moves:
        successor = successors.setdefault((region, former), key) if former else key
        if successor != key:
            also = "is still a separate entry" if successor == former else f"is also that of {successor}"
            text = f"'{former}' {also}: leave moved_from out, or set the other's state: absent"
            problems.append((region, key, text))
    return problems
