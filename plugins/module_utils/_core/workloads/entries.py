# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Entries: the leaves that a role's map takes, merged over its catalogue, checked and cast."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from ansible_collections.genai.bedrock.plugins.module_utils._core.casting import (
    CastError,
    as_bool,
    as_int,
    as_map,
    as_number,
    as_scalars,
    as_text,
    as_text_map,
    as_text_or_map,
    as_texts,
)
from ansible_collections.genai.bedrock.plugins.module_utils._core.leaves import (
    Leaf,
    between,
    one_of,
    read_leaves,
    sentence,
    whole_number,
)
from ansible_collections.genai.bedrock.plugins.module_utils._core.models.ids import KINDS
from ansible_collections.genai.bedrock.plugins.module_utils._core.models.offered import GEOGRAPHIES
from ansible_collections.genai.bedrock.plugins.module_utils._core.names import description_problem, role_name_problem
from ansible_collections.genai.bedrock.plugins.module_utils._core.problems import InputProblem
from ansible_collections.genai.bedrock.plugins.module_utils._core.profiles.requests import KEY
from ansible_collections.genai.bedrock.plugins.module_utils._core.profiles.sources import ANY
from ansible_collections.genai.bedrock.plugins.module_utils._core.tags import tag_value_problems

COPILOT = "copilot"
CAI = "cai"
EMBEDDING = "embedding"
CROSS_REGION = "cross_region"
INFERENCE_PROFILES = "inference_profiles"
WORKLOAD_KINDS = (COPILOT, CAI, EMBEDDING, CROSS_REGION, INFERENCE_PROFILES)

DEMANDS = (*GEOGRAPHIES, ANY)


def key_problem(key: str) -> str | None:
    """What is wrong with an entry's key; it is used as a tag and in an SSM path."""
    if KEY.fullmatch(key):
        return None
    return f"'{key}' is no key: 1 to 40 lower-case letters, digits and underscores"


def _geography(value: str | dict[str, str]) -> list[str]:
    demands = value.values() if isinstance(value, Mapping) else [value]
    return [text for demand in demands for text in one_of(*DEMANDS)(demand)]


def _names(value: dict[str, str]) -> list[str]:
    return [f"{region}: {problem}" for region, name in value.items() if (problem := role_name_problem(name))]


def _descriptions(value: dict[str, str]) -> list[str]:
    return [f"{region}: {problem}" for region, text in value.items() if (problem := description_problem(text))]


_COMMON = {
    "enabled": Leaf(as_bool),
    "state": Leaf(as_text, one_of("present", "absent")),
    "name": Leaf(as_text, sentence(role_name_problem)),
    "description": Leaf(as_text, sentence(description_problem)),
    "model": Leaf(as_text),
    "model_source": Leaf(as_text),
    "geography": Leaf(as_text_or_map, _geography),
    "tags": Leaf(as_scalars),
    "moved_from": Leaf(as_text, sentence(key_problem)),
    "use_case": Leaf(as_text, tag_value_problems),
    "max_tokens": Leaf(as_int, whole_number),
    "temperature": Leaf(as_number, between(0, 1)),
    "dimensions": Leaf(as_int, whole_number),
    "kind": Leaf(as_text, one_of(*KINDS)),
}
_REGIONS = {"regions": Leaf(as_texts)}

#: Leaf → type and rule, for each kind of workload.
LEAVES: dict[str, dict[str, Leaf]] = {
    COPILOT: _COMMON | _REGIONS,
    CAI: _COMMON
    | _REGIONS
    | {
        "enable_guardrails": Leaf(as_bool),
        "customer_facing": Leaf(as_bool),
        "cost_center": Leaf(as_text, tag_value_problems),
    },
    EMBEDDING: _COMMON | _REGIONS | {"batch": Leaf(as_bool)},
    CROSS_REGION: _COMMON
    | {
        "primary_region": Leaf(as_text),
        "failover_regions": Leaf(as_texts),
        "failover_names": Leaf(as_text_map, _names),
        "failover_descriptions": Leaf(as_text_map, _descriptions),
    },
    INFERENCE_PROFILES: _COMMON | _REGIONS,
}
#: Leaves whose ``null`` is a value: none, whatever the workload sets for entries that set none.
NULLABLE = ("max_tokens", "temperature")
#: Words of other tools for the same thing, for the hint.
_ALIASES = {
    "model_id": "model",
    "model_version": "model",
    "copy_from": "model_source",
    "region": "regions",
    "primary_region": "regions",
    "guardrails": "enable_guardrails",
    "guardrails_enabled": "enable_guardrails",
    "public": "customer_facing",
}


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry as the user means it; None is unset. ``without``: leaves that are to have no value at all."""

    key: str
    enabled: bool = True
    state: str = "present"
    name: str | None = None
    description: str | None = None
    model: str | None = None
    model_source: str | None = None
    geography: str | dict[str, str] | None = None
    tags: dict[str, Any] | None = None
    moved_from: str | None = None
    use_case: str | None = None
    max_tokens: int | None = None
    temperature: float | None = None
    dimensions: int | None = None
    kind: str | None = None
    regions: list[str] | None = None
    enable_guardrails: bool = True
    customer_facing: bool = False
    cost_center: str | None = None
    batch: bool | None = None
    primary_region: str | None = None
    failover_regions: list[str] | None = None
    failover_names: dict[str, str] | None = None
    failover_descriptions: dict[str, str] | None = None
    without: frozenset[str] = frozenset()

    @property
    def removed(self) -> bool:
        return not self.enabled or self.state == "absent"


def read_entries(
    entries: object, catalogue: Mapping[str, Any], kind: str, path: str
) -> tuple[list[Entry], list[InputProblem]]:
    """The entries of a role, catalogue first, and every problem of every leaf with its path."""
    try:
        merged, problems = _merged(catalogue, as_map({} if entries is None else entries), path)
    except CastError as error:
        return [], [InputProblem(path, str(error))]
    read = []
    for key, values in merged.items():
        found, wrong = read_leaves(values, LEAVES[kind], f"{path}.{key}", aliases=_ALIASES)
        if problem := key_problem(key):
            problems.append(InputProblem(f"{path}.{key}", problem))
        else:
            without = frozenset(name for name in NULLABLE if name in values and values[name] is None)
            read.append(Entry(key, **found, without=without))
        problems += wrong
    return read, problems


def _merged(
    catalogue: Mapping[str, Any], entries: Mapping[str, Any], path: str
) -> tuple[dict[str, dict[str, Any]], list[InputProblem]]:
    """The user's leaves over the catalogue's, maps leaf by leaf, lists as a whole (``combine(recursive=true)``)."""
    merged: dict[str, dict[str, Any]] = {}
    problems = []
    for key, values in (*catalogue.items(), *entries.items()):
        try:
            own = as_map({} if values is None else values)
        except CastError as error:
            hint = "; to remove the entry, set its enabled: false" if values is False else ""
            problems.append(InputProblem(f"{path}.{key}", f"{error}{hint}"))
            continue
        merged[key] = _over(merged.get(key, {}), own)
    return merged, problems


def _over(below: Mapping[str, Any], above: Mapping[str, Any]) -> dict[str, Any]:
    merged = dict(below)
    for name, value in above.items():
        lower = merged.get(name)
        if isinstance(lower, Mapping) and isinstance(value, Mapping):
            merged[name] = _over(lower, value)
        else:
            merged[name] = value
    return merged
