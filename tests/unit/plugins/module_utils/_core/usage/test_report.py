# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Sums by workload, entry, environment and tag; series; costs; and the same for people and spreadsheets."""

from __future__ import annotations

import csv
import io
import json

from ansible_collections.genai.bedrock.plugins.module_utils._core.models.facts import Price
from ansible_collections.genai.bedrock.plugins.module_utils._core.usage.output import usage_csv, usage_lines
from ansible_collections.genai.bedrock.plugins.module_utils._core.usage.prices import Prices
from ansible_collections.genai.bedrock.plugins.module_utils._core.usage.report import Advice, usage_report

from tests.unit.plugins.module_utils.record_samples import SONNET, WEST
from tests.unit.plugins.module_utils.usage_samples import (
    MILLION,
    MONDAY,
    PRICE,
    SPAN,
    figures,
    measured,
    profile,
)

CHAT = measured(
    profile(tags={"Team": "search"}),
    {
        0: figures(invocations=2, input_tokens=MILLION, took=10.0),
        2: figures(invocations=1, output_tokens=MILLION, took=30.0),
    },
)
CHAT_WEST = measured(profile(region=WEST, tags={"Team": "ads"}), {2: figures(invocations=4, took=50.0, throttles=1)})
TITAN = measured(
    profile("titan", workload="embedding", model_id="titan"), {1: figures(invocations=1, input_tokens=5)}, price=None
)
ALL = (CHAT, CHAT_WEST, TITAN)


def report(*of, group_by=()):
    return usage_report(of or ALL, SPAN, group_by)


def values_of(row, *columns):
    return tuple(row[column] for column in columns)


def test_every_sum_is_that_of_its_profiles():
    found = report(group_by=["Team"])
    columns = ("invocations", "input_tokens", "output_tokens", "throttles", "cost", "cost_is_complete")
    assert values_of(found["totals"], *columns) == (8, MILLION + 5, MILLION, 1, 3.0, False)
    assert [values_of(row, "workload", *columns) for row in found["workloads"]] == [
        ("copilot", 7, MILLION, MILLION, 1, 3.0, True),
        ("embedding", 1, 5, 0, 0, None, False),
    ]
    assert [values_of(row, "environment", "workload", "key", "invocations") for row in found["entries"]] == [
        ("dev", "copilot", "chat", 7),
        ("dev", "embedding", "titan", 1),
    ]
    assert [values_of(row, "environment", "invocations") for row in found["environments"]] == [("dev", 8)]
    assert [values_of(row, "value", "invocations") for row in found["tags"]["Team"]] == [
        ("", 1),
        ("ads", 4),
        ("search", 3),
    ]
    assert found["unpriced_models"] == ["titan"]


def test_series_follow_the_periods_and_leave_empty_columns_out():
    found = report()
    assert found["periods"] == ["2026-11-23", "2026-11-24", "2026-11-25"]
    series = found["workloads"][0]["series"]
    assert series["invocations"] == [2, 0, 5]
    assert series["latency_p90"] == [10.0, None, 50.0]
    assert series["cost"] == [1.0, 0, 2.0]
    assert "client_errors" not in series
    assert report(measured())["totals"]["series"] == {}


def test_times_are_a_mean_and_bounds():
    row = report()["workloads"][0]
    assert values_of(row, "latency_mean", "latency_p50", "latency_p99") == (30.0, 50.0, 50.0)
    assert row["time_to_first_token_p50"] is None


def test_a_profile_says_what_it_is():
    row = report()["inference_profiles"][0]
    assert values_of(row, "workload", "key", "model_id", "tags") == ("copilot", "chat", SONNET, {"Team": "search"})
    assert (row["published"], row["advised_model"]) == (False, None)


def test_the_advised_model_is_priced_for_the_same_tokens():
    prices = Prices(
        {SONNET: PRICE, "cheap": Price(0.5, 1.0), "us.cheap": Price(0.25, 0.5)}, lambda _model, _where: None
    )
    advice = Advice(prices, lambda one: "cheap" if one.key == "chat" else "")
    days = {MONDAY: figures(input_tokens=MILLION, output_tokens=MILLION)}
    through_us = {"ModelSource": "arn:aws:bedrock:us-east-1::inference-profile/us.anthropic.x"}
    of = [advice.measured(one, days) for one in (profile(), profile("docs"), profile(region=WEST, tags=through_us))]
    found = report(*of)
    assert [values_of(row, "key", "cost", "advised_cost") for row in found["entries"]] == [
        ("chat", 6.0, 2.25),
        ("docs", 3.0, None),
    ]
    assert values_of(found["totals"], "cost", "advised_cost") == (9.0, 5.25)
    assert [row["advised_model"] for row in found["inference_profiles"]] == ["cheap", None, "cheap"]


def test_nothing_at_all_is_a_report_too():
    found = usage_report([], SPAN, ["Team"])
    assert (found["totals"]["invocations"], found["totals"]["cost"], found["tags"]) == (0, 0.0, {"Team": []})
    assert usage_lines(found)[0].split() == ["entry", "calls", "input", "output", "cost"]
    assert len(usage_csv(found).splitlines()) == 1


def test_the_table_shows_entries_sums_and_what_to_know():
    lines = usage_lines(report(group_by=["Team"]))
    assert lines[0].split() == ["entry", "calls", "input", "output", "throttled", "p90", "ms", "cost"]
    assert lines[1].split() == ["copilot/chat", "7", "1,000,000", "1,000,000", "1", "50", "$3.00"]
    assert lines[3].split()[0] == "all"
    assert lines[3].endswith("$3.00+")
    assert any(line.startswith("workload dev/copilot") for line in lines)
    assert any(line.startswith("Team=(none)") for line in lines)
    assert any("estimate" in line for line in lines)
    assert lines[-1] == "Not in the costs, or not all of it, for lack of a price (set bedrock_prices): titan."


def test_small_costs_are_no_zeros():
    (line,) = [line for line in usage_lines(report(measured(by_day={0: figures(input_tokens=50)}))) if "chat" in line]
    assert line.endswith("<$0.0001")


def test_the_csv_has_a_row_for_each_profile_and_period_with_data():
    rows = list(csv.DictReader(io.StringIO(usage_csv(report(), ["Team"]))))
    assert [(row["period"], row["key"], row["tag:Team"], row["invocations"], row["cost"]) for row in rows] == [
        ("2026-11-23", "chat", "search", "2", "1.0"),
        ("2026-11-25", "chat", "search", "1", "2.0"),
        ("2026-11-25", "chat", "ads", "4", "0"),
        ("2026-11-24", "titan", "", "1", ""),
    ]


def test_no_spreadsheet_takes_a_text_for_a_formula():
    hostile = '=HYPERLINK(1),"x"\n@a'
    text = usage_csv(
        report(measured(profile(tags={"Team": hostile}, name="+1"), {0: figures(invocations=1)})), ["Team"]
    )
    (row,) = csv.DictReader(io.StringIO(text))
    assert (row["tag:Team"], row["inference_profile_name"]) == (f"'{hostile}", "'+1")


def test_the_report_is_json():
    found = report(group_by=["Team"])
    assert json.loads(json.dumps(found)) == found
