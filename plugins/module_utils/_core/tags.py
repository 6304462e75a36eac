# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Tags: the names we write, what the services accept, and the difference of two sets.

Limits are those of the services' API models (botocore 1.44.5): Bedrock allows ``[a-zA-Z0-9\\s._:/=+@-]*`` in keys
(1 to 128 characters) and values (0 to 256); both services allow 50 tags per resource.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace

from ansible_collections.genai.bedrock.plugins.module_utils._core.ignored_tags import NOTHING_IGNORED, IgnoredTags
from ansible_collections.genai.bedrock.plugins.module_utils._core.suggestions import would_do

MANAGED_BY = "ManagedBy"
ENVIRONMENT = "Environment"
WORKLOAD = "Workload"
PROFILE_KEY = "ProfileKey"
MODEL_SOURCE = "ModelSource"
CREATED_BY = "CreatedBy"
CREATED_DATE = "CreatedDate"

OWNER = "genai.bedrock"
CREATOR = "ansible"

#: Tags that say whose a resource is; a user's tag of that name never wins over them.
IDENTITY_TAGS = (MANAGED_BY, ENVIRONMENT, WORKLOAD, PROFILE_KEY, MODEL_SOURCE)
#: Written when a profile is created, never compared and never removed.
CREATION_TAGS = (CREATED_BY, CREATED_DATE)

MAX_TAGS = 50
_ALLOWED = re.compile(r"[a-zA-Z0-9\s._:/=+@-]*")
_RESERVED = "aws:"


@dataclass(frozen=True, slots=True)
class TagDelta:
    """What has to be written to get from one set of tags to another."""

    put: dict[str, str]
    remove: tuple[str, ...]
    #: The previous tag keys of an existing resource, to count against the limit.
    existing: frozenset[str] = field(default=frozenset(), compare=False)

    def __bool__(self) -> bool:
        return bool(self.put or self.remove)

    @property
    def reasons(self) -> tuple[str, ...]:
        """What of it changes, without values: those of others may be none of the reader's business."""
        put = tuple(f"tag {key} is set" for key in sorted(self.put))
        return put + tuple(f"tag {key} is removed" for key in self.remove)

    def applied_to(self, existing: Mapping[str, str] | None) -> dict[str, str]:
        """The tags afterwards; None means no tags."""
        return {key: value for key, value in (existing or {}).items() if key not in self.remove} | self.put

    @property
    def count(self) -> int:
        """How many tags count for the limit afterwards: those of AWS itself do not."""
        return len(_counted((self.existing - {*self.remove}) | {*self.put}))

    @property
    def steps(self) -> tuple[TagDelta, ...]:
        """The same in an order that AWS takes: each step puts or removes, none leaves more than the limit.

        What is put comes first, so that a resource is never for a moment without the tags that say whose it is. Where
        there is no room for it, as many go before it as have to: those that say whose it is last of all.
        """
        removed = sorted(self.remove, key=lambda key: key in IDENTITY_TAGS)
        excess = len(_counted(self.existing | {*self.put})) - MAX_TAGS
        before = min(max(excess, 0), len(removed)) if self.put else 0
        steps = (self._removing(removed[:before]), replace(self, remove=()), self._removing(removed[before:]))
        return tuple(step for step in steps if step)

    def carry_out(self, put: Callable[[dict[str, str]], None], remove: Callable[[tuple[str, ...]], None]) -> None:
        """Have each step written, by the calls of whatever kind of resource it is."""
        for step in self.steps:
            if step.put:
                put(step.put)
            else:
                remove(step.remove)

    def _removing(self, keys: Iterable[str]) -> TagDelta:
        return TagDelta({}, tuple(keys))


def tag_value(value: object) -> str:
    """A tag's value as text: booleans read ``true`` and ``false``, numbers as they are written."""
    if isinstance(value, bool):
        return "true" if value else "false"
    return "" if value is None else str(value)


def tag_texts(tags: Mapping[str, object] | None) -> dict[str, str]:
    return {str(key): tag_value(value) for key, value in (tags or {}).items()}


def merge_tags(*layers: Mapping[str, object] | None) -> dict[str, str]:
    """Layers of tags as one; later layers win."""
    merged: dict[str, str] = {}
    for layer in layers:
        merged.update(tag_texts(layer))
    return merged


def diff_tags(
    actual: Mapping[str, str],
    wanted: Mapping[str, str],
    *,
    purge: bool,
    keep: Iterable[str] = (),
    ignore: IgnoredTags = NOTHING_IGNORED,
) -> TagDelta:
    """What to put and what to remove; tags of AWS itself (``aws:``) and those in ``keep`` are never removed.

    Those in ``ignore`` are neither put nor removed, whatever the resource has.
    """
    kept = set(keep) | set(CREATION_TAGS) | set(wanted)
    put = {key: value for key, value in wanted.items() if actual.get(key) != value and not ignore.covers(key)}
    removable = (key for key in actual if not key.startswith(_RESERVED) and not ignore.covers(key))
    gone = sorted(key for key in removable if key not in kept)
    return TagDelta(put, tuple(gone) if purge else (), frozenset(actual))


def is_subset(required: Mapping[str, str], actual: Mapping[str, str] | None) -> bool:
    return actual is not None and all(actual.get(key) == value for key, value in required.items())


def tag_problems(tags: Mapping[str, str]) -> list[str]:
    """Every rule of the service that these tags break, a sentence each."""
    problems = [text for key, value in tags.items() for text in _one_tag(key, value)]
    if len(tags) > MAX_TAGS:
        excess = len(tags) - MAX_TAGS
        problems.append(f"{len(tags)} tags are too many: a resource can have at most {MAX_TAGS}; remove {excess}")
    return problems


def tag_value_problems(value: str) -> list[str]:
    """Why a text cannot be a tag's value."""
    problems = []
    if len(value) > 256:
        problems.append(f"'{value[:40]}...' has {len(value)} characters and becomes a tag: at most 256 are allowed")
    if not _ALLOWED.fullmatch(value):
        problems.append(f"'{value}' becomes a tag and {_charset_rule(value, tag_value_problems)}")
    return problems


def missing_tags(required: Iterable[str], tags: Mapping[str, str]) -> list[str]:
    return [key for key in required if not tags.get(key)]


def too_many(delta: TagDelta, kind: str) -> str | None:
    """Why a resource cannot have these tags: its remaining own tags count, too."""
    if not delta or delta.count <= MAX_TAGS:
        return None
    limit = f"the limit for {kind} is {MAX_TAGS}"
    return f"it would have {delta.count} tags, and {limit}: remove some, or set purge_tags: true"


def _counted(keys: Iterable[str]) -> list[str]:
    return [key for key in keys if not key.startswith(_RESERVED)]


def _one_tag(key: str, value: str) -> list[str]:
    problems = []
    if not 1 <= len(key) <= 128:
        problems.append(f"tag key '{key}' has {len(key)} characters: 1 to 128 are allowed")
    if key.lower().startswith(_RESERVED):
        problems.append(f"tag key '{key}' begins with '{_RESERVED}', which AWS keeps for itself: choose another key")
    if not _ALLOWED.fullmatch(key):
        problems.append(f"tag key '{key}' {_charset_rule(key, lambda other: _one_tag(other, ''))}")
    if len(value) > 256:
        problems.append(f"the value of tag '{key}' has {len(value)} characters: at most 256 are allowed")
    if not _ALLOWED.fullmatch(value):
        problems.append(f"the value '{value}' of tag '{key}' {_charset_rule(value, tag_value_problems)}")
    return problems


def _charset_rule(text: str, problems: Callable[[str], object]) -> str:
    suggestion = re.sub(r"[^a-zA-Z0-9\s._:/=+@-]+", "-", text).strip("- ")
    rule = "has characters other than letters, digits, spaces and . _ : / = + @ -"
    return rule + would_do(text, suggestion, problems)
