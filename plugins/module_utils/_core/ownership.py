# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The owner of a resource by its tags, and the message if it is foreign."""

from __future__ import annotations

from collections.abc import Mapping

from ansible_collections.genai.bedrock.plugins.module_utils._core.tags import (
    ENVIRONMENT,
    MANAGED_BY,
    OWNER,
    PROFILE_KEY,
    WORKLOAD,
)

#: Tags that say whose a resource of ours is.
OWNER_TAGS = (ENVIRONMENT, WORKLOAD, PROFILE_KEY)


def is_foreign(actual: Mapping[str, str], claimed: Mapping[str, str], *, absent: bool = False) -> bool:
    """Whether a resource with the tags ``actual`` is not for a task that writes the tags ``claimed``.

    A tag that only one of the two has is no contradiction, since a task may name a resource by its name alone. But what
    has a ProfileKey is touched only by who names that key, and a task that names an environment deletes only
    (``absent``) what says that it is of that environment.
    """
    if actual.get(MANAGED_BY) != OWNER:
        return True
    named = {tag: claimed[tag] for tag in OWNER_TAGS if tag in claimed}
    if any(actual.get(tag, value) != value for tag, value in named.items()):
        return True
    if PROFILE_KEY in actual and PROFILE_KEY not in named:
        return True
    return absent and ENVIRONMENT in named and ENVIRONMENT not in actual


def owner_found(actual: Mapping[str, str], claimed: Mapping[str, str]) -> str:
    """The owner of a foreign resource: its tag ManagedBy, or the owner tags of another workload of ours."""
    manager = actual.get(MANAGED_BY)
    if manager is None:
        return f"no tag {MANAGED_BY}"
    owner_texts = [f"{tag}={actual[tag]}" for tag in OWNER_TAGS if tag in actual]
    if manager != OWNER or not owner_texts:
        missing = f" and no tag {ENVIRONMENT}" if manager == OWNER and ENVIRONMENT in claimed else ""
        return f"the tag {MANAGED_BY}={manager}{missing}"
    return f"the tags {', '.join(owner_texts)}"


def owner_expected(claimed: Mapping[str, str], actual: Mapping[str, str]) -> str:
    """The owner that the task expects, for messages about the owner that was found."""
    named = [f"{MANAGED_BY}={OWNER}", *(f"{tag}={claimed[tag]}" for tag in OWNER_TAGS if tag in claimed)]
    unnamed = f" and no tag {PROFILE_KEY}" if PROFILE_KEY in actual and PROFILE_KEY not in claimed else ""
    return f"the task expects {', '.join(named)}{unnamed}"
