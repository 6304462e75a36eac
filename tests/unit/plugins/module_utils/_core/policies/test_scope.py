# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The environment that a module reads, and where: defaults, and all that is wrong at once."""

from __future__ import annotations

from typing import Any

import pytest
from ansible_collections.genai.bedrock.plugins.module_utils._core.policies.scope import Scope, read_scope

EAST, WEST = "us-east-1", "us-west-2"
PREFIX = "/dev/bedrock/inference-profiles"
#: The options of a module of records, which has no ``regions``, and of one of profiles.
RECORDS: dict[str, Any] = {"environment": "dev", "ssm_prefix": None, "ssm_regions": []}
PROFILES = RECORDS | {"regions": []}


@pytest.mark.parametrize(
    ("options", "region", "scope"),
    [
        (RECORDS, EAST, Scope("dev", PREFIX, (EAST,), (EAST,))),
        (RECORDS | {"ssm_regions": [WEST, EAST, WEST]}, EAST, Scope("dev", PREFIX, (EAST,), (WEST, EAST))),
        (RECORDS | {"ssm_regions": [WEST]}, None, Scope("dev", PREFIX, (), (WEST,))),
        (PROFILES, EAST, Scope("dev", PREFIX, (EAST,), (EAST,))),
        (PROFILES | {"regions": [WEST, EAST, WEST]}, EAST, Scope("dev", PREFIX, (WEST, EAST), (WEST, EAST))),
        (PROFILES | {"regions": [EAST], "ssm_regions": [WEST]}, None, Scope("dev", PREFIX, (EAST,), (WEST,))),
        (RECORDS | {"ssm_prefix": "/models/"}, EAST, Scope("dev", "/models", (EAST,), (EAST,))),
        (PROFILES | {"environment": None}, EAST, Scope("", "", (EAST,), (EAST,))),
    ],
)
def test_defaults(options: dict[str, Any], region: str | None, scope: Scope) -> None:
    assert read_scope(options, region) == (scope, [])


@pytest.mark.parametrize(
    ("options", "region", "starts"),
    [
        (RECORDS | {"environment": "Dev"}, EAST, ["environment: 'Dev' is no environment"]),
        (RECORDS | {"environment": ""}, EAST, ["environment: "]),
        (RECORDS, None, ["no region: set ssm_regions, region, or AWS_REGION"]),
        (PROFILES, None, ["no region: set regions, region, or AWS_REGION"]),
        (PROFILES | {"ssm_regions": [WEST]}, None, ["no region: set regions, region, or AWS_REGION"]),
        (PROFILES, "mars", ["regions: 'mars' is no region"]),
        (
            PROFILES | {"ssm_prefix": "models", "regions": ["mars"], "ssm_regions": ["moon"]},
            EAST,
            ["ssm_prefix: 'models' is no path", "regions: 'mars' is no region", "ssm_regions: 'moon' is no region"],
        ),
    ],
)
def test_all_that_is_wrong_is_reported_at_once(options: dict[str, Any], region: str | None, starts: list[str]) -> None:
    _scope, problems = read_scope(options, region)
    assert [text.startswith(start) for text, start in zip(problems, starts, strict=True)] == [True] * len(starts)
