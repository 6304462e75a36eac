# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Lifecycles: dates, days left, what follows, and findings about deploying a model."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from ansible_collections.genai.bedrock.plugins.module_utils._core.lifecycle.lifecycle import (
    Lifecycle,
    Offered,
    lifecycle_finding,
    only_worldwide,
    read_lifecycle,
    successors,
    way_out_to,
)

TODAY = date(2026, 11, 22)
EAST, WEST = "us-east-1", "us-west-2"
SONNET_4, SONNET_46, SONNET_55 = (
    "anthropic.claude-sonnet-4-20250514-v1:0",
    "anthropic.claude-sonnet-4-6",
    "anthropic.claude-sonnet-5-5",
)
OPUS = "anthropic.claude-opus-4-8"
PREMIER, LITE = "amazon.nova-premier-v1:0", "amazon.nova-2-lite-v1:0"
TITAN, TITAN_TEXT = "amazon.titan-embed-text-v1", "amazon.titan-text-express-v1"
TITAN_2 = "amazon.titan-embed-text-v2:0"
HAIKU_45, HAIKU_55 = "anthropic.claude-haiku-4-5-20251001-v1:0", "anthropic.claude-haiku-5-5"
#: Takes no temperature, as SONNET_55 does not.
SONNET_5 = "anthropic.claude-sonnet-5"
LEGACY = {"status": "LEGACY", "legacy": date(2026, 4, 14)}


def offered(*rows):
    """model id → its lifecycle, by default active since a day of its own."""
    listed = {}
    for number, row in enumerate(rows):
        model_id, values = row if isinstance(row, tuple) else (row, {})
        outputs = frozenset({"EMBEDDING" if "embed" in model_id else "TEXT"})
        usable, worldwide = values.pop("usable", True), values.pop("worldwide", False)
        life = Lifecycle(**{"status": "ACTIVE", "start": date(2026, 1, 1 + number)} | values)
        listed[model_id] = Offered(model_id, life, outputs, usable, worldwide)
    return listed


@pytest.mark.parametrize(
    "fields",
    [
        {
            "status": "LEGACY",
            "startOfLifeTime": datetime(2025, 8, 5, tzinfo=UTC),
            "legacyTime": datetime(2026, 7, 8, tzinfo=UTC),
            "publicExtendedAccessTime": datetime(2026, 10, 8, tzinfo=UTC),
            "endOfLifeTime": datetime(2027, 1, 8, tzinfo=UTC),
        },
        {
            "status": "LEGACY",
            "start_of_life_time": "2025-08-05T00:00:00+00:00",
            "legacy_time": "2026-07-08T00:00:00+00:00",
            "public_extended_access_time": "2026-10-08T00:00:00+00:00",
            "end_of_life_time": "2027-01-08T00:00:00+00:00",
        },
    ],
    ids=["as AWS tells it", "as the info modules tell it"],
)
def test_read(fields):
    life = read_lifecycle(fields)
    assert life == Lifecycle("LEGACY", date(2025, 8, 5), date(2026, 7, 8), date(2026, 10, 8), date(2027, 1, 8))
    assert life.days_left(TODAY) == 47


def test_a_lifecycle_that_is_not_returned_has_no_end():
    assert read_lifecycle({}) == Lifecycle()
    assert Lifecycle().days_left(TODAY) is None


@pytest.mark.parametrize(
    ("model_id", "models", "following"),
    [
        (SONNET_4, offered(SONNET_4, SONNET_46, OPUS, SONNET_55), [SONNET_55, SONNET_46]),
        (SONNET_4, offered(SONNET_4, OPUS), [OPUS]),
        (PREMIER, offered(PREMIER, LITE, SONNET_46), [LITE]),
        (SONNET_4, offered(SONNET_46, (SONNET_55, {"status": "LEGACY"})), [SONNET_46]),
        (SONNET_4, offered(SONNET_46, (SONNET_55, {"usable": False})), [SONNET_46]),
        (TITAN, offered(TITAN, TITAN_TEXT), []),
        (
            SONNET_4,
            offered(*(f"anthropic.claude-sonnet-{n}" for n in range(5, 10))),
            [f"anthropic.claude-sonnet-{n}" for n in (9, 8, 7)],
        ),
        (SONNET_4, {}, []),
        (TITAN_2, offered(TITAN, TITAN_2), []),
        (HAIKU_55, offered(HAIKU_45, HAIKU_55, (OPUS, {"start": date(2026, 1, 2)})), []),
        (TITAN, offered(TITAN, TITAN_2), [TITAN_2]),
        (SONNET_4, offered((SONNET_4, {"start": None}), SONNET_46), [SONNET_46]),
        (SONNET_4, offered(SONNET_4, (SONNET_46, {"start": None})), []),
        (SONNET_4, offered(SONNET_4, SONNET_46, (SONNET_55, {"worldwide": True})), [SONNET_46, SONNET_55]),
        (SONNET_4, offered(SONNET_4, (SONNET_46, {"end": date(2027, 2, 20)}), SONNET_5), [SONNET_5]),
        (SONNET_4, offered(SONNET_4, (SONNET_46, {"end": date(2027, 2, 21)}), SONNET_55), [SONNET_55, SONNET_46]),
    ],
    ids=[
        "newest of the line first",
        "of the family where the line has none",
        "of the family, not of other providers",
        "no legacy one",
        "none that cannot be used",
        "none that makes something else",
        "no more than three",
        "nothing is known",
        "none that is older",
        "none of the same day, nor an older one of the line",
        "a younger one",
        "all where nobody tells when it began",
        "none that may be older",
        "what needs no opt-in first",
        "none that ends within the same days",
        "one that ends a day later",
    ],
)
def test_successors(model_id, models, following):
    found = successors(model_id, models, models.get(model_id), today=TODAY, days=90)
    assert [one.model_id for one in found] == following


#: The newest is only worldwide, the one before takes no temperature, nor does the newest.
NEW_SONNETS = offered(SONNET_4, SONNET_46, SONNET_5, (SONNET_55, {"worldwide": True}))


@pytest.mark.parametrize(
    ("temperature", "reported"),
    [
        (None, f"{SONNET_5} or {SONNET_46} or {SONNET_55} (global only)"),
        (1.0, f"{SONNET_5} or {SONNET_46} or {SONNET_55} (global only)"),
        (
            0.2,
            f"{SONNET_46} or {SONNET_5} (takes no temperature) or {SONNET_55} (global only, takes no temperature)",
        ),
    ],
    ids=["none is sent", "the one that all take", "one that some refuse"],
)
def test_what_can_be_taken_as_it_is_comes_first(temperature, reported):
    former = NEW_SONNETS[SONNET_4]
    following = successors(SONNET_4, NEW_SONNETS, former, today=TODAY, days=0, temperature=temperature)
    assert way_out_to(following) == f"change to {reported}"
    models = {EAST: NEW_SONNETS | offered((SONNET_4, dict(LEGACY)))}
    finding = lifecycle_finding(SONNET_4, EAST, models, today=TODAY, eol_days=0, temperature=temperature)
    assert finding.way_out == f"change to {reported}"


@pytest.mark.parametrize(
    ("on_demand", "geographies", "worldwide"),
    [(False, {"global"}, True), (True, {"global"}, False), (False, {"us", "global"}, False), (False, (), False)],
)
def test_only_worldwide(on_demand, geographies, worldwide):
    assert only_worldwide(on_demand, geographies) is worldwide


@pytest.mark.parametrize(
    ("values", "eol_days", "severity", "code", "said"),
    [
        ({}, 90, None, None, []),
        ({"end": date(2027, 4, 8)}, 90, None, None, []),
        (LEGACY, 0, "warning", "legacy_model", ["is LEGACY since 2026-04-14; accounts that did not call it lately"]),
        (
            LEGACY | {"extended_access": date(2026, 10, 8), "end": date(2027, 1, 8)},
            0,
            "warning",
            "legacy_model",
            ["with extended access from 2026-10-08", "its end of life is 2027-01-08, in 47 days"],
        ),
        ({"status": "LEGACY"}, 0, "warning", "legacy_model", ["is LEGACY; "]),
        (
            LEGACY | {"end": date(2027, 1, 8)},
            47,
            "error",
            "end_of_life_near",
            ["is LEGACY since 2026-04-14; its end of life is 2027-01-08, in 47 days, within eol_days (47)"],
        ),
        (
            LEGACY | {"extended_access": date(2026, 10, 8), "end": date(2027, 1, 8)},
            90,
            "error",
            "end_of_life_near",
            ["is LEGACY since 2026-04-14, with extended access from 2026-10-08; its end of life is 2027-01-08"],
        ),
        (
            {"end": date(2026, 11, 23)},
            1,
            "error",
            "end_of_life_near",
            [f"{SONNET_4}: its end of life is 2026-11-23, in 1 day, within eol_days (1)"],
        ),
        (LEGACY | {"end": TODAY}, 0, "error", "model_ended", ["reached its end of life on 2026-11-22"]),
        ({"end": date(2026, 10, 14)}, 0, "error", "model_ended", ["reached its end of life on 2026-10-14"]),
    ],
    ids=[
        "active",
        "active with an end far away",
        "legacy without an end",
        "legacy with all dates",
        "legacy without dates",
        "within the threshold",
        "within the threshold with all dates",
        "one day",
        "ends today",
        "has ended",
    ],
)
def test_finding(values, eol_days, severity, code, said):
    models = offered((SONNET_4, dict(values)), SONNET_46)
    finding = lifecycle_finding(SONNET_4, EAST, {EAST: models}, today=TODAY, eol_days=eol_days)
    assert (finding.severity if finding else None, finding.code if finding else None) == (severity, code)
    assert all(part in finding.message for part in said)
    assert finding is None or finding.way_out == f"change to {SONNET_46}"


def test_without_a_successor_the_way_out_says_so():
    models = {EAST: offered((SONNET_4, dict(LEGACY)))}
    finding = lifecycle_finding(SONNET_4, EAST, models, today=TODAY, eol_days=0)
    assert finding.way_out == "choose another model: no younger one of its family is active"


def test_of_a_model_that_no_region_lists_nothing_is_said():
    assert lifecycle_finding(SONNET_4, EAST, {EAST: offered(SONNET_46)}, today=TODAY, eol_days=90) is None


def test_another_region_lists_a_model_that_its_own_does_not():
    former = (SONNET_4, {"start": date(2025, 5, 14), "end": date(2026, 10, 14)})
    models = {EAST: offered(SONNET_46), WEST: offered(former, SONNET_55, TITAN_TEXT)}
    finding = lifecycle_finding(SONNET_4, EAST, models, today=TODAY, eol_days=0)
    assert (finding.code, finding.way_out) == ("model_ended", f"change to {SONNET_46}")
    # What follows makes the same, as far as the other region tells what that was.
    embeds = Offered(SONNET_4, Lifecycle(end=date(2026, 10, 14)), frozenset({"EMBEDDING"}))
    finding = lifecycle_finding(SONNET_4, EAST, models | {WEST: {SONNET_4: embeds}}, today=TODAY, eol_days=0)
    assert "no younger one of its family is active" in finding.way_out
