# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The guardrail that the role cai makes of nothing but its defaults: as its README tells it, and nothing more."""

from __future__ import annotations

import re
from typing import Any

from tests.unit.repo_facts import ROOT, read_yaml

CATALOGUE: dict[str, Any] = read_yaml(ROOT / "roles/cai/vars/main.yml")["__cai_guardrail_catalogue"]
WORD = re.compile(r"`([^`]+)`")
#: What stands in the table without being in the catalogue.
TIERS = ("content_filters_tier", "denied_topics_tier", "grounding_tier")
LEFT = (*TIERS, "guardrail_profile", "kms_key_id", "version_description")
OTHERS = (*LEFT, "tags", "existing")


def table() -> dict[str, str]:
    """Option of the guardrail → what the README says that it is by default."""
    section = (ROOT / "roles/cai/README.md").read_text().split("### Options of the guardrail")[1]
    rows = [line.strip("|").split("|") for line in section.split("\n\n```")[0].splitlines() if line.startswith("| `")]
    return {option: reported.strip() for options, reported in rows for option in WORD.findall(options)}


def default(reported: str, example: Any) -> Any:
    """The value that a cell tells: a text, words of a list, or ``value`` for ``keys`` of a map."""
    if reported == "none" or reported.startswith("none of yours"):
        return type(example)()
    if isinstance(example, list):
        return WORD.findall(reported)
    if isinstance(example, str):
        (text,) = WORD.findall(reported)
        return text
    values = [WORD.findall(part) for part in reported.split(";")]
    return {key: value for value, *keys in values for key in keys}


def test_the_readme_lists_the_whole_catalogue() -> None:
    reported = table()
    assert sorted(reported) == sorted((*CATALOGUE, *OTHERS))
    assert {option: default(reported[option], value) for option, value in CATALOGUE.items()} == CATALOGUE
