# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The time of a report: which options say it, and what is wrong with them."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from ansible_collections.genai.bedrock.plugins.module_utils._core.usage.spans import read_span

NOW = datetime(2026, 11, 30, 13, 45, 10, tzinfo=UTC)


@pytest.mark.parametrize(
    ("options", "start", "end", "periods"),
    [
        ({}, "2026-11-23T00:00", "2026-11-30T13:50", 8),
        ({"days": 1}, "2026-11-29T00:00", "2026-11-30T13:50", 2),
        ({"days": 1, "period": "hour"}, "2026-11-29T13:00", "2026-11-30T13:50", 25),
        ({"start": "2026-11-01", "end": "2026-12-01"}, "2026-11-01T00:00", "2026-11-30T13:50", 30),
        ({"start": "2026-11-01T13:30"}, "2026-11-01T00:00", "2026-11-30T13:50", 30),
        ({"start": "2026-11-30T01:30+02:00", "period": "hour"}, "2026-11-29T23:00", "2026-11-30T13:50", 15),
        ({"end": "2026-11-10T12:00Z", "days": 3}, "2026-11-07T00:00", "2026-11-10T12:00", 4),
    ],
    ids=["a week", "a day", "hours", "a month", "a time", "a zone", "an end"],
)
def test_options_that_mean_something(options, start, end, periods):
    span, problems = read_span(options, NOW)
    assert problems == []
    assert (span.start.strftime("%Y-%m-%dT%H:%M"), span.end.strftime("%Y-%m-%dT%H:%M")) == (start, end)
    assert len(span.periods) == periods
    assert span.periods[0] == span.start
    assert span.periods[-1] < span.end


@pytest.mark.parametrize(
    ("options", "problem"),
    [
        ({"start": "soon"}, "start: 'soon' is no date or time, as 2026-11-30 or 2026-11-30T13:00Z"),
        ({"end": "30.11.2026"}, "end: '30.11.2026' is no date or time"),
        ({"start": "2026-11-01", "days": 3}, "days: it replaces start, so only one of them can be set"),
        ({"days": 0}, "days: takes whole days, 1 or more"),
        ({"days": 500}, "days: CloudWatch keeps metrics for 455 days; begin on 2025-09-01 or later"),
        ({"start": "2025-01-01"}, "start: CloudWatch keeps metrics for 455 days; begin on 2025-09-01 or later"),
        ({"start": "2026-11-10", "end": "2026-11-10"}, "end: 2026-11-10T00:00Z is not after the start"),
        ({"start": "2026-12-24"}, "end: 2026-11-30T13:50Z is not after the start, 2026-12-24T00:00Z"),
    ],
)
def test_options_that_mean_nothing(options, problem):
    _span, problems = read_span(options, NOW)
    assert len(problems) == 1
    assert problems[0].startswith(problem)


def test_the_oldest_day_that_a_problem_names_is_taken():
    assert read_span({"start": "2025-09-01"}, NOW)[1] == []
    assert read_span({"days": 455}, NOW)[1] == []


def test_periods_are_named_as_they_begin():
    by_day, by_hour = (read_span({"days": 1, "period": period}, NOW)[0] for period in ("day", "hour"))
    assert [by_day.label(moment) for moment in by_day.periods] == ["2026-11-29", "2026-11-30"]
    assert by_hour.label(by_hour.periods[-1]) == "2026-11-30T13:00Z"
    assert (by_day.seconds, by_hour.seconds) == (86400, 3600)
