# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Sums of usage are right in whatever order and grouping, and bounds are bounds."""

from __future__ import annotations

import csv
import io
import json
import math
from datetime import UTC, datetime, timedelta
from itertools import permutations

from ansible_collections.genai.bedrock.plugins.module_utils._core.models.facts import Price
from ansible_collections.genai.bedrock.plugins.module_utils._core.usage.figures import (
    COUNTS,
    PERCENTILES,
    Figures,
    Times,
    total,
)
from ansible_collections.genai.bedrock.plugins.module_utils._core.usage.output import usage_csv, usage_lines
from ansible_collections.genai.bedrock.plugins.module_utils._core.usage.prices import MILLION, cost_of, read_prices
from ansible_collections.genai.bedrock.plugins.module_utils._core.usage.report import Measured, usage_report
from ansible_collections.genai.bedrock.plugins.module_utils._core.usage.spans import read_span
from hypothesis import given
from hypothesis import strategies as st

from tests.unit.fuzz.budget import examples
from tests.unit.plugins.module_utils.usage_samples import DAY, MONDAY, SPAN, profile

#: Milliseconds of calls; whole numbers, so that sums of floats are exact.
CALLS = st.lists(st.integers(1, 10_000), max_size=20)
TEXTS = st.text(max_size=12)
RATES = st.none() | st.integers(0, 100).map(float)
PRICES = st.none() | st.builds(Price, RATES, RATES, RATES, RATES)


def percentile(name, calls):
    """The nearest rank."""
    ranked = sorted(calls)
    return float(ranked[max(math.ceil(int(name[1:]) / 100 * len(ranked)), 1) - 1])


def times(calls):
    return Times(
        len(calls), float(sum(calls)), {name: percentile(name, calls) for name in PERCENTILES} if calls else {}
    )


FIGURES = st.builds(
    lambda counts, calls: Figures(
        {name: count for name, count in counts.items() if count}, {"latency": times(calls)} if calls else {}
    ),
    st.dictionaries(st.sampled_from(sorted(COUNTS)), st.integers(0, 10**9)),
    CALLS,
)
MEASURED = st.builds(
    lambda names, days, price, team: Measured(
        profile(names[0], workload=names[1], environment=names[2], tags={"Team": team} if team else {}),
        {MONDAY + number * DAY: figures for number, figures in days.items()},
        price,
    ),
    st.tuples(TEXTS, TEXTS, st.sampled_from(["dev", "staging"])),
    st.dictionaries(st.integers(0, 2), FIGURES),
    PRICES,
    TEXTS,
)


@examples(100)
@given(st.lists(FIGURES, min_size=1, max_size=3), FIGURES)
def test_figures_add_up_in_any_order(some, other):
    assert {json.dumps([total(order).counts, total(order).time("latency").total]) for order in permutations(some)}
    first = total(some)
    assert all(total(order) == first for order in permutations(some))
    assert total([*some, other]) == first + other == total(some[:1]) + total([*some[1:], other])
    assert Figures() + other == other == other + Figures()


@examples(100)
@given(st.lists(CALLS.filter(bool), min_size=1, max_size=4))
def test_a_percentile_of_all_calls_is_never_above_the_one_that_is_reported(groups):
    together = sum((times(calls) for calls in groups), Times())
    everything = [call for calls in groups for call in calls]
    assert together.samples == len(everything)
    assert together.mean == sum(everything) / len(everything)
    for name in PERCENTILES:
        assert percentile(name, everything) <= together.percentiles[name] <= max(everything)


@examples(100)
@given(FIGURES, FIGURES, PRICES)
def test_the_cost_of_a_sum_is_the_sum_of_the_costs(one, other, price):
    parts, whole = cost_of(one, price) + cost_of(other, price), cost_of(one + other, price)
    assert math.isclose(parts.dollars, whole.dollars, abs_tol=1e-6)
    assert parts.complete == whole.complete


@examples(100)
@given(st.lists(MEASURED, max_size=5))
def test_every_grouping_has_the_same_total(measured):
    report = usage_report(measured, SPAN, ["Team"])
    groupings = [report[name] for name in ("inference_profiles", "workloads", "entries", "environments")]
    for rows in [*groupings, report["tags"]["Team"]]:
        for column in COUNTS:
            assert sum(row[column] for row in rows) == report["totals"][column]
            by_period = [sum(row["series"].get(column, [0] * 3)[number] for row in rows) for number in range(3)]
            assert by_period == report["totals"]["series"].get(column, [0] * 3)
        assert math.isclose(sum(row["cost"] or 0 for row in rows), report["totals"]["cost"] or 0, abs_tol=1e-6)
    assert json.loads(json.dumps(report)) == report
    assert usage_lines(report)


@examples(60)
@given(st.lists(MEASURED, max_size=4))
def test_whatever_a_csv_holds_it_has_the_sums_of_the_report_and_no_formula(measured):
    report = usage_report(measured, SPAN, ["Team"])
    rows = list(csv.DictReader(io.StringIO(usage_csv(report, ["Team"]), newline="")))
    for column in COUNTS:
        assert sum(int(row[column]) for row in rows) == report["totals"][column]
    assert not any(value.startswith(("=", "+", "-", "@")) for row in rows for value in row.values())


@examples(200)
@given(
    st.fixed_dictionaries(
        {},
        optional={
            "start": TEXTS | st.dates().map(str) | st.datetimes().map(str),
            "end": TEXTS | st.dates().map(str) | st.datetimes(timezones=st.timezones()).map(str),
            "days": st.integers(-3, 10**12),
            "period": st.sampled_from(["day", "hour"]),
        },
    )
)
def test_whatever_span_is_requested_it_is_one_or_a_problem(options):
    span, problems = read_span(options, datetime(2026, 11, 30, 13, 45, tzinfo=UTC))
    assert problems or (span.start < span.end and span.periods)
    assert problems or span.end - span.start <= timedelta(days=460)


@examples(200)
@given(
    st.recursive(
        st.none() | st.booleans() | st.floats() | TEXTS, lambda inner: st.dictionaries(TEXTS, inner, max_size=3)
    )
)
def test_whatever_prices_are_given_they_are_some_or_a_problem(value):
    prices, problems = read_prices(value)
    for price in prices.values():
        assert price.input is not None
        assert price.input >= 0
    assert problems or cost_of(Figures({"input_tokens": MILLION}), next(iter(prices.values()), None)).dollars >= 0
