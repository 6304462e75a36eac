# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Variables that a play sees, that begin like ours, rightly spelt or not, and that nothing reads."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from fnmatch import fnmatchcase

from ansible_collections.genai.bedrock.plugins.module_utils._core.suggestions import is_near, nearest
from ansible_collections.genai.bedrock.plugins.module_utils._core.variables.prefixes import (
    Intended,
    intended,
    misspells_setting,
)

ALLOWED = "bedrock_allow_unknown_variables"
#: How variables of the environment begin.
_COMMON = "bedrock_"
#: What playbooks and roles set themselves, for tasks that follow.
FACTS = ("access_policies", "bedrock_lifecycle", "bedrock_validation", "inference_profiles_outputs")


def unknown_variables(
    visible: Mapping[str, str],
    known: Collection[str],
    prefixes: Iterable[str],
    allowed: Iterable[str] = (),
    *,
    misspelt: bool = False,
) -> list[str]:
    """What is wrong with each variable that has one of the prefixes, or nearly one, and is not known.

    ``visible``: name → the place where it is set, empty where that is not known. ``allowed`` are names, ``*`` in
    them stands for any text. With ``misspelt``, only those that can be nothing but a mistake.
    """
    begins, exceptions = list(prefixes), list(allowed)
    return [
        _problem(name, place, meant, known, doubts=misspelt or meant.misspelt)
        for name, place in visible.items()
        if name not in known
        and name not in FACTS
        and (meant := intended(name, begins, known))
        and (not misspelt or misspells_setting(meant, known))
        and not any(fnmatchcase(name, pattern) for pattern in exceptions)
    ]


def is_result(value: object) -> bool:
    """Whether a value is a registered result, which is not a setting."""
    return isinstance(value, Mapping) and {"changed", "failed"} <= value.keys()


def _problem(name: str, place: str, meant: Intended, known: Collection[str], *, doubts: bool) -> str:
    likely = _likely(meant, known)
    ways = [f"did you mean '{likely}'?"] if likely else []
    if meant.misspelt and not likely:
        ways = [f"did you mean a variable with the prefix '{meant.prefix}'?"]
    if doubts or not likely:
        ways.append(f"if it is your own, name it in {ALLOWED}")
    return f"{name}: is unknown{f' ({place})' if place else ''}; {' '.join(ways)}"


def _likely(meant: Intended, known: Collection[str]) -> str:
    """The variable that was probably meant; what all of them begin with makes none likely."""
    prefix, rest = meant.prefix, meant.rest
    for exact in (f"{prefix}{rest}", f"{_COMMON}{rest}"):
        if exact in known:
            return exact
    rests = sorted(one.removeprefix(prefix) for one in known if one.startswith(prefix))
    likely = nearest(rest, rests)
    return f"{prefix}{likely}" if is_near(rest, likely) else ""
