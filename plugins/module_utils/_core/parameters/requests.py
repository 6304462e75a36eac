# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""From the user's map of parameters to wanted parameters: all rules checked, all problems reported."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from ansible_collections.genai.bedrock.plugins.module_utils._core.casting import CastError, as_bool
from ansible_collections.genai.bedrock.plugins.module_utils._core.ignored_tags import NOTHING_IGNORED, IgnoredTags
from ansible_collections.genai.bedrock.plugins.module_utils._core.parameters.data_types import DATA_TYPES
from ansible_collections.genai.bedrock.plugins.module_utils._core.parameters.policies import (
    as_policies,
    policy_problems,
)
from ansible_collections.genai.bedrock.plugins.module_utils._core.parameters.rules import (
    parameter_problems,
    shape_problems,
)
from ansible_collections.genai.bedrock.plugins.module_utils._core.parameters.ssm_parameters import (
    AUTO,
    TIERS,
    TYPES,
    WantedParameter,
)
from ansible_collections.genai.bedrock.plugins.module_utils._core.parameters.values import value_text
from ansible_collections.genai.bedrock.plugins.module_utils._core.problems import Problem, ProblemError
from ansible_collections.genai.bedrock.plugins.module_utils._core.suggestions import did_you_mean
from ansible_collections.genai.bedrock.plugins.module_utils._core.tags import MANAGED_BY, OWNER, merge_tags

STATES = ("present", "absent")
_CHOICES = {"type": TYPES, "tier": TIERS, "state": STATES, "data_type": DATA_TYPES}
_TEXTS = ("description", "key_id", "allowed_pattern")
_FLAGS = ("adopt", "purge_tags")
OPTIONS = ("value", *_CHOICES, *_TEXTS, *_FLAGS, "tags", "policies")


def wanted_parameters(
    entries: Mapping[str, Any],
    *,
    regions: Sequence[str],
    tags: Mapping[str, Any] | None = None,
    purge_tags: bool = True,
    adopt: bool = False,
    ignore_tags: IgnoredTags = NOTHING_IGNORED,
) -> list[WantedParameter]:
    """Every parameter in every region; raises with all problems at once. An entry's own options win."""
    problems: list[Problem] = []
    wanted: list[WantedParameter] = []
    defaults = {"purge_tags": purge_tags, "adopt": adopt, "ignore_tags": ignore_tags}
    if not regions:
        problems.append(Problem("no region: set region, regions, or AWS_REGION in the environment"))
    for name, entry in entries.items():
        found = entry_problems(entry)
        if not found:
            made = [_wanted(str(name), region, defaults | _given(entry), tags) for region in dict.fromkeys(regions)]
            wanted += made
            found = list(dict.fromkeys(text for one in made for text in parameter_problems(one)))
        problems += [Problem(text, str(name)) for text in found]
    if problems:
        raise ProblemError(problems)
    return wanted


def entry_problems(entry: object) -> list[str]:
    """What is wrong with the shape of one entry: unknown options, wrong types. ``value`` is never repeated."""
    if not isinstance(entry, Mapping):
        return ["an entry is a map of options, such as {value: text}"]
    problems = [f"unknown option '{key}': {did_you_mean(str(key), OPTIONS)}" for key in entry if key not in OPTIONS]
    given = _given(entry)
    for option, choices in _CHOICES.items():
        if option in given and given[option] not in choices:
            problems.append(f"{option} is '{given[option]}': it is one of {', '.join(choices)}")
    problems += [f"{key} is not text" for key in _TEXTS if isinstance(given.get(key), (Mapping, list))]
    problems += [f"{key} {text}" for key in _FLAGS if key in given and (text := _flag_problem(given[key]))]
    problems += _policies_problems(given.get("policies"))
    tags = given.get("tags", {})
    if not isinstance(tags, Mapping):
        problems.append("tags is a map of key to value")
    elif any(isinstance(value, (Mapping, list)) for value in tags.values()):
        problems.append("a tag's value is text, a number or a boolean")
    return problems + shape_problems(given.get("value"), given.get("type"))


def _wanted(name: str, region: str, entry: Mapping[str, Any], common: Mapping[str, Any] | None) -> WantedParameter:
    own, kind = entry.get("tags"), entry.get("type")
    return WantedParameter(
        name=name,
        region=region,
        value=value_text(entry.get("value"), kind),
        type=kind,
        description=_text(entry.get("description")),
        tier=entry.get("tier", AUTO),
        key_id=_text(entry.get("key_id")),
        data_type=entry.get("data_type"),
        allowed_pattern=_text(entry.get("allowed_pattern")),
        policies=None if entry.get("policies") is None else as_policies(entry["policies"]),
        tags=merge_tags(common, own, {MANAGED_BY: OWNER}),
        exact_tags=as_bool(entry["purge_tags"]) and (common is not None or own is not None),
        adopt=as_bool(entry["adopt"]),
        ignore_tags=entry["ignore_tags"],
        absent=entry.get("state") == "absent",
    )


def _given(entry: Mapping[str, Any]) -> dict[str, Any]:
    """The options that are set; null is unset."""
    return {key: value for key, value in entry.items() if value is not None}


def _policies_problems(value: object) -> list[str]:
    try:
        return [] if value is None else policy_problems(as_policies(value))
    except CastError as error:
        return [f"policies {error}"]


def _flag_problem(value: object) -> str | None:
    try:
        as_bool(value)
    except CastError as error:
        return str(error)
    return None


def _text(value: object) -> str | None:
    return None if value is None else str(value)
