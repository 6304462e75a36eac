# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Credentials profiles as botocore reads them from its files: which one of a chain says what."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

#: What profiles are called where none is named.
DEFAULT = "default"

Profiles = Mapping[str, Mapping[str, Any]]


def chain(profiles: Profiles, name: str) -> list[str]:
    """A profile followed by its chain of ``source_profile``; each once."""
    found: list[str] = []
    following: Any = name
    while following in profiles and following not in found:
        found.append(following)
        following = profiles[following].get("source_profile")
    return found


def first_with(profiles: Profiles, name: str, settings: Iterable[str]) -> str | None:
    """The first profile of the chain that has one of the settings."""
    wanted = frozenset(settings)
    return next((profile for profile in chain(profiles, name) if wanted & profiles[profile].keys()), None)
