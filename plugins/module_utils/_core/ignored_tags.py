# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Tags that somebody else owns on our resources, as an organisation's tagger: never removed, compared or changed."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class IgnoredTags:
    """Keys, and beginnings of keys."""

    keys: frozenset[str] = frozenset()
    key_prefixes: tuple[str, ...] = ()

    def covers(self, key: str) -> bool:
        return key in self.keys or key.startswith(self.key_prefixes)

    def __or__(self, other: IgnoredTags) -> IgnoredTags:
        return IgnoredTags(self.keys | other.keys, tuple(dict.fromkeys((*self.key_prefixes, *other.key_prefixes))))


NOTHING_IGNORED = IgnoredTags()
