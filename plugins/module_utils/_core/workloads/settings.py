# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Settings of a whole workload, checked and cast like its entries."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from ansible_collections.genai.bedrock.plugins.module_utils._core.casting import (
    as_bool,
    as_int,
    as_map,
    as_number,
    as_scalars,
    as_text,
    as_text_map,
    as_texts,
)
from ansible_collections.genai.bedrock.plugins.module_utils._core.ignore_options import KEYS, PREFIXES, as_ignored
from ansible_collections.genai.bedrock.plugins.module_utils._core.leaves import (
    Leaf,
    between,
    one_of,
    read_leaves,
    sentence,
    whole_number,
)
from ansible_collections.genai.bedrock.plugins.module_utils._core.models.offered import GEOGRAPHIES
from ansible_collections.genai.bedrock.plugins.module_utils._core.parameters.paths import normal_path
from ansible_collections.genai.bedrock.plugins.module_utils._core.problems import InputProblem
from ansible_collections.genai.bedrock.plugins.module_utils._core.regions import Regions
from ansible_collections.genai.bedrock.plugins.module_utils._core.tags import (
    tag_problems,
    tag_texts,
    tag_value_problems,
)
from ansible_collections.genai.bedrock.plugins.module_utils._core.workloads.entries import key_problem
from ansible_collections.genai.bedrock.plugins.module_utils._core.workloads.partners import partner_problems

_ENVIRONMENT = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
#: Parameter Store allows 15 levels; a record takes two below the prefix.
_PATH = re.compile(r"(?:/[a-zA-Z0-9_.-]+){1,10}")
_RESERVED = re.compile(r"/(?:aws|ssm)", re.IGNORECASE)


def _environment(value: str) -> Sequence[str]:
    if _ENVIRONMENT.fullmatch(value) and len(value) <= 32:
        return ()
    suggestion = re.sub(r"[^a-z0-9]+", "-", value.lower()).strip("-")[:32].strip("-") or "dev"
    rule = "1 to 32 lower-case letters and digits with single hyphens"
    return (f"'{value}' is no environment: {rule}; '{suggestion}' would do",)


def _path(value: object) -> str:
    return normal_path(as_text(value))


def _prefix(value: str) -> Sequence[str]:
    if _PATH.fullmatch(value) and not _RESERVED.match(value):
        return ()
    rule = "it begins with /, not with /aws or /ssm, and has up to 10 levels of letters, digits and . _ -"
    return (f"'{value}' is no path for parameters: {rule}",)


def _ignored(value: object) -> dict[str, list[str]]:
    found = as_ignored(value)
    return {KEYS: sorted(found.keys), PREFIXES: list(found.key_prefixes)}


SETTINGS: dict[str, Leaf] = {
    "environment": Leaf(as_text, _environment),
    "workload": Leaf(as_text, sentence(key_problem)),
    "regions": Leaf(as_texts),
    "geography": Leaf(as_text, lambda value: one_of(*GEOGRAPHIES)(value) if value else ()),
    "tags": Leaf(as_scalars),
    "partner_tags": Leaf(as_text_map, partner_problems),
    "required_tags": Leaf(as_texts),
    "ignore_tags": Leaf(_ignored),
    "allowed_regions": Leaf(as_texts),
    "former_regions": Leaf(as_texts),
    "name_region": Leaf(as_bool),
    "enabled": Leaf(as_bool),
    "model": Leaf(as_text),
    "max_tokens": Leaf(as_int, whole_number),
    "temperature": Leaf(as_number, between(0, 1)),
    "dimensions": Leaf(as_int, whole_number),
    "batch": Leaf(as_bool),
    "cost_center": Leaf(as_text, tag_value_problems),
    "entries_variable": Leaf(as_text),
    "variables": Leaf(as_text_map),
    "catalogue": Leaf(as_map),
    "ssm_prefix": Leaf(_path, _prefix),
    "ssm_regions": Leaf(as_texts),
}
#: Stands for an environment that is missing or wrong while the rest is checked.
_NAMELESS = "environment"
#: Settings whose role variable only repeats the variable of the environment, which is the one that users write.
_OF_THE_ENVIRONMENT = (
    "environment",
    "geography",
    "tags",
    "partner_tags",
    "required_tags",
    "ignore_tags",
    "allowed_regions",
    "former_regions",
    "ssm_prefix",
    "ssm_regions",
)


@dataclass(frozen=True, slots=True)
class Settings:
    """Settings of a whole workload; empty strings are unset."""

    environment: str
    workload: str
    regions: list[str] = field(default_factory=list)
    geography: str | None = None
    tags: dict[str, Any] = field(default_factory=dict)
    partner_tags: dict[str, str] = field(default_factory=dict)
    required_tags: list[str] = field(default_factory=list)
    ignore_tags: dict[str, list[str]] = field(default_factory=dict)
    allowed_regions: list[str] = field(default_factory=list)
    former_regions: list[str] = field(default_factory=list)
    name_region: bool = False
    enabled: bool = True
    model: str | None = None
    max_tokens: int | None = None
    temperature: float | None = None
    dimensions: int | None = None
    batch: bool | None = None
    cost_center: str | None = None
    entries_variable: str = "inference_profiles_entries"
    #: Setting → the variable in which it is set, where that is known.
    variables: dict[str, str] = field(default_factory=dict)
    catalogue: dict[str, Any] = field(default_factory=dict)
    ssm_prefix: str = ""
    ssm_regions: list[str] = field(default_factory=list)
    #: Whether regions were given and none of them is one, which is said once, of the setting.
    regions_refused: bool = False
    #: Existing regions: the allowed values of ``regions`` here and in entries.
    known: Regions = field(default_factory=Regions, compare=False)

    def variable(self, setting: str) -> str:
        """The variable in which a user finds a setting."""
        return variable_of(setting, self.entries_variable, self.variables)


def read_settings(
    values: Mapping[str, Any], workload: str, known: Regions | None = None
) -> tuple[Settings, list[InputProblem]]:
    """The settings and every problem, under the names of their variables; ``known`` are AWS's regions."""
    entries_variable = str(values.get("entries_variable") or f"{workload}_entries")
    named, _wrong = read_leaves({"variables": values.get("variables")}, SETTINGS, "settings")
    variables = named.get("variables", {})
    found, problems = read_leaves(values, SETTINGS, lambda name: variable_of(name, entries_variable, variables))
    if "environment" not in found and not values.get("environment"):
        variable = variable_of("environment", entries_variable, variables)
        problems.append(InputProblem(variable, "is missing; name the environment, such as dev or production"))
    found = {"environment": _NAMELESS, "workload": workload, "entries_variable": entries_variable} | found
    settings = Settings(**found)
    settings = replace(settings, known=(known or Regions()).trusting(settings.allowed_regions))
    regions, wrong = _known(settings, "regions", settings.regions)
    _ssm_regions, also_wrong = _known(settings, "ssm_regions", settings.ssm_regions)
    _former_regions, wrong_too = _known(settings, "former_regions", settings.former_regions)
    problems += wrong + also_wrong + wrong_too
    tags = settings.variable("tags")
    problems += [InputProblem(tags, text) for text in tag_problems(tag_texts(settings.tags))]
    refused = not regions and bool(values.get("regions"))
    return replace(settings, regions=regions, regions_refused=refused), problems


def _known(settings: Settings, setting: str, regions: list[str]) -> tuple[list[str], list[InputProblem]]:
    """The regions that are some, and what is wrong with the others."""
    bad = {region: text for region in regions if (text := settings.known.problem(region))}
    problems = [InputProblem(settings.variable(setting), text) for text in bad.values()]
    return [region for region in regions if region not in bad], problems


def variable_of(setting: str, entries_variable: str, variables: Mapping[str, str]) -> str:
    """The variable or option of a setting, derived from the variable of the entries.

    ``variables``: setting → variable, where that is known for sure.
    """
    if setting in variables:
        return variables[setting]
    if entries_variable.endswith(".entries"):  # the option of a module, as against a role's variable
        return f"{entries_variable.removesuffix('entries')}{setting}"
    role = entries_variable.removesuffix("_entries")
    return f"bedrock_{setting}" if setting in _OF_THE_ENVIRONMENT else f"{role}_{setting}"
