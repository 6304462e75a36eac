# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""From a task to wanted guardrails, one per region; all input problems are reported at once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from ansible_collections.genai.bedrock.plugins.module_utils._core.casting import CastError, as_int
from ansible_collections.genai.bedrock.plugins.module_utils._core.guardrails import rules
from ansible_collections.genai.bedrock.plugins.module_utils._core.guardrails.content import STANDARD, TIERS, Content
from ansible_collections.genai.bedrock.plugins.module_utils._core.guardrails.guardrails import WantedGuardrail
from ansible_collections.genai.bedrock.plugins.module_utils._core.guardrails.options import Reader
from ansible_collections.genai.bedrock.plugins.module_utils._core.ignore_options import as_ignored
from ansible_collections.genai.bedrock.plugins.module_utils._core.problems import Problem, ProblemError
from ansible_collections.genai.bedrock.plugins.module_utils._core.tags import MANAGED_BY, OWNER, tag_problems, tag_texts

_VERSION_DESCRIPTION = rules.text(200)


def wanted_guardrails(options: Mapping[str, Any], *, regions: Sequence[str]) -> list[WantedGuardrail]:
    """The guardrail in each region; raises with every rule that the options break."""
    problems = [*_name_problems(options["name"]), *_region_problems(regions)]
    problems += _checked(as_ignored, options.get("ignore_tags"), "ignore_tags")
    absent = options.get("state") == "absent"
    content, tags, description = Content(), None, None
    if not absent:
        reader = Reader()
        content = reader.content(options)
        problems += reader.problems + _tier_problems(content)
        tags = None if options.get("tags") is None else tag_texts(options["tags"])
        problems += [Problem(text, "tags") for text in tag_problems({**(tags or {}), MANAGED_BY: OWNER})]
        description = options.get("version_description")
        problems += _checked(_VERSION_DESCRIPTION, description, "version_description")
        problems += _checked(_at_least_one, options.get("keep_versions"), "keep_versions")
    if problems:
        raise ProblemError(problems)
    return [
        WantedGuardrail(
            name=options["name"],
            region=region,
            content=content,
            tags=tags,
            purge_tags=options.get("purge_tags", True),
            ignore_tags=as_ignored(options.get("ignore_tags")),
            absent=absent,
            adopt=bool(options.get("adopt")),
            publish=bool(options.get("publish_version")) and not absent,
            version_description=description,
            keep_versions=None if absent else options.get("keep_versions"),
        )
        for region in regions
    ]


def _name_problems(name: str) -> list[Problem]:
    return _checked(rules.guardrail_name, name, "name")


def _at_least_one(value: object) -> int:
    number = as_int(value)
    if number < 1:
        raise CastError(f"must be at least 1, not {number}: the newest version stays")
    return number


def _checked(rule: rules.Rule, value: object, path: str) -> list[Problem]:
    try:
        if value is not None:
            rule(value)
    except CastError as error:
        return [Problem(str(error), path)]
    return []


def _region_problems(regions: Sequence[str]) -> list[Problem]:
    twice = sorted({region for region in regions if list(regions).count(region) > 1})
    return [Problem(f"'{region}' is listed twice: list it once", "regions") for region in twice]


def _tier_problems(content: Content) -> list[Problem]:
    # Whether a guardrail has a profile already, only AWS knows; taking it away here is a contradiction in any case.
    standard = [option for option in TIERS if content.texts.get(option) == STANDARD]
    if not standard or content.texts.get("guardrail_profile") != "":
        return []
    text = f"{STANDARD} needs a guardrail profile for cross-Region inference: set guardrail_profile"
    return [Problem(text, option) for option in standard]
