# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The workloads that the roles of a play declare, read from their variables by the one task that deploys them all."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any

from ansible_collections.genai.bedrock.plugins.module_utils._core.casting import CastError
from ansible_collections.genai.bedrock.plugins.module_utils._core.variables.selection import (
    ROLES,
    role_problems,
    roles_of,
)
from ansible_collections.genai.bedrock.plugins.plugin_utils.inputs import Rendering, with_problems

#: The option that names the roles, and the variable of an inventory that does.
OPTION, VARIABLE = "roles", "bedrock_roles"
#: The role whose workload has a name of its own, by variable.
_NAMED = {"inference_profiles": "inference_profiles_workload"}
#: A template that is a variable.
_NAME = re.compile(r"\{\{ (\w+) \}\}")


def with_declared(
    arguments: Mapping[str, Any], variables: Mapping[str, Any], render: Rendering, selected: Callable[[str], bool]
) -> dict[str, Any]:
    """The arguments with the workload and the connection of each role in place of the roles.

    ``variables`` are not rendered. ``selected`` says whether the tags of the run include a role.
    """
    given = dict(arguments)
    named = given.pop(OPTION, None)
    if named is None:
        return given
    roles = [role for role in ROLES if role in _understood(named) and selected(role)]
    missing = [role for role in roles if f"__{role}_workload" not in variables]
    names = {role: render(variables[_NAMED[role]]) if role in _NAMED else role for role in roles if role not in missing}
    for option in ("workloads", "connections"):
        kind = option.removesuffix("s")
        found = {name: _rendered(variables[f"__{role}_{kind}"], variables, render) for role, name in names.items()}
        given[option] = {**found, **(given.get(option) or {})}
    subject = VARIABLE if render(variables.get(VARIABLE)) == named else OPTION
    problems = [
        *role_problems(named, subject),
        *(f"{subject}: import role genai.bedrock.{role} with tasks_from: declare before this task" for role in missing),
    ]
    return with_problems(given, problems) if problems else given


def _rendered(declared: Any, variables: Mapping[str, Any], render: Rendering) -> Any:
    """The value of a declaration. Most settings only name a variable: a template for each would double the time."""
    if not isinstance(declared, Mapping):
        return render(declared)
    return {setting: render(_variable(value, variables)) for setting, value in declared.items()}


def _variable(value: Any, variables: Mapping[str, Any]) -> Any:
    """The value of the variable that a template names and does nothing with, otherwise the template."""
    named = _NAME.fullmatch(value) if isinstance(value, str) else None
    return variables.get(named[1], value) if named else value


def _understood(named: object) -> list[str]:
    try:
        return roles_of(named)
    except CastError:
        return []
