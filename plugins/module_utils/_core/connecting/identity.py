# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Who calls AWS: one identity out of options and environment, for every service alike.

Options come before the environment, and each identity is taken whole: keys of the options never meet a session token of
the shell. Among variables, botocore's order applies (keys before AWS_PROFILE), with amazon.aws's names for them.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from ansible_collections.genai.bedrock.plugins.module_utils._core.connecting.options import text
from ansible_collections.genai.bedrock.plugins.module_utils._core.problems import Problem, ProblemError

_VARIABLES = {
    "access_key": ("AWS_ACCESS_KEY_ID", "AWS_ACCESS_KEY"),
    "secret_key": ("AWS_SECRET_ACCESS_KEY", "AWS_SECRET_KEY"),
    "session_token": ("AWS_SESSION_TOKEN", "AWS_SECURITY_TOKEN"),
}
_PROFILES = ("AWS_PROFILE", "AWS_DEFAULT_PROFILE")


@dataclass(frozen=True, slots=True)
class Identity:
    """A profile, or keys, or neither: then botocore uses its other providers (default profile, container role, ...)."""

    profile: str | None = None
    access_key: str | None = field(default=None, repr=False)
    secret_key: str | None = field(default=None, repr=False)
    session_token: str | None = field(default=None, repr=False)


def identity_of(options: Mapping[str, Any], environ: Mapping[str, str]) -> Identity:
    """Raises ProblemError where options name two identities, or half a one."""
    profile = text(options, "profile")
    given = {name: text(options, name) for name in _VARIABLES}
    if profile and any(given.values()):
        raise ProblemError([Problem(_TWO)])
    if profile:
        return Identity(profile)
    keys = _keys(given, environ)
    if keys["access_key"] and keys["secret_key"]:
        return Identity(**keys)
    if problem := _half(given, keys):
        raise ProblemError([Problem(problem)])
    return Identity(_first(environ, _PROFILES))


_TWO = (
    "the options name two identities, profile and access_key (with secret_key or session_token): leave one of them "
    "out, or set it to ''"
)


def _keys(given: Mapping[str, str | None], environ: Mapping[str, str]) -> dict[str, str | None]:
    """Options, completed from the shell unless its keys belong to another identity."""
    shell = {name: _first(environ, variables) for name, variables in _VARIABLES.items()}
    pair = ("access_key", "secret_key")
    if any(given[name] and shell[name] and given[name] != shell[name] for name in pair):
        return dict(given)
    if all(given[name] for name in pair) and not all(shell[name] for name in pair):
        return dict(given)
    return {name: value or shell[name] for name, value in given.items()}


def _half(given: Mapping[str, str | None], keys: Mapping[str, str | None]) -> str | None:
    """Missing parts of keys; a leftover session token in the shell is ignored."""
    there = [name for name in ("access_key", "secret_key") if keys[name]]
    if not there and not given["session_token"]:
        return None
    missing = " and ".join(
        f"{name} (or {_VARIABLES[name][0]} in the environment)"
        for name in ("access_key", "secret_key")
        if not keys[name]
    )
    had = there[0] if there else "session_token"
    return f"{had} is set without {missing}: keys work together only"


def _first(environ: Mapping[str, str], variables: Iterable[str]) -> str | None:
    values = (environ.get(variable, "").strip() for variable in variables)
    return next((value for value in values if value), None)
