# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""How the tagging API sees a resource of ours: late, and for a while after its end."""

from __future__ import annotations

import time
import zlib
from collections.abc import Iterable, Iterator

from moto.core.resource_tagging import TaggedResource

from .switches import active

# Tags since a moment; None means that the resource was deleted then.
TagChange = tuple[float, dict[str, str] | None]


class Tagged:
    """A resource with tags; `tag_history` holds all that they were."""

    arn: str
    tags: dict[str, str]
    tag_history: list[TagChange]

    def set_tags(self, tags: dict[str, str]) -> None:
        self.tags = tags
        self.tag_history.append((time.time(), dict(tags)))

    def end_tags(self) -> None:
        self.tag_history.append((time.time(), None))

    def tags_seen_by_tagging_api(self) -> dict[str, str] | None:
        """The tags as the tagging API knows them by now; None where it does not know the resource."""
        until = time.time() - active().tagging_delay_seconds
        seen = [tags for moment, tags in self.tag_history if moment <= until]
        if not any(seen):
            # Fact sheet 9: what was never tagged is never returned.
            return None
        if seen[-1] is None:
            return {} if active().tagging_after_delete == "empty" else None
        return seen[-1]


def resources_of(known: Iterable[Tagged], resource_type: str) -> Iterator[TaggedResource]:
    """What moto's tagging API asks a backend for."""
    for resource in known:
        tags = resource.tags_seen_by_tagging_api()
        if tags is not None:
            order = sorted(tags, key=lambda key: zlib.crc32(key[::-1].encode()))
            shown = {key: tags[key] for key in order}
            yield TaggedResource(resource.arn, shown, resource_type, {"include_untagged": True})
