# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""From a role's entries to one plan: the map for the bulk module, the targets of each record, and all problems."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ansible_collections.genai.bedrock.plugins.module_utils._core.names import role_name_problem
from ansible_collections.genai.bedrock.plugins.module_utils._core.problems import InputProblem
from ansible_collections.genai.bedrock.plugins.module_utils._core.profiles.requests import move_problems
from ansible_collections.genai.bedrock.plugins.module_utils._core.profiles.sources import SourceRequest, shape_problem
from ansible_collections.genai.bedrock.plugins.module_utils._core.regions import Regions
from ansible_collections.genai.bedrock.plugins.module_utils._core.suggestions import did_you_mean
from ansible_collections.genai.bedrock.plugins.module_utils._core.workloads.entries import (
    CROSS_REGION,
    WORKLOAD_KINDS,
    Entry,
    key_problem,
    read_entries,
)
from ansible_collections.genai.bedrock.plugins.module_utils._core.workloads.kinds import Described, kind_tags
from ansible_collections.genai.bedrock.plugins.module_utils._core.workloads.layered_tags import (
    merged_tag_problems,
    own_tag_problems,
    profile_tags,
    reserved_tag_problems,
)
from ansible_collections.genai.bedrock.plugins.module_utils._core.workloads.partners import partner_tags
from ansible_collections.genai.bedrock.plugins.module_utils._core.workloads.places import Place, places_of, regions_of
from ansible_collections.genai.bedrock.plugins.module_utils._core.workloads.serving import describe, model_path
from ansible_collections.genai.bedrock.plugins.module_utils._core.workloads.settings import Settings, read_settings


def workload_plan(
    entries: object, kind: str, settings: Mapping[str, Any], known: Regions | None = None
) -> dict[str, Any]:
    """The plan of a workload, from its entries over its catalogue; ``errors`` has every problem as a value.

    ``known`` are AWS's regions; without them every text that is formed like a region is taken for one.
    """
    if kind not in WORKLOAD_KINDS:
        raise ValueError(f"workload kind '{kind}' is unknown; {did_you_mean(str(kind), WORKLOAD_KINDS)}")
    common, errors = read_settings(settings, kind, known)
    errors += [one.below(f"{common.variable('tags')}.") for one in reserved_tag_problems(common.tags, common)]
    read, problems = read_entries(entries, common.catalogue, kind, common.entries_variable)
    errors += problems
    plan: dict[str, Any] = {
        "environment": common.environment,
        "workload": common.workload,
        "kind": kind,
        "default_geography": common.geography,
        "allowed_regions": common.allowed_regions,
        "all_regions": common.regions,
        "former_regions": common.former_regions,
        **{name: getattr(common, name) for name in ("required_tags", "ignore_tags")},
        "inference_profiles": {},
        "paths": {},
        "parameters": {},
        "entries": {},
        "removed": [],
    }
    for order, entry in enumerate(read):
        errors += _add(plan, entry, kind, common, order)
    errors += _equal_names(plan["inference_profiles"], common) + _disputed_moves(plan["inference_profiles"], common)
    regions = [region for profile in plan["inference_profiles"].values() for region in profile["regions"]]
    regions = list(dict.fromkeys(regions))
    places = {
        "regions": regions,
        "ssm_prefix": common.ssm_prefix or f"/{common.environment}/bedrock/inference-profiles",
        "ssm_regions": common.ssm_regions or (common.regions or regions)[:1],
    }
    entries_only = all(error.is_below(common.entries_variable) for error in errors)
    return plan | places | {"errors": errors, "only_entries_are_wrong": bool(errors) and entries_only}


def _add(plan: dict[str, Any], entry: Entry, kind: str, settings: Settings, order: int) -> list[InputProblem]:
    """Put one entry into the plan; returns what is wrong with it."""
    path = f"{settings.entries_variable}.{entry.key}"
    described, errors = describe(entry, kind, settings)
    regions, problems = regions_of(entry, kind, settings)
    errors += problems
    errors += [one.below(".tags.") for one in reserved_tag_problems(entry.tags, settings)]
    errors += [InputProblem(".tags", text) for text in own_tag_problems(entry.tags)]
    if problems or not regions or not described.model:
        return [error.below(path) for error in errors]
    places = places_of(described, regions, settings)
    removed = entry.removed or not settings.enabled
    for place in places:
        if place.profile_key in plan["inference_profiles"]:
            text = f"its profile '{place.profile_key}' has the key of another entry's; rename one of the two"
            errors.append(InputProblem("", text))
        if problem := key_problem(place.profile_key):
            errors.append(InputProblem("", f"with its region's short code, {problem}; shorten the entry's key"))
        partners = partner_tags(settings.partner_tags)
        tags = profile_tags(settings.tags, partners, place.tags, kind_tags(described), entry.tags)
        if not removed:
            errors += _place_problems(place, tags, settings)
        plan["paths"][place.profile_key] = {"entry": path, "model": model_path(entry, settings)}
        plan["inference_profiles"][place.profile_key] = _absent(place) if removed else _present(place, tags)
    if removed:
        plan["removed"].append(entry.key)
    else:
        plan["entries"][entry.key] = _entry(described, places, order)
        plan["parameters"] |= {place.profile_key: _parameters(described) for place in places}
    return [error.below(path) for error in dict.fromkeys(errors)]


def _place_problems(place: Place, tags: Mapping[str, str], settings: Settings) -> list[InputProblem]:
    problems = [InputProblem(".name", problem) for problem in [role_name_problem(place.name)] if problem]
    problems += [one.below(".tags") for one in merged_tag_problems(tags, settings)]
    requests = (SourceRequest(place.model_source, region) for region in place.regions)
    return problems + [InputProblem(".model_source", problem) for problem in map(shape_problem, requests) if problem]


def _present(place: Place, tags: dict[str, str]) -> dict[str, Any]:
    optional = {
        "description": place.description,
        "geography": place.geography,
        "moved_from": place.moved_from,
        "name_generated": place.name_generated,
    }
    wanted = {"name": place.name, "model_source": place.model_source, "regions": list(place.regions), "tags": tags}
    return wanted | {"state": "present"} | {key: value for key, value in optional.items() if value}


def _absent(place: Place) -> dict[str, Any]:
    moved = {"moved_from": place.moved_from} if place.moved_from else {}
    return {"state": "absent", "name": place.name, "regions": list(place.regions)} | moved


def _entry(described: Described, places: list[Place], order: int) -> dict[str, Any]:
    """What the entry's record needs to know; a value that does not apply to the model is left out."""
    entry = described.entry
    values = _parameters(described)
    if described.output != "embedding":
        values = {"max_tokens": described.max_tokens, **values}
    # The document names the first cross-region entry at its top, and reading SSM by path forgets the order.
    ordered = {"order": order} if described.kind == CROSS_REGION else {}
    return {
        "use_case": described.use_case,
        "kind": described.output,
        "model": described.model,
        **values,
        **ordered,
        "guardrails": entry.enable_guardrails if described.kind == "cai" else None,
        "moved_from": entry.moved_from,
        "targets": [
            {"inference_profile": place.profile_key, "region": region} for place in places for region in place.regions
        ],
    }


def _parameters(described: Described) -> dict[str, Any]:
    """What depends on the model, and may not suit it."""
    if described.output == "embedding":
        return {"dimensions": described.dimensions}
    return {"temperature": described.temperature}


def _equal_names(profiles: Mapping[str, Mapping[str, Any]], settings: Settings) -> list[InputProblem]:
    """Two profiles of one workload with the same name in one region: indistinguishable in the console."""
    names: dict[tuple[str, str], str] = {}
    errors = []
    for key, profile in profiles.items():
        for region in profile["regions"] if profile["state"] == "present" else ():
            other = names.setdefault((region, profile["name"]), key)
            if other != key:
                text = f"the name '{profile['name']}' in {region} is also that of {other}; give one of them another"
                errors.append(InputProblem(f"{settings.entries_variable}.{key}.name", text))
    return errors


def _disputed_moves(profiles: Mapping[str, Mapping[str, Any]], settings: Settings) -> list[InputProblem]:
    moves = [
        (region, key, profile.get("moved_from"))
        for key, profile in profiles.items()
        if profile["state"] == "present"
        for region in profile["regions"]
    ]
    found = move_problems(moves)
    return list(
        dict.fromkeys(
            InputProblem(f"{settings.entries_variable}.{key}.moved_from", text) for _region, key, text in found
        )
    )
