# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Which variables are settings of ours: those with a prefix of ours, and those whose prefix is misspelt."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from ansible_collections.genai.bedrock.plugins.module_utils._core.suggestions import is_one_edit

#: Letters of a prefix, and of a setting, below which one edit makes another word: ``cai_tags``, ``ci_tags``.
_SHORTEST_PREFIX, _SHORTEST_SETTING = 6, 5


@dataclass(frozen=True, slots=True)
class Intended:
    """The prefix that a variable should have, what follows it, and whether the prefix is misspelt."""

    prefix: str
    rest: str
    misspelt: bool = False


def intended(name: str, prefixes: Iterable[str], known: Collection[str]) -> Intended | None:
    """What a variable probably is; None for a variable of others.

    A prefix is misspelt (``copliot_entries``) where it is one edit away from one of ``prefixes``, and what follows it
    is the end of a ``known`` variable, or one edit away from one.
    """
    begins = list(prefixes)
    for prefix in begins:
        if name.startswith(prefix):
            return Intended(prefix, name.removeprefix(prefix))
    for prefix in begins:
        word = prefix.removesuffix("_")
        for length in (len(word) - 1, len(word), len(word) + 1):
            written, rest = name[:length], name[length + 1 :]
            if name[length:].startswith("_") and _misspells(written, word) and _is_setting(rest, known):
                return Intended(prefix, rest, misspelt=True)
    return None


def misspells_setting(meant: Intended, known: Collection[str]) -> bool:
    """Whether it can only be a mistake: the prefix is misspelt, or what follows it is one edit away from a setting.

    For playbooks of others, who have variables of their own there: ``copilot_region`` beside ``copilot_regions``,
    ``copilot_mode`` beside ``copilot_model``.
    """
    settings = [name.removeprefix(meant.prefix) for name in known if name.startswith(meant.prefix)]
    return meant.misspelt or any(_misspells(meant.rest, setting, _SHORTEST_SETTING, ends=False) for setting in settings)


def _misspells(written: str, word: str, shortest: int = _SHORTEST_PREFIX, *, ends: bool = True) -> bool:
    """One edit, other than those by which people name variables of their own after ours.

    These are a plural or number (``copilots_model``, ``bedrock2_regions``), a singular (``inference_profile_tags``),
    and an underscore that marks a private name (``_bedrock_tags``). Without ``ends``, whatever is left out at the end.
    """
    cut = word.startswith(written) and (not ends or word == f"{written}s")
    others = len(word) < shortest or written.startswith(("_", word)) or cut
    return not others and is_one_edit(written, word)


def _is_setting(rest: str, known: Collection[str]) -> bool:
    settings = {part for name in known for part in _ends(name)}
    near = (part for part in settings if len(part) >= _SHORTEST_SETTING)
    return rest in settings or any(is_one_edit(rest, part) for part in near)


def _ends(name: str) -> Iterable[str]:
    """``lock_timeout`` and ``timeout`` of ``bedrock_lock_timeout``."""
    words = name.split("_")
    return ("_".join(words[start:]) for start in range(1, len(words)))
