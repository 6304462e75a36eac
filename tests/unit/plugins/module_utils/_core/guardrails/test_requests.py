# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""From a task's options to a guardrail in each region, with every problem at once."""

from __future__ import annotations

from typing import Any

import pytest
from ansible_collections.genai.bedrock.plugins.module_utils._core.guardrails.requests import wanted_guardrails
from ansible_collections.genai.bedrock.plugins.module_utils._core.problems import ProblemError

BOTH = ["us-east-1", "us-west-2"]


def test_one_a_region() -> None:
    options = {
        "name": "cai",
        "words": ["no"],
        "tags": {"Billed": True},
        "purge_tags": False,
        "publish_version": True,
        "version_description": "first",
        "adopt": True,
    }
    east, west = wanted_guardrails(options, regions=BOTH)
    assert (east.region, west.region) == tuple(BOTH)
    assert (east.name, east.tags, east.purge_tags, east.publish) == ("cai", {"Billed": "true"}, False, True)
    assert (east.version_description, east.adopt, east.absent) == ("first", True, False)
    assert east.content.parts == {"words": {"no": {}}}


def test_what_is_absent_has_no_settings() -> None:
    options = {"name": "cai", "state": "absent", "words": ["x" * 500], "tags": {",": ","}, "publish_version": True}
    (wanted,) = wanted_guardrails(options, regions=BOTH[:1])
    assert (wanted.absent, wanted.publish, wanted.tags, wanted.content.parts) == (True, False, None, {})


@pytest.mark.parametrize(
    ("options", "regions", "keys"),
    [
        ({"name": "a b"}, BOTH, ["name"]),
        ({"name": "a" * 51, "state": "absent"}, BOTH, ["name"]),
        ({"name": "a"}, [*BOTH, "us-east-1"], ["regions"]),
        ({"name": "a", "tags": {"a,b": "c"}}, BOTH, ["tags"]),
        ({"name": "a", "tags": {f"key{number}": "x" for number in range(50)}}, BOTH, ["tags"]),
        ({"name": "a", "version_description": ""}, BOTH, ["version_description"]),
        ({"name": "a", "content_filters_tier": "STANDARD", "guardrail_profile": ""}, BOTH, ["content_filters_tier"]),
        ({"name": "a", "grounding": {"GROUNDING": 2}, "words": [{}]}, BOTH, ["words", "grounding.GROUNDING"]),
    ],
)
def test_problems(options: dict[str, Any], regions: list[str], keys: list[str]) -> None:
    with pytest.raises(ProblemError) as caught:
        wanted_guardrails(options, regions=regions)
    assert [problem.key for problem in caught.value.problems] == keys
