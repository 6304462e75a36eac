# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""A better model: of the same tier, cheaper or newer for no more, where this one is offered."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from ansible_collections.genai.bedrock.plugins.module_utils._core.lifecycle.advice import better_model
from ansible_collections.genai.bedrock.plugins.module_utils._core.lifecycle.lifecycle import Lifecycle, Offered

TODAY = date(2026, 11, 30)
SONNET_4_6, SONNET_5, SONNET_5_5 = (f"anthropic.claude-sonnet-{version}" for version in ("4-6", "5", "5-5"))
HAIKU_4_5, HAIKU_5_5 = "anthropic.claude-haiku-4-5-20251001-v1:0", "anthropic.claude-haiku-5-5"
OPUS_5_5, NOVA, NOVA_2, TITAN = (
    "anthropic.claude-opus-5-5",
    "amazon.nova-lite-v1:0",
    "amazon.nova-2-lite-v1:0",
    "amazon.titan-embed-text-v2:0",
)
FABLE_5, FABLE_5_1 = "anthropic.claude-fable-5", "anthropic.claude-fable-5-1"
BIRTHS = {SONNET_4_6: date(2026, 2, 17), SONNET_5: date(2026, 6, 1), HAIKU_4_5: date(2025, 10, 1)}


def offered(model_id: str, **changed: Any) -> Offered:
    life = Lifecycle("ACTIVE", BIRTHS.get(model_id, date(2026, 10, 1)))
    return replace(Offered(model_id, life, frozenset({"TEXT"})), **changed)


def advice(model_id: str, *others: Offered, temperature: float | None = None, **former: Any) -> str | None:
    here = {one.model_id: one for one in (offered(model_id, **former), *others)}
    found = better_model(model_id, here, here[model_id], today=TODAY, days=90, temperature=temperature)
    return str(found) if found else None


@pytest.mark.parametrize(
    ("model_id", "others", "better"),
    [
        (
            HAIKU_4_5,
            [HAIKU_5_5],
            f"{HAIKU_5_5}, 0.1 and 0.5 dollars per million tokens in and out instead of 1 and 5",
        ),
        (
            SONNET_4_6,
            [SONNET_5, SONNET_5_5],
            f"{SONNET_5_5}, 2 and 10 dollars per million tokens in and out instead of 3 and 15",
        ),
        (SONNET_5, [SONNET_5_5], f"{SONNET_5_5}, newer at the same 2 and 10 dollars per million tokens in and out"),
        (SONNET_5_5, [SONNET_5, SONNET_4_6], None),
        (SONNET_4_6, [HAIKU_5_5, OPUS_5_5], None),
        (NOVA, [NOVA_2], None),
        (FABLE_5, [FABLE_5_1], None),
        (TITAN, [], None),
        ("acme.model-1", [HAIKU_5_5], None),
    ],
    ids=[
        "cheaper",
        "of equal ones the newest",
        "newer",
        "nothing newer",
        "another tier",
        "dearer",
        "not in all of its geographies",
        "an embedding model",
        "unknown",
    ],
)
def test_what_is_better(model_id: str, others: list[str], better: str | None) -> None:
    assert advice(model_id, *map(offered, others)) == better


@pytest.mark.parametrize(
    "changed",
    [
        {"usable": False},
        {"worldwide": True},
        {"lifecycle": Lifecycle("LEGACY", date(2026, 10, 1))},
        {"lifecycle": Lifecycle("ACTIVE", date(2026, 10, 1), end=date(2027, 1, 1))},
        {"outputs": frozenset({"IMAGE"})},
    ],
    ids=["not reached", "global only", "legacy", "ends soon", "makes something else"],
)
def test_what_cannot_take_its_place_is_not_better(changed: dict[str, Any]) -> None:
    assert advice(HAIKU_4_5, offered(HAIKU_5_5, **changed)) is None


def test_whoever_goes_round_the_world_may_stay_on_that_way() -> None:
    assert advice(HAIKU_4_5, offered(HAIKU_5_5, worldwide=True), worldwide=True)


@pytest.mark.parametrize(("temperature", "noted"), [(0.3, True), (None, False), (1.0, False)])
def test_that_it_takes_no_temperature_is_said_to_whoever_sends_one(temperature: float | None, noted: bool) -> None:
    assert ("(takes no temperature)" in advice(HAIKU_4_5, offered(HAIKU_5_5), temperature=temperature)) is noted
