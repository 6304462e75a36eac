# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""From what a user writes under ``ignore_tags`` to tags that are ignored; none of our own may be among them."""

from __future__ import annotations

from collections.abc import Iterable

from ansible_collections.genai.bedrock.plugins.module_utils._core.casting import CastError, as_map, as_texts
from ansible_collections.genai.bedrock.plugins.module_utils._core.ignored_tags import IgnoredTags
from ansible_collections.genai.bedrock.plugins.module_utils._core.problems import Problem, ProblemError
from ansible_collections.genai.bedrock.plugins.module_utils._core.suggestions import did_you_mean
from ansible_collections.genai.bedrock.plugins.module_utils._core.tags import CREATION_TAGS, IDENTITY_TAGS

KEYS, PREFIXES = "keys", "key_prefixes"


def as_ignored(value: object, own: Iterable[str] = ()) -> IgnoredTags:
    """Raises CastError. ``own`` are keys by which this run knows its resources, beside those of the collection."""
    found = as_map({} if value is None else value)
    for word in found:
        if word not in (KEYS, PREFIXES):
            raise CastError(f"has an unknown '{word}': {did_you_mean(word, (KEYS, PREFIXES))}")
    keys, prefixes = (as_texts(found.get(word) or []) for word in (KEYS, PREFIXES))
    if "" in (*keys, *prefixes):
        raise CastError("has an empty text, which would be every tag: take it out")
    ignored = IgnoredTags(frozenset(keys), tuple(prefixes))
    ours = [tag for tag in dict.fromkeys((*IDENTITY_TAGS, *CREATION_TAGS, *own)) if ignored.covers(tag)]
    if ours:
        raise CastError(f"covers {', '.join(ours)}, by which this collection knows its resources: take it out")
    return ignored


def read_ignored(value: object, own: Iterable[str] = ()) -> IgnoredTags:
    """The same for an option of a module; raises ProblemError."""
    try:
        return as_ignored(value, own)
    except CastError as error:
        raise ProblemError([Problem(str(error), "ignore_tags")]) from error


def ignore_problems(value: object, own: Iterable[str] = ()) -> list[str]:
    try:
        as_ignored(value, own)
    except CastError as error:
        return [f"ignore_tags: {error}"]
    return []
