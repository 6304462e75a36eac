# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Tags of a workload's profiles: layers, the five fixed tags, and required tags."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ansible_collections.genai.bedrock.plugins.module_utils._core.problems import InputProblem
from ansible_collections.genai.bedrock.plugins.module_utils._core.tags import (
    CREATION_TAGS,
    ENVIRONMENT,
    IDENTITY_TAGS,
    MANAGED_BY,
    MAX_TAGS,
    OWNER,
    WORKLOAD,
    merge_tags,
    missing_tags,
    tag_problems,
    tag_texts,
)
from ansible_collections.genai.bedrock.plugins.module_utils._core.workloads.kinds import GUARDRAILS_ENABLED
from ansible_collections.genai.bedrock.plugins.module_utils._core.workloads.leaf_codes import REQUIRED_TAG_MISSING
from ansible_collections.genai.bedrock.plugins.module_utils._core.workloads.settings import Settings

#: What the module writes itself; the rest of the fifty is the user's.
_WRITTEN = (*IDENTITY_TAGS, *CREATION_TAGS)


def profile_tags(*layers: Mapping[str, Any] | None) -> dict[str, str]:
    """The tags to give to the module: common, the role's, the entry's; later wins. It adds its own itself."""
    return {
        key: value for key, value in merge_tags(*(_written(layer) for layer in layers)).items() if key not in _WRITTEN
    }


def reserved_tag_problems(tags: Mapping[str, Any] | None, settings: Settings) -> list[InputProblem]:
    """User-defined tags that conflict with identity, creation or guardrail tags."""
    always = {MANAGED_BY: OWNER, ENVIRONMENT: settings.environment, WORKLOAD: settings.workload}
    problems = []
    for key, value in _written(tags).items():
        if key in always and value != always[key]:
            problems.append(InputProblem(key, f"is always '{always[key]}' here, not '{value}'; leave the tag out"))
        elif key in _WRITTEN and key not in always:
            problems.append(InputProblem(key, "is written by the collection itself; leave the tag out"))
        elif key == GUARDRAILS_ENABLED:
            text = "is written by the role cai, from enable_guardrails of an entry"
            problems.append(InputProblem(key, f"{text}; leave the tag out, and set that"))
    return problems


def own_tag_problems(tags: Mapping[str, Any] | None) -> list[str]:
    """What the service would not take of an entry's own tags."""
    return tag_problems(_written(tags))


def merged_tag_problems(tags: Mapping[str, str], settings: Settings) -> list[InputProblem]:
    """Problems of all layers together: too many tags, or missing required ones."""
    room = MAX_TAGS - len(_WRITTEN)
    problems = []
    if len(tags) > room:
        own = len(_WRITTEN)
        text = f"{len(tags)} tags are too many: there is room for {room} beside the collection's {own}"
        problems.append(InputProblem("", text))
    missing = missing_tags(settings.required_tags, dict(tags) | dict.fromkeys(_WRITTEN, "set"))
    if missing:
        noun = "tag is" if len(missing) == 1 else "tags are"
        common = settings.variable("tags")
        text = f"required {noun} missing: {', '.join(missing)}; add to these tags, or to {common} for all"
        problems.append(InputProblem("", text, REQUIRED_TAG_MISSING))
    return problems


def _written(tags: Mapping[str, Any] | None) -> dict[str, str]:
    """Tags as texts; a number as people write it (1 for 1.0), ``null`` is unset."""
    given = {key: value for key, value in (tags or {}).items() if value is not None}
    return tag_texts({key: f"{value:g}" if isinstance(value, float) else value for key, value in given.items()})
