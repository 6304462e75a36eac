# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Variables that a play sees, that begin like ours, and that nothing reads."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from fnmatch import fnmatchcase

from ansible_collections.genai.bedrock.plugins.module_utils._core.suggestions import is_near, nearest

ALLOWED = "bedrock_allow_unknown_variables"
#: How variables of the environment begin.
_COMMON = "bedrock_"
#: What playbooks and roles set themselves, for tasks that follow.
FACTS = ("access_policies", "bedrock_lifecycle", "bedrock_validation", "inference_profiles_outputs")


def unknown_variables(
    visible: Mapping[str, str], known: Collection[str], prefixes: Iterable[str], allowed: Iterable[str] = ()
) -> list[str]:
    """What is wrong with each variable that begins with one of the prefixes and is not known.

    ``visible``: name → the place where it is set, empty where that is not known. ``allowed`` are names, ``*`` in
    them stands for any text.
    """
    begins, exceptions = list(prefixes), list(allowed)
    return [
        _problem(name, place, prefix, known)
        for name, place in visible.items()
        for prefix in begins
        if name.startswith(prefix)
        and name not in known
        and name not in FACTS
        and not any(fnmatchcase(name, pattern) for pattern in exceptions)
    ]


def is_result(value: object) -> bool:
    """Whether a value is a registered result, which is not a setting."""
    return isinstance(value, Mapping) and {"changed", "failed"} <= value.keys()


def _problem(name: str, place: str, prefix: str, known: Collection[str]) -> str:
    likely = _likely(name, prefix, known)
    way_out = f"did you mean '{likely}'?" if likely else f"if it is your own, name it in {ALLOWED}"
    return f"{name}: is unknown{f' ({place})' if place else ''}; {way_out}"


def _likely(name: str, prefix: str, known: Collection[str]) -> str:
    """The variable that was probably meant; what all of them begin with makes none likely."""
    rest = name.removeprefix(prefix)
    if f"{_COMMON}{rest}" in known:
        return f"{_COMMON}{rest}"
    rests = sorted(one.removeprefix(prefix) for one in known if one.startswith(prefix))
    likely = nearest(rest, rests)
    return f"{prefix}{likely}" if is_near(rest, likely) else ""
