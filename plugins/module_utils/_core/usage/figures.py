# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What CloudWatch knows of a profile, and how numbers of several profiles and periods become one.

Metrics of the namespace AWS/Bedrock under the dimension ModelId: Bedrock user guide "Monitor bedrock-runtime inference
using CloudWatch metrics", CloudWatch user guide "OTel metrics enrichment". InputTokenCount has none of the tokens that
were read from a cache or written to one (Bedrock user guide, quotas-token-burndown: they are added to it), so that the
four kinds of tokens do not overlap.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

NAMESPACE = "AWS/Bedrock"
DIMENSION = "ModelId"

#: Column → metric, each summed up.
COUNTS: dict[str, str] = {
    "invocations": "Invocations",
    "input_tokens": "InputTokenCount",
    "output_tokens": "OutputTokenCount",
    "cache_read_tokens": "CacheReadInputTokens",
    "cache_write_tokens": "CacheWriteInputTokens",
    "throttles": "InvocationThrottles",
    "client_errors": "InvocationClientErrors",
    "server_errors": "InvocationServerErrors",
}
#: Column → metric in milliseconds; the second one only streams have.
TIMES: dict[str, str] = {"latency": "InvocationLatency", "time_to_first_token": "TimeToFirstToken"}
PERCENTILES = ("p50", "p90", "p99")
#: GetMetricData takes so many queries a call (CloudWatch API reference).
BATCH = 500
_SUM, _SAMPLES = "Sum", "SampleCount"


@dataclass(frozen=True, slots=True)
class Query:
    """One statistic of one metric of one profile."""

    profile_id: str
    metric: str
    statistic: str


#: What was asked → the beginning of a period → its value; a period without data is not there.
Points = Mapping[Query, Mapping[datetime, float]]


@dataclass(frozen=True, slots=True)
class Times:
    """How long calls took, in milliseconds.

    ``percentiles``: of one profile in one period those of CloudWatch; of several the highest of theirs, which the
    percentile of all calls together never exceeds.
    """

    samples: int = 0
    total: float = 0.0
    percentiles: Mapping[str, float] = field(default_factory=dict)

    def __add__(self, other: Times) -> Times:
        return _all_times([self, other])

    @property
    def mean(self) -> float | None:
        return self.total / self.samples if self.samples else None


@dataclass(frozen=True, slots=True)
class Figures:
    """Counts and times by column; what is not there is zero."""

    counts: Mapping[str, int] = field(default_factory=dict)
    times: Mapping[str, Times] = field(default_factory=dict)

    def __add__(self, other: Figures) -> Figures:
        return total([self, other])

    def count(self, column: str) -> int:
        return self.counts.get(column, 0)

    def time(self, column: str) -> Times:
        return self.times.get(column, Times())


def total(figures: Iterable[Figures]) -> Figures:
    """The sum of all, in one pass: reports sum up a hundred thousand of them."""
    counts: dict[str, int] = {}
    times: dict[str, list[Times]] = {}
    for one in figures:
        for column, count in one.counts.items():
            counts[column] = counts.get(column, 0) + count
        for column, took in one.times.items():
            times.setdefault(column, []).append(took)
    return Figures(counts, {column: _all_times(several) for column, several in times.items()})


def _all_times(several: Sequence[Times]) -> Times:
    if len(several) == 1:
        return several[0]
    highest: dict[str, float] = {}
    for one in several:
        for name, value in one.percentiles.items():
            highest[name] = max(value, highest.get(name, value))
    return Times(sum(one.samples for one in several), sum(one.total for one in several), highest)


def batches(queries: Sequence[Query]) -> list[Sequence[Query]]:
    """Queries in the order given, as many at a time as one call takes."""
    return [queries[first : first + BATCH] for first in range(0, len(queries), BATCH)]


def queries_of(profile_id: str) -> list[Query]:
    """Everything that is asked of one profile."""
    counts = [Query(profile_id, metric, _SUM) for metric in COUNTS.values()]
    times = [
        Query(profile_id, metric, statistic)
        for metric in TIMES.values()
        for statistic in (_SUM, _SAMPLES, *PERCENTILES)
    ]
    return counts + times


def figures_of(profile_id: str, points: Points) -> dict[datetime, Figures]:
    """The figures of a profile, by the beginning of each period that has any."""

    def known(metric: str, statistic: str) -> Mapping[datetime, float]:
        return points.get(Query(profile_id, metric, statistic), {})

    counts: dict[datetime, dict[str, int]] = {}
    for column, metric in COUNTS.items():
        for moment, value in known(metric, _SUM).items():
            if value:
                counts.setdefault(moment, {})[column] = round(value)
    times: dict[datetime, dict[str, Times]] = {}
    for column, metric in TIMES.items():
        sums, ranks = known(metric, _SUM), {name: known(metric, name) for name in PERCENTILES}
        for moment, samples in known(metric, _SAMPLES).items():
            if samples:
                percentiles = {name: values[moment] for name, values in ranks.items() if moment in values}
                times.setdefault(moment, {})[column] = Times(round(samples), sums.get(moment, 0.0), percentiles)
    return {
        moment: Figures(counts.get(moment, {}), times.get(moment, {}))
        for moment in sorted(counts.keys() | times.keys())
    }
