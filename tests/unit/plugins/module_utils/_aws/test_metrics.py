# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Invocations are what CloudWatch told in full; anything less is an error, never "unused"."""

from __future__ import annotations

import itertools
from datetime import UTC, date, datetime, timedelta

import pytest
from ansible_collections.genai.bedrock.plugins.module_utils._aws import metrics
from ansible_collections.genai.bedrock.plugins.module_utils._core.failures import CallError

NOW = datetime(2026, 11, 22, 12, 34, 56, 789, tzinfo=UTC)
IDS = ("first", "second")


class Stub:
    """A CloudWatch client that answers with these pages, whatever it is asked."""

    def __init__(self, *pages):
        self.pages, self.requested = pages, []

    def get_paginator(self, _operation):
        return self

    def paginate(self, **requested):
        self.requested.append(requested)
        return [{"MetricDataResults": page} for page in self.pages]


_MOMENTS = itertools.count()


def row(number, values, status="Complete", *messages):
    reported = [{"Code": "x", "Value": message} for message in messages]
    moments = [NOW - timedelta(hours=next(_MOMENTS)) for _value in values]
    return {"Id": f"q{number}", "Timestamps": moments, "Values": values, "StatusCode": status, "Messages": reported}


def days(number, values):
    """One value a day, today first."""
    return row(number, values) | {"Timestamps": [NOW - timedelta(days=ago) for ago in range(len(values))]}


def counted(client, ids=IDS):
    return metrics.invocations(client, "us-east-1", ids, hours=24, now=NOW)


@pytest.mark.parametrize(
    ("pages", "found"),
    [
        pytest.param([[row(0, []), row(1, [])]], [0, 0], id="unused"),
        pytest.param([[row(1, [2.0]), row(0, [1.0, 3.0])]], [4, 2], id="in_any_order"),
        pytest.param([[row(0, [1.0], "PartialData"), row(1, [5.0])], [row(0, [2.0])]], [3, 5], id="over_pages"),
        pytest.param([[row(0, [], "InternalError"), row(1, [])], [row(0, [2.0])]], [2, 0], id="told_in_the_end"),
    ],
)
def test_values_are_summed_over_pages(pages, found):
    assert counted(Stub(*pages)) == dict(zip(IDS, found, strict=True))


@pytest.mark.parametrize(
    ("pages", "code", "said"),
    [
        pytest.param([[row(0, []), row(1, [], "InternalError")]], "InternalError", "second", id="an_error"),
        pytest.param([[row(0, []), row(1, [], "PartialData")]], "PartialData", "second", id="a_part"),
        pytest.param([[row(0, [])], [row(1, [], "Forbidden", "No cross region")]], "Forbidden", "No cross", id="why"),
        pytest.param([[row(0, []), row(1, [])], [row(1, [], "InternalError")]], "InternalError", "second", id="last"),
        pytest.param([[row(0, [])]], "Missing", "second", id="nothing"),
    ],
)
def test_what_cloudwatch_could_not_report_is_not_unused(pages, code, said):
    with pytest.raises(CallError, match=f"GetMetricData failed in us-east-1: {code}: .*{said}") as caught:
        counted(Stub(*pages))
    assert (caught.value.code, caught.value.permission) == (code, "cloudwatch:GetMetricData")


def test_the_hour_in_which_the_time_begins_counts_as_a_whole():
    client = Stub([row(0, []), row(1, [])])
    counted(client)
    assert client.requested[0]["StartTime"] == datetime(2026, 11, 21, 12, tzinfo=UTC)
    assert client.requested[0]["EndTime"] > NOW


def test_many_profiles_are_requested_five_hundred_at_a_time():
    ids = [f"id{number}" for number in range(501)]
    client = Stub([row(number, [1.0]) for number in range(500)])
    assert counted(client, ids) == dict.fromkeys(ids, 1)
    assert [len(requested["MetricDataQueries"]) for requested in client.requested] == [500, 1]


@pytest.mark.parametrize(
    ("values", "day"),
    [([], None), ([0.0, 0.0], None), ([1.0, 3.0], date(2026, 11, 22)), ([0.0, 0.0, 2.0], date(2026, 11, 20))],
)
def test_the_last_use_is_the_last_day_that_has_any(values, day):
    """Days are asked for as a whole, and CloudWatch keeps points of an hour and more for 455 days."""
    client = Stub([days(0, values), row(1, [])])
    found = metrics.last_invocations(client, "us-east-1", IDS, days=90, now=NOW)
    assert found == {"first": day, "second": None}
    (requested,) = client.requested
    assert requested["StartTime"] == datetime(2026, 8, 24, tzinfo=UTC)
    assert {query["MetricStat"]["Period"] for query in requested["MetricDataQueries"]} == {86400}


def test_a_last_use_of_which_only_a_part_is_returned_is_an_error():
    with pytest.raises(CallError):
        metrics.last_invocations(Stub([row(0, [1.0], "PartialData"), row(1, [])]), "us-east-1", IDS, days=90, now=NOW)
