# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What only the controller knows of the input of a task: variables that nothing reads, and which variable was set."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterable, Iterator, Mapping, MutableMapping
from pathlib import Path
from typing import Any

from ansible_collections.genai.bedrock.plugins.module_utils._core.casting import CastError, as_bool, as_int, as_texts
from ansible_collections.genai.bedrock.plugins.module_utils._core.leaves import Leaf, at_least, read_leaves
from ansible_collections.genai.bedrock.plugins.module_utils._core.variables.naming import setting_variables
from ansible_collections.genai.bedrock.plugins.module_utils._core.variables.prefixes import intended
from ansible_collections.genai.bedrock.plugins.module_utils._core.variables.selection import (
    ROLES,
    SPECIAL,
    roles_of,
    tag_problems,
)
from ansible_collections.genai.bedrock.plugins.module_utils._core.variables.unknown import (
    ALLOWED,
    is_result,
    unknown_variables,
)

try:
    from ansible._internal._datatag._tags import Origin
except ImportError:  # before ansible-core 2.19
    Origin = None

#: What a task checks: nothing, misspelt variables of its workloads' roles, all of theirs, tags, or everything.
NONE, MISSPELT, OWN, TAGS, ALL = "none", "misspelt", "own", "tags", "all"
CHECKS = (NONE, MISSPELT, OWN, TAGS, ALL)
OPTION = "check_input"
#: The subject of such problems.
VARIABLES = "variables"
#: Generated from the argument specs.
_SCHEMA = Path(__file__).resolve().parents[2] / "meta/inventory.schema.json"
#: Variables that are handed to tasks and filters, which have names and types of their own.
_HANDED_ON = {
    "bedrock_fail_on_changes": Leaf(as_bool),
    "bedrock_lock": Leaf(as_bool),
    "bedrock_lock_timeout": Leaf(as_int, at_least(0)),
    "bedrock_observability": Leaf(as_bool),
}

Rendering = Callable[[object], Any]


def with_input(arguments: Mapping[str, Any], variables: Mapping[str, Any], render: Rendering) -> dict[str, Any]:
    """The arguments of the module, and what is wrong with the variables of the play as its ``further_problems``.

    ``variables`` are not rendered. Nothing of them but names and places reaches the result.
    """
    given = dict(arguments)
    if "workloads" in given:
        given["workloads"] = {name: _named(value, variables) for name, value in _items(given["workloads"])}
    check = given.get(OPTION, NONE)
    # A teardown reads almost none of them, and is not to be stopped by one.
    if check not in CHECKS or check == NONE or (check == MISSPELT and render(given.get("state")) == "absent"):
        return given
    words = list(_tags(variables, render, check)) if check in (TAGS, ALL) else []
    problems = [*words, *(_variables(given, variables, render, check) if check != TAGS else ())]
    if words:
        # The request is unclear, so no call is made.
        given |= {"workloads": {}, "connections": {}}
    if problems:
        given = with_problems(given, problems)
    return given


def with_problems(arguments: Mapping[str, Any], problems: Iterable[str]) -> dict[str, Any]:
    """The arguments with more lines on the variables of the play among their ``further_problems``."""
    further = dict(_items(arguments.get("further_problems")))
    return {**arguments, "further_problems": {**further, VARIABLES: [*further.get(VARIABLES, ()), *problems]}}


def _named(workload: Any, variables: Mapping[str, Any]) -> Any:
    """The workload, and in which variable each of its settings was made."""
    if not isinstance(workload, Mapping) or not workload.get("entries_variable"):
        return workload
    return {"variables": setting_variables(str(workload["entries_variable"]), variables), **workload}


def _variables(
    given: MutableMapping[str, Any], variables: Mapping[str, Any], render: Rendering, check: str
) -> Iterator[str]:
    prefixes = ["bedrock_", *(f"{role}_" for role in _roles())]
    if check in (MISSPELT, OWN):
        declared = (value for _name, value in _items(given.get("workloads")) if isinstance(value, Mapping))
        prefixes = [str(value.get("entries_variable", "")).removesuffix("entries") for value in declared]
    prefixes = [prefix for prefix in prefixes if prefix]
    allowed: list[str] = []
    try:
        allowed = as_texts(render(variables.get(ALLOWED)) or [])
    except CastError as error:
        yield f"{ALLOWED}: {error}"
    known = _known()
    visible = {
        name: _place(name, value)
        for name, value in variables.items()
        if intended(name, prefixes, known) and not is_result(value)
    }
    yield from unknown_variables(visible, known, prefixes, allowed, misspelt=check == MISSPELT)
    if check == ALL:
        yield from _handed_on(given, variables, render)


def _handed_on(given: MutableMapping[str, Any], variables: Mapping[str, Any], render: Rendering) -> Iterator[str]:
    """What is wrong with such a variable; the module is not given it, so that the rest is checked beside it."""
    values = {name: render(variables[name]) for name in _HANDED_ON if name in variables}
    for name, value in values.items():
        _found, problems = read_leaves({name: value}, _HANDED_ON, str)
        if problems:
            given.pop(name.removeprefix("bedrock_"), None)
        yield from map(str, problems)


def _tags(variables: Mapping[str, Any], render: Rendering, check: str) -> Iterator[str]:
    others: list[str] = []
    try:
        others = as_texts(render(variables.get("bedrock_other_tags")) or [])
    except CastError as error:
        yield f"bedrock_other_tags: {error}"
    run, skipped = (variables.get(name) or () for name in ("ansible_run_tags", "ansible_skip_tags"))
    # To look at all hosts from each of them takes its time.
    named = check == ALL and not {*run} <= {*SPECIAL}
    yield from tag_problems(run, skipped, _roles_of_any(variables) if named else ROLES, others)


def _roles_of_any(variables: Mapping[str, Any]) -> list[str]:
    """Several hosts may have different roles; a tag is good where one of them has the role."""
    hosts = variables.get("hostvars") or {}
    names = [name for name in variables.get("ansible_play_hosts_all") or () if name in hosts]
    roles = [role for name in names for role in _understood(hosts[name].get("bedrock_roles"))]
    return list(dict.fromkeys(roles)) if names else list(ROLES)


def _understood(roles: object) -> list[str]:
    try:
        return roles_of(roles)
    except CastError:  # said of the variable
        return list(ROLES)


def _known() -> list[str]:
    return list(json.loads(_SCHEMA.read_text(encoding="utf-8"))["properties"])


def _roles() -> list[str]:
    return [path.name for path in (_SCHEMA.parents[1] / "roles").iterdir()]


def _place(name: str, value: object) -> str:
    """Where a variable is set, as ``inventories/dev/group_vars/bedrock.yml:4``; empty where Ansible does not know."""
    if Origin is None:
        path, line, *_rest = [*(getattr(name, "ansible_pos", None) or ()), "", 0][:3]
        return _short(str(path), int(line)) if path else ""
    origin = Origin.get_tag(name) or Origin.get_tag(value)
    if origin is None:
        return ""
    return _short(origin.path, origin.line_num or 0) if origin.path else str(origin.description or "").strip("<>")


def _short(path: str, line: int) -> str:
    near = os.path.relpath(path)
    return f"{path if near.startswith('..') else near}:{line}"


def _items(value: object) -> Iterable[tuple[Any, Any]]:
    return value.items() if isinstance(value, Mapping) else ()
