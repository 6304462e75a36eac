# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What is said of a model that its region does not have: its life is over, it is not listed, or it is mistyped."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from ansible_collections.genai.bedrock.plugins.module_utils._core.lifecycle.absence import resolve_or_explain
from ansible_collections.genai.bedrock.plugins.module_utils._core.models.offered import Catalogue, FoundationModel
from ansible_collections.genai.bedrock.plugins.module_utils._core.profiles.sources import SourceError, SourceRequest

from tests.unit.plugins.module_utils.fakes import fm, system

EAST, WEST = "us-east-1", "us-west-2"
TODAY = date(2026, 11, 22)
SONNET, HAIKU, OPUS = (
    "anthropic.claude-sonnet-4-6",
    "anthropic.claude-haiku-4-5-20251001-v1:0",
    "anthropic.claude-opus-4-7",
)
SONNET_3, SONNET_4 = "anthropic.claude-3-sonnet-20240229-v1:0", "anthropic.claude-sonnet-4-20250514-v1:0"


def catalogue(region: str, *models: str, **lifecycle: Any) -> Catalogue:
    life = {"status": "ACTIVE"} | lifecycle
    rows = [
        FoundationModel(one, fm(one, region), inference_types=frozenset({"ON_DEMAND"}), lifecycle=life)
        for one in models
    ]
    current = system(f"us.{SONNET}", region)
    return Catalogue(region, {row.model_id: row for row in rows}, {current.profile_id: current})


HERE = {EAST: catalogue(EAST, SONNET, HAIKU)}
LISTED_THERE = HERE | {WEST: catalogue(WEST, SONNET_4, end_of_life_time="2026-10-01T00:00:00Z")}
LISTED_HERE = {
    EAST: Catalogue(
        EAST, {SONNET_4: FoundationModel(SONNET_4, fm(SONNET_4), lifecycle={"endOfLifeTime": "2026-10-01"})}
    )
}


@pytest.mark.parametrize(
    ("text", "catalogues", "today", "code", "problem", "way_out"),
    [
        (
            SONNET_4,
            HERE,
            TODAY,
            "model_ended",
            f"{SONNET_4} reached its end of life on 2026-10-14",
            f"change to {SONNET}",
        ),
        (f"us.{SONNET_4}", HERE, TODAY, "model_ended", f"{SONNET_4} reached its end of life", f"change to {SONNET}"),
        (fm(SONNET_4), HERE, TODAY, "model_ended", f"{SONNET_4} reached its end of life", f"change to {SONNET}"),
        (SONNET_3, HERE, TODAY, "model_ended", f"{SONNET_3} has reached its end of life", f"change to {SONNET}"),
        (SONNET_4, LISTED_THERE, TODAY, "model_ended", "end of life on 2026-10-01", f"change to {SONNET}"),
        (SONNET_4, LISTED_HERE, TODAY, "model_ended", "end of life on 2026-10-01", "choose another model"),
        (
            SONNET_4,
            HERE,
            date(2026, 5, 1),
            "model_not_listed",
            "not in the live list of us-east-1",
            f"change to {SONNET}",
        ),
        (OPUS, HERE, TODAY, "model_not_listed", "not in the live list of us-east-1", "change to"),
        ("anthropic.claude-sonnet-4-7", HERE, TODAY, "model_not_listed", "AWS has taken it off", f"change to {SONNET}"),
        ("cohere.embed-v4:0", HERE, TODAY, "model_not_listed", "keeps it from this account", "choose another model"),
        ("anthropic.claude-sonet-4-6", HERE, TODAY, "unknown_model", "is unknown", f"did you mean '{SONNET}'?"),
        ("claude-sonnet-4-6", HERE, TODAY, "unknown_model", "is unknown", f"did you mean '{SONNET}'?"),
        ("nobody.knows", HERE, TODAY, "unknown_model", "is unknown", "foundation_model_info"),
        (HAIKU, HERE | {EAST: catalogue(EAST), WEST: HERE[EAST]}, TODAY, "model_not_in_region", "not offered", WEST),
        (fm(SONNET, WEST), HERE, TODAY, "source_of_other_region", "is of region us-west-2", "bare id"),
    ],
)
def test_what_is_said(
    text: str, catalogues: dict[str, Catalogue], today: date, code: str, problem: str, way_out: str
) -> None:
    with pytest.raises(SourceError) as caught:
        resolve_or_explain(SourceRequest(text, EAST), catalogues, today=today)
    assert (caught.value.code, problem in caught.value.problem, way_out in caught.value.way_out) == (code, True, True)


def test_what_is_there_is_resolved() -> None:
    assert resolve_or_explain(SourceRequest(HAIKU, EAST), HERE, today=TODAY).arn == fm(HAIKU)
