# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What is asked of CloudWatch for a profile, and how its answers become figures."""

from __future__ import annotations

from datetime import UTC, datetime

from ansible_collections.genai.bedrock.plugins.module_utils._core.usage.figures import (
    COUNTS,
    Figures,
    Query,
    Times,
    batches,
    figures_of,
    queries_of,
    total,
)

ONE, TWO = datetime(2026, 11, 23, tzinfo=UTC), datetime(2026, 11, 24, tzinfo=UTC)


def test_the_metrics_are_those_that_aws_documents():
    """CloudWatch user guide, "OTel metrics enrichment", AWS/Bedrock."""
    requested = {(query.metric, query.statistic) for query in queries_of("x")}
    documented = [
        "Invocations",
        "InvocationLatency",
        "InvocationClientErrors",
        "InvocationServerErrors",
        "InvocationThrottles",
        "InputTokenCount",
        "OutputTokenCount",
        "CacheReadInputTokens",
        "CacheWriteInputTokens",
        "TimeToFirstToken",
    ]
    assert {metric for metric, _statistic in requested} == set(documented)
    assert {statistic for metric, statistic in requested if metric in COUNTS.values()} == {"Sum"}
    assert {statistic for metric, statistic in requested if metric == "TimeToFirstToken"} == {
        "Sum",
        "SampleCount",
        "p50",
        "p90",
        "p99",
    }


def test_answers_become_figures_by_period():
    points = {
        Query("x", "Invocations", "Sum"): {ONE: 2.0, TWO: 1.0},
        Query("x", "InputTokenCount", "Sum"): {ONE: 30.0},
        Query("x", "InvocationLatency", "Sum"): {ONE: 500.0},
        Query("x", "InvocationLatency", "SampleCount"): {ONE: 2.0},
        Query("x", "InvocationLatency", "p90"): {ONE: 300.0},
        Query("y", "Invocations", "Sum"): {ONE: 99.0},
    }
    assert figures_of("x", points) == {
        ONE: Figures({"invocations": 2, "input_tokens": 30}, {"latency": Times(2, 500.0, {"p90": 300.0})}),
        TWO: Figures({"invocations": 1}),
    }
    assert figures_of("z", points) == {}


def test_counts_and_samples_add_up_and_of_percentiles_the_highest_counts():
    fast = Figures({"invocations": 3}, {"latency": Times(3, 30.0, {"p50": 10.0, "p90": 12.0})})
    slow = Figures({"invocations": 1, "throttles": 2}, {"latency": Times(1, 70.0, {"p90": 70.0})})
    both = total([fast, slow])
    assert both.counts == {"invocations": 4, "throttles": 2}
    assert both.time("latency") == Times(4, 100.0, {"p50": 10.0, "p90": 70.0})
    assert both.time("latency").mean == 25.0
    assert both.time("time_to_first_token").mean is None


def test_queries_come_by_the_five_hundred():
    queries = [query for number in range(30) for query in queries_of(f"id{number}")]
    found = batches(queries)
    assert [len(batch) for batch in found] == [500, len(queries) - 500]
    assert [query for batch in found for query in batch] == queries
